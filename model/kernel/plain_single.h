/* plain_single.h - what simd_single.h offers, on one number: the same source is then the plain version of a kernel, to
 * the same bits. */
#ifndef LT_KERNEL_PLAIN_SINGLE_H
#define LT_KERNEL_PLAIN_SINGLE_H

#include <math.h>
#include <stdint.h>

typedef float lt_dvec;

#include "model/kernel/plain_lanes.h"

typedef union lt_bits32 {
    float f;
    int32_t i;
} lt_bits32;

static inline lt_dvec lt_d_fma(lt_dvec a, lt_dvec b, lt_dvec c) { /* a b + c, rounded once */
    return fmaf(a, b, c);
}
static inline lt_dvec lt_d_sqrt(lt_dvec x) {
    return sqrtf(x);
}
static inline lt_dvec lt_d_abs(lt_dvec x) {
    return fabsf(x);
}
static inline lt_dvec lt_d_power_of_two(lt_dvec shifted) { /* 2^n of n + 1.5 2^23 */
    lt_bits32 n = {.f = shifted};
    n.i = (int32_t)(((uint32_t)n.i + 127u) << 23);
    return n.f;
}
/* x = 2^e m, m in [sqrt(1/2), sqrt(2)); x positive and normal */
static inline void lt_d_parts(lt_dvec x, lt_dvec *exponent, lt_dvec *mantissa) {
    lt_bits32 b = {.f = x};
    const int32_t e = (int32_t)((uint32_t)b.i - 0x3f3504f3u) >> 23;
    *exponent = (float)e;
    b.i = (int32_t)((uint32_t)b.i - ((uint32_t)e << 23));
    *mantissa = b.f;
}

#endif
