/* apart.h - the residuals of a solved state by formulas written apart from the solver's: plain doubles, libm, one ion
 * after the other, from the printed numbers alone (constants.h and the water of salts are shared: they are data).
 *
 *   mass    |total - gas - ions - solids| / total, largest of the species
 *   charge  |sum z n| / sum |z| n
 *   NH3     n_NH4 g_NH4 W / (n_H g_H W R T c_NH3 K)       HNO3  n_H g_H n_NO3 g_NO3 / (W^2 R T c_HNO3 K)     HCl alike
 *   HSO4    n_H g_H n_SO4 g_SO4 / (n_HSO4 g_HSO4 W K)     H2O   n_H n_OH / (W^2 K a_w)
 *   water   of the salts that the ions stand for
 *   salts   product of a solid's ions, or of the gases over NH4NO3 and NH4Cl, over K (saturation.h); of a salt that is
 *           not there, below its deliquescence, what is above K
 * each as |ln ratio|. g by Kusik, Meissner and Bromley for every ion (equations: kusik_meissner.h, bromley.h). */
#ifndef LT_EQUILIBRIUM_APART_H
#define LT_EQUILIBRIUM_APART_H

#include "model/aerosol/equilibrium/verify/batch.h"

/* What a residual is of. */
#define LT_APART_PARTS(X) X(mass) X(charge) X(NH3) X(HNO3) X(HCl) X(HSO4) X(H2O) X(water) X(salts)
enum {
#define LT_APART_ENUM(name) LT_APART_##name,
    LT_APART_PARTS(LT_APART_ENUM) LT_N_APART
#undef LT_APART_ENUM
};
extern const char *const lt_apart_names[LT_N_APART];

/* Totals are of gas and particle (forward) or of the particle (reverse). Equilibria of what is not there are 0. */
void lt_apart_residuals(const lt_equilibrium_setup *setup, const lt_batch *batch, size_t i,
                        double *out /* [LT_N_APART] */);
/* Ions of a state, mol/m3 [LT_N_IONS]. */
void lt_apart_ions(const lt_batch *batch, size_t i, double *ion);
/* log10 of the activity coefficients of ions at molalities [mol/kg], all of them [LT_N_IONS], and their strength. */
double lt_apart_activities(double temperature, const double *molality, double *log10_g);
/* kg/m3 of water over ions [LT_N_IONS, mol/m3], corners of the salts' rule rounded off as in mixture_water.h or left as
 * they are. acids: HNO3 and HCl in the gas that could still come [mol/m3]; cations that do not evaporate beyond the
 * anions and these are a surplus. */
double lt_apart_water(double humidity, const double *ion, double acids, bool rounded);
/* The largest residual of the stable state's salts; activity of the ions [LT_N_IONS], mol/kg, NULL: there is no
 * solution. */
double lt_apart_salts(const lt_batch *batch, size_t i, const double *activity);
/* Humidity at which a salt alone dissolves, at most 1. */
double lt_apart_deliquescence(int salt, double temperature);
/* K(T) of constants.h. */
double lt_apart_constant(int constant, double temperature);

#endif
