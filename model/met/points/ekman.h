/* ekman.h - the wind between the surface layer and the geostrophic wind. */
#ifndef LT_MET_EKMAN_H
#define LT_MET_EKMAN_H

#include "model/met/domain_weather.h"
#include "model/met/supply.h"

/* True eastward and northward wind at n heights above ground, as lt_wind_profile; the geostrophic wind and its shear
 * are the state's. */
void lt_ekman_profile(const lt_surface_state *surface, const lt_domain_state *state, double gradient_depth_m,
                      double coriolis, int n, const double *height, double *east, double *north);
/* Eddy viscosity of the layer, m2 s-1. */
double lt_ekman_viscosity(const lt_surface_state *surface);

#endif
