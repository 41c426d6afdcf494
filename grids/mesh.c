/* mesh.c - cells of any grid in the equal-area plane (mesh.h).
 *
 * u = lambda, v = sin phi:  dA = R2 cos phi dphi dlambda = R2 du dv.
 * A straight map line between two nodes is replaced by its chord in this plane. On a Lambert map of middle latitudes
 * pieces of 3 km change the area of a 27 km cell by less than 1e-7 and the place of an edge by less than 1e-5 of a cell
 * (a test measures it); what one cell loses its neighbour gains, so sums over the domain do not feel it but at its
 * border. */
#include "grids/mesh.h"

#include "grids/clip.h"
#include "grids/anymap.h"

#include <math.h>
#include <string.h>

static const double PIECE_M = 3000;
enum { MAX_FINE = 9 };

static lt_status allocate(int nx, int ny, bool rectilinear, int fine, lt_mesh **out) {
    lt_mesh *m;
    *out = NULL;
    if (nx < 1 || ny < 1 || (double)nx * ny > 1e9)
        return LT_RAISE(LT_ERR_INPUT, .what = "impossible size of a grid", .where = "mesh",
                        .expected = "1 to 1e9 cells", .found = lt_fmt("%d x %d", nx, ny), .todo = "correct the size");
    LT_TRY(lt_calloc(1, sizeof *m, &m));
    *m = (lt_mesh){.nx = nx, .ny = ny, .rectilinear = rectilinear, .fine = fine};
    size_t nodes = ((size_t)nx * (size_t)fine + 1) * ((size_t)ny * (size_t)fine + 1);
    lt_status status = lt_calloc(rectilinear ? (size_t)nx + 1 : nodes, sizeof(double), &m->u);
    if (status == LT_OK) status = lt_calloc(rectilinear ? (size_t)ny + 1 : nodes, sizeof(double), &m->v);
    if (status != LT_OK) {
        lt_mesh_free(m);
        return status;
    }
    *out = m;
    return LT_OK;
}

void lt_mesh_free(lt_mesh *m) {
    if (!m) return;
    lt_free(m->u);
    lt_free(m->v);
    lt_free(m);
}

static lt_status check_axis(const char *name, const double *edge, int n, double least, double most) {
    for (int k = 0; k < n; k++) {
        bool forth = edge[k + 1] > edge[k], first = edge[1] > edge[0];
        if (edge[k] >= least && edge[k] <= most && edge[k + 1] >= least && edge[k + 1] <= most &&
            edge[k + 1] != edge[k] && forth == first)
            continue;
        return LT_RAISE(LT_ERR_INPUT, .what = "axis of a grid does not grow or fall all along",
                        .where = lt_fmt("%s, cell %d", name, k),
                        .expected = lt_fmt("edges from %g to %g degrees in order", least, most),
                        .found = lt_fmt("%.9g and %.9g", edge[k], edge[k + 1]), .todo = "correct the axis");
    }
    return LT_OK;
}

lt_status lt_mesh_lonlat(int nx, int ny, const double *lon_edge, const double *lat_edge, lt_mesh **out) {
    LT_TRY(allocate(nx, ny, true, 1, out));
    lt_status status = check_axis("longitude", lon_edge, nx, -720, 720);
    if (status == LT_OK) status = check_axis("latitude", lat_edge, ny, -90, 90);
    double turn = fabs(lon_edge[nx] - lon_edge[0]);
    if (status == LT_OK && turn > 360 * (1 + 1e-6))
        status = LT_RAISE(LT_ERR_INPUT, .what = "a grid goes round the Earth more than once", .where = "longitude",
                          .expected = "at most 360 degrees", .found = lt_fmt("%.9g", turn),
                          .todo = "correct the axis, or drop the column that stands twice");
    if (status != LT_OK) {
        lt_mesh_free(*out);
        *out = NULL;
        return status;
    }
    for (int i = 0; i <= nx; i++) (*out)->u[i] = lon_edge[i] * (M_PI / 180);
    /* A full turn closes exactly: rounded edges of a file would leave a gap. */
    if (fabs(turn - 360) < 360e-6) (*out)->u[nx] = (*out)->u[0] + copysign(2 * M_PI, lon_edge[nx] - lon_edge[0]);
    for (int j = 0; j <= ny; j++)
        (*out)->v[j] = fabs(lat_edge[j]) == 90 ? copysign(1, lat_edge[j]) : sin(lat_edge[j] * (M_PI / 180));
    return LT_OK;
}

