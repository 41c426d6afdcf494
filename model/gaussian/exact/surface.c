/* surface.c - A12, A13, A15: wind over a surface, scales of convection, NO2 in balance with light.
 *
 *   A12 k u/u* = ln(z/z0) - psi(z/L) + psi(z0/L), k = 0.4; unstable, X = (1 - 16 z/L)^(1/4):
 *       psi = 2 ln((1+X)/2) + ln((1+X^2)/2) - 2 atan X + pi/2;  stable -5 z/L, or -17 (1 - e^(-0.29 z/L)) of AERMOD
 *   A13 w* = (g H zi/(rho cp T))^(1/3), L = -rho cp T u*^3 over k g H, zi = 2300 u*^(3/2) of mechanical mixing
 *   A15 NO2/NO = k [O3]/j, k = 2.07e-12 exp(-1400/T) (IUPAC) */
#include "model/gaussian/exact/exact.h"

#include <math.h>

                                                       static const double pi = 3.14159265358979323846,
                                                   g = 9.81, karman = 0.4;

static double psi(double ratio, int aermod) {
    if (ratio > 0.0) return aermod ? -17.0 * (1.0 - exp(-0.29 * ratio)) : -5.0 * ratio;
    const double x = pow(1.0 - 16.0 * ratio, 0.25);
    return 2.0 * log(0.5 * (1.0 + x)) + log(0.5 * (1.0 + x * x)) - 2.0 * atan(x) + 0.5 * pi;
}

double lt_exact_wind(double friction_ms, double obukhov_m, double roughness_m, double z_m, int aermod) {
    return friction_ms / karman *
           (log(z_m / roughness_m) - psi(z_m / obukhov_m, aermod) + psi(roughness_m / obukhov_m, aermod));
}

double lt_exact_convective_velocity(double heat, double temperature_K, double density, double cp, double height_m) {
    return cbrt(g * heat * height_m / (density * cp * temperature_K));
}

double lt_exact_obukhov(double heat, double temperature_K, double density, double cp, double friction_ms) {
    return -density * cp * temperature_K * friction_ms * friction_ms * friction_ms / (karman * g * heat);
}

double lt_exact_mechanical_height(double friction_ms) {
    return 2300.0 * pow(friction_ms, 1.5);
}

double lt_exact_no_o3(double temperature_K) {
    return 2.07e-12 * exp(-1400.0 / temperature_K);
}

double lt_exact_photostationary(double rate_cm3s, double ozone_cm3, double photolysis_s) {
    return rate_cm3s * ozone_cm3 / photolysis_s;
}
