/* made_weather.h - gridded weather as a CF netCDF file of ERA5's layout, made by formulas: the standard atmosphere with
 * a wind, the same at all times, over 112-132 E, 34-50 N, eight pressure levels and the ground. Header only.
 *
 * A test spoils one thing by the members of made_weather, or opens the file again. */
#ifndef LT_TESTS_MADE_WEATHER_H
#define LT_TESTS_MADE_WEATHER_H

#include "tests/support/nc_make.h"

#include <math.h>

enum { MADE_NX = 11, MADE_NY = 9, MADE_NZ = 8, MADE_MOST_TIMES = 48 };
static const double made_levels_hPa[MADE_NZ] = {1000, 925, 850, 700, 500, 400, 300, 200};

typedef struct made_weather {
    const char *since;      /* NULL: 2020-01-06 00:00:00 */
    int n_times, step_h;    /* 0: 7 times of an hour */
    int left_out;           /* this many times are missing after the second */
    bool ascending;         /* latitudes from south to north */
    double turn;            /* added to longitudes: -360, 360 */
    const char *level_unit; /* NULL: hPa */
    const char *temperature_unit;
    double temperature_add; /* to the numbers of t and t2m */
    double wind_times;      /* of u and v; 0: 1 */
    double humidity;        /* relative, 0: 0.5 */
    double rain_fall_mm;    /* taken from the sum of precipitation at the last time */
    bool since_start;       /* precipitation counts from the first time, else hour by hour */
    bool uniform;           /* the same wind everywhere */
} made_weather;

/* Standard atmosphere: height [m] and temperature [K] of a pressure, to 11 km and above. */
static LT_UNUSED double made_height(double hPa) {
    return hPa >= 226.3206 ? 44330.77 * (1.0 - pow(hPa / 1013.25, 0.190263)) : 11000.0 + 6341.62 * log(226.3206 / hPa);
}

static LT_UNUSED double made_temperature(double hPa) {
    return fmax(288.15 - 0.0065 * made_height(hPa), 216.65);
}

/* Specific humidity at a relative humidity over water (Magnus form of model/met/humidity.h). */
static LT_UNUSED double made_humidity_kgkg(double relative, double K, double hPa) {
    const double vapour = relative * 6.1094 * exp(17.625 * (K - 273.15) / (K - 30.11));
    return 0.622 * vapour / (hPa - 0.378 * vapour);
}

static LT_UNUSED void made_define(int id, const made_weather *w) {
    const char *const levels[][2] = {{"t", "K"},
                                     {"q", "kg kg**-1"},
                                     {"u", "m s**-1"},
                                     {"v", "m s**-1"},
                                     {"z", "m**2 s**-2"}},
                      *const ground[][2] = {{"t2m", "K"}, {"d2m", "K"},  {"u10", "m s**-1"}, {"v10", "m s**-1"},
                                            {"sp", "Pa"}, {"msl", "Pa"}, {"tp", "m"}};
    for (size_t v = 0; v < sizeof levels / sizeof *levels; v++)
        nc_var(id, levels[v][0], NC_FLOAT, "time level latitude longitude",
               v == 0 && w->temperature_unit ? w->temperature_unit : levels[v][1]);
    for (size_t v = 0; v < sizeof ground / sizeof *ground; v++) {
        const int var = nc_var(id, ground[v][0], NC_FLOAT, "time latitude longitude",
                               v == 0 && w->temperature_unit ? w->temperature_unit : ground[v][1]);
        if (strcmp(ground[v][0], "tp") == 0 && w->since_start) nc_text(id, var, "cell_methods", "time: sum");
    }
}

