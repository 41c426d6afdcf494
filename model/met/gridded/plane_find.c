/* plane_find.c - where a place lies between the points of gridded weather.
 *
 * Axes and maps: two fractions, each along its own axis. Rows: along each of the two rows beside the place, then
 * between them. Curved: the four points around the place are found by walking over the grid to the point that is
 * nearest, and, where that ends at a false minimum, by looking at all points; between the four the map from the unit
 * square is inverted in the gnomonic plane of the place:
 *
 *   sum of weight(s, t) * (x, y) of the corners = 0,  weight bilinear in s, t in 0..1      (Newton, quadratic)
 *
 * A place within TOUCH of a step beyond the last points counts as on them: files hold rounded degrees. */
#include "model/met/gridded/plane.h"

#include "grids/anymap.h"

#include <math.h>
#include <string.h>

static const double TOUCH = 1e-5; /* of a step: 32-bit degrees are good to 1e-5 degrees */

/* Between which two points, and how far from the first (0..1). */
typedef struct span {
    long a, b;
    double f;
} span;

static bool clamp(double *f) {
    if (!(*f >= -TOUCH && *f <= 1.0 + TOUCH)) return false;
    *f = fmin(fmax(*f, 0.0), 1.0);
    return true;
}

static bool between(double at, double from, double to, long a, long b, span *out) {
    *out = (span){a, b, (at - from) / (to - from)};
    return clamp(&out->f);
}

/* Of an axis that grows or falls. */
static bool on_axis(const double *axis, int n, double at, span *out) {
    double sign = axis[1] > axis[0] ? 1.0 : -1.0;
    int low = 0, high = n - 1;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (sign * (at - axis[middle]) >= 0.0)
            low = middle;
        else
            high = middle;
    }
    return between(at, axis[low], axis[high], low, high, out);
}

/* Of longitudes: the turn of `at` that the axis holds; the gap behind the last one is bridged where it is about a step.
 */
static bool on_longitudes(const double *axis, int n, double at, span *out) {
    double sign = axis[1] > axis[0] ? 1.0 : -1.0, step = fabs(axis[n - 1] - axis[0]) / (n - 1);
    double along = fmod(sign * (at - axis[0]), 360.0), turn = sign * 360.0;
    if (along < -TOUCH * step) along += 360.0;
    double wanted = axis[0] + sign * along;
    if (on_axis(axis, n, wanted, out)) return true;
    if (sign * (axis[0] + turn - wanted) <= TOUCH * step && on_axis(axis, n, wanted - turn, out)) return true;
    double gap = sign * (axis[0] + turn - axis[n - 1]);
    return gap <= 1.5 * step && gap > 0.0 && between(wanted, axis[n - 1], axis[0] + turn, n - 1, 0, out);
}

/* From even steps. */
static bool on_steps(double f, int n, span *out) {
    double low = fmin(fmax(floor(f), 0.0), (double)n - 2.0);
    return isfinite(f) && between(f, low, low + 1.0, (long)low, (long)low + 1, out);
}

static lt_plane_place product(const lt_plane *plane, span x, span y) {
    long nx = plane->nx;
    return (lt_plane_place){{y.a * nx + x.a, y.a * nx + x.b, y.b * nx + x.a, y.b * nx + x.b},
                            {(1.0 - y.f) * (1.0 - x.f), (1.0 - y.f) * x.f, y.f * (1.0 - x.f), y.f * x.f}};
}

static bool find_axes(const lt_plane *plane, double lon, double lat, lt_plane_place *out) {
    span x, y;
    if (!on_longitudes(plane->lon, plane->nx, lon, &x) || !on_axis(plane->lat, plane->ny, lat, &y)) return false;
    *out = product(plane, x, y);
    return true;
}

static bool find_map(const lt_plane *plane, lt_anymap *map, double lon, double lat, lt_plane_place *out) {
    double px, py;
    span x, y;
    if (!lt_anymap_forward(map, lon, lat, &px, &py)) return false;
    if (!on_steps((px - plane->x0) / plane->dx, plane->nx, &x)) return false;
    if (!on_steps((py - plane->y0) / plane->dy, plane->ny, &y)) return false;
    *out = product(plane, x, y);
    return true;
}

