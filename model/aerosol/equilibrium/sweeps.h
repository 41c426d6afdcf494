/* sweeps.h - the forward problem of a solution by sweeps alone: the plain method.
 *
 * Each sweep holds activities and water, brackets H+ to the last bits, and moves ln of activities and of water half way
 * (later less) to what the composition says. It takes a hundred sweeps where newton.h takes five steps, but needs no
 * derivative: the reference for newton.h, and what is left where that does not settle. It begins where newton.h begins.
 */
#ifndef LT_EQUILIBRIUM_SWEEPS_H
#define LT_EQUILIBRIUM_SWEEPS_H

#include "model/aerosol/equilibrium/newton.h"

enum { LT_MOST_SWEEPS = 10000, LT_SWEEPS_BEFORE_NEWTON = 32 };

/* One state (LT_PLAIN). tight: largest residual of newton.h's equations to be reached. with_newton: try Newton from
 * where the sweeps are every now and then, to be there sooner; the reference does without. */
static inline void lt_sweeps_forward(const lt_problem *p, int activity, double tight, bool with_newton,
                                     lt_composition *c, double *residual) {
    const int sums = lt_activity_sums_of(activity);
    lt_dvec g[LT_N_G] = {0}, r[LT_N_G], log_w, log_h, e[LT_N_UNKNOWNS], a[LT_N_UNKNOWNS][LT_N_UNKNOWNS];
    lt_first_guess(p, &log_w, &log_h);
    double part = 0.5;
    for (int sweep = 0;; sweep++) {
        if (sweep % 2000 == 1999) part *= 0.3; /* a few states go to and fro */
        log_h = lt_solve_acid(p, g, log_w, log_h, sweep ? 15 : 60);
        lt_partition(p, g, log_h, log_w, r);
        if (sweep % 8 == 7 || sweep == LT_MOST_SWEEPS) {
            lt_newton_system(p, activity, sums, r, log_h, c, e, a);
            *residual = lt_largest(e);
            if (*residual <= tight || sweep == LT_MOST_SWEEPS) return;
        }
        if (with_newton && sweep % LT_SWEEPS_BEFORE_NEWTON == LT_SWEEPS_BEFORE_NEWTON - 1) {
            lt_dvec try_h = log_h;
            lt_newton_settle(p, activity, sums, r, &try_h, c, residual);
            if (*residual <= tight) return;
        }
        lt_mixture mix;
        lt_partition(p, g, log_h, log_w, r);
        lt_problem_composition(p, r, log_h, c);
        lt_problem_activities(p, c, activity, sums, &mix);
        for (int k = 0; k < LT_N_G; k++) g[k] += part * (mix.g[k] - g[k]);
        log_w += part * (lt_e_log(c->water.water) - log_w);
    }
}

#endif
