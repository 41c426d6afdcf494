/* obs.h - observed PM2.5 as regular series, whatever file it came in.
 *
 * A reader is one file in this folder and one line in LT_OBS_READER_LIST; the layout is found from the header line.
 * Times are the START of the averaging interval, UTC; a reader turns its file's label into that. Values are ug/m3 at
 * the state that the rule of the series names, not converted; missing is NaN. */
#ifndef LT_OBS_H
#define LT_OBS_H

#include "base/csv.h"
#include "base/timeaxis.h"

#include <stdbool.h>

/* name of the reader: functions lt_obs_<name>_detect and lt_obs_<name>_read */
#define LT_OBS_READER_LIST(X)                                                                                          \
    X(airnow_consulate)                                                                                                \
    X(cities_daily)                                                                                                    \
    X(uci_pm)

typedef enum lt_obs_rule {
    LT_OBS_AMBIENT, /* at ambient temperature and pressure */
    LT_OBS_GB3095   /* Chinese national network: 273.15 K, 1013.25 hPa before 2018-09-01, ambient from then on */
} lt_obs_rule;

/* What a series is. city_mean: the value of a city (HJ 663), else a monitor at lon, lat. */
typedef struct lt_obs_key {
    char site[48];  /* "Shenyang", "Shenyang Taiyuanjie" */
    int city;       /* index in lt_cities */
    int interval_s; /* LT_HOUR or LT_DAY */
    bool city_mean;
    double lon, lat;
    lt_obs_rule rule;
} lt_obs_key;

typedef struct lt_obs_series {
    lt_obs_key key;
    char file[256];
    lt_time start; /* start of value[0] */
    long n;
    double *value; /* every interval_s from start, NaN = missing */
    lt_time *raw_time;
    double *raw_value;
    long raw_n, raw_capacity; /* while reading; NULL afterwards */
} lt_obs_series;

typedef struct lt_obs_set {
    lt_obs_series *items;
    long n, capacity;
} lt_obs_set;

/* Add the series of one file to the set (zeroed before the first). LT_ERR_INPUT if no reader knows the header. */
lt_status lt_obs_read(const char *path, lt_obs_set *set);
void lt_obs_free(lt_obs_set *set);
/* The value of the interval that starts at t, NaN if none. */
double lt_obs_at(const lt_obs_series *series, lt_time t);
/* Is the value of time t given at 273.15 K, 1013.25 hPa? */
bool lt_obs_is_standard(lt_obs_rule rule, lt_time t);
/* "hour" or "day" */
const char *lt_obs_averaging(const lt_obs_series *series);
const lt_obs_series *lt_obs_find(const lt_obs_set *set, const char *site, int interval_s);

/* For readers: one value (NaN and negative values are missing). */
lt_status lt_obs_add(lt_obs_set *set, const char *file, const lt_obs_key *key, lt_time start, double value);

#define LT_OBS_DECLARE(name)                                                                                           \
    bool lt_obs_##name##_detect(const lt_csv *table);                                                                  \
    lt_status lt_obs_##name##_read(const lt_csv *table, lt_obs_set *set);
LT_OBS_READER_LIST(LT_OBS_DECLARE)
#undef LT_OBS_DECLARE

#endif
