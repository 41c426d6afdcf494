/* walk.h - the drops over the time of a step: what has gone by each way, xi [mol/m3], from 0.
 *
 *   d xi_i / dt = R_i(n(xi), x, S),   0 = charge(n, x, S),   0 = S V + phi theta R - phi n_S
 *
 *   SO2: n_S = n_S0 - (xi of H2O2, O3, MHP, PAA, TMI, HMS)     S(VI): + (xi of H2O2 .. TMI, HMS_RADICAL)
 *   HMS: + xi_HMS - xi_RADICAL   HCHO: - xi_HMS + xi_RADICAL   oxidants: - their own
 *
 * So sulfur and oxidants close by construction. Rodas3 (Sandu et al. 1997, doi:10.1016/S1352-2310(97)83212-8; four
 * stages, order 3(2), stiffly accurate) with the exact Jacobian but for the activities; x and S follow from the two
 * constraints, whose derivatives are in it. Steps are chosen lane by lane: the error estimate is held to
 * tolerance * (all that has gone), so that what ends is good relative to it. A reagent that would go below nothing by
 * more than this takes the step again; by less, it ends at nothing. */
#ifndef LT_CLOUD_WALK_H
#define LT_CLOUD_WALK_H

#include "model/aerosol/cloud/look.h"

enum { LT_CLOUD_STAGES = 4 };
#define LT_CLOUD_TRIES 400        /* steps tried at most */
#define LT_CLOUD_LEAST_GONE 1e-12 /* mol/m3, 1e-4 ug/m3 of sulfate: what does not matter */

typedef struct lt_walk {
    lt_drops drops;
    lt_brew start, now;
    lt_look look;
    lt_dvec xi[LT_N_WAYS], rate[LT_N_WAYS];
    lt_dvec a[LT_N_WAYS][LT_N_WAYS];          /* Jacobian */
    lt_dvec by_s[LT_N_WAYS], by_x[LT_N_WAYS]; /* d S / d xi, d x / d xi */
    lt_dvec end;                              /* how well to look */
} lt_walk;

static const int lt_way_reagent[LT_N_WAYS] = {
    [LT_WAY_H2O2] = LT_REAGENT_H2O2, [LT_WAY_O3] = LT_REAGENT_O3, [LT_WAY_MHP] = LT_REAGENT_MHP,
    [LT_WAY_PAA] = LT_REAGENT_PAA,   [LT_WAY_TMI] = -1,           [LT_WAY_HMS] = LT_REAGENT_FORM,
    [LT_WAY_HMS_RADICAL] = -1};
#define LT_CLOUD_TAKEN(name, path, taken, made, ...) taken,
#define LT_CLOUD_MADE(name, path, taken, made, ...) made,
static const double lt_way_taken[LT_N_WAYS] = {LT_CLOUD_WAYS(LT_CLOUD_TAKEN)},
                    lt_way_made[LT_N_WAYS] = {LT_CLOUD_WAYS(LT_CLOUD_MADE)};
#undef LT_CLOUD_TAKEN
#undef LT_CLOUD_MADE

static inline lt_dvec lt_walk_taken(const lt_dvec *xi) {
    return xi[LT_WAY_H2O2] + xi[LT_WAY_O3] + xi[LT_WAY_MHP] + xi[LT_WAY_PAA] + xi[LT_WAY_TMI] + xi[LT_WAY_HMS];
}

/* Amounts after xi; none below nothing. */
static inline void lt_walk_brew(const lt_brew *start, const lt_dvec *xi, lt_brew *n) {
    const lt_dvec zero = lt_d_all(0.0), hms = xi[LT_WAY_HMS] - xi[LT_WAY_HMS_RADICAL];
    n->s4 = lt_d_max(zero, start->s4 - lt_walk_taken(xi));
    n->s6 = lt_d_max(zero, start->s6 + (xi[LT_WAY_H2O2] + xi[LT_WAY_O3] + xi[LT_WAY_MHP] + xi[LT_WAY_PAA] +
                                        xi[LT_WAY_TMI] + xi[LT_WAY_HMS_RADICAL]));
    n->hms = lt_d_max(zero, start->hms + hms);
    for (int k = 0; k < LT_REAGENT_FORM; k++) n->reagent[k] = lt_d_max(zero, start->reagent[k] - xi[k]);
    n->reagent[LT_REAGENT_FORM] = lt_d_max(zero, start->reagent[LT_REAGENT_FORM] - hms);
}

