#include "postproc/outlines.h"

#include <cjson/cJSON.h>
#include <stdlib.h>

static const char file_name[] = "grids/data/prefectures.geojson";

static lt_status bad_file(const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = file_name, .expected = expected, .found = "something else",
                    .todo = "install Lantian again");
}

/* One GeoJSON ring: [[lon, lat], ...]. */
static lt_status read_ring(const lt_grid *grid, const cJSON *points, lt_ring *out) {
    const cJSON *point = NULL;
    const size_t n = (size_t)cJSON_GetArraySize(points);
    LT_TRY(lt_calloc(n, sizeof *out->x, &out->x));
    LT_TRY(lt_calloc(n, sizeof *out->y, &out->y));
    cJSON_ArrayForEach(point, points) {
        const cJSON *lon = cJSON_GetArrayItem(point, 0), *lat = cJSON_GetArrayItem(point, 1);
        double x = 0, y = 0;
        if (!cJSON_IsNumber(lon) || !cJSON_IsNumber(lat))
            return bad_file("a point of an outline is not [lon, lat]", "[lon, lat] in degrees");
        LT_TRY(lt_grid_project(grid, lon->valuedouble, lat->valuedouble, &x, &y));
        out->x[out->n] = x / 1000;
        out->y[out->n++] = y / 1000;
    }
    return LT_OK;
}

static lt_status read_polygon(const lt_grid *grid, const cJSON *polygon, lt_outlines *out) {
    const cJSON *ring = NULL;
    cJSON_ArrayForEach(ring, polygon) LT_TRY(read_ring(grid, ring, &out->rings[out->n++]));
    return LT_OK;
}

/* The rings of every Polygon and MultiPolygon; without a grid they are only counted. */
static lt_status walk(const lt_grid *grid, const cJSON *root, lt_outlines *out) {
    const cJSON *feature = NULL, *polygon = NULL;
    cJSON_ArrayForEach(feature, cJSON_GetObjectItemCaseSensitive(root, "features")) {
        const cJSON *geometry = cJSON_GetObjectItemCaseSensitive(feature, "geometry");
        const cJSON *type = cJSON_GetObjectItemCaseSensitive(geometry, "type");
        const cJSON *coordinates = cJSON_GetObjectItemCaseSensitive(geometry, "coordinates");
        const bool one = cJSON_IsString(type) && type->valuestring[0] == 'P';
        const cJSON *first = one ? coordinates : cJSON_GetArrayItem(coordinates, 0);
        for (polygon = first; polygon; polygon = one ? NULL : polygon->next) {
            if (grid)
                LT_TRY(read_polygon(grid, polygon, out));
            else
                out->n += cJSON_GetArraySize(polygon);
        }
    }
    return LT_OK;
}

static lt_status read_all(const lt_grid *grid, const cJSON *root, lt_outlines *out) {
    LT_TRY(walk(NULL, root, out));
    if (out->n == 0) return bad_file("no outline in the file", "GeoJSON with polygons");
    LT_TRY(lt_calloc((size_t)out->n, sizeof *out->rings, &out->rings));
    out->n = 0;
    return walk(grid, root, out);
}

lt_status lt_outlines_read(const lt_grid *grid, lt_outlines *out) {
    char path[4096], *text = NULL;
    *out = (lt_outlines){0};
    LT_TRY(lt_share_path(file_name, path, sizeof path));
    LT_TRY(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    if (!root) return bad_file("the outlines are not JSON", "GeoJSON");
    const lt_status status = read_all(grid, root, out);
    cJSON_Delete(root);
    if (status != LT_OK) lt_outlines_free(out);
    return status;
}

void lt_outlines_free(lt_outlines *outlines) {
    for (long q = 0; outlines->rings && q < outlines->n; q++) {
        lt_free(outlines->rings[q].x);
        lt_free(outlines->rings[q].y);
    }
    lt_free(outlines->rings);
    *outlines = (lt_outlines){0};
}
