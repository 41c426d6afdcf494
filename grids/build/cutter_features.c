/* cutter_features.c - points, lines and polygons of a user's file on the map, cut by cells (cutter.h). */
#include "grids/build/cutter_private.h"

#include <math.h>

/* --- geometry to the map --- */

static lt_status push_all(lt_cutter *t, const double *lon_lat, int n, lt_shape_path *p) {
    lt_projection *projection = t->grid->projection;
    for (int k = 0; k + 1 < n; k++) LT_TRY(lt_shape_path_line(projection, lon_lat + 2 * k, lon_lat + 2 * k + 2, p));
    return n > 0 ? lt_shape_path_add(projection, lon_lat[2 * n - 2], lon_lat[2 * n - 1], p) : LT_OK;
}

/* One ring on the map; closed: as GEOS wants rings. */
static lt_status make_ring(lt_cutter *t, const double *lon_lat, int n, bool closed, GEOSGeometry **out) {
    lt_shape_path p = {0};
    *out = NULL;
    lt_status status = push_all(t, lon_lat, n, &p);
    bool open = n > 0 && (lon_lat[0] != lon_lat[2 * n - 2] || lon_lat[1] != lon_lat[2 * n - 1]);
    if (status == LT_OK && closed && open) status = lt_shape_path_add(t->grid->projection, lon_lat[0], lon_lat[1], &p);
    if (status == LT_OK) {
        GEOSCoordSequence *s = GEOSCoordSeq_copyFromBuffer_r(t->geos->handle, p.xy, (unsigned)p.n, 0, 0);
        if (s)
            *out = closed ? GEOSGeom_createLinearRing_r(t->geos->handle, s)
                          : GEOSGeom_createLineString_r(t->geos->handle, s);
        if (!*out) status = lt_geos_raise(t->geos, "a line of a surrogate cannot be read", NULL);
    }
    lt_free(p.xy);
    return status;
}

/* One polygon with its holes, made valid. */
static lt_status make_polygon(lt_cutter *t, const double *lon_lat, const int *points, int n_rings, GEOSGeometry **out) {
    GEOSGeometry **rings;
    bool was_invalid;
    *out = NULL;
    LT_TRY(lt_calloc((size_t)n_rings, sizeof *rings, &rings));
    lt_status status = LT_OK;
    int made = 0;
    for (; made < n_rings && status == LT_OK; made++) {
        status = make_ring(t, lon_lat, points[made], true, &rings[made]);
        lon_lat += 2 * points[made];
    }
    if (status == LT_OK) {
        *out = GEOSGeom_createPolygon_r(t->geos->handle, rings[0], rings + 1, (unsigned)n_rings - 1);
        status = *out ? lt_shape_make_valid(t->geos, out, &was_invalid)
                      : lt_geos_raise(t->geos, "a polygon of a surrogate cannot be read", NULL);
    } else {
        for (int k = 0; k < made; k++)
            if (rings[k]) GEOSGeom_destroy_r(t->geos->handle, rings[k]);
    }
    lt_free(rings);
    return status;
}

/* --- cutting by cells --- */

static lt_status cut_row(lt_cutter *t, lt_user_kind kind, const GEOSGeometry *strip, const lt_cut_span *s, int j,
                         double scale) {
    for (int i = s->i1; i <= s->i2; i++) {
        long c = (long)j * t->grid->nx + i;
        GEOSGeometry *box, *part;
        LT_TRY(lt_cutter_cell_box(t, c, &box));
        lt_status status = lt_shape_intersection(t->geos, strip, box, &part);
        GEOSGeom_destroy_r(t->geos->handle, box);
        LT_TRY(status);
        status = GEOSisEmpty_r(t->geos->handle, part) == 1 ? LT_OK : lt_cutter_share_out(t, kind, c, part, scale);
        GEOSGeom_destroy_r(t->geos->handle, part);
        LT_TRY(status);
    }
    return LT_OK;
}

