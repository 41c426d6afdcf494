/* reference_state.h - from ambient concentrations to the state in which they are reported, in one place.
 *
 *   c(Ts, p0) = c (T / Ts) (p0 / p)
 * T air temperature at 2 m [K], p air pressure at the ground [Pa], Ts 273.15 or 298.15 K, p0 1013.25 hPa. Both come
 * from met.nc; a file without pressure is given p = p0 exp(-g z / (R T)) over its terrain z [m], g 9.80665 m s-2, R
 * 287.05 J kg-1 K-1: an error of at most about 3 % (pressures of 985 to 1045 hPa at sea level). Which state when:
 * lt_obs_state_at (GB 3095-2012 and its amendment of 2018). */
#ifndef LT_REFERENCE_STATE_H
#define LT_REFERENCE_STATE_H

#include "postproc/obs/obs.h"

/* Ts [K]; NaN for the ambient state. */
double lt_state_temperature(lt_obs_state state);
/* Factor on an ambient concentration; 1 for the ambient state. */
double lt_state_factor(lt_obs_state state, double temperature_K, double pressure_Pa);
/* Pressure at the ground where the weather has none, Pa. */
double lt_state_pressure(double temperature_K, double terrain_m);

#endif
