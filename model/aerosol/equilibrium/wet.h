/* wet.h - a solution and the solids that it is saturated with.
 *
 * Unknowns: ln of the ions n [mol] and the solids s >= 0. With A = ln of the activity of an ion (bromley.h), P_k the
 * sum over the ions of solid k of their A, K_k its solubility product (saturation.h):
 *
 *   total_t = n_t + gas_t + sum over k of nu_kt s_k               each that does not vanish; sulfate with bisulfate
 *
 *   ln gas = A_NH4 - A_H - k_NH4, A_H + A_NO3 - k_NO3, A_H + A_Cl - k_Cl     reverse: the gas is none of the total's
 *
 *   A_H + A_SO4 - A_HSO4 = k_SO4,   charge of the ions = 0
 *
 *   s_k >= 0,   z_k = ln K_k - P_k >= 0,   s_k z_k = 0               each that may crystallise
 *
 * Method: the solids grow out of the solution that is given, ds_k/dt = -z_k, in implicit steps as long as the growth is
 * small or leads to saturation; then Newton on the set of solids there are, to rounding, and a look at every solid for
 * one that is there with s < 0 or missing with z < 0. Growth goes the right way also where a solution is the richer in
 * a salt the more of it has crystallised (KNO3 at high strengths: its activity falls with its molality), where
 * Newton's steps would dissolve it; of several solutions it finds the one that comes first. The Jacobian is exact but
 * for the water of sulfate and of the ions that cannot evaporate, which is differenced. Where no solution satisfies
 * this, all of it crystallises or evaporates: LT_WET_VANISHES. */
#ifndef LT_WET_H
#define LT_WET_H

#include "model/aerosol/equilibrium/saturation.h"

#include <stdbool.h>

struct lt_problem;

typedef struct lt_wet_problem {
    const struct lt_problem *problem; /* of plain doubles */
    int activity;
    bool evaporates, may_vanish;
    double water_of_salts[LT_N_SALTS];
    lt_saturation saturation;
    unsigned may_crystallise; /* bits 1 << LT_SALT_* */
} lt_wet_problem;

/* mol/m3, kg/m3, mol/kg; in: all of a solution without solids. residual: the largest of the equations, relative. */
typedef struct lt_wet {
    double ion[LT_N_IONS], gas[LT_N_GASES], solid[LT_N_SOLIDS_WITH_WATER], hydroxide, water, strength, residual;
} lt_wet;

/* Unsaturated: as it came, to the last bit. Open: did not settle; wet is as it came. */
enum { LT_WET_UNSATURATED, LT_WET_SATURATED, LT_WET_VANISHES, LT_WET_OPEN };

int lt_wet_solve(const lt_wet_problem *problem, lt_wet *wet);

#endif
