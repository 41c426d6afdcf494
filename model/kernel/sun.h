/* sun.h - where the sun stands, without libm: the one law of the weather and of the chemistry.
 *
 *   G    = 2 pi d / 365, d days since the beginning of the year                              rad
 *   decl = 0.006918 - 0.399912 cos G + 0.070257 sin G - 0.006758 cos 2G + 0.000907 sin 2G - 0.002697 cos 3G
 *          + 0.00148 sin 3G                                                                  rad
 *   eot  = 229.18 (0.000075 + 0.001868 cos G - 0.032077 sin G - 0.014615 cos 2G - 0.040849 sin 2G)   minutes
 *   cos(zenith angle) = sin(lat) sin(decl) + cos(lat) cos(decl) cos(hour angle)
 * which is the product of the unit vectors to the place and to the sun.
 *
 * Source: Spencer (1971), Fourier series of the sun's position, Search 2 (5), 172 (coefficients recalled, checked by
 * the tests against almanac values). Limits: declination to 0.05 degree (0.2 near the equinoxes of the leap cycle),
 * equation of time to 0.6 minutes; no refraction. */
#ifndef LT_KERNEL_SUN_H
#define LT_KERNEL_SUN_H

#include "model/kernel/ltmath.h"

#define LT_SUN_PI 3.14159265358979323846

/* Declination, rad. */
static inline double lt_sun_declination(double days) {
    const double g = 2.0 * LT_SUN_PI * days / 365.0;
    return 0.006918 - 0.399912 * lt_cos(g) + 0.070257 * lt_sin(g) - 0.006758 * lt_cos(2 * g) +
           0.000907 * lt_sin(2 * g) - 0.002697 * lt_cos(3 * g) + 0.00148 * lt_sin(3 * g);
}

/* Apparent minus mean solar time, s. */
static inline double lt_sun_equation(double days) {
    const double g = 2.0 * LT_SUN_PI * days / 365.0;
    return 60.0 * 229.18 *
           (0.000075 + 0.001868 * lt_cos(g) - 0.032077 * lt_sin(g) - 0.014615 * lt_cos(2 * g) -
            0.040849 * lt_sin(2 * g));
}

/* Unit vectors: x towards 0 N 0 E, y towards 0 N 90 E, z to the north. */
typedef struct lt_direction {
    double x, y, z;
} lt_direction;

static inline lt_direction lt_sun_place(double lat_deg, double lon_deg) {
    const double lat = lat_deg * (LT_SUN_PI / 180.0), lon = lon_deg * (LT_SUN_PI / 180.0);
    return (lt_direction){lt_cos(lat) * lt_cos(lon), lt_cos(lat) * lt_sin(lon), lt_sin(lat)};
}

/* To the sun, days since the beginning of the year (UTC), seconds since midnight of that day. */
static inline lt_direction lt_sun_direction(double days, double seconds) {
    const double declination = lt_sun_declination(days);
    const double turn = 2.0 * LT_SUN_PI * ((seconds + lt_sun_equation(days)) / 86400.0 - 0.5);
    const double c = lt_cos(declination);
    return (lt_direction){c * lt_cos(turn), -c * lt_sin(turn), lt_sin(declination)};
}

/* Cosine of the zenith angle. */
static inline double lt_sun_cosine(lt_direction place, lt_direction sun) {
    return place.x * sun.x + place.y * sun.y + place.z * sun.z;
}

#endif
