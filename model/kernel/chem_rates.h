/* chem_rates.h - rate constants of many cells in vectors of double: the frame of what generate/rates.c writes.
 *
 * Almost every constant is a sum, product or quotient of monomials A (T/300)^B exp(-C/T) M^D, so one packed loop over a
 * table of rows makes them all,
 *     e = exp(ln A + B ln(T/300) - C/T + D ln M + G ln CFACTOR),
 * a second one the falloffs k0 M / (1 + r) F^(1 / (1 + (log10(r)/N)^2)), r = k0 M / ki, whose logarithm is a difference
 * of exponents; what is left is straight code. All is done in double and scaled to ppb and s-1 before a constant
 * becomes an lt_real: in molecule units some are too small for a float. Cells are taken in blocks of LT_RATES_BLOCK,
 * whose surroundings lie side by side; the rest of the last block repeats its last cell. What a cell gets depends on
 * nothing but its own surroundings. */
#ifndef LT_KERNEL_CHEM_RATES_H
#define LT_KERNEL_CHEM_RATES_H

#include "model/kernel/chemistry.h"
#include "model/kernel/simd_double.h"

#include <stdbool.h>
#include <string.h>

enum { LT_RATES_BLOCK = 16, LT_RATE_POWERS = 4 };

/* Powers of a monomial: T/300, exp(-1/T), M, CFACTOR. */
typedef struct lt_rate_row {
    double log_a, power[LT_RATE_POWERS];
} lt_rate_row;

/* Falloff: exponents of k0 M, of r; ln F; 1/(N ln 10). */
typedef struct lt_falloff_row {
    lt_rate_row low, ratio;
    double log_f, over_n;
} lt_falloff_row;

/* What rows are made of, for one vector of cells. */
typedef struct lt_rate_logs {
    lt_dvec of[LT_RATE_POWERS];
} lt_rate_logs;

static inline lt_rate_logs lt_rate_logs_of(lt_dvec T, lt_dvec air, lt_dvec cfactor) {
    return (lt_rate_logs){{lt_d_log(T / lt_d_all(300.0)), lt_d_all(-1.0) / T, lt_d_log(air), lt_d_log(cfactor)}};
}

static inline lt_dvec lt_rate_linear(const lt_rate_row *row, const lt_rate_logs *logs) {
    lt_dvec x = lt_d_all(row->log_a);
    for (int p = 0; p < LT_RATE_POWERS; ++p) x = lt_d_fma(lt_d_all(row->power[p]), logs->of[p], x);
    return x;
}

/* exp for rows, half as dear as lt_d_exp: fused, Taylor polynomial of degree 11 (remainder < 7e-15 of the value). */
static inline lt_dvec lt_rate_exp(lt_dvec x) {
    static const double c[] = {
        1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0, 1.0 / 5040.0, 1.0 / 720.0,
        1.0 / 120.0,      1.0 / 24.0,      1.0 / 6.0,      0.5,           1.0,          1.0};
    const lt_dvec shift = lt_d_all(6755399441055744.0);
    x = lt_d_min(lt_d_all(709.0), lt_d_max(lt_d_all(-708.0), x));
    const lt_dvec n = lt_d_fma(x, lt_d_all(1.4426950408889634), shift), whole = n - shift;
    lt_dvec r = lt_d_fma(whole, lt_d_all(-6.93147180369123816490e-01), x), p = lt_d_all(c[0]);
    r = lt_d_fma(whole, lt_d_all(-1.90821492927058770002e-10), r);
    for (int i = 1; i < (int)(sizeof c / sizeof *c); ++i) p = lt_d_fma(p, r, lt_d_all(c[i]));
    return p * lt_d_power_of_two(n);
}

/* The first n_short rows have powers of exp(-1/T) and of M only. */
static inline void lt_rate_rows(int n_short, int n, const lt_rate_row *rows, const lt_rate_logs *logs, lt_dvec *out) {
    for (int i = 0; i < n_short; ++i) {
        const lt_dvec cold = lt_d_fma(lt_d_all(rows[i].power[1]), logs->of[1], lt_d_all(rows[i].log_a));
        out[i] = lt_rate_exp(lt_d_fma(lt_d_all(rows[i].power[2]), logs->of[2], cold));
    }
    for (int i = n_short; i < n; ++i) out[i] = lt_rate_exp(lt_rate_linear(&rows[i], logs));
}

