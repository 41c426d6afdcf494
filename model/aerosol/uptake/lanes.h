/* lanes.h - the numbers of this folder's kernels: a vector of cells, or one (LT_PLAIN). */
#ifndef LT_UPTAKE_LANES_H
#define LT_UPTAKE_LANES_H

#ifdef LT_PLAIN
#include "model/kernel/plain_double.h"
#else
#include "model/kernel/simd_double.h"
#endif

#define LT_ALL(x) lt_d_all(x)

/* More than nothing, and not what is no number. */
static inline lt_dvec lt_u_positive(lt_dvec x) {
    return lt_d_max(x, LT_ALL(0.0));
}
static inline lt_dvec lt_u_between(lt_dvec x, double least, double most) {
    return lt_d_min(lt_d_max(x, LT_ALL(least)), LT_ALL(most));
}

/* 1 - e^-y, y >= 0, to 1e-13 of itself: a series where the difference would lose digits. What is selected does not hang
 * on the neighbours; the exponential is left out where no lane wants it. */
static inline lt_dvec lt_u_gone(lt_dvec y) {
    const lt_dvec series =
        y * (LT_ALL(1.0) -
             y * (LT_ALL(0.5) - y * (LT_ALL(1.0 / 6.0) - y * (LT_ALL(1.0 / 24.0) - y * LT_ALL(1.0 / 120.0)))));
    const lt_dmask large = lt_d_less(LT_ALL(0.005), y);
    return lt_d_any(large) ? lt_d_select(large, LT_ALL(1.0) - lt_d_exp(-y), series) : series;
}

/* q coth q - 1, q >= 0, to 1e-12 of itself. */
static inline lt_dvec lt_u_coth_rest(lt_dvec q) {
    const lt_dvec q2 = q * q, one = LT_ALL(1.0);
    const lt_dvec series = q2 * (LT_ALL(1.0 / 3.0) - q2 * (LT_ALL(1.0 / 45.0) - q2 * LT_ALL(2.0 / 945.0)));
    const lt_dmask large = lt_d_less(LT_ALL(0.02), q);
    if (!lt_d_any(large)) return series;
    const lt_dvec e = lt_d_exp(LT_ALL(-2.0) * q), closed = q * (one + e) / lt_d_max(one - e, LT_ALL(1e-300)) - one;
    return lt_d_select(large, closed, series);
}

#endif
