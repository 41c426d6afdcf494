/* neutral.h - gas and particle by neutralisation and the equilibrium of ammonium nitrate, first form (issue "PM2.5
 * whose parts answer" replaces it).
 *
 * Ammonia first neutralises sulfate (2 NH4 a SO4). What is left, A, meets nitric acid, N, in the equilibrium
 *   NH3(g) + HNO3(g) = NH4NO3(p),   x_NH3 x_HNO3 = K(T, RH)   while there are particles
 * so that of A and N (mole fractions) the amount p is particulate:
 *   (A - p)(N - p) = K   ->   p = [A + N - sqrt((A - N)^2 + 4 K)] / 2,   0 if A N <= K
 * K in ppb^2 (Mozurkewich 1993, doi 10.1016/0960-1686(93)90356-4, coefficients read in EMEP's Ammonium module, mark S):
 *   dry        ln K0 = 118.87 - 24084 / T - 6.025 ln T
 *   deliquescence at RH_d = exp(618.3 / T - 2.551); from there on, with h = 1 - RH:
 *   solution   K = (P1 - P2 h + P3 h^2) h^1.75 K0,  ln P1 = -135.94 +  8763 / T + 19.12 ln T
 *                                                   ln P2 = -122.65 +  9969 / T + 16.22 ln T
 *                                                   ln P3 = -182.61 + 13875 / T + 24.46 ln T
 * 43 ppb^2 at 25 C (nitrate evaporates), 0.04 at 0 C (it stays).
 * Limits: K is taken as a product of mole fractions at any pressure (made for some 1 atm: 20 % at 1000 m); pure NH4NO3
 * beside sulfate, no sea salt, no uptake by dust; the two branches meet within 4 % (293 to 303 K)
 * and 21 % (263 K). PM2.5 = SO4 + NO3 + NH4 + BC + POM + PMO, dry; no secondary organics, no particle water. */
#ifndef LT_NEUTRAL_H
#define LT_NEUTRAL_H

#include "model/kernel/ltmath.h"
#include "model/state/species.h"

#include <math.h>

#define LT_M_SO4 96.06
#define LT_M_NO3 62.0049
#define LT_M_NH3 17.0305
#define LT_M_NH4 18.0385

typedef struct lt_neutral {
    double nitrate_particle_share, ammonia_particle_share; /* of TNO3 and of NHX, 0..1 (0 when there is none) */
} lt_neutral;

/* K, a product of mole fractions, of air at temperature [K] and relative humidity (0..1; more counts as 1). */
static inline double lt_nitrate_product(double temperature, double humidity) {
    const double log_t = lt_log(temperature), inverse = 1.0 / temperature;
    const double dry = lt_exp(118.87 - 24084.0 * inverse - 6.025 * log_t) * 1e-18;
    if (humidity < lt_exp(618.3 * inverse - 2.551)) return dry;
    const double h = humidity < 1.0 ? 1.0 - humidity : 0.0;
    const double p1 = lt_exp(-135.94 + 8763.0 * inverse + 19.12 * log_t);
    const double p2 = lt_exp(-122.65 + 9969.0 * inverse + 16.22 * log_t);
    const double p3 = lt_exp(-182.61 + 13875.0 * inverse + 24.46 * log_t);
    return (p1 - p2 * h + p3 * h * h) * h * sqrt(h) * sqrt(sqrt(h)) * dry;
}

/* Mixing ratios in kg of the species per kg of air, product from lt_nitrate_product. Advection leaves rounding below
 * zero at the feet of plumes (1e-15 of the plume); that counts as nothing, else a share could lie outside 0..1 and a
 * deposition velocity below zero. */
static inline lt_neutral lt_neutral_split(double so4, double tno3, double nhx, double product) {
    double s = so4 > 0.0 ? so4 * (LT_M_AIR / LT_M_SO4) : 0.0, n = tno3 > 0.0 ? tno3 * (LT_M_AIR / LT_M_NO3) : 0.0;
    double h = nhx > 0.0 ? nhx * (LT_M_AIR / LT_M_NH3) : 0.0;
    double bound = h < 2.0 * s ? h : 2.0 * s, free_ammonia = h - bound, nitrate = 0.0;
    if (free_ammonia * n > product) {
        /* p = (A N - K) / (mean + root): the same root without the difference of near numbers; rounding may not lift it
         * above the lesser of the two. */
        double mean = 0.5 * (free_ammonia + n), half = 0.5 * (free_ammonia - n);
        double most = free_ammonia < n ? free_ammonia : n;
        nitrate = (free_ammonia * n - product) / (mean + sqrt(half * half + product));
        nitrate = nitrate < most ? nitrate : most;
    }
    lt_neutral out = {n > 0.0 ? nitrate / n : 0.0, h > 0.0 ? (bound + nitrate) / h : 0.0};
    return out;
}

#endif
