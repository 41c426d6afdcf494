/* edgar.c - gridded emissions of EDGAR v5 to v8, netCDF (formats: EDGAR's own file headers; samples in the real data).
 *
 *   one variable: `emissions` (v7, v8: emi_nc, amounts a cell) or `fluxes`, or emi_<species> (v5, v6), on lat, lon
 *   degrees at the centres of the cells; optional time of 12 months
 *   amounts: t, kg ... a cell and year (month);  fluxes kg m-2 s-1:  kg = flux x area of the cell x seconds
 * Species, sector and year: from the hint, else from the attributes `substance`, `long_name` and `year` of `emissions`,
 * else from the name of the file (file_name.h). The area is that of the sphere of 6 371 km; the seconds are those of
 * the year or month itself. A total that the file states is held against the sum (1 %, a warning: thinned samples). */
#include "inventory/readers/file_name.h"
#include "inventory/readers/grid_axes.h"
#include "inventory/readers/reader.h"

#include "base/log.h"
#include "base/number.h"
#include "base/timeaxis.h"
#include "base/units.h"

#include <stdio.h>
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct reading {
    lt_ncr *file;
    const char *path;
    char variable[64];
    lt_file_name says;
    bool flux, flip, by_time;
    double factor; /* kg or kg m-2 s-1 a unit of the file */
    int months;    /* records: 1 or 12 */
} reading;

static lt_status find_variable(reading *r) {
    char name[64];
    for (int k = 0; lt_ncr_variable(r->file, k, name, sizeof name); k++)
        if (strcmp(name, "emissions") == 0 || strcmp(name, "fluxes") == 0 || strncmp(name, "emi_", 4) == 0) {
            memcpy(r->variable, name, sizeof name);
            return LT_OK;
        }
    return LT_RAISE(LT_ERR_INPUT, .what = "no emissions in this file", .where = r->path,
                    .expected = "a variable emissions, fluxes or emi_<species>", .found = "none",
                    .todo = "give a file of EDGAR; compare with ncdump -h");
}

static void take_text(reading *r, const char *attribute, char *out, size_t size) {
    char text[256];
    if (lt_ncr_attr_text(r->file, r->variable, attribute, text, sizeof text) == LT_OK && text[0])
        snprintf(out, size, "%.*s", (int)size - 1, text);
    else
        lt_error_clear();
}

static lt_status say_what(reading *r, const lt_reader_hint *hint) {
    r->says = lt_file_name_edgar(r->path);
    if (strncmp(r->variable, "emi_", 4) != 0) {
        char year[16] = "";
        double value;
        take_text(r, "substance", r->says.species, sizeof r->says.species);
        take_text(r, "long_name", r->says.sector, sizeof r->says.sector);
        take_text(r, "year", year, sizeof year);
        if (!year[0] && lt_ncr_attr_double(r->file, r->variable, "year", &value) == LT_OK) r->says.year = (int)value;
        lt_error_clear();
        if (year[0]) r->says.year = atoi(year);
    }
    if (hint->species[0]) snprintf(r->says.species, sizeof r->says.species, "%s", hint->species);
    if (hint->sector[0]) snprintf(r->says.sector, sizeof r->says.sector, "%s", hint->sector);
    if (hint->year) r->says.year = hint->year;
    const char *missing = !r->says.species[0] ? "species" : r->says.year < 1900 ? "year" : NULL;
    if (missing)
        return LT_RAISE(LT_ERR_INPUT, .what = lt_fmt("the file does not say its %s", missing), .where = r->path,
                        .expected = "an attribute, or a name as v8.0_FT2022_GHG_CH4_2015_TOTALS_emi.nc",
                        .found = "neither", .todo = lt_fmt("keep EDGAR's file name, or give `%s:`", missing));
    if (!r->says.sector[0]) strcpy(r->says.sector, "TOTALS"); /* v5 files of all sectors name none */
    return LT_OK;
}

/* EDGAR writes "Tonnes"; udunits knows tonnes. */
static lt_status find_unit(reading *r) {
    char unit[64];
    double offset;
    LT_TRY(lt_ncr_attr_text(r->file, r->variable, "units", unit, sizeof unit));
    const char *asked = strcmp(unit, "Tonnes") == 0 ? "tonnes" : unit;
    r->flux = lt_units_factor(asked, "kg m-2 s-1", &r->factor, &offset) == LT_OK;
    if (r->flux) return LT_OK;
    if (lt_units_factor(asked, "kg", &r->factor, &offset) == LT_OK) {
        lt_error_clear();
        return LT_OK;
    }
    lt_error_clear();
    return LT_RAISE(LT_ERR_INPUT, .what = "the unit is no mass a cell and no mass flux",
                    .where = lt_fmt("%.600s, attribute %s:units", r->path, r->variable),
                    .expected = "t, kg ... or kg m-2 s-1", .found = lt_fmt("\"%s\"", unit), .todo = "correct the unit");
}

