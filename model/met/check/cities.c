/* cities.c - see cities.h. */
#include "model/met/check/cities.h"

#include "base/csv.h"
#include "base/outdir.h"

#include <stdio.h>
#include <string.h>

static lt_status read_shipped(const char *name, lt_csv **out) {
    char path[512];
    LT_TRY(lt_share_path(name, path, sizeof path));
    return lt_csv_read(path, out);
}

static int city_of(const char *name) {
    for (int c = 0; c < LT_N_PREFECTURES; c++)
        if (strcmp(lt_region_ids[c], name) == 0) return c;
    return -1;
}

static lt_status find_places(const lt_csv *table, lt_city *cities) {
    int region, population, lon, lat;
    double most[LT_N_PREFECTURES] = {0};
    LT_TRY(lt_csv_column(table, "region", &region));
    LT_TRY(lt_csv_column(table, "population", &population));
    LT_TRY(lt_csv_column(table, "lon", &lon));
    LT_TRY(lt_csv_column(table, "lat", &lat));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        double persons;
        const int c = city_of(lt_csv_text(table, row, region));
        LT_TRY(lt_csv_double(table, row, population, &persons));
        if (c < 0 || persons <= most[c]) continue;
        most[c] = persons;
        LT_TRY(lt_csv_double(table, row, lon, &cities[c].lon));
        LT_TRY(lt_csv_double(table, row, lat, &cities[c].lat));
    }
    return LT_OK;
}

static lt_status find_names(const lt_csv *table, lt_city *cities) {
    int region, name;
    LT_TRY(lt_csv_column(table, "region", &region));
    LT_TRY(lt_csv_column(table, "name_zh", &name));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        const int c = city_of(lt_csv_text(table, row, region));
        if (c >= 0) snprintf(cities[c].zh, sizeof cities[c].zh, "%s", lt_csv_text(table, row, name));
    }
    return LT_OK;
}

lt_status lt_cities_read(lt_city cities[LT_N_PREFECTURES]) {
    lt_csv *table = NULL;
    memset(cities, 0, LT_N_PREFECTURES * sizeof *cities);
    LT_TRY(read_shipped("grids/data/places.csv", &table));
    lt_status status = find_places(table, cities);
    lt_csv_free(table);
    LT_TRY(status);
    LT_TRY(read_shipped("grids/data/population.csv", &table));
    status = find_names(table, cities);
    lt_csv_free(table);
    return status;
}
