/* city_weather.h - the weather between cities at any instant, from their daily values. */
#ifndef LT_MET_CITY_WEATHER_H
#define LT_MET_CITY_WEATHER_H

#include "grids/grid.h"
#include "model/met/daily.h"

enum lt_city_field {
    LT_CITY_T,      /* with its daily course, reduced to sea level, K */
    LT_CITY_T_DAY,  /* mean of the day, reduced to sea level, K */
    LT_CITY_T_RUN,  /* mean of the run, reduced to sea level, K */
    LT_CITY_P,      /* at sea level, Pa */
    LT_CITY_VAPOUR, /* pressure of water vapour, Pa */
    LT_CITY_CLEAR,  /* sunshine of the day over day length, 0 to 1 */
    LT_CITY_RAIN,   /* kg m-2 s-1 */
    LT_CITY_SPEED,  /* mean of the day, m s-1 */
    LT_CITY_EAST,   /* the same along the direction of the day's strongest wind, m s-1 */
    LT_CITY_NORTH,
    LT_N_CITY_FIELDS
};

typedef struct lt_city_weather lt_city_weather;

enum { LT_CITY_LEAST = 4 };

/* The cities of the file that lie below 500 m, have an altitude and are complete in all days of [start, start + n h);
 * fewer than LT_CITY_LEAST is LT_ERR_INPUT. daily must outlive it. */
lt_status lt_city_weather_create(const lt_daily *daily, const lt_grid *grid, double lapse_Km, lt_time start, long n,
                                 lt_city_weather **out);
void lt_city_weather_free(lt_city_weather *cities); /* NULL is fine */
int lt_city_weather_count(const lt_city_weather *cities);
/* "Shenyang, Changchun ..." of at most size bytes. */
void lt_city_weather_names(const lt_city_weather *cities, char *out, size_t size);
void lt_city_weather_set_time(lt_city_weather *cities, lt_time instant);
/* At the cell, for the instant that was set. */
double lt_city_weather_at(const lt_city_weather *cities, long cell, enum lt_city_field field);

#endif
