/* solar.c - solar geometry and clear-sky radiation.
 *
 *   G    = 2 pi (day of year - 1 + fraction of day) / 365                         fractional year, rad
 *   decl = 0.006918 - 0.399912 cos G + 0.070257 sin G - 0.006758 cos 2G + 0.000907 sin 2G - 0.002697 cos 3G
 *          + 0.00148 sin 3G                                                       rad
 *   eot  = 229.18 (0.000075 + 0.001868 cos G - 0.032077 sin G - 0.014615 cos 2G - 0.040849 sin 2G)   minutes
 *   sin(elevation) = sin(lat) sin(decl) + cos(lat) cos(decl) cos(hour angle)
 *   K0   = 990 sin(elevation) - 30, at least 0                                    W m-2, no cloud
 *
 * Sources: Spencer (1971), Fourier series of the sun's position, Search 2 (5), 172 (coefficients recalled, checked by
 * the tests against almanac values); K0 Holtslag and van Ulden (1983),
 * doi 10.1175/1520-0450(1983)022<0517:ASSFDE>2.0.CO;2, fitted in the Netherlands.
 *
 * Limits: declination to 0.05 degree (0.2 near the equinoxes of the leap cycle), equation of time to 0.6 minutes; flat
 * horizon; one turbidity. */
#include "model/met/solar.h"

#include "model/met/constants.h"

#include <math.h>

static double fractional_year(lt_time t) {
    lt_civil c = lt_time_civil(t);
    double day = c.yearday - 1 + (c.hour * 3600 + c.minute * 60 + c.second) / 86400.0;
    return 2.0 * M_PI * day / 365.0;
}

double lt_solar_declination(lt_time t) {
    double g = fractional_year(t);
    return 0.006918 - 0.399912 * cos(g) + 0.070257 * sin(g) - 0.006758 * cos(2 * g) + 0.000907 * sin(2 * g) -
           0.002697 * cos(3 * g) + 0.00148 * sin(3 * g);
}

double lt_solar_equation_of_time(lt_time t) {
    double g = fractional_year(t);
    double minutes =
        229.18 * (0.000075 + 0.001868 * cos(g) - 0.032077 * sin(g) - 0.014615 * cos(2 * g) - 0.040849 * sin(2 * g));
    return minutes * 60.0;
}

static double sin_elevation(double declination, double equation, lt_time t, double lat_deg, double lon_deg) {
    double seconds = (double)(t % LT_DAY) + equation + lon_deg * 240.0; /* true solar time */
    double hour_angle = 2.0 * M_PI * (seconds / 86400.0 - 0.5), lat = lat_deg * LT_DEGREE;
    return sin(lat) * sin(declination) + cos(lat) * cos(declination) * cos(hour_angle);
}

double lt_solar_sin_elevation(lt_time t, double lat_deg, double lon_deg) {
    return sin_elevation(lt_solar_declination(t), lt_solar_equation_of_time(t), t, lat_deg, lon_deg);
}

double lt_solar_day_length_h(lt_time t, double lat_deg) {
    double x = -tan(lat_deg * LT_DEGREE) * tan(lt_solar_declination(t));
    if (x >= 1.0) return 0.0;
    if (x <= -1.0) return 24.0;
    return 24.0 * acos(x) / M_PI;
}

double lt_solar_clear_sky_hour(lt_time t, double lat_deg, double lon_deg) {
    double declination = lt_solar_declination(t + LT_HOUR / 2), equation = lt_solar_equation_of_time(t + LT_HOUR / 2);
    double sum = 0.0;
    for (int quarter = 0; quarter < 4; quarter++) {
        double s = sin_elevation(declination, equation, t + 450 + 900 * quarter, lat_deg, lon_deg);
        double k0 = 990.0 * s - 30.0;
        if (k0 > 0.0) sum += k0;
    }
    return sum / 4.0;
}
