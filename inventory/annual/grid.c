/* grid.c - the year on the grid by sector, as fields and as a netCDF file: every cell gets E w(cell) of each row, as in
 * gridding.c. */
#include "inventory/annual/annual.h"

#include "base/ncio.h"
#include "grids/grid_cf.h"

#include <netcdf.h>
#include <stdio.h>
#include <string.h>

static double *field_of(const lt_annual_grid *a, int sector, int quantity) {
    return a->kg + ((size_t)sector * LT_N_ANNUAL + (size_t)quantity) * (size_t)a->cells;
}

static double *ours_of(const lt_annual_grid *a, int sector, int which) {
    return a->of_ours + ((size_t)sector * LT_N_OURS + (size_t)which) * (size_t)a->cells;
}

static void add(double *field, double kg, const lt_place *place, long cells) {
    if (kg == 0) return;
    if (!place->weight && place->cell >= 0) field[place->cell] += kg;
    for (long c = 0; place->weight && c < cells; c++) field[c] += kg * place->weight[c];
}

static lt_status add_row(lt_annual_grid *a, const lt_source *s, lt_placing *placing) {
    static const int ours[LT_N_OURS] = {LT_NMVOC, LT_OFP, LT_ANNUAL_OH};
    const lt_sector *sector = lt_sectors_find(a->sectors, s->sector);
    lt_place place;
    LT_TRY(lt_placing_find(placing, s, &place));
    if (!sector)
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown sector", .where = s->id, .expected = "a sector of sectors.csv",
                        .found = s->sector, .todo = "correct the name");
    const int k = (int)(sector - a->sectors->items);
    for (int q = 0; q < LT_N_ANNUAL; q++) add(field_of(a, k, q), lt_annual_kg(s, q), &place, a->cells);
    for (int o = 0; o < LT_N_OURS && lt_region_is_liaoning(s->region); o++)
        add(ours_of(a, k, o), lt_annual_kg(s, ours[o]), &place, a->cells);
    return LT_OK;
}

lt_status lt_annual_grid_create(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                                lt_annual_grid **out) {
    lt_annual_grid *a;
    lt_placing *placing = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *a, &a));
    *a = (lt_annual_grid){.grid = grid, .sectors = allocation->sectors, .cells = (long)grid->nx * grid->ny};
    const size_t n = (size_t)a->sectors->n * (size_t)a->cells;
    lt_status status = lt_calloc(n * LT_N_ANNUAL, sizeof(double), &a->kg);
    if (status == LT_OK) status = lt_calloc(n * LT_N_OURS, sizeof(double), &a->of_ours);
    if (status == LT_OK) status = lt_placing_create(ledger, grid, allocation, &placing);
    for (long r = 0; r < ledger->n && status == LT_OK; r++) status = add_row(a, &ledger->sources[r], placing);
    lt_placing_free(placing);
    if (status != LT_OK) {
        lt_annual_grid_free(a);
        return status;
    }
    *out = a;
    return LT_OK;
}

void lt_annual_grid_free(lt_annual_grid *annual) {
    if (!annual) return;
    lt_free(annual->kg);
    lt_free(annual->of_ours);
    lt_free(annual);
}

/* "PM2.5" is no name for many programs. */
static const char *variable(int quantity, char out[32]) {
    int n = 0;
    for (const char *c = lt_annual_name(quantity); *c; c++)
        if (*c != '.') out[n++] = *c;
    out[n] = '\0';
    return out;
}

static lt_status define(const lt_annual_grid *a, const lt_activity_years *years, lt_ncw *nc) {
    static const lt_field names[] = {{"sector_name", NULL, "1", "sector", "sector of the inventory"},
                                     {"sector_name_en", NULL, "1", "sector", "its English name"},
                                     {"sector_name_zh", NULL, "1", "sector", "its Chinese name"}};
    LT_TRY(lt_ncw_dim(nc, "sector", (size_t)a->sectors->n));
    LT_TRY(lt_ncw_dim(nc, "y", (size_t)a->grid->ny));
    LT_TRY(lt_ncw_dim(nc, "x", (size_t)a->grid->nx));
    for (int k = 0; k < 3; k++) LT_TRY(lt_ncw_var(nc, &names[k], NC_STRING));
    for (int q = 0; q < LT_N_ANNUAL; q++) {
        char name[32], text[96];
        snprintf(text, sizeof text, "%s of the cell in the year%s", lt_annual_name(q),
                 q == LT_OFP         ? ", ozone that its VOC can form by MIR"
                 : q == LT_ANNUAL_OH ? ", propene of equal OH reactivity"
                 : q == LT_NOX       ? ", as NO2"
                                     : "");
        const lt_field field = {variable(q, name), NULL, "kg", "sector y x", text};
        LT_TRY(lt_ncw_var(nc, &field, NC_FLOAT));
        LT_TRY(lt_grid_cf_field(nc, name, false));
    }
    LT_TRY(lt_ncw_attr_double(nc, NULL, "base_year", years->year));
    if (lt_years_label(years, false)[0]) {
        LT_TRY(lt_ncw_attr_text(nc, NULL, "base_year_label", lt_years_label(years, false)));
        LT_TRY(lt_ncw_attr_text(nc, NULL, "base_year_label_zh", lt_years_label(years, true)));
    }
    return lt_grid_cf_mapping(a->grid, nc);
}

static lt_status put(const lt_annual_grid *a, lt_ncw *nc) {
    const char **texts;
    double *v;
    const int n = a->sectors->n;
    LT_TRY(lt_calloc((size_t)n, sizeof *texts, &texts));
    lt_status status = lt_calloc((size_t)n * (size_t)a->cells, sizeof *v, &v);
    for (int k = 0; k < 3 && status == LT_OK; k++) {
        static const char *const names[] = {"sector_name", "sector_name_en", "sector_name_zh"};
        for (int s = 0; s < n; s++) {
            const lt_sector *sector = &a->sectors->items[s];
            texts[s] = k == 0 ? sector->name : k == 1 ? sector->name_en : sector->name_zh;
        }
        status = lt_ncw_put_strings(nc, names[k], texts);
    }
    for (int q = 0; q < LT_N_ANNUAL && status == LT_OK; q++) {
        char name[32];
        for (int s = 0; s < n; s++)
            memcpy(v + (size_t)s * (size_t)a->cells, field_of(a, s, q), (size_t)a->cells * sizeof *v);
        status = lt_ncw_put_double(nc, variable(q, name), v);
    }
    lt_free(texts);
    lt_free(v);
    return status;
}

lt_status lt_annual_write_grid(const lt_annual_grid *annual, const lt_activity_years *years, lt_outdir *dir,
                               const char *name) {
    lt_ncw *nc;
    LT_TRY(lt_ncw_create(dir, name, "Emissions of a year by sector", &nc));
    lt_status status = define(annual, years, nc);
    if (status == LT_OK) status = put(annual, nc);
    if (status == LT_OK) return lt_ncw_commit(nc);
    lt_ncw_abandon(nc);
    return status;
}
