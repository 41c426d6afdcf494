/* haze_paths.h - constants of the ways of S(IV) in particle water.
 *
 * S(IV) = SO2.H2O + HSO3- + SO3--; [ ] mol/kg of water; h = [H+]; d = 1/T - 1/298 K; I ionic strength, mol/kg. Henry's
 * constants, K1 and K2 of SO2, Kw, accommodation, and the rates of H2O2, O3 and HMS without salt are those of drops,
 * with their sources (cloud/constants.h); H(NO2) = 1.2e-2 exp(2500 d) M/atm, CMAQ's hlconst.F (V).
 *
 * haze_h2o2: k h/(1 + 13 h) [HSO3-][H2O2], times 10^(0.36 I - 1.018 sqrt(I)/(1 + 0.17 sqrt(I))), I <= 5 (Maass et al.
 *     1999). Liu et al. (2020), doi 10.1073/pnas.1916401117, find still more in particles.
 *
 * haze_o3: (k0 [SO2.H2O] + k1 [HSO3-] + k2 [SO3--])[O3], times 1 + 1.94 I, I <= 1.2 (Lagrange et al. 1994).
 *
 * haze_tmi: min(3.72e7 h^-0.74, 2.51e13 h^0.67) exp(-8431.6 (1/T - 1/297)) [Mn][Fe(III)][S(IV)] (Ibusuki and Takeuchi
 *     1987, who change at pH 4.2; the two meet at 4.13), times 10^(-4 sqrt(I)/(1 + sqrt(I))), I <= 1 (Martin and Hill
 *     1987). [Fe(III)] = dissolved iron times its share by daylight, as in drops, at most 2.6e-38/[OH-]^3; [Mn] =
 *     dissolved manganese, at most 1.6e-13/[OH-]^2; [OH-] = 1e-14/h here. Another law than that of drops, see there.
 *
 * haze_no2: k [S(IV)][NO2], 2 NO2 to 2 HONO (nitrite, which at these pH leaves as HONO); k = 2e6 below pH 5 to 1.67e7
 *     above 5.8 (Clifton et al. 1988). Published constants lie three orders of magnitude apart: Lee and Schwartz (1983)
 *     have 1.4e5 below pH 5 to 2e6 above 6 (R), Liu and Abbatt (2021), doi 10.1038/s41557-021-00777-0, (1.4 +- 0.5)e10
 *     with SO3-- at the surface of particles, pH 4 to 5 (V).
 *
 * haze_hms: (k1 [HSO3-] + k2 [SO3--])[HCHO] (Boyce and Hoffmann 1984) and back k [OH-][HMS], [OH-] = Kw/h (Moch et al.
 *     2020, doi 10.1029/2020JD032706). No factor for I: none is known where particles are (A; Song et al. 2021, doi
 *     10.5194/acp-21-457-2021, ask how large it would have to be). Loss of HMS to OH is left out.
 *
 * so2_gamma: 2e-5 below 50 % humidity, linear to 5e-5 at 100 % (Zheng et al. 2015: a tuning, R); wants water.
 *
 * Factors for I, haze_tmi and haze_no2 as in a version of GEOS-Chem's fullchem_HetStateFuncs.F90 with particle water
 * after Cai et al. (2024) (S).
 *
 * Limits: h is held between 1e-8 and 10 (pH -1 to 8); beyond its I a factor is held; below 273 K constants are
 * extrapolated. h is the molality of free H+, not an activity. */
#ifndef LT_HAZE_PATHS_H
#define LT_HAZE_PATHS_H

#include "model/aerosol/uptake/haze.h"
#include "model/aerosol/uptake/transfer.h"

static const int lt_haze_gas[LT_N_HAZE_GASES] = {LT_TAKEN_H2O2, LT_TAKEN_O3, LT_TAKEN_NO2, LT_TAKEN_HCHO};
static const double lt_haze_molecules[LT_N_HAZE_GASES] = {1, 1, 2, 1};
static const double lt_haze_log10 = 2.302585092994045684;

/* m2/s in water; of O3 times exp(-1896 K/T). */
static const double lt_haze_in_water[LT_N_HAZE_GASES] = {1.32e-9, 1.10e-6, 2.0e-9, 1.5e-9};

