/* wet_bulb.h - rain or snow. */
#ifndef LT_MET_WET_BULB_H
#define LT_MET_WET_BULB_H

/* Temperature of the wet bulb, K. */
double lt_wet_bulb(double temperature_K, double vapour_Pa, double pressure_Pa);
/* Share of snow in precipitation by the wet bulb near the ground. */
double lt_snow_share(double wet_bulb_K);

#endif
