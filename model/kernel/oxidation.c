/* oxidation.c - what a loss of p % an hour leaves after dt: exp(-k dt) = (1 - p/100)^(dt/3600 s), p at most 90. */
#include "model/kernel/kernels.h"
#include "model/kernel/ltmath.h"

void LT_KERNEL(share_left)(int n, double dt, const double *restrict percent, double *restrict left);

static inline double left_after(double percent, double hours) {
    double p = percent < 90.0 ? percent : 90.0;
    return lt_exp(hours * lt_log(1.0 - 0.01 * p));
}

void LT_KERNEL(share_left)(int n, double dt, const double *restrict percent, double *restrict left) {
    for (int c = 0; c < n; ++c) left[c] = left_after(percent[c], dt / 3600.0);
}
