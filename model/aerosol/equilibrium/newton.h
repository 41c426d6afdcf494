/* newton.h - the forward problem of a solution by Newton's method, a vector of states at a time.
 *
 *   e_NH4 = r_NH4 - ln H - k_NH4 - ln10 G_NH4
 *   e_NO3 = r_NO3 + ln H - k_NO3 - 2 ln W - ln10 G_NO3        (e_Cl alike)
 *   e_SO4 = r_SO4 + ln H - k_SO4 -   ln W - ln10 G_SO4
 *   e_H   = (charge of all ions) / (sum of all charges)
 *
 * G: activities (bromley.h), W water (mixture_water.h), both with their derivatives by every ion: the Jacobian is
 * exact. Before it, sweeps with activities held at those of the sweep before (the first: all 1), in which ln H is
 * bracketed: with activities held the charge rises with H+, so there is one root and it cannot be missed. The sweeps
 * begin with a dilute, bisulfate-rich solution; where acid solutions have several roots of the whole system, the one
 * richest in bisulfate is meant (README), and steps that are held short keep to it.
 *
 * The way to the root is done in float, twice as many states at a time (start.c); double goes on from there, one step
 * or two, and judges. What float does not bring home double begins anew. */
#ifndef LT_EQUILIBRIUM_NEWTON_H
#define LT_EQUILIBRIUM_NEWTON_H

#include "model/aerosol/equilibrium/activities.h"
#include "model/aerosol/equilibrium/problem.h"

/* Unknowns in the order of elimination: sulfate last. */
enum { LT_U_NH4, LT_U_NO3, LT_U_CL, LT_U_H, LT_U_SO4, LT_N_UNKNOWNS };

/* All A: they cost steps, not accuracy, which the residual judges; which root is met hangs on the stride as well and is
 * counted by verify's suite `roots`. */
#define LT_EQ_SWEEPS 3 /* with activities held */
#define LT_EQ_STEPS 25 /* Newton steps at most */
#ifdef LT_SINGLE
#define LT_EQ_SETTLED 3e-5 /* what is left is for double */
#define LT_EQ_SHORT 3e-2
#else
#define LT_EQ_SETTLED 1e-10 /* residual at which a state is left alone */
#define LT_EQ_SHORT 1e-5    /* and the step that led there: Newton squares what it was off by */
#endif
#define LT_EQ_LONGEST 2.0 /* longest step of an unknown */
#define LT_EQ_STRIDE 0.7  /* the same of sulfate over bisulfate */

/* Activities of a composition; derivatives are left out by the compiler where nobody reads them. */
static inline void lt_problem_activities(const lt_problem *p, const lt_composition *c, int activity, int sums,
                                         lt_mixture *out) {
    const lt_dvec inverse = lt_d_all(1.0) / c->water.water;
    lt_dvec m[LT_N_IONS], held;
    for (int k = 0; k < LT_N_IONS; k++) m[k] = c->ion[k] * inverse;
    const lt_dvec binary = lt_bromley_strength(c->strength, &held);
    lt_activity_pairs pairs;
    lt_activity_pairs_of(activity, &p->air, binary, p->crustal, &pairs);
    lt_bromley_mixture(&pairs, m, c->strength, held, p->crustal, sums, out);
}

/* r that belong to activities, water and ln H. */
static inline void lt_partition(const lt_problem *p, const lt_dvec *g, lt_dvec log_h, lt_dvec log_w, lt_dvec *r) {
    const lt_dvec ln10 = lt_d_all(LT_LN10);
    r[LT_G_NH4] = p->constant[LT_G_NH4] + log_h + ln10 * g[LT_G_NH4];
    r[LT_G_NO3] = p->constant[LT_G_NO3] - log_h + log_w + log_w + ln10 * g[LT_G_NO3];
    r[LT_G_CL] = p->constant[LT_G_CL] - log_h + log_w + log_w + ln10 * g[LT_G_CL];
    r[LT_G_SO4] = p->constant[LT_G_SO4] - log_h + log_w + ln10 * g[LT_G_SO4];
}

/* ln of positive over negative charges at H, and its slope by ln H, with activities and water held: k [LT_N_G] are
 * particle over gas at an H of 1, hydroxide is H times OH. */
