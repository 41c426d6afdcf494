/* wind_grid.c - gridded wind: bilinear in latitude and longitude, linear in time, each component for itself (a wind
 * that turns between two times is weakened between them; at 6 h and below 90 degrees of turn by less than 30 %). See
 * wind_grid.h. */
#include "model/met/wind_grid.h"

#include "model/met/gridded/gridded.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static lt_status raise_layout(const lt_gridded *g, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = "no gridded 10-m wind of this kind", .where = g->path,
                    .expected =
                        "10-m winds (u10 and v10, or by their standard names) over time, on axes of latitude and "
                        "of longitude that grows",
                    .found = found, .todo = "give such a file, or its whole weather with source: gridded");
}

static lt_status copy_axis(const double *from, int n, bool turned, long *count, double **to) {
    *count = n;
    LT_TRY(lt_calloc((size_t)n, sizeof **to, to));
    for (int i = 0; i < n; i++) (*to)[i] = from[turned ? n - 1 - i : i];
    return LT_OK;
}

/* All times of a component; rows from north to south are turned. */
static lt_status read_component(lt_gridded *g, lt_gridded_field field, bool southward, const lt_wind_grid *w,
                                double **out) {
    long n = w->n_lat * w->n_lon;
    float *plane = NULL;
    LT_TRY(lt_calloc((size_t)(w->n_time * n), sizeof **out, out));
    LT_TRY(lt_calloc((size_t)n, sizeof *plane, &plane));
    lt_status status = LT_OK;
    for (long t = 0; t < w->n_time && status == LT_OK; t++) {
        status = lt_gridded_read(g, field, t, plane);
        for (long p = 0; p < n && status == LT_OK; p++) {
            long j = p / w->n_lon, row = southward ? w->n_lat - 1 - j : j;
            (*out)[t * n + row * w->n_lon + p % w->n_lon] = (double)plane[p];
            if (isnan(plane[p]))
                status = raise_layout(g, lt_fmt("a missing value: %s, time %ld, row %ld, column %ld (from 0)",
                                                lt_gridded_rows[field].name, t, j, p % w->n_lon));
        }
    }
    lt_free(plane);
    return status;
}

static lt_status fill(lt_gridded *g, lt_wind_grid *w) {
    const lt_plane *p = g->plane;
    w->n_time = g->records[LT_G_EAST_10M].n;
    if (w->n_time < 2 || g->records[LT_G_NORTH_10M].n != w->n_time)
        return raise_layout(
            g, lt_fmt("%ld times of the eastward, %ld of the northward wind", w->n_time, g->records[LT_G_NORTH_10M].n));
    if (p->kind != LT_PLANE_AXES || p->lon[1] < p->lon[0]) return raise_layout(g, "another kind of grid");
    bool southward = p->lat[1] < p->lat[0];
    LT_TRY(copy_axis(p->lat, p->ny, southward, &w->n_lat, &w->lat));
    LT_TRY(copy_axis(p->lon, p->nx, false, &w->n_lon, &w->lon));
    LT_TRY(lt_calloc((size_t)w->n_time, sizeof *w->time, &w->time));
    for (long t = 0; t < w->n_time; t++) w->time[t] = g->records[LT_G_EAST_10M].items[t].end;
    LT_TRY(read_component(g, LT_G_EAST_10M, southward, w, &w->east));
    return read_component(g, LT_G_NORTH_10M, southward, w, &w->north);
}

lt_status lt_wind_grid_read(const char *path, lt_wind_grid **out) {
    lt_gridded *g = NULL;
    lt_wind_grid *wind = NULL;
    LT_TRY_CONTEXT(lt_gridded_open(path, &g), "reading the gridded wind");
    lt_status status = lt_calloc(1, sizeof *wind, &wind);
    if (status == LT_OK) {
        snprintf(wind->path, sizeof wind->path, "%s", path);
        status = fill(g, wind);
    }
    lt_gridded_close(g);
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
