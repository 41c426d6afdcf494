/* simd_single.h - the names of simd_double.h on vectors of float: 16 lanes with AVX-512 (v4), 8 with AVX2 (v3). For
 * kernels whose source is written once for both; arrays stay double and are rounded as they are loaded. Instead of
 * simd_double.h, never beside it. */
#ifndef LT_KERNEL_SIMD_SINGLE_H
#define LT_KERNEL_SIMD_SINGLE_H

#include <immintrin.h>
#include <stdbool.h>
#include <stdint.h>

#ifdef __AVX512DQ__
typedef __m512 lt_dvec;
typedef __m512i lt_dvec_bits;
typedef __mmask16 lt_dmask;
#define LT_D(name) _mm512_##name
#define LT_D_BITS(x) _mm512_castps_si512(x)
#define LT_D_OF_BITS(x) _mm512_castsi512_ps(x)
#else
typedef __m256 lt_dvec;
typedef __m256i lt_dvec_bits;
typedef __m256 lt_dmask;
#define LT_D(name) _mm256_##name
#define LT_D_BITS(x) _mm256_castps_si256(x)
#define LT_D_OF_BITS(x) _mm256_castsi256_ps(x)
#endif

enum { LT_D_LANES = sizeof(lt_dvec) / sizeof(float) };

static inline lt_dvec lt_d_load(const double *p) {
#ifdef __AVX512DQ__
    return _mm512_insertf32x8(_mm512_castps256_ps512(_mm512_cvtpd_ps(_mm512_loadu_pd(p))),
                              _mm512_cvtpd_ps(_mm512_loadu_pd(p + 8)), 1);
#else
    return _mm256_set_m128(_mm256_cvtpd_ps(_mm256_loadu_pd(p + 4)), _mm256_cvtpd_ps(_mm256_loadu_pd(p)));
#endif
}
static inline void lt_d_store(double *p, lt_dvec x) {
#ifdef __AVX512DQ__
    _mm512_storeu_pd(p, _mm512_cvtps_pd(_mm512_castps512_ps256(x)));
    _mm512_storeu_pd(p + 8, _mm512_cvtps_pd(_mm512_extractf32x8_ps(x, 1)));
#else
    _mm256_storeu_pd(p, _mm256_cvtps_pd(_mm256_castps256_ps128(x)));
    _mm256_storeu_pd(p + 4, _mm256_cvtps_pd(_mm256_extractf128_ps(x, 1)));
#endif
}
static inline lt_dvec lt_d_all(double x) {
    return LT_D(set1_ps)((float)x);
}
static inline lt_dvec lt_d_fma(lt_dvec a, lt_dvec b, lt_dvec c) { /* a b + c, rounded once */
    return LT_D(fmadd_ps)(a, b, c);
}
static inline lt_dvec lt_d_min(lt_dvec a, lt_dvec b) {
    return LT_D(min_ps)(a, b);
}
static inline lt_dvec lt_d_max(lt_dvec a, lt_dvec b) {
    return LT_D(max_ps)(a, b);
}
static inline lt_dvec lt_d_sqrt(lt_dvec x) {
    return LT_D(sqrt_ps)(x);
}
static inline lt_dvec lt_d_abs(lt_dvec x) {
    return LT_D(andnot_ps)(lt_d_all(-0.0), x);
}

/* Lane by lane: a < b (no where one is not a number); one or the other; is any lane so. */
static inline lt_dmask lt_d_less(lt_dvec a, lt_dvec b) {
#ifdef __AVX512DQ__
    return _mm512_cmp_ps_mask(a, b, _CMP_LT_OQ);
#else
    return _mm256_cmp_ps(a, b, _CMP_LT_OQ);
#endif
}
static inline lt_dvec lt_d_select(lt_dmask mask, lt_dvec yes, lt_dvec no) {
#ifdef __AVX512DQ__
    return _mm512_mask_blend_ps(mask, no, yes);
#else
    return _mm256_blendv_ps(no, yes, mask);
#endif
}
static inline bool lt_d_any(lt_dmask mask) {
#ifdef __AVX512DQ__
    return mask != 0;
#else
    return _mm256_movemask_ps(mask) != 0;
#endif
}

/* 2^n of n + 1.5 2^23, whose low bits hold the integer. */
static inline lt_dvec lt_d_power_of_two(lt_dvec shifted) {
    return LT_D_OF_BITS(LT_D(slli_epi32)(LT_D(add_epi32)(LT_D_BITS(shifted), LT_D(set1_epi32)(127)), 23));
}

/* x = 2^e m, m in [sqrt(1/2), sqrt(2)); x positive and normal. */
static inline void lt_d_parts(lt_dvec x, lt_dvec *exponent, lt_dvec *mantissa) {
    const lt_dvec_bits e = LT_D(srai_epi32)(LT_D(sub_epi32)(LT_D_BITS(x), LT_D(set1_epi32)(0x3f3504f3)), 23);
    *exponent = LT_D(cvtepi32_ps)(e);
    *mantissa = LT_D_OF_BITS(LT_D(sub_epi32)(LT_D_BITS(x), LT_D(slli_epi32)(e, 23)));
}

#endif
