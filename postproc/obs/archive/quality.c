#include "postproc/obs/archive/quality.h"

#include <math.h>
#include <stdlib.h>

const lt_flag_row lt_flag_table[LT_N_FLAGS] = {
#define LT_FLAG_ROW(id, bit, name, en, zh) {bit, name, en, zh},
    LT_FLAG_LIST(LT_FLAG_ROW)
#undef LT_FLAG_ROW
};

bool lt_quality_range(const lt_limits *limits, double value) {
    return value < limits->least || value > limits->most; /* false for NaN */
}

/* value above other by more than limit and ratio times, or below it so. */
static bool beyond(double value, double other, double limit, double ratio) {
    return value - other > limit && value > ratio * other;
}

bool lt_quality_jump(const lt_limits *limits, double before, double value, double after) {
    if (!isfinite(value) || (!isfinite(before) && !isfinite(after))) return false;
    if (!isfinite(before) || !isfinite(after)) {
        const double other = isfinite(before) ? before : after;
        return beyond(value, other, limits->jump_end, limits->jump_ratio) ||
               beyond(other, value, limits->jump_end, limits->jump_ratio);
    }
    return beyond(value, fmax(before, after), limits->jump, limits->jump_ratio) ||
           beyond(fmin(before, after), value, limits->jump, limits->jump_ratio);
}

bool lt_quality_stuck(const lt_limits *limits, const double *x, long n, long h) {
    if (!(x[h] > limits->stuck_above) || !(limits->stuck_hours > 1)) return false;
    const long wanted = (long)limits->stuck_hours;
    long run = 1;
    for (long k = h - 1; k >= 0 && run < wanted && x[k] == x[h]; k--) run++;
    for (long k = h + 1; k < n && run < wanted && x[k] == x[h]; k++) run++;
    return run >= wanted;
}

bool lt_quality_pair(const lt_quality *quality, double pm25, double pm10) {
    return pm25 > quality->pair_ratio * pm10 + quality->pair_add;
}

static int by_value(const void *left, const void *right) {
    const double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static double median(double *x, int n) {
    qsort(x, (size_t)n, sizeof *x, by_value);
    return n % 2 ? x[n / 2] : (x[n / 2 - 1] + x[n / 2]) / 2;
}

bool lt_quality_neighbour(const lt_limits *limits, double value, double *others, int n) {
    if (!isfinite(value) || !(limits->least_n >= 1) || n < limits->least_n) return false;
    const double middle = median(others, n);
    for (int k = 0; k < n; k++) others[k] = fabs(others[k] - middle);
    const double spread = 1.4826 * median(others, n); /* of a normal distribution: its standard deviation */
    return fabs(value - middle) > limits->floor && fabs(value - middle) > limits->spreads * spread;
}