static bool on_row(const lt_plane *plane, long j, double lon, span *out) {
    long first = plane->row[j], n = plane->row[j + 1] - first;
    double turn = 360.0 / plane->row_step[j], f = fmod((lon - plane->row_lon0[j]) / plane->row_step[j], turn);
    if (f < -TOUCH) f += turn;
    if (turn - f <= TOUCH) f = 0.0;
    bool round = fabs((double)n - turn) < 0.5;
    if (n == 1) {
        *out = (span){first, first, 0.0};
        return round || fabs(f) <= TOUCH;
    }
    if (round && f >= (double)n - 1.0) {
        *out = (span){first + n - 1, first, (f - (double)(n - 1)) / (turn - (double)(n - 1))};
        return clamp(&out->f);
    }
    if (!on_steps(f, (int)n, out)) return false;
    out->a += first;
    out->b += first;
    return true;
}

static bool find_rows(const lt_plane *plane, double lon, double lat, lt_plane_place *out) {
    span y, low, high;
    if (!on_axis(plane->lat, plane->ny, lat, &y)) return false;
    if (!on_row(plane, y.a, lon, &low) || !on_row(plane, y.b, lon, &high)) return false;
    *out = (lt_plane_place){{low.a, low.b, high.a, high.b},
                            {(1.0 - y.f) * (1.0 - low.f), (1.0 - y.f) * low.f, y.f * (1.0 - high.f), y.f * high.f}};
    return true;
}

/* --- curved --- */

typedef struct vector {
    double x, y, z;
} vector;

static vector unit(double lon, double lat) {
    double a = lon * (M_PI / 180), b = lat * (M_PI / 180);
    return (vector){cos(b) * cos(a), cos(b) * sin(a), sin(b)};
}

static double dot(vector a, vector b) {
    return a.x * b.x + a.y * b.y + a.z * b.z;
}

/* A place with the axes of its tangent plane. */
typedef struct tangent {
    vector at, east, north;
} tangent;

static tangent tangent_of(double lon, double lat) {
    double a = lon * (M_PI / 180), b = lat * (M_PI / 180);
    return (tangent){unit(lon, lat), {-sin(a), cos(a), 0.0}, {-sin(b) * cos(a), -sin(b) * sin(a), cos(b)}};
}

/* Weights s, t of the place in the quadrangle of the four points; false: not inside. */
static bool in_quadrangle(const vector *point, const long at[4], const tangent *place, double *s, double *t) {
    double x[4], y[4];
    for (int c = 0; c < 4; c++) {
        double depth = dot(point[at[c]], place->at);
        if (depth < 0.5) return false;
        x[c] = dot(point[at[c]], place->east) / depth;
        y[c] = dot(point[at[c]], place->north) / depth;
    }
    *s = *t = 0.5;
    for (int n = 0; n < 30; n++) {
        double sx = (1 - *t) * (x[1] - x[0]) + *t * (x[3] - x[2]), sy = (1 - *t) * (y[1] - y[0]) + *t * (y[3] - y[2]);
        double tx = (1 - *s) * (x[2] - x[0]) + *s * (x[3] - x[1]), ty = (1 - *s) * (y[2] - y[0]) + *s * (y[3] - y[1]);
        double fx = (1 - *t) * ((1 - *s) * x[0] + *s * x[1]) + *t * ((1 - *s) * x[2] + *s * x[3]);
        double fy = (1 - *t) * ((1 - *s) * y[0] + *s * y[1]) + *t * ((1 - *s) * y[2] + *s * y[3]);
        double determinant = sx * ty - sy * tx;
        if (determinant == 0.0) return false;
        double ds = (fx * ty - fy * tx) / determinant, dt = (sx * fy - sy * fx) / determinant;
        *s -= ds;
        *t -= dt;
        if (!(fabs(*s) < 10.0 && fabs(*t) < 10.0)) return false;
        if (fabs(ds) + fabs(dt) < 1e-13) break;
    }
    return clamp(s) && clamp(t);
}

