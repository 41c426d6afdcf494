/* reverse.h - the reverse problem of a solution: the ions of a particle are given; its acidity, its water and the gases
 * above it are sought; a vector of states at a time.
 *
 *   H + HSO4 - OH = D,   D = 2 SO4 + NO3 + Cl - Na - NH4 - K - 2 Mg - 2 Ca   (of all that is given: CaSO4 cancels)
 *   H SO4 / HSO4 = q W,   ln q = k_SO4 + ln10 G_SO4,   SO4 + HSO4 = S
 *   OH = k_W a_w W^2 / H,   W of the ions (mixture_water.h)
 *   NH3 = NH4 exp(-r_NH4), and so on, r of newton.h's lt_partition
 *
 * The acidity of a particle is the difference D. It is summed with its rounding errors carried, so it is as good as the
 * numbers given. With q the rest follows without a difference of near numbers: A = H + HSO4 = D + OH, H^2 + (q W + S -
 * A) H - A q W = 0. One equation is left, in x = ln q,
 *
 *   f(x) = x - k_SO4 - ln10 G_SO4(composition of x) = 0,
 *
 * for Newton's method in a bracket. f < 0 far below. The root that a rising x meets first is that of least ionic
 * strength (more q is more SO4 and H) and is meant, as in newton.h: steps up are short until f has been above 0. Gases
 * do not act on the particle and are written down at the end.
 *
 * Limits: all NH4, NO3 and Cl of the particle are ions (README). */
#ifndef LT_EQUILIBRIUM_REVERSE_H
#define LT_EQUILIBRIUM_REVERSE_H

#include "model/aerosol/equilibrium/forward.h"

#define LT_EQ_REVERSE_STEPS 30   /* at most */
#define LT_EQ_REVERSE_STRIDE 2.0 /* longest step of x, if f is not larger */
#define LT_EQ_REVERSE_START 0.02 /* the smaller of H and SO4 over HSO4 to begin with: next to nothing but bisulfate */

/* What goes from step to step. */
typedef struct lt_reverse {
    lt_dvec x, water, free; /* ln q; kg; H/(H + HSO4) */
} lt_reverse;

/* sum + term; what rounding takes from it is added to lost (Knuth's two-sum). */
static inline lt_dvec lt_sum_exact(lt_dvec sum, lt_dvec term, lt_dvec *lost) {
    const lt_dvec s = sum + term, part = s - sum;
    *lost += (sum - (s - part)) + (term - part);
    return s;
}

/* D of a particle [mol/m3]. */
static inline lt_dvec lt_reverse_deficit(const lt_dvec *total) {
    static const double charge[LT_N_TOTALS] = {
        [LT_TOTAL_NA] = -1, [LT_TOTAL_SO4] = 2, [LT_TOTAL_NH4] = -1, [LT_TOTAL_NO3] = 1,
        [LT_TOTAL_CL] = 1,  [LT_TOTAL_CA] = -2, [LT_TOTAL_K] = -1,   [LT_TOTAL_MG] = -2};
    lt_dvec sum = lt_d_all(0.0), lost = lt_d_all(0.0);
    for (int t = 0; t < LT_N_TOTALS; t++) sum = lt_sum_exact(sum, lt_d_all(charge[t]) * total[t], &lost);
    return sum + lost;
}

/* A of which a part `free` is H, with H OH = ions. */
static inline lt_dvec lt_reverse_acid(lt_dvec deficit, lt_dvec ions, lt_dvec free) {
    const lt_dvec c = ions / free;
    const lt_dvec larger = lt_d_all(0.5) * (lt_d_sqrt(deficit * deficit + lt_d_all(4.0) * c) + lt_d_abs(deficit));
    return lt_d_select(lt_d_less(deficit, lt_d_all(0.0)), c / larger, larger);
}

/* H of acid A that meets sulfate; q in mol. */
static inline lt_dvec lt_reverse_h(lt_dvec sulfate, lt_dvec acid, lt_dvec q) {
    const lt_dvec b = q + sulfate - acid, c = acid * q;
    const lt_dvec larger = lt_d_all(0.5) * (lt_d_sqrt(b * b + lt_d_all(4.0) * c) + lt_d_abs(b));
    return lt_d_select(lt_d_less(b, lt_d_all(0.0)), larger, c / larger);
}

