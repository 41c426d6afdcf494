#include "postproc/obs/station_weather.h"

#include "base/csv.h"
#include "postproc/cities.h"
#include "postproc/obs/uci_table.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct lt_weather_columns {
    int temperature, humidity, wind; /* wind = -1: from Iws */
    int cumulated, sector;
} lt_weather_columns;

static lt_status columns_of(const lt_csv *table, lt_weather_columns *out) {
    if (!lt_uci_has_time(table))
        return LT_RAISE(LT_ERR_INPUT, .what = "no time in a file of station weather", .where = lt_csv_path(table),
                        .expected = "a column time_lt, or year, month, day, hour", .found = "neither",
                        .todo = "name the time column as one of these");
    LT_TRY(lt_csv_column(table, "TEMP", &out->temperature));
    LT_TRY(lt_csv_column(table, "HUMI", &out->humidity));
    out->wind = lt_csv_find(table, "wspd_ms");
    if (out->wind >= 0) return LT_OK;
    LT_TRY(lt_csv_column(table, "Iws", &out->cumulated));
    return lt_csv_column(table, "cbwd", &out->sector);
}

/* Iws grows by the hour's speed while the sector stays and starts anew when it turns. */
static lt_status wind_of(const lt_csv *table, long row, const lt_weather_columns *col, double *out) {
    if (col->wind >= 0) return lt_uci_value(table, row, col->wind, out);
    LT_TRY(lt_uci_value(table, row, col->cumulated, out));
    if (row == 0) {
        *out = NAN; /* how long it has cumulated is not known */
        return LT_OK;
    }
    double before = NAN;
    lt_time now, earlier;
    LT_TRY(lt_uci_time(table, row, &now));
    LT_TRY(lt_uci_time(table, row - 1, &earlier));
    if (now - earlier != LT_HOUR) { /* a sum over hours that are not there */
        *out = NAN;
        return LT_OK;
    }
    LT_TRY(lt_uci_value(table, row - 1, col->cumulated, &before));
    if (strcmp(lt_csv_text(table, row, col->sector), lt_csv_text(table, row - 1, col->sector)) == 0 && *out >= before)
        *out -= before;
    return LT_OK;
}

/* An axis of NaN from start to the hour last. */
static lt_status axis(const lt_csv *table, lt_time start, lt_time last, lt_station_weather *out) {
    out->start = start;
    out->n = (long)((last - out->start) / LT_HOUR) + 1;
    if (last < out->start || out->n > 24L * 366 * 200)
        return LT_RAISE(LT_ERR_INPUT, .what = "times do not increase", .where = lt_csv_path(table),
                        .expected = "rows in order of time",
                        .found = last < out->start ? "a last row before the first" : "a span of more than 200 years",
                        .todo = "sort the rows, or look for a wrong date");
    for (int w = 0; w < LT_N_WEATHER; w++) {
        LT_TRY(lt_calloc((size_t)out->n, sizeof(double), &out->value[w]));
        for (long q = 0; q < out->n; q++) out->value[w][q] = NAN;
    }
    return LT_OK;
}

static lt_status raise_empty(const lt_csv *table, const char *expected) {
    return LT_RAISE(LT_ERR_INPUT, .what = "a file of station weather is empty", .where = lt_csv_path(table),
                    .expected = expected, .found = "none", .todo = "give the file of the station");
}

static lt_status read_hours(const lt_csv *table, lt_station_weather *out) {
    lt_weather_columns col = {0};
    LT_TRY(columns_of(table, &col));
    lt_time start = 0, last = 0;
    const long n_rows = lt_csv_rows(table);
    if (n_rows == 0) return raise_empty(table, "a row an hour");
    LT_TRY(lt_uci_time(table, 0, &start));
    LT_TRY(lt_uci_time(table, n_rows - 1, &last));
    LT_TRY(axis(table, start, last, out));
    for (long row = 0; row < n_rows; row++) {
        lt_time t = 0;
        LT_TRY(lt_uci_time(table, row, &t));
        const long q = (long)((t - out->start) / LT_HOUR);
        if (q < 0 || q >= out->n) continue;
        LT_TRY(lt_uci_value(table, row, col.temperature, &out->value[LT_WEATHER_T][q]));
        LT_TRY(lt_uci_value(table, row, col.humidity, &out->value[LT_WEATHER_RH][q]));
        LT_TRY(wind_of(table, row, &col, &out->value[LT_WEATHER_WIND][q]));
    }
    return LT_OK;
}

