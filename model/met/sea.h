/* sea.h - roughness of open water and the fluxes over it. */
#ifndef LT_MET_SEA_H
#define LT_MET_SEA_H

#include "model/met/energy_balance.h"

#define LT_WATER_ALBEDO 0.06 /* R: diffuse light, Payne (1972) */

/* Kinematic viscosity of air, m2 s-1. */
double lt_air_viscosity(double temperature_K);
/* Charnock's parameter by the 10-m wind, 1. */
double lt_charnock(double wind_10m_ms);
/* Roughness of momentum, and of heat and vapour, m. */
double lt_sea_roughness(double friction_velocity_ms, double wind_10m_ms, double viscosity_m2s);
double lt_sea_heat_roughness(double roughness_m, double friction_velocity_ms, double viscosity_m2s);
/* Fluxes over water of known temperature; *roughness_m: its roughness. */
lt_fluxes lt_sea_fluxes(const lt_near_air *air, double water_K, double *roughness_m);

#endif
