/* plane.c - points of gridded weather: making and freeing. See plane.h. */
#include "model/met/gridded/plane.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static lt_status copy(const double *from, long n, double **to) {
    LT_TRY(lt_calloc((size_t)n, sizeof(double), to));
    memcpy(*to, from, (size_t)n * sizeof(double));
    return LT_OK;
}

static lt_status done(lt_status status, lt_plane *plane, lt_plane **out) {
    if (status == LT_OK)
        *out = plane;
    else
        lt_plane_free(plane);
    return status;
}

static lt_status raise_axis(const char *name, int at, double value) {
    return LT_RAISE(LT_ERR_INPUT, .what = "an axis of gridded weather neither grows nor falls", .where = name,
                    .expected = "at least two values, each beyond the one before",
                    .found = lt_fmt("value %d is %g", at, value), .todo = "sort the file, or take another");
}

static lt_status judge_axis(const char *name, int n, const double *axis) {
    if (n < 2) return raise_axis(name, n, n ? axis[0] : NAN);
    for (int i = 1; i < n; i++) {
        double step = (axis[i] - axis[i - 1]) * (axis[1] > axis[0] ? 1.0 : -1.0);
        if (!(step > 0.0)) return raise_axis(name, i, axis[i]);
    }
    return LT_OK;
}

static lt_status fill_axes(lt_plane *plane, int nx, int ny, const double *lon, const double *lat) {
    LT_TRY(judge_axis("longitude", nx, lon));
    LT_TRY(judge_axis("latitude", ny, lat));
    *plane = (lt_plane){.kind = LT_PLANE_AXES, .n = (long)nx * ny, .nx = nx, .ny = ny};
    LT_TRY(copy(lon, nx, &plane->lon));
    return copy(lat, ny, &plane->lat);
}

lt_status lt_plane_axes(int nx, int ny, const double *lon, const double *lat, lt_plane **out) {
    lt_plane *plane = NULL;
    LT_TRY(lt_calloc(1, sizeof *plane, &plane));
    return done(fill_axes(plane, nx, ny, lon, lat), plane, out);
}

lt_status lt_plane_map(const char *proj, int nx, int ny, double x0, double y0, double dx, double dy, lt_plane **out) {
    lt_plane *plane = NULL;
    if (nx < 2 || ny < 2 || dx == 0.0 || dy == 0.0 || !isfinite(x0 + y0 + dx + dy))
        return LT_RAISE(LT_ERR_INPUT, .what = "a map of gridded weather cannot be", .where = proj,
                        .expected = "at least 2 x 2 points with steps", .todo = "look at the header of the file",
                        .found = lt_fmt("%d x %d points from (%g, %g) by %g, %g m", nx, ny, x0, y0, dx, dy));
    LT_TRY(lt_calloc(1, sizeof *plane, &plane));
    *plane = (lt_plane){
        .kind = LT_PLANE_MAP, .n = (long)nx * ny, .nx = nx, .ny = ny, .x0 = x0, .y0 = y0, .dx = dx, .dy = dy};
    snprintf(plane->map, sizeof plane->map, "%s", proj);
    *out = plane;
    return LT_OK;
}

static lt_status fill_rows(lt_plane *plane, int ny, const double *lat, const int *n_lon, const double *lon0,
                           const double *step) {
    LT_TRY(judge_axis("latitude", ny, lat));
    *plane = (lt_plane){.kind = LT_PLANE_ROWS, .ny = ny};
    LT_TRY(copy(lat, ny, &plane->lat));
    LT_TRY(copy(lon0, ny, &plane->row_lon0));
    LT_TRY(copy(step, ny, &plane->row_step));
    LT_TRY(lt_calloc((size_t)ny + 1, sizeof(long), &plane->row));
    for (int j = 0; j < ny; j++) {
        if (n_lon[j] < 1 || !(step[j] > 0.0)) return raise_axis("row of longitudes", j, step[j]);
        plane->row[j + 1] = plane->row[j] + n_lon[j];
    }
    plane->n = plane->row[ny];
    return LT_OK;
}

lt_status lt_plane_rows(int ny, const double *lat, const int *n_lon, const double *lon0, const double *step,
                        lt_plane **out) {
    lt_plane *plane = NULL;
    LT_TRY(lt_calloc(1, sizeof *plane, &plane));
    return done(fill_rows(plane, ny, lat, n_lon, lon0, step), plane, out);
}

static lt_status fill_curved(lt_plane *plane, int nx, int ny, const double *lon, const double *lat) {
    *plane = (lt_plane){.kind = LT_PLANE_CURVED, .n = (long)nx * ny, .nx = nx, .ny = ny};
    LT_TRY(copy(lon, plane->n, &plane->lon));
    return copy(lat, plane->n, &plane->lat);
}

lt_status lt_plane_curved(int nx, int ny, const double *lon, const double *lat, lt_plane **out) {
    lt_plane *plane = NULL;
    if (nx < 2 || ny < 2) return raise_axis("points of a curved grid", nx < ny ? nx : ny, NAN);
    LT_TRY(lt_calloc(1, sizeof *plane, &plane));
    return done(fill_curved(plane, nx, ny, lon, lat), plane, out);
}

void lt_plane_free(lt_plane *plane) {
    if (!plane) return;
    lt_free(plane->lon);
    lt_free(plane->lat);
    lt_free(plane->row);
    lt_free(plane->row_lon0);
    lt_free(plane->row_step);
    lt_free(plane);
}
