/* pressure_wind.h - a daily geostrophic wind over the province from the pressures of several stations. */
#ifndef LT_MET_PRESSURE_WIND_H
#define LT_MET_PRESSURE_WIND_H

#include "model/met/daily.h"

typedef struct lt_pressure_wind {
    long first_day, n_days;
    double *east_ms, *north_ms; /* of the day's mean pressures; NaN where stations are missing */
} lt_pressure_wind;

/* lat: where the wind holds (Coriolis parameter). */
lt_status lt_pressure_wind_create(const lt_daily *daily, double lat_deg, lt_pressure_wind **out);
void lt_pressure_wind_free(lt_pressure_wind *wind);
/* Linear in time between the noons of UTC+8; a missing neighbour takes the day's own value. False, and both 0, if the
 * day that holds t has none. wind may be NULL. */
bool lt_pressure_wind_at(const lt_pressure_wind *wind, lt_time t, double *east_ms, double *north_ms);

#endif
