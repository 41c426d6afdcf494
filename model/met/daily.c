/* daily.c - daily weather of several cities: storage, choice of the reader, altitudes. See daily.h. */
#include "model/met/daily.h"

#include "base/outdir.h"
#include "model/met/constants.h"
#include "model/met/station.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char *const altitude_file = "model/met/data/daily_stations.csv";

#define LT_DAILY_READER_ROW(name) &lt_reader_##name,
static const lt_daily_reader *const readers[] = {LT_DAILY_READER_LIST(LT_DAILY_READER_ROW) NULL};
#undef LT_DAILY_READER_ROW

long lt_local_day(lt_time t) {
    lt_time local = t + LT_CST_OFFSET;
    return (long)(local >= 0 ? local / LT_DAY : -((-local + LT_DAY - 1) / LT_DAY));
}

lt_time lt_local_day_noon(long day) {
    return (lt_time)day * LT_DAY + LT_DAY / 2 - LT_CST_OFFSET;
}

static double *row_of(const lt_daily *daily, int city, long day) {
    return daily->values + ((long)city * daily->n_days + day - daily->first_day) * LT_N_DAILY;
}

double lt_daily_at(const lt_daily *daily, int city, long day, lt_daily_value value) {
    if (city < 0 || city >= daily->n_cities || day < daily->first_day || day >= daily->first_day + daily->n_days)
        return NAN;
    return row_of(daily, city, day)[value];
}

int lt_daily_find(const lt_daily *daily, const char *name) {
    for (int c = 0; c < daily->n_cities; c++)
        if (strcmp(daily->city[c].name, name) == 0) return c;
    return -1;
}

double lt_daily_sea_level_pressure(const lt_daily *daily, int city, long day) {
    double z = daily->city[city].altitude_m;
    double mean_K = lt_daily_at(daily, city, day, LT_DAILY_T_MEAN) + 0.5 * 0.005 * z;
    return lt_daily_at(daily, city, day, LT_DAILY_PRESSURE) * exp(LT_GRAVITY * z / (LT_R_DRY * mean_K));
}

lt_status lt_daily_create(lt_daily *daily, long first_day, long n_days) {
    long n = daily->n_cities * n_days * LT_N_DAILY;
    LT_TRY(lt_calloc((size_t)n, sizeof *daily->values, &daily->values));
    daily->first_day = first_day;
    daily->n_days = n_days;
    for (long i = 0; i < n; i++) daily->values[i] = NAN;
    return LT_OK;
}

void lt_daily_free(lt_daily *daily) {
    if (!daily) return;
    lt_free(daily->values);
    lt_free(daily);
}

static lt_status set_altitudes(const lt_csv *table, lt_daily *daily) {
    int name, altitude, pressure;
    LT_TRY(lt_csv_column(table, "city", &name));
    LT_TRY(lt_csv_column(table, "altitude_m", &altitude));
    LT_TRY(lt_csv_column(table, "geostrophic", &pressure));
    for (int c = 0; c < daily->n_cities; c++) daily->city[c].altitude_m = NAN;
    for (long row = 0; row < lt_csv_rows(table); row++) {
        int c = lt_daily_find(daily, lt_csv_text(table, row, name));
        if (c < 0) continue;
        LT_TRY(lt_csv_double(table, row, altitude, &daily->city[c].altitude_m));
        daily->city[c].for_pressure = strcmp(lt_csv_text(table, row, pressure), "yes") == 0;
    }
    return LT_OK;
}

static lt_status read_altitudes(lt_daily *daily) {
    char path[1024];
    lt_csv *table = NULL;
    LT_TRY(lt_share_path(altitude_file, path, sizeof path));
    LT_TRY(lt_csv_read(path, &table));
    lt_status status = set_altitudes(table, daily);
    lt_csv_free(table);
    return status;
}

static const lt_daily_reader *reader_of(const lt_csv *table) {
    for (int r = 0; readers[r]; r++)
        if (readers[r]->matches(table)) return readers[r];
    return NULL;
}

bool lt_daily_matches(const lt_csv *table) {
    return reader_of(table) != NULL;
}

static lt_status fill(const lt_csv *table, lt_daily *daily) {
    const lt_daily_reader *reader = reader_of(table);
    if (!reader) return lt_station_raise_unknown(table);
    LT_TRY_CONTEXT(reader->read(table, daily), "reading %s as %s", lt_csv_path(table), reader->name);
    snprintf(daily->path, sizeof daily->path, "%s", lt_csv_path(table));
    return read_altitudes(daily);
}

lt_status lt_daily_read(const char *path, lt_daily **out) {
    lt_csv *table = NULL;
    lt_daily *daily = NULL;
    LT_TRY_CONTEXT(lt_csv_read(path, &table), "reading the daily weather");
    lt_status status = lt_calloc(1, sizeof *daily, &daily);
    if (status == LT_OK) status = fill(table, daily);
    lt_csv_free(table);
    if (status != LT_OK) {
        lt_daily_free(daily);
        return status;
    }
    *out = daily;
    return LT_OK;
}

lt_status lt_daily_digest(lt_hash *hash) {
    return lt_hash_share_file(hash, altitude_file);
}
