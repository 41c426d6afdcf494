/* plane_mesh.c - cells around points (plane_mesh.h). */
#include "model/met/gridded/plane_mesh.h"

#include <math.h>
#include <string.h>

struct lt_plane_mesh {
    const lt_plane *plane;
    lt_mesh *cells;
    int nx;
    double lon0, step; /* rows: of the longest row */
};

/* Corner (i, j) of a map: half a step beyond the points. */
static lt_status map_corners(const lt_plane *p, double *lon, double *lat) {
    lt_plane *corners = NULL;
    LT_TRY(
        lt_plane_map(p->map, p->nx + 1, p->ny + 1, p->x0 - 0.5 * p->dx, p->y0 - 0.5 * p->dy, p->dx, p->dy, &corners));
    lt_status status = lt_plane_places(corners, lon, lat);
    lt_plane_free(corners);
    return status;
}

/* Component of the unit vector of point (i, j), continued straight beyond the border. */
static double continued(const lt_plane *p, const double *unit, int i, int j) {
    int ia = i < 0 ? 0 : i >= p->nx ? p->nx - 1 : i, ja = j < 0 ? 0 : j >= p->ny ? p->ny - 1 : j;
    int ib = i < 0 ? 1 : i >= p->nx ? p->nx - 2 : ia, jb = j < 0 ? 1 : j >= p->ny ? p->ny - 2 : ja;
    const double a = unit[(long)ja * p->nx + ia], b = unit[(long)jb * p->nx + ib];
    return ia == ib && ja == jb ? a : 2.0 * a - b;
}

/* Corners of a curved grid: the middle of the four points around. */
static lt_status curved_corners(const lt_plane *p, double *lon, double *lat) {
    double *unit = NULL;
    const double r = M_PI / 180;
    LT_TRY(lt_calloc(3 * (size_t)p->n, sizeof *unit, &unit));
    for (long a = 0; a < p->n; a++) {
        unit[a] = cos(p->lat[a] * r) * cos(p->lon[a] * r);
        unit[p->n + a] = cos(p->lat[a] * r) * sin(p->lon[a] * r);
        unit[2 * p->n + a] = sin(p->lat[a] * r);
    }
    for (int j = 0; j <= p->ny; j++)
        for (int i = 0; i <= p->nx; i++) {
            double sum[3] = {0};
            for (int c = 0; c < 3; c++)
                for (int k = 0; k < 4; k++) sum[c] += continued(p, unit + c * p->n, i - k % 2, j - k / 2);
            lon[(long)j * (p->nx + 1) + i] = atan2(sum[1], sum[0]) / r;
            lat[(long)j * (p->nx + 1) + i] = atan2(sum[2], hypot(sum[0], sum[1])) / r;
        }
    lt_free(unit);
    return LT_OK;
}

static lt_status by_corners(const lt_plane *p, lt_mesh **out) {
    double *lon = NULL, *lat = NULL;
    size_t n = ((size_t)p->nx + 1) * ((size_t)p->ny + 1);
    LT_TRY(lt_calloc(n, sizeof *lon, &lon));
    lt_status status = lt_calloc(n, sizeof *lat, &lat);
    if (status == LT_OK) status = p->kind == LT_PLANE_MAP ? map_corners(p, lon, lat) : curved_corners(p, lon, lat);
    if (status == LT_OK) status = lt_mesh_corners(p->nx, p->ny, lon, lat, out);
    lt_free(lon);
    lt_free(lat);
    return status;
}

static lt_status by_rows(lt_plane_mesh *m) {
    const lt_plane *p = m->plane;
    int longest = 0;
    for (int j = 1; j < p->ny; j++)
        if (p->row[j + 1] - p->row[j] > p->row[longest + 1] - p->row[longest]) longest = j;
    m->nx = (int)(p->row[longest + 1] - p->row[longest]);
    m->lon0 = p->row_lon0[longest];
    m->step = p->row_step[longest];
    double *lon = NULL;
    LT_TRY(lt_calloc((size_t)m->nx, sizeof *lon, &lon));
    for (int i = 0; i < m->nx; i++) lon[i] = m->lon0 + i * m->step;
    lt_status status = lt_mesh_centres(m->nx, p->ny, lon, p->lat, &m->cells);
    lt_free(lon);
    return status;
}

lt_status lt_plane_mesh_create(const lt_plane *plane, lt_plane_mesh **out) {
    lt_plane_mesh *m = NULL;
    LT_TRY(lt_calloc(1, sizeof *m, &m));
    *m = (lt_plane_mesh){.plane = plane, .nx = plane->nx};
    lt_status status = LT_OK;
    switch (plane->kind) {
    case LT_PLANE_AXES:
        status = lt_mesh_centres(plane->nx, plane->ny, plane->lon, plane->lat, &m->cells);
        break;
    case LT_PLANE_ROWS:
        status = by_rows(m);
        break;
    case LT_PLANE_MAP:
    case LT_PLANE_CURVED:
        status = by_corners(plane, &m->cells);
        break;
    }
    if (status != LT_OK) {
        lt_plane_mesh_free(m);
        return status;
    }
    *out = m;
    return LT_OK;
}

void lt_plane_mesh_free(lt_plane_mesh *m) {
    if (!m) return;
    lt_mesh_free(m->cells);
    lt_free(m);
}

const lt_mesh *lt_plane_mesh_cells(const lt_plane_mesh *m) {
    return m->cells;
}

/* Mean of a row over longitudes west to east; both ends of its points belong to it half a step further, and what lies
 * beyond (rows of a region end at other longitudes) takes the end's value. */
static double row_mean(const lt_plane *p, int j, const float *field, double west, double east) {
    long first = p->row[j], n = p->row[j + 1] - first;
    double step = p->row_step[j], from = (west - p->row_lon0[j]) / step + 0.5,
           to = (east - p->row_lon0[j]) / step + 0.5;
    double sum = 0.0, covered = 0.0, turn = 360.0 / step;
    bool round = fabs((double)n - turn) < 0.5;
    for (long q = (long)floor(from); (double)q < to; q++) {
        double share = fmin(to, (double)q + 1.0) - fmax(from, (double)q);
        long at = round ? ((q % n) + n) % n : q;
        if (share <= 0.0 || at < 0 || at >= n) continue;
        sum += share * field[first + at];
        covered += share;
    }
    return covered > 0.0 ? sum / covered : field[first + (to <= 0.0 ? 0 : n - 1)];
}

double lt_plane_mesh_value(const lt_plane_mesh *m, const float *field, int i, int j) {
    const lt_plane *p = m->plane;
    if (p->kind != LT_PLANE_ROWS) return field[(long)j * p->nx + i];
    double centre = m->lon0 + i * m->step;
    return row_mean(p, j, field, centre - 0.5 * m->step, centre + 0.5 * m->step);
}
