/* solar.h - where the sun stands. */
#ifndef LT_MET_SOLAR_H
#define LT_MET_SOLAR_H

#include "base/timeaxis.h"

/* Declination [rad] and equation of time [s, apparent minus mean solar time] of the UTC instant. */
double lt_solar_declination(lt_time t);
double lt_solar_equation_of_time(lt_time t);
/* Sine of the elevation of the sun's centre (no refraction). */
double lt_solar_sin_elevation(lt_time t, double lat_deg, double lon_deg);
/* Hours from sunrise to sunset (centre of the sun on the horizon, no refraction); 0 or 24 beyond the polar circles. */
double lt_solar_day_length_h(lt_time t, double lat_deg);
/* Clear-sky global radiation at the ground, mean of the hour that begins at t [W m-2]. */
double lt_solar_clear_sky_hour(lt_time t, double lat_deg, double lon_deg);

#endif