static void edges_of(const double *centre, int n, double *edge) {
    for (int k = 1; k < n; k++) edge[k] = 0.5 * (centre[k - 1] + centre[k]);
    edge[0] = centre[0] - (edge[1] - centre[0]);
    edge[n] = centre[n - 1] + (centre[n - 1] - edge[n - 1]);
}

lt_status lt_mesh_centres(int nx, int ny, const double *lon, const double *lat, lt_mesh **out) {
    double *edge;
    *out = NULL;
    if (nx < 2 || ny < 2)
        return LT_RAISE(LT_ERR_INPUT, .what = "edges of one cell cannot be told from its centre", .where = "mesh",
                        .expected = "at least 2 cells each way", .found = lt_fmt("%d x %d", nx, ny),
                        .todo = "give the edges");
    LT_TRY(lt_calloc((size_t)nx + (size_t)ny + 2, sizeof *edge, &edge));
    double *lat_edge = edge + nx + 1;
    edges_of(lon, nx, edge);
    edges_of(lat, ny, lat_edge);
    for (int j = 0; j <= ny; j++) lat_edge[j] = fmin(fmax(lat_edge[j], -90), 90);
    lt_status status = lt_mesh_lonlat(nx, ny, edge, lat_edge, out);
    lt_free(edge);
    return status;
}

/* --- maps --- */

static int pieces(double cell_m) {
    double n = ceil(cell_m / PIECE_M - 1e-9);
    return n < 1 ? 1 : n > MAX_FINE ? MAX_FINE : (int)n;
}

/* Turn of three points; all of one sign: the map is not folded and holds no pole. */
static double turn(const lt_mesh *m, long a, long b, long c) {
    return (m->u[b] - m->u[a]) * (m->v[c] - m->v[b]) - (m->v[b] - m->v[a]) * (m->u[c] - m->u[b]);
}

static lt_status check_nodes(const lt_mesh *m, const char *name) {
    long row = (long)m->nx * m->fine + 1, rows = (long)m->ny * m->fine;
    double first = turn(m, 0, 1, row + 1);
    for (long j = 0; j < rows; j++)
        for (long i = 0; i < row - 1; i++) {
            long a = j * row + i;
            /* Two triangles: their signs also hold for the quadrangle that the clipper uses. */
            if (turn(m, a, a + 1, a + row + 1) * first > 0 && turn(m, a, a + row + 1, a + row) * first > 0 &&
                fabs(m->u[a + 1] - m->u[a]) < M_PI / 2)
                continue;
            return LT_RAISE(LT_ERR_INPUT, .what = "the map is folded or holds a pole",
                            .where = lt_fmt("%s, cell %ld, %ld", name, i / m->fine, j / m->fine),
                            .expected = "cells that lie side by side in longitude and latitude",
                            .found =
                                lt_fmt("corner at %.4f E %.4f N", m->u[a] * 180 / M_PI, asin(m->v[a]) * 180 / M_PI),
                            .todo = "use a smaller map, or one without the pole");
        }
    return LT_OK;
}

static lt_status finish(const char *name, lt_mesh **mesh) {
    lt_status status = check_nodes(*mesh, name);
    if (status == LT_OK) return LT_OK;
    lt_mesh_free(*mesh);
    *mesh = NULL;
    return status;
}

lt_status lt_mesh_grid(const lt_grid *g, lt_mesh **out) {
    lt_projection *made = NULL, *p = g->projection;
    *out = NULL;
    if (!p) {
        LT_TRY(lt_projection_parse(g->proj, &made));
        p = made;
    }
    int fine = pieces(g->dx);
    lt_status status = allocate(g->nx, g->ny, false, fine, out);
    if (status == LT_OK) {
        long row = (long)g->nx * fine + 1, rows = (long)g->ny * fine + 1;
        double *u = (*out)->u, *v = (*out)->v, step = g->dx / fine;
#pragma omp parallel for schedule(static)
        for (long j = 0; j < rows; j++)
            for (long i = 0; i < row; i++)
                lt_projection_plane(p, g->x0 + (double)i * step, g->y0 + (double)j * step, &u[j * row + i],
                                    &v[j * row + i]);
        status = finish(g->name, out);
    }
    lt_projection_free(made);
    return status;
}

/* A longitude within half a turn of near. */
static double unwrap(double lon, double near) {
    return lon - 2 * M_PI * nearbyint((lon - near) / (2 * M_PI));
}

