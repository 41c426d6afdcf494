/* apart_salts.c - are salts saturated where they are, and nowhere above saturation. */
#include "model/aerosol/equilibrium/constants.h"
#include "model/aerosol/equilibrium/deliquescence.h"
#include "model/aerosol/equilibrium/saturation.h"
#include "model/aerosol/equilibrium/verify/apart.h"

#include <math.h>

/* K of the ions' product; of NH4NO3 and NH4Cl that of the gases over the solid, atm2. DRH at 298.15 K and its b. */
static const double table[LT_N_SOLIDS_WITH_WATER][3] = {
#define ROW(salt, at_298, a, b) [LT_SALT_##salt] = {at_298, a, b},
    LT_EQ_SOLUBILITIES(ROW) LT_EQ_OVER_SOLIDS(ROW)
#undef ROW
};

static double constant(int salt, double temperature) {
    const double *k = table[salt], t = 298.15 / temperature;
    return k[0] * exp(k[1] * (t - 1) + k[2] * (1 + log(t) - t));
}

static double over_solid(const lt_batch *b, size_t i, int salt) {
    const int acid = salt == LT_SALT_NH4NO3 ? LT_GAS_HNO3 : LT_GAS_HCL;
    const double rt = LT_EQ_GAS_CONSTANT * b->temperature[i];
    return b->states.gas[LT_GAS_NH3][i] * b->states.gas[acid][i] * rt * rt;
}

/* Has a salt an ion of which there is next to nothing, dissolved and in salts (not CaSO4)? Such are not looked for:
 * less than 1e-20 mol/m3, the seed of problem.h. */
static bool is_of_nothing(const lt_batch *b, size_t i, int salt) {
    for (int k = LT_ION_NA; k < LT_N_IONS; k++) {
        double sum = b->states.ion[k][i];
        for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++) sum += lt_solid_ions[s][k] * b->states.solid[s][i];
        if (lt_solid_ions[salt][k] && sum <= 1e-20) return true;
    }
    return false;
}

double lt_apart_salts(const lt_batch *b, size_t i, const double *activity) {
    double worst = 0;
    for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++) {
        const bool is_gas = s == LT_SALT_NH4NO3 || s == LT_SALT_NH4CL;
        double product = is_gas ? over_solid(b, i, s) : 1;
        if (!is_gas && (!activity || is_of_nothing(b, i, s))) continue;
        for (int k = 0; k < LT_N_IONS && !is_gas; k++) product *= pow(activity[k], lt_solid_ions[s][k]);
        const double above = product > 0 ? log(product / constant(s, b->temperature[i])) : -INFINITY;
        if (b->states.solid[s][i] > 0)
            worst = fmax(worst, fabs(above));
        else if (b->humidity[i] < lt_apart_deliquescence(s, b->temperature[i]))
            worst = fmax(worst, above);
    }
    return worst;
}

double lt_apart_deliquescence(int salt, double temperature) {
    static const double drh[LT_N_SOLIDS_WITH_WATER][2] = {
#define DRH(name, at_298, b) [LT_SALT_##name] = {at_298, b},
        LT_EQ_DELIQUESCENCES(DRH)
#undef DRH
    };
    return fmin(drh[salt][0] * exp(drh[salt][1] * (1 / temperature - 1 / 298.15)), 1);
}
