/* simd.h - vectors of lt_real of one instruction set: 64 bytes with AVX-512 (v4), 32 with AVX2 (v3).
 *
 * Every operation is exactly rounded or exact, so the bits do not depend on the width; + - * are the compiler's own for
 * vector types. min and max are those of the processor: a < b ? a : b, a > b ? a : b. */
#ifndef LT_KERNEL_SIMD_H
#define LT_KERNEL_SIMD_H

#include "model/kernel/real.h"

#include <immintrin.h>

/* Intrinsics of the width P (_mm512 or _mm256) and the type T (ps or pd). */
#define LT_V_JOIN_(p, name, t) p##_##name##_##t
#define LT_V_JOIN(p, name, t) LT_V_JOIN_(p, name, t)
#define LT_V(name) LT_V_JOIN(LT_V_WIDTH, name, LT_V_TYPE)

#ifdef LT_REAL_IS_DOUBLE
#define LT_V_TYPE pd
#else
#define LT_V_TYPE ps
#endif

#ifdef __AVX512DQ__
#define LT_V_WIDTH _mm512
#ifdef LT_REAL_IS_DOUBLE
typedef __m512d lt_vec;
typedef __mmask8 lt_vec_mask;
#define LT_V_ALIGN(low, high, n)                                                                                       \
    ((n) == 8 ? (high)                                                                                                 \
              : _mm512_castsi512_pd(_mm512_alignr_epi64(_mm512_castpd_si512(high), _mm512_castpd_si512(low), (n)&7)))
static inline lt_vec_mask lt_v_negative(lt_vec x) {
    return _mm512_movepi64_mask(_mm512_castpd_si512(x));
}
#else
typedef __m512 lt_vec;
typedef __mmask16 lt_vec_mask;
#define LT_V_ALIGN(low, high, n)                                                                                       \
    ((n) == 16                                                                                                         \
         ? (high)                                                                                                      \
         : _mm512_castsi512_ps(_mm512_alignr_epi32(_mm512_castps_si512(high), _mm512_castps_si512(low), (n)&15)))
static inline lt_vec_mask lt_v_negative(lt_vec x) {
    return _mm512_movepi32_mask(_mm512_castps_si512(x));
}
#endif
static inline lt_vec lt_v_select(lt_vec_mask mask, lt_vec yes, lt_vec no) {
    return LT_V(mask_blend)(mask, no, yes);
}
#else
#define LT_V_WIDTH _mm256
#ifdef LT_REAL_IS_DOUBLE
typedef __m256d lt_vec;
typedef __m256d lt_vec_mask;
#define LT_V_AS_BYTES _mm256_castpd_si256
#define LT_V_FROM_BYTES _mm256_castsi256_pd
#else
typedef __m256 lt_vec;
typedef __m256 lt_vec_mask;
#define LT_V_AS_BYTES _mm256_castps_si256
#define LT_V_FROM_BYTES _mm256_castsi256_ps
#endif
/* Halves: low = ab, high = cd; the lanes lie in ab|bc|cd. */
#define LT_V_MIDDLE(low, high) LT_V_FROM_BYTES(_mm256_permute2x128_si256(LT_V_AS_BYTES(low), LT_V_AS_BYTES(high), 0x21))
#define LT_V_WITHIN(low, high, n)                                                                                      \
    LT_V_FROM_BYTES(_mm256_alignr_epi8(LT_V_AS_BYTES(high), LT_V_AS_BYTES(low), (n) * (int)sizeof(lt_real) % 16))
#define LT_V_ALIGN(low, high, n)                                                                                       \
    ((n) == 0                ? (low)                                                                                   \
     : (n) == LT_V_LANES     ? (high)                                                                                  \
     : (n) == LT_V_LANES / 2 ? LT_V_MIDDLE(low, high)                                                                  \
     : (n) < LT_V_LANES / 2  ? LT_V_WITHIN(low, LT_V_MIDDLE(low, high), n)                                             \
                             : LT_V_WITHIN(LT_V_MIDDLE(low, high), high, n))
static inline lt_vec_mask lt_v_negative(lt_vec x) {
    return x; /* blendv looks at the sign bit */
}
static inline lt_vec lt_v_select(lt_vec_mask mask, lt_vec yes, lt_vec no) {
    return LT_V(blendv)(no, yes, mask);
}
#endif

enum { LT_V_LANES = sizeof(lt_vec) / sizeof(lt_real) };

/* Lanes of a vector put elsewhere: lane l of lt_v_permute is lane from[l] of x. */
#ifdef __AVX512DQ__
typedef __m512i lt_vec_places;
static inline lt_vec_places lt_v_places(const int from[LT_V_LANES]) {
#ifdef LT_REAL_IS_DOUBLE
    return _mm512_cvtepi32_epi64(_mm256_loadu_si256((const __m256i *)from));
#else
    return _mm512_loadu_si512(from);
#endif
}
static inline lt_vec lt_v_permute(lt_vec x, lt_vec_places from) {
    return LT_V(permutexvar)(from, x);
}
#else
typedef __m256i lt_vec_places;
static inline lt_vec_places lt_v_places(const int from[LT_V_LANES]) {
#ifdef LT_REAL_IS_DOUBLE
    return _mm256_setr_epi32(2 * from[0], 2 * from[0] + 1, 2 * from[1], 2 * from[1] + 1, 2 * from[2], 2 * from[2] + 1,
                             2 * from[3], 2 * from[3] + 1);
#else
    return _mm256_loadu_si256((const __m256i *)from);
#endif
}
static inline lt_vec lt_v_permute(lt_vec x, lt_vec_places from) {
#ifdef LT_REAL_IS_DOUBLE
    return _mm256_castps_pd(_mm256_permutevar8x32_ps(_mm256_castpd_ps(x), from));
#else
    return _mm256_permutevar8x32_ps(x, from);
#endif
}
#endif

static inline lt_vec lt_v_load(const lt_real *p) {
    return LT_V(loadu)(p);
}
static inline void lt_v_store(lt_real *p, lt_vec x) {
    LT_V(storeu)(p, x);
}
static inline lt_vec lt_v_all(double x) {
    return LT_V(set1)((lt_real)x);
}
static inline lt_vec lt_v_fma(lt_vec a, lt_vec b, lt_vec c) { /* a b + c, rounded once */
    return LT_V(fmadd)(a, b, c);
}
static inline lt_vec lt_v_fnma(lt_vec a, lt_vec b, lt_vec c) { /* c - a b, rounded once */
    return LT_V(fnmadd)(a, b, c);
}
static inline lt_vec lt_v_min(lt_vec a, lt_vec b) {
    return LT_V(min)(a, b);
}
static inline lt_vec lt_v_max(lt_vec a, lt_vec b) {
    return LT_V(max)(a, b);
}
static inline lt_vec lt_v_abs(lt_vec x) {
    return LT_V(andnot)(lt_v_all(-0.0), x);
}

#endif