/* Rates [mol/m3/s] of what the look found. */
static inline void lt_walk_rates(const lt_drops *d, const lt_brew *n, const lt_look *l, lt_dvec *rate) {
    lt_dvec by_s, by_x;
    for (int i = 0; i < LT_N_WAYS; i++)
        if (lt_way_reagent[i] >= 0)
            rate[i] = n->reagent[lt_way_reagent[i]] * lt_look_loss(d, l, lt_way_reagent[i], &by_s, &by_x);
    rate[LT_WAY_TMI] = l->metals * d->volume * l->s;
    rate[LT_WAY_HMS] -= d->rate[LT_RATE_HMS_OH] * l->oh * n->hms;
    rate[LT_WAY_HMS_RADICAL] = d->rate[LT_RATE_HMS_RADICAL] * d->radical * n->hms;
}

/* Derivatives of the rates at given xi by S and x, and by xi at given S and x (direct, [way][xi]). */
static inline void lt_walk_partial(const lt_drops *d, const lt_brew *n, const lt_look *l, lt_dvec *by_s, lt_dvec *by_x,
                                   lt_dvec direct[LT_N_WAYS][LT_N_WAYS]) {
    const lt_dvec zero = lt_d_all(0.0), one = lt_d_all(1.0);
    for (int i = 0; i < LT_N_WAYS; i++) {
        by_s[i] = zero, by_x[i] = zero;
        for (int j = 0; j < LT_N_WAYS; j++) direct[i][j] = zero;
        const int k = lt_way_reagent[i];
        if (k < 0) continue;
        direct[i][i] = -lt_look_loss(d, l, k, &by_s[i], &by_x[i]);
        by_s[i] *= n->reagent[k];
        by_x[i] *= n->reagent[k];
    }
    /* metals, inhibited by S(VI): d ln / d ln S(VI) = -0.67 (1 - metals / uninhibited) */
    const lt_dvec s6 = lt_d_max(n->s6, lt_d_all(1e-30));
    const lt_dvec tmi = l->metals * d->volume * l->s, bare = d->metals + lt_d_all(LT_TINY);
    const lt_dvec by_s6 = lt_d_all(-LT_CLOUD_INHIBITION_POWER) * tmi * (one - l->metals / bare) / s6;
    for (int j = 0; j < LT_N_WAYS; j++)
        if (lt_way_made[j] > 0) direct[LT_WAY_TMI][j] = by_s6;
    by_s[LT_WAY_TMI] = l->metals * d->volume;
    /* HMS: made from HCHO, lost to OH- and OH */
    const lt_dvec back = d->rate[LT_RATE_HMS_OH] * l->oh, radical = d->rate[LT_RATE_HMS_RADICAL] * d->radical;
    direct[LT_WAY_HMS][LT_WAY_HMS_RADICAL] = back - direct[LT_WAY_HMS][LT_WAY_HMS];
    direct[LT_WAY_HMS][LT_WAY_HMS] -= back;
    by_x[LT_WAY_HMS] += back * n->hms;
    direct[LT_WAY_HMS_RADICAL][LT_WAY_HMS] = radical;
    direct[LT_WAY_HMS_RADICAL][LT_WAY_HMS_RADICAL] = -radical;
}

/* J of the rates by xi: S and x follow from
 *   (V + phi theta sum R_S) dS + ((1 - phi) mean S V + phi theta sum R_x) dx = phi dn_S - phi theta sum direct
 *   -mean dS + (P_x - N_x) dx = ((2 - b) dn_6 + dn_HMS) / V */
