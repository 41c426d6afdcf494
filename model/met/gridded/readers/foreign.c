/* foreign.c - what readers of foreign netCDF share. See foreign.h. */
#include "model/met/gridded/readers/foreign.h"

#include "grids/anymap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

bool lt_foreign_text(lt_ncr *file, const char *variable, const char *name, char *out, size_t size) {
    char *text = NULL;
    bool there = lt_ncr_attr_whole_text(file, variable, name, &text) == LT_OK;
    if (!there) lt_error_clear();
    snprintf(out, size, "%s", there ? text : "");
    free(text);
    return there;
}

bool lt_foreign_units(lt_ncr *file, const char *variable, char *out, size_t size) {
    return lt_foreign_text(file, variable, "units", out, size) || lt_foreign_text(file, variable, "unit", out, size);
}

bool lt_foreign_number(lt_ncr *file, const char *variable, const char *name, double *out) {
    bool there = lt_ncr_attr_double(file, variable, name, out) == LT_OK;
    if (!there) lt_error_clear();
    return there;
}

long lt_foreign_dim(lt_ncr *file, const char *name) {
    size_t length = 0;
    if (lt_ncr_dim(file, name, &length) == LT_OK) return (long)length;
    lt_error_clear();
    return 0;
}

lt_status lt_foreign_header(const char *path, lt_ncr **out) {
    *out = NULL;
    return lt_nc_is(path) ? lt_ncr_open_header(path, out) : LT_OK;
}

lt_status lt_foreign_judge_times(const char *where, long n, const lt_time *times) {
    const lt_time first = lt_time_from_civil(1900, 1, 1, 0, 0, 0), last = lt_time_from_civil(2200, 1, 1, 0, 0, 0);
    char found[2][24];
    for (long t = 0; t < n; t++) {
        lt_time_iso(times[t], found[0]);
        if (times[t] < first || times[t] > last)
            return LT_RAISE(LT_ERR_INPUT, .what = "a time of gridded weather cannot be", .where = where,
                            .expected = "years 1900 to 2200", .found = lt_fmt("time %ld (from 0) is %s", t, found[0]),
                            .todo = "look at the unit and the reference date of the time axis");
        if (t == 0 || times[t] > times[t - 1]) continue;
        lt_time_iso(times[t - 1], found[1]);
        return LT_RAISE(LT_ERR_INPUT, .what = "the times of gridded weather do not grow", .where = where,
                        .expected = "each later than the one before",
                        .found = lt_fmt("time %ld (from 0) is %s after %s", t, found[0], found[1]),
                        .todo = "sort the file by time and keep each time once");
    }
    return LT_OK;
}

lt_status lt_foreign_add_states(lt_gridded *gridded, lt_gridded_field field, long n, const lt_time *times) {
    for (long t = 0; t < n; t++) LT_TRY(lt_gridded_add_record(gridded, field, times[t], times[t]));
    return LT_OK;
}

long lt_foreign_time_index(long n, const lt_time *times, lt_time at) {
    for (long t = 0; t < n; t++)
        if (times[t] == at) return t;
    return -1;
}

/* --- map --- */

static lt_status raise_place(const char *where, const char *proj, long point, int nx, double off, double tolerance) {
    return LT_RAISE(LT_ERR_INPUT, .what = "the places of the points are not those of the projection", .where = where,
                    .expected = lt_fmt("within %.0f m of the points of %s", tolerance, proj),
                    .found = lt_fmt("row %ld, column %ld (from 0) is %.0f m off", point / nx, point % nx, off),
                    .todo = "compare the projection in the header with the latitudes and longitudes of the file");
}

static lt_status fit(lt_anymap *map, const char *where, const char *proj, int nx, int ny, double dx, double dy,
                     const double *lon, const double *lat, double tolerance, double *x, double *y) {
    long n = (long)nx * ny;
    double x0 = 0.0, y0 = 0.0;
    for (long p = 0; p < n; p++) {
        if (!lt_anymap_forward(map, lon[p], lat[p], &x[p], &y[p]))
            return raise_place(where, proj, p, nx, INFINITY, tolerance);
        x0 += (x[p] - dx * (double)(p % nx)) / (double)n;
        y0 += (y[p] - dy * (double)(p / nx)) / (double)n;
    }
    for (long p = 0; p < n; p++) {
        double off = hypot(x[p] - dx * (double)(p % nx) - x0, y[p] - dy * (double)(p / nx) - y0);
        if (!(off <= tolerance)) return raise_place(where, proj, p, nx, off, tolerance);
    }
    x[0] = x0;
    y[0] = y0;
    return LT_OK;
}

lt_status lt_foreign_map(const char *where, const char *proj, int nx, int ny, double dx, double dy, const double *lon,
                         const double *lat, double tolerance, lt_plane **out) {
    lt_anymap *map = NULL;
    double *x = NULL, *y = NULL;
    lt_status status = lt_anymap_open(proj, &map);
    if (status == LT_OK) status = lt_calloc((size_t)nx * (size_t)ny, sizeof *x, &x);
    if (status == LT_OK) status = lt_calloc((size_t)nx * (size_t)ny, sizeof *y, &y);
    if (status == LT_OK) status = fit(map, where, proj, nx, ny, dx, dy, lon, lat, tolerance, x, y);
    if (status == LT_OK) status = lt_plane_map(proj, nx, ny, x[0], y[0], dx, dy, out);
    lt_free(x);
    lt_free(y);
    lt_anymap_close(map);
    return status;
}
