/* humidity.h - water vapour: saturation pressure, dew point, mixing ratio.
 *
 * Magnus form over water, e_s = 610.94 exp(17.625 t / (t + 243.04)) Pa, t in degC (Alduchov and Eskridge 1996,
 * doi 10.1175/1520-0450(1996)035<0601:IMFAOS>2.0.CO;2), within 0.4 % from -40 to 50 degC; used over ice too, because
 * stations report humidity and dew point over water. */
#ifndef LT_MET_HUMIDITY_H
#define LT_MET_HUMIDITY_H

#include "model/met/constants.h"

#include <math.h>

static inline double lt_saturation_pressure(double temperature_K) {
    double t = temperature_K - LT_ICE_POINT;
    return 610.94 * exp(17.625 * t / (t + 243.04));
}

static inline double lt_dew_point(double vapour_pressure_Pa) {
    double x = log(vapour_pressure_Pa / 610.94);
    return LT_ICE_POINT + 243.04 * x / (17.625 - x);
}

/* kg vapour per kg dry air from partial pressure, and back. */
static inline double lt_mixing_ratio(double vapour_pressure_Pa, double pressure_Pa) {
    return 0.622 * vapour_pressure_Pa / (pressure_Pa - vapour_pressure_Pa);
}

static inline double lt_vapour_pressure(double mixing_ratio, double pressure_Pa) {
    return pressure_Pa * mixing_ratio / (0.622 + mixing_ratio);
}

#endif