static inline void lt_walk_jacobian(lt_walk *w) {
    const lt_drops *d = &w->drops;
    const lt_brew *n = &w->now;
    const lt_look *l = &w->look;
    const lt_dvec zero = lt_d_all(0.0), one = lt_d_all(1.0), two = lt_d_all(2.0);
    lt_dvec by_s[LT_N_WAYS], by_x[LT_N_WAYS];
    lt_walk_partial(d, n, l, by_s, by_x, w->a);
    const lt_dvec lag = l->share * d->slow_s4;
    lt_dvec all_s = zero, all_x = zero;
    for (int i = 0; i <= LT_WAY_HMS; i++) all_s += by_s[i], all_x += by_x[i];
    const lt_dvec e11 = d->volume + lag * all_s, e12 = (one - l->share) * l->mean * l->s * d->volume + lag * all_x,
                  e21 = -l->mean, e22 = l->positive_by_x - l->negative_by_x;
    const lt_dvec per = one / (e11 * e22 - e12 * e21);
    for (int j = 0; j < LT_N_WAYS; j++) {
        lt_dvec all = zero;
        for (int i = 0; i <= LT_WAY_HMS; i++) all += w->a[i][j];
        lt_dvec r1 = -(lag * all), r2 = zero;
        if (lt_way_taken[j] > 0) r1 -= l->share;
        if (lt_way_made[j] > 0) r2 += two - l->bisulfate;
        if (j == LT_WAY_HMS) r2 += one;
        if (j == LT_WAY_HMS_RADICAL) r2 -= one;
        r2 = r2 * d->per_volume;
        const lt_dvec ds = (r1 * e22 - r2 * e12) * per, dx = (e11 * r2 - e21 * r1) * per;
        w->by_s[j] = ds;
        w->by_x[j] = dx;
        for (int i = 0; i < LT_N_WAYS; i++) w->a[i][j] += by_s[i] * ds + by_x[i] * dx;
    }
}

/* Factors of 1/(h gamma) - J. */
static inline void lt_walk_factor(const lt_walk *w, lt_dvec diagonal, lt_dvec a[LT_N_WAYS][LT_N_WAYS], lt_dvec *pivot) {
    for (int i = 0; i < LT_N_WAYS; i++)
        for (int j = 0; j < LT_N_WAYS; j++) a[i][j] = -w->a[i][j];
    for (int i = 0; i < LT_N_WAYS; i++) a[i][i] += diagonal;
    for (int k = 0; k < LT_N_WAYS; k++) {
        pivot[k] = lt_d_all(1.0) / a[k][k];
        for (int i = k + 1; i < LT_N_WAYS; i++) {
            a[i][k] = a[i][k] * pivot[k];
            for (int j = k + 1; j < LT_N_WAYS; j++) a[i][j] = lt_d_fma(-a[i][k], a[k][j], a[i][j]);
        }
    }
}

static inline void lt_walk_solve(lt_dvec a[LT_N_WAYS][LT_N_WAYS], const lt_dvec *pivot, lt_dvec *r) {
    for (int i = 1; i < LT_N_WAYS; i++)
        for (int j = 0; j < i; j++) r[i] = lt_d_fma(-a[i][j], r[j], r[i]);
    for (int i = LT_N_WAYS - 1; i >= 0; i--) {
        for (int j = i + 1; j < LT_N_WAYS; j++) r[i] = lt_d_fma(-a[i][j], r[j], r[i]);
        r[i] = r[i] * pivot[i];
    }
}

