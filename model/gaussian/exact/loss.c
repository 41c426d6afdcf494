/* loss.c - A7 to A9: plumes that lose mass.
 *
 *   A7  v1 = vd - ws/2, sz^2 = 2 K x/u, Ermak (1977), doi 10.1016/0004-6981(77)90140-8:
 *       C = 1/((2 pi)^(1/2) u sz) e^(-ws(z-h)/2K - ws^2 sz^2/8K^2) (e^(-(z-h)^2/2sz^2) + e^(-(z+h)^2/2sz^2)
 *           - (2 pi)^(1/2) v1 sz/K e^(v1(z+h)/K + v1^2 sz^2/2K^2) erfc(v1 sz/(2^(1/2) K) + (z+h)/(2^(1/2) sz)))
 *       The last line's exponent is b^2 - (z+h)^2/2sz^2 with b erfc's argument: it is written with erfcx.
 *   A8  Q(x)/Q = exp(-(2/pi)^(1/2) vd x^(1-b)/(u a (1-b)))                     Chamberlain (1953)
 *   A9  Q(x)/Q = exp(-L x/u), L = 8.4e-5 R^0.79 s-1, R in mm/h */
#include "model/gaussian/exact/exact.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

double lt_exact_ermak(const lt_exact_fall *fall, double x_m, double z_m) {
    const double u = fall->wind_ms, K = fall->diffusivity, ws = fall->settling_ms, h = fall->height_m;
    const double sz = sqrt(2.0 * K * x_m / u), v1 = fall->deposition_ms - 0.5 * ws;
    const double down = 0.5 * (z_m - h) * (z_m - h) / (sz * sz), up = 0.5 * (z_m + h) * (z_m + h) / (sz * sz);
    const double b = (v1 * sz / K + (z_m + h) / sz) / sqrt(2.0);
    const double lost = sqrt(2.0 * pi) * v1 * sz / K * lt_exact_erfcx(b) * exp(-up);
    return exp(-0.5 * ws * (z_m - h) / K - ws * ws * sz * sz / (8.0 * K * K)) / (sqrt(2.0 * pi) * u * sz) *
           (exp(-down) + exp(-up) - lost);
}

typedef struct place {
    const lt_exact_fall *fall;
    double x_m;
} place;

static double flux(double z, const void *with) {
    const place *p = with;
    return p->fall->wind_ms * lt_exact_ermak(p->fall, p->x_m, z);
}

static double ground(double x, const void *with) {
    const lt_exact_fall *fall = with;
    return fall->deposition_ms * lt_exact_ermak(fall, x, 0.0);
}

double lt_exact_ermak_airborne(const lt_exact_fall *fall, double x_m) {
    const place p = {fall, x_m};
    const double top = fall->height_m + 12.0 * sqrt(2.0 * fall->diffusivity * x_m / fall->wind_ms);
    return lt_exact_integral(flux, &p, 0.0, fall->height_m) + lt_exact_integral(flux, &p, fall->height_m, top);
}

double lt_exact_ermak_deposited(const lt_exact_fall *fall, double x_m) {
    return lt_exact_integral(ground, fall, 0.0, x_m);
}

double lt_exact_depleted(double deposition_ms, double wind_ms, lt_exact_power sigma_z, double x_m) {
    const double power = 1.0 - sigma_z.b;
    return exp(-sqrt(2.0 / pi) * deposition_ms * pow(x_m, power) / (wind_ms * sigma_z.a * power));
}

double lt_exact_washed(double rain_mmh, double x_m, double wind_ms) {
    return exp(-8.4e-5 * pow(rain_mmh, 0.79) * x_m / wind_ms);
}
