/* spread_forms.h - the forms that the steady plume and its puffs share (course.c has the equations). */
#ifndef LT_GAUSSIAN_SPREAD_FORMS_H
#define LT_GAUSSIAN_SPREAD_FORMS_H

#include <math.h>

/* x, but never above 1, without a corner. */
static inline double lt_up_to_one(double x) {
    const double x2 = x * x;
    return x / sqrt(sqrt(1.0 + x2 * x2));
}

/* Mean height of a plume of centre h and spread sigma below zi; above it, and where zi is 0, its centre. */
static inline double lt_plume_mean_height(double h, double sigma, double zi) {
    const double reflected = sqrt(h * h + 0.63661977236758134 * sigma * sigma);
    if (h >= zi) return h;
    if (h < 0.5 * zi) return 0.5 * zi * lt_up_to_one(reflected / (0.5 * zi));
    return h + (0.5 * zi - h) * lt_up_to_one(sigma / zi);
}

#endif
