/* vertical.c - Gaussians between the ground and a lid.
 *
 * A layer of centre c, width s, lid H: sum over all whole m of exp(-(z - c - 2 m H)^2/(2 s2)) + exp(-(z + c + 2 m
 * H)^2/(2 s2)), over s (2 pi)^(1/2). For s > H/2 the same by its Fourier series (1 + 2 sum_n exp(-(n pi s/H)^2/2) cos(n
 * pi z/H) cos(n pi c/H))/H, whose fifth term is below 1e-13.
 * Air that comes back late by d (course.c): of the images, those that the lid makes stand d further up:
 *   direct  +-(c + 2 m H), m >= 0;   returned  +-(2 m H - c + d), m >= 1.
 * What is missing between ground and lid is held at the lid. */
#include "model/gaussian/course.h"

#include "model/gaussian/course_forms.h"
#include "model/kernel/ltmath.h"

#include <math.h>

static const double pi = 3.14159265358979323846, root_half = 0.70710678118654752;

/* A Gaussian of width 1 from a to b. */
static double between(double a, double b) {
    return 0.5 * (erf(b * root_half) - erf(a * root_half));
}

/* Density at z (high = low), or mass from low to high, of the image at c. */
static double image(double c, double s, double low, double high) {
    return high > low ? between((low - c) / s, (high - c) / s) : lt_form_bell((low - c) / s) / s;
}

static double series(double c, double s, double lid, double low, double high) {
    const double width = high > low ? high - low : 1.0;
    double sum = 1.0;
    for (int n = 1; n <= 4; n++) {
        const double k = n * pi / lid, damp = lt_exp(-0.5 * k * k * s * s) * lt_cos(k * c);
        sum += 2.0 * damp * (high > low ? (lt_sin(k * high) - lt_sin(k * low)) / (k * width) : lt_cos(k * low));
    }
    return sum * width / lid;
}

static double layer_between(const lt_plume_layer *l, double lid, double low, double high) {
    const double c = l->centre_m, s = l->sigma_m;
    if (s > (l->late_m > 0.0 ? 3.0 : 0.5) * lid) return series(c, s, lid, low, high);
    double sum = image(c, s, low, high) + image(-c, s, low, high);
    const int last = (int)((9.0 * s + high + fabs(c) + l->late_m) / (2.0 * lid)) + 1;
    for (int m = 1; m <= last; m++) {
        const double far = c + 2.0 * m * lid, back = 2.0 * m * lid - c + l->late_m;
        sum += image(far, s, low, high) + image(-far, s, low, high);
        sum += image(back, s, low, high) + image(-back, s, low, high);
    }
    return sum;
}

double lt_plume_mass_between(const lt_plume_bundle *b, double low, double high) {
    high = high < b->lid_m ? high : b->lid_m;
    if (high <= low) return 0.0;
    double sum = 0.0;
    for (int j = 0; j < b->n; j++) sum += b->layer[j].weight * layer_between(&b->layer[j], b->lid_m, low, high);
    return sum;
}

static double at_height(const lt_plume_bundle *b, double z) {
    if (z > b->lid_m) return 0.0;
    double sum = 0.0;
    for (int j = 0; j < b->n; j++) sum += b->layer[j].weight * layer_between(&b->layer[j], b->lid_m, z, z);
    return sum / b->wind_ms;
}

double lt_plume_vertical(const lt_plume_bundle *b, const lt_plume_level *level) {
    if (level->layer_m > 0.0) return lt_plume_mass_between(b, 0.0, level->layer_m) / (level->layer_m * b->wind_ms);
    if (!level->hilly) return at_height(b, level->above_m);
    double around = 0.5;
    if (level->divide_m > 0.0) {
        const double all = lt_plume_mass_between(b, 0.0, b->lid_m);
        if (all > 0.0) around += 0.5 * lt_plume_mass_between(b, 0.0, level->divide_m) / all;
    }
    return around * at_height(b, level->up_m) + (1.0 - around) * at_height(b, level->above_m);
}
