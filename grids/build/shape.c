/* shape.c - GEOS session, true areas, overlays (shape.h). */
#include "grids/build/shape.h"

#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void take_message(const char *message, void *user) {
    lt_geos *geos = user;
    snprintf(geos->message, sizeof geos->message, "%s", message);
}

lt_status lt_geos_open(lt_geos *geos) {
    memset(geos, 0, sizeof *geos);
    geos->handle = GEOS_init_r();
    if (!geos->handle) return LT_RAISE(LT_ERR_MEMORY, .what = "GEOS does not start");
    GEOSContext_setErrorMessageHandler_r(geos->handle, take_message, geos);
    return LT_OK;
}

void lt_geos_close(lt_geos *geos) {
    if (geos->handle) GEOS_finish_r(geos->handle);
    geos->handle = NULL;
}

lt_status lt_geos_raise(const lt_geos *geos, const char *what, const char *where) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = where, .expected = "polygons that GEOS can overlay",
                    .found = geos->message[0] ? lt_fmt("GEOS: %s", geos->message) : "no message of GEOS",
                    .todo = "mend the polygons, or restore the file");
}

static double ring_area(lt_geos *geos, const lt_projection *p, const GEOSGeometry *ring) {
    const GEOSCoordSequence *sequence = GEOSGeom_getCoordSeq_r(geos->handle, ring);
    unsigned n = 0;
    if (!sequence || !GEOSCoordSeq_getSize_r(geos->handle, sequence, &n) || n < 4) return 0;
    double *xy;
    if (lt_calloc(2 * (size_t)n, sizeof *xy, &xy) != LT_OK) return NAN;
    double area = NAN;
    if (GEOSCoordSeq_copyToBuffer_r(geos->handle, sequence, xy, 0, 0))
        area = fabs(lt_projection_ring_area(p, xy, (long)n - 1)); /* the last point repeats the first */
    lt_free(xy);
    return area;
}

static double polygon_area(lt_geos *geos, const lt_projection *p, const GEOSGeometry *polygon) {
    if (GEOSisEmpty_r(geos->handle, polygon)) return 0;
    double area = ring_area(geos, p, GEOSGetExteriorRing_r(geos->handle, polygon));
    int holes = GEOSGetNumInteriorRings_r(geos->handle, polygon);
    for (int h = 0; h < holes; h++) area -= ring_area(geos, p, GEOSGetInteriorRingN_r(geos->handle, polygon, h));
    return area;
}

double lt_shape_area(lt_geos *geos, const lt_projection *p, const GEOSGeometry *geometry) {
    int type = GEOSGeomTypeId_r(geos->handle, geometry);
    if (type == GEOS_POLYGON) return polygon_area(geos, p, geometry);
    if (type != GEOS_MULTIPOLYGON && type != GEOS_GEOMETRYCOLLECTION) return 0;
    double area = 0;
    int n = GEOSGetNumGeometries_r(geos->handle, geometry);
    for (int i = 0; i < n; i++) area += lt_shape_area(geos, p, GEOSGetGeometryN_r(geos->handle, geometry, i));
    return area;
}

lt_status lt_shape_make_valid(lt_geos *geos, GEOSGeometry **geometry, bool *was_invalid) {
    *was_invalid = GEOSisValid_r(geos->handle, *geometry) != 1;
    if (!*was_invalid) return LT_OK;
    /* "Structure" keeps loops of a ring as land; the other method would make holes of what a ring winds round twice. */
    GEOSMakeValidParams *parameters = GEOSMakeValidParams_create_r(geos->handle);
    GEOSMakeValidParams_setMethod_r(geos->handle, parameters, GEOS_MAKE_VALID_STRUCTURE);
    GEOSMakeValidParams_setKeepCollapsed_r(geos->handle, parameters, 0);
    GEOSGeometry *valid = GEOSMakeValidWithParams_r(geos->handle, *geometry, parameters);
    GEOSMakeValidParams_destroy_r(geos->handle, parameters);
    if (!valid) return lt_geos_raise(geos, "polygon cannot be made valid", NULL);
    GEOSGeom_destroy_r(geos->handle, *geometry);
    *geometry = valid;
    return LT_OK;
}

static lt_status finish(lt_geos *geos, GEOSGeometry *result, const char *what, GEOSGeometry **out) {
    *out = result;
    return result ? LT_OK : lt_geos_raise(geos, what, NULL);
}

lt_status lt_shape_union(lt_geos *geos, const lt_shapes *shapes, GEOSGeometry **out) {
    GEOSGeometry **parts;
    *out = NULL;
    LT_TRY(lt_calloc((size_t)shapes->n, sizeof *parts, &parts));
    for (int s = 0; s < shapes->n; s++) parts[s] = GEOSGeom_clone_r(geos->handle, shapes->items[s].geometry);
    GEOSGeometry *all = GEOSGeom_createCollection_r(geos->handle, GEOS_GEOMETRYCOLLECTION, parts, (unsigned)shapes->n);
    GEOSGeometry *joined = all ? GEOSUnaryUnion_r(geos->handle, all) : NULL;
    if (all) GEOSGeom_destroy_r(geos->handle, all);
    lt_free(parts);
    return finish(geos, joined, "polygons cannot be joined", out);
}

lt_status lt_shape_difference(lt_geos *geos, const GEOSGeometry *a, const GEOSGeometry *b, GEOSGeometry **out) {
    return finish(geos, GEOSDifference_r(geos->handle, a, b), "polygons cannot be subtracted", out);
}

lt_status lt_shape_intersection(lt_geos *geos, const GEOSGeometry *a, const GEOSGeometry *b, GEOSGeometry **out) {
    return finish(geos, GEOSIntersection_r(geos->handle, a, b), "polygons cannot be intersected", out);
}

lt_status lt_shape_box(lt_geos *geos, double x1, double y1, double x2, double y2, GEOSGeometry **out) {
    return finish(geos, GEOSGeom_createRectangle_r(geos->handle, x1, y1, x2, y2), "box cannot be made", out);
}

typedef struct margin_box {
    const lt_projection *projection;
    double x1, y1, x2, y2, least;
} margin_box;

static int take_margin(double *x, double *y, void *user) {
    margin_box *b = user;
    double map = fmin(fmin(*x - b->x1, b->x2 - *x), fmin(*y - b->y1, b->y2 - *y));
    b->least = fmin(b->least, map / lt_projection_map_factor(b->projection, *x, *y));
    return 1;
}

double lt_shape_margin(lt_geos *geos, const lt_projection *p, const GEOSGeometry *geometry, double x1, double y1,
                       double x2, double y2) {
    margin_box box = {p, x1, y1, x2, y2, INFINITY};
    GEOSGeometry *visited = GEOSGeom_transformXY_r(geos->handle, geometry, take_margin, &box);
    if (!visited) return NAN;
    GEOSGeom_destroy_r(geos->handle, visited);
    return box.least;
}
