/* constants.h - equilibrium constants of the gas, the solution and the solids, and their temperature.
 *
 *   K(T) = K(T0) exp[a (T0/T - 1) + b (1 + ln(T0/T) - T0/T)],   T0 = 298.15 K
 *   a = -dH0/(R T0), b = -dCp0/R
 *
 * Values: ISORROPIA II (Fountoukis and Nenes 2007, doi 10.5194/acp-7-4639-2007, table 2; V: read in the program as CMAQ
 * 5.4 carries it, which gives the sign of every exponent). Activities in mol/kg, pressures in atm. */
#ifndef LT_EQUILIBRIUM_CONSTANTS_H
#define LT_EQUILIBRIUM_CONSTANTS_H

#include "model/kernel/ltmath.h"

/* name, K(T0), a, b */
#define LT_EQ_CONSTANTS(X)                                                                                             \
    X(BISULFATE, 1.015e-2, 8.85, 25.140)    /* HSO4- = H+ + SO4--, mol/kg */                                           \
    X(NH3_DISSOLVES, 57.639, 13.79, -5.393) /* NH3(g) = NH3(aq), mol/(kg atm) */                                       \
    X(NH3_IONISES, 1.805e-5, -1.50, 26.920) /* NH3(aq) + H2O = NH4+ + OH-, mol/kg */                                   \
    X(HNO3, 2.511e6, 29.17, 16.830)         /* HNO3(g) = H+ + NO3-, mol2/(kg2 atm) */                                  \
    X(HCL, 1.971e6, 30.20, 19.910)          /* HCl(g) = H+ + Cl-, mol2/(kg2 atm) */                                    \
    X(WATER, 1.010e-14, -22.52, 26.920)     /* H2O = H+ + OH-, mol2/kg2 */

enum {
#define LT_EQ_ENUM_CONSTANT(name, at_298, a, b) LT_K_##name,
    LT_EQ_CONSTANTS(LT_EQ_ENUM_CONSTANT) LT_N_CONSTANTS
};

/* K(T) of a row (LT_K_...) for one who wants no more than that. */
static inline double lt_eq_constant(int row, double temperature) {
    static const double rows[LT_N_CONSTANTS][3] = {
#define LT_EQ_ROW(name, at_298, a, b) {at_298, a, b},
        LT_EQ_CONSTANTS(LT_EQ_ROW)
#undef LT_EQ_ROW
    };
    const double *k = rows[row], r = 298.15 / temperature;
    return k[0] * lt_exp(k[1] * (r - 1.0) + k[2] * (1.0 + lt_log(r) - r));
}

/* m3 atm/(mol K); as ISORROPIA has it. */
#define LT_EQ_GAS_CONSTANT 82.0567e-6
/* kg/mol */
#define LT_EQ_M_WATER 0.01801528

#endif
