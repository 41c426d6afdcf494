/* wind_grid.c - gridded wind: bilinear in latitude and longitude, linear in time, each component for itself (a wind
 * that turns between two times is weakened between them; at 6 h and below 90 degrees of turn by less than 30 %). See
 * wind_grid.h. */
#include "model/met/wind_grid.h"

#include "base/log.h"
#include "base/ncio.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static lt_status check_growing(const lt_wind_grid *w, const char *name, const double *axis, long n) {
    for (long i = 0; i < n; i++)
        if (!isfinite(axis[i]) || (i > 0 && axis[i] <= axis[i - 1]))
            return LT_RAISE(LT_ERR_INPUT, .what = "an axis does not grow",
                            .where = lt_fmt("%s, variable %s", w->path, name), .expected = "numbers that grow",
                            .found = lt_fmt("value %ld: %.10g", i + 1, axis[i]),
                            .todo = "sort the file along this axis");
    return LT_OK;
}

static lt_status read_axis(lt_ncr *file, const char *name, const char *unit, long *n, double **out) {
    size_t length;
    LT_TRY(lt_ncr_dim(file, name, &length));
    *n = (long)length;
    if (length < 2 || length > 100000)
        return LT_RAISE(LT_ERR_INPUT, .what = "an axis of a gridded wind has too few or too many points",
                        .where = lt_fmt("%s, dimension %s", lt_ncr_path(file), name), .expected = "2 to 100000",
                        .found = lt_fmt("%zu", length), .todo = "give a wind over a region and a span of time");
    LT_TRY(lt_calloc(length, sizeof **out, out));
    return lt_ncr_get_double(file, name, unit, length, *out);
}

static void turn_rows(const lt_wind_grid *w, double *values) {
    for (long t = 0; t < w->n_time; t++)
        for (long j = 0; j < w->n_lat / 2; j++)
            for (long i = 0; i < w->n_lon; i++) {
                double *a = &values[(t * w->n_lat + j) * w->n_lon + i];
                double *b = &values[(t * w->n_lat + w->n_lat - 1 - j) * w->n_lon + i], c = *a;
                *a = *b;
                *b = c;
            }
}

/* Latitude or longitude; the name of the variable says degrees where no unit does, within their range. */
static lt_status read_degrees(lt_ncr *file, const char *name, const char *unit, double limit, long *n, double **out) {
    char text[64];
    bool silent = lt_ncr_attr_text(file, name, "units", text, sizeof text) != LT_OK &&
                  lt_ncr_attr_text(file, name, "unit", text, sizeof text) != LT_OK;
    if (silent) {
        lt_error_clear();
        lt_log(LT_LOG_INFO, "%s: %s has no units; read as degrees", lt_ncr_path(file), name);
    }
    LT_TRY(read_axis(file, name, silent ? NULL : unit, n, out));
    for (long i = 0; i < *n; i++)
        if (!(fabs((*out)[i]) <= limit))
            return LT_RAISE(LT_ERR_INPUT, .what = "a place out of range",
                            .where = lt_fmt("%s, variable %s", lt_ncr_path(file), name),
                            .expected = lt_fmt("-%g to %g degrees", limit, limit), .found = lt_fmt("%g", (*out)[i]),
                            .todo = "give the axis in degrees");
    return LT_OK;
}

static lt_status read_wind(lt_ncr *file, const lt_wind_grid *w, const char *name, bool southward, double **out) {
    size_t n = (size_t)(w->n_time * w->n_lat * w->n_lon);
    LT_TRY(lt_ncr_expect_dims(file, name, "time lat lon")); /* as many values in another order are another wind */
    LT_TRY(lt_calloc(n, sizeof **out, out));
    LT_TRY(lt_ncr_get_double(file, name, "m s-1", n, *out));
    for (size_t i = 0; i < n; i++)
        if (!(fabs((*out)[i]) < 150.0))
            return LT_RAISE(LT_ERR_INPUT, .what = "a wind is missing or impossible",
                            .where = lt_fmt("%s, variable %s, value %zu", w->path, name, i + 1),
                            .expected = "-150 to 150 m/s everywhere", .found = lt_fmt("%g", (*out)[i]),
                            .todo = "fill the gaps of the file");
    if (southward) turn_rows(w, *out);
    return LT_OK;
}

static lt_status read_times(lt_ncr *file, lt_wind_grid *w) {
    double *seconds = NULL;
    lt_status status = read_axis(file, "time", "seconds since 1970-01-01 00:00:00", &w->n_time, &seconds);
    if (status == LT_OK) status = check_growing(w, "time", seconds, w->n_time);
    if (status == LT_OK) status = lt_calloc((size_t)w->n_time, sizeof *w->time, &w->time);
    for (long i = 0; i < w->n_time && status == LT_OK; i++) w->time[i] = (lt_time)llround(seconds[i]);
    lt_free(seconds);
    return status;
}

static lt_status fill(lt_ncr *file, lt_wind_grid *w) {
    LT_TRY(read_times(file, w));
    LT_TRY(read_degrees(file, "lat", "degrees_north", 90.0, &w->n_lat, &w->lat));
    LT_TRY(read_degrees(file, "lon", "degrees_east", 360.0, &w->n_lon, &w->lon));
    bool southward = w->lat[0] > w->lat[w->n_lat - 1];
    for (long j = 0; southward && j < w->n_lat / 2; j++) {
        double a = w->lat[j];
        w->lat[j] = w->lat[w->n_lat - 1 - j];
        w->lat[w->n_lat - 1 - j] = a;
    }
    LT_TRY(check_growing(w, "lat", w->lat, w->n_lat));
    LT_TRY(check_growing(w, "lon", w->lon, w->n_lon));
    LT_TRY(read_wind(file, w, "u10", southward, &w->east));
    return read_wind(file, w, "v10", southward, &w->north);
}

