/* area.c - A5: areas whose sigma are powers of the distance.
 *
 *   strip      C = (q/u) (2/pi)^(1/2) (x2^(1-b) - x1^(1-b))/(a (1-b)),  sz = a x^b, b < 1
 *   rectangle  C = q/u (2/pi)^(1/2) integral over x of e^(-h^2/2sz^2)/sz (erf(y2/2^(1/2)sy) - erf(y1/2^(1/2)sy))/2
 */
#include "model/gaussian/exact/exact.h"

#include <math.h>

static const double two_over_pi = 0.63661977236758134308;

double lt_exact_strip(double rate, double wind_ms, double x1_m, double x2_m, lt_exact_power sigma_z) {
    const double power = 1.0 - sigma_z.b;
    return rate / wind_ms * sqrt(two_over_pi) * (pow(x2_m, power) - pow(x1_m, power)) / (sigma_z.a * power);
}

static double line_of(double x, const void *with) {
    const lt_exact_rectangle *area = with;
    const double sy = area->sigma_y.a * pow(x, area->sigma_y.b), sz = area->sigma_z.a * pow(x, area->sigma_z.b);
    const double up = area->height_m / sz;
    return exp(-0.5 * up * up) / sz * lt_exact_line_share(area->y1_m, area->y2_m, sy);
}

double lt_exact_area(double rate, double wind_ms, const lt_exact_rectangle *area) {
    return rate / wind_ms * sqrt(two_over_pi) * lt_exact_integral(line_of, area, area->x1_m, area->x2_m);
}
