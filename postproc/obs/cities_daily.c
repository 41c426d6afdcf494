/* Layout cities_daily: daily means of cities from the national network (CNEMC).
 *
 * Columns used: city (English), date (local calendar day, UTC+8), and those of the six that are there. A day is 00:00
 * to 24:00 local time; empty is missing. The value is the mean over the city's national sites (HJ 663-2013), its state
 * follows GB 3095-2012; O3 is the daily maximum of 8-h means. Cities outside Liaoning are skipped. */
#include "postproc/cities.h"
#include "postproc/obs/obs.h"

#include <math.h>
#include <stdio.h>

const char *const lt_obs_daily_columns[LT_MEASURED_NOX] = {"PM25_ugm3", "PM10_ugm3", "SO2_ugm3",
                                                           "NO2_ugm3",  "CO_mgm3",   "O3_ugm3"};

bool lt_obs_cities_daily_detect(const lt_csv *table) {
    if (lt_csv_find(table, "city") < 0 || lt_csv_find(table, "date") < 0) return false;
    for (int q = 0; q < LT_MEASURED_NOX; q++)
        if (lt_csv_find(table, lt_obs_daily_columns[q]) >= 0) return true;
    return false;
}

static lt_status read_row(const lt_csv *table, long row, int city, lt_time day, lt_obs_set *set) {
    for (int q = 0; q < LT_MEASURED_NOX; q++) {
        const int column = lt_csv_find(table, lt_obs_daily_columns[q]);
        if (column < 0) continue;
        lt_obs_key key = {
            .city = city, .interval_s = LT_DAY, .city_mean = true, .rule = LT_OBS_GB3095, .species = (lt_measured)q};
        double value = NAN;
        snprintf(key.site, sizeof key.site, "%s", lt_cities[city].name_en);
        if (!lt_csv_empty(table, row, column)) LT_TRY(lt_csv_double(table, row, column, &value));
        LT_TRY(lt_obs_add(set, lt_csv_path(table), &key, day, value));
    }
    return LT_OK;
}

lt_status lt_obs_cities_daily_read(const lt_csv *table, lt_obs_set *set) {
    int city_column = 0, date_column = 0;
    LT_TRY(lt_csv_column(table, "city", &city_column));
    LT_TRY(lt_csv_column(table, "date", &date_column));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        const int city = lt_city_find(lt_csv_text(table, row, city_column));
        if (city < 0) continue;
        lt_time day = 0;
        lt_status status = lt_csv_time(table, row, date_column, LT_CST_OFFSET, &day);
        if (status == LT_OK) status = read_row(table, row, city, day, set);
        LT_TRY(lt_csv_take(table, status));
    }
    return LT_OK;
}
