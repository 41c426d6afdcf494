/* polygons.c - polygons by cells in the equal-area plane (polygons.h).
 *
 * The points of a shape go from its map into the plane (mesh.h); its edges, short as shape_read.c has cut them, become
 * chords there. Cells inside are whole, cells outside are skipped, GEOS cuts those on the edge. */
#include "grids/build/polygons.h"

#include "grids/regrid_private.h"

#include <math.h>

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

static lt_status cell_polygon(lt_geos *geos, const lt_mesh *mesh, int c, GEOSGeometry **out) {
    double uv[2 * LT_CLIP_POINTS];
    int n = lt_mesh_polygon(mesh, c, uv);
    uv[2 * n] = uv[0];
    uv[2 * n + 1] = uv[1];
    GEOSCoordSequence *points = GEOSCoordSeq_copyFromBuffer_r(geos->handle, uv, (unsigned)n + 1, 0, 0);
    GEOSGeometry *ring = points ? GEOSGeom_createLinearRing_r(geos->handle, points) : NULL;
    *out = ring ? GEOSGeom_createPolygon_r(geos->handle, ring, NULL, 0) : NULL;
    return *out ? LT_OK : lt_geos_raise(geos, "cell cannot be made a polygon", NULL);
}

static lt_status one_cell(lt_geos *geos, const lt_mesh *mesh, int c, const GEOSGeometry *shape,
                          const GEOSPreparedGeometry *prepared, lt_regrid_strip *l) {
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
    return status == LT_OK && area > 0 ? lt_regrid_push(l, c, area) : status;
}

static lt_status shape_extent(lt_geos *geos, const GEOSGeometry *g, lt_clip_box *b) {
    if (GEOSGeom_getXMin_r(geos->handle, g, &b->u1) && GEOSGeom_getXMax_r(geos->handle, g, &b->u2) &&
        GEOSGeom_getYMin_r(geos->handle, g, &b->v1) && GEOSGeom_getYMax_r(geos->handle, g, &b->v2))
        return LT_OK;
    return lt_geos_raise(geos, "extent of a polygon cannot be told", NULL);
}

static bool near(const lt_mesh *mesh, int c, const lt_clip_box *b) {
    double uv[2 * LT_CLIP_POINTS];
    const int n = lt_mesh_polygon(mesh, c, uv);
    const lt_clip_box cell = lt_clip_bounds(uv, n);
    return cell.u1 < b->u2 && cell.u2 > b->u1 && cell.v1 < b->v2 && cell.v2 > b->v1;
}

/* One shape at one turn. */
static lt_status one_shape(lt_geos *geos, const lt_mesh *mesh, const GEOSGeometry *shape, lt_regrid_strip *l) {
    lt_clip_box e;
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
                          lt_regrid_strip *l, double *area) {
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

lt_status lt_polygons_regrid(lt_geos *geos, const lt_projection *projection, const lt_mesh *mesh,
                             const lt_shapes *shapes, lt_regrid **out) {
    lt_regrid_strip l = {0};
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
    if (status == LT_OK) status = lt_regrid_collect(mesh, &l, 1, r);
    lt_free(l.entries);
    if (status == LT_OK)
        *out = r;
    else
        lt_regrid_free(r);
    return status;
}
