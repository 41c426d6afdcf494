/* constants.h - numbers of gases in water and of the drops' chemistry, each with its source. Particle water (uptake/)
 * takes from here what holds in any water: gases, dissociation, the rates H2O2, O3 and HMS, metals that dissolve. Its
 * own are what its salt does to them, NO2, and the metals' law: Martin and Good's below was measured at pH 3 in thin
 * solutions, with an inhibition by sulfate that says nothing of molal ones (uptake/haze_paths.h).
 *
 * Sources: C = CMAQ 5.5, CCTM/src/cloud/acm_ae7_kmt2/aqchem_Rates.F90 and aqchem_Initialize.F90, Henry's constants
 * CCTM/src/cloud/acm_ae6/hlconst.F (there mostly from Sander 1999, doi:10.5194/acp-15-4399-2015 for the later edition);
 * G = GEOS-Chem 14, KPP/fullchem/fullchem_SulfurChemFuncs.F90; both read: V for what these models use. A value at T is
 * that at 298 K times exp(e (1/T - 1/298)), e in K; units M = mol/l, atm, s. */
#ifndef LT_CLOUD_CONSTANTS_H
#define LT_CLOUD_CONSTANTS_H

/* Gases: Henry's constant [M/atm], e [K], accommodation coefficient, diffusivity in air [m2/s], molar mass [g/mol]. All
 * C, but FORM: Henry's constant is that of the form without water, C's of both forms (3.2e3, e 6800) over HYDRATE: D.
 * G's own, 2.5 (e 6440), has the warmth of hydration twice: 7 times as much at 271 K. What has no transfer of
 * its own (equilibrium at all times) has zeros. */
#define LT_CLOUD_GASES(X)                                                                                              \
    X(SO2, 1.4, 2900.0, 0.11, 1.28e-5, 64.064)                                                                         \
    X(H2O2, 1.1e5, 7400.0, 0.1532, 1.46e-5, 34.015)                                                                    \
    X(O3, 1.14e-2, 2300.0, 0.1, 1.48e-5, 47.998)                                                                       \
    X(MEPX, 3.1e2, 5200.0, 0.006758, 1.31e-5, 48.04)                                                                   \
    X(PACD, 8.4e2, 5300.0, 0.019, 1.02e-5, 76.05)                                                                      \
    X(FORM, 3.2e3 / 2.53e3, 6800.0 - 4019.0, 0.02, 1.64e-5, 30.03)                                                     \
    X(HNO3, 2.1e5, 8700.0, 0.0868, 1.32e-5, 63.013)                                                                    \
    X(HCL, 1.9e1, 600.0, 0.1158, 1.89e-5, 36.461)                                                                      \
    X(FACD, 8.9e3, 6100.0, 0.0229, 1.53e-5, 46.025)                                                                    \
    X(AACD, 4.1e3, 6300.0, 0.0322, 1.24e-5, 60.052)                                                                    \
    X(NH3, 6.1e1, 4200.0, 0.091, 2.3e-5, 17.031)                                                                       \
    X(CO2, 3.6e-2, 2200.0, 0.00015, 1.55e-5, 44.01)                                                                    \
    X(GLY, 3.6e5, 0.0, 0.023, 1.15e-5, 58.04)                                                                          \
    X(MGLY, 3.2e4, 0.0, 0.023, 1.15e-5, 72.06)                                                                         \
    X(OH, 3.0e1, 4500.0, 0.05, 1.53e-5, 17.007)

/* Dissociation: constant, e [K]. KW [M2], HYDRATE of HCHO [1] (G), NH3: [NH4+][OH-]/[NH3]. Rest C. HSO4,
 * HNO3, HCL, NH3 are other laws than the equilibrium's (ISORROPIA's, equilibrium/constants.h), which belong to its
 * activities; HSO4 is 0.5 % above it at 298 K and 6 % at 271 K. */
#define LT_CLOUD_DISSOCIATIONS(X)                                                                                      \
    X(SO2, 1.39e-2, 1870.0)                                                                                            \
    X(HSO3, 6.72e-8, 355.0)                                                                                            \
    X(HSO4, 1.02e-2, 2445.0)                                                                                           \
    X(HNO3, 1.7e1, 0.0)                                                                                                \
    X(HCL, 1.74e6, 6890.0)                                                                                             \
    X(FACD, 1.8e-4, -20.0)                                                                                             \
    X(AACD, 1.75e-5, 46.0)                                                                                             \
    X(CO2, 4.3e-7, -995.0)                                                                                             \
    X(HCO3, 4.68e-11, -1785.0)                                                                                         \
    X(NH3, 1.77e-5, -710.0)                                                                                            \
    X(WATER, 1.0e-14, -6955.0)                                                                                         \
    X(HYDRATE, 2.53e3, 4019.0)

/* Rates: constant, e [K].
 *   H2O2       k [H+][HSO3-][H2O2] / (1 + 13 [H+])        M-2 s-1, C (Jacobson 1997, from Hoffmann and Calvert 1985)
 *   O3_0 _1 _2 k [SO2 aq], [HSO3-], [SO3--] times [O3]    M-1 s-1, C (Hoffmann 1986)
 *   MHP, PAA   k [H+][HSO3-][peroxide]                    M-2 s-1, C (Lind et al. 1987); PAA_0: k [HSO3-][PAA]
 *   MN, FE, MNFE k [Mn], [Fe(III)], [Mn][Fe(III)] times [S(IV)], over 1 + 75 [S(VI)]^0.67; M-1 s-1, M-2 s-1, C (Martin
 *              and Good 1991, doi:10.1016/0960-1686(91)90113-L; the inhibition: Sarwar in CMAQ 5.0.2)
 *   HMS_1, HMS_2 k [HSO3-], [SO3--] times [HCHO without water], M-1 s-1, G (Boyce and Hoffmann 1984)
 *   HMS_OH     k [OH-][HMS], M-1 s-1, G (Seinfeld and Pandis 2016, Munger et al. 1986)
 *   HMS_RADICAL k [OH aq][HMS], M-1 s-1, G (Olson and Fessenden 1992)
 *   GLY, MGLY  k [OH aq][GLY], M-1 s-1, C (Carlton et al. 2008, doi:10.1021/es801192n), acm_ae6_kmt */
