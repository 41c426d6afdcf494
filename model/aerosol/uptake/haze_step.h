/* haze_step.h - a step of S(IV) in particle water.
 *
 * Dissolved amounts are less than a thousandth of the gas below pH 7 (at 8 a tenth of SO2 in the thickest haze, which
 * is neglected) and follow it at once, so that with S [mol/m3] of SO2 and
 * X_i of the partner of way i
 *
 *     dS/dt = -S (l + sum of K_i X_i),   dX_i/dt = -n_i K_i S X_i
 *     K_i = k_i [S(IV)]/S [X]/X W Q_i,   l = k(metals) [S(IV)]/S W, and the loss of so2_gamma
 *
 * W kg of water in a m3; Q = 3 (q coth q - 1)/q^2, q = r sqrt(k_i [S(IV)]/D): the partner may be gone before it is
 * inside. The way to the surface stands in series (transfer.h with mass accommodation; u of the partner, v of SO2):
 *
 *     K_i' = K_i/(1 + K_i S/u_i),   all ways times 1/(1 + L/v),   L = l + sum of K_i' X_i
 *
 * LT_HAZE_STEPS equal parts of t seconds; in each the constants are those of its middle, from a first half step, and
 * with z the integral of S
 *
 *     z = S (1 - exp(-L t))/L,   of X_i goes X_i (1 - exp(-n_i K_i z))/n_i of sulfur,   of l goes l z
 *
 * This is exact where the partners are plenty, second order in t (verify/), and takes at most all of S and of each X
 * for any t: dz/dt is convex in z and falls, so that its tangent, which is followed, lies below it. HMS falls apart by
 * its own exponential, half of a part before and half after. */
#ifndef LT_HAZE_STEP_H
#define LT_HAZE_STEP_H

#include "model/aerosol/uptake/haze_paths.h"

enum { LT_HAZE_STEPS = 4 };

/* Constants of a cell; those of a way that is off are 0. */
typedef struct lt_haze_rates {
    lt_dvec k[LT_N_HAZE_GASES], to_surface[LT_N_HAZE_GASES]; /* K_i [m3 mol-1 s-1], u_i [s-1] */
    lt_dvec metals, gamma, sulfur_to_surface, apart;         /* s-1 */
} lt_haze_rates;

typedef struct lt_haze_amounts {
    lt_dvec so2, partner[LT_N_HAZE_GASES], hms; /* HMS is no partner: it is what haze_hms makes */
    lt_dvec gone[LT_N_HAZE_PATHS];              /* sulfur by way */
} lt_haze_amounts;

static const unsigned lt_haze_bit[LT_N_HAZE_PATHS] = {
#define LT_HAZE_BIT(name, gas, molecules) LT_PATH_BIT(LT_PATH_##name),
    LT_HAZE_PATHS(LT_HAZE_BIT)
#undef LT_HAZE_BIT
};

static inline lt_dvec lt_haze_k(const lt_haze_water *w, int way) {
    switch (way) {
    case LT_HAZE_haze_h2o2:
        return lt_haze_k_h2o2(w);
    case LT_HAZE_haze_o3:
        return lt_haze_k_o3(w);
    case LT_HAZE_haze_no2:
        return lt_haze_k_no2(w);
    default:
        return lt_haze_k_hcho(w);
    }
}

/* What of the particle the partner fills, by the S(IV) there is at the beginning. */
static inline lt_dvec lt_haze_filled(const lt_haze_water *w, int way, lt_dvec radius, lt_dvec frequency) {
    lt_dvec in_water = LT_ALL(lt_haze_in_water[way]);
    if (way == LT_HAZE_haze_o3) in_water = in_water * lt_d_exp(LT_ALL(-1896.0) / w->T);
    const lt_dvec q2 = lt_d_max(radius * radius * frequency / in_water, LT_ALL(1e-30));
    return LT_ALL(3.0) * lt_u_coth_rest(lt_d_sqrt(q2)) / q2;
}

