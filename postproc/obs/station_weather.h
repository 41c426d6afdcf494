/* station_weather.h - hourly weather of a station for the regression baseline (layout of the UCI file). */
#ifndef LT_STATION_WEATHER_H
#define LT_STATION_WEATHER_H

#include "base/status.h"
#include "base/timeaxis.h"

/* 2 m temperature [degC], relative humidity [%], 10 m wind speed [m/s]: only their linear combinations are used. */
enum { LT_WEATHER_T, LT_WEATHER_RH, LT_WEATHER_WIND, LT_N_WEATHER };

typedef struct lt_station_weather {
    lt_time start;
    long n;
    double *value[LT_N_WEATHER]; /* every hour from start, NaN = missing */
} lt_station_weather;

/* Columns time_lt (or year month day hour), TEMP, HUMI and wspd_ms; the original file's Iws (wind speed cumulated while
 * the sector cbwd stays) is accepted in place of wspd_ms. */
lt_status lt_station_weather_read(const char *path, lt_station_weather *out);
void lt_station_weather_free(lt_station_weather *weather);
/* Hours that weather lacks come from more; its axis grows. */
lt_status lt_station_weather_add(lt_station_weather *weather, const lt_station_weather *more);
double lt_station_weather_at(const lt_station_weather *weather, int which, lt_time hour);

#endif