/* Ions, water and strength of H; q in mol. */
static inline void lt_reverse_composition(const lt_problem *p, lt_dvec h, lt_dvec q, lt_composition *c) {
    const lt_dvec half = lt_d_all(0.5), two = lt_d_all(2.0), each = p->sulfate / (h + q);
    lt_dvec *n = c->ion;
    n[LT_ION_H] = h;
    n[LT_ION_NA] = p->total[LT_TOTAL_NA];
    n[LT_ION_NH4] = p->total[LT_TOTAL_NH4];
    n[LT_ION_CA] = p->ca;
    n[LT_ION_K] = p->total[LT_TOTAL_K];
    n[LT_ION_MG] = p->total[LT_TOTAL_MG];
    n[LT_ION_SO4] = q * each;
    n[LT_ION_HSO4] = h * each;
    n[LT_ION_NO3] = p->total[LT_TOTAL_NO3];
    n[LT_ION_CL] = p->total[LT_TOTAL_CL];
    lt_mixture_water_of(&p->lines, n[LT_ION_NH4], n[LT_ION_NO3], n[LT_ION_CL], h + n[LT_ION_HSO4], p->crustal,
                        &c->water);
    const lt_dvec w = c->water.water;
    c->hydroxide = p->hydroxide * w * w / h;
    c->strength =
        (half * (h + n[LT_ION_NA] + n[LT_ION_NH4] + n[LT_ION_K] + n[LT_ION_HSO4] + n[LT_ION_NO3] + n[LT_ION_CL]) +
         two * (n[LT_ION_CA] + n[LT_ION_MG] + n[LT_ION_SO4])) /
        w;
}

/* Composition of a place on the way, which is made better: its water and share of free acid, of which there are two
 * rounds. Returns what is left of the charge, over acid and hydroxide. */
static inline lt_dvec lt_reverse_place(const lt_problem *p, lt_dvec deficit, lt_reverse *at, lt_composition *c) {
    const lt_dvec q = lt_e_exp(at->x) * at->water, ions = p->hydroxide * at->water * at->water;
    lt_dvec h = q;
    for (int round = 0; round < 2; round++) {
        h = lt_reverse_h(p->sulfate, lt_reverse_acid(deficit, ions, at->free), q);
        at->free = (h + q) / (h + q + p->sulfate);
    }
    lt_reverse_composition(p, h, q, c);
    at->water = c->water.water;
    const lt_dvec acid = h + c->ion[LT_ION_HSO4];
    return (acid - c->hydroxide - deficit) / (acid + c->hydroxide);
}

/* df/dx with the water held (it follows A, which x moves by no more than OH):
 *   dH (1 + SO4/(H + q) + OH/H) = HSO4 q/(H + q) dx,   dHSO4 = - dH (1 + OH/H) */
static inline lt_dvec lt_reverse_slope(const lt_composition *c, const lt_mixture *mix, lt_dvec q) {
    const lt_dvec one = lt_d_all(1.0), h = c->ion[LT_ION_H], rest = one / (h + q), oh = c->hydroxide / h;
    const lt_dvec dh = c->ion[LT_ION_HSO4] * q * rest / (one + c->ion[LT_ION_SO4] * rest + oh);
    const lt_dvec dhso4 = -(dh * (one + oh));
    const lt_dvec dg = mix->by_v[LT_G_SO4][LT_V_H] * dh + mix->by_v[LT_G_SO4][LT_V_HSO4] * dhso4 +
                       mix->by_strength[LT_G_SO4] * (lt_d_all(0.5) * dh - lt_d_all(1.5) * dhso4);
    return one - lt_d_all(LT_LN10) * dg / c->water.water;
}

/* Gases above the solution. */
static inline void lt_reverse_gases(const lt_problem *p, const lt_mixture *mix, lt_composition *c) {
    lt_dvec r[LT_N_G];
    lt_partition(p, mix->g, lt_e_log(c->ion[LT_ION_H]), lt_e_log(c->water.water), r);
    c->gas[LT_GAS_NH3] = c->ion[LT_ION_NH4] * lt_e_exp(-r[LT_G_NH4]);
    c->gas[LT_GAS_HNO3] = c->ion[LT_ION_NO3] * lt_e_exp(-r[LT_G_NO3]);
    c->gas[LT_GAS_HCL] = c->ion[LT_ION_CL] * lt_e_exp(-r[LT_G_CL]);
}

