/* gammas.h - reaction probabilities: the share of collisions that particles keep.
 *
 * N2O5, Bertram and Thornton (2009), doi 10.5194/acp-9-8351-2009, numbers as in CMAQ's AEROSOL_CHEMISTRY.F (V):
 *
 *     g = A k (1 - 1/(1 + 0.06 [H2O]/[NO3-] + 29 [Cl-]/[NO3-])),  k = 1.15e6 s-1 (1 - exp(-0.13 [H2O])),  A = 3.2e-8 s
 *
 * [ ] mol in a litre of wet particle. Below 0.1 M of water the particle counts as dry: 0.005 (GEOS-Chem, V). From the
 * laboratory at 298 K; at most 0.037; organics count only by the volume.
 *
 * N2O5, Davis et al. (2008), doi 10.5194/acp-8-5295-2008, eqs. 6-15, A1, A2 (CMAQ, V): logit of g linear in humidity
 * for NH4HSO4, (NH4)2SO4, NH4NO3, mixed by moles; no chloride.
 *
 * Shell of organics, McDuffie et al. (2018), a tuning (GEOS-Chem, V): 1/g = 1/core + 1/shell,
 *
 *     shell = 4 R T e H D Rc/(c l r),  e = 0.15 O:C + 0.0016 humidity in %,  H = 5e3 mol m-3 atm-1,  D = 1e-9 m2/s
 *
 * O:C 0.4 (A: winter haze of Beijing has 0.3 to 0.5, R); Rc of the core, l thickness of the shell by the dry volumes.
 *
 * ClNO2 of N2O5: 1/(1 + [H2O]/(483 [Cl-])), Bertram and Thornton (CMAQ, V); Roberts et al. (2009) find 450.
 *
 * NO2: 5e-6 on salts, 1e-6 on organics, 1e-4 on soot, 1e-8 on dust, by share of the dry volume (GEOS-Chem's
 * fullchem_RateLawFuncs.F90, V, from laboratories): 8e-6 on haze with 40 % organics and 5 % soot. CMAQ's rate (Vogel
 * et al. 2003, V) is that of 1.1e-6.
 *
 * HO2: 0.1 (CESM after Gaubert et al. 2020, doi 10.5194/acp-20-14617-2020, S), the least known number of this folder.
 * GEOS-Chem has 0.2 (V); laboratories 0.001 on ammonium sulfate and 0.1 with 1e-3 M of copper (Zou et al. 2019, doi
 * 10.1016/j.cclet.2019.07.041, V), which is not carried; a budget of radicals on the North China Plain less than 0.1
 * (Song et al. 2020, doi 10.5194/acp-20-15835-2020, V). It becomes water, not H2O2: model/chemistry/mechanisms.
 *
 * ClNO3: 0.024 (Deiber et al. 2004; CMAQ, V). GLY: 2.9e-3 (Liggio et al. 2005; CMAQ, V). MGLY: 0.09 of it (CMAQ, V). */
#ifndef LT_UPTAKE_GAMMAS_H
#define LT_UPTAKE_GAMMAS_H

#include "model/aerosol/uptake/transfer.h"

static const double lt_u_gamma_clno3 = 0.024, lt_u_gamma_ho2 = 0.1, lt_u_gamma_gly = 2.9e-3, lt_u_mgly_to_gly = 0.09;
static const double lt_u_gamma_no2_salt = 5e-6, lt_u_gamma_no2_organic = 1e-6, lt_u_gamma_no2_soot = 1e-4,
                    lt_u_gamma_no2_dust = 1e-8;
static const double lt_u_dry_molar = 0.1; /* mol of water in a litre below which a particle is dry */

/* What N2O5 meets: mol in a litre of wet particle. */
typedef struct lt_u_solution {
    lt_dvec water, nitrate, chloride;
} lt_u_solution;

static inline lt_dvec lt_u_litres(lt_dvec surface, lt_dvec radius) { /* of wet particles, l/m3 of air */
    return lt_d_max(surface * radius * LT_ALL(1000.0 / 3.0), LT_ALL(1e-18));
}

static inline lt_dvec lt_u_gamma_bertram_thornton(const lt_u_solution *s) {
    const lt_dvec k = LT_ALL(1.15e6) * lt_u_gone(LT_ALL(0.13) * s->water);
    const lt_dvec with = LT_ALL(0.06) * s->water + LT_ALL(29.0) * s->chloride;
    const lt_dvec wet = LT_ALL(3.2e-8) * k * (with / (with + s->nitrate + LT_ALL(1e-30)));
    return lt_d_select(lt_d_less(s->water, LT_ALL(lt_u_dry_molar)), LT_ALL(0.005), wet);
}

static inline lt_dvec lt_u_logit_inverse(lt_dvec x) {
    return LT_ALL(1.0) / (LT_ALL(1.0) + lt_d_exp(-x));
}

