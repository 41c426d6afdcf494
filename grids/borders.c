/* borders.c - see borders.h. Edges are sorted into bands of latitude, so that a point meets few of them. A point is
 * inside where a ray to the east crosses an odd number of edges (all rings together, so holes and islands need no
 * order). */
#include "grids/borders.h"

#include "base/outdir.h"
#include "grids/grid.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char file_name[] = "grids/data/prefectures.geojson";

enum { N_BANDS = 256 };

typedef struct edge {
    double x1, y1, x2, y2; /* degrees */
} edge;

typedef struct outline {
    double west, east, south, north;
    edge *edges; /* as in the file */
    long n, room;
    edge *banded; /* every edge in each band that it touches */
    long first[N_BANDS + 1];
} outline;

struct lt_borders {
    outline city[LT_N_PREFECTURES];
};

static lt_status bad_file(const char *what, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = what, .where = file_name, .expected = expected, .found = "something else",
                    .todo = "install Lantian again");
}

static lt_status push(outline *o, const edge *e) {
    LT_TRY(lt_grow(&o->edges, sizeof *o->edges, o->n + 1, &o->room));
    if (o->n == 0) {
        o->west = o->east = e->x1;
        o->south = o->north = e->y1;
    }
    o->west = fmin(o->west, fmin(e->x1, e->x2));
    o->east = fmax(o->east, fmax(e->x1, e->x2));
    o->south = fmin(o->south, fmin(e->y1, e->y2));
    o->north = fmax(o->north, fmax(e->y1, e->y2));
    o->edges[o->n++] = *e;
    return LT_OK;
}

static lt_status read_ring(const cJSON *ring, outline *o) {
    const cJSON *point = NULL;
    edge e = {0};
    bool first = true;
    cJSON_ArrayForEach(point, ring) {
        const cJSON *lon = cJSON_GetArrayItem(point, 0), *lat = cJSON_GetArrayItem(point, 1);
        if (!cJSON_IsNumber(lon) || !cJSON_IsNumber(lat))
            return bad_file("a point of an outline is not [lon, lat]", "[lon, lat] in degrees");
        e = (edge){e.x2, e.y2, lon->valuedouble, lat->valuedouble};
        if (!first) LT_TRY(push(o, &e));
        first = false;
    }
    return LT_OK;
}

static lt_status read_feature(const cJSON *feature, lt_borders *out) {
    const cJSON *geometry = cJSON_GetObjectItemCaseSensitive(feature, "geometry"), *ring = NULL, *polygon = NULL;
    const cJSON *name =
        cJSON_GetObjectItemCaseSensitive(cJSON_GetObjectItemCaseSensitive(feature, "properties"), "name_en");
    const cJSON *type = cJSON_GetObjectItemCaseSensitive(geometry, "type");
    const cJSON *coordinates = cJSON_GetObjectItemCaseSensitive(geometry, "coordinates");
    const int city = cJSON_IsString(name) ? lt_borders_find(name->valuestring) : -1;
    if (city < 0 || !cJSON_IsString(type)) return bad_file("an outline of no city", "name_en and a geometry");
    if (strcmp(type->valuestring, "Polygon") == 0) {
        cJSON_ArrayForEach(ring, coordinates) LT_TRY(read_ring(ring, &out->city[city]));
        return LT_OK;
    }
    cJSON_ArrayForEach(polygon, coordinates) cJSON_ArrayForEach(ring, polygon)
        LT_TRY(read_ring(ring, &out->city[city]));
    return LT_OK;
}

static int band_of(const outline *o, double lat) {
    const int band = (int)((lat - o->south) / (o->north - o->south) * N_BANDS);
    return band < 0 ? 0 : band >= N_BANDS ? N_BANDS - 1 : band;
}

