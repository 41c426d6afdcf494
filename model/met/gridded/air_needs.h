/* air_needs.h - what a series must hold so that its air can be placed. */
#ifndef LT_AIR_NEEDS_H
#define LT_AIR_NEEDS_H

#include "model/met/gridded/series.h"

/* Temperature, humidity and wind over levels, and what gives the levels their heights; LT_ERR_INPUT names what lacks.
 */
lt_status lt_air_needs(const lt_series *series);

#endif
