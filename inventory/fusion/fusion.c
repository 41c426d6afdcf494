/* fusion.c - the inventories under a ledger, brought onto its grid (fusion.h). */
#include "inventory/fusion/fusion.h"

#include "base/csv.h"
#include "base/log.h"
#include "grids/regrid.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line of the tables; NULL: known and left out. */
static lt_status find_sector(const lt_level *level, const char *name, const char *where,
                             const lt_foreign_sector **out) {
    const lt_foreign *f = &level->foreign;
    *out = lt_foreign_sector_find(&level->tables, f->format, name);
    if (!*out)
        return LT_RAISE(LT_ERR_INPUT, .what = "a sector of others that no table knows", .where = where,
                        .expected = lt_fmt("a line of foreign_sectors.csv for the format %s", f->format),
                        .found = lt_fmt("\"%s\"", name), .todo = "give `sectors:` with a table that has it");
    if (!(*out)->sector[0]) *out = NULL;
    return LT_OK;
}

static lt_status find_species(const lt_level *level, const char *name, bool moles, const char *where,
                              const lt_foreign_species **out) {
    static const lt_foreign_species left_out = {.pollutant = -1};
    const lt_foreign *f = &level->foreign;
    *out = moles ? &left_out : lt_foreign_species_find(&level->tables, f->format, name);
    if (*out) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "a species of others that no table knows", .where = where,
                    .expected = lt_fmt("a line of foreign_species.csv for the format %s", f->format),
                    .found = lt_fmt("\"%s\"", name), .todo = "add the line, with - for what shall be left out");
}

/* --- gridded inventories --- */

static lt_status make_mesh(const lt_foreign_grid *g, lt_mesh **out) {
    double *edge;
    if (!g->lonlat)
        return lt_mesh_projected(&(lt_mesh_map){g->projection, g->x0, g->y0, g->dx, g->dy, g->nx, g->ny}, out);
    LT_TRY(lt_calloc((size_t)(g->nx + g->ny + 2), sizeof *edge, &edge));
    for (int i = 0; i <= g->nx; i++) edge[i] = g->x0 + i * g->dx;
    for (int j = 0; j <= g->ny; j++) edge[g->nx + 1 + j] = fmin(90, fmax(-90, g->y0 + j * g->dy));
    const lt_status status = lt_mesh_lonlat(g->nx, g->ny, edge, edge + g->nx + 1, out);
    lt_free(edge);
    return status;
}

static lt_status field_of(lt_fusion *f, int level, const lt_foreign_sector *sector, int month, lt_fused **out) {
    for (long k = 0; k < f->n_fields; k++)
        if (f->fields[k].level == level && f->fields[k].sector == sector && f->fields[k].month == month) {
            *out = &f->fields[k];
            return LT_OK;
        }
    LT_TRY(lt_grow(&f->fields, sizeof *f->fields, f->n_fields + 1, &f->room_fields));
    *out = &f->fields[f->n_fields++];
    **out = (lt_fused){.level = level, .month = month, .sector = sector};
    return LT_OK;
}

/* The part of a field that the weights need. */
static void cut_window(const lt_regrid *regrid, const lt_foreign *foreign, const double *amount, double *out) {
    const lt_regrid_window *w = &regrid->window;
    for (int j = 0; j < w->ny; j++)
        for (int i = 0; i < w->nx; i++) {
            const int from = (w->i0 + i) % foreign->grid.nx;
            out[(long)j * w->nx + i] = amount[(long)(w->j0 + j) * foreign->grid.nx + from];
        }
}

static lt_status add_field(lt_fusion *f, int level, const lt_regrid *regrid, const lt_foreign_field *field,
                           double *source, double *target) {
    const lt_level *l = &f->background->levels[level];
    const long n = (long)f->grid->nx * f->grid->ny;
    const lt_foreign_sector *sector;
    const lt_foreign_species *species;
    lt_fused *to = NULL;
    LT_TRY(find_sector(l, field->sector, l->foreign.path, &sector));
    LT_TRY(find_species(l, field->species, field->moles, l->foreign.path, &species));
    if (!sector || species->pollutant < 0) return LT_OK;
    LT_TRY(field_of(f, level, sector, field->month, &to));
    double **kg = &to->kg[species->pollutant];
    if (!*kg) LT_TRY(lt_calloc((size_t)n, sizeof(double), kg));
    cut_window(regrid, &l->foreign, field->amount, source);
    lt_regrid_apply(regrid, LT_REGRID_AMOUNT, 1, source, target);
    for (long c = 0; c < n; c++) (*kg)[c] += species->factor * target[c];
    return LT_OK;
}

static lt_status add_fields(lt_fusion *f, int level, const lt_mesh *target_mesh) {
    const lt_foreign *foreign = &f->background->levels[level].foreign;
    const long n = (long)f->grid->nx * f->grid->ny;
    lt_mesh *mesh = NULL;
    lt_regrid *regrid = NULL;
    double *source = NULL, *target = NULL;
    lt_status status;
    LT_TRY_GOTO(status, make_mesh(&foreign->grid, &mesh), done);
    status = f->allocation->weights ? lt_regrid_cached(f->allocation->weights, mesh, target_mesh, &regrid, NULL)
                                    : lt_regrid_create(mesh, target_mesh, &regrid);
    if (status != LT_OK) goto done;
    if (regrid->n_source == 0) lt_remark(LT_LOG_WARNING, "%s does not meet the grid %s", foreign->path, f->grid->name);
    LT_TRY_GOTO(status, lt_calloc((size_t)regrid->n_source + 1, sizeof(double), &source), done);
    LT_TRY_GOTO(status, lt_calloc((size_t)n, sizeof(double), &target), done);
    LT_TRY_GOTO(status, lt_calloc((size_t)n, sizeof(double), &f->extent[level]), done);
    lt_regrid_shares(regrid, source, f->extent[level]);
    for (long k = 0; k < foreign->n_fields && status == LT_OK; k++)
        status = add_field(f, level, regrid, &foreign->fields[k], source, target);
done:
    lt_free(source);
    lt_free(target);
    lt_regrid_free(regrid);
    lt_mesh_free(mesh);
    return status;
}

