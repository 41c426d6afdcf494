/* shape_read.c - GeoJSON (RFC 7946) polygons to shapes on the map (shape.h).
 *
 * Understood: FeatureCollection, Feature, GeometryCollection, Polygon, MultiPolygon. Anything else is an error. */
#include "grids/build/shape.h"

#include "base/outdir.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const double MAX_STEP_DEGREES = 0.05; /* sagitta of a straight line over 5 km of this map: below 1 m */

typedef struct reading {
    lt_geos *geos;
    lt_projection *projection;
    const char *name, *id_key;
    lt_shapes *shapes;
    int polygon; /* number in the file, for messages */
} reading;

static lt_status fault(const reading *r, const char *what, const char *expected, const char *found) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = lt_fmt("%s, polygon %d", r->name, r->polygon),
                    .expected = expected, .found = found, .todo = "mend the polygon, or restore the file");
}

static lt_status lon_lat(const reading *r, const cJSON *point, double out[2]) {
    const cJSON *first = cJSON_GetArrayItem(point, 0), *second = cJSON_GetArrayItem(point, 1);
    bool good = cJSON_IsNumber(first) && cJSON_IsNumber(second);
    out[0] = good ? first->valuedouble : NAN;
    out[1] = good ? second->valuedouble : NAN;
    if (!(fabs(out[0]) <= 360 && fabs(out[1]) < 90))
        return fault(r, "bad point in a polygon", "[longitude, latitude] in degrees",
                     good ? lt_fmt("[%g, %g]", out[0], out[1]) : "no two numbers");
    return LT_OK;
}

lt_status lt_shape_path_add(lt_projection *projection, double lon, double lat, lt_shape_path *p) {
    LT_TRY(lt_grow(&p->xy, 2 * sizeof *p->xy, p->n + 1, &p->room));
    LT_TRY(lt_projection_forward(projection, lon, lat, &p->xy[2 * p->n], &p->xy[2 * p->n + 1]));
    p->n++;
    return LT_OK;
}

lt_status lt_shape_path_line(lt_projection *projection, const double a[2], const double b[2], lt_shape_path *p) {
    const double span = fmax(fabs(b[0] - a[0]), fabs(b[1] - a[1]));
    const int pieces = span > MAX_STEP_DEGREES ? (int)ceil(span / MAX_STEP_DEGREES) : 1;
    for (int s = 0; s < pieces; s++) {
        const double t = (double)s / pieces;
        LT_TRY(lt_shape_path_add(projection, a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]), p));
    }
    return LT_OK;
}

static lt_status push_ring(const reading *r, const cJSON *ring, lt_shape_path *p) {
    const cJSON *point;
    double before[2] = {0}, now[2];
    bool first = true;
    cJSON_ArrayForEach(point, ring) {
        LT_TRY(lon_lat(r, point, now));
        if (!first) LT_TRY(lt_shape_path_line(r->projection, before, now, p));
        first = false;
        memcpy(before, now, sizeof now);
    }
    if (p->n < 3)
        return fault(r, "ring of a polygon is too short", "at least 4 points, the last equal to the first", "");
    LT_TRY(lon_lat(r, cJSON_GetArrayItem(ring, 0), now));
    if (fabs(before[0] - now[0]) > 1e-9 || fabs(before[1] - now[1]) > 1e-9)
        return fault(r, "ring of a polygon is open", lt_fmt("last point [%g, %g]", now[0], now[1]),
                     lt_fmt("[%g, %g]", before[0], before[1]));
    return lt_shape_path_add(r->projection, now[0], now[1], p);
}

static lt_status make_ring(const reading *r, const cJSON *ring, GEOSGeometry **out) {
    lt_shape_path p = {0};
    *out = NULL;
    lt_status status = push_ring(r, ring, &p);
    if (status == LT_OK) {
        /* GEOS wants the very same first and last point. */
        memcpy(&p.xy[2 * (p.n - 1)], p.xy, 2 * sizeof *p.xy);
        GEOSCoordSequence *sequence = GEOSCoordSeq_copyFromBuffer_r(r->geos->handle, p.xy, (unsigned)p.n, 0, 0);
        *out = sequence ? GEOSGeom_createLinearRing_r(r->geos->handle, sequence) : NULL;
        if (!*out) status = lt_geos_raise(r->geos, "bad ring", lt_fmt("%s, polygon %d", r->name, r->polygon));
    }
    lt_free(p.xy);
    return status;
}

static void destroy_all(lt_geos *geos, GEOSGeometry **rings, int n) {
    for (int h = 0; h < n; h++)
        if (rings[h]) GEOSGeom_destroy_r(geos->handle, rings[h]);
    lt_free(rings);
}

static lt_status make_polygon(const reading *r, const cJSON *coordinates, GEOSGeometry **out) {
    int n = cJSON_GetArraySize(coordinates);
    *out = NULL;
    if (!cJSON_IsArray(coordinates) || n < 1)
        return fault(r, "polygon without rings", "coordinates: an outer ring and holes", "none");
    GEOSGeometry **rings;
    LT_TRY(lt_calloc((size_t)n, sizeof *rings, &rings));
    for (int h = 0; h < n; h++) {
        lt_status status = make_ring(r, cJSON_GetArrayItem(coordinates, h), &rings[h]);
        if (status != LT_OK) {
            destroy_all(r->geos, rings, n);
            return status;
        }
    }
    *out = GEOSGeom_createPolygon_r(r->geos->handle, rings[0], rings + 1, (unsigned)(n - 1)); /* owns the rings */
    lt_free(rings);
    return *out ? LT_OK : lt_geos_raise(r->geos, "bad polygon", lt_fmt("%s, polygon %d", r->name, r->polygon));
}

