/* saturation.c - solubility products at a temperature. */
#include "model/aerosol/equilibrium/saturation.h"

#include "model/aerosol/equilibrium/constants.h"
#include "model/kernel/ltmath.h"

void lt_saturation_at(double temperature, const double *dissolves, lt_saturation *out) {
    static const double constants[LT_N_SOLIDS_WITH_WATER][3] = {
#define CONSTANT(salt, at_298, a, b) [LT_SALT_##salt] = {at_298, a, b},
        LT_EQ_SOLUBILITIES(CONSTANT) LT_EQ_OVER_SOLIDS(CONSTANT)};
    const double ratio = 298.15 / temperature, bend = 1 + lt_log(ratio) - ratio;
    for (int s = 0; s < LT_N_SOLIDS_WITH_WATER; s++)
        out->log_k[s] = lt_log(constants[s][0]) + constants[s][1] * (ratio - 1) + constants[s][2] * bend;
    const double two_log_rt = 2 * lt_log(LT_EQ_GAS_CONSTANT * temperature);
    const double nh4no3 = out->log_k[LT_SALT_NH4NO3] - two_log_rt, nh4cl = out->log_k[LT_SALT_NH4CL] - two_log_rt;
    enum { NH3, HNO3, HCL }; /* as the first of LT_G_* */
    out->over_nh4no3 = lt_exp(nh4no3);
    out->over_nh4cl = lt_exp(nh4cl);
    out->log_k[LT_SALT_NH4NO3] = nh4no3 + dissolves[NH3] + dissolves[HNO3];
    out->log_k[LT_SALT_NH4CL] = nh4cl + dissolves[NH3] + dissolves[HCL];
}