/* One of the four quadrangles around a point. */
static bool around(const lt_plane *plane, const vector *point, long near, const tangent *place, lt_plane_place *out) {
    int nx = plane->nx, ny = plane->ny, i0 = (int)(near % nx), j0 = (int)(near / nx);
    for (int j = j0 - 1; j <= j0; j++)
        for (int i = i0 - 1; i <= i0; i++) {
            if (i < 0 || j < 0 || i > nx - 2 || j > ny - 2) continue;
            double s, t;
            long a = (long)j * nx + i;
            const long at[4] = {a, a + 1, a + nx, a + nx + 1};
            if (!in_quadrangle(point, at, place, &s, &t)) continue;
            *out = product(plane, (span){i, i + 1, s}, (span){j, j + 1, t});
            return true;
        }
    return false;
}

/* From a point to its nearest neighbour for as long as that is nearer to the place. */
static long walk(const lt_plane *plane, const vector *point, long from, const tangent *place) {
    int nx = plane->nx, ny = plane->ny;
    double best = dot(point[from], place->at);
    for (;;) {
        long here = from;
        int i0 = (int)(here % nx), j0 = (int)(here / nx);
        for (int j = j0 > 0 ? j0 - 1 : 0; j <= j0 + 1 && j < ny; j++)
            for (int i = i0 > 0 ? i0 - 1 : 0; i <= i0 + 1 && i < nx; i++) {
                double nearness = dot(point[(long)j * nx + i], place->at);
                if (nearness > best) best = nearness, from = (long)j * nx + i;
            }
        if (from == here) return from;
    }
}

static bool find_curved(const lt_plane *plane, const vector *point, double lon, double lat, long *near,
                        lt_plane_place *out) {
    tangent place = tangent_of(lon, lat);
    *near = walk(plane, point, *near, &place);
    if (around(plane, point, *near, &place, out)) return true;
    long best = 0; /* a folded or strongly bent grid has false minima, and cells whose nearest point is not a corner */
    for (long p = 1; p < plane->n; p++)
        if (dot(point[p], place.at) > dot(point[best], place.at)) best = p;
    int nx = plane->nx, ny = plane->ny, i0 = (int)(best % nx), j0 = (int)(best / nx);
    for (int j = j0 > 2 ? j0 - 2 : 0; j <= j0 + 2 && j < ny; j++)
        for (int i = i0 > 2 ? i0 - 2 : 0; i <= i0 + 2 && i < nx; i++)
            if (around(plane, point, (long)j * nx + i, &place, out)) return true;
    return false;
}

/* --- all --- */

typedef struct finder {
    lt_anymap *map;
    vector *point; /* [n] */
    long near;
} finder;

static lt_status prepare(const lt_plane *plane, finder *f) {
    if (plane->kind == LT_PLANE_MAP) return lt_anymap_open(plane->map, &f->map);
    if (plane->kind != LT_PLANE_CURVED) return LT_OK;
    LT_TRY(lt_calloc((size_t)plane->n, sizeof *f->point, &f->point));
    for (long p = 0; p < plane->n; p++) f->point[p] = unit(plane->lon[p], plane->lat[p]);
    f->near = plane->n / 2 + plane->nx / 2;
    if (f->near >= plane->n) f->near = 0;
    return LT_OK;
}

static bool find(const lt_plane *plane, finder *f, double lon, double lat, lt_plane_place *out) {
    switch (plane->kind) {
    case LT_PLANE_AXES:
        return find_axes(plane, lon, lat, out);
    case LT_PLANE_MAP:
        return find_map(plane, f->map, lon, lat, out);
    case LT_PLANE_ROWS:
        return find_rows(plane, lon, lat, out);
    case LT_PLANE_CURVED:
        return find_curved(plane, f->point, lon, lat, &f->near, out);
    }
    return false;
}

lt_status lt_plane_find(const lt_plane *plane, long n, const double *lon, const double *lat, lt_plane_place *places,
                        bool *inside) {
    finder f = {0};
    lt_status status = prepare(plane, &f);
    for (long p = 0; p < n && status == LT_OK; p++) {
        inside[p] = find(plane, &f, lon[p], lat[p], &places[p]);
        if (!inside[p]) places[p] = (lt_plane_place){0};
    }
    lt_anymap_close(f.map);
    lt_free(f.point);
    return status;
}