/* The shape of an id, made if new. */
static lt_status shape_of(const reading *r, const char *id, lt_shape **out) {
    lt_shapes *all = r->shapes;
    for (int s = 0; s < all->n; s++)
        if (strcmp(all->items[s].id, id) == 0) {
            *out = &all->items[s];
            return LT_OK;
        }
    LT_TRY(lt_grow(&all->items, sizeof *all->items, all->n + 1, &all->room));
    *out = &all->items[all->n++];
    **out = (lt_shape){0};
    snprintf((*out)->id, sizeof(*out)->id, "%s", id);
    return LT_OK;
}

static lt_status add_polygon(reading *r, const char *id, const cJSON *coordinates) {
    lt_shape *shape = NULL;
    GEOSGeometry *polygon;
    bool was_invalid = false;
    r->polygon++;
    LT_TRY(make_polygon(r, coordinates, &polygon));
    lt_status status = lt_shape_make_valid(r->geos, &polygon, &was_invalid);
    if (status == LT_OK) status = shape_of(r, id, &shape);
    if (status != LT_OK) {
        GEOSGeom_destroy_r(r->geos->handle, polygon);
        return lt_error_context(status, "polygon %d of %s", r->polygon, r->name);
    }
    shape->was_invalid = shape->was_invalid || was_invalid;
    if (!shape->geometry) {
        shape->geometry = polygon;
        return LT_OK;
    }
    GEOSGeometry *joined = GEOSUnion_r(r->geos->handle, shape->geometry, polygon);
    GEOSGeom_destroy_r(r->geos->handle, polygon);
    if (!joined) return lt_geos_raise(r->geos, "polygons cannot be joined", lt_fmt("%s", r->name));
    GEOSGeom_destroy_r(r->geos->handle, shape->geometry);
    shape->geometry = joined;
    return LT_OK;
}

static lt_status add_object(reading *r, const char *id, const cJSON *object, int depth);

static lt_status add_members(reading *r, const char *id, const cJSON *list, int depth) {
    const cJSON *item;
    if (!cJSON_IsArray(list)) return fault(r, "collection without a list", "features or geometries", "none");
    cJSON_ArrayForEach(item, list) LT_TRY(add_object(r, id, item, depth + 1));
    return LT_OK;
}

static lt_status add_feature(reading *r, const cJSON *feature, int depth) {
    const char *id = "all";
    if (r->id_key) {
        const cJSON *properties = cJSON_GetObjectItemCaseSensitive(feature, "properties");
        id = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(properties, r->id_key));
        if (!id || strlen(id) > 23)
            return fault(r, "feature without a name", lt_fmt("property %s: a text of at most 23 bytes", r->id_key),
                         id ? lt_fmt("%.60s", id) : "none");
    }
    return add_object(r, id, cJSON_GetObjectItemCaseSensitive(feature, "geometry"), depth + 1);
}

static lt_status add_object(reading *r, const char *id, const cJSON *object, int depth) {
    const char *type = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(object, "type"));
    const cJSON *coordinates = cJSON_GetObjectItemCaseSensitive(object, "coordinates"), *item;
    if (depth > 8 || !type) return fault(r, "no GeoJSON object", "an object with a type", type ? "too deep" : "none");
    if (strcmp(type, "FeatureCollection") == 0)
        return add_members(r, id, cJSON_GetObjectItemCaseSensitive(object, "features"), depth);
    if (strcmp(type, "GeometryCollection") == 0)
        return add_members(r, id, cJSON_GetObjectItemCaseSensitive(object, "geometries"), depth);
    if (strcmp(type, "Feature") == 0) return add_feature(r, object, depth);
    if (strcmp(type, "Polygon") == 0) return add_polygon(r, id, coordinates);
    if (strcmp(type, "MultiPolygon") != 0)
        return fault(r, "unknown GeoJSON type", "FeatureCollection, Feature, Polygon or MultiPolygon",
                     lt_fmt("%.60s", type));
    cJSON_ArrayForEach(item, coordinates) LT_TRY(add_polygon(r, id, item));
    return LT_OK;
}

lt_status lt_shapes_parse(lt_geos *geos, lt_projection *projection, const char *name, const char *text,
                          const char *id_key, lt_shapes *out) {
    *out = (lt_shapes){0};
    reading r = {geos, projection, name, id_key, out, 0};
    cJSON *document = cJSON_Parse(text);
    if (!document)
        return LT_RAISE(LT_ERR_INPUT, .what = "file is no JSON", .where = lt_fmt("%s", name), .expected = "GeoJSON",
                        .todo = "restore the file", .found = "text that is no JSON");
    lt_status status = add_object(&r, "all", document, 0);
    cJSON_Delete(document);
    if (status == LT_OK && out->n == 0) status = fault(&r, "file holds no polygon", "at least one", "none");
    for (int s = 0; status == LT_OK && s < out->n; s++)
        out->items[s].area = lt_shape_area(geos, projection, out->items[s].geometry);
    if (status != LT_OK) lt_shapes_free(geos, out);
    return status;
}

lt_status lt_shapes_read(lt_geos *geos, lt_projection *projection, const char *path, const char *id_key,
                         lt_shapes *out) {
    char *text;
    *out = (lt_shapes){0};
    LT_TRY(lt_path_read_text(path, &text));
    lt_status status = lt_shapes_parse(geos, projection, path, text, id_key, out);
    free(text);
    return status;
}

void lt_shapes_free(lt_geos *geos, lt_shapes *shapes) {
    for (int s = 0; s < shapes->n; s++)
        if (shapes->items[s].geometry) GEOSGeom_destroy_r(geos->handle, shapes->items[s].geometry);
    lt_free(shapes->items);
    *shapes = (lt_shapes){0};
}