lt_status lt_mesh_corners(int nx, int ny, const double *lon, const double *lat, lt_mesh **out) {
    LT_TRY(allocate(nx, ny, false, 1, out));
    long row = (long)nx + 1;
    for (long a = 0; a < row * (ny + 1); a++) {
        double *u = (*out)->u, near = a % row ? u[a - 1] : a ? u[a - row] : 0;
        u[a] = unwrap(lon[a] * (M_PI / 180), near);
        (*out)->v[a] = sin(lat[a] * (M_PI / 180));
    }
    return finish("corners", out);
}

/* A point of the map in the plane; near: a longitude that the result lies within half a turn of. */
static bool inverse(lt_anymap *map, double x, double y, double near, double *u, double *v) {
    double lon, lat;
    if (!lt_anymap_inverse(map, x, y, &lon, &lat)) return false;
    *u = unwrap(lon * (M_PI / 180), near);
    *v = sin(lat * (M_PI / 180));
    return true;
}

static lt_status fill_nodes(lt_anymap *places, const lt_mesh_map *map, lt_mesh *m) {
    long row = (long)m->nx * m->fine + 1, rows = (long)m->ny * m->fine + 1;
    for (long j = 0; j < rows; j++)
        for (long i = 0; i < row; i++) {
            long a = j * row + i;
            double near = i > 0 ? m->u[a - 1] : j > 0 ? m->u[a - row] : 0;
            double x = map->x0 + (double)i * map->dx / m->fine, y = map->y0 + (double)j * map->dy / m->fine;
            if (!inverse(places, x, y, near, &m->u[a], &m->v[a]))
                return LT_RAISE(LT_ERR_INPUT, .what = "a corner of the grid is not on Earth", .where = map->projection,
                                .expected = "points of the projection", .found = lt_fmt("x %.9g, y %.9g", x, y),
                                .todo = "correct corner, cell or projection");
        }
    return LT_OK;
}

lt_status lt_mesh_projected(const lt_mesh_map *map, lt_mesh **out) {
    lt_anymap *places;
    *out = NULL;
    LT_TRY_CONTEXT(lt_anymap_open(map->projection, &places), "making a mesh");
    lt_status status = allocate(map->nx, map->ny, false, MAX_FINE, out);
    if (status == LT_OK) status = fill_nodes(places, map, *out);
    if (status == LT_OK) status = finish(map->projection, out);
    if (status != LT_OK && *out) {
        lt_mesh_free(*out);
        *out = NULL;
    }
    lt_anymap_close(places);
    return status;
}

/* --- asking --- */

int lt_mesh_polygon(const lt_mesh *m, int c, double *uv) {
    int i = c % m->nx, j = c / m->nx, f = m->fine, n = 0;
    if (m->rectilinear) {
        const double corner[8] = {m->u[i],     m->v[j],     m->u[i + 1], m->v[j],
                                  m->u[i + 1], m->v[j + 1], m->u[i],     m->v[j + 1]};
        memcpy(uv, corner, sizeof corner);
        return 4;
    }
    long row = (long)m->nx * f + 1, at = (long)j * f * row + (long)i * f;
    const long step[4] = {1, row, -1, -row};
    for (int side = 0; side < 4; side++)
        for (int k = 0; k < f; k++) {
            uv[2 * n] = m->u[at];
            uv[2 * n++ + 1] = m->v[at];
            at += step[side];
        }
    return n;
}

double lt_mesh_area(const lt_mesh *m, int c) {
    double uv[8 * MAX_FINE];
    if (m->rectilinear) return fabs((m->u[c % m->nx + 1] - m->u[c % m->nx]) * (m->v[c / m->nx + 1] - m->v[c / m->nx]));
    return fabs(lt_clip_area(uv, lt_mesh_polygon(m, c, uv)));
}

void lt_mesh_digest(const lt_mesh *m, lt_hash *hash) {
    lt_hash_text(hash, lt_fmt("mesh 1 %d %d %d %d", m->nx, m->ny, m->rectilinear, m->fine));
    size_t nu = (size_t)m->nx * (size_t)m->fine + 1, nv = (size_t)m->ny * (size_t)m->fine + 1;
    lt_hash_bytes(hash, m->u, (m->rectilinear ? nu : nu * nv) * sizeof(double));
    lt_hash_bytes(hash, m->v, (m->rectilinear ? nv : nu * nv) * sizeof(double));
}