lt_status lt_wind_grid_read(const char *path, lt_wind_grid **out) {
    lt_ncr *file = NULL;
    lt_wind_grid *wind = NULL;
    LT_TRY_CONTEXT(lt_ncr_open(path, &file), "reading the gridded wind");
    lt_status status = lt_calloc(1, sizeof *wind, &wind);
    if (status == LT_OK) {
        snprintf(wind->path, sizeof wind->path, "%s", path);
        status = fill(file, wind);
    }
    lt_ncr_close(file);
    if (status != LT_OK) {
        lt_wind_grid_free(wind);
        return lt_error_context(status, "reading the gridded wind");
    }
    *out = wind;
    return LT_OK;
}

void lt_wind_grid_free(lt_wind_grid *wind) {
    if (!wind) return;
    lt_free(wind->time);
    lt_free(wind->lat);
    lt_free(wind->lon);
    lt_free(wind->east);
    lt_free(wind->north);
    lt_free(wind);
}

static lt_status cover_times(const lt_wind_grid *w, lt_time first, lt_time last) {
    if (first >= w->time[0] && last <= w->time[w->n_time - 1]) return LT_OK;
    char need[2][24], have[2][24];
    lt_time_iso(first, need[0]);
    lt_time_iso(last, need[1]);
    lt_time_iso(w->time[0], have[0]);
    lt_time_iso(w->time[w->n_time - 1], have[1]);
    return LT_RAISE(LT_ERR_INPUT, .what = "the gridded wind does not cover the period", .where = w->path,
                    .expected = lt_fmt("%s to %s (without spin-up)", need[0], need[1]),
                    .found = lt_fmt("%s to %s", have[0], have[1]),
                    .todo = "choose a period (start, length) inside the file, or another file with --met");
}

/* The largest step of the times that are used; between two of them the wind is a straight line. */
static lt_status no_gap(const lt_wind_grid *w, lt_time first, lt_time last) {
    for (long k = 1; k < w->n_time; k++) {
        if (w->time[k] <= first || w->time[k - 1] >= last || w->time[k] - w->time[k - 1] <= LT_WIND_GRID_STEP) continue;
        char gap[2][24];
        lt_time_iso(w->time[k - 1], gap[0]);
        lt_time_iso(w->time[k], gap[1]);
        return LT_RAISE(LT_ERR_INPUT, .what = "the gridded wind has a gap",
                        .where = lt_fmt("%s, variable time", w->path),
                        .expected = lt_fmt("times at most %d h apart", LT_WIND_GRID_STEP / (int)LT_HOUR),
                        .found = lt_fmt("%s, then %s", gap[0], gap[1]),
                        .todo = "add the missing times, or choose a period before or after the gap");
    }
    return LT_OK;
}

lt_status lt_wind_grid_cover(const lt_wind_grid *w, const lt_grid *grid, lt_time first, lt_time last) {
    LT_TRY(cover_times(w, first, last));
    LT_TRY(no_gap(w, first, last));
    double south = 90, north = -90, west = 180, east = -180;
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) {
        south = fmin(south, grid->lat[c]);
        north = fmax(north, grid->lat[c]);
        west = fmin(west, grid->lon[c]);
        east = fmax(east, grid->lon[c]);
    }
    if (south >= w->lat[0] && north <= w->lat[w->n_lat - 1] && west >= w->lon[0] && east <= w->lon[w->n_lon - 1])
        return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the gridded wind does not cover the model grid",
                    .where = lt_fmt("%s, grid %s", w->path, grid->name),
                    .expected = lt_fmt("%.2f to %.2f N, %.2f to %.2f E", south, north, west, east),
                    .found = lt_fmt("%.2f to %.2f N, %.2f to %.2f E", w->lat[0], w->lat[w->n_lat - 1], w->lon[0],
                                    w->lon[w->n_lon - 1]),
                    .todo = "give a wind over a larger region, or choose a smaller grid");
}

static long interval(const double *axis, long n, double x, double *weight) {
    long i = 0;
    while (i < n - 2 && x >= axis[i + 1]) i++;
    *weight = (x - axis[i]) / (axis[i + 1] - axis[i]);
    return i;
}

lt_wind_place lt_wind_grid_place(const lt_wind_grid *w, double lat, double lon) {
    double up, right;
    long j = interval(w->lat, w->n_lat, lat, &up), i = interval(w->lon, w->n_lon, lon, &right);
    return (lt_wind_place){j * w->n_lon + i, {(1 - up) * (1 - right), (1 - up) * right, up * (1 - right), up * right}};
}

void lt_wind_grid_at(const lt_wind_grid *w, lt_time t, double *east, double *north) {
    long k = 0, n = w->n_lat * w->n_lon;
    while (k < w->n_time - 2 && t >= w->time[k + 1]) k++;
    double weight = (double)(t - w->time[k]) / (double)(w->time[k + 1] - w->time[k]);
    for (long p = 0; p < n; p++) {
        east[p] = w->east[k * n + p] + weight * (w->east[(k + 1) * n + p] - w->east[k * n + p]);
        north[p] = w->north[k * n + p] + weight * (w->north[(k + 1) * n + p] - w->north[k * n + p]);
    }
}

double lt_wind_place_value(const lt_wind_grid *w, const lt_wind_place *place, const double *plane) {
    const double *sw = plane + place->at, *nw = sw + w->n_lon;
    return place->weight[0] * sw[0] + place->weight[1] * sw[1] + place->weight[2] * nw[0] + place->weight[3] * nw[1];
}
