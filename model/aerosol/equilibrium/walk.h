/* walk.h - the reverse problem of a solution without a derivative: the plain method.
 *
 * f of reverse.h is followed from far below in small steps of x = ln q until it is above 0, then halved to the last
 * bit; H+ of each x is halved to the last bit too. It meets every root that a tenth of a unit of x parts from the next,
 * so it tells which is the first. The reference for reverse.h, and what is left where that does not settle. */
#ifndef LT_EQUILIBRIUM_WALK_H
#define LT_EQUILIBRIUM_WALK_H

#include "model/aerosol/equilibrium/reverse.h"

typedef struct lt_walk {
    const lt_problem *problem;
    int activity, sums;
    double deficit, water, charge; /* water of the place before; what is left of the charge, over acid and hydroxide */
} lt_walk;

/* H + HSO4 - OH = D by halving ln H. */
static inline double lt_walk_h(const lt_walk *w, double q) {
    const double sulfate = w->problem->sulfate, ions = w->problem->hydroxide * w->water * w->water;
    double high = 2 * (fabs(w->deficit) + q + sulfate + sqrt(ions)), low = ions / high * q / (q + sulfate);
    for (;;) {
        const double middle = sqrt(low) * sqrt(high);
        if (!(middle > low && middle < high)) return middle;
        if (middle + sulfate * middle / (middle + q) - ions / middle > w->deficit)
            high = middle;
        else
            low = middle;
    }
}

/* f of x, with the composition and activities that belong to it. */
static inline double lt_walk_f(lt_walk *w, double x, lt_composition *c, lt_mixture *mix) {
    for (int round = 0;; round++) {
        const double before = w->water, q = lt_e_exp(x) * before;
        lt_reverse_composition(w->problem, lt_walk_h(w, q), q, c);
        w->water = c->water.water;
        if (fabs(w->water - before) <= 1e-15 * before || round == 20) break;
    }
    lt_problem_activities(w->problem, c, w->activity, w->sums, mix);
    const double acid = c->ion[LT_ION_H] + c->ion[LT_ION_HSO4];
    w->charge = (acid - c->hydroxide - w->deficit) / (acid + c->hydroxide);
    return x - w->problem->constant[LT_G_SO4] - LT_LN10 * mix->g[LT_G_SO4];
}

/* One state (LT_PLAIN). */
static inline void lt_walk_reverse(const lt_problem *p, int activity, lt_composition *c, double *residual) {
    lt_walk walk = {p, activity, lt_activity_sums_of(activity), lt_reverse_deficit(p->total), 0, 0};
    lt_mixture mix;
    lt_reverse start;
    lt_reverse_start(p, walk.deficit, &start);
    walk.water = start.water;
    double low = start.x - 2, high, step = 0.1;
    while (lt_walk_f(&walk, low, c, &mix) > 0 && step < 1e4) low -= step *= 2;
    for (high = low, step = 0.1; lt_walk_f(&walk, high, c, &mix) <= 0 && step < 1e4; high += step) {
        low = high;
        const double less = fmin(c->ion[LT_ION_H], c->ion[LT_ION_SO4]);
        if (less > 100 * c->ion[LT_ION_HSO4]) step *= 2; /* no composition left to change */
    }
    double f;
    for (;;) {
        const double middle = 0.5 * (low + high);
        f = lt_walk_f(&walk, middle, c, &mix);
        if (!(middle > low && middle < high)) break;
        if (f > 0)
            high = middle;
        else
            low = middle;
    }
    *residual = fmax(fabs(f), fabs(walk.charge));
    lt_reverse_gases(p, &mix, c);
}

#endif
