/* simd_double.h - vectors of double of one instruction set whatever lt_real is, with exp and log of the same bits as
 * those of ltmath.h: 8 lanes with AVX-512 (v4), 4 with AVX2 (v3).
 *
 * For rate constants, which are made in double and stored as lt_real. The functions take the same operations in the
 * same order as ltmath.h and fuse none, so lane l of lt_d_exp(x) is lt_exp(x[l]) to the last bit
 * (tests/unit/test_simd_double.c); their limits are those of ltmath.h. + - * / are the compiler's own for vector types;
 * min and max are those of the processor: a < b ? a : b, a > b ? a : b. */
#ifndef LT_KERNEL_SIMD_DOUBLE_H
#define LT_KERNEL_SIMD_DOUBLE_H

#include "model/kernel/real.h"

#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __AVX512DQ__
typedef __m512d lt_dvec;
typedef __m512i lt_dvec_bits;
typedef __mmask8 lt_dmask;
#define LT_D(name) _mm512_##name
#define LT_D_BITS(x) _mm512_castpd_si512(x)
#define LT_D_OF_BITS(x) _mm512_castsi512_pd(x)
#define LT_D_OR(a, b) _mm512_or_si512(a, b)
#define LT_D_AND(a, b) _mm512_and_si512(a, b)
static inline void lt_d_store_real(lt_real *p, lt_dvec x) {
#ifdef LT_REAL_IS_DOUBLE
    _mm512_storeu_pd(p, x);
#else
    _mm256_storeu_ps(p, _mm512_cvtpd_ps(x));
#endif
}
#else
typedef __m256d lt_dvec;
typedef __m256i lt_dvec_bits;
typedef __m256d lt_dmask;
#define LT_D(name) _mm256_##name
#define LT_D_BITS(x) _mm256_castpd_si256(x)
#define LT_D_OF_BITS(x) _mm256_castsi256_pd(x)
#define LT_D_OR(a, b) _mm256_or_si256(a, b)
#define LT_D_AND(a, b) _mm256_and_si256(a, b)
static inline void lt_d_store_real(lt_real *p, lt_dvec x) {
#ifdef LT_REAL_IS_DOUBLE
    _mm256_storeu_pd(p, x);
#else
    _mm_storeu_ps(p, _mm256_cvtpd_ps(x));
#endif
}
#endif

enum { LT_D_LANES = sizeof(lt_dvec) / sizeof(double) };

static inline lt_dvec lt_d_load(const double *p) {
    return LT_D(loadu_pd)(p);
}
static inline void lt_d_store(double *p, lt_dvec x) {
    LT_D(storeu_pd)(p, x);
}
static inline lt_dvec lt_d_all(double x) {
    return LT_D(set1_pd)(x);
}
static inline lt_dvec_bits lt_d_whole(int64_t n) { /* 64 bits each */
#ifdef __AVX512DQ__
    return _mm512_set1_epi64(n);
#else
    return _mm256_set1_epi64x(n);
#endif
}
static inline lt_dvec lt_d_fma(lt_dvec a, lt_dvec b, lt_dvec c) { /* a b + c, rounded once */
    return LT_D(fmadd_pd)(a, b, c);
}
static inline lt_dvec lt_d_min(lt_dvec a, lt_dvec b) {
    return LT_D(min_pd)(a, b);
}
static inline lt_dvec lt_d_max(lt_dvec a, lt_dvec b) {
    return LT_D(max_pd)(a, b);
}
static inline lt_dvec lt_d_sqrt(lt_dvec x) {
    return LT_D(sqrt_pd)(x);
}

static inline lt_dvec lt_d_abs(lt_dvec x) {
    return LT_D(andnot_pd)(lt_d_all(-0.0), x);
}

/* Lane by lane: a < b (no where one is not a number); one or the other; is any lane so. */
static inline lt_dmask lt_d_less(lt_dvec a, lt_dvec b) {
#ifdef __AVX512DQ__
    return _mm512_cmp_pd_mask(a, b, _CMP_LT_OQ);
#else
    return _mm256_cmp_pd(a, b, _CMP_LT_OQ);
#endif
}
static inline lt_dvec lt_d_select(lt_dmask mask, lt_dvec yes, lt_dvec no) {
#ifdef __AVX512DQ__
    return _mm512_mask_blend_pd(mask, no, yes);
#else
    return _mm256_blendv_pd(no, yes, mask);
#endif
}
static inline bool lt_d_any(lt_dmask mask) {
#ifdef __AVX512DQ__
    return mask != 0;
#else
    return _mm256_movemask_pd(mask) != 0;
#endif
}

