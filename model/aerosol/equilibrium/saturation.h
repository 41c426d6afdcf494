/* saturation.h - solubility products of the salts, and the products of gases over NH4NO3 and NH4Cl.
 *
 *   product of the activities of the ions = K(T) where a salt is present, as constants.h has K(T); mol/kg
 *   p(NH3) p(HNO3) = K(T) over NH4NO3(s), p(NH3) p(HCl) over NH4Cl(s); atm2
 *
 * ISORROPIA II (Fountoukis and Nenes 2007, doi 10.5194/acp-7-4639-2007, table 2; V: read in the program as CMAQ 5.4
 * carries it). NH4NO3 is the paper's; CMAQ's copy takes Mozurkewich's (1993,
 * doi 10.1016/0960-1686(93)90356-4) 4.199e-17, 74.7351, 6.025. The solubility products of NH4NO3 and NH4Cl follow from
 * those over the solid and from what dissolves the gases, so that solid, solution and gas are one equilibrium;
 * ISORROPIA's own product of NH4Cl in solution (22.05, 24.55, 16.9) has the same value at 298 K, and an enthalpy that
 * its other constants contradict (they make -5.99). */
#ifndef LT_SATURATION_H
#define LT_SATURATION_H

#include "model/aerosol/equilibrium/species.h"

/* salt, K(T0), a, b */
#define LT_EQ_SOLUBILITIES(X)                                                                                          \
    X(NH42SO4, 1.817, -2.65, 38.570)                                                                                   \
    X(LETOVICITE, 29.268, -5.19, 54.400)                                                                               \
    X(NH4HSO4, 1.382e2, -2.87, 15.830)                                                                                 \
    X(NANO3, 11.977, -8.22, 16.010)                                                                                    \
    X(NACL, 37.661, -1.56, 16.900)                                                                                     \
    X(NA2SO4, 0.4799, 0.98, 39.500)                                                                                    \
    X(NAHSO4, 2.413e4, 0.79, 14.746)                                                                                   \
    X(CANO32, 6.067e5, 0.0, 0.0)                                                                                       \
    X(CACL2, 7.974e11, 0.0, 0.0)                                                                                       \
    X(KNO3, 0.872, -14.08, 19.390)                                                                                     \
    X(KCL, 8.680, -6.902, 19.950)                                                                                      \
    X(K2SO4, 1.569e-2, -9.585, 45.810)                                                                                 \
    X(KHSO4, 24.016, -8.423, 17.960)                                                                                   \
    X(MGNO32, 2.507e15, 0.0, 0.0)                                                                                      \
    X(MGCL2, 9.557e21, 0.0, 0.0)                                                                                       \
    X(MGSO4, 1.079e5, 0.0, 0.0)

/* the same of NH4NO3 and NH4Cl over the solid, atm2 */
#define LT_EQ_OVER_SOLIDS(X)                                                                                           \
    X(NH4NO3, 5.746e-17, -74.38, 6.120)                                                                                \
    X(NH4CL, 1.086e-16, -71.00, 2.400)

typedef struct lt_saturation {
    double log_k[LT_N_SOLIDS_WITH_WATER]; /* ln of solubility products */
    double over_nh4no3, over_nh4cl;       /* (mol/m3)2 */
} lt_saturation;

/* dissolves: ln of what NH3, HNO3 and HCl dissolve by, as lt_problem has it (LT_G_NH4, LT_G_NO3, LT_G_CL). */
void lt_saturation_at(double temperature, const double *dissolves, lt_saturation *out);

#endif
