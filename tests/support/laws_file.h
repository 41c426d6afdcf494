/* laws_file.h - the group laws of a file of emissions, made by hand. Header only. */
#ifndef LT_TESTS_LAWS_FILE_H
#define LT_TESTS_LAWS_FILE_H

#include "base/ncio.h"

#include <netcdf.h>
#include <stdio.h>
#include <stdlib.h>

enum { LAWS_MAX = 4 };

/* What a test decides; the rest is laws_good. */
typedef struct laws_file {
    int n_laws, n; /* laws and potentials */
    const char *names[LAWS_MAX];
    int law[LAWS_MAX], profile[LAWS_MAX];
    double steady[LAWS_MAX], month[12], hour[24];
    double first, last;                                    /* heating, month * 100 + day */
    double mean[12], day[12 * 31], diurnal[12 * 24], east; /* mean year, K; east: more by the column */
    double light[12 * 24];                                 /* W m-2 */
    double base, exponent;                                 /* parameters */
    size_t nx, ny, n_points;
    int point_potential[LAWS_MAX];
    const char *species;
    double kg, kg_point; /* of cell c: kg (1 + c) in every potential of a profile */
    int n_named;         /* potentials that laws/area holds, by an attribute; 0: all of them, without one */
    double named[LAWS_MAX];
} laws_file;

/* Heat on profile 0 (a tenth goes on all year), ammonia's law on profile 1, heat of the first point. */
static inline laws_file laws_good(size_t nx, size_t ny) {
    laws_file l = {.n_laws = 3,
                   .n = 3,
                   .names = {"plume_rise", "heating_degree", "nh3_temperature"},
                   .law = {1, 2, 1},
                   .profile = {0, 1, -1},
                   .steady = {0.1, 0, 0},
                   .first = 1101,
                   .last = 331,
                   .base = 18,
                   .exponent = 10378,
                   .nx = nx,
                   .ny = ny,
                   .n_points = 2,
                   .point_potential = {2, -1},
                   .species = "CO",
                   .kg = 4e5,
                   .kg_point = 3e6,
                   .east = 0.25};
    static const double mean[12] = {-10, -6, 3, 12, 18, 22, 26, 24, 18, 10, 0, -8};
    for (int m = 0; m < 12; ++m) {
        l.mean[m] = 273.15 + mean[m];
        l.month[m] = (m < 6 ? 1.0 : 2.0) / 18.0;
        for (int d = 0; d < 28; ++d) l.day[m * 31 + d] = (m == 6 ? -0.25 : 0.25) * (d - 13.5);
        for (int h = 0; h < 24; ++h) l.diurnal[m * 24 + h] = h < 12 ? -3.0 : 3.0;
        for (int h = 6; h < 18; ++h) l.light[m * 24 + h] = 50.0 * (h < 12 ? h - 5 : 18 - h);
    }
    for (int h = 0; h < 24; ++h) l.hour[h] = h < 6 ? 0.5 : h < 12 ? 1.75 : 0.875;
    return l;
}

/* Temperature [K] of the mean year in a column. */
static inline double laws_temperature(const laws_file *l, int month, int day, int hour, size_t column) {
    return l->mean[month - 1] + l->east * (double)column + l->day[(month - 1) * 31 + day - 1] +
           l->diurnal[(month - 1) * 24 + hour];
}

/* Parameters of the other laws and kinds. */
static const struct {
    const char *name, *unit;
    double value;
} laws_numbers[] = {{"laws/evaporation_reid_summer", "kPa", 60},
                    {"laws/evaporation_reid_winter", "kPa", 75},
                    {"laws/evaporation_slope", "1", 3},
                    {"laws/evaporation_breathing", "1", 0},
                    {"laws/evaporation_breathing_reid_summer", "kPa", 60},
                    {"laws/evaporation_breathing_reid_winter", "kPa", 75},
                    {"laws/evaporation_breathing_slope", "1", 3},
                    {"laws/evaporation_breathing_breathing", "1", 1},
                    {"laws/biogenic_isoprene_light_share", "1", 1},
                    {"laws/biogenic_isoprene_exponent", "K-1", 0.13},
                    {"laws/biogenic_isoprene_photon_yield", "umol J-1", 2},
                    {"laws/biogenic_light_share", "1", 0.5},
                    {"laws/biogenic_exponent", "K-1", 0.1},
                    {"laws/biogenic_photon_yield", "umol J-1", 2}};

