/* humidity.c - saturation pressure over water (humidity.h) against published values.
 *
 * Murphy and Koop (2005), doi 10.1256/qj.04.94, eq. 10, table of values over liquid water: 125.6 Pa at 253.15 K, 611.2
 * Pa at 273.15 K (R: recalled), 2339.3 Pa at 293.15 K, 4247.0 Pa at 303.15 K (IAPWS, R). Bound: 0.4 %, the largest
 * deviation that Alduchov and Eskridge (1996) state for their form from -40 to 50 degC. */
#include "model/met/humidity.h"

#include "model/met/verify/verify.h"

lt_status lt_verify_met_humidity(lt_verify *verify) {
    static const double published[][2] = {{253.15, 125.6}, {273.15, 611.2}, {293.15, 2339.3}, {303.15, 4247.0}};
    double worst = 0.0;
    for (size_t v = 0; v < sizeof published / sizeof *published; v++)
        worst = fmax(worst, fabs(lt_saturation_pressure(published[v][0]) / published[v][1] - 1.0));
    LT_TRY(LT_VERIFY_ADD(verify, .test = "saturation pressure over water", .metric = "relative_error", .scheme = "",
                         .value = worst, .bound = 0.004, .source = "Murphy and Koop (2005); IAPWS"));
    double turn = 0.0;
    for (double t = 233.15; t < 320.0; t += 0.5) turn = fmax(turn, fabs(lt_dew_point(lt_saturation_pressure(t)) - t));
    return LT_VERIFY_ADD(verify, .test = "dew point of the saturation pressure", .metric = "error_K", .scheme = "",
                         .value = turn, .bound = 1e-9, .source = "inverse of the same form");
}
