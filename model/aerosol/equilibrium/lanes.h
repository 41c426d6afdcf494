/* lanes.h - the numbers of this folder's kernels: a vector of states, or one (LT_PLAIN). */
#ifndef LT_EQUILIBRIUM_LANES_H
#define LT_EQUILIBRIUM_LANES_H

#ifdef LT_PLAIN
#include "model/kernel/plain_double.h"
#else
#include "model/kernel/simd_double.h"
#endif

#define LT_LN10 2.302585092994045684

/* (a - b)+ rounded off: a - b where a is much larger, 0 where b is, and exactly so where one of them is 0.
 *   q = [a - b + sqrt((a - b)^2 + 4 d^2 a b)] / 2,   d = 0.02
 * so that at a = b it is d a. a, b >= 0. to_a, to_b: derivatives. */
#define LT_ROUNDED 0.02

static inline lt_dvec lt_d_above(lt_dvec a, lt_dvec b, lt_dvec *to_a, lt_dvec *to_b) {
    const double d2 = LT_ROUNDED * LT_ROUNDED;
    const lt_dvec x = a - b, half = lt_d_all(0.5), one = lt_d_all(1.0);
    const lt_dvec root = lt_d_sqrt(x * x + lt_d_all(4 * d2) * a * b), inverse = one / (root + lt_d_all(1e-300));
    *to_a = half * (one + (x + lt_d_all(2 * d2) * b) * inverse);
    *to_b = half * ((lt_d_all(2 * d2) * a - x) * inverse - one);
    return half * (x + root);
}

#endif