static LT_UNUSED void made_put_levels(int id, const made_weather *w, const double *lon, const double *lat, int n) {
    static double values[5][MADE_MOST_TIMES * MADE_NZ * MADE_NY * MADE_NX];
    const char *const names[] = {"t", "q", "u", "v", "z"};
    long at = 0;
    for (int t = 0; t < n; t++)
        for (int k = 0; k < MADE_NZ; k++)
            for (int c = 0; c < MADE_NY * MADE_NX; c++, at++) {
                const double K = made_temperature(made_levels_hPa[k]),
                             times = w->wind_times != 0.0 ? w->wind_times : 1.0,
                             x = w->uniform ? 0.0 : lon[c % MADE_NX] - w->turn - 122.0,
                             y = w->uniform ? 0.0 : lat[c / MADE_NX] - 42.0;
                values[0][at] = K + w->temperature_add;
                values[1][at] = made_humidity_kgkg(w->humidity > 0.0 ? w->humidity : 0.5, K, made_levels_hPa[k]);
                values[2][at] = times * (5.0 + 0.2 * y + 0.5 * k);
                values[3][at] = times * (-3.0 + 0.1 * x);
                values[4][at] = 9.80665 * made_height(made_levels_hPa[k]);
            }
    for (int v = 0; v < 5; v++) nc_put(id, names[v], values[v]);
}

static LT_UNUSED void made_put_ground(int id, const made_weather *w, int n) {
    static double values[MADE_MOST_TIMES * MADE_NY * MADE_NX];
    const double ground[][1] = {{287.0 + w->temperature_add}, {278.0}, {3.0}, {-2.0}, {101325.0}, {101325.0}};
    const char *const names[] = {"t2m", "d2m", "u10", "v10", "sp", "msl"};
    for (int v = 0; v < 6; v++) nc_fill(id, names[v], ground[v][0]);
    for (long i = 0; i < (long)n * MADE_NY * MADE_NX; i++) {
        const long t = i / (MADE_NY * MADE_NX);
        values[i] = 1e-4 * (w->since_start ? (double)t : 1.0) - (t == n - 1 ? 1e-3 * w->rain_fall_mm : 0.0);
    }
    nc_put(id, "tp", values);
}

static LT_UNUSED void made_weather_write(const char *path, const made_weather *w) {
    const int n = w->n_times > 0 ? w->n_times : 7, step = w->step_h > 0 ? w->step_h : 1, id = nc_begin(path);
    double lon[MADE_NX], lat[MADE_NY], times[MADE_MOST_TIMES];
    char unit[64];
    for (int i = 0; i < MADE_NX; i++) lon[i] = 112.0 + 2.0 * i + w->turn;
    for (int j = 0; j < MADE_NY; j++) lat[j] = w->ascending ? 34.0 + 2.0 * j : 50.0 - 2.0 * j;
    for (int t = 0; t < n; t++) times[t] = step * (t + (t >= 2 ? w->left_out : 0));
    nc_text(id, NC_GLOBAL, "institution", "ECMWF");
    nc_text(id, NC_GLOBAL, "history", "ERA5, made for a test");
    nc_dim(id, "time", (size_t)n);
    nc_dim(id, "level", MADE_NZ);
    nc_dim(id, "latitude", MADE_NY);
    nc_dim(id, "longitude", MADE_NX);
    snprintf(unit, sizeof unit, "hours since %s", w->since ? w->since : "2020-01-06 00:00:00");
    nc_text(id, nc_var(id, "time", NC_DOUBLE, "time", unit), "calendar", "gregorian");
    nc_var(id, "level", NC_DOUBLE, "level", w->level_unit ? w->level_unit : "hPa");
    nc_var(id, "latitude", NC_DOUBLE, "latitude", "degrees_north");
    nc_var(id, "longitude", NC_DOUBLE, "longitude", "degrees_east");
    made_define(id, w);
    nc_put(id, "time", times);
    nc_put(id, "level", made_levels_hPa);
    nc_put(id, "latitude", lat);
    nc_put(id, "longitude", lon);
    made_put_levels(id, w, lon, lat, n);
    made_put_ground(id, w, n);
    nc_end(id);
}

#endif
