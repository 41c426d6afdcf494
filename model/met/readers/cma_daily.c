/* cma_daily.c - reader of daily weather of CMA stations in the layout of our data folder, one row a city and day.
 *
 * Columns: city, lat_nominal, lon_nominal [degrees], date (UTC+8), T_mean_C, T_max_C, T_min_C, RH_mean_pct, ws_mean_ms,
 * wd_max_deg (direction of the strongest 10-minute wind, 16 sectors), sunshine_h, precip_mm, p_mean_hPa (at the
 * station). Other columns are not read. Empty cells are missing. Rows may stand in any order; a city and day twice is
 * an error.
 *
 * Source: daily data of the China Meteorological Administration, published in
 * qiaozhucherry/COVID_air_quality_prediction (no licence stated: read, not shipped). */
#include "base/units.h"
#include "model/met/daily.h"
#include "model/met/station.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *unit, *to;
    double min, max;
} columns[LT_N_DAILY] = {
    [LT_DAILY_T_MEAN] = {"T_mean_C", "degC", "K", -60, 60},
    [LT_DAILY_T_MAX] = {"T_max_C", "degC", "K", -60, 60},
    [LT_DAILY_T_MIN] = {"T_min_C", "degC", "K", -60, 60},
    [LT_DAILY_HUMIDITY] = {"RH_mean_pct", "percent", "1", 1, 100},
    [LT_DAILY_WIND] = {"ws_mean_ms", "m s-1", "m s-1", 0, 80},
    [LT_DAILY_STRONGEST_FROM] = {"wd_max_deg", "degree", "degree", 0, 360},
    [LT_DAILY_SUNSHINE] = {"sunshine_h", "h", "s", 0, 24},
    [LT_DAILY_PRECIPITATION] = {"precip_mm", "mm", "mm", 0, 1000},
    [LT_DAILY_PRESSURE] = {"p_mean_hPa", "hPa", "Pa", 500, 1100},
};

static bool matches(const lt_csv *table) {
    return lt_csv_find(table, "city") >= 0 && lt_csv_find(table, "date") >= 0 && lt_csv_find(table, "p_mean_hPa") >= 0;
}

typedef struct layout {
    int city, lat, lon, date, value[LT_N_DAILY];
    double slope[LT_N_DAILY], offset[LT_N_DAILY];
} layout;

static lt_status find_columns(const lt_csv *table, layout *l) {
    LT_TRY(lt_csv_column(table, "city", &l->city));
    LT_TRY(lt_csv_column(table, "lat_nominal", &l->lat));
    LT_TRY(lt_csv_column(table, "lon_nominal", &l->lon));
    LT_TRY(lt_csv_column(table, "date", &l->date));
    for (int v = 0; v < LT_N_DAILY; v++) {
        LT_TRY(lt_csv_column(table, columns[v].name, &l->value[v]));
        LT_TRY(lt_units_factor(columns[v].unit, columns[v].to, &l->slope[v], &l->offset[v]));
    }
    return LT_OK;
}

static lt_status day_of(const lt_csv *table, long row, const layout *l, long *day) {
    lt_time t;
    LT_TRY(lt_csv_time(table, row, l->date, LT_CST_OFFSET, &t));
    *day = lt_local_day(t);
    return LT_OK;
}

static lt_status add_city(const lt_csv *table, long row, const layout *l, lt_daily *out) {
    const char *name = lt_csv_text(table, row, l->city);
    if (!name[0] || out->n_cities == LT_DAILY_MAX_CITIES)
        return LT_RAISE(LT_ERR_INPUT, .what = name[0] ? "too many cities" : "a row without a city",
                        .where = lt_csv_where(table, row, l->city),
                        .expected = lt_fmt("1 to %d cities, each with its name", (int)LT_DAILY_MAX_CITIES),
                        .found = lt_fmt("\"%s\"", name), .todo = "keep the cities around the domain");
    lt_daily_city *city = &out->city[out->n_cities];
    snprintf(city->name, sizeof city->name, "%s", name);
    LT_TRY(lt_csv_double(table, row, l->lat, &city->lat));
    LT_TRY(lt_csv_double(table, row, l->lon, &city->lon));
    out->n_cities++;
    return LT_OK;
}

static lt_status survey(const lt_csv *table, const layout *l, lt_daily *out) {
    long first = 0, last = -1, n = 0;
    for (long row = 0; row < lt_csv_rows(table); row++) {
        long day;
        const lt_status status = day_of(table, row, l, &day);
        if (status != LT_OK) {
            LT_TRY(lt_csv_take(table, status));
            continue;
        }
        if (n == 0 || day < first) first = day;
        if (n == 0 || day > last) last = day;
        n++;
        if (lt_daily_find(out, lt_csv_text(table, row, l->city)) < 0) LT_TRY(add_city(table, row, l, out));
    }
    if (last < first || last - first > 200L * 366)
        return LT_RAISE(LT_ERR_INPUT, .what = "the daily weather has no days, or more than 200 years of them",
                        .where = lt_csv_path(table), .expected = "one row a city and day",
                        .found = lt_fmt("%ld rows", lt_csv_rows(table)), .todo = "check the column date");
    return lt_daily_create(out, first, last - first + 1);
}

static lt_status read_row(const lt_csv *table, long row, const layout *l, lt_daily *out, bool *seen) {
    long day;
    LT_TRY(day_of(table, row, l, &day));
    int city = lt_daily_find(out, lt_csv_text(table, row, l->city));
    long at = city * out->n_days + day - out->first_day;
    if (seen[at])
        return LT_RAISE(LT_ERR_INPUT, .what = "a city has the same day twice",
                        .where = lt_csv_where(table, row, l->date), .expected = "one row a city and day",
                        .found = lt_csv_text(table, row, l->date), .todo = "keep one of the rows");
    seen[at] = true;
    for (int v = 0; v < LT_N_DAILY; v++)
        LT_TRY(lt_station_number(table, row, l->value[v], l->slope[v], l->offset[v], columns[v].min, columns[v].max,
                                 &out->values[at * LT_N_DAILY + v]));
    return LT_OK;
}

static lt_status read(const lt_csv *table, lt_daily *out) {
    layout l;
    bool *seen = NULL;
    LT_TRY(find_columns(table, &l));
    LT_TRY(survey(table, &l, out));
    LT_TRY(lt_calloc((size_t)(out->n_cities * out->n_days), sizeof *seen, &seen));
    lt_status status = LT_OK;
    for (long row = 0; row < lt_csv_rows(table) && status == LT_OK; row++) {
        long day;
        if (lt_csv_judged(table) && day_of(table, row, &l, &day) != LT_OK) continue; /* said by survey */
        status = lt_csv_take(table, read_row(table, row, &l, out, seen));
    }
    lt_free(seen);
    return status;
}

const lt_daily_reader lt_reader_cma_daily = {"cma-daily", matches, read};