/* The water of a cell. */
typedef struct lt_haze_water {
    lt_dvec T, d; /* d as above */
    lt_dvec mass; /* kg/m3 of air; 0 where there is no solution */
    lt_dvec h, strength;
    lt_dvec sulfur;                  /* [S(IV)] for a mol/m3 of SO2 in air */
    lt_dvec as_so2, as_hso3, as_so3; /* shares of it */
} lt_haze_water;

static inline lt_dvec lt_haze_arrhenius(double at_298, double warmth, lt_dvec x) { /* at_298 exp(warmth x) */
    return LT_ALL(at_298) * lt_d_exp(LT_ALL(warmth) * x);
}
static inline lt_dvec lt_haze_dissociation(int k, lt_dvec d) {
    return lt_haze_arrhenius(lt_cloud_dissociations[k].value, lt_cloud_dissociations[k].warmth, d);
}
static inline lt_dvec lt_haze_rate(int k, lt_dvec d) {
    return lt_haze_arrhenius(lt_cloud_rates[k].value, lt_cloud_rates[k].warmth, d);
}
static inline lt_dvec lt_haze_power_of_ten(lt_dvec x) {
    return lt_d_exp(LT_ALL(lt_haze_log10) * x);
}

/* M/atm; of HCHO what is not hydrated. */
static inline lt_dvec lt_haze_henry(const lt_haze_water *w, int gas) {
    if (gas == LT_TAKEN_NO2) return lt_haze_arrhenius(1.2e-2, 2500, w->d);
    const lt_cloud_gas *of = lt_u_as_in_drops(gas);
    return lt_haze_arrhenius(of->henry, of->warmth, w->d);
}

/* [X] for a mol/m3 of it in air. */
static inline lt_dvec lt_haze_dissolved(const lt_haze_water *w, int gas) {
    return lt_haze_henry(w, gas) * LT_ALL(LT_UPTAKE_R_ATM) * w->T;
}

/* Molalities of ions as they come from the equilibrium. */
static inline lt_dvec lt_haze_strength(const lt_haze_cells *c, int i, lt_dvec per_mass) {
    static const double half_square[LT_N_IONS] = {
        [LT_ION_H] = 0.5, [LT_ION_NA] = 0.5, [LT_ION_NH4] = 0.5,  [LT_ION_CA] = 2,    [LT_ION_K] = 0.5,
        [LT_ION_MG] = 2,  [LT_ION_SO4] = 2,  [LT_ION_HSO4] = 0.5, [LT_ION_NO3] = 0.5, [LT_ION_CL] = 0.5};
    lt_dvec sum = LT_ALL(0.0);
    for (int ion = 0; ion < LT_N_IONS; ion++)
        sum = sum + LT_ALL(half_square[ion]) * lt_u_positive(lt_d_load(c->ion[ion] + i));
    return sum * per_mass;
}

static inline lt_haze_water lt_haze_water_of(const lt_haze_cells *c, int i) {
    const lt_dvec T = lt_d_load(c->temperature + i), moles = lt_d_load(c->water + i), one = LT_ALL(1.0);
    const lt_dvec enough = LT_ALL(LT_UPTAKE_LEAST_WATER), d = one / T - LT_ALL(1.0 / LT_CLOUD_WARM);
    const lt_dvec per_mass = one / (lt_d_max(moles, enough) * LT_ALL(LT_UPTAKE_WATER));
    lt_haze_water w = {.T = T, .d = d};
    w.mass = lt_d_select(lt_d_less(moles, enough), LT_ALL(0.0), moles * LT_ALL(LT_UPTAKE_WATER));
    w.h = lt_u_between(lt_d_load(c->ion[LT_ION_H] + i) * per_mass, 1e-8, 10.0);
    w.strength = lt_haze_strength(c, i, per_mass);
    const lt_dvec first = lt_haze_dissociation(LT_DIS_SO2, d) / w.h;
    const lt_dvec second = first * (lt_haze_dissociation(LT_DIS_HSO3, d) / w.h), sum = one + first + second;
    w.as_so2 = one / sum;
    w.as_hso3 = first / sum;
    w.as_so3 = second / sum;
    w.sulfur = lt_haze_dissolved(&w, LT_TAKEN_SO2) * sum;
    return w;
}

