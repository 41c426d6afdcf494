/* solve.h - partition.h on vectors of cells, or on one (LT_PLAIN): the same source, the same bits.
 *
 *   F(n) = n0/n + sum_i t_i/(k_i + n) = 1      the mole fractions sum to 1; F falls as n grows
 *
 * One evaluation of F and F' gives two bounds of the root n*:
 *   1/F is concave and grows (F is a Stieltjes function): the zero of the tangent of 1/F - 1 at n,
 *       n + F (F - 1)/(-F'), is a lower bound wherever n is, and Newton on it goes up to n* without passing it;
 *   g = n - n F is convex: where its tangent rises, its zero is an upper bound.
 * So every step narrows a bracket, and its width is the error that is judged. First bounds: n0, without it
 * s (s - 1)/sum t_i/k_i^2 (the first tangent at 0), from below; n0 + sum t_i, and n0/(1 - s) where s < 1, from above
 * (s = sum t_i/k_i). Steps are taken at the lower bound, or at the geometric mean while the upper is more than twice
 * it. No state of tests/verify/test_organics_states.c takes more than 9 evaluations, most take 3. Near s = 1 without n0
 * the root is double and rounding of F limits n, not the steps: there the bounds meet at what F can tell. */
#ifndef LT_ORGANICS_SOLVE_H
#define LT_ORGANICS_SOLVE_H

#include "model/aerosol/organics/partition.h"

#ifdef LT_PLAIN
#include "model/kernel/plain_double.h"
#else
#include "model/kernel/simd_double.h"
#endif

#define LT_ORGANICS_LEAST 1e-30 /* umol/m3 of n0 that are some */
enum { LT_ORGANICS_MOST_STEPS = 60 };

/* k_i at the temperatures. */
static inline void lt_organics_saturation(const lt_organics_facts *facts, lt_dvec temperature, lt_dvec *k) {
    const lt_dvec reference = lt_d_all(LT_ORGANICS_REFERENCE_K), one = lt_d_all(1.0);
    const lt_dvec dilution = reference / temperature, inverse = one / reference - one / temperature;
    lt_dvec warm[LT_ORGANICS_MOST_PAIRS];
    for (int e = 0; e < facts->n_enthalpies; e++)
        warm[e] = dilution * lt_d_exp(lt_d_all(facts->enthalpy_K[e]) * inverse);
    for (int p = 0; p < facts->n_pairs; p++) k[p] = lt_d_all(facts->at_298[p]) * warm[facts->enthalpy_of[p]];
}

/* Bounds of n before the first step. */
static inline void lt_organics_first_bounds(int n_pairs, const lt_dvec *k, const lt_dvec *t, lt_dvec n0, lt_dvec *low,
                                            lt_dvec *high) {
    const lt_dvec zero = lt_d_all(0.0), one = lt_d_all(1.0);
    lt_dvec all = n0, s = zero, s2 = zero;
    for (int p = 0; p < n_pairs; p++) {
        const lt_dvec share = t[p] / k[p];
        all = all + t[p];
        s = s + share;
        s2 = s2 + share / k[p];
    }
    const lt_dmask some = lt_d_less(zero, n0), beyond = lt_d_less(one, s);
    *low = lt_d_select(beyond, lt_d_max(n0, s * (s - one) / s2), n0);
    *high = lt_d_select(lt_d_less(s, one), lt_d_min(all, n0 / (one - s)), all);
    *high = lt_d_select(some, *high, lt_d_select(beyond, *high, zero));
    *high = lt_d_max(*low, *high); /* roundings */
}

/* Where the next step is taken. */
static inline lt_dvec lt_organics_between(lt_dvec low, lt_dvec high) {
    return lt_d_select(lt_d_less(low + low, high), lt_d_sqrt(low * high), low);
}

/* n; gap: the width of the bracket over n, 0 where n is 0. */
static inline lt_dvec lt_organics_root(int n_pairs, const lt_dvec *k, const lt_dvec *t, lt_dvec n0, lt_dvec *gap) {
    const lt_dvec zero = lt_d_all(0.0), one = lt_d_all(1.0), tolerance = lt_d_all(LT_ORGANICS_TOLERANCE);
    lt_dvec low, high;
    lt_organics_first_bounds(n_pairs, k, t, n0, &low, &high);
    for (int step = 0; step < LT_ORGANICS_MOST_STEPS; step++) {
        const lt_dmask open = lt_d_less(tolerance * high, high - low);
        if (!lt_d_any(open)) break;
        const lt_dvec n = lt_organics_between(low, high), of_n0 = n0 / n;
        lt_dvec f = zero, slope = of_n0 / n; /* f without n0, -F' */
        for (int p = 0; p < n_pairs; p++) {
            const lt_dvec inverse = one / (k[p] + n), share = t[p] * inverse;
            f = f + share;
            slope = lt_d_fma(share, inverse, slope);
        }
        const lt_dvec whole = f + of_n0;
        const lt_dvec below = n + whole * (whole - one) / slope;
        const lt_dvec rise = one - whole + n * slope; /* g' */
        const lt_dvec above = n - n * (one - whole) / rise;
        const lt_dvec lower = lt_d_max(low, below);
        const lt_dvec upper = lt_d_max(lower, lt_d_select(lt_d_less(zero, rise), lt_d_min(high, above), high));
        low = lt_d_select(open, lower, low);
        high = lt_d_select(open, upper, high);
    }
    *gap = lt_d_select(lt_d_less(zero, high), (high - low) / high, high);
    return low;
}

/* Amounts in ug/m3; n0 in umol/m3. */
static inline lt_dvec lt_organics_partition(const lt_organics_facts *facts, lt_dvec temperature, const lt_dvec *total,
                                            lt_dvec n0, lt_dvec *particle, lt_dvec *gap) {
    const lt_dvec zero = lt_d_all(0.0);
    lt_dvec k[LT_ORGANICS_MOST_PAIRS], t[LT_ORGANICS_MOST_PAIRS];
    lt_organics_saturation(facts, temperature, k);
    for (int p = 0; p < facts->n_pairs; p++) t[p] = lt_d_max(zero, total[p]) * lt_d_all(facts->per_ug[p]);
    n0 = lt_d_select(lt_d_less(n0, lt_d_all(LT_ORGANICS_LEAST)), zero, n0);
    const lt_dvec n = lt_organics_root(facts->n_pairs, k, t, n0, gap);
    for (int p = 0; p < facts->n_pairs; p++) particle[p] = lt_d_max(zero, total[p]) * (n / (k[p] + n));
    return n;
}

#endif
