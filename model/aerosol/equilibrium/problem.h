/* problem.h - one vector of states as the solvers take it: constants at their temperature, what cannot evaporate, the
 * composition that belongs to a set of unknowns.
 *
 * Unknowns: logarithms of the partition of NH4, NO3, Cl (particle over gas), of sulfate over bisulfate, and of H+
 * [mol]: n_NH4 = NH4 / (1 + exp(-r_NH4)), gas = NH4 - n_NH4 = n_NH4 exp(-r_NH4), and so on so that no amount is
 * negative and none is a difference of near numbers. */
#ifndef LT_EQUILIBRIUM_PROBLEM_H
#define LT_EQUILIBRIUM_PROBLEM_H

#include "model/aerosol/equilibrium/activity.h"
#include "model/aerosol/equilibrium/bromley.h"
#include "model/aerosol/equilibrium/constants.h"
#include "model/aerosol/equilibrium/mixture_water.h"

/* Forward, less sulfate than this [mol/m3] is as much: a particle then has a seed whatever evaporates. */
#define LT_EQ_SEED 1e-20

typedef struct lt_problem {
    lt_dvec total[LT_N_TOTALS]; /* mol/m3 */
    lt_dvec ca, sulfate, caso4; /* dissolved Ca and sulfate, and CaSO4 */
    lt_dvec fixed_charge;       /* Na + K + 2 Mg + 2 Ca in solution */
    lt_dvec surplus;            /* of it beyond all that can be an anion: stands against hydroxide */
    lt_dvec constant[LT_N_G];   /* ln: NH4 1/(m3 mol-1), NO3 and Cl (mol m-3)2 kg-2, bisulfate mol/kg */
    lt_dvec hydroxide;          /* [H+] [OH-] = hydroxide W^2 */
    lt_activity_air air;
    lt_water_lines lines;
    bool crustal;
} lt_problem;

typedef struct lt_composition {
    lt_dvec ion[LT_N_IONS], gas[LT_N_GASES], hydroxide; /* mol/m3 */
    lt_dvec share[LT_N_G];                              /* derivative of ln n by its unknown: of gas; of sulfate */
    lt_mixture_water water;
    lt_dvec strength; /* mol/kg */
} lt_composition;

/* CaSO4 is as good as insoluble: (Ca - p)(SO4 - p) = 1e-6 Ca SO4, which leaves a derivative where Ca = SO4. */
static inline void lt_problem_caso4(lt_problem *p) {
    const lt_dvec a = p->total[LT_TOTAL_CA], b = p->total[LT_TOTAL_SO4], half = lt_d_all(0.5), zero = lt_d_all(0.0);
    const lt_dvec left = lt_d_all(1e-6) * a * b, x = a - b, root = lt_d_sqrt(x * x + lt_d_all(4.0) * left);
    const lt_dvec larger = half * (root + lt_d_abs(x)), smaller = left / (larger + lt_d_all(LT_TINY));
    p->ca = lt_d_select(lt_d_less(x, zero), smaller, larger);
    p->sulfate = lt_d_select(lt_d_less(x, zero), larger, smaller);
    p->caso4 = lt_d_max(lt_d_min(a, b) - smaller, zero);
}

static inline lt_dvec lt_problem_constant(lt_dvec ratio, lt_dvec bend, double at_298_log, double a, double b) {
    return lt_d_all(at_298_log) + lt_d_all(a) * (ratio - lt_d_all(1.0)) + lt_d_all(b) * bend;
}

/* ln of the constants at 298.15 K come from the table of constants.h: log_k [LT_N_CONSTANTS]. total is set; less
 * sulfate than seed is as much. */