static inline lt_dvec_bits lt_d_load_bits(const void *p) {
#ifdef __AVX512DQ__
    return _mm512_loadu_si512(p);
#else
    return _mm256_loadu_si256(p);
#endif
}
static inline void lt_d_store_bits(void *p, lt_dvec_bits x) {
#ifdef __AVX512DQ__
    _mm512_storeu_si512(p, x);
#else
    _mm256_storeu_si256(p, x);
#endif
}

/* 2^n of n + 1.5 2^52, whose low bits hold the integer. */
static inline lt_dvec lt_d_power_of_two(lt_dvec shifted) {
    return LT_D_OF_BITS(LT_D(slli_epi64)(LT_D(add_epi64)(LT_D_BITS(shifted), lt_d_whole(1023)), 52));
}

static inline lt_dvec lt_d_exp(lt_dvec x) {
    const lt_dvec shift = lt_d_all(6755399441055744.0);
    x = lt_d_max(lt_d_all(-708.0), x); /* NaN stays NaN: the processor gives the second */
    x = lt_d_min(lt_d_all(709.0), x);
    const lt_dvec n = x * lt_d_all(1.4426950408889634) + shift, fn = n - shift;
    const lt_dvec r = (x - fn * lt_d_all(6.93147180369123816490e-01)) - fn * lt_d_all(1.90821492927058770002e-10);
    lt_dvec p = lt_d_all(1.0 / 6227020800.0);
    p = p * r + lt_d_all(1.0 / 479001600.0);
    p = p * r + lt_d_all(1.0 / 39916800.0);
    p = p * r + lt_d_all(1.0 / 3628800.0);
    p = p * r + lt_d_all(1.0 / 362880.0);
    p = p * r + lt_d_all(1.0 / 40320.0);
    p = p * r + lt_d_all(1.0 / 5040.0);
    p = p * r + lt_d_all(1.0 / 720.0);
    p = p * r + lt_d_all(1.0 / 120.0);
    p = p * r + lt_d_all(1.0 / 24.0);
    p = p * r + lt_d_all(1.0 / 6.0);
    p = p * r + lt_d_all(0.5);
    p = p * r + lt_d_all(1.0);
    p = p * r + lt_d_all(1.0);
    return p * lt_d_power_of_two(n);
}

/* x = 2^e m, m in [sqrt(1/2), sqrt(2)); x positive and normal. */
static inline void lt_d_parts(lt_dvec x, lt_dvec *exponent, lt_dvec *mantissa) {
    const int64_t bias = 1024;
    const lt_dvec_bits top =
        LT_D(add_epi64)(LT_D(sub_epi64)(LT_D_BITS(x), lt_d_whole(0x3fe6a09e667f3bcdLL)), lt_d_whole(bias << 52));
    const lt_dvec_bits e = LT_D(srli_epi64)(top, 52);
    *exponent =
        LT_D_OF_BITS(LT_D_OR(e, lt_d_whole(0x4330000000000000LL))) - lt_d_all(4503599627370496.0 + (double)bias);
    *mantissa = LT_D_OF_BITS(LT_D(sub_epi64)(LT_D_BITS(x), LT_D(slli_epi64)(LT_D(sub_epi64)(e, lt_d_whole(bias)), 52)));
}

static inline lt_dvec lt_d_log(lt_dvec x) {
    lt_dvec fe, m;
    lt_d_parts(x, &fe, &m);
    const lt_dvec s = (m - lt_d_all(1.0)) / (m + lt_d_all(1.0)), s2 = s * s;
    lt_dvec p = lt_d_all(1.0 / 23.0);
    p = p * s2 + lt_d_all(1.0 / 21.0);
    p = p * s2 + lt_d_all(1.0 / 19.0);
    p = p * s2 + lt_d_all(1.0 / 17.0);
    p = p * s2 + lt_d_all(1.0 / 15.0);
    p = p * s2 + lt_d_all(1.0 / 13.0);
    p = p * s2 + lt_d_all(1.0 / 11.0);
    p = p * s2 + lt_d_all(1.0 / 9.0);
    p = p * s2 + lt_d_all(1.0 / 7.0);
    p = p * s2 + lt_d_all(1.0 / 5.0);
    p = p * s2 + lt_d_all(1.0 / 3.0);
    const lt_dvec two = lt_d_all(2.0);
    return fe * lt_d_all(6.93147180369123816490e-01) +
           (two * s + (two * s * s2 * p + fe * lt_d_all(1.90821492927058770002e-10)));
}

/* x > 0, as lt_pow. */
static inline lt_dvec lt_d_pow(lt_dvec x, lt_dvec y) {
    return lt_d_exp(y * lt_d_log(x));
}

#endif