static inline lt_dvec lt_charges_of(const lt_problem *p, const lt_dvec *k, lt_dvec hydroxide, lt_dvec h,
                                    lt_dvec *slope) {
    const lt_dvec one = lt_d_all(1.0), two = lt_d_all(2.0), *total = p->total, sulfate = p->sulfate;
    const lt_dvec gas = one / lt_d_fma(k[LT_G_NH4], h, one);
    const lt_dvec no3 = one / (k[LT_G_NO3] + h), cl = one / (k[LT_G_CL] + h), so4 = one / (k[LT_G_SO4] + h);
    const lt_dvec nh4 = total[LT_TOTAL_NH4] * k[LT_G_NH4] * h * gas, oh = hydroxide / h;
    const lt_dvec nitrate = total[LT_TOTAL_NO3] * k[LT_G_NO3] * no3, chloride = total[LT_TOTAL_CL] * k[LT_G_CL] * cl;
    const lt_dvec plus = h + nh4 + p->fixed_charge;
    const lt_dvec minus = oh + sulfate * (two * k[LT_G_SO4] + h) * so4 + nitrate + chloride;
    const lt_dvec rise = h + nh4 * gas;
    const lt_dvec fall = oh + sulfate * k[LT_G_SO4] * so4 * h * so4 + nitrate * h * no3 + chloride * h * cl;
    *slope = rise / plus + fall / minus;
    return lt_e_log(plus / minus);
}

/* Steps of ln H with activities and water held, within a bracket that shrinks; returns the last. */
static inline lt_dvec lt_solve_acid(const lt_problem *p, const lt_dvec *g, lt_dvec log_w, lt_dvec log_h, int steps) {
    const lt_dvec none = lt_d_all(0.0), *total = p->total;
    lt_dvec r[LT_N_G], k[LT_N_G];
    lt_partition(p, g, none, log_w, r);
    for (int i = 0; i < LT_N_G; i++) k[i] = lt_e_exp(r[i]);
    const lt_dvec water = lt_e_exp(log_w), hydroxide = p->hydroxide * water * water;
    const lt_dvec most = lt_d_all(2.0) * p->sulfate + total[LT_TOTAL_NO3] + total[LT_TOTAL_CL] + lt_d_sqrt(hydroxide);
    lt_dvec high = lt_e_log(most) + lt_d_all(0.7), low = high - lt_d_all(80.0);
    log_h = lt_d_min(lt_d_max(log_h, low), high);
    for (int step = 0; step < steps; step++) {
        lt_dvec slope;
        const lt_dvec f = lt_charges_of(p, k, hydroxide, lt_e_exp(log_h), &slope);
        const lt_dmask above = lt_d_less(none, f);
        high = lt_d_select(above, log_h, high);
        low = lt_d_select(above, low, log_h);
        lt_dvec next = log_h - f / slope;
        const lt_dvec middle = lt_d_all(0.5) * (low + high);
        next = lt_d_select(lt_d_less(next, low), middle, next);
        log_h = lt_d_select(lt_d_less(high, next), middle, next);
    }
    return log_h;
}

static const int lt_u_of_g[LT_N_G] = {LT_U_NH4, LT_U_NO3, LT_U_CL, LT_U_SO4};
static const int lt_u_of_v[LT_N_V] = {LT_U_NH4, LT_U_NO3, LT_U_CL, LT_U_SO4, LT_U_H};