/* The next x: Newton's, but no further than a stride or to where f points, x - f = k_SO4 + ln10 G, whichever is more:
 * where G rises up to the first root, that never goes beyond it. Within the bracket where there is one; a little
 * outside is let be, for water and hydroxide of the steps before shift f. */
static inline lt_dvec lt_reverse_next(lt_dvec x, lt_dvec f, lt_dvec slope, lt_dvec *low, lt_dvec *high) {
    const lt_dvec zero = lt_d_all(0.0), half = lt_d_all(0.5), margin = lt_d_all(0.01), size = lt_d_abs(f);
    const lt_dmask above = lt_d_less(zero, f);
    *high = lt_d_select(above, x, *high);
    *low = lt_d_select(above, *low, x);
    const lt_dvec stride = lt_d_max(lt_d_all(LT_EQ_REVERSE_STRIDE), size);
    const lt_dvec step = lt_d_select(lt_d_less(size, stride * slope), size / slope, stride);
    const lt_dvec next = lt_d_select(above, x - step, x + step), middle = half * (*low + *high);
    const lt_dvec held = lt_d_select(lt_d_less(next, *low - margin), middle, next);
    return lt_d_select(lt_d_less(*high + margin, held), middle, held);
}

/* Where the way begins. */
static inline void lt_reverse_start(const lt_problem *p, lt_dvec deficit, lt_reverse *at) {
    const lt_dvec *total = p->total, tau = lt_d_all(LT_EQ_REVERSE_START), one = lt_d_all(1.0);
    lt_mixture_water most;
    lt_mixture_water_of(&p->lines, total[LT_TOTAL_NH4], total[LT_TOTAL_NO3], total[LT_TOTAL_CL],
                        lt_d_max(deficit, lt_d_all(0.0)), p->crustal, &most);
    at->water = most.water;
    const lt_dvec acid = lt_reverse_acid(deficit, p->hydroxide * most.water * most.water, one);
    const lt_dvec y = lt_d_min(acid, p->sulfate) * tau / (one + tau);
    const lt_dvec q = tau * (y + lt_d_abs(acid - p->sulfate));
    at->x = lt_e_log(q / most.water);
    at->free = q / (q + p->sulfate);
}

/* Solves a vector; composition and the largest residual of each lane. A lane that has settled is left alone, so its
 * bits do not depend on its neighbours. */
static inline void lt_newton_reverse(const lt_problem *p, int activity, lt_composition *c, lt_dvec *residual) {
    const int sums = lt_activity_sums_of(activity);
    const lt_dvec tight = lt_d_all(LT_EQ_SETTLED), ln10 = lt_d_all(LT_LN10), deficit = lt_reverse_deficit(p->total);
    lt_dvec low = lt_d_all(-1e3), high = lt_d_all(1e3);
    lt_reverse at;
    lt_mixture mix;
    lt_reverse_start(p, deficit, &at);
    for (int step = 0;; step++) {
        lt_reverse better = at;
        const lt_dvec charge = lt_reverse_place(p, deficit, &better, c), water = better.water;
        lt_problem_activities(p, c, activity, sums, &mix);
        const lt_dvec held = at.water / water - lt_d_all(1.0); /* q is of the water before */
        const lt_dvec f = at.x + held - p->constant[LT_G_SO4] - ln10 * mix.g[LT_G_SO4];
        *residual = lt_d_max(lt_d_abs(charge), lt_d_abs(f)); /* f, if it is not a number */
        const lt_dmask open = lt_d_less(tight, *residual);
        if (!lt_d_any(open) || step == LT_EQ_REVERSE_STEPS) break;
        const lt_dvec slope = lt_reverse_slope(c, &mix, lt_e_exp(at.x) * at.water);
        better.x = lt_reverse_next(at.x, f, slope, &low, &high);
        at.x = lt_d_select(open, better.x, at.x);
        at.water = lt_d_select(open, better.water, at.water);
        at.free = lt_d_select(open, better.free, at.free);
    }
    lt_reverse_gases(p, &mix, c);
}

static inline void lt_block_reverse(lt_equilibrium_block *block) {
    for (int lane = 0; lane < LT_EQ_LANES; lane += LT_D_LANES) {
        lt_problem problem;
        lt_composition composition;
        lt_dvec residual;
        lt_block_problem(block, lane, 0.0, &problem);
        lt_newton_reverse(&problem, block->activity, &composition, &residual);
        lt_block_store(block, lane, &problem, &composition, residual);
    }
}

#endif
