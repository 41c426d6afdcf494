/* plane.c - points of gridded weather: making, comparing, where they lie. See plane.h. */
#include "model/met/gridded/plane.h"

#include "grids/anymap.h"

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

/* --- comparing --- */

static const double SAME = 1e-4; /* of a step */

static bool same_number(double a, double b, double step) {
    return fabs(a - b) <= SAME * fabs(step);
}

/* Arrays of degrees; the step of a value is the distance to its neighbour. turns: 360 degrees are no difference. */
static bool same_degrees(const double *a, const double *b, long n, bool turns) {
    for (long i = 0; i < n; i++) {
        double step = n > 1 ? a[i ? i : 1] - a[i ? i - 1 : 0] : 1.0, difference = a[i] - b[i];
        if (turns) step = remainder(step, 360.0), difference = remainder(difference, 360.0);
        if (!same_number(difference, 0.0, step)) return false;
    }
    return true;
}

/* Points of a row after row of nx may jump back at its end: the step is the first one. */
static bool same_curved(const lt_plane *a, const lt_plane *b) {
    double step = fabs(a->lat[a->nx] - a->lat[0]) + fabs(remainder(a->lon[1] - a->lon[0], 360.0));
    for (long p = 0; p < a->n; p++)
        if (!same_number(a->lat[p], b->lat[p], step) ||
            !same_number(remainder(a->lon[p] - b->lon[p], 360.0), 0.0, step))
            return false;
    return true;
}

static bool same_rows(const lt_plane *a, const lt_plane *b) {
    if (!same_degrees(a->lat, b->lat, a->ny, false)) return false;
    for (int j = 0; j < a->ny; j++)
        if (a->row[j + 1] != b->row[j + 1] ||
            !same_number(remainder(a->row_lon0[j] - b->row_lon0[j], 360.0), 0.0, a->row_step[j]) ||
            !same_number(a->row_step[j], b->row_step[j], a->row_step[j]))
            return false;
    return true;
}

bool lt_plane_same(const lt_plane *a, const lt_plane *b) {
    if (a->kind != b->kind || a->n != b->n || a->nx != b->nx || a->ny != b->ny) return false;
    switch (a->kind) {
    case LT_PLANE_AXES:
        return same_degrees(a->lon, b->lon, a->nx, true) && same_degrees(a->lat, b->lat, a->ny, false);
    case LT_PLANE_MAP:
        return strcmp(a->map, b->map) == 0 && same_number(a->x0, b->x0, a->dx) && same_number(a->y0, b->y0, a->dy) &&
               same_number(a->dx, b->dx, a->dx / a->nx) && same_number(a->dy, b->dy, a->dy / a->ny);
    case LT_PLANE_ROWS:
        return same_rows(a, b);
    case LT_PLANE_CURVED:
        return same_curved(a, b);
    }
    return false;
}

/* --- where the points lie --- */

static lt_status raise_off(const lt_plane *plane, long point) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a point of gridded weather is not on Earth", .where = plane->map,
                    .expected = "points of the projection",
                    .found = lt_fmt("row %ld, column %ld (from 0)", point / plane->nx, point % plane->nx),
                    .todo = "look at the projection in the file");
}

/* What one point of a map says: its place, or its angle. */
typedef bool (*map_point)(lt_anymap *map, const lt_plane *plane, double x, double y, double *lon, double *lat);

static bool place_of(lt_anymap *map, const lt_plane *plane, double x, double y, double *lon, double *lat) {
    (void)plane;
    return lt_anymap_inverse(map, x, y, lon, lat);
}

static bool angle_of(lt_anymap *map, const lt_plane *plane, double x, double y, double *angle, double *none) {
    (void)none;
    return lt_anymap_angle(map, x, y, 1e-3 * fabs(plane->dy), angle);
}

static lt_status each_point(const lt_plane *plane, map_point ask, double *first, double *second) {
    lt_anymap *map = NULL;
    LT_TRY(lt_anymap_open(plane->map, &map));
    lt_status status = LT_OK;
    for (long p = 0; p < plane->n && status == LT_OK; p++) {
        double x = plane->x0 + (double)(p % plane->nx) * plane->dx, y = plane->y0 + (double)(p / plane->nx) * plane->dy;
        if (!ask(map, plane, x, y, first + p, second ? second + p : NULL)) status = raise_off(plane, p);
    }
    lt_anymap_close(map);
    return status;
}

lt_status lt_plane_places(const lt_plane *plane, double *lon, double *lat) {
    switch (plane->kind) {
    case LT_PLANE_AXES:
        for (long p = 0; p < plane->n; p++) lon[p] = plane->lon[p % plane->nx], lat[p] = plane->lat[p / plane->nx];
        break;
    case LT_PLANE_MAP:
        return each_point(plane, place_of, lon, lat);
    case LT_PLANE_ROWS:
        for (int j = 0; j < plane->ny; j++)
            for (long p = plane->row[j]; p < plane->row[j + 1]; p++) {
                lon[p] = plane->row_lon0[j] + (double)(p - plane->row[j]) * plane->row_step[j];
                lat[p] = plane->lat[j];
            }
        break;
    case LT_PLANE_CURVED:
        memcpy(lon, plane->lon, (size_t)plane->n * sizeof *lon);
        memcpy(lat, plane->lat, (size_t)plane->n * sizeof *lat);
        break;
    }
    return LT_OK;
}

lt_status lt_plane_angles(const lt_plane *plane, double *angle) {
    if (plane->kind == LT_PLANE_MAP) return each_point(plane, angle_of, angle, NULL);
    memset(angle, 0, (size_t)plane->n * sizeof *angle);
    return LT_OK;
}