/* Derivatives of the residuals by the unknowns; scale: one over all charges. */
static inline void lt_newton_matrix(const lt_composition *c, const lt_mixture *mix, lt_dvec scale,
                                    lt_dvec a[LT_N_UNKNOWNS][LT_N_UNKNOWNS]) {
    static const double strength_of[LT_N_V] = {0.5, 0.5, 0.5, -1.5, 0.5};
    static const double of_water[LT_N_G] = {0, 2, 2, 1}, of_acid[LT_N_G] = {-1, 1, 1, 1};
    const lt_dvec ln10 = lt_d_all(LT_LN10), two = lt_d_all(2.0), per_water = lt_d_all(1.0) / c->water.water;
    const lt_dvec *n = c->ion;
    const lt_dvec dv[LT_N_V] = {n[LT_ION_NH4] * c->share[LT_G_NH4], n[LT_ION_NO3] * c->share[LT_G_NO3],
                                n[LT_ION_CL] * c->share[LT_G_CL], -(n[LT_ION_HSO4] * c->share[LT_G_SO4]), n[LT_ION_H]};
    const lt_dvec by_v[LT_N_V] = {c->water.by_nh4, c->water.by_no3, c->water.by_cl, c->water.by_acid, c->water.by_acid};
    const lt_dvec charge_of[LT_N_V] = {dv[0], -dv[1], -dv[2], dv[3], dv[4] + c->hydroxide};
    for (int v = 0; v < LT_N_V; v++) {
        const lt_dvec log_water = by_v[v] * per_water * dv[v]; /* d ln W */
        const lt_dvec molality = dv[v] * per_water;
        const lt_dvec strength = lt_d_all(strength_of[v]) * molality - log_water * c->strength;
        for (int k = 0; k < LT_N_G; k++) {
            const lt_dvec dg = mix->by_v[k][v] * molality - log_water * mix->linear[k] + mix->by_strength[k] * strength;
            a[lt_u_of_g[k]][lt_u_of_v[v]] = -(ln10 * dg + lt_d_all(of_water[k]) * log_water);
        }
        a[LT_U_H][lt_u_of_v[v]] = (charge_of[v] - two * c->hydroxide * log_water) * scale;
    }
    for (int k = 0; k < LT_N_G; k++) {
        a[lt_u_of_g[k]][lt_u_of_g[k]] += lt_d_all(1.0);
        a[lt_u_of_g[k]][LT_U_H] += lt_d_all(of_acid[k]);
    }
}

/* Residuals e of unknowns, and the matrix of their derivatives. */
static inline void lt_newton_system(const lt_problem *p, int activity, int sums, const lt_dvec *r, lt_dvec log_h,
                                    lt_composition *c, lt_dvec *e, lt_dvec a[LT_N_UNKNOWNS][LT_N_UNKNOWNS]) {
    lt_mixture mix;
    lt_dvec belongs[LT_N_G], scale;
    lt_problem_composition(p, r, log_h, c);
    lt_problem_activities(p, c, activity, sums, &mix);
    lt_partition(p, mix.g, log_h, lt_e_log(c->water.water), belongs);
    for (int k = 0; k < LT_N_G; k++) e[lt_u_of_g[k]] = r[k] - belongs[k];
    e[LT_U_H] = lt_problem_charge(p, c, &scale);
    lt_newton_matrix(c, &mix, scale, a);
}

/* The step of Newton, e <- a^-1 e, by elimination in the order of the unknowns; a is used up. The last unknown, r_SO4,
 * is led: what is left of its equation when the others have followed, e + s x = 0, gives the way that it must go, up
 * where e < 0; where s has not the sign of a root that a rising r_SO4 meets first, or the step is too long, it goes
 * that way by `longest`. */
static inline void lt_newton_step(lt_dvec a[LT_N_UNKNOWNS][LT_N_UNKNOWNS], lt_dvec *e, lt_dvec longest, lt_dvec *way) {
    const lt_dvec one = lt_d_all(1.0), zero = lt_d_all(0.0);
    for (int k = 0; k < LT_U_SO4; k++) {
        const lt_dvec pivot = one / a[k][k];
        for (int j = k + 1; j < LT_N_UNKNOWNS; j++) a[k][j] = a[k][j] * pivot;
        e[k] = e[k] * pivot;
        for (int i = k + 1; i < LT_N_UNKNOWNS; i++) {
            for (int j = k + 1; j < LT_N_UNKNOWNS; j++) a[i][j] -= a[i][k] * a[k][j];
            e[i] -= a[i][k] * e[k];
        }
    }
    const lt_dvec left = e[LT_U_SO4], s = a[LT_U_SO4][LT_U_SO4];
    const lt_dvec sign = lt_d_select(lt_d_less(left, zero), -one, one), least = lt_d_max(s, lt_d_all(1e-3));
    longest = lt_d_max(longest, lt_d_abs(left));
    const lt_dvec most = longest * least;
    *way = sign;
    e[LT_U_SO4] = lt_d_select(lt_d_less(lt_d_abs(left), most), left / least, sign * longest);
    for (int k = LT_U_SO4 - 1; k >= 0; k--)
        for (int j = k + 1; j < LT_N_UNKNOWNS; j++) e[k] -= a[k][j] * e[j];
}