static lt_status find_shape(reading *r) {
    size_t n;
    r->months = 1;
    if (lt_ncr_expect_dims(r->file, r->variable, "lat lon") == LT_OK) return LT_OK;
    LT_TRY(lt_ncr_expect_dims(r->file, r->variable, "time lat lon"));
    lt_error_clear();
    r->by_time = true;
    LT_TRY(lt_ncr_dim(r->file, "time", &n));
    if (n != 12 && n != 1)
        return LT_RAISE(LT_ERR_INPUT, .what = "a time axis that is neither a year nor its months", .where = r->path,
                        .expected = "1 or 12 records", .found = lt_fmt("%zu", n), .todo = "take one year out of it");
    r->months = (int)n;
    return LT_OK;
}

static lt_status judge_value(const reading *r, double value, long cell) {
    if (isfinite(value) && value >= 0) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "an emission that cannot be",
                    .where = lt_fmt("%.600s, variable %s, value %ld", r->path, r->variable, cell),
                    .expected = "0 or more; missing values as _FillValue", .found = lt_fmt("%g", value),
                    .todo = "get the file again");
}

static lt_status read_record(reading *r, int record, lt_foreign *out, lt_faults *faults) {
    lt_foreign_field *field;
    const lt_foreign_grid *g = &out->grid;
    const size_t n = (size_t)g->nx * (size_t)g->ny;
    LT_TRY(lt_foreign_add_field(out, &field));
    snprintf(field->species, sizeof field->species, "%s", r->says.species);
    snprintf(field->sector, sizeof field->sector, "%s", r->says.sector);
    field->year = r->says.year;
    field->month = r->months == 12 ? record + 1 : r->says.month;
    LT_TRY(r->by_time ? lt_ncr_get_double_record(r->file, r->variable, NULL, (size_t)record, n, field->amount)
                      : lt_ncr_get_double(r->file, r->variable, NULL, n, field->amount));
    lt_grid_axes_south_first(field->amount, g->nx, g->ny, r->flip);
    const double days = field->month ? lt_days_in_month(field->year, field->month) : lt_days_in_year(field->year);
    for (int j = 0; j < g->ny; j++) {
        const double scale = r->factor * (r->flux ? lt_foreign_cell_area(g, j) * days * LT_DAY : 1);
        for (int i = 0; i < g->nx; i++) {
            double *value = &field->amount[(long)j * g->nx + i];
            if (isnan(*value)) *value = 0; /* _FillValue */
            LT_TRY(lt_faults_take(faults, judge_value(r, *value, value - field->amount)));
            *value *= scale;
        }
    }
    return LT_OK;
}

/* "   3.69321e+011 kg/year" in the attribute total_emi_ch4. */
static void hold_against_total(reading *r, const lt_foreign *out, long first) {
    char text[64];
    const char *end;
    double stated, sum = 0;
    if (lt_ncr_attr_text(r->file, r->variable, lt_fmt("total_%s", r->variable), text, sizeof text) != LT_OK ||
        !lt_number_scan(text, &stated, &end) || !strstr(end, "kg")) {
        lt_error_clear();
        return;
    }
    for (long k = first; k < out->n_fields; k++) sum += lt_foreign_field_sum(out, &out->fields[k]);
    if (fabs(sum - stated) > 0.01 * stated)
        lt_remark(LT_LOG_WARNING, "%s: its cells hold %.5g kg, it states %.5g kg (a thinned or cut file)", r->path, sum,
                  stated);
}

static lt_status read_file(reading *r, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out) {
    lt_foreign_grid grid;
    const long first = out->n_fields;
    LT_TRY(find_variable(r));
    LT_TRY(say_what(r, hint));
    LT_TRY(find_unit(r));
    LT_TRY(find_shape(r));
    LT_TRY(lt_grid_axes_read(r->file, "lon", "lat", &grid, &r->flip));
    LT_TRY(lt_foreign_set_grid(out, &grid, r->path));
    for (int k = 0; k < r->months; k++) LT_TRY(read_record(r, k, out, faults));
    hold_against_total(r, out, first);
    return LT_OK;
}

static lt_status read_edgar(const char *path, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out) {
    reading r = {.path = path};
    LT_TRY(lt_ncr_open(path, &r.file));
    const lt_status status = lt_faults_take(faults, read_file(&r, hint, faults, out));
    lt_ncr_close(r.file);
    return status;
}

const lt_reader lt_reader_edgar = {
    "edgar", "gridded emissions of EDGAR v5 to v8 (netCDF)", "EDGAR 网格化排放(netCDF)", "edgar", NULL, read_edgar};
