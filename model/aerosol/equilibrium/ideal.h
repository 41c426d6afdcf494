/* ideal.h - all activity coefficients are 1: equilibria then have closed forms, which tests hold the solver to. */
#ifndef LT_IDEAL_H
#define LT_IDEAL_H

#include "model/aerosol/equilibrium/kusik_meissner.h"

static inline lt_activity_air lt_ideal_air(lt_dvec temperature) {
    return (lt_activity_air){temperature, temperature, temperature};
}

static inline void lt_ideal_pairs(const lt_activity_air *air, lt_dvec strength, bool crustal, lt_activity_pairs *out) {
    (void)air, (void)strength, (void)crustal;
    const lt_dvec zero = lt_d_all(0.0);
    for (int i = 0; i < LT_N_CATIONS; i++)
        for (int j = 0; j < LT_N_ANIONS; j++) out->log10_g[i][j] = zero, out->slope[i][j] = zero;
    out->debye = out->debye_slope = zero;
}

#endif