static bool is_daily(const lt_csv *table) {
    return lt_csv_find(table, "city") >= 0 && lt_csv_find(table, "T_mean_C") >= 0;
}

static lt_status day_of(const lt_csv *table, long row, int column, lt_time *out) {
    return lt_csv_time(table, row, column, LT_CST_OFFSET, out);
}

/* Two passes: the span of the city, then its values into every hour of their day. */
static lt_status read_days(const lt_csv *table, lt_station_weather *out) {
    static const char *const names[LT_N_WEATHER] = {"T_mean_C", "RH_mean_pct", "ws_mean_ms"};
    int city = 0, date = 0, column[LT_N_WEATHER];
    lt_time first = 0, last = 0, day = 0;
    LT_TRY(lt_csv_column(table, "city", &city));
    LT_TRY(lt_csv_column(table, "date", &date));
    for (int w = 0; w < LT_N_WEATHER; w++) LT_TRY(lt_csv_column(table, names[w], &column[w]));
    out->daily = true;
    for (long row = 0; row < lt_csv_rows(table); row++) {
        const char *name = lt_csv_text(table, row, city);
        if (!out->city[0] && lt_city_find(name) >= 0) snprintf(out->city, sizeof out->city, "%s", name);
        if (!out->city[0] || strcmp(name, out->city) != 0) continue;
        LT_TRY(day_of(table, row, date, &day));
        if (last == 0 || day < first) first = day;
        if (last == 0 || day > last) last = day;
    }
    if (!out->city[0]) return raise_empty(table, "a row a day of one of the 14 cities");
    LT_TRY(axis(table, first, last + LT_DAY - LT_HOUR, out));
    for (long row = 0; row < lt_csv_rows(table); row++) {
        if (strcmp(lt_csv_text(table, row, city), out->city) != 0) continue;
        LT_TRY(day_of(table, row, date, &day));
        for (int w = 0; w < LT_N_WEATHER; w++) {
            double value = NAN;
            LT_TRY(lt_uci_value(table, row, column[w], &value));
            for (int h = 0; h < 24; h++) out->value[w][(day - out->start) / LT_HOUR + h] = value;
        }
    }
    return LT_OK;
}

lt_status lt_station_weather_read(const char *path, lt_station_weather *out) {
    lt_csv *table = NULL;
    *out = (lt_station_weather){0};
    LT_TRY(lt_csv_read(path, &table));
    const lt_status status = is_daily(table) ? read_days(table, out) : read_hours(table, out);
    lt_csv_free(table);
    if (status != LT_OK) lt_station_weather_free(out);
    return status;
}

void lt_station_weather_free(lt_station_weather *weather) {
    for (int w = 0; w < LT_N_WEATHER; w++) lt_free(weather->value[w]);
    *weather = (lt_station_weather){0};
}

lt_status lt_station_weather_add(lt_station_weather *weather, const lt_station_weather *more) {
    const lt_time end_1 = weather->start + weather->n * LT_HOUR, end_2 = more->start + more->n * LT_HOUR;
    lt_station_weather both = *weather; /* its city, its kind */
    both.start = weather->start < more->start ? weather->start : more->start;
    both.n = (long)(((end_1 > end_2 ? end_1 : end_2) - both.start) / LT_HOUR);
    for (int w = 0; w < LT_N_WEATHER; w++) both.value[w] = NULL;
    for (int w = 0; w < LT_N_WEATHER; w++) {
        const lt_status status = lt_calloc((size_t)both.n, sizeof(double), &both.value[w]);
        if (status != LT_OK) {
            lt_station_weather_free(&both);
            return status;
        }
        for (long q = 0; q < both.n; q++) {
            const lt_time t = both.start + q * LT_HOUR;
            const double value = lt_station_weather_at(weather, w, t);
            both.value[w][q] = isfinite(value) ? value : lt_station_weather_at(more, w, t);
        }
    }
    lt_station_weather_free(weather);
    *weather = both;
    return LT_OK;
}

double lt_station_weather_at(const lt_station_weather *weather, int which, lt_time hour) {
    const lt_time offset = hour - weather->start;
    if (!weather->value[which] || offset < 0 || offset % LT_HOUR != 0 || offset / LT_HOUR >= weather->n) return NAN;
    return weather->value[which][offset / LT_HOUR];
}
