/* lanes.h - the numbers of this folder's kernels: a vector of states, or one (LT_PLAIN), in double or float
 * (LT_SINGLE). */
#ifndef LT_EQUILIBRIUM_LANES_H
#define LT_EQUILIBRIUM_LANES_H

#if defined(LT_SINGLE) && defined(LT_PLAIN)
#include "model/kernel/plain_single.h"
#elif defined(LT_SINGLE)
#include "model/kernel/simd_single.h"
#elif defined(LT_PLAIN)
#include "model/kernel/plain_double.h"
#else
#include "model/kernel/simd_double.h"
#endif

/* Amounts are in mol/LT_UNIT: float has no room for products of mol/m3. A power of 2, so nothing is rounded. */
#ifdef LT_SINGLE
#define LT_UNIT 1073741824.0
#define LT_TINY 1e-22       /* about the root of the least number: added to roots before one divides by them */
#define LT_FARTHEST 80.0    /* logarithm beyond which nothing is left of a share */
#define LT_WHOLE 12582912.0 /* 1.5 2^23: adding it rounds to an integer */
#define LT_EXP_MOST 87.0
#define LT_LN2_HIGH 0.693359375
#define LT_LN2_LOW (-2.12194440054690583e-4)
#else
#define LT_UNIT 1.0
#define LT_TINY 1e-160
#define LT_FARTHEST 150.0
#define LT_WHOLE 6755399441055744.0 /* 1.5 2^52 */
#define LT_EXP_MOST 700.0
#define LT_LN2_HIGH 6.93147180369123816490e-01
#define LT_LN2_LOW 1.90821492927058770002e-10
#endif

#define LT_LN10 2.302585092994045684

/* e^x to 9e-15 (float: 1.5e-7), fused steps, the series in two chains to r^11 (r^7); beyond LT_EXP_MOST it is held. Not
 * a number stays so: of a min and a max the processor gives the second. */
static inline lt_dvec lt_e_exp(lt_dvec x) {
    const lt_dvec shift = lt_d_all(LT_WHOLE), most = lt_d_all(LT_EXP_MOST);
    x = lt_d_min(most, lt_d_max(-most, x));
    const lt_dvec n = lt_d_fma(x, lt_d_all(1.44269504088896340736), shift), fn = n - shift;
    const lt_dvec r = lt_d_fma(fn, lt_d_all(-LT_LN2_LOW), lt_d_fma(fn, lt_d_all(-LT_LN2_HIGH), x)), r2 = r * r;
#ifdef LT_SINGLE
    lt_dvec odd = lt_d_all(1.0 / 5040.0), even = lt_d_all(1.0 / 720.0);
#else
    lt_dvec odd = lt_d_all(1.0 / 39916800.0), even = lt_d_all(1.0 / 3628800.0);
    odd = lt_d_fma(odd, r2, lt_d_all(1.0 / 362880.0));
    even = lt_d_fma(even, r2, lt_d_all(1.0 / 40320.0));
    odd = lt_d_fma(odd, r2, lt_d_all(1.0 / 5040.0));
    even = lt_d_fma(even, r2, lt_d_all(1.0 / 720.0));
#endif
    odd = lt_d_fma(odd, r2, lt_d_all(1.0 / 120.0));
    even = lt_d_fma(even, r2, lt_d_all(1.0 / 24.0));
    odd = lt_d_fma(odd, r2, lt_d_all(1.0 / 6.0));
    even = lt_d_fma(even, r2, lt_d_all(0.5));
    odd = lt_d_fma(odd, r2, lt_d_all(1.0));
    even = lt_d_fma(even, r2, lt_d_all(1.0));
    return lt_d_fma(odd, r, even) * lt_d_power_of_two(n);
}

/* ln of 2^e m (lt_d_parts), s = (m - 1)/(m + 1): 2 atanh(s), the series to s^17, to 1e-15 (float: s^9, 1.6e-7). */
static inline lt_dvec lt_e_log_of(lt_dvec e, lt_dvec s) {
    const lt_dvec s2 = s * s;
#ifdef LT_SINGLE
    lt_dvec p = lt_d_all(2.0 / 9.0);
    p = lt_d_fma(p, s2, lt_d_all(2.0 / 7.0));
    p = lt_d_fma(p, s2, lt_d_all(2.0 / 5.0));
    p = lt_d_fma(p, s2, lt_d_all(2.0 / 3.0)) * s2;
#else
    const lt_dvec s4 = s2 * s2;
    lt_dvec a = lt_d_all(2.0 / 17.0), b = lt_d_all(2.0 / 15.0);
    a = lt_d_fma(a, s4, lt_d_all(2.0 / 13.0));
    b = lt_d_fma(b, s4, lt_d_all(2.0 / 11.0));
    a = lt_d_fma(a, s4, lt_d_all(2.0 / 9.0));
    b = lt_d_fma(b, s4, lt_d_all(2.0 / 7.0));
    a = lt_d_fma(a, s4, lt_d_all(2.0 / 5.0));
    b = lt_d_fma(b, s4, lt_d_all(2.0 / 3.0));
    const lt_dvec p = lt_d_fma(a, s2, b) * s2;
#endif
    return lt_d_fma(e, lt_d_all(0.69314718055994530942), lt_d_fma(s, p, s + s));
}

/* x positive and normal. */
static inline lt_dvec lt_e_log(lt_dvec x) {
    lt_dvec e, m;
    lt_d_parts(x, &e, &m);
    return lt_e_log_of(e, (m - lt_d_all(1.0)) / (m + lt_d_all(1.0)));
}

/* (a - b)+ rounded off: a - b where a is much larger, 0 where b is, and exactly so where one of them is 0.
 *   q = [a - b + sqrt((a - b)^2 + 4 d^2 a b)] / 2,   d = 0.01
 * so that at a = b it is d a. a, b >= 0. to_a, to_b: derivatives. */
#define LT_ROUNDED 0.01

static inline lt_dvec lt_d_above(lt_dvec a, lt_dvec b, lt_dvec *to_a, lt_dvec *to_b) {
    const double d2 = LT_ROUNDED * LT_ROUNDED;
    const lt_dvec x = a - b, half = lt_d_all(0.5), one = lt_d_all(1.0);
    const lt_dvec root = lt_d_sqrt(x * x + lt_d_all(4 * d2) * a * b), inverse = one / (root + lt_d_all(LT_TINY));
    *to_a = half * (one + (x + lt_d_all(2 * d2) * b) * inverse);
    *to_b = half * ((lt_d_all(2 * d2) * a - x) * inverse - one);
    return half * (x + root);
}

/* x+ rounded off by two amounts u, v >= 0: sharp where one of them is 0.
 *   q = [x + sqrt(x^2 + 16 d^2 u v)] / 2 */
static inline lt_dvec lt_d_corner(lt_dvec x, lt_dvec u, lt_dvec v, lt_dvec *to_x, lt_dvec *to_u, lt_dvec *to_v) {
    const double d2 = LT_ROUNDED * LT_ROUNDED;
    const lt_dvec half = lt_d_all(0.5);
    const lt_dvec root = lt_d_sqrt(x * x + lt_d_all(16 * d2) * u * v), inverse = half / (root + lt_d_all(LT_TINY));
    *to_x = half + x * inverse;
    *to_u = lt_d_all(8 * d2) * v * inverse;
    *to_v = lt_d_all(8 * d2) * u * inverse;
    return half * (x + root);
}

#endif
