/* power_law.c - A6: the plume over the ground in u = a z^m, K = b z^n.
 *
 *   u(z) dC/dx = d/dz (K(z) dC/dz), no flux at the ground, source Q = 1 at x = 0, height h
 * Exact (Roberts 1923, Smith 1957, Huang 1979, Atmos. Environ. 13, 453 (S: their mass was checked to ten digits)), with
 * A = 2 + m - n, s = (m + 1)/A, nu = (1 - n)/A:
 *   h = 0:  C = A/(a Gamma(s)) (a/(A^2 b x))^s exp(-a z^A/(A^2 b x))
 *   h > 0:  C = (z h)^((1-n)/2)/(b A x) exp(-a (z^A + h^A)/(A^2 b x)) I_{-nu}(2 a (z h)^(A/2)/(A^2 b x))
 *   mean height, h = 0:  (A^2 b x/a)^(1/A) Gamma(2/A)/Gamma(1/A), by concentration */
#include "model/gaussian/exact/exact.h"

#include <math.h>

double lt_exact_shear_plume(const lt_exact_shear *shear, double x_m, double z_m, double height_m) {
    const double a = shear->a, power = 2.0 + shear->m - shear->n, width = power * power * shear->b * x_m;
    const double za = pow(z_m, power);
    if (height_m == 0.0) {
        const double s = (shear->m + 1.0) / power;
        return power / (a * tgamma(s)) * pow(a / width, s) * exp(-a * za / width);
    }
    const double ha = pow(height_m, power), y = 2.0 * a * sqrt(za * ha) / width, nu = (1.0 - shear->n) / power;
    return pow(z_m * height_m, 0.5 * (1.0 - shear->n)) / (shear->b * power * x_m) * exp(y - a * (za + ha) / width) *
           lt_exact_bessel_scaled(nu, y);
}

double lt_exact_shear_height(const lt_exact_shear *shear, double x_m) {
    const double power = 2.0 + shear->m - shear->n;
    return pow(power * power * shear->b * x_m / shear->a, 1.0 / power) * tgamma(2.0 / power) / tgamma(1.0 / power);
}