/* With d = 1/((1 + w^2)(1 + r)), both quotients from one division. */
static inline void lt_falloff_rows(int n, const lt_falloff_row *rows, const lt_rate_logs *logs, lt_dvec *out) {
    const lt_dvec one = lt_d_all(1.0);
    for (int i = 0; i < n; ++i) {
        const lt_dvec log_r = lt_rate_linear(&rows[i].ratio, logs), width = log_r * lt_d_all(rows[i].over_n);
        const lt_dvec broad = lt_d_fma(width, width, one), high = one + lt_rate_exp(log_r), d = one / (broad * high);
        const lt_dvec log_low = lt_rate_linear(&rows[i].low, logs);
        out[i] = lt_rate_exp(lt_d_fma(lt_d_all(rows[i].log_f), high * d, log_low)) * (broad * d);
    }
}

/* The share of open sea where the sun is up and it is more than 0.001, else 0. */
static inline lt_dvec lt_rate_sea(lt_dvec cos_sza, lt_dvec sea) {
#ifdef __AVX512DQ__
    const __mmask8 counts = _mm512_cmp_pd_mask(cos_sza, lt_d_all(0.0), _CMP_GT_OQ);
    return _mm512_maskz_mov_pd(_mm512_mask_cmp_pd_mask(counts, sea, lt_d_all(0.001), _CMP_GT_OQ), sea);
#else
    const lt_dvec up = _mm256_cmp_pd(cos_sza, lt_d_all(0.0), _CMP_GT_OQ);
    return _mm256_and_pd(_mm256_and_pd(up, _mm256_cmp_pd(sea, lt_d_all(0.001), _CMP_GT_OQ)), sea);
#endif
}

/* Where x is a positive normal number: value; where x is 0 and y positive: 0; else NaN. What powers x^y are. */
static inline lt_dvec lt_rate_domain(lt_dvec x, lt_dvec y, lt_dvec value) {
    const lt_dvec none = lt_d_all(__builtin_nan("")), nil = lt_d_all(0.0), least = lt_d_all(0x1p-1022);
#ifdef __AVX512DQ__
    const __mmask8 at_zero = _mm512_cmp_pd_mask(x, nil, _CMP_EQ_OQ) & _mm512_cmp_pd_mask(y, nil, _CMP_GT_OQ);
    const lt_dvec outside = _mm512_mask_blend_pd(at_zero, none, nil);
    return _mm512_mask_blend_pd(_mm512_cmp_pd_mask(x, least, _CMP_GE_OQ), outside, value);
#else
    const lt_dvec at_zero = _mm256_and_pd(_mm256_cmp_pd(x, nil, _CMP_EQ_OQ), _mm256_cmp_pd(y, nil, _CMP_GT_OQ));
    const lt_dvec outside = _mm256_blendv_pd(none, nil, at_zero);
    return _mm256_blendv_pd(outside, value, _mm256_cmp_pd(x, least, _CMP_GE_OQ));
#endif
}

static inline lt_dvec lt_rate_log(lt_dvec x) {
    return lt_rate_domain(x, lt_d_all(-1.0), lt_d_log(x));
}

static inline lt_dvec lt_rate_power(lt_dvec x, lt_dvec y) {
    return lt_rate_domain(x, y, lt_d_pow(x, y));
}

/* --- blocks of cells ---------------------------------------------------------------------------------------------- */

/* Surroundings of one vector of a block: rows LT_RATES_BLOCK apart. */
typedef struct lt_rate_inputs {
    const double *variable, *fixed, *external;
} lt_rate_inputs;

/* The tables of a mechanism, and its straight code: from surroundings and the values of rows and falloffs to the
 * constants k, LT_RATES_BLOCK apart. values has room for what the code keeps beside them. */
typedef struct lt_rate_tables {
    int n_variables, n_fixed, n_externals, n_reactions, n_short_rows, n_rows, n_falloffs;
    int temperature, air, cfactor; /* which variables these are */
    const lt_rate_row *rows;
    const lt_falloff_row *falloffs;
    void (*combine)(const lt_rate_inputs *in, const lt_rate_logs *logs, lt_dvec *values, lt_real *k);
} lt_rate_tables;

/* Rows of x into a block: n cells, the last of them again in what is left. */
static inline void lt_rate_fill(int rows, const double *x, ptrdiff_t stride, int n, double *block) {
    for (int row = 0; row < rows; ++row) {
        const double *from = x + row * stride;
        double *to = block + row * LT_RATES_BLOCK;
        if (n == LT_RATES_BLOCK) {
            for (int l = 0; l < LT_RATES_BLOCK; l += LT_D_LANES) lt_d_store(to + l, lt_d_load(from + l));
            __builtin_prefetch(from + LT_RATES_BLOCK);
            __builtin_prefetch(from + LT_RATES_BLOCK + LT_RATES_BLOCK / 2);
        } else
            for (int l = 0; l < LT_RATES_BLOCK; ++l) to[l] = from[l < n ? l : n - 1];
    }
}