static inline lt_haze_rates lt_haze_rates_of(const lt_haze_setup *setup, const lt_haze_cells *c, int i, lt_dvec so2) {
    const lt_haze_water w = lt_haze_water_of(c, i);
    const lt_u_air air = lt_u_air_of(w.T, lt_d_load(c->pressure + i));
    const lt_dvec surface = lt_u_positive(lt_d_load(c->surface + i)), radius = lt_u_positive(lt_d_load(c->radius + i));
    const lt_dvec nil = LT_ALL(0.0), tiny = LT_ALL(1e-30);
    lt_haze_rates r = {.metals = nil, .gamma = nil};
    for (int way = 0; way < LT_N_HAZE_GASES; way++) {
        const int gas = lt_haze_gas[way];
        r.to_surface[way] = lt_u_loss(&air, gas, surface, radius, LT_ALL(lt_u_accommodation(gas))) + tiny;
        r.k[way] = nil;
        if (!(setup->paths & lt_haze_bit[way])) continue;
        const lt_dvec k = lt_haze_k(&w, way), frequency = k * w.sulfur * so2;
        r.k[way] = k * w.sulfur * lt_haze_dissolved(&w, gas) * w.mass * lt_haze_filled(&w, way, radius, frequency);
    }
    r.sulfur_to_surface =
        lt_u_loss(&air, LT_TAKEN_SO2, surface, radius, LT_ALL(lt_u_accommodation(LT_TAKEN_SO2))) + tiny;
    if (setup->paths & LT_PATH_BIT(LT_PATH_haze_tmi)) r.metals = lt_haze_k_tmi(c, i, &w) * w.sulfur * w.mass;
    if (setup->paths & LT_PATH_BIT(LT_PATH_so2_gamma)) {
        const lt_dvec loss = lt_u_loss(&air, LT_TAKEN_SO2, surface, radius, lt_haze_gamma(lt_d_load(c->humidity + i)));
        r.gamma = lt_d_select(lt_d_less(nil, w.mass), loss, nil);
    }
    r.apart = setup->paths & LT_PATH_BIT(LT_PATH_haze_hms)
                  ? lt_d_select(lt_d_less(nil, w.mass), lt_haze_k_apart(&w), nil)
                  : nil;
    return r;
}

/* What the ways to the surface leave of the constants where so much is in the air. */
typedef struct lt_haze_ways {
    lt_dvec k[LT_N_HAZE_GASES], metals;
} lt_haze_ways;

static inline lt_haze_ways lt_haze_ways_of(const lt_haze_rates *r, const lt_haze_amounts *a) {
    lt_haze_ways w;
    const lt_dvec one = LT_ALL(1.0);
    lt_dvec all = r->metals;
    for (int way = 0; way < LT_N_HAZE_GASES; way++) {
        w.k[way] = r->k[way] / (one + r->k[way] * a->so2 / r->to_surface[way]);
        all = all + w.k[way] * a->partner[way];
    }
    const lt_dvec slower = one / (one + all / r->sulfur_to_surface);
    for (int way = 0; way < LT_N_HAZE_GASES; way++) w.k[way] = w.k[way] * slower;
    w.metals = r->metals * slower;
    return w;
}

/* Sulfur that goes each way in t seconds; the sum, at most what there is. */
static inline lt_dvec lt_haze_taken(const lt_haze_rates *r, const lt_haze_ways *w, const lt_haze_amounts *a, lt_dvec t,
                                    lt_dvec taken[LT_N_HAZE_PATHS]) {
    const lt_dvec tiny = LT_ALL(1e-100);
    lt_dvec all = w->metals + r->gamma, sum = LT_ALL(0.0);
    for (int way = 0; way < LT_N_HAZE_GASES; way++) all = all + w->k[way] * a->partner[way];
    const lt_dvec z = a->so2 * lt_u_gone(all * t) / lt_d_max(all, tiny);
    for (int way = 0; way < LT_N_HAZE_GASES; way++) {
        const double molecules = lt_haze_molecules[way];
        taken[way] = a->partner[way] * lt_u_gone(LT_ALL(molecules) * w->k[way] * z) * LT_ALL(1.0 / molecules);
    }
    taken[LT_HAZE_haze_tmi] = w->metals * z;
    taken[LT_HAZE_so2_gamma] = r->gamma * z;
    for (int way = 0; way < LT_N_HAZE_PATHS; way++) sum = sum + taken[way];
    /* Rounding alone can ask for more than there is. */
    const lt_dvec share = lt_d_select(lt_d_less(a->so2, sum), a->so2 / lt_d_max(sum, tiny), LT_ALL(1.0));
    for (int way = 0; way < LT_N_HAZE_PATHS; way++) taken[way] = taken[way] * share;
    return sum * share;
}

