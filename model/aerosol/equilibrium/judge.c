/* judge.c - what a state from outside must be. */
#include "model/aerosol/equilibrium/equilibrium.h"

#include <math.h>
#include <stddef.h>

static bool found(lt_equilibrium_fault *fault, const char *column, const char *expected, double value) {
    if (fault) *fault = (lt_equilibrium_fault){column, expected, value};
    return false;
}

/* Reverse: the acid that a particle can hold is H+; a surplus of cations beyond hydroxide has no counterpart. */
static bool is_balanced(const double *total, double *surplus) {
    const double cations =
        total[LT_TOTAL_NA] + total[LT_TOTAL_NH4] + total[LT_TOTAL_K] + 2 * total[LT_TOTAL_MG] + 2 * total[LT_TOTAL_CA];
    const double anions = 2 * total[LT_TOTAL_SO4] + total[LT_TOTAL_NO3] + total[LT_TOTAL_CL];
    *surplus = cations - anions;
    return *surplus <= LT_EQ_CHARGE_TOLERANCE * (cations + anions);
}

bool lt_equilibrium_is_sound(const lt_equilibrium_setup *setup, double temperature, double humidity,
                             const double *total, lt_equilibrium_fault *fault) {
    double surplus;
    if (!(temperature >= 200 && temperature <= 320)) return found(fault, "T_K", "200 to 320 K", temperature);
    if (!(humidity >= 0 && humidity <= 1)) return found(fault, "RH", "0 to 1", humidity);
    for (int t = 0; t < LT_N_TOTALS; t++)
        if (!(total[t] >= 0 && total[t] <= LT_EQ_MOST))
            return found(fault, lt_total_names[t], "0 to 0.01 mol/m3", total[t]);
    if (setup->mode == LT_EQ_REVERSE && !is_balanced(total, &surplus))
        return found(
            fault, "NH4",
            "a particle whose cations (Na + NH4 + K + 2 Mg + 2 Ca) do not exceed its anions (2 SO4 + NO3 + Cl)",
            surplus);
    return true;
}