static inline lt_status laws_define(lt_ncw *file, const laws_file *l) {
    static const struct {
        const char *name, *unit, *dims;
        int type;
    } fields[] = {{"laws/count", "1", "", NC_INT},
                  {"laws/name", "1", "law", NC_STRING},
                  {"laws/law", "1", "potential", NC_INT},
                  {"laws/profile", "1", "potential", NC_INT},
                  {"laws/steady_share", "1", "potential", NC_DOUBLE},
                  {"laws/month_share", "1", "potential month", NC_DOUBLE},
                  {"laws/hour_weight", "1", "potential hour", NC_DOUBLE},
                  {"laws/temperature", "K", "month y x", NC_DOUBLE},
                  {"laws/day_departure", "K", "month day", NC_DOUBLE},
                  {"laws/hour_departure", "K", "month hour", NC_DOUBLE},
                  {"laws/heating_first", "1", "y x", NC_INT},
                  {"laws/heating_last", "1", "y x", NC_INT},
                  {"laws/point_potential", "1", "point", NC_INT},
                  {"laws/heating_degree_base_temperature", "degC", "", NC_DOUBLE},
                  {"laws/nh3_temperature_exponent_temperature", "K", "", NC_DOUBLE},
                  {"laws/shortwave", "W m-2", "month hour", NC_DOUBLE}};
    LT_TRY(lt_ncw_dim(file, "law", (size_t)l->n_laws));
    LT_TRY(lt_ncw_dim(file, "potential", (size_t)l->n));
    LT_TRY(lt_ncw_dim(file, "month", 12));
    LT_TRY(lt_ncw_dim(file, "day", 31));
    LT_TRY(lt_ncw_dim(file, "hour", 24));
    for (size_t k = 0; k < sizeof fields / sizeof *fields; ++k)
        LT_TRY(lt_ncw_var(file, &(lt_field){fields[k].name, NULL, fields[k].unit, fields[k].dims, "test"},
                          fields[k].type));
    for (size_t k = 0; k < sizeof laws_numbers / sizeof *laws_numbers; ++k)
        LT_TRY(lt_ncw_var(file, &(lt_field){laws_numbers[k].name, NULL, laws_numbers[k].unit, "", "test"}, NC_DOUBLE));
    char name[64];
    snprintf(name, sizeof name, "laws/area/%s", l->species);
    if (l->n_named) LT_TRY(lt_ncw_dim(file, "terms", (size_t)l->n_named));
    LT_TRY(
        lt_ncw_var(file, &(lt_field){name, NULL, "kg", l->n_named ? "terms y x" : "potential y x", "test"}, NC_DOUBLE));
    if (l->n_named) LT_TRY(lt_ncw_attr_doubles(file, name, "potential", (size_t)l->n_named, l->named));
    snprintf(name, sizeof name, "laws/points/%s", l->species);
    return lt_ncw_var(file, &(lt_field){name, NULL, "kg", "point", "test"}, NC_DOUBLE);
}

static inline lt_status laws_put_potentials(lt_ncw *file, const laws_file *l) {
    double v[LAWS_MAX * 24];
    const size_t n = (size_t)l->n;
    for (size_t k = 0; k < n; ++k) v[k] = l->law[k];
    LT_TRY(lt_ncw_put_double(file, "laws/law", v));
    for (size_t k = 0; k < n; ++k) v[k] = l->profile[k];
    LT_TRY(lt_ncw_put_double(file, "laws/profile", v));
    LT_TRY(lt_ncw_put_double(file, "laws/steady_share", l->steady));
    for (size_t k = 0; k < n * 12; ++k) v[k] = l->month[k % 12];
    LT_TRY(lt_ncw_put_double(file, "laws/month_share", v));
    for (size_t k = 0; k < n * 24; ++k) v[k] = l->hour[k % 24];
    return lt_ncw_put_double(file, "laws/hour_weight", v);
}

static inline lt_status laws_put(lt_ncw *file, const laws_file *l) {
    const double count = l->n;
    const size_t plane = l->nx * l->ny;
    double *v = calloc(12 * plane + l->n_points, sizeof *v);
    char name[64];
    LT_TRY(lt_ncw_put_double(file, "laws/count", &count));
    LT_TRY(lt_ncw_put_strings(file, "laws/name", l->names));
    LT_TRY(laws_put_potentials(file, l));
    for (size_t c = 0; c < 12 * plane; ++c) v[c] = l->mean[c / plane] + l->east * (double)(c % l->nx);
    LT_TRY(lt_ncw_put_double(file, "laws/temperature", v));
    LT_TRY(lt_ncw_put_double(file, "laws/day_departure", l->day));
    LT_TRY(lt_ncw_put_double(file, "laws/hour_departure", l->diurnal));
    for (size_t c = 0; c < plane; ++c) v[c] = l->first;
    LT_TRY(lt_ncw_put_double(file, "laws/heating_first", v));
    for (size_t c = 0; c < plane; ++c) v[c] = l->last;
    LT_TRY(lt_ncw_put_double(file, "laws/heating_last", v));
    LT_TRY(lt_ncw_put_double(file, "laws/heating_degree_base_temperature", &l->base));
    LT_TRY(lt_ncw_put_double(file, "laws/nh3_temperature_exponent_temperature", &l->exponent));
    LT_TRY(lt_ncw_put_double(file, "laws/shortwave", l->light));
    for (size_t k = 0; k < sizeof laws_numbers / sizeof *laws_numbers; ++k)
        LT_TRY(lt_ncw_put_double(file, laws_numbers[k].name, &laws_numbers[k].value));
    snprintf(name, sizeof name, "laws/area/%s", l->species);
    for (int k = 0; k < (l->n_named ? l->n_named : l->n); ++k) {
        for (size_t c = 0; c < plane; ++c) v[c] = !l->n_named && l->profile[k] < 0 ? 0.0 : l->kg * (double)(1 + c);
        LT_TRY(lt_ncw_put_double_record(file, name, (size_t)k, v));
    }
    for (size_t p = 0; p < l->n_points; ++p) v[p] = l->point_potential[p];
    LT_TRY(lt_ncw_put_double(file, "laws/point_potential", v));
    for (size_t p = 0; p < l->n_points; ++p) v[p] = l->point_potential[p] < 0 ? 0.0 : l->kg_point;
    snprintf(name, sizeof name, "laws/points/%s", l->species);
    LT_TRY(lt_ncw_put_double(file, name, v));
    free(v);
    return LT_OK;
}

#endif