/* Rates at xi; the look begins where the derivatives say, by which it is near. */
static inline void lt_walk_stage(const lt_walk *w, const lt_dvec *xi, lt_look *look, lt_dvec *rate) {
    const lt_dvec most = lt_d_all(1.0);
    lt_brew n;
    lt_dvec ds = lt_d_all(0.0), dx = ds;
    for (int j = 0; j < LT_N_WAYS; j++) {
        ds = lt_d_fma(w->by_s[j], xi[j] - w->xi[j], ds);
        dx = lt_d_fma(w->by_x[j], xi[j] - w->xi[j], dx);
    }
    look->x = w->look.x + lt_d_max(-most, lt_d_min(most, dx));
    look->s = lt_d_max(w->look.s + ds, lt_d_all(0.2) * w->look.s);
    lt_walk_brew(&w->start, xi, &n);
    lt_look_at(&w->drops, &n, lt_d_less(lt_d_all(0.0), most), w->end, look);
    lt_walk_rates(&w->drops, &n, look, rate);
}

/* A trial step of h from w->xi: xi after it, the estimate of its error, and a look near to xi. */
static inline void lt_walk_try(const lt_walk *w, lt_dvec h, lt_dvec *xi, lt_dvec *error, lt_look *look) {
    lt_dvec a[LT_N_WAYS][LT_N_WAYS], pivot[LT_N_WAYS], k1[LT_N_WAYS], k2[LT_N_WAYS], k3[LT_N_WAYS], f[LT_N_WAYS];
    const lt_dvec two = lt_d_all(2.0), per_h = lt_d_all(1.0) / h;
    *look = w->look;
    lt_walk_factor(w, two * per_h, a, pivot);
    for (int i = 0; i < LT_N_WAYS; i++) k1[i] = w->rate[i];
    lt_walk_solve(a, pivot, k1);
    for (int i = 0; i < LT_N_WAYS; i++) k2[i] = w->rate[i] + lt_d_all(4.0) * per_h * k1[i];
    lt_walk_solve(a, pivot, k2);
    for (int i = 0; i < LT_N_WAYS; i++) xi[i] = w->xi[i] + two * k1[i];
    lt_walk_stage(w, xi, look, f);
    for (int i = 0; i < LT_N_WAYS; i++) k3[i] = f[i] + per_h * (k1[i] - k2[i]);
    lt_walk_solve(a, pivot, k3);
    for (int i = 0; i < LT_N_WAYS; i++) xi[i] = xi[i] + k3[i];
    lt_walk_stage(w, xi, look, f);
    for (int i = 0; i < LT_N_WAYS; i++) error[i] = f[i] + per_h * (k1[i] - k2[i] - lt_d_all(8.0 / 3.0) * k3[i]);
    lt_walk_solve(a, pivot, error);
    for (int i = 0; i < LT_N_WAYS; i++) xi[i] = xi[i] + error[i];
}

/* All that has gone, whatever its sign. */
static inline lt_dvec lt_walk_gone(const lt_dvec *xi) {
    lt_dvec sum = lt_d_abs(xi[0]);
    for (int i = 1; i < LT_N_WAYS; i++) sum += lt_d_abs(xi[i]);
    return sum;
}

/* What xi would take that is not there, the most of it; and xi without that. */
static inline lt_dvec lt_walk_clip(const lt_brew *start, const lt_dvec *from, lt_dvec *xi) {
    const lt_dvec zero = lt_d_all(0.0), one = lt_d_all(1.0);
    lt_dvec most = zero;
    for (int k = 0; k < LT_REAGENT_FORM; k++) {
        most = lt_d_max(most, xi[k] - start->reagent[k]);
        xi[k] = lt_d_min(xi[k], start->reagent[k]);
    }
    const lt_dvec form = start->reagent[LT_REAGENT_FORM] + xi[LT_WAY_HMS_RADICAL];
    const lt_dvec hms = lt_d_min(form, lt_d_max(xi[LT_WAY_HMS], -start->hms));
    most = lt_d_max(most, lt_d_abs(hms - xi[LT_WAY_HMS]));
    xi[LT_WAY_HMS] = hms;
    const lt_dvec before = start->s4 - lt_walk_taken(from), after = start->s4 - lt_walk_taken(xi);
    most = lt_d_max(most, -after);
    /* S(IV) that is short: all that take it by the same share */
    const lt_dvec share = lt_d_max(zero, before) / lt_d_max(before - after, lt_d_all(LT_TINY));
    const lt_dvec part = lt_d_select(lt_d_less(after, zero), lt_d_min(one, share), one);
    for (int i = 0; i <= LT_WAY_HMS; i++) xi[i] = from[i] + part * (xi[i] - from[i]);
    /* last, for it takes no other below nothing */
    const lt_dvec radical = lt_d_min(xi[LT_WAY_HMS_RADICAL], start->hms + xi[LT_WAY_HMS]);
    most = lt_d_max(most, xi[LT_WAY_HMS_RADICAL] - radical);
    xi[LT_WAY_HMS_RADICAL] = radical;
    return most;
}

