/* Layout cities_daily: daily means of cities from the national network (CNEMC).
 *
 * Columns used: city (English), date (local calendar day, UTC+8), PM25_ugm3. A day is 00:00 to 24:00 local time; empty
 * is missing. The value is the mean over the city's national sites (HJ 663-2013), its state follows GB 3095-2012.
 * Cities outside Liaoning are skipped. */
#include "postproc/cities.h"
#include "postproc/obs/obs.h"

#include <math.h>
#include <stdio.h>

bool lt_obs_cities_daily_detect(const lt_csv *table) {
    return lt_csv_find(table, "city") >= 0 && lt_csv_find(table, "date") >= 0 && lt_csv_find(table, "PM25_ugm3") >= 0;
}

lt_status lt_obs_cities_daily_read(const lt_csv *table, lt_obs_set *set) {
    int city_column = 0, date_column = 0, value_column = 0;
    LT_TRY(lt_csv_column(table, "city", &city_column));
    LT_TRY(lt_csv_column(table, "date", &date_column));
    LT_TRY(lt_csv_column(table, "PM25_ugm3", &value_column));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        const int city = lt_city_find(lt_csv_text(table, row, city_column));
        if (city < 0) continue;
        lt_obs_key key = {.city = city, .interval_s = LT_DAY, .city_mean = true, .rule = LT_OBS_GB3095};
        snprintf(key.site, sizeof key.site, "%s", lt_cities[city].name_en);
        lt_time day = 0;
        double value = NAN;
        LT_TRY_CONTEXT(lt_time_parse(lt_csv_text(table, row, date_column), LT_CST_OFFSET, &day), "%s",
                       lt_csv_where(table, row, date_column));
        if (!lt_csv_empty(table, row, value_column)) LT_TRY(lt_csv_double(table, row, value_column, &value));
        LT_TRY(lt_obs_add(set, lt_csv_path(table), &key, day, value));
    }
    return LT_OK;
}
