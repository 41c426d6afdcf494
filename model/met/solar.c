/* solar.c - solar geometry and clear-sky radiation.
 *
 * Where the sun stands: model/kernel/sun.h.
 *   K0   = 990 sin(elevation) - 30, at least 0                                    W m-2, no cloud
 *
 * Source: Holtslag and van Ulden (1983), doi 10.1175/1520-0450(1983)022<0517:ASSFDE>2.0.CO;2, fitted in the
 * Netherlands. Limits: flat horizon; one turbidity. */
#include "model/met/solar.h"

#include "model/kernel/sun.h"
#include "model/met/constants.h"

#include <math.h>

/* Days since the beginning of the year. */
static double days_of(lt_time t) {
    lt_civil c = lt_time_civil(t);
    return c.yearday - 1 + (c.hour * 3600 + c.minute * 60 + c.second) / 86400.0;
}

double lt_solar_declination(lt_time t) {
    return lt_sun_declination(days_of(t));
}

double lt_solar_equation_of_time(lt_time t) {
    return lt_sun_equation(days_of(t));
}

static double seconds_of_day(lt_time t) {
    return (double)((t % LT_DAY + LT_DAY) % LT_DAY);
}

double lt_solar_sin_elevation(lt_time t, double lat_deg, double lon_deg) {
    return lt_sun_cosine(lt_sun_place(lat_deg, lon_deg), lt_sun_direction(days_of(t), seconds_of_day(t)));
}

double lt_solar_day_length_h(lt_time t, double lat_deg) {
    double x = -tan(lat_deg * LT_DEGREE) * tan(lt_solar_declination(t));
    if (x >= 1.0) return 0.0;
    if (x <= -1.0) return 24.0;
    return 24.0 * acos(x) / M_PI;
}

/* The sun's own place is that of the middle of the hour. */
double lt_solar_clear_sky_hour(lt_time t, double lat_deg, double lon_deg) {
    const lt_direction place = lt_sun_place(lat_deg, lon_deg);
    const double days = days_of(t + LT_HOUR / 2);
    double sum = 0.0;
    for (int quarter = 0; quarter < 4; quarter++) {
        const double seconds = seconds_of_day(t) + 450 + 900 * quarter;
        const double k0 = 990.0 * lt_sun_cosine(place, lt_sun_direction(days, seconds)) - 30.0;
        if (k0 > 0.0) sum += k0;
    }
    return sum / 4.0;
}
