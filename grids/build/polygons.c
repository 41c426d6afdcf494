/* polygons.c - polygons by cells in the equal-area plane (polygons.h).
 *
 * The points of a shape go from its map into the plane (mesh.h); its edges, short as shape_read.c has cut them, become
 * chords there. Cells inside are whole, cells outside are skipped, GEOS cuts those on the edge. */
#include "grids/build/polygons.h"

#include <limits.h>
#include <math.h>
#include <stdlib.h>

typedef struct placing {
    const lt_projection *projection;
    double turn;
} placing;

static int to_plane(double *x, double *y, void *user) {
    const placing *p = user;
    double u, v;
    lt_projection_plane(p->projection, *x, *y, &u, &v);
    *x = u + p->turn;
    *y = v;
    return 1;
}

typedef struct list {
    int *source;
    double *area;
    long n, capacity;
} list;

static lt_status push(list *l, int source, double area) {
    if (l->n == l->capacity) {
        long capacity = l->capacity ? 2 * l->capacity : 1024;
        int *more_source = realloc(l->source, (size_t)capacity * sizeof *more_source);
        if (more_source) l->source = more_source;
        double *more_area = realloc(l->area, (size_t)capacity * sizeof *more_area);
        if (more_area) l->area = more_area;
        if (!more_source || !more_area) return LT_RAISE(LT_ERR_MEMORY, .what = "out of memory for polygons by cells");
        l->capacity = capacity;
    }
    l->source[l->n] = source;
    l->area[l->n++] = area;
    return LT_OK;
}

static lt_status cell_polygon(lt_geos *geos, const lt_mesh *mesh, int c, GEOSGeometry **out) {
    double uv[128];
    int n = lt_mesh_polygon(mesh, c, uv);
    uv[2 * n] = uv[0];
    uv[2 * n + 1] = uv[1];
    GEOSCoordSequence *points = GEOSCoordSeq_copyFromBuffer_r(geos->handle, uv, (unsigned)n + 1, 0, 0);
    GEOSGeometry *ring = points ? GEOSGeom_createLinearRing_r(geos->handle, points) : NULL;
    *out = ring ? GEOSGeom_createPolygon_r(geos->handle, ring, NULL, 0) : NULL;
    return *out ? LT_OK : lt_geos_raise(geos, "cell cannot be made a polygon", NULL);
}

static lt_status one_cell(lt_geos *geos, const lt_mesh *mesh, int c, const GEOSGeometry *shape,
                          const GEOSPreparedGeometry *prepared, list *l) {
    GEOSGeometry *cell, *part = NULL;
    double area = 0;
    LT_TRY(cell_polygon(geos, mesh, c, &cell));
    lt_status status = LT_OK;
    if (GEOSPreparedCovers_r(geos->handle, prepared, cell) == 1) {
        area = lt_mesh_area(mesh, c);
    } else if (GEOSPreparedDisjoint_r(geos->handle, prepared, cell) != 1) {
        status = lt_shape_intersection(geos, shape, cell, &part);
        if (status == LT_OK && !GEOSArea_r(geos->handle, part, &area))
            status = lt_geos_raise(geos, "area of a piece of a polygon cannot be computed", NULL);
        if (part) GEOSGeom_destroy_r(geos->handle, part);
    }
    GEOSGeom_destroy_r(geos->handle, cell);
    return status == LT_OK && area > 0 ? push(l, c, area) : status;
}

typedef struct extent {
    double u1, u2, v1, v2;
} extent;

static lt_status shape_extent(lt_geos *geos, const GEOSGeometry *g, extent *e) {
    if (GEOSGeom_getXMin_r(geos->handle, g, &e->u1) && GEOSGeom_getXMax_r(geos->handle, g, &e->u2) &&
        GEOSGeom_getYMin_r(geos->handle, g, &e->v1) && GEOSGeom_getYMax_r(geos->handle, g, &e->v2))
        return LT_OK;
    return lt_geos_raise(geos, "extent of a polygon cannot be told", NULL);
}

static bool near(const lt_mesh *mesh, int c, const extent *e) {
    double uv[128], u1 = INFINITY, u2 = -INFINITY, v1 = INFINITY, v2 = -INFINITY;
    int n = lt_mesh_polygon(mesh, c, uv);
    for (int k = 0; k < n; k++) {
        u1 = fmin(u1, uv[2 * k]);
        u2 = fmax(u2, uv[2 * k]);
        v1 = fmin(v1, uv[2 * k + 1]);
        v2 = fmax(v2, uv[2 * k + 1]);
    }
    return u1 < e->u2 && u2 > e->u1 && v1 < e->v2 && v2 > e->v1;
}

