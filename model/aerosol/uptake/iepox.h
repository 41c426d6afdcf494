/* iepox.h - isoprene epoxydiols in acid particles.
 *
 *     k = [H+] (9.0e-4 [H2O] + 8.83e-3 [SO4--] + 2.0e-4 [NO3-]) + [HSO4-] (1.31e-5 [H2O] + 2.92e-6 ([SO4--] + [NO3-]))
 *     1/g = 1/0.02 + c r / (4 H R T D (q coth q - 1)),   q = r sqrt(k/D)
 *
 * k [s-1], [ ] mol in a litre of wet fine particle; H 3.0e7 M/atm (Nguyen et al. 2014), D 1e-9 m2/s in the particle.
 * Pye et al. (2013), doi 10.1021/es402106h, after Eddingsaas et al. (2010), organosulfates Piletic et al. (2013);
 * numbers CMAQ's AEROSOL_CHEMISTRY.F and hlconst.F (V). The share of organosulfate is that of the sulfate's terms in k;
 * the mechanism takes its sulfate from ASO4J. Valid where there is solution; organic coating is not regarded. */
#ifndef LT_UPTAKE_IEPOX_H
#define LT_UPTAKE_IEPOX_H

#include "model/aerosol/uptake/transfer.h"

/* mol in a litre of wet particle; sulfate without HSO4-. */
typedef struct lt_u_acid {
    lt_dvec water, acid, bisulfate, sulfate, nitrate;
} lt_u_acid;

/* Rate in the particle, s-1, and of it what makes organosulfate, for each mol/l of sulfate. */
static inline lt_dvec lt_u_iepox_rate(const lt_u_acid *s, lt_dvec *for_each_sulfate) {
    *for_each_sulfate = LT_ALL(8.83e-3) * s->acid + LT_ALL(2.92e-6) * s->bisulfate;
    return s->acid * (LT_ALL(9.0e-4) * s->water + LT_ALL(2.0e-4) * s->nitrate) +
           s->bisulfate * (LT_ALL(1.31e-5) * s->water + LT_ALL(2.92e-6) * s->nitrate) + *for_each_sulfate * s->sulfate;
}

static inline lt_dvec lt_u_gamma_iepox(const lt_u_air *air, lt_dvec T, lt_dvec radius, lt_dvec rate) {
    const double in_particle = 1e-9, henry = 3.0e7 * 1000.0; /* m2/s; mol m-3 atm-1 */
    const lt_dvec r = lt_d_max(radius, LT_ALL(1e-9)), q = r * lt_d_sqrt(rate * LT_ALL(1.0 / in_particle));
    const lt_dvec depth = lt_d_max(lt_u_coth_rest(q), LT_ALL(1e-200));
    const lt_dvec dissolved = LT_ALL(4.0 * henry * LT_UPTAKE_R_ATM * in_particle) * T * depth;
    return LT_ALL(1.0) / (LT_ALL(1.0 / 0.02) + lt_u_speed(air, LT_TAKEN_IEPOX) * r / dissolved);
}

#endif
