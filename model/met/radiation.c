/* radiation.c - radiation at the ground where the source is silent.
 *
 *   K  = K0 (1 - 0.75 N^3.4)                          global radiation, W m-2; K0 of the clear sky (solar.c), N cloud
 *   e0 = 1 - (1 + w) exp(-sqrt(1.2 + 3 w))            clear sky; w = 46.5 e/T precipitable water, g cm-2, e in hPa
 *   L  = [(1 - 0.84 N) e0 + 0.84 N] sigma T^4         long-wave downward, W m-2
 *
 * Sources: Kasten and Czeplak (1980), doi 10.1016/0038-092X(80)90391-6; Prata (1996), doi 10.1002/qj.49712253306;
 * Unsworth and Monteith (1975), doi 10.1002/qj.49710142703 (coefficients recalled; the tests hold them against a
 * black sky and against each other).
 *
 * Limits: all cloud counts as low cloud; no haze, no hills on the horizon. */
#include "model/met/radiation.h"

#include "model/met/constants.h"

#include <math.h>

double lt_shortwave_share(double cloud) {
    return cloud > 0.0 ? 1.0 - 0.75 * pow(cloud, 3.4) : 1.0;
}

double lt_sky_emissivity(double temperature_K, double vapour_Pa) {
    double w = 0.465 * vapour_Pa / temperature_K;
    return 1.0 - (1.0 + w) * exp(-sqrt(1.2 + 3.0 * w));
}

double lt_longwave_down(double temperature_K, double vapour_Pa, double cloud) {
    double t2 = temperature_K * temperature_K, grey = 0.84 * cloud;
    return ((1.0 - grey) * lt_sky_emissivity(temperature_K, vapour_Pa) + grey) * LT_STEFAN * t2 * t2;
}