/* bad[l] |= the number l of some row is infinite or no number; the sign counts if it is kept. A number of 64 or 32 bits
 * is finite and not negative where its upper half, or all of it, is below that of infinity. */
static inline void lt_rate_check(int rows, const void *block, size_t bytes, bool sign, int n, uint8_t *bad) {
    const lt_dvec_bits kept = lt_d_whole(sign ? -1 : bytes == 8 ? 0x7fffffffffffffff : 0x7fffffff7fffffff);
    const uint32_t infinite = bytes == 8 ? 0x7ff00000u : 0x7f800000u;
    const size_t line = LT_RATES_BLOCK * bytes, words = bytes / sizeof(uint32_t);
    uint32_t most[LT_RATES_BLOCK * 2];
    for (size_t at = 0; at < line; at += sizeof(lt_dvec_bits)) {
        lt_dvec_bits all = lt_d_whole(0);
        for (int row = 0; row < rows; ++row)
            all = LT_D(max_epu32)(all, LT_D_AND(kept, lt_d_load_bits((const char *)block + (size_t)row * line + at)));
        lt_d_store_bits((char *)most + at, all);
    }
    for (int l = 0; l < n; ++l) bad[l] |= most[(size_t)(l + 1) * words - 1] >= infinite;
}

/* Whole lines of memory at once: rows of k lie far apart. */
static inline void lt_rate_keep(int rows, const lt_real *block, int n, lt_real *k, ptrdiff_t stride) {
    for (int row = 0; row < rows; ++row) {
        const lt_real *from = block + row * LT_RATES_BLOCK;
        lt_real *to = k + row * stride;
        if (n == LT_RATES_BLOCK) {
            memcpy(to, from, LT_RATES_BLOCK * sizeof *to);
            __builtin_prefetch(to + LT_RATES_BLOCK, 1); /* of the next block */
        } else
            for (int l = 0; l < n; ++l) to[l] = from[l];
    }
}

/* The constants of one block; in, values and block are memory for it. */
static inline void lt_rate_block(const lt_rate_tables *t, double *in, lt_dvec *values, lt_real *block) {
    for (int l = 0; l < LT_RATES_BLOCK; l += LT_D_LANES) {
        const double *variable = in + l, *fixed = variable + t->n_variables * LT_RATES_BLOCK;
        const lt_rate_inputs inputs = {variable, fixed, fixed + t->n_fixed * LT_RATES_BLOCK};
        const lt_rate_logs logs = lt_rate_logs_of(lt_d_load(variable + t->temperature * LT_RATES_BLOCK),
                                                  lt_d_load(variable + t->air * LT_RATES_BLOCK),
                                                  lt_d_load(variable + t->cfactor * LT_RATES_BLOCK));
        lt_rate_rows(t->n_short_rows, t->n_rows, t->rows, &logs, values);
        lt_falloff_rows(t->n_falloffs, t->falloffs, &logs, values + t->n_rows);
        t->combine(&inputs, &logs, values, block + l);
    }
}

/* lt_chem_kernel.rates. in [(n_variables + n_fixed + n_externals) LT_RATES_BLOCK], block [n_reactions LT_RATES_BLOCK].
 */
static inline void lt_rate_blocks(const lt_rate_tables *t, const lt_chem_air *air, double *in, lt_dvec *values,
                                  lt_real *block, lt_real *k, ptrdiff_t k_stride, uint8_t *bad) {
    double *const fixed = in + t->n_variables * LT_RATES_BLOCK, *const external = fixed + t->n_fixed * LT_RATES_BLOCK;
    const int n_inputs = t->n_variables + t->n_fixed + t->n_externals;
    for (int first = 0; first < air->n; first += LT_RATES_BLOCK) {
        const int n = air->n - first < LT_RATES_BLOCK ? air->n - first : LT_RATES_BLOCK;
        lt_rate_fill(t->n_variables, air->variable + first, air->stride, n, in);
        lt_rate_fill(t->n_fixed, air->fixed + first, air->stride, n, fixed);
        lt_rate_fill(t->n_externals, air->external + first, air->stride, n, external);
        lt_rate_block(t, in, values, block);
        memset(bad + first, 0, (size_t)n);
        lt_rate_check(n_inputs, in, sizeof *in, false, n, bad + first);
        lt_rate_check(t->n_reactions, block, sizeof *block, true, n, bad + first);
        lt_rate_keep(t->n_reactions, block, n, k + first, k_stride);
    }
}

#endif