/* Of a max the processor gives the second where one is not a number: e_SO4, which is the last and has all ions in it,
 * comes through. */
static inline lt_dvec lt_largest(const lt_dvec *e) {
    lt_dvec most = lt_d_abs(e[0]);
    for (int k = 1; k < LT_N_UNKNOWNS; k++) most = lt_d_max(most, lt_d_abs(e[k]));
    return most;
}

/* A solution of all that may be in it: ln of its water and of H+ to begin with. */
static inline void lt_first_guess(const lt_problem *p, lt_dvec *log_w, lt_dvec *log_h) {
    const lt_dvec zero = lt_d_all(0.0), two = lt_d_all(2.0), *total = p->total;
    lt_mixture_water most;
    const lt_dvec anions = two * p->sulfate + total[LT_TOTAL_NO3] + total[LT_TOTAL_CL];
    const lt_dvec nh4 = lt_d_min(total[LT_TOTAL_NH4], anions);
    lt_mixture_water_of(&p->lines, nh4, total[LT_TOTAL_NO3], total[LT_TOTAL_CL],
                        lt_d_max(anions - nh4 - p->fixed_charge, zero), p->crustal, &most);
    *log_w = lt_e_log(most.water);
    *log_h = lt_e_log(anions) - lt_d_all(8.0);
}

/* Where Newton begins: sweeps with activities held. */
static inline void lt_newton_start(const lt_problem *p, int activity, int sums, lt_dvec *r, lt_dvec *log_h) {
    lt_mixture mix;
    lt_composition c;
    lt_dvec log_w;
    lt_first_guess(p, &log_w, log_h);
    for (int k = 0; k < LT_N_G; k++) mix.g[k] = lt_d_all(0.0);
    for (int sweep = 0; sweep < LT_EQ_SWEEPS; sweep++) {
        *log_h = lt_solve_acid(p, mix.g, log_w, *log_h, sweep ? 4 : 9);
        lt_partition(p, mix.g, *log_h, log_w, r);
        if (sweep == LT_EQ_SWEEPS - 1) break;
        lt_problem_composition(p, r, *log_h, &c);
        lt_mixture next;
        lt_problem_activities(p, &c, activity, sums, &next);
        for (int k = 0; k < LT_N_G; k++) mix.g[k] = lt_d_all(0.5) * (mix.g[k] + next.g[k]);
        log_w = lt_e_log(c.water.water);
    }
}

/* Steps from r and ln H to where they settle; composition and the largest residual of each lane. A lane that has
 * settled is left alone, so its bits do not depend on its neighbours. */
static inline void lt_newton_settle(const lt_problem *p, int activity, int sums, lt_dvec *r, lt_dvec *log_h,
                                    lt_composition *c, lt_dvec *residual) {
    const lt_dvec per_tight = lt_d_all(1 / LT_EQ_SETTLED), per_short = lt_d_all(1 / LT_EQ_SHORT),
                  longest = lt_d_all(LT_EQ_LONGEST);
    lt_dvec e[LT_N_UNKNOWNS], a[LT_N_UNKNOWNS][LT_N_UNKNOWNS];
    const lt_dvec zero = lt_d_all(0.0);
    lt_dvec stride = lt_d_all(LT_EQ_STRIDE), way, last_way = zero, last = lt_d_all(1.0);
    for (int step = 0;; step++) {
        lt_newton_system(p, activity, sums, r, *log_h, c, e, a);
        *residual = lt_largest(e);
        /* a long step has only just come within the tolerance: one more; what is not a number is left */
        const lt_dmask open = lt_d_less(lt_d_all(1.0), lt_d_max(last * per_short, *residual * per_tight));
        if (!lt_d_any(open) || step == LT_EQ_STEPS) return;
        lt_newton_step(a, e, stride, &way);
        stride = lt_d_select(lt_d_less(way * last_way, zero), lt_d_all(0.5) * stride, stride);
        last_way = way;
        const lt_dvec length = lt_largest(e);
        last = lt_d_select(open, length, last);
        const lt_dvec share = lt_d_min(lt_d_all(1.0), longest / length);
        for (int k = 0; k < LT_N_G; k++) r[k] = lt_d_select(open, r[k] - share * e[lt_u_of_g[k]], r[k]);
        *log_h = lt_d_select(open, *log_h - share * e[LT_U_H], *log_h);
    }
}

#endif
