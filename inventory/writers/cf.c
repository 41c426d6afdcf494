/* cf.c - the ledger as a CF-1.10 file for xarray, CDO, Panoply, QGIS: inventory_cf.nc.
 *
 *   <pollutant>_<sector>(time, y, x) [kg m-2 s-1], mean over the month (time_bnds); points fall into their cells
 *   flux(month, cell) = sum over the rows of the sector: E share_m w(cell) / (area(cell) seconds of the month)
 * A row that goes by a law has the months of its calendar. Time is UTC and its bounds are those of the month in local
 * time (UTC+8), by which the calendars share. cell_area(y, x) [m2] gives masses back: the file's sums are the table's
 * to the precision of float. Grid mapping, lon and lat as in all files of ours. A pollutant that a sector does not emit
 * has no variable. */
#include "inventory/writers/writer.h"

#include "base/csv.h"
#include "base/ncio.h"
#include "grids/grid_cf.h"

#include <netcdf.h>
#include <stdio.h>
#include <string.h>

enum { MONTHS = 12 };

typedef struct writer {
    const lt_export *job;
    lt_ncw *nc;
    lt_placing *placing;
    long cells;
    double seconds[MONTHS], bounds[MONTHS + 1];
    double *kg; /* [pollutant][month][cell] of one sector */
    float *buffer;
    char standard[LT_N_POLLUTANTS][112];
    bool *emits; /* [sector][pollutant] */
} writer;

static lt_status read_names(writer *w) {
    char path[512];
    lt_csv *t;
    int pollutant, name;
    LT_TRY(lt_share_path("inventory/data/cf_names.csv", path, sizeof path));
    LT_TRY(lt_csv_read(path, &t));
    lt_status status = lt_csv_column(t, "pollutant", &pollutant);
    if (status == LT_OK) status = lt_csv_column(t, "standard_name", &name);
    for (long r = 0; status == LT_OK && r < lt_csv_rows(t); r++) {
        const int p = lt_pollutant_find(lt_csv_text(t, r, pollutant));
        if (p >= 0) snprintf(w->standard[p], sizeof w->standard[p], "%s", lt_csv_text(t, r, name));
    }
    lt_csv_free(t);
    return status;
}

static void find_months(writer *w) {
    const int year = w->job->ledger->base_year;
    for (int m = 0; m <= MONTHS; m++)
        w->bounds[m] = (double)(lt_time_from_civil(year + m / 12, m % 12 + 1, 1, 0, 0, 0) - LT_CST_OFFSET);
    for (int m = 0; m < MONTHS; m++) w->seconds[m] = w->bounds[m + 1] - w->bounds[m];
}

static const lt_sector *sector_of(const writer *w, int k) {
    return &w->job->allocation->sectors->items[k];
}

/* Which variables there will be. */
static lt_status find_variables(writer *w) {
    const lt_sectors *sectors = w->job->allocation->sectors;
    LT_TRY(lt_calloc((size_t)sectors->n * LT_N_POLLUTANTS, sizeof(bool), &w->emits));
    for (long r = 0; r < w->job->ledger->n; r++) {
        const lt_source *s = &w->job->ledger->sources[r];
        for (int k = 0; k < sectors->n; k++)
            for (int p = 0; p < LT_N_POLLUTANTS && strcmp(sectors->items[k].name, s->sector) == 0; p++)
                w->emits[k * LT_N_POLLUTANTS + p] |= lt_source_emission_kg(s, (enum lt_pollutant)p) > 0;
    }
    return LT_OK;
}

/* "PM2.5_steel" is no name for many programs: PM25_steel. */
static const char *variable_name(const writer *w, int sector, int p, char out[80]) {
    int n = 0;
    for (const char *c = lt_pollutant_names[p]; *c; c++)
        if (*c != '.') out[n++] = *c;
    snprintf(out + n, (size_t)(80 - n), "_%s", sector_of(w, sector)->name);
    return out;
}

static lt_status define_time(writer *w) {
    static const lt_field time = {"time", "time", "seconds since 1970-01-01 00:00:00", "time", "middle of the month"};
    static const lt_field bounds = {"time_bnds", NULL, NULL, "time nv", "first and last moment of the month, UTC"};
    LT_TRY(lt_ncw_dim(w->nc, "time", MONTHS));
    LT_TRY(lt_ncw_dim(w->nc, "nv", 2));
    LT_TRY(lt_ncw_var(w->nc, &time, NC_DOUBLE));
    LT_TRY(lt_ncw_attr_text(w->nc, "time", "axis", "T"));
    LT_TRY(lt_ncw_attr_text(w->nc, "time", "calendar", "proleptic_gregorian"));
    LT_TRY(lt_ncw_attr_text(w->nc, "time", "bounds", "time_bnds"));
    return lt_ncw_var(w->nc, &bounds, NC_DOUBLE);
}

static lt_status define_field(writer *w, int sector, int p) {
    char name[80], text[256];
    variable_name(w, sector, p, name);
    snprintf(text, sizeof text, "emission of %s%s by the sector %s (%s)", lt_pollutant_names[p],
             p == LT_NOX  ? " (as NO2)"
             : p == LT_OC ? " (mass of carbon)"
                          : "",
             sector_of(w, sector)->name, sector_of(w, sector)->name_en);
    const lt_field field = {name, w->standard[p][0] ? w->standard[p] : NULL, "kg m-2 s-1", "time y x", text};
    LT_TRY(lt_ncw_var(w->nc, &field, NC_FLOAT));
    LT_TRY(lt_ncw_attr_text(w->nc, name, "cell_methods", "area: mean time: mean"));
    LT_TRY(lt_ncw_attr_text(w->nc, name, "cell_measures", "area: cell_area"));
    LT_TRY(lt_ncw_attr_text(w->nc, name, "sector", sector_of(w, sector)->name));
    return lt_grid_cf_field(w->nc, name, true);
}

