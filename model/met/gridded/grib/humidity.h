/* humidity.h - relative humidity that is over ice where it is cold, made one over water. */
#ifndef LT_GRIB_HUMIDITY_H
#define LT_GRIB_HUMIDITY_H

#include "model/met/gridded/grib/header.h"

/* Saturation pressure of the source's mixture over that over water, at a temperature (K); 1 from 273.16 K on. */
double lt_grib_mix_over_water(lt_grib_saturation saturation, double temperature_K);

#endif
