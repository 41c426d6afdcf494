/* station_values.h - what a network's stations say of an instant, brought to one altitude and one roughness. */
#ifndef LT_MET_STATION_VALUES_H
#define LT_MET_STATION_VALUES_H

#include "model/met/points/network.h"

/* Analysed variables: id, name, trend. */
#define LT_POINT_LIST(X)                                                                                               \
    X(LT_POINT_T, "temperature_K", LT_TREND_PLANE)         /* at the reference altitude */                             \
    X(LT_POINT_T_DAY, "day_temperature_K", LT_TREND_PLANE) /* 25 h around, the outer two at half weight */             \
    X(LT_POINT_T_RUN, "run_temperature_K", LT_TREND_PLANE) /* of the run */                                            \
    X(LT_POINT_P, "sea_level_pressure_Pa", LT_TREND_PLANE)                                                             \
    X(LT_POINT_VAPOUR, "log_vapour_pressure", LT_TREND_MEAN) /* of Pa, at the reference altitude */                    \
    X(LT_POINT_RH_DAY, "day_humidity", LT_TREND_MEAN)                                                                  \
    X(LT_POINT_CLOUD, "cloud_cover", LT_TREND_MEAN)                                                                    \
    X(LT_POINT_RAIN, "precipitation_mmh", LT_TREND_MEAN)                                                               \
    X(LT_POINT_SPEED, "wind_speed_ms", LT_TREND_MEAN) /* over the reference roughness */                               \
    X(LT_POINT_EAST, "wind_east_ms", LT_TREND_MEAN)                                                                    \
    X(LT_POINT_NORTH, "wind_north_ms", LT_TREND_MEAN)

typedef enum lt_point {
#define LT_POINT_ID(id, name, trend) id,
    LT_POINT_LIST(LT_POINT_ID)
#undef LT_POINT_ID
        LT_N_POINT
} lt_point;

/* How they are brought together. */
typedef struct lt_point_reference {
    double altitude_m;  /* mean of the stations */
    double roughness_m; /* of winds; stations that do not say stand on it */
    double lapse_Km, moisture_height_m;
} lt_point_reference;

typedef struct lt_station_values {
    const lt_network *network;
    lt_point_reference reference;
    lt_time start;
    long n;        /* hours */
    double *run_K; /* [station] mean of the run at the reference altitude */
    double *value; /* [point * stations + station], NaN: missing */
} lt_station_values;

lt_status lt_station_values_create(const lt_network *network, const lt_point_reference *reference, lt_time start,
                                   long n, lt_station_values **out);
void lt_station_values_free(lt_station_values *values); /* NULL is fine */
/* The middle of an hour: the hour's; a full hour: temperature, pressure and day's mean between the hours beside it, the
 * rest of the hour that begins (at the end of the run: of the last). */
void lt_station_values_set_time(lt_station_values *values, lt_time instant);
/* Day's means over all stations around an hour: 10-m wind over the reference roughness, as vector and as speed. */
typedef struct lt_network_day {
    double temperature_K, speed_ms, east_ms, north_ms; /* temperature at the reference altitude */
} lt_network_day;
lt_network_day lt_station_values_day(const lt_station_values *values, lt_time hour);

#endif
