/* one_state.c - one state solved. */
#include "model/aerosol/equilibrium/verify/one_state.h"

static const double pascal = 101325, gas_constant = 8.314462618; /* J/(mol K) (CODATA, V) */

lt_one_answer lt_one_solve(const lt_equilibrium_setup *setup, const lt_one_state *in) {
    lt_one_answer out = {0};
    double unused[2];
    lt_equilibrium_states s = {.temperature = &in->temperature,
                               .humidity = &in->humidity,
                               .hydroxide = &unused[0],
                               .water = &out.water,
                               .ph = &out.ph,
                               .residual = &unused[1],
                               .flags = &out.flags};
    for (int t = 0; t < LT_N_TOTALS; t++) s.total[t] = &in->total[t];
    for (int k = 0; k < LT_N_GASES; k++) s.gas[k] = &out.gas[k];
    for (int k = 0; k < LT_N_IONS; k++) s.ion[k] = &out.ion[k];
    for (int k = 0; k < LT_N_SOLIDS; k++) s.solid[k] = &out.solid[k];
    lt_equilibrium_solve(setup, &s, 0, 1);
    return out;
}

double lt_one_of_ppb(double temperature) {
    return 1e-9 * pascal / (gas_constant * temperature);
}

double lt_one_ppb(double mol_m3, double temperature) {
    return mol_m3 / lt_one_of_ppb(temperature);
}