/* Rows first: the work then grows with the points of the geometry plus the cells on its way. */
static lt_status cut(lt_cutter *t, lt_user_kind kind, const GEOSGeometry *geometry, double scale) {
    const lt_grid *g = t->grid;
    lt_clip_box b;
    lt_cut_span s;
    if (GEOSisEmpty_r(t->geos->handle, geometry) == 1) return LT_OK;
    GEOSGeom_getXMin_r(t->geos->handle, geometry, &b.u1);
    GEOSGeom_getXMax_r(t->geos->handle, geometry, &b.u2);
    GEOSGeom_getYMin_r(t->geos->handle, geometry, &b.v1);
    GEOSGeom_getYMax_r(t->geos->handle, geometry, &b.v2);
    if (!lt_cut_span_of(g, &b, &s)) return LT_OK;
    if (lt_cut_inside_one(g, &b, &s)) return lt_cutter_share_out(t, kind, (long)s.j1 * g->nx + s.i1, geometry, scale);
    lt_status status = LT_OK;
    for (int j = s.j1; j <= s.j2 && status == LT_OK; j++) {
        GEOSGeometry *box, *strip;
        double y = g->y0 + j * g->dx;
        LT_TRY(lt_shape_box(t->geos, g->x0, y, g->x0 + g->nx * g->dx, y + g->dx, &box));
        status = lt_shape_intersection(t->geos, geometry, box, &strip);
        GEOSGeom_destroy_r(t->geos->handle, box);
        LT_TRY(status);
        status = cut_row(t, kind, strip, &s, j, scale);
        GEOSGeom_destroy_r(t->geos->handle, strip);
    }
    return status;
}

static lt_status cut_point(lt_cutter *t, const double *lon_lat, double value) {
    double x, y;
    LT_TRY(lt_projection_forward(t->grid->projection, lon_lat[0], lon_lat[1], &x, &y));
    GEOSGeometry *point = GEOSGeom_createPointFromXY_r(t->geos->handle, x, y);
    if (!point) return lt_geos_raise(t->geos, "a point of a surrogate cannot be read", NULL);
    double i = floor((x - t->grid->x0) / t->grid->dx), j = floor((y - t->grid->y0) / t->grid->dx);
    lt_status status = LT_OK;
    if (i >= 0 && j >= 0 && i < t->grid->nx && j < t->grid->ny)
        status = lt_cutter_share_out(t, LT_USER_POINTS, (long)j * t->grid->nx + (long)i, point, value);
    GEOSGeom_destroy_r(t->geos->handle, point);
    return status;
}

lt_status lt_cutter_feature(void *user, const lt_user_feature *f) {
    lt_cutter *t = user;
    int n = f->kind == LT_USER_POLYGONS ? f->n_polygons : f->n_rings, ring = 0;
    const double *at = f->lon_lat;
    double whole = 0;
    GEOSGeometry **geometry;
    t->n_features++;
    t->hit = false;
    if (f->kind == LT_USER_POINTS) {
        /* Of an amount every point of a feature has its share. */
        for (int k = 0; k < n; k++) LT_TRY(cut_point(t, at + 2 * k, t->amount ? f->value / n : f->value));
        t->n_on_grid += t->hit;
        return LT_OK;
    }
    LT_TRY(lt_calloc((size_t)n, sizeof *geometry, &geometry));
    lt_status status = LT_OK;
    for (int k = 0; k < n && status == LT_OK; k++) {
        int rings = f->kind == LT_USER_POLYGONS ? f->polygon_rings[k] : 1;
        status = f->kind == LT_USER_POLYGONS ? make_polygon(t, at, f->ring_points + ring, rings, &geometry[k])
                                             : make_ring(t, at, f->ring_points[ring], false, &geometry[k]);
        for (int r = 0; r < rings; r++) at += 2 * f->ring_points[ring++];
        if (status == LT_OK) whole += lt_cutter_measure(t, f->kind, geometry[k]);
    }
    double scale = !t->amount ? f->value : whole > 0 ? f->value / whole : 0;
    for (int k = 0; k < n && status == LT_OK; k++) status = cut(t, f->kind, geometry[k], scale);
    for (int k = 0; k < n; k++)
        if (geometry[k]) GEOSGeom_destroy_r(t->geos->handle, geometry[k]);
    lt_free(geometry);
    t->n_on_grid += t->hit;
    return status;
}