static lt_status define(writer *w) {
    static const lt_field fixed[] = {{"cell_area", "cell_area", "m2", "y x", "true area of the cell"},
                                     {"lon", "longitude", "degrees_east", "y x", "longitude of the cell centre"},
                                     {"lat", "latitude", "degrees_north", "y x", "latitude of the cell centre"}};
    const lt_grid *grid = w->job->grid;
    LT_TRY(define_time(w));
    LT_TRY(lt_ncw_dim(w->nc, "y", (size_t)grid->ny));
    LT_TRY(lt_ncw_dim(w->nc, "x", (size_t)grid->nx));
    for (int k = 0; k < 3; k++) LT_TRY(lt_ncw_var(w->nc, &fixed[k], NC_DOUBLE));
    LT_TRY(lt_grid_cf_field(w->nc, "cell_area", true));
    for (int k = 0; k < w->job->allocation->sectors->n; k++)
        for (int p = 0; p < LT_N_POLLUTANTS; p++)
            if (w->emits[k * LT_N_POLLUTANTS + p]) LT_TRY(define_field(w, k, p));
    LT_TRY(lt_grid_cf_mapping(grid, w->nc));
    return lt_ncw_attr_double(w->nc, NULL, "base_year", w->job->ledger->base_year);
}

static lt_status put_fixed(writer *w) {
    double middle[MONTHS], bounds[2 * MONTHS];
    for (int m = 0; m < MONTHS; m++) {
        middle[m] = 0.5 * (w->bounds[m] + w->bounds[m + 1]);
        bounds[2 * m] = w->bounds[m];
        bounds[2 * m + 1] = w->bounds[m + 1];
    }
    LT_TRY(lt_ncw_put_double(w->nc, "time", middle));
    LT_TRY(lt_ncw_put_double(w->nc, "time_bnds", bounds));
    LT_TRY(lt_ncw_put_double(w->nc, "cell_area", w->job->grid->area));
    LT_TRY(lt_ncw_put_double(w->nc, "lon", w->job->grid->lon));
    return lt_ncw_put_double(w->nc, "lat", w->job->grid->lat);
}

static void add_row(writer *w, const lt_source *s, const lt_place *place, const double *share) {
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        const double kg = lt_source_emission_kg(s, (enum lt_pollutant)p);
        if (kg == 0) continue;
        for (int m = 0; m < MONTHS; m++) {
            double *field = w->kg + (p * MONTHS + m) * w->cells;
            if (place->cell >= 0) field[place->cell] += kg * share[m];
            for (long c = 0; place->weight && c < w->cells; c++) field[c] += kg * share[m] * place->weight[c];
        }
    }
}

static lt_status put_sector(writer *w, int sector) {
    const lt_ledger *ledger = w->job->ledger;
    char name[80];
    memset(w->kg, 0, (size_t)(LT_N_POLLUTANTS * MONTHS * w->cells) * sizeof(double));
    for (long r = 0; r < ledger->n; r++) {
        const lt_source *s = &ledger->sources[r];
        lt_place place;
        if (strcmp(s->sector, sector_of(w, sector)->name) != 0) continue;
        lt_timing timing;
        const lt_calendars *calendars = w->job->allocation->calendars;
        if (!lt_timing_find(calendars, s->calendar, &timing))
            return lt_timing_fault(calendars, s->calendar, lt_fmt("%s:%d, source %s", s->file, s->line, s->id));
        LT_TRY(lt_placing_find(w->placing, s, &place));
        add_row(w, s, &place, calendars->items[timing.calendar].month);
    }
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        if (!w->emits[sector * LT_N_POLLUTANTS + p]) continue;
        for (int m = 0; m < MONTHS; m++)
            for (long c = 0; c < w->cells; c++)
                w->buffer[m * w->cells + c] =
                    (float)(w->kg[(p * MONTHS + m) * w->cells + c] / (w->job->grid->area[c] * w->seconds[m]));
        LT_TRY(lt_ncw_put_float(w->nc, variable_name(w, sector, p, name), w->buffer));
    }
    return LT_OK;
}

static lt_status write_all(writer *w) {
    find_months(w);
    LT_TRY(read_names(w));
    LT_TRY(find_variables(w));
    LT_TRY(lt_placing_create(w->job->ledger, w->job->grid, w->job->allocation, &w->placing));
    LT_TRY(lt_calloc((size_t)(LT_N_POLLUTANTS * MONTHS * w->cells), sizeof(double), &w->kg));
    LT_TRY(lt_calloc((size_t)(MONTHS * w->cells), sizeof(float), &w->buffer));
    LT_TRY(lt_ncw_create(w->job->dir, "inventory_cf.nc", "Emissions by sector and month", &w->nc));
    lt_status status = define(w);
    if (status == LT_OK) status = put_fixed(w);
    for (int k = 0; k < w->job->allocation->sectors->n && status == LT_OK; k++) status = put_sector(w, k);
    if (status == LT_OK) return lt_ncw_commit(w->nc);
    lt_ncw_abandon(w->nc);
    return status;
}

static lt_status write_cf(const lt_export *job) {
    writer w = {.job = job, .cells = (long)job->grid->nx * job->grid->ny};
    const lt_status status = write_all(&w);
    lt_placing_free(w.placing);
    lt_free(w.kg);
    lt_free(w.buffer);
    lt_free(w.emits);
    return status;
}

const lt_writer lt_writer_cf = {"cf", "CF-1.10 netCDF by sector, month and pollutant",
                                "CF-1.10 netCDF(按部门、月份、污染物)", LT_WRITER_GRID, write_cf};