/* Counted once, placed once. */
static lt_status sort_into_bands(outline *o) {
    long n[N_BANDS] = {0};
    for (long k = 0; k < o->n; k++) {
        const int low = band_of(o, fmin(o->edges[k].y1, o->edges[k].y2));
        const int high = band_of(o, fmax(o->edges[k].y1, o->edges[k].y2));
        for (int b = low; b <= high; b++) n[b]++;
    }
    for (int b = 0; b < N_BANDS; b++) o->first[b + 1] = o->first[b] + n[b];
    LT_TRY(lt_calloc((size_t)o->first[N_BANDS], sizeof *o->banded, &o->banded));
    memset(n, 0, sizeof n);
    for (long k = 0; k < o->n; k++) {
        const int low = band_of(o, fmin(o->edges[k].y1, o->edges[k].y2));
        const int high = band_of(o, fmax(o->edges[k].y1, o->edges[k].y2));
        for (int b = low; b <= high; b++) o->banded[o->first[b] + n[b]++] = o->edges[k];
    }
    return LT_OK;
}

lt_status lt_borders_read(lt_borders **out) {
    char path[4096], *text = NULL;
    lt_borders *borders;
    *out = NULL;
    LT_TRY(lt_share_path(file_name, path, sizeof path));
    LT_TRY(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    if (!root) return bad_file("the outlines are not JSON", "GeoJSON");
    lt_status status = lt_calloc(1, sizeof *borders, &borders);
    const cJSON *feature = NULL;
    cJSON_ArrayForEach(feature, cJSON_GetObjectItemCaseSensitive(root, "features")) {
        if (status == LT_OK) status = read_feature(feature, borders);
    }
    cJSON_Delete(root);
    for (int c = 0; c < LT_N_PREFECTURES && status == LT_OK; c++)
        status = borders->city[c].n ? sort_into_bands(&borders->city[c])
                                    : bad_file("a city without outline", "an outline for each of the 14 cities");
    if (status == LT_OK)
        *out = borders;
    else
        lt_borders_free(borders);
    return status;
}

void lt_borders_free(lt_borders *borders) {
    if (!borders) return;
    for (int c = 0; c < LT_N_PREFECTURES; c++) {
        lt_free(borders->city[c].edges);
        lt_free(borders->city[c].banded);
    }
    lt_free(borders);
}

int lt_borders_find(const char *city) {
    for (int c = 0; c < LT_N_PREFECTURES; c++)
        if (strcmp(lt_region_ids[c], city) == 0) return c;
    return -1;
}

bool lt_borders_inside(const lt_borders *borders, int city, double lon, double lat) {
    const outline *o = &borders->city[city];
    if (!(lon >= o->west && lon <= o->east && lat >= o->south && lat <= o->north)) return false;
    const int band = band_of(o, lat);
    bool inside = false;
    for (long k = o->first[band]; k < o->first[band + 1]; k++) {
        const edge *e = &o->banded[k];
        if ((e->y1 > lat) == (e->y2 > lat)) continue;
        if (lon < e->x1 + (lat - e->y1) / (e->y2 - e->y1) * (e->x2 - e->x1)) inside = !inside;
    }
    return inside;
}

int lt_borders_city(const lt_borders *borders, double lon, double lat) {
    for (int c = 0; c < LT_N_PREFECTURES; c++)
        if (lt_borders_inside(borders, c, lon, lat)) return c;
    return -1;
}

double lt_borders_distance_km(const lt_borders *borders, int city, double lon, double lat) {
    const outline *o = &borders->city[city];
    const double ky = 111.195, kx = ky * cos(lat * (M_PI / 180)); /* km a degree on the sphere of 6371 km */
    double least = INFINITY;
    for (long k = 0; k < o->n; k++) {
        const edge *e = &o->edges[k];
        const double ax = (e->x1 - lon) * kx, ay = (e->y1 - lat) * ky;
        const double dx = (e->x2 - e->x1) * kx, dy = (e->y2 - e->y1) * ky, length = dx * dx + dy * dy;
        const double t = length > 0 ? fmax(0, fmin(1, -(ax * dx + ay * dy) / length)) : 0;
        least = fmin(least, hypot(ax + t * dx, ay + t * dy));
    }
    return least;
}
