/* ltmath.h - exp, log, pow, sin and cos that give the same bits on every compiler, instruction set and lane.
 *
 * libm and libmvec differ between versions and between vector and scalar calls; these are branch-free plain C in
 * double, no contraction, so a compiler may vectorise them but never change them. exp: Cody-Waite reduction x = n ln2 +
 * r, |r| <= ln2/2, Taylor polynomial of degree 13 (remainder < 5e-18), 2^n by bits. Clamped to [-708, 709]: below it
 * returns about 3e-308, above about 8e307. log: x = 2^e m, m in [sqrt(1/2), sqrt(2)); log m = 2 atanh(s), s =
 * (m-1)/(m+1), series to s^23 (remainder < 1e-18). x must be a positive normal number. pow: exp(y log x), x > 0;
 * relative error about 1e-16 |y log x|. sin, cos: x = n pi/2 + r, |r| <= pi/4, series to r^17 and r^16 (remainder
 * < 1e-18); |x| up to 1e5, within 2e-16. */
#ifndef LT_KERNEL_LTMATH_H
#define LT_KERNEL_LTMATH_H

#include <stdint.h>

typedef union lt_bits64 {
    double d;
    int64_t i;
} lt_bits64;

static inline double lt_exp(double x) {
    const double log2e = 1.4426950408889634, ln2_hi = 6.93147180369123816490e-01, ln2_lo = 1.90821492927058770002e-10;
    const double shift = 6755399441055744.0; /* 1.5 * 2^52: adding it rounds to an integer */
    x = x < -708.0 ? -708.0 : x;
    x = x > 709.0 ? 709.0 : x;
    lt_bits64 n;
    n.d = x * log2e + shift;
    double fn = n.d - shift;
    double r = (x - fn * ln2_hi) - fn * ln2_lo;
    double p = 1.0 / 6227020800.0;
    p = p * r + 1.0 / 479001600.0;
    p = p * r + 1.0 / 39916800.0;
    p = p * r + 1.0 / 3628800.0;
    p = p * r + 1.0 / 362880.0;
    p = p * r + 1.0 / 40320.0;
    p = p * r + 1.0 / 5040.0;
    p = p * r + 1.0 / 720.0;
    p = p * r + 1.0 / 120.0;
    p = p * r + 1.0 / 24.0;
    p = p * r + 1.0 / 6.0;
    p = p * r + 0.5;
    p = p * r + 1.0;
    p = p * r + 1.0;
    lt_bits64 scale;
    scale.i = (int64_t)((uint64_t)(n.i + 1023) << 52); /* the low bits of n.i hold the integer */
    return p * scale.d;
}

static inline double lt_log(double x) {
    const double ln2_hi = 6.93147180369123816490e-01, ln2_lo = 1.90821492927058770002e-10;
    lt_bits64 b;
    b.d = x;
    /* Shift the exponent so that the mantissa lies in [sqrt(1/2), sqrt(2)). */
    const int64_t bias = 1024;
    uint64_t top = (uint64_t)b.i - 0x3fe6a09e667f3bcdULL + ((uint64_t)bias << 52);
    lt_bits64 biased; /* e + bias as the low bits of 2^52, for AVX2 has no signed shift and no conversion of 64 bits */
    biased.i = (int64_t)(top >> 52 | 0x4330000000000000ULL);
    double fe = biased.d - (4503599627370496.0 + (double)bias);
    b.i = (int64_t)((uint64_t)b.i - (((top >> 52) - (uint64_t)bias) << 52));
    double s = (b.d - 1.0) / (b.d + 1.0), s2 = s * s;
    double p = 1.0 / 23.0;
    p = p * s2 + 1.0 / 21.0;
    p = p * s2 + 1.0 / 19.0;
    p = p * s2 + 1.0 / 17.0;
    p = p * s2 + 1.0 / 15.0;
    p = p * s2 + 1.0 / 13.0;
    p = p * s2 + 1.0 / 11.0;
    p = p * s2 + 1.0 / 9.0;
    p = p * s2 + 1.0 / 7.0;
    p = p * s2 + 1.0 / 5.0;
    p = p * s2 + 1.0 / 3.0;
    return fe * ln2_hi + (2.0 * s + (2.0 * s * s2 * p + fe * ln2_lo));
}

static inline double lt_pow(double x, double y) {
    return lt_exp(y * lt_log(x));
}

/* pi/2 in two parts, the first of 33 bits, so that its products with the whole numbers that occur are exact. */
static inline double lt_quarter_turns(double x, int *quarters) {
    const double shift = 6755399441055744.0;
    lt_bits64 n;
    n.d = x * 0.63661977236758134308 + shift;
    *quarters = (int)(n.i & 3);
    const double whole = n.d - shift;
    return (x - whole * 1.57079632673412561417e+00) - whole * 6.07710050650619224932e-11;
}

static inline double lt_sin_small(double r) {
    const double r2 = r * r;
    double p = 1.0 / 355687428096000.0;
    p = p * r2 - 1.0 / 1307674368000.0;
    p = p * r2 + 1.0 / 6227020800.0;
    p = p * r2 - 1.0 / 39916800.0;
    p = p * r2 + 1.0 / 362880.0;
    p = p * r2 - 1.0 / 5040.0;
    p = p * r2 + 1.0 / 120.0;
    p = p * r2 - 1.0 / 6.0;
    return r + r * r2 * p;
}

static inline double lt_cos_small(double r) {
    const double r2 = r * r;
    double p = 1.0 / 20922789888000.0;
    p = p * r2 - 1.0 / 87178291200.0;
    p = p * r2 + 1.0 / 479001600.0;
    p = p * r2 - 1.0 / 3628800.0;
    p = p * r2 + 1.0 / 40320.0;
    p = p * r2 - 1.0 / 720.0;
    p = p * r2 + 1.0 / 24.0;
    p = p * r2 - 0.5;
    return 1.0 + r2 * p;
}

static inline double lt_sin(double x) {
    int quarters;
    const double r = lt_quarter_turns(x, &quarters), s = quarters & 1 ? lt_cos_small(r) : lt_sin_small(r);
    return quarters & 2 ? -s : s;
}

static inline double lt_cos(double x) {
    int quarters;
    const double r = lt_quarter_turns(x, &quarters), c = quarters & 1 ? lt_sin_small(r) : lt_cos_small(r);
    return (quarters + 1) & 2 ? -c : c;
}

#endif