static inline void lt_haze_take(const lt_haze_rates *r, const lt_haze_ways *w, lt_dvec t, lt_haze_amounts *a) {
    lt_dvec taken[LT_N_HAZE_PATHS];
    const lt_dvec sum = lt_haze_taken(r, w, a, t, taken);
    for (int way = 0; way < LT_N_HAZE_GASES; way++)
        a->partner[way] = lt_u_positive(a->partner[way] - LT_ALL(lt_haze_molecules[way]) * taken[way]);
    for (int way = 0; way < LT_N_HAZE_PATHS; way++) a->gone[way] = a->gone[way] + taken[way];
    a->hms = a->hms + taken[LT_HAZE_haze_hms];
    a->so2 = lt_u_positive(a->so2 - sum);
}

/* This share of HMS falls apart. */
static inline void lt_haze_fall_apart(lt_dvec share, lt_haze_amounts *a) {
    const lt_dvec back = a->hms * share;
    a->hms = a->hms - back;
    a->so2 = a->so2 + back;
    a->partner[LT_HAZE_haze_hms] = a->partner[LT_HAZE_haze_hms] + back;
    a->gone[LT_HAZE_haze_hms] = a->gone[LT_HAZE_haze_hms] - back;
}

/* One part of t seconds; apart: share of HMS that falls apart in half of it. */
static inline void lt_haze_part(const lt_haze_rates *r, lt_dvec t, lt_dvec apart, lt_haze_amounts *a) {
    lt_haze_fall_apart(apart, a);
    lt_haze_amounts middle = *a;
    lt_haze_ways w = lt_haze_ways_of(r, a);
    lt_haze_take(r, &w, LT_ALL(0.5) * t, &middle);
    w = lt_haze_ways_of(r, &middle);
    lt_haze_take(r, &w, t, a);
    lt_haze_fall_apart(apart, a);
}

/* x += change, of which rounding leaves nothing negative where x was not. */
static inline void lt_haze_change(double *x, lt_dvec change) {
    const lt_dvec before = lt_d_load(x), after = before + change;
    lt_d_store(x, lt_d_select(lt_d_less(before, LT_ALL(0.0)), after, lt_u_positive(after)));
}

static inline void lt_haze_cell(const lt_haze_setup *setup, const lt_haze_cells *c, int i) {
    double *const partners[LT_N_HAZE_GASES] = {c->h2o2, c->o3, c->no2, c->hcho};
    lt_haze_amounts a = {.so2 = lt_u_positive(lt_d_load(c->so2 + i)), .hms = lt_u_positive(lt_d_load(c->hms + i))};
    for (int way = 0; way < LT_N_HAZE_GASES; way++) a.partner[way] = lt_u_positive(lt_d_load(partners[way] + i));
    for (int way = 0; way < LT_N_HAZE_PATHS; way++) a.gone[way] = LT_ALL(0.0);
    const lt_haze_rates r = lt_haze_rates_of(setup, c, i, a.so2);
    const lt_dvec t = LT_ALL(c->dt / LT_HAZE_STEPS), apart = lt_u_gone(LT_ALL(0.5) * t * r.apart);
    for (int n = 0; n < LT_HAZE_STEPS; n++) lt_haze_part(&r, t, apart, &a);
    const lt_dvec clear = LT_ALL(1.0) - lt_u_between(lt_d_load(c->cloud + i), 0.0, 1.0);
    lt_dvec sulfate = LT_ALL(0.0), so2 = sulfate;
    for (int way = 0; way < LT_N_HAZE_PATHS; way++) {
        const lt_dvec went = a.gone[way] * clear;
        if (way != LT_HAZE_haze_hms) sulfate = sulfate + went;
        so2 = so2 - went;
        if (way < LT_N_HAZE_GASES) lt_haze_change(partners[way] + i, LT_ALL(-lt_haze_molecules[way]) * went);
        if (way == LT_HAZE_haze_no2) lt_haze_change(c->hono + i, LT_ALL(lt_haze_molecules[way]) * went);
        if (way == LT_HAZE_haze_hms) lt_haze_change(c->hms + i, went);
        if (c->formed[way]) lt_d_store(c->formed[way] + i, went);
    }
    lt_haze_change(c->so2 + i, so2);
    lt_haze_change(c->sulfate + i, sulfate);
}

static inline void lt_haze_run(const lt_haze_setup *setup, const lt_haze_cells *c) {
    for (int i = 0; i < c->n; i += LT_D_LANES) lt_haze_cell(setup, c, i);
}

#endif
