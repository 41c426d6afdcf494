/* constants.h - the gases that particles take up.
 *
 * Diffusion in air: D = D0 (T/273.15 K)^1.75 (101325 Pa/p). D0 of N2O5, ClNO3: Tang et al. (2014), doi
 * 10.5194/acp-14-9233-2014, as in CMAQ's AEROSOL_CHEMISTRY.F (V); of the others CMAQ's DEPVVARS.F (V), HO2 that of
 * H2O2 (A). Accommodation into water: GEOS-Chem's fullchem_HetStateFuncs.F90 with oxidation in particle water (S).
 * Diffusion in water: the same file (S); of H2O2 that of SO2 there, of HCHO 1.5e-9 (A: it has 1.5e-10 without source).
 */
#ifndef LT_UPTAKE_CONSTANTS_H
#define LT_UPTAKE_CONSTANTS_H

/* name, kg/mol, D0 [m2/s], accommodation (0: not asked for), D in water [m2/s] (O3: times exp(-1896 K/T)) */
#define LT_TAKEN_UP(X)                                                                                                 \
    X(N2O5, 108.01e-3, 0.0855e-4, 0, 0)                                                                                \
    X(NO2, 46.0055e-3, 0.1361e-4, 2e-4, 2.0e-9)                                                                        \
    X(HO2, 33.006e-3, 0.1300e-4, 0, 0)                                                                                 \
    X(CLNO3, 97.46e-3, 0.1014e-4, 0, 0)                                                                                \
    X(IEPOX, 118.1e-3, 0.0579e-4, 0, 0)                                                                                \
    X(GLY, 58.04e-3, 0.1188e-4, 0, 0)                                                                                  \
    X(MGLY, 72.07e-3, 0.1038e-4, 0, 0)                                                                                 \
    X(SO2, 64.064e-3, 0.1089e-4, 0.11, 1.32e-9)                                                                        \
    X(H2O2, 34.0147e-3, 0.1300e-4, 0.11, 1.32e-9)                                                                      \
    X(O3, 47.998e-3, 0.1444e-4, 2e-3, 1.10e-6)                                                                         \
    X(HCHO, 30.026e-3, 0.1554e-4, 0.04, 1.5e-9)

enum {
#define LT_TAKEN_UP_ENUM(name, molar_mass, diffusivity, accommodation, in_water) LT_TAKEN_##name,
    LT_TAKEN_UP(LT_TAKEN_UP_ENUM) LT_N_TAKEN
#undef LT_TAKEN_UP_ENUM
};

#define LT_UPTAKE_R 8.31446261815324      /* J mol-1 K-1, exact */
#define LT_UPTAKE_R_ATM 8.205736608096e-5 /* the same in m3 atm (D) */
#define LT_UPTAKE_AVOGADRO 6.02214076e23  /* mol-1, exact */
#define LT_UPTAKE_WATER 18.015e-3         /* kg/mol */
#define LT_UPTAKE_LEAST_WATER 1e-12       /* mol/m3, 2e-5 ug/m3: with less there is no solution (A) */

#endif
