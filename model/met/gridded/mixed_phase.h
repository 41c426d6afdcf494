/* mixed_phase.h - relative humidity that is over ice where it is cold, made one over water. */
#ifndef LT_GRIDDED_MIXED_PHASE_H
#define LT_GRIDDED_MIXED_PHASE_H

/* What a relative humidity is a ratio of: NCEP's GFS and ECMWF take saturation over ice where it is cold. */
typedef enum lt_saturation { LT_SATURATION_WATER, LT_SATURATION_NCEP, LT_SATURATION_ECMWF } lt_saturation;

/* Saturation pressure of the source's mixture over that over water, at a temperature (K); 1 from 273.16 K on. */
double lt_mixed_over_water(lt_saturation saturation, double temperature_K);

#endif
