/* neutral.h - gas and particle by neutralisation, first form (issue "PM2.5 whose parts answer" replaces it).
 *
 * Ammonia first neutralises sulfate (2 NH4 a SO4), what is left binds nitric acid as NH4NO3 until one of the two is
 * used up; temperature and humidity do not matter. In moles:
 *   a = min(NHX, 2 SO4);  n = min(TNO3, NHX - a);  particulate NH4 = a + n, NO3 = n
 * Right in cold, ammonia-rich winter air (NH4NO3 hardly evaporates below 5 C); too much nitrate in
 * summer: limit. PM2.5 = SO4 + NO3 + NH4 + BC + POM + PMO, dry; no secondary organics, no particle water. */
#ifndef LT_NEUTRAL_H
#define LT_NEUTRAL_H

#define LT_M_SO4 96.06
#define LT_M_NO3 62.0049
#define LT_M_NH3 17.0305
#define LT_M_NH4 18.0385

typedef struct lt_neutral {
    double nitrate_particle_share, ammonia_particle_share; /* of TNO3 and of NHX, 0..1 (0 when there is none) */
} lt_neutral;

/* Mixing ratios in kg/kg (any unit of mass, the same for all). Advection leaves rounding below zero at the feet of
 * plumes (1e-15 of the plume); that counts as nothing, else a share could lie outside 0..1 and a deposition velocity
 * below zero. */
static inline lt_neutral lt_neutral_split(double so4, double tno3, double nhx) {
    double s = so4 > 0.0 ? so4 / LT_M_SO4 : 0.0, n = tno3 > 0.0 ? tno3 / LT_M_NO3 : 0.0;
    double h = nhx > 0.0 ? nhx / LT_M_NH3 : 0.0;
    double bound = h < 2.0 * s ? h : 2.0 * s;
    double nitrate = n < h - bound ? n : h - bound;
    lt_neutral out = {n > 0.0 ? nitrate / n : 0.0, h > 0.0 ? (bound + nitrate) / h : 0.0};
    return out;
}

#endif
