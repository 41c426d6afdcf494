/* tno.c - CAMS-REG / TNO emissions, netCDF: one entry a source (area or point), category and cell.
 *
 *   <species>(source) [kg/year], emission_category_index, longitude_source, latitude_source (of the point, or the
 *   centre of the cell), emis_cat_code (texts), longitude, latitude (centres of the cells)
 *
 * Areas and points are added into the cells that hold their place: the format gives points no stack. Fields a category
 * and species. Categories are counted from 1 in the files of TNO; a file that holds 0 counts from 0. The year stands in
 * no attribute: the hint must name it. */
#include "inventory/readers/grid_axes.h"
#include "inventory/readers/reader.h"

#include <stdio.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct reading {
    lt_ncr *file;
    const char *path;
    lt_faults *faults;
    lt_foreign *out;
    int year;
    size_t n, n_categories, code_length;
    double *category, *lon, *lat, *value;
    int base; /* of the index of categories */
    char *codes;
} reading;

static lt_status source_fault(reading *r, const char *variable, size_t source, const char *what, const char *expected,
                              double found) {
    return lt_faults_take(r->faults,
                          LT_RAISE(LT_ERR_INPUT, .what = what,
                                   .where = lt_fmt("%.600s, variable %s, source %zu", r->path, variable, source + 1),
                                   .expected = expected, .found = lt_fmt("%g", found), .todo = "get the file again"));
}

/* Faults of what all species share; the base of the index. */
static lt_status judge_sources(reading *r) {
    const lt_foreign_grid *g = &r->out->grid;
    r->base = 1;
    for (size_t k = 0; k < r->n; k++)
        if (r->category[k] == 0) r->base = 0;
    const double most = (double)r->n_categories - 1 + r->base;
    for (size_t k = 0; k < r->n; k++) {
        const double c = r->category[k], i = (r->lon[k] - g->x0) / g->dx, j = (r->lat[k] - g->y0) / g->dy;
        if (!(c == floor(c) && c >= r->base && c <= most))
            LT_TRY(source_fault(r, "emission_category_index", k, "a category that is not in the file",
                                lt_fmt("%d to %g", r->base, most), c));
        if (!(i >= 0 && i < g->nx && j >= 0 && j < g->ny))
            LT_TRY(source_fault(
                r, "longitude_source", k, "a source outside the grid",
                lt_fmt("%g to %g E, %g to %g N", g->x0, g->x0 + g->nx * g->dx, g->y0, g->y0 + g->ny * g->dy),
                r->lon[k]));
    }
    return LT_OK;
}

/* Field and cell of a source; false after a fault. */
static bool place_of(const reading *r, size_t k, long *category, long *cell) {
    const lt_foreign_grid *g = &r->out->grid;
    const double c = r->category[k] - r->base, i = (r->lon[k] - g->x0) / g->dx, j = (r->lat[k] - g->y0) / g->dy;
    if (!(c >= 0 && c < (double)r->n_categories && i >= 0 && i < g->nx && j >= 0 && j < g->ny)) return false;
    *category = (long)c;
    *cell = (long)j * g->nx + (long)i;
    return true;
}

static lt_status category_name(reading *r, long category, char *out, size_t size) {
    const char *code = r->codes + (size_t)category * r->code_length;
    size_t n = 0;
    while (n < r->code_length && code[n] && code[n] != ' ') n++;
    if (n > 0) {
        snprintf(out, size, "%.*s", (int)n, code);
        return LT_OK;
    }
    return LT_RAISE(LT_ERR_INPUT, .what = "a category without a code",
                    .where = lt_fmt("%.600s, emis_cat_code", r->path), .expected = "a code (A, B, F1 ...)",
                    .found = "an empty text", .todo = "get the file again");
}

static lt_status add_species(reading *r, const char *species) {
    const long first = r->out->n_fields;
    LT_TRY(lt_ncr_get_double(r->file, species, "kg/year", r->n, r->value));
    for (size_t c = 0; c < r->n_categories; c++) {
        lt_foreign_field *field;
        LT_TRY(lt_foreign_add_field(r->out, &field));
        snprintf(field->species, sizeof field->species, "%.39s", species);
        LT_TRY(category_name(r, (long)c, field->sector, sizeof field->sector));
        field->year = r->year;
    }
    for (size_t k = 0; k < r->n; k++) {
        long category, cell;
        const double kg = isnan(r->value[k]) ? 0 : r->value[k];
        if (kg < 0) LT_TRY(source_fault(r, species, k, "a negative emission", "0 or more", kg));
        if (place_of(r, k, &category, &cell)) r->out->fields[first + category].amount[cell] += kg;
    }
    return LT_OK;
}

/* The species are the variables on (source) whose unit is a mass a year. */
static lt_status add_all(reading *r) {
    char name[64], unit[32];
    for (int k = 0; lt_ncr_variable(r->file, k, name, sizeof name); k++) {
        if (lt_ncr_expect_dims(r->file, name, "source") == LT_OK &&
            lt_ncr_attr_text(r->file, name, "units", unit, sizeof unit) == LT_OK && strchr(unit, '/'))
            LT_TRY(add_species(r, name));
        lt_error_clear();
    }
    return LT_OK;
}

static lt_status read_file(reading *r) {
    lt_foreign_grid grid;
    bool flip;
    LT_TRY(lt_ncr_dim(r->file, "source", &r->n));
    LT_TRY(lt_ncr_dim(r->file, "emis_cat", &r->n_categories));
    LT_TRY(lt_grid_axes_read(r->file, "longitude", "latitude", &grid, &flip));
    if (flip)
        return LT_RAISE(LT_ERR_INPUT, .what = "latitudes fall", .where = lt_fmt("%.600s, latitude", r->path),
                        .expected = "from south to north", .found = "from north to south",
                        .todo = "get the file again");
    if (!r->year)
        return LT_RAISE(LT_ERR_INPUT, .what = "the file does not say its year", .where = r->path,
                        .expected = "a year named beside the file", .found = "none", .todo = "give `year:`");
    LT_TRY(lt_foreign_set_grid(r->out, &grid, r->path));
    double **const members[] = {&r->category, &r->lon, &r->lat, &r->value};
    static const char *const names[] = {"emission_category_index", "longitude_source", "latitude_source"};
    for (int k = 0; k < 4; k++) {
        LT_TRY(lt_calloc(r->n, sizeof(double), members[k]));
        if (k < 3) LT_TRY(lt_ncr_get_double(r->file, names[k], NULL, r->n, *members[k]));
    }
    LT_TRY(lt_ncr_get_chars(r->file, "emis_cat_code", r->n_categories, &r->code_length, &r->codes));
    LT_TRY(judge_sources(r));
    return add_all(r);
}

static lt_status read_tno(const char *path, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out) {
    reading r = {.path = path, .faults = faults, .out = out, .year = hint->year};
    LT_TRY(lt_ncr_open(path, &r.file));
    const lt_status status = lt_faults_take(faults, read_file(&r));
    lt_free(r.category);
    lt_free(r.lon);
    lt_free(r.lat);
    lt_free(r.value);
    lt_free(r.codes);
    lt_ncr_close(r.file);
    return status;
}

const lt_reader lt_reader_tno = {"tno",   "CAMS-REG / TNO emissions (netCDF)", "CAMS-REG/TNO 排放(netCDF)", "tno", NULL,
                                 read_tno};
