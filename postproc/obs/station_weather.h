/* station_weather.h - weather of a station for the regression baseline: hours (layout of the UCI file), or days that
 * stand for each of their hours. */
#ifndef LT_STATION_WEATHER_H
#define LT_STATION_WEATHER_H

#include "base/status.h"
#include "base/timeaxis.h"

#include <stdbool.h>

/* 2 m temperature [degC], relative humidity [%], 10 m wind speed [m/s]: only their linear combinations are used. */
enum { LT_WEATHER_T, LT_WEATHER_RH, LT_WEATHER_WIND, LT_N_WEATHER };

typedef struct lt_station_weather {
    lt_time start;
    long n;
    double *value[LT_N_WEATHER]; /* every hour from start, NaN = missing */
    bool daily;                  /* the value of an hour is the mean of its local day */
    char city[48];               /* of the 14; "" where the file does not name it */
} lt_station_weather;

/* Hours: columns time_lt (or year month day hour), TEMP, HUMI and wspd_ms; the original file's Iws (wind speed
 * cumulated while the sector cbwd stays) is accepted in place of wspd_ms. Days: columns city, date (local day),
 * T_mean_C, RH_mean_pct, ws_mean_ms; the first of the 14 cities that the file names is taken. */
lt_status lt_station_weather_read(const char *path, lt_station_weather *out);
void lt_station_weather_free(lt_station_weather *weather);
/* Hours that weather lacks come from more; its axis grows. */
lt_status lt_station_weather_add(lt_station_weather *weather, const lt_station_weather *more);
double lt_station_weather_at(const lt_station_weather *weather, int which, lt_time hour);

#endif
