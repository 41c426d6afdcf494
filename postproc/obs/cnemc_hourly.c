/* Layout cnemc_hourly: hourly archives of the national network (CNEMC), one file a day.
 *
 * A row is an hour and a type (PM2.5, PM10, SO2, NO2, CO, O3; AQI and running means such as PM2.5_24h are passed over);
 * columns date (20150101), hour (0 to 23, local time), type, then one a site code (1105A ...), or one a city by its
 * Chinese name. CO in mg/m3, the rest in ug/m3; empty and negative is missing.
 * The hour is taken as the END of the averaging hour: the network publishes an hour's mean when the hour is over. This
 * is recalled (R), no text of the archive says it: an error of one hour here shifts hourly scores, hardly daily ones.
 * A city's hour is the mean over its national sites (HJ 663-2013), made when at least half of those that have a column
 * report (our assumption, A). Sites and cities outside the list of the 14 cities are skipped. */
#include "postproc/cities.h"
#include "postproc/obs/cnemc_time.h"
#include "postproc/obs/obs.h"
#include "grids/sites.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct lt_cnemc_table {
    const lt_csv *csv;
    int date, hour, type;
    int *city;                   /* of each column, -1 = none */
    int sites[LT_N_CITY_VALUES]; /* columns of each city */
} lt_cnemc_table;

bool lt_obs_cnemc_hourly_detect(const lt_csv *table) {
    return lt_csv_find(table, "date") >= 0 && lt_csv_find(table, "hour") >= 0 && lt_csv_find(table, "type") >= 0;
}

static int city_of(const char *header, const lt_sites *sites) {
    for (long s = 0; s < sites->n; s++)
        if (strcmp(sites->items[s].code, header) == 0) return sites->items[s].city;
    for (int c = 0; c < LT_N_CITY_VALUES; c++)
        if (strcmp(lt_cities[c].name_zh, header) == 0) return c;
    return -1;
}

static lt_status columns_of(lt_cnemc_table *t) {
    lt_sites sites = {0};
    LT_TRY(lt_csv_column(t->csv, "date", &t->date));
    LT_TRY(lt_csv_column(t->csv, "hour", &t->hour));
    LT_TRY(lt_csv_column(t->csv, "type", &t->type));
    LT_TRY(lt_calloc((size_t)lt_csv_columns(t->csv), sizeof *t->city, &t->city));
    LT_TRY(lt_sites_read_shipped(&sites));
    for (int column = 0; column < lt_csv_columns(t->csv); column++) {
        t->city[column] = city_of(lt_csv_header(t->csv, column), &sites);
        if (t->city[column] >= 0) t->sites[t->city[column]]++;
    }
    lt_sites_free(&sites);
    return LT_OK;
}

static lt_status read_row(const lt_cnemc_table *t, long row, lt_measured species, lt_time start, lt_obs_set *set) {
    double sum[LT_N_CITY_VALUES] = {0};
    int count[LT_N_CITY_VALUES] = {0};
    for (int column = 0; column < lt_csv_columns(t->csv); column++) {
        const int city = t->city[column];
        double value = 0;
        if (city < 0 || lt_csv_empty(t->csv, row, column)) continue;
        LT_TRY(lt_csv_double(t->csv, row, column, &value));
        if (value < 0) continue;
        sum[city] += value;
        count[city]++;
    }
    for (int city = 0; city < LT_N_CITY_VALUES; city++) {
        if (t->sites[city] == 0) continue;
        lt_obs_key key = {
            .city = city, .interval_s = LT_HOUR, .city_mean = true, .rule = LT_OBS_GB3095, .species = species};
        snprintf(key.site, sizeof key.site, "%s", lt_cities[city].name_en);
        const bool enough = count[city] > 0 && 2 * count[city] >= t->sites[city];
        LT_TRY(lt_obs_add(set, lt_csv_path(t->csv), &key, start, enough ? sum[city] / count[city] : NAN));
    }
    return LT_OK;
}

lt_status lt_obs_cnemc_hourly_read(const lt_csv *table, lt_obs_set *set) {
    lt_cnemc_table t = {.csv = table};
    lt_status status = columns_of(&t);
    for (long row = 0; status == LT_OK && row < lt_csv_rows(table); row++) {
        lt_measured species;
        lt_time start = 0;
        if (!lt_measured_find(lt_csv_text(table, row, t.type), &species)) continue;
        status = lt_cnemc_time(table, row, t.date, t.hour, &start);
        if (status == LT_OK) status = read_row(&t, row, species, start, set);
        status = lt_csv_take(table, status);
    }
    lt_free(t.city);
    return status;
}