static inline void lt_walk_begin(const lt_cloud_block *b, int lane, lt_walk *w) {
    lt_drops_of(b, lane, &w->drops);
    w->start.s4 = lt_d_load(b->s4 + lane);
    w->start.s6 = lt_d_load(b->s6 + lane);
    w->start.hms = lt_d_load(b->hms + lane);
    for (int k = 0; k < LT_N_REAGENTS; k++) w->start.reagent[k] = lt_d_load(b->reagent[k] + lane);
    for (int i = 0; i < LT_N_WAYS; i++) w->xi[i] = lt_d_all(0.0);
    w->now = w->start;
    w->look.x = lt_d_all(-5.0 * LT_LN10);
    w->look.strength = lt_d_all(1e-3);
    w->look.s = lt_d_max(w->start.s4 * w->drops.per_volume, lt_d_all(1e-30));
    w->end = lt_d_all(1e-2 * b->tolerance);
    lt_look_at(&w->drops, &w->now, lt_d_less(lt_d_all(0.0), w->drops.volume), w->end, &w->look);
    lt_walk_rates(&w->drops, &w->now, &w->look, w->rate);
}

/* First step: a tenth of the shortest time in J. */
static inline lt_dvec lt_walk_first(const lt_walk *w, lt_dvec dt) {
    lt_dvec most = lt_d_all(1e-9);
    for (int i = 0; i < LT_N_WAYS; i++) most = lt_d_max(most, lt_d_abs(w->a[i][i]));
    return lt_d_min(dt, lt_d_all(0.1) / most);
}

static inline void lt_walk_store(lt_cloud_block *b, int lane, const lt_walk *w, lt_dvec left, lt_dvec tries) {
    for (int i = 0; i < LT_N_WAYS; i++) lt_d_store(b->way[i] + lane, w->xi[i]);
    for (int k = 0; k < LT_N_CLOUD_IONS; k++)
        lt_d_store(b->in_drops[k] + lane, lt_d_load(b->ion[k] + lane) * w->look.ion[k]);
    lt_d_store(b->log_h + lane, w->look.x);
    lt_d_store(b->ionic_strength + lane, w->look.strength);
    lt_d_store(b->left_out + lane, left);
    lt_d_store(b->tries + lane, tries);
}

