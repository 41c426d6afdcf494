#include "postproc/judgement/anchored.h"

#include <math.h>

lt_anchored lt_anchor(double observed, double base, double package, double floor) {
    lt_anchored out = {observed, base, package, NAN, NAN, base < floor};
    if (!(observed >= 0) || !(base >= 0) || !(package >= 0) || !(floor > 0)) return out;
    out.ratio = 1 + (package - base) / fmax(base, floor);
    out.value = observed * out.ratio;
    return out;
}

void lt_anchor_days(const double *observed, long n, double ratio, double *out) {
    for (long d = 0; d < n; d++) out[d] = observed[d] * ratio;
}
