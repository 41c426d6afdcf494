/* plain_double.h - what simd_double.h offers, on one number: the same source is then the plain version of a kernel, to
 * the same bits. */
#ifndef LT_KERNEL_PLAIN_DOUBLE_H
#define LT_KERNEL_PLAIN_DOUBLE_H

#include "model/kernel/ltmath.h"

#include <math.h>

typedef double lt_dvec;

#include "model/kernel/plain_lanes.h"

static inline lt_dvec lt_d_fma(lt_dvec a, lt_dvec b, lt_dvec c) { /* a b + c, rounded once */
    return fma(a, b, c);
}
static inline lt_dvec lt_d_sqrt(lt_dvec x) {
    return sqrt(x);
}
static inline lt_dvec lt_d_abs(lt_dvec x) {
    return fabs(x);
}
static inline lt_dvec lt_d_exp(lt_dvec x) {
    return lt_exp(x);
}
static inline lt_dvec lt_d_log(lt_dvec x) {
    return lt_log(x);
}
static inline lt_dvec lt_d_power_of_two(lt_dvec shifted) { /* 2^n of n + 1.5 2^52 */
    lt_bits64 n = {.d = shifted};
    n.i = (int64_t)(((uint64_t)n.i + 1023u) << 52);
    return n.d;
}
/* x = 2^e m, m in [sqrt(1/2), sqrt(2)); x positive and normal */
static inline void lt_d_parts(lt_dvec x, lt_dvec *exponent, lt_dvec *mantissa) {
    lt_bits64 b = {.d = x}, biased;
    const uint64_t top = ((uint64_t)b.i - 0x3fe6a09e667f3bcdULL + (1024ULL << 52)) >> 52;
    biased.i = (int64_t)(top | 0x4330000000000000ULL);
    *exponent = biased.d - (4503599627370496.0 + 1024.0);
    b.i = (int64_t)((uint64_t)b.i - ((top - 1024) << 52));
    *mantissa = b.d;
}
static inline lt_dvec lt_d_pow(lt_dvec x, lt_dvec y) {
    return lt_pow(x, y);
}

#endif