/* Lanes lane .. lane + LT_D_LANES - 1 of a block. */
static inline void lt_walk_lanes(lt_cloud_block *b, int lane) {
    lt_walk w;
    const lt_dvec zero = lt_d_all(0.0), one = lt_d_all(1.0), dt = lt_d_all(b->dt);
    const lt_dvec end = lt_d_all(1e-12 * b->dt), tolerance = lt_d_all(b->tolerance);
    lt_walk_begin(b, lane, &w);
    lt_walk_jacobian(&w);
    lt_dvec left = dt, h = lt_walk_first(&w, dt), tries = zero;
    for (int attempt = 0; attempt < LT_CLOUD_TRIES; attempt++) {
        lt_dvec xi[LT_N_WAYS], error[LT_N_WAYS];
        const lt_dmask open = lt_d_less(end, left);
        if (!lt_d_any(open)) break;
        const lt_dvec step = lt_d_select(open, lt_d_min(h, left), one);
        lt_look look;
        lt_walk_try(&w, step, xi, error, &look);
        const lt_dvec scale = tolerance * (lt_walk_gone(xi) + lt_d_all(LT_CLOUD_LEAST_GONE));
        lt_dvec off = lt_walk_clip(&w.start, w.xi, xi);
        for (int i = 0; i < LT_N_WAYS; i++) off = lt_d_max(lt_d_abs(error[i]), off);
        off = off / scale;
        /* not a number: not good, and the shortest step */
        const lt_dmask good = lt_d_less(off, one);
        const lt_dvec growth = lt_d_all(0.9) * lt_e_exp(lt_e_log(lt_d_max(off, lt_d_all(1e-6))) * lt_d_all(-1.0 / 3.0));
        const lt_dvec next = step * lt_d_min(lt_d_max(growth, lt_d_all(0.15)), lt_d_all(8.0));
        h = lt_d_select(open, next, h);
        tries += lt_d_select(open, one, zero);
        const lt_dvec taken = lt_d_select(good, lt_d_select(open, one, zero), zero);
        const lt_dmask moves = lt_d_less(zero, taken);
        left = lt_d_select(moves, left - step, left);
        for (int i = 0; i < LT_N_WAYS; i++) w.xi[i] = lt_d_select(moves, xi[i], w.xi[i]);
        lt_walk_brew(&w.start, w.xi, &w.now);
        w.look.x = lt_d_select(moves, look.x, w.look.x);
        w.look.s = lt_d_select(moves, look.s, w.look.s);
        w.look.strength = lt_d_select(moves, look.strength, w.look.strength);
        lt_look_at(&w.drops, &w.now, moves, w.end, &w.look);
        lt_walk_rates(&w.drops, &w.now, &w.look, w.rate);
        lt_walk_jacobian(&w);
    }
    lt_walk_store(b, lane, &w, lt_d_select(lt_d_less(end, left), left, zero), tries);
}

/* GLY and MGLY by OH in the drops, which is at Henry's equilibrium and lasts (C): first order over the time. */
static inline void lt_walk_aldehydes(lt_cloud_block *b, int lane) {
    static const int gas[2] = {LT_CLOUD_GAS_GLY, LT_CLOUD_GAS_MGLY}, rate[2] = {LT_RATE_GLY, LT_RATE_MGLY};
    const lt_drops_air air = lt_drops_air_of(b, lane);
    const lt_cloud_gas *oh = &lt_cloud_gases[LT_CLOUD_GAS_OH];
    /* mol/m3 to atm: R T in l atm/mol over 1000 l/m3 */
    const lt_dvec pressure = lt_d_load(b->radical + lane) * air.temperature * lt_d_all(LT_CLOUD_GAS_CONSTANT * 1e-3);
    const lt_dvec radical = lt_drops_warm(oh->henry, oh->warmth, air.warmth) * pressure, one = lt_d_all(1.0);
    for (int k = 0; k < 2; k++) {
        const lt_dvec pool = lt_drops_pool(&air, gas[k]), share = pool / (one + pool);
        const lt_dvec z = lt_drops_constant(&lt_cloud_rates[rate[k]], air.warmth) * radical * share;
        const lt_dvec loss = z / (one + lt_drops_slow(&air, gas[k]) * z);
        const lt_dvec gone = one - lt_e_exp(-(loss * lt_d_all(b->dt)));
        lt_d_store(b->lost[k] + lane, lt_d_all(b->soa_runs) * lt_d_load(b->aldehyde[k] + lane) * gone);
    }
}

static inline void lt_walk_block(lt_cloud_block *b) {
    for (int lane = 0; lane < LT_CLOUD_BLOCK; lane += LT_D_LANES) {
        lt_walk_lanes(b, lane);
        lt_walk_aldehydes(b, lane);
    }
}

#endif