#define LT_CLOUD_RATES(X)                                                                                              \
    X(H2O2, 7.45e7, -4756.08)                                                                                          \
    X(O3_0, 2.4e4, 0.0)                                                                                                \
    X(O3_1, 3.7e5, -5530.88)                                                                                           \
    X(O3_2, 1.5e9, -5280.56)                                                                                           \
    X(MHP, 1.9e7, -3799.5)                                                                                             \
    X(PAA, 3.6e7, -3999.2)                                                                                             \
    X(PAA_0, 7.0e2, 0.0)                                                                                               \
    X(MN, 750.0, 0.0)                                                                                                  \
    X(FE, 2600.0, 0.0)                                                                                                 \
    X(MNFE, 1.0e10, 0.0)                                                                                               \
    X(HMS_1, 7.9e2, -4901.6)                                                                                           \
    X(HMS_2, 2.5e7, -1800.8)                                                                                           \
    X(HMS_OH, 3.6e3, -4499.1)                                                                                          \
    X(HMS_RADICAL, 2.65e8, -1499.7)                                                                                    \
    X(GLY, 3.0e10, 0.0)                                                                                                \
    X(MGLY, 3.0e10, 0.0)

enum {
#define LT_CLOUD_ENUM(name, ...) LT_CLOUD_GAS_##name,
    LT_CLOUD_GASES(LT_CLOUD_ENUM) LT_N_CLOUD_GASES
#undef LT_CLOUD_ENUM
};
enum {
#define LT_CLOUD_ENUM(name, ...) LT_DIS_##name,
    LT_CLOUD_DISSOCIATIONS(LT_CLOUD_ENUM) LT_N_CLOUD_DIS
#undef LT_CLOUD_ENUM
};
enum {
#define LT_CLOUD_ENUM(name, ...) LT_RATE_##name,
    LT_CLOUD_RATES(LT_CLOUD_ENUM) LT_N_CLOUD_RATES
#undef LT_CLOUD_ENUM
};

typedef struct lt_cloud_gas {
    double henry, warmth, accommodation, diffusivity, molar_mass;
} lt_cloud_gas;
typedef struct lt_cloud_constant {
    double value, warmth;
} lt_cloud_constant;

#define LT_CLOUD_ROW(name, ...) {__VA_ARGS__},
static const lt_cloud_gas lt_cloud_gases[LT_N_CLOUD_GASES] = {LT_CLOUD_GASES(LT_CLOUD_ROW)};
static const lt_cloud_constant lt_cloud_dissociations[LT_N_CLOUD_DIS] = {LT_CLOUD_DISSOCIATIONS(LT_CLOUD_ROW)};
static const lt_cloud_constant lt_cloud_rates[LT_N_CLOUD_RATES] = {LT_CLOUD_RATES(LT_CLOUD_ROW)};
#undef LT_CLOUD_ROW

#define LT_CLOUD_WARM 298.0                    /* K, of all values (C) */
#define LT_CLOUD_GAS_CONSTANT 0.08205736608096 /* l atm / (mol K): 8.31446261815324 J/(mol K) over 101325 Pa */
#define LT_CLOUD_ATMOSPHERE 101325.0           /* Pa */
#define LT_CLOUD_PEROXIDE_ACID 13.0            /* 1/M, of the H2O2 rate (C) */
#define LT_CLOUD_INHIBITION 75.0               /* of sulfate on the metals (C) */
#define LT_CLOUD_INHIBITION_POWER 0.67
#define LT_CLOUD_DAVIES 0.509           /* log10 gamma = -0.509 z2 (sqrt I / (1 + sqrt I) - 0.2 I), C */
#define LT_CLOUD_DAVIES_MOST 0.5        /* mol/l: beyond it I is held (Davies' equation is good to about 0.5, R) */
#define LT_CLOUD_WATER_DIFFUSIVITY 2e-9 /* m2/s, of O3 in water at any T (R; CMAQ's DAQ); particle water: by T */
#define LT_CLOUD_RADICAL 0.0602214 /* OH in drops [M] over OH in air [mol/m3]: 1e-19 M cm3 (G, Jacob et al. 2005) */
#define LT_CLOUD_SOA_YIELD 0.04    /* mol of AORGC a mol of GLY or MGLY (C, Carlton et al. 2008) */
/* Dissolved share of iron and manganese, Fe(III) in dissolved iron by day and by night, in between by daylight:
 * CMAQ 5.5, aqchem_Initialize (from Alexander et al. 2009, doi:10.1029/2008JD010486), V. */
#define LT_CLOUD_IRON_DISSOLVES 0.1
#define LT_CLOUD_MANGANESE_DISSOLVES 0.5
#define LT_CLOUD_FE3_DAY 0.1
#define LT_CLOUD_FE3_NIGHT 0.9
/* pH between which the rates follow the drops; beyond they stay as at the limit (A: measured to 0 and 8 at most). */
#define LT_CLOUD_PH_LEAST 1.0
#define LT_CLOUD_PH_MOST 8.0

#endif