static inline void lt_problem_prepare(lt_problem *p, lt_dvec temperature, lt_dvec humidity, const double *log_k,
                                      const lt_dvec *water_of_salts, double seed) {
    static const double exponents[LT_N_CONSTANTS][2] = {
#define LT_EQ_EXPONENTS(name, at_298, a, b) {a, b},
        LT_EQ_CONSTANTS(LT_EQ_EXPONENTS)
#undef LT_EQ_EXPONENTS
    };
    const lt_dvec ratio = lt_d_all(298.15) / temperature, bend = lt_d_all(1.0) + lt_e_log(ratio) - ratio;
    const lt_dvec log_rt = lt_e_log(lt_d_all(LT_EQ_GAS_CONSTANT / LT_UNIT) * temperature);
    lt_dvec k[LT_N_CONSTANTS];
    for (int c = 0; c < LT_N_CONSTANTS; c++)
        k[c] = lt_problem_constant(ratio, bend, log_k[c], exponents[c][0], exponents[c][1]);
    p->constant[LT_G_NH4] = k[LT_K_NH3_DISSOLVES] + k[LT_K_NH3_IONISES] - k[LT_K_WATER] + log_rt;
    p->constant[LT_G_NO3] = k[LT_K_HNO3] + log_rt;
    p->constant[LT_G_CL] = k[LT_K_HCL] + log_rt;
    p->constant[LT_G_SO4] = k[LT_K_BISULFATE];
    /* water is that of 1 % where air is drier still (water.h), and so is its activity here */
    p->hydroxide = lt_e_exp(k[LT_K_WATER]) * lt_d_max(humidity, lt_d_all(0.01));
    lt_problem_caso4(p);
    p->sulfate = lt_d_max(p->sulfate, lt_d_all(seed * LT_UNIT));
    const lt_dvec two = lt_d_all(2.0);
    p->fixed_charge = p->total[LT_TOTAL_NA] + p->total[LT_TOTAL_K] + two * p->total[LT_TOTAL_MG] + two * p->ca;
    p->surplus =
        lt_d_max(p->fixed_charge - two * p->sulfate - p->total[LT_TOTAL_NO3] - p->total[LT_TOTAL_CL], lt_d_all(0.0));
    lt_water_lines_of(water_of_salts, p->ca, p->total[LT_TOTAL_MG], p->total[LT_TOTAL_K], p->total[LT_TOTAL_NA],
                      p->sulfate, p->surplus, &p->lines);
}

/* Share 1 / (1 + e^-r) in the particle and the rest of it; not a number if r is not. */
static inline void lt_share_of(lt_dvec r, lt_dvec *in, lt_dvec *out) {
    const lt_dvec limit = lt_d_all(LT_FARTHEST), x = lt_e_exp(lt_d_max(-limit, lt_d_min(limit, -r)));
    *in = lt_d_all(1.0) / (lt_d_all(1.0) + x);
    *out = x * *in;
}

/* Ions, gases, water and ionic strength of unknowns r [LT_N_G] and ln H+. */
static inline void lt_problem_composition(const lt_problem *p, const lt_dvec *r, lt_dvec log_h, lt_composition *c) {
    lt_dvec *n = c->ion;
    n[LT_ION_H] = lt_e_exp(log_h);
    n[LT_ION_NA] = p->total[LT_TOTAL_NA];
    n[LT_ION_CA] = p->ca;
    n[LT_ION_K] = p->total[LT_TOTAL_K];
    n[LT_ION_MG] = p->total[LT_TOTAL_MG];
    lt_dvec in[LT_N_G];
    for (int k = 0; k < LT_N_G; k++) lt_share_of(r[k], &in[k], &c->share[k]);
    n[LT_ION_NH4] = p->total[LT_TOTAL_NH4] * in[LT_G_NH4];
    n[LT_ION_NO3] = p->total[LT_TOTAL_NO3] * in[LT_G_NO3];
    n[LT_ION_CL] = p->total[LT_TOTAL_CL] * in[LT_G_CL];
    n[LT_ION_SO4] = p->sulfate * in[LT_G_SO4];
    n[LT_ION_HSO4] = p->sulfate * c->share[LT_G_SO4];
    c->gas[LT_GAS_NH3] = p->total[LT_TOTAL_NH4] * c->share[LT_G_NH4];
    c->gas[LT_GAS_HNO3] = p->total[LT_TOTAL_NO3] * c->share[LT_G_NO3];
    c->gas[LT_GAS_HCL] = p->total[LT_TOTAL_CL] * c->share[LT_G_CL];
    c->share[LT_G_SO4] = in[LT_G_SO4];
    lt_mixture_water_of(&p->lines, n[LT_ION_NH4], n[LT_ION_NO3], n[LT_ION_CL], n[LT_ION_H] + n[LT_ION_HSO4], p->crustal,
                        &c->water);
    const lt_dvec w = c->water.water;
    c->hydroxide = p->hydroxide * w * w / n[LT_ION_H];
    c->strength = (lt_d_all(0.5) * (n[LT_ION_H] + n[LT_ION_NA] + n[LT_ION_NH4] + n[LT_ION_K] + n[LT_ION_HSO4] +
                                    n[LT_ION_NO3] + n[LT_ION_CL]) +
                   lt_d_all(2.0) * (n[LT_ION_CA] + n[LT_ION_MG] + n[LT_ION_SO4])) /
                  w;
}

/* Charge of the solution over all charges in it. */
static inline lt_dvec lt_problem_charge(const lt_problem *p, const lt_composition *c, lt_dvec *scale) {
    const lt_dvec *n = c->ion;
    const lt_dvec plus = n[LT_ION_H] + n[LT_ION_NH4] + p->fixed_charge;
    const lt_dvec minus = c->hydroxide + lt_d_all(2.0) * n[LT_ION_SO4] + n[LT_ION_HSO4] + n[LT_ION_NO3] + n[LT_ION_CL];
    *scale = lt_d_all(1.0) / (plus + minus);
    return (plus - minus) * *scale;
}

#endif