/* --- tables --- */

/* Our name of a region of theirs: "" if we have none. */
static const char *region_of(const lt_level *level, const lt_foreign_row *row) {
    const lt_region_code *code = strcmp(level->foreign.format, "reas") == 0
                                     ? lt_region_code_reas(&level->tables, row->region)
                                     : lt_region_code_find(&level->tables, row->country, row->region);
    return code ? code->region : "";
}

static int by_place(const void *pa, const void *pb) {
    const lt_foreign_row *a = *(const lt_foreign_row *const *)pa, *b = *(const lt_foreign_row *const *)pb;
    int order = strcmp(a->region, b->region);
    if (!order) order = strcmp(a->country, b->country);
    if (!order) order = strcmp(a->sector, b->sector);
    if (!order) order = (a->stack > b->stack) - (a->stack < b->stack);
    return order ? order : a->line - b->line;
}

/* Rows of one region, sector and stack: their pollutants, and their months where all rows give them. */
static lt_status add_group(lt_fusion *f, int level, const lt_foreign_row *const *rows, long n) {
    const lt_level *l = &f->background->levels[level];
    const lt_foreign_sector *sector;
    const char *where = lt_fmt("%.600s:%d", l->foreign.path, rows[0]->line), *region = region_of(l, rows[0]);
    LT_TRY(find_sector(l, rows[0]->sector, where, &sector));
    if (!sector || !region[0]) return LT_OK;
    lt_fused_row *to = &f->rows[f->n_rows];
    *to = (lt_fused_row){.level = level, .sector = sector, .stack = rows[0]->stack, .by_month = true};
    snprintf(to->region, sizeof to->region, "%s", region);
    double sum = 0;
    for (long k = 0; k < n; k++) {
        const lt_foreign_species *species;
        LT_TRY(find_species(l, rows[k]->species, false, where, &species));
        if (species->pollutant < 0 || rows[k]->kg == 0) continue;
        to->kg[species->pollutant] += species->factor * rows[k]->kg;
        to->by_month &= rows[k]->by_month;
        /* Months of the source: the mean over its pollutants, each with the same weight. */
        for (int m = 0; m < 12; m++) to->month[m] += rows[k]->month_kg[m] / rows[k]->kg;
        sum++;
    }
    double months = 0;
    for (int m = 0; m < 12; m++) months += to->month[m];
    to->by_month &= sum > 0 && months > 0;
    for (int m = 0; m < 12 && to->by_month; m++) to->month[m] /= months;
    if (sum > 0) f->n_rows++;
    return LT_OK;
}

static bool one_group(const lt_foreign_row *a, const lt_foreign_row *b) {
    return a->stack == b->stack && strcmp(a->region, b->region) == 0 && strcmp(a->sector, b->sector) == 0 &&
           strcmp(a->country, b->country) == 0;
}

static lt_status add_rows(lt_fusion *f, int level) {
    const lt_level *l = &f->background->levels[level];
    const lt_foreign_row **rows;
    long n = 0;
    LT_TRY(lt_calloc((size_t)l->foreign.n_rows + 1, sizeof *rows, &rows));
    for (long k = 0; k < l->foreign.n_rows; k++)
        if (l->foreign.rows[k].year == l->year) rows[n++] = &l->foreign.rows[k];
    qsort(rows, (size_t)n, sizeof *rows, by_place);
    lt_status status = lt_grow(&f->rows, sizeof *f->rows, f->n_rows + n, &f->room_rows);
    for (long k = 0, m; k < n && status == LT_OK; k += m) {
        for (m = 1; k + m < n && one_group(rows[k], rows[k + m]);) m++;
        status = add_group(f, level, rows + k, m);
    }
    lt_free(rows);
    return status;
}

lt_status lt_fusion_create(const lt_ledger *ledger, const lt_grid *grid, const lt_allocation *allocation,
                           lt_fusion **out) {
    lt_fusion *f;
    lt_mesh *mesh = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *f, &f));
    *f = (lt_fusion){.ledger = ledger, .grid = grid, .allocation = allocation, .background = ledger->background};
    lt_status status = lt_calloc((size_t)f->background->n, sizeof *f->extent, &f->extent);
    if (status == LT_OK) status = lt_fusion_survey(f);
    for (int k = 0; k < f->background->n && status == LT_OK; k++) {
        if (f->background->levels[k].foreign.n_fields > 0) {
            if (!mesh) status = lt_mesh_grid(grid, &mesh);
            if (status == LT_OK) status = add_fields(f, k, mesh);
        }
        if (status == LT_OK) status = add_rows(f, k);
    }
    lt_mesh_free(mesh);
    if (status != LT_OK) {
        lt_fusion_free(f);
        return lt_error_context(status, "putting inventories of others under the ledger");
    }
    *out = f;
    return LT_OK;
}

void lt_fusion_free(lt_fusion *f) {
    if (!f) return;
    for (long k = 0; k < f->n_fields; k++)
        for (int p = 0; p < LT_N_POLLUTANTS; p++) lt_free(f->fields[k].kg[p]);
    for (int k = 0; f->extent && k < f->background->n; k++) lt_free(f->extent[k]);
    lt_free(f->extent);
    lt_free(f->has);
    lt_free(f->fields);
    lt_free(f->rows);
    lt_free(f);
}
