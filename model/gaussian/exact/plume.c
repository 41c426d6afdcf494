/* plume.c - A1 to A4b and A14: Gaussians, lines, a source that is switched on.
 *
 *   A1  C = Q/(2 pi u sy sz) e^(-y^2/2sy^2) (e^(-(z-h)^2/2sz^2) + e^(-(z+h)^2/2sz^2))        Turner, AP-26 (1970)
 *   A2  the second factor summed over z - h + 2 j zi and z + h + 2 j zi, all j
 *   A3  C = q/(sqrt(2 pi) u sz sin(angle)) (the same second factor)
 *   A4  C = M/((2 pi)^1.5 sx sy sz) e^(-(x-ut)^2/2sx^2) e^(-y^2/2sy^2) (the same second factor)
 *   A4b C = Q/(8 pi K r) e^(ux/2K) (e^(-ur/2K) erfc((r-ut)/(4Kt)^(1/2)) + e^(ur/2K) erfc((r+ut)/(4Kt)^(1/2)))
 *       (derived: the instantaneous source integrated over its age; held to quadrature by `lantian verify plume`)
 * The second term of A4b is e^((ux + ur)/2K - b^2) erfcx(b), b its argument, so that nothing overflows. */
#include "model/gaussian/exact/exact.h"

#include <math.h>

static const double pi = 3.14159265358979323846;

static double bell(double x, double sigma) {
    return exp(-0.5 * (x / sigma) * (x / sigma));
}

static double reflected(double z, double height, double sigma) {
    return bell(z - height, sigma) + bell(z + height, sigma);
}

double lt_exact_plume(double rate, double wind_ms, const lt_exact_at *at) {
    return rate / (2.0 * pi * wind_ms * at->sigma_y_m * at->sigma_z_m) * bell(at->y_m, at->sigma_y_m) *
           reflected(at->z_m, at->height_m, at->sigma_z_m);
}

double lt_exact_lid(double rate, double wind_ms, const lt_exact_at *at, double lid_m) {
    double sum = reflected(at->z_m, at->height_m, at->sigma_z_m);
    for (int j = 1; j < 100000; ++j) {
        const double shift = 2.0 * lid_m * j;
        const double more = reflected(at->z_m + shift, at->height_m, at->sigma_z_m) +
                            reflected(at->z_m - shift, at->height_m, at->sigma_z_m);
        sum += more;
        if (more <= 1e-17 * sum) break;
    }
    return rate / (2.0 * pi * wind_ms * at->sigma_y_m * at->sigma_z_m) * bell(at->y_m, at->sigma_y_m) * sum;
}

double lt_exact_mixed(double rate, double wind_ms, double sigma_y_m, double lid_m) {
    return rate / (sqrt(2.0 * pi) * wind_ms * sigma_y_m * lid_m);
}

double lt_exact_line(double rate, double wind_ms, double angle_rad, double z_m, double height_m, double sigma_z_m) {
    return rate / (sqrt(2.0 * pi) * wind_ms * sigma_z_m * sin(angle_rad)) * reflected(z_m, height_m, sigma_z_m);
}

double lt_exact_line_share(double y1_m, double y2_m, double sigma_y_m) {
    const double scale = 1.0 / (sqrt(2.0) * sigma_y_m);
    return 0.5 * (erf(y2_m * scale) - erf(y1_m * scale));
}

double lt_exact_puff(double mass, double wind_ms, double x_m, double time_s, double sigma_x_m, const lt_exact_at *at) {
    return mass / (pow(2.0 * pi, 1.5) * sigma_x_m * at->sigma_y_m * at->sigma_z_m) *
           bell(x_m - wind_ms * time_s, sigma_x_m) * bell(at->y_m, at->sigma_y_m) *
           reflected(at->z_m, at->height_m, at->sigma_z_m);
}

double lt_exact_switched(double rate, double wind_ms, double diffusivity, const double xyz_m[3], double time_s) {
    const double x = xyz_m[0], r = sqrt(x * x + xyz_m[1] * xyz_m[1] + xyz_m[2] * xyz_m[2]);
    const double width = sqrt(4.0 * diffusivity * time_s), half = 0.5 * wind_ms / diffusivity;
    const double b = (r + wind_ms * time_s) / width;
    const double first = exp(half * (x - r)) * erfc((r - wind_ms * time_s) / width);
    const double second = exp(half * (x + r) - b * b) * lt_exact_erfcx(b);
    return rate / (8.0 * pi * diffusivity * r) * (first + second);
}

double lt_exact_thin(double rate, double wind_ms, double diffusivity, const double xyz_m[3]) {
    const double sigma = sqrt(2.0 * diffusivity * xyz_m[0] / wind_ms);
    return rate / (2.0 * pi * wind_ms * sigma * sigma) * bell(xyz_m[1], sigma) * bell(xyz_m[2], sigma);
}

double lt_exact_peak(double sigma_m, double diffusivity, double time_s) {
    return sigma_m / sqrt(sigma_m * sigma_m + 2.0 * diffusivity * time_s);
}