/* One shape at one turn. */
static lt_status one_shape(lt_geos *geos, const lt_mesh *mesh, const GEOSGeometry *shape, list *l) {
    extent e;
    LT_TRY(shape_extent(geos, shape, &e));
    const GEOSPreparedGeometry *prepared = GEOSPrepare_r(geos->handle, shape);
    if (!prepared) return lt_geos_raise(geos, "polygon cannot be prepared", NULL);
    lt_status status = LT_OK;
    for (int j = 0; j < mesh->ny && status == LT_OK; j++) {
        if (mesh->rectilinear && (fmax(mesh->v[j], mesh->v[j + 1]) <= e.v1 || fmin(mesh->v[j], mesh->v[j + 1]) >= e.v2))
            continue;
        for (int i = 0; i < mesh->nx && status == LT_OK; i++)
            if (near(mesh, j * mesh->nx + i, &e)) status = one_cell(geos, mesh, j * mesh->nx + i, shape, prepared, l);
    }
    GEOSPreparedGeom_destroy_r(geos->handle, prepared);
    return status;
}

static lt_status do_shape(lt_geos *geos, const lt_projection *projection, const lt_mesh *mesh, const lt_shape *s,
                          list *l, double *area) {
    for (int round = -1; round <= 1; round++) {
        placing p = {projection, round * 2 * M_PI};
        GEOSGeometry *shape = GEOSGeom_transformXY_r(geos->handle, s->geometry, to_plane, &p);
        if (!shape) return lt_geos_raise(geos, "polygon cannot be placed", s->id);
        lt_status status = GEOSisEmpty_r(geos->handle, shape) == 1 ? LT_OK : one_shape(geos, mesh, shape, l);
        if (!GEOSArea_r(geos->handle, shape, area)) *area = 0;
        GEOSGeom_destroy_r(geos->handle, shape);
        LT_TRY_CONTEXT(status, "laying %s over the cells of a grid", s->id);
    }
    return LT_OK;
}

/* The sources of the entries in the window that holds them all. */
static lt_status finish(const lt_mesh *mesh, const list *l, lt_regrid *r) {
    int i1 = INT_MAX, i2 = -1, j1 = INT_MAX, j2 = -1;
    for (long e = 0; e < l->n; e++) {
        int i = l->source[e] % mesh->nx, j = l->source[e] / mesh->nx;
        if (i < i1) i1 = i;
        if (i > i2) i2 = i;
        if (j < j1) j1 = j;
        if (j > j2) j2 = j;
    }
    r->window = i2 < 0 ? (lt_regrid_window){0} : (lt_regrid_window){i1, j1, i2 - i1 + 1, j2 - j1 + 1};
    r->n = l->n;
    r->n_source = (long)r->window.nx * r->window.ny;
    LT_TRY(lt_calloc((size_t)r->n, sizeof *r->source, &r->source));
    LT_TRY(lt_calloc((size_t)r->n, sizeof *r->overlap, &r->overlap));
    LT_TRY(lt_calloc((size_t)r->n_source, sizeof *r->source_area, &r->source_area));
    for (long e = 0; e < l->n; e++) {
        r->source[e] = (l->source[e] / mesh->nx - j1) * r->window.nx + l->source[e] % mesh->nx - i1;
        r->overlap[e] = l->area[e];
    }
    for (long s = 0; s < r->n_source; s++)
        r->source_area[s] =
            lt_mesh_area(mesh, (j1 + (int)(s / r->window.nx)) * mesh->nx + i1 + (int)(s % r->window.nx));
    return LT_OK;
}

lt_status lt_polygons_regrid(lt_geos *geos, const lt_projection *projection, const lt_mesh *mesh,
                             const lt_shapes *shapes, lt_regrid **out) {
    list l = {0};
    lt_regrid *r;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *r, &r));
    r->n_target = shapes->n;
    lt_status status = lt_calloc((size_t)r->n_target + 1, sizeof *r->row, &r->row);
    if (status == LT_OK) status = lt_calloc((size_t)r->n_target, sizeof *r->target_area, &r->target_area);
    for (int s = 0; s < shapes->n && status == LT_OK; s++) {
        status = do_shape(geos, projection, mesh, &shapes->items[s], &l, &r->target_area[s]);
        r->row[s + 1] = l.n;
    }
    if (status == LT_OK) status = finish(mesh, &l, r);
    free(l.source);
    free(l.area);
    if (status == LT_OK)
        *out = r;
    else
        lt_regrid_free(r);
    return status;
}
