/* vector.c - the features of one layer, as points, lines and polygons of WGS84 degrees (user_file.h).
 *
 * Curves are cut into straight pieces; edges of projected files are cut into pieces of 5 km before they are converted,
 * since a straight line there is not straight in degrees. */
#include "grids/build/gdal/session.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const double PIECE_M = 5000;

/* A feature while it is taken apart. */
typedef struct gathering {
    const lt_user_session *s;
    const char *where;
    lt_user_kind kind;
    bool any;
    int n_rings, n_polygons, *ring_points, *polygon_rings;
    double *lon_lat;
    long n_points, room_points, room_rings, room_polygons;
} gathering;

static lt_status push_ring(gathering *g, OGRGeometryH line) {
    int n = OGR_G_GetPointCount(line);
    double *xy;
    LT_TRY(lt_grow(&g->ring_points, sizeof *g->ring_points, g->n_rings + 1, &g->room_rings));
    LT_TRY(lt_grow(&g->lon_lat, 2 * sizeof *g->lon_lat, g->n_points + n, &g->room_points));
    LT_TRY(lt_calloc(2 * (size_t)n, sizeof *xy, &xy));
    OGR_G_GetPoints(line, xy, sizeof(double), xy + n, sizeof(double), NULL, 0);
    lt_status status = lt_user_to_degrees(g->s, n, xy, xy + n, g->where);
    for (int k = 0; status == LT_OK && k < n; k++) {
        g->lon_lat[2 * (g->n_points + k)] = xy[k];
        g->lon_lat[2 * (g->n_points + k) + 1] = xy[n + k];
    }
    g->n_points += n;
    g->ring_points[g->n_rings++] = n;
    lt_free(xy);
    return status;
}

static lt_status take_kind(gathering *g, lt_user_kind kind) {
    if (g->any && g->kind != kind)
        return lt_user_fault(g->s, g->where, "points, lines and polygons are mixed in one feature", "one kind",
                             "several", "take the feature apart");
    g->any = true;
    g->kind = kind;
    return LT_OK;
}

static lt_status take_geometry(gathering *g, OGRGeometryH geometry) {
    OGRwkbGeometryType type = wkbFlatten(OGR_G_GetGeometryType(geometry));
    if (OGR_G_IsEmpty(geometry)) return LT_OK;
    switch (type) {
    case wkbPoint:
        LT_TRY(take_kind(g, LT_USER_POINTS));
        return push_ring(g, geometry);
    case wkbLineString:
        LT_TRY(take_kind(g, LT_USER_LINES));
        return push_ring(g, geometry);
    case wkbPolygon:
        LT_TRY(take_kind(g, LT_USER_POLYGONS));
        LT_TRY(lt_grow(&g->polygon_rings, sizeof *g->polygon_rings, g->n_polygons + 1, &g->room_polygons));
        g->polygon_rings[g->n_polygons++] = OGR_G_GetGeometryCount(geometry);
        for (int k = 0; k < OGR_G_GetGeometryCount(geometry); k++)
            LT_TRY(push_ring(g, OGR_G_GetGeometryRef(geometry, k)));
        return LT_OK;
    case wkbMultiPoint:
    case wkbMultiLineString:
    case wkbMultiPolygon:
    case wkbGeometryCollection:
        for (int k = 0; k < OGR_G_GetGeometryCount(geometry); k++)
            LT_TRY(take_geometry(g, OGR_G_GetGeometryRef(geometry, k)));
        return LT_OK;
    default:
        return lt_user_fault(g->s, g->where, "unknown kind of geometry", "points, lines or polygons",
                             OGR_G_GetGeometryName(geometry), "convert the geometry");
    }
}

static lt_status take_value(const lt_user_session *s, OGRFeatureH feature, int column, const char *where,
                            double *value) {
    *value = 1;
    if (column < 0) return LT_OK;
    bool there = OGR_F_IsFieldSetAndNotNull(feature, column);
    *value = there ? OGR_F_GetFieldAsDouble(feature, column) : NAN;
    if (isfinite(*value) && *value >= 0) return LT_OK;
    return lt_user_fault(s, lt_fmt("%s, attribute %s", where, s->file->attribute),
                         "a weight must be a number of 0 or more", "0 or more",
                         there ? lt_fmt("%g", *value) : "nothing", "fill or correct the attribute");
}

