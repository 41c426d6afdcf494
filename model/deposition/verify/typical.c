/* typical.c - typical hours (typical.h). All assumed (A), after the climate of Shenyang: noon temperatures of the month
 * and 10 K less at night, clear sky, 4.5 m/s at 20 m with L = -50 m by day and 3 m/s with L = 100 m by night over a
 * cell of roughness 0.1 m (the mean wind at 10 m is about 3 m/s); relative humidity 0.55 and 0.75, 0.97 with dew;
 * global radiation 990 m - 30 W/m2, m the cosine of the zenith at 41.6 N at noon of the 15th (Holtslag and van Ulden
 * 1983, R). */
#include "model/deposition/verify/typical.h"

#include "model/kernel/surface_layer.h"

#include <math.h>
#include <string.h>

const char *const lt_typical_names[LT_N_TYPICAL] = {"day", "night", "snow", "dew"};

void lt_typical_of(double height, const double numbers[11], lt_typical *out) {
    for (int n = 0; n < 11; n++)
        for (int l = 0; l < LT_LANES; l++) out->values[n][l] = numbers[n];
    out->weather = (lt_gas_dry_weather){height,         out->values[0], out->values[1], out->values[2],
                                        out->values[3], out->values[4], out->values[5], out->values[6],
                                        out->values[7], out->values[8], out->values[9], out->values[10]};
}

void lt_typical_make(int month, lt_typical_time time, lt_typical *out) {
    static const double noon_degC[12] = {-6, -2, 6, 15, 22, 27, 29, 28, 23, 15, 5, -3};
    const bool sun = time == LT_TYPICAL_DAY || time == LT_TYPICAL_SNOW, dew = time == LT_TYPICAL_DEW;
    const double declination = 0.4093 * sin(2.0 * 3.141592653589793 * (30.4 * (month - 1) + 15.0 - 81.0) / 365.0);
    const double cosine = sun ? cos(41.6 * 0.017453292519943295 - declination) : -0.5;
    const double inverse = sun ? -0.02 : 0.01, wind = sun ? 4.5 : 3.0;
    const double t = 273.15 + noon_degC[month - 1] - (sun ? 0.0 : 10.0);
    const double numbers[11] = {0.4 * wind / lt_layer_wind(20.0, 0.1, inverse),
                                inverse,
                                0.1,
                                t,
                                t,
                                sun   ? 0.55
                                : dew ? 0.97
                                      : 0.75,
                                sun ? 990.0 * cosine - 30.0 : 0.0,
                                cosine,
                                0.1,
                                0.0,
                                time == LT_TYPICAL_SNOW ? 1.0 : 0.0};
    lt_typical_of(20.0, numbers, out);
}

double lt_typical_velocity(const lt_gas_dry *dry, int gas, lt_land_class land, int month, lt_typical_time time,
                           double *work, double *velocity) {
    double fraction[LT_N_LAND * LT_LANES] = {0};
    lt_typical typical;
    for (int l = 0; l < LT_LANES; l++) fraction[land * LT_LANES + l] = 1.0;
    lt_typical_make(month, time, &typical);
    lt_gas_dry_velocity(dry, month, fraction, &typical.weather, work, velocity);
    return velocity[gas * LT_LANES];
}
