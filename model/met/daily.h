/* daily.h - daily surface weather of several cities, and the readers that make it from a file. */
#ifndef LT_MET_DAILY_H
#define LT_MET_DAILY_H

#include "base/csv.h"
#include "base/hash.h"
#include "base/status.h"
#include "base/timeaxis.h"

#include <stdbool.h>

/* Values of a city and a day of UTC+8; NaN marks what is missing. */
typedef enum lt_daily_value {
    LT_DAILY_T_MEAN, /* K */
    LT_DAILY_T_MAX,
    LT_DAILY_T_MIN,
    LT_DAILY_HUMIDITY,       /* relative, 0 to 1 */
    LT_DAILY_WIND,           /* mean speed, m s-1 */
    LT_DAILY_STRONGEST_FROM, /* direction of the strongest 10-min wind, degrees, to 16 sectors */
    LT_DAILY_SUNSHINE,       /* s */
    LT_DAILY_PRECIPITATION,  /* mm */
    LT_DAILY_PRESSURE,       /* at the station, Pa */
    LT_N_DAILY
} lt_daily_value;

enum { LT_DAILY_MAX_CITIES = 40 };

typedef struct lt_daily_city {
    char name[32];
    double lat, lon;   /* degrees */
    double altitude_m; /* from data/daily_stations.csv; NaN if not there */
    bool for_pressure; /* one of the stations whose pressures make the geostrophic wind */
} lt_daily_city;

typedef struct lt_daily {
    char path[1024];
    int n_cities;
    lt_daily_city city[LT_DAILY_MAX_CITIES];
    long first_day, n_days; /* days since 1970-01-01 of UTC+8 */
    double *values;         /* [(city * n_days + day) * LT_N_DAILY + value] */
} lt_daily;

long lt_local_day(lt_time t);        /* the day of UTC+8 that holds t, days since 1970-01-01 */
lt_time lt_local_day_noon(long day); /* its 12:00 */
double lt_daily_at(const lt_daily *daily, int city, long day, lt_daily_value value); /* NaN outside */
int lt_daily_find(const lt_daily *daily, const char *name);                          /* -1 if absent */
/* At sea level from the station's pressure: hydrostatic, mean temperature of the day and a lapse of 5 K/km (NaN if one
 * of the values or the altitude is missing). */
double lt_daily_sea_level_pressure(const lt_daily *daily, int city, long day);
void lt_daily_free(lt_daily *daily);

/* --- readers: one file and one line each --- */
#define LT_DAILY_READER_LIST(X) X(cma_daily)

typedef struct lt_daily_reader {
    const char *name;
    bool (*matches)(const lt_csv *table);
    lt_status (*read)(const lt_csv *table, lt_daily *out); /* *out is zeroed; lt_daily_create allocates */
} lt_daily_reader;
#define LT_DAILY_READER_DECLARE(name) extern const lt_daily_reader lt_reader_##name;
LT_DAILY_READER_LIST(LT_DAILY_READER_DECLARE)
#undef LT_DAILY_READER_DECLARE

bool lt_daily_matches(const lt_csv *table);
lt_status lt_daily_read(const char *path, lt_daily **out);
/* For readers: values of n_cities cities and the days, all missing. */
lt_status lt_daily_create(lt_daily *daily, long first_day, long n_days);
/* Feeds the digest of the shipped altitudes. */
lt_status lt_daily_digest(lt_hash *hash);

#endif
