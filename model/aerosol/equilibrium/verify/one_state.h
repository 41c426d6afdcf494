/* one_state.h - one state written by hand and solved, for the suites of chemistry. */
#ifndef LT_EQUILIBRIUM_ONE_STATE_H
#define LT_EQUILIBRIUM_ONE_STATE_H

#include "model/aerosol/equilibrium/verify/batch.h"

typedef struct lt_one_state {
    double temperature, humidity, total[LT_N_TOTALS]; /* mol/m3 */
} lt_one_state;

typedef struct lt_one_answer {
    double gas[LT_N_GASES], ion[LT_N_IONS], solid[LT_N_SOLIDS], water, ph;
    unsigned flags;
} lt_one_answer;

lt_one_answer lt_one_solve(const lt_equilibrium_setup *setup, const lt_one_state *state);
/* mol/m3 of a gas as a mole fraction of air at 1 atm, and of 1 ppb as mol/m3. */
double lt_one_ppb(double mol_m3, double temperature);
double lt_one_of_ppb(double temperature);

#endif