static inline lt_dvec lt_haze_k_h2o2(const lt_haze_water *w) {
    const lt_dvec strength = lt_d_min(w->strength, LT_ALL(5.0)), root = lt_d_sqrt(strength), one = LT_ALL(1.0);
    const lt_dvec factor =
        lt_haze_power_of_ten(LT_ALL(0.36) * strength - LT_ALL(1.018) * root / (one + LT_ALL(0.17) * root));
    const lt_dvec k = lt_haze_rate(LT_RATE_H2O2, w->d) * w->h / (one + LT_ALL(LT_CLOUD_PEROXIDE_ACID) * w->h);
    return k * w->as_hso3 * factor;
}

static inline lt_dvec lt_haze_k_o3(const lt_haze_water *w) {
    const lt_dvec k = lt_haze_rate(LT_RATE_O3_0, w->d) * w->as_so2 + lt_haze_rate(LT_RATE_O3_1, w->d) * w->as_hso3 +
                      lt_haze_rate(LT_RATE_O3_2, w->d) * w->as_so3;
    return k * (LT_ALL(1.0) + LT_ALL(1.94) * lt_d_min(w->strength, LT_ALL(1.2)));
}

static inline lt_dvec lt_haze_ramp(lt_dvec ph, double from, double to, double low, double high) {
    const lt_dvec share = lt_u_between((ph - LT_ALL(from)) * LT_ALL(1.0 / (to - from)), 0.0, 1.0);
    return LT_ALL(low) + LT_ALL(high - low) * share;
}

static inline lt_dvec lt_haze_k_no2(const lt_haze_water *w) {
    return lt_haze_ramp(lt_d_log(w->h) * LT_ALL(-1.0 / lt_haze_log10), 5.0, 5.8, 2e6, 1.67e7);
}

static inline lt_dvec lt_haze_k_hcho(const lt_haze_water *w) {
    return lt_haze_rate(LT_RATE_HMS_1, w->d) * w->as_hso3 + lt_haze_rate(LT_RATE_HMS_2, w->d) * w->as_so3;
}

/* HMS falls apart, s-1. */
static inline lt_dvec lt_haze_k_apart(const lt_haze_water *w) {
    return lt_haze_rate(LT_RATE_HMS_OH, w->d) * lt_haze_dissociation(LT_DIS_WATER, w->d) / w->h;
}

/* By metals, s-1 of [S(IV)]. */
static inline lt_dvec lt_haze_k_tmi(const lt_haze_cells *c, int i, const lt_haze_water *w) {
    const lt_dvec strength = lt_d_min(w->strength, LT_ALL(1.0)), root = lt_d_sqrt(strength), one = LT_ALL(1.0);
    const lt_dvec per_mass = one / lt_d_max(w->mass, LT_ALL(LT_UPTAKE_LEAST_WATER * LT_UPTAKE_WATER));
    const lt_dvec hydroxide = LT_ALL(1e-14) / w->h, log_h = lt_d_log(w->h);
    const lt_dvec day = lt_u_between(lt_d_load(c->daylight + i), 0.0, 1.0);
    const lt_dvec third = LT_ALL(LT_CLOUD_FE3_NIGHT) + day * LT_ALL(LT_CLOUD_FE3_DAY - LT_CLOUD_FE3_NIGHT);
    const lt_dvec iron =
        lt_d_min(LT_ALL(LT_CLOUD_IRON_DISSOLVES) * third * lt_u_positive(lt_d_load(c->iron + i)) * per_mass,
                 LT_ALL(2.6e-38) / (hydroxide * hydroxide * hydroxide));
    const lt_dvec manganese =
        lt_d_min(LT_ALL(LT_CLOUD_MANGANESE_DISSOLVES) * lt_u_positive(lt_d_load(c->manganese + i)) * per_mass,
                 LT_ALL(1.6e-13) / (hydroxide * hydroxide));
    const lt_dvec k =
        lt_d_min(LT_ALL(3.72e7) * lt_d_exp(LT_ALL(-0.74) * log_h), LT_ALL(2.51e13) * lt_d_exp(LT_ALL(0.67) * log_h)) *
        lt_d_exp(LT_ALL(-8431.6) * (one / w->T - LT_ALL(1.0 / 297.0)));
    return k * manganese * iron * lt_haze_power_of_ten(LT_ALL(-4.0) * root / (one + root));
}

static inline lt_dvec lt_haze_gamma(lt_dvec humidity) {
    return lt_haze_ramp(humidity, 0.5, 1.0, 2e-5, 5e-5);
}

#endif
