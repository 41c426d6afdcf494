/* constants.h - the gases that particles take up.
 *
 * Diffusion in air: D = D0 (T/273.15 K)^1.75 (101325 Pa/p). D0 of N2O5, ClNO3: Tang et al. (2014), doi
 * 10.5194/acp-14-9233-2014, as in CMAQ's AEROSOL_CHEMISTRY.F (V); of the others CMAQ's DEPVVARS.F (V), HO2 that of
 * H2O2 (A). Accommodation of NO2 into water: GEOS-Chem's fullchem_HetStateFuncs.F90 with oxidation in particle water
 * (S). Gases that drops take up too have the numbers of cloud/constants.h. Diffusion in water: GEOS-Chem's file (S); of
 * H2O2 that of SO2 there, of HCHO 1.5e-9 (A: it has 1.5e-10 without source). */
#ifndef LT_UPTAKE_CONSTANTS_H
#define LT_UPTAKE_CONSTANTS_H

#include "model/aerosol/cloud/constants.h"

/* name, kg/mol, D0 [m2/s] */
#define LT_TAKEN_UP(X)                                                                                                 \
    X(N2O5, 108.01e-3, 0.0855e-4)                                                                                      \
    X(NO2, 46.0055e-3, 0.1361e-4)                                                                                      \
    X(HO2, 33.006e-3, 0.1300e-4)                                                                                       \
    X(CLNO3, 97.46e-3, 0.1014e-4)                                                                                      \
    X(IEPOX, 118.1e-3, 0.0579e-4)
/* Those that drops take up too: name, name there. */
#define LT_TAKEN_UP_BY_DROPS(X)                                                                                        \
    X(GLY, GLY)                                                                                                        \
    X(MGLY, MGLY)                                                                                                      \
    X(SO2, SO2)                                                                                                        \
    X(H2O2, H2O2)                                                                                                      \
    X(O3, O3)                                                                                                          \
    X(HCHO, FORM)

enum {
#define LT_TAKEN_UP_ENUM(name, ...) LT_TAKEN_##name,
    LT_TAKEN_UP(LT_TAKEN_UP_ENUM) LT_N_TAKEN_ALONE,
    LT_TAKEN_UP_BEFORE_DROPS = LT_N_TAKEN_ALONE - 1,
    LT_TAKEN_UP_BY_DROPS(LT_TAKEN_UP_ENUM) LT_N_TAKEN
#undef LT_TAKEN_UP_ENUM
};

#define LT_UPTAKE_NO2_ACCOMMODATION 2e-4
#define LT_UPTAKE_COLDER 0.8586647733212616 /* D at 273.15 K over that at 298 K, (273.15/298)^1.75 */

#define LT_UPTAKE_R 8.31446261815324                   /* J mol-1 K-1, exact */
#define LT_UPTAKE_R_ATM (1e-3 * LT_CLOUD_GAS_CONSTANT) /* the same in m3 atm (D) */
#define LT_UPTAKE_AVOGADRO 6.02214076e23               /* mol-1, exact */
#define LT_UPTAKE_WATER 18.015e-3                      /* kg/mol */
#define LT_UPTAKE_LEAST_WATER 1e-12                    /* mol/m3, 2e-5 ug/m3: with less there is no solution (A) */

#endif
