#include "postproc/obs/archive/places.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

/* Nominal, the README of the data set (../README.md). */
static const lt_place consulate = {
    "US-Shenyang", "US consulate Shenyang", "美国驻沈阳总领事馆", "Shenyang", 123.43, 41.78, true};

typedef struct lt_place_columns {
    int code, name_en, name_zh, area_en, lon, lat;
} lt_place_columns;

long lt_places_find(const lt_places *places, const char *code) {
    for (long q = 0; q < places->n; q++)
        if (strcmp(places->items[q].code, code) == 0) return q;
    return -1;
}

void lt_places_free(lt_places *places) {
    lt_free(places->items);
    *places = (lt_places){0};
}

static lt_status put(lt_places *places, const lt_place *one) {
    const long at = lt_places_find(places, one->code);
    if (at < 0) LT_TRY(lt_grow(&places->items, sizeof *places->items, places->n + 1, &places->room));
    places->items[at < 0 ? places->n++ : at] = *one;
    return LT_OK;
}

static void text(const lt_csv *table, long row, int column, char *out, size_t size) {
    snprintf(out, size, "%s", column < 0 ? "" : lt_csv_text(table, row, column));
}

static lt_status read_place(const lt_csv *table, long row, const lt_place_columns *col, lt_place *out) {
    *out = (lt_place){.listed = true};
    text(table, row, col->code, out->code, sizeof out->code);
    text(table, row, col->name_en, out->name_en, sizeof out->name_en);
    text(table, row, col->name_zh, out->name_zh, sizeof out->name_zh);
    text(table, row, col->area_en, out->city_en, sizeof out->city_en);
    if (!out->code[0])
        return LT_RAISE(LT_ERR_INPUT, .what = "a station without a code", .where = lt_csv_where(table, row, col->code),
                        .expected = "a code, e.g. 1098A", .found = "an empty cell",
                        .todo = "give the code that the files of observations have");
    LT_TRY(lt_csv_double(table, row, col->lon, &out->lon));
    LT_TRY(lt_csv_double(table, row, col->lat, &out->lat));
    if (fabs(out->lon) > 180 || fabs(out->lat) > 90)
        return LT_RAISE(LT_ERR_INPUT, .what = "a station lies off the globe",
                        .where = lt_csv_where(table, row, col->lon), .expected = "longitude, latitude in degrees",
                        .found = lt_fmt("%g, %g", out->lon, out->lat),
                        .todo = "correct the place; are lon and lat swapped?");
    for (long before = 0; before < row; before++)
        if (strcmp(lt_csv_text(table, before, col->code), out->code) == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a station stands twice",
                            .where = lt_csv_where(table, row, col->code), .expected = "every code once",
                            .found = out->code, .todo = "remove one of the rows");
    return LT_OK;
}

static lt_status read_table(const lt_csv *table, lt_places *places) {
    lt_place_columns col = {0};
    LT_TRY(lt_csv_column(table, "code", &col.code));
    LT_TRY(lt_csv_column(table, "lon", &col.lon));
    LT_TRY(lt_csv_column(table, "lat", &col.lat));
    col.name_en = lt_csv_find(table, "name_en");
    col.name_zh = lt_csv_find(table, "name_zh");
    col.area_en = lt_csv_find(table, "area_en");
    for (long row = 0; row < lt_csv_rows(table); row++) {
        lt_place one;
        LT_TRY(read_place(table, row, &col, &one));
        LT_TRY(put(places, &one));
    }
    return LT_OK;
}

static lt_status read_list(const char *path, lt_places *places, lt_hash *hash) {
    lt_csv *table = NULL;
    lt_digest digest;
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = read_table(table, places);
    lt_csv_free(table);
    if (status == LT_OK) status = lt_hash_file(path, digest);
    if (status == LT_OK) lt_hash_text(hash, digest);
    return status;
}

lt_status lt_places_read(const char *const *files, int n, lt_places *out) {
    char shipped[4096];
    lt_hash hash;
    *out = (lt_places){0};
    lt_hash_init(&hash);
    lt_status status = lt_share_path("grids/data/stations.csv", shipped, sizeof shipped);
    if (status == LT_OK) status = read_list(shipped, out, &hash);
    if (status == LT_OK) status = put(out, &consulate);
    for (int k = 0; k < n && status == LT_OK; k++) {
        status = read_list(files[k], out, &hash);
        if (status != LT_OK) lt_error_context(status, "reading the list of stations %s", files[k]);
    }
    lt_hash_end(&hash, out->digest);
    if (status != LT_OK) lt_places_free(out);
    return status;
}

double lt_place_distance_km(const lt_place *a, const lt_place *b) {
    const double degree = acos(-1.0) / 180, phi = (b->lat - a->lat) * degree, lambda = (b->lon - a->lon) * degree;
    const double s = sin(phi / 2), t = sin(lambda / 2);
    const double h = s * s + cos(a->lat * degree) * cos(b->lat * degree) * t * t;
    return 2 * 6371.0 * asin(fmin(1.0, sqrt(h)));
}