static lt_status take_feature(const lt_user_session *s, OGRFeatureH feature, int column, gathering *g) {
    char where[96];
    snprintf(where, sizeof where, "feature %lld", (long long)OGR_F_GetFID(feature));
    OGRGeometryH geometry = OGR_F_GetGeometryRef(feature);
    lt_user_feature out;
    g->where = where;
    g->any = false;
    g->n_rings = g->n_polygons = 0;
    g->n_points = 0;
    LT_TRY(take_value(s, feature, column, where, &out.value));
    if (!geometry || OGR_G_IsEmpty(geometry)) return LT_OK; /* a row without a place weighs nothing anywhere */
    OGRGeometryH straight = OGR_G_GetLinearGeometry(geometry, 0, NULL);
    if (!straight)
        return lt_user_fault(s, where, "a curve cannot be cut", "a geometry of straight pieces", "a curve",
                             "convert the geometry");
    if (OSRIsProjected(s->own)) OGR_G_Segmentize(straight, PIECE_M / OSRGetLinearUnits(s->own, NULL));
    lt_status status = take_geometry(g, straight);
    OGR_G_DestroyGeometry(straight);
    if (status != LT_OK || !g->any) return status;
    out.kind = g->kind;
    out.n_rings = g->n_rings;
    out.n_polygons = g->n_polygons;
    out.ring_points = g->ring_points;
    out.polygon_rings = g->polygon_rings;
    out.lon_lat = g->lon_lat;
    return s->visitor->feature(s->visitor->user, &out);
}

static lt_status find_layer(const lt_user_session *s, OGRLayerH *out) {
    int n = GDALDatasetGetLayerCount(s->data);
    char names[512] = "";
    size_t used = 0;
    for (int k = 0; k < n; k++) {
        OGRLayerH layer = GDALDatasetGetLayer(s->data, k);
        *out = layer;
        if (s->file->layer[0] && strcmp(OGR_L_GetName(layer), s->file->layer) == 0) return LT_OK;
        if (used < sizeof names)
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", k ? ", " : "", OGR_L_GetName(layer));
    }
    if (n == 1 && !s->file->layer[0]) return LT_OK;
    return lt_user_fault(s, "key layer",
                         s->file->layer[0] ? "the file has no such layer" : "the file has several layers",
                         lt_fmt("one of: %s", names), s->file->layer[0] ? s->file->layer : "none named", "name one");
}

static lt_status find_column(const lt_user_session *s, OGRLayerH layer, int *column) {
    *column = -1;
    if (!s->file->attribute[0]) return LT_OK;
    OGRFeatureDefnH table = OGR_L_GetLayerDefn(layer);
    *column = OGR_FD_GetFieldIndex(table, s->file->attribute);
    char names[512] = "";
    size_t used = 0;
    for (int k = 0; k < OGR_FD_GetFieldCount(table); k++) {
        OGRFieldDefnH field = OGR_FD_GetFieldDefn(table, k);
        OGRFieldType type = OGR_Fld_GetType(field);
        bool number = type == OFTInteger || type == OFTInteger64 || type == OFTReal;
        if (k == *column && number) return LT_OK;
        if (number && used < sizeof names)
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", used ? ", " : "",
                                     OGR_Fld_GetNameRef(field));
    }
    return lt_user_fault(s, "key attribute",
                         *column < 0 ? "the layer has no such attribute" : "the attribute is no number",
                         names[0] ? lt_fmt("one of: %s", names) : "an attribute that is a number", s->file->attribute,
                         "name another one");
}

lt_status lt_user_read_vector(lt_user_session *s) {
    OGRLayerH layer = NULL;
    int column;
    double west, south, east, north;
    LT_TRY(find_layer(s, &layer));
    LT_TRY(find_column(s, layer, &column));
    LT_TRY(lt_user_set_crs(s, OGR_L_GetSpatialRef(layer), lt_fmt("layer %s", OGR_L_GetName(layer))));
    if (lt_user_box(s, &west, &south, &east, &north)) OGR_L_SetSpatialFilterRect(layer, west, south, east, north);
    gathering g = {.s = s};
    lt_status status = LT_OK;
    OGR_L_ResetReading(layer);
    for (OGRFeatureH feature; status == LT_OK && (feature = OGR_L_GetNextFeature(layer)) != NULL;) {
        status = take_feature(s, feature, column, &g);
        OGR_F_Destroy(feature);
    }
    lt_free(g.ring_points);
    lt_free(g.polygon_rings);
    lt_free(g.lon_lat);
    return status;
}
