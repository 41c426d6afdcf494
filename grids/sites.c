#include "grids/sites.h"

#include "base/csv.h"
#include "base/outdir.h"
#include "grids/grid.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct lt_site_columns {
    int code, name_en, area_en, lon, lat;
} lt_site_columns;

static lt_status columns_of(const lt_csv *table, lt_site_columns *out) {
    LT_TRY(lt_csv_column(table, "code", &out->code));
    LT_TRY(lt_csv_column(table, "name_en", &out->name_en));
    LT_TRY(lt_csv_column(table, "area_en", &out->area_en));
    LT_TRY(lt_csv_column(table, "lon", &out->lon));
    return lt_csv_column(table, "lat", &out->lat);
}

/* Index of a city among the prefectures, -1 if it is none. */
static int city_of(const char *name) {
    for (int c = 0; c < LT_N_PREFECTURES; c++)
        if (strcmp(lt_region_ids[c], name) == 0) return c;
    return -1;
}

static lt_status read_site(const lt_csv *table, long row, const lt_site_columns *col, lt_site *out) {
    const char *area = lt_csv_text(table, row, col->area_en);
    out->city = city_of(area);
    if (out->city < 0) {
        const char *near = lt_nearest_name(area, lt_region_ids, LT_N_PREFECTURES);
        return LT_RAISE(LT_ERR_INPUT, .what = "unknown city", .where = lt_csv_where(table, row, col->area_en),
                        .expected = "one of the 14 cities of Liaoning", .found = area,
                        .todo = near ? lt_fmt("did you mean %s?", near) : NULL);
    }
    snprintf(out->code, sizeof out->code, "%s", lt_csv_text(table, row, col->code));
    snprintf(out->name_en, sizeof out->name_en, "%s", lt_csv_text(table, row, col->name_en));
    LT_TRY(lt_csv_double(table, row, col->lon, &out->lon));
    LT_TRY(lt_csv_double(table, row, col->lat, &out->lat));
    if (fabs(out->lon) > 180 || fabs(out->lat) > 90)
        return LT_RAISE(LT_ERR_INPUT, .what = "a site lies off the globe", .where = lt_csv_where(table, row, col->lon),
                        .expected = "longitude, latitude in degrees", .found = lt_fmt("%g, %g", out->lon, out->lat),
                        .todo = "correct the place; are lon and lat swapped?");
    return LT_OK;
}

static lt_status check(const lt_csv *table, const lt_sites *sites, int code_column) {
    long per_city[LT_N_PREFECTURES] = {0};
    for (long q = 0; q < sites->n; q++) {
        per_city[sites->items[q].city]++;
        for (long p = 0; p < q; p++)
            if (strcmp(sites->items[p].code, sites->items[q].code) == 0)
                return LT_RAISE(LT_ERR_INPUT, .what = "a site stands twice",
                                .where = lt_csv_where(table, q, code_column), .expected = "every code once",
                                .found = sites->items[q].code, .todo = "remove one of the rows");
    }
    for (int c = 0; c < LT_N_PREFECTURES; c++)
        if (per_city[c] == 0)
            return LT_RAISE(LT_ERR_INPUT, .what = "a city has no site", .where = lt_csv_path(table),
                            .expected = lt_fmt("at least one row with area_en %s", lt_region_ids[c]), .found = "none",
                            .todo = "add a row for the city");
    return LT_OK;
}

lt_status lt_sites_read(const char *path, lt_sites *out) {
    lt_csv *table = NULL;
    lt_site_columns col = {0};
    *out = (lt_sites){0};
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = columns_of(table, &col);
    if (status == LT_OK) status = lt_calloc((size_t)lt_csv_rows(table), sizeof *out->items, &out->items);
    for (long row = 0; status == LT_OK && row < lt_csv_rows(table); row++) {
        status = read_site(table, row, &col, &out->items[row]);
        out->n = row + 1;
    }
    if (status == LT_OK) status = check(table, out, col.code);
    lt_csv_free(table);
    if (status != LT_OK) lt_sites_free(out);
    return status;
}

lt_status lt_sites_read_shipped(lt_sites *out) {
    char path[4096];
    LT_TRY(lt_share_path("grids/data/stations.csv", path, sizeof path));
    return lt_sites_read(path, out);
}

void lt_sites_free(lt_sites *sites) {
    lt_free(sites->items);
    *sites = (lt_sites){0};
}
