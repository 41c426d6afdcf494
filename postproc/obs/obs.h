/* obs.h - observations as regular series, whatever files they came in.
 *
 * A reader is one file in this folder and one line in LT_OBS_READER_LIST; the layout is found from the header line.
 * Times are the START of the averaging interval, UTC; a reader turns its file's label into that. Values are in the unit
 * of the species (measured.h) at the state that the rule of the series names, not converted; missing is NaN. */
#ifndef LT_OBS_H
#define LT_OBS_H

#include "base/csv.h"
#include "base/timeaxis.h"
#include "postproc/obs/measured.h"

#include <stdbool.h>

/* name of the reader (functions lt_obs_<name>_detect and lt_obs_<name>_read), the columns it is known by */
#define LT_OBS_READER_LIST(X)                                                                                          \
    X(airnow_consulate, "Raw Conc., QC Name")                                                                          \
    X(cnemc_hourly, "date, hour, type, then a column a site code or city")                                             \
    X(cities_daily, "city, date, and PM25_ugm3, PM10_ugm3, SO2_ugm3, NO2_ugm3, CO_mgm3 or O3_ugm3")                    \
    X(uci_pm, "PM_US Post or another PM_ column, and time_lt or year, month, day, hour")

typedef enum lt_obs_rule {
    LT_OBS_AMBIENT, /* at ambient temperature and pressure */
    LT_OBS_GB3095   /* Chinese national network, see lt_obs_state_at */
} lt_obs_rule;

typedef enum lt_obs_state {
    LT_STATE_AMBIENT,  /* temperature and pressure of the air */
    LT_STATE_STANDARD, /* 273.15 K, 1013.25 hPa */
    LT_STATE_REFERENCE /* 298.15 K, 1013.25 hPa */
} lt_obs_state;

/* What a series is. city_mean: the value of a city (HJ 663), else a monitor at lon, lat. */
typedef struct lt_obs_key {
    char site[48];  /* "Shenyang", "Shenyang Taiyuanjie" */
    int city;       /* index in lt_cities */
    int interval_s; /* LT_HOUR or LT_DAY */
    bool city_mean;
    double lon, lat;
    lt_obs_rule rule;
    lt_measured species;
} lt_obs_key;

typedef struct lt_obs_series {
    lt_obs_key key;
    char file[256]; /* the first that it came from */
    lt_time start;  /* start of value[0] */
    long n;
    double *value; /* every interval_s from start, NaN = missing */
    bool *made;    /* a day that was made from the hours in the set: no file gives it */
    lt_time *raw_time;
    double *raw_value;
    long raw_n, raw_capacity; /* while reading; NULL afterwards */
} lt_obs_series;

typedef struct lt_obs_set {
    lt_obs_series *items;
    long n, capacity;
} lt_obs_set;

/* Add what path names to the set (zeroed before the first): a file, a folder (all its *.csv) or a pattern
 * ("2015*.csv"). A series that the set holds already gets the hours it lacks; what it has stands. From hourly city
 * means (national network) daily means are made: local days with at least 20 hours (GB 3095-2012, validity of a daily
 * mean), of ozone the daily maximum of 8-h means (ozone_day.h). LT_ERR_INPUT if no reader knows the header of a file.
 */
lt_status lt_obs_read(const char *path, lt_obs_set *set);
/* The files that path names, in the order of their names. */
lt_status lt_obs_each_file(const char *path, lt_status (*visit)(const char *file, void *context), void *context);
void lt_obs_free(lt_obs_set *set);
/* The value of the interval that starts at t, NaN if none. */
double lt_obs_at(const lt_obs_series *series, lt_time t);
/* The state of a value of time t. */
lt_obs_state lt_obs_state_at(lt_obs_rule rule, lt_measured species, lt_time t);
const char *lt_obs_state_name(lt_obs_state state);
/* "hour" or "day" */
const char *lt_obs_averaging(const lt_obs_key *key);
/* The same site, species, averaging and kind; NULL if none. */
const lt_obs_series *lt_obs_find(const lt_obs_set *set, const lt_obs_key *key);

/* For readers: one value (NaN and negative values are missing). file is for messages. */
lt_status lt_obs_add(lt_obs_set *set, const char *file, const lt_obs_key *key, lt_time start, double value);

#define LT_OBS_DECLARE(name, columns)                                                                                  \
    bool lt_obs_##name##_detect(const lt_csv *table);                                                                  \
    lt_status lt_obs_##name##_read(const lt_csv *table, lt_obs_set *set);
LT_OBS_READER_LIST(LT_OBS_DECLARE)
#undef LT_OBS_DECLARE

/* Columns of cities_daily, by lt_measured: the unit stands in the name. */
extern const char *const lt_obs_daily_columns[LT_MEASURED_NOX];

#endif
