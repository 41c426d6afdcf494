/* radiation.h - radiation that reaches the ground. */
#ifndef LT_MET_RADIATION_H
#define LT_MET_RADIATION_H

/* Share of the clear sky's global radiation below a cloud cover 0..1. */
double lt_shortwave_share(double cloud);
/* Emissivity of the clear sky by air temperature and vapour pressure at 2 m, of the sky with cloud, and the long-wave
 * radiation downward, W m-2. */
double lt_sky_emissivity(double temperature_K, double vapour_Pa);
double lt_longwave_down(double temperature_K, double vapour_Pa, double cloud);

#endif
