/* wet_bulb.c - phase of precipitation.
 *
 *   e_s(T_w) - e = g (T - T_w),  g = cp p/(0.622 l)        T_w wet bulb, psychrometer; l latent heat over water
 *   share of snow = 1/(1 + 6.99e-5 exp(2 (t_w + 3.97)))     t_w in degC: half at 0.81 degC
 *
 * Source: Wang et al. (2019), doi 10.1029/2019GL085722, equations 1 and 2 (V: as they stand in Noah-MP). Limits: fitted
 * in the western United States; no melting layer aloft, no freezing rain. */
#include "model/met/wet_bulb.h"

#include "model/met/constants.h"
#include "model/met/humidity.h"

double lt_wet_bulb(double temperature_K, double vapour_Pa, double pressure_Pa) {
    double latent = 2.501e6 - 2361.0 * (temperature_K - LT_ICE_POINT);
    double psychrometer = LT_CP_DRY * pressure_Pa / (0.622 * latent), t = temperature_K;
    for (int n = 0; n < 6; n++) { /* the left side is convex: from above Newton's rule stays above */
        double vapour = lt_saturation_pressure(t), below = t - LT_ICE_POINT + 243.04;
        double left = vapour - vapour_Pa - psychrometer * (temperature_K - t);
        t -= left / (vapour * 17.625 * 243.04 / (below * below) + psychrometer);
    }
    return t;
}

double lt_snow_share(double wet_bulb_K) {
    return 1.0 / (1.0 + 6.99e-5 * exp(2.0 * (wet_bulb_K - LT_ICE_POINT + 3.97)));
}