/* Humidity over liquid water at which ice forms: CMAQ's fit to Goff and Gratch (List 1984), within 0.004. */
static inline lt_dvec lt_u_humidity_of_ice(lt_dvec T) {
    const lt_dvec fit = LT_ALL(1.61299) + T * (LT_ALL(4.4117437e-5) * T - LT_ALL(1.4293888e-2));
    return lt_d_select(lt_d_less(T, LT_ALL(273.16)), fit, LT_ALL(2.0));
}

/* sulfate, nitrate, ammonium in the same unit, whatever it is. */
static inline lt_dvec lt_u_gamma_davis(lt_dvec T, lt_dvec humidity, lt_dvec sulfate, lt_dvec nitrate, lt_dvec ammonium,
                                       lt_dvec water) {
    const lt_dvec one = LT_ALL(1.0), anions = lt_d_max(sulfate + nitrate, LT_ALL(1e-30)), nil = LT_ALL(0.0);
    const lt_dvec x3 = nitrate / anions, x2 = lt_d_max(nil, lt_d_min(one - x3, ammonium / anions - one));
    const lt_dvec x1 = one - (x2 + x3);
    const lt_dvec g3 = lt_d_min(lt_u_logit_inverse(LT_ALL(-8.10774) + LT_ALL(4.902) * humidity), LT_ALL(0.0154));
    const lt_dvec lambda2 = LT_ALL(-3.64849) + LT_ALL(9.553) * lt_d_min(nil, humidity - LT_ALL(0.46));
    const lt_dvec lambda1 = lambda2 + LT_ALL(0.97579) - LT_ALL(0.20427) * lt_d_max(nil, T - LT_ALL(291.0));
    const lt_dvec wet = x1 * lt_d_min(lt_u_logit_inverse(lambda1), LT_ALL(0.08585)) +
                        x2 * lt_d_min(lt_u_logit_inverse(lambda2), LT_ALL(0.053)) + x3 * g3;
    const lt_dvec dry_salt = lt_d_min(lt_u_logit_inverse(LT_ALL(-6.13376) + LT_ALL(3.592) * humidity -
                                                         LT_ALL(0.19688) * lt_d_max(nil, T - LT_ALL(293.0))),
                                      LT_ALL(0.0124));
    const lt_dvec dry = (x1 + x2) * dry_salt + x3 * lt_d_min(dry_salt, g3);
    const lt_dvec g = lt_d_select(lt_d_less(water, LT_ALL(lt_u_dry_molar)), dry, wet);
    return lt_d_select(lt_d_less(lt_u_humidity_of_ice(T), humidity), LT_ALL(0.02), g);
}

/* core within a shell of organics that are this share of the dry volume. */
static inline lt_dvec lt_u_gamma_coated(const lt_u_air *air, lt_dvec T, lt_dvec humidity, lt_dvec radius,
                                        lt_dvec organic_share, lt_dvec core) {
    const lt_dvec one = LT_ALL(1.0), left = lt_d_max(one - organic_share, LT_ALL(1e-3));
    const lt_dvec r = lt_d_max(radius, LT_ALL(1e-9)), inner = lt_d_exp(lt_d_log(left) * LT_ALL(1.0 / 3.0));
    const lt_dvec share = LT_ALL(0.15 * 0.4) + LT_ALL(0.16) * humidity, thickness = r * (one - inner);
    const lt_dvec shell = LT_ALL(4.0 * LT_UPTAKE_R_ATM * 5e3 * 1e-9) * T * share * inner /
                          (lt_u_speed(air, LT_TAKEN_N2O5) * lt_d_max(thickness, LT_ALL(1e-30)));
    return core * shell / (core + shell);
}

static inline lt_dvec lt_u_clno2_share(const lt_u_solution *s) {
    const lt_dvec with = LT_ALL(483.0) * s->chloride;
    return lt_d_select(lt_d_less(s->water, LT_ALL(lt_u_dry_molar)), LT_ALL(0.0), with / (with + s->water));
}

static inline lt_dvec lt_u_gamma_no2(lt_dvec organic_share, lt_dvec soot_share) {
    const lt_dvec salt = lt_u_positive(LT_ALL(1.0) - organic_share - soot_share);
    return LT_ALL(lt_u_gamma_no2_salt) * salt + LT_ALL(lt_u_gamma_no2_organic) * organic_share +
           LT_ALL(lt_u_gamma_no2_soot) * soot_share;
}

/* The tuning no2_light: 2e-5 by day, more in proportion above 400 W m-2. */
static inline lt_dvec lt_u_gamma_no2_lit(lt_dvec light, lt_dvec dark) {
    const lt_dvec lit = LT_ALL(2e-5) * lt_d_max(LT_ALL(1.0), light * LT_ALL(1.0 / 400.0));
    return lt_d_select(lt_d_less(LT_ALL(0.0), light), lt_d_max(lit, dark), dark);
}

#endif
