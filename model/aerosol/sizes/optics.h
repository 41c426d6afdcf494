/* optics.h - light at 550 nm that particles scatter and absorb, visibility.
 *
 *   scattered   b = V_w E(g, n)         E m2 a m3 of particles: (3/2) mean by volume of Q(pi D/lambda, n)/D over the
 *                                       mode, Q of mie.h; n = (sum n_i V_i + 1.333 W)/V_w, by volume, water with it;
 *                                       g growth (sizes.h)
 *   absorbed    a = sum A_i m_i         A m2/g of the dry species, at other wavelengths as 1/lambda
 *   Angstrom    ln((b + a)_400/(b + a)_550)/ln(550/400)
 *   visibility  3.912/(b + a + Rayleigh)      Koschmieder with a contrast of 2 %; Rayleigh 1.16e-5/m at 1.225 kg/m3
 * E, and the asymmetry of what is scattered, are tabled once by growth and n for each mode and read linearly between
 * nodes (error: below 0.3 %, tests/unit/test_optics.c). A of elemental carbon 7.5 m2/g (Bond and Bergstrom 2006,
 * doi 10.1080/02786820500421521, R); what lies around it is counted as scattering and does not make it absorb more
 * (coats raise it by up to a half, R: so haze is a little too white). n: OPAC's (Hess et al. 1998,
 * doi 10.1175/1520-0477(1998)079<0831:OPOAAC>2.0.CO;2, R). Limits: spheres; dust is none; fog, rain and snow do not
 * enter the visibility. */
#ifndef LT_OPTICS_H
#define LT_OPTICS_H

#include "model/aerosol/sizes/sizes.h"

enum { LT_OPTICS_GROWTHS = 33, LT_OPTICS_INDICES = 9, LT_OPTICS_WAVES = 2 };
#define LT_OPTICS_LEAST_INDEX 1.33
#define LT_OPTICS_MOST_INDEX 1.73
#define LT_WATER_INDEX 1.333

typedef struct lt_optics {
    double scatter[LT_N_SIZE_MODES][LT_OPTICS_WAVES][LT_OPTICS_GROWTHS][LT_OPTICS_INDICES]; /* m2/m3: 550, 400 nm */
    double forward[LT_N_SIZE_MODES][LT_OPTICS_GROWTHS][LT_OPTICS_INDICES];                  /* asymmetry, 550 nm */
} lt_optics;

void lt_optics_make(lt_optics *out);

/* Rows of cells that modes are added to. */
typedef struct lt_optics_sums {
    double *scattered, *scattered_400; /* 1/m */
    double *forward;                   /* 1/m: scattered times asymmetry */
    double *absorbed;                  /* 1/m at 550 nm */
} lt_optics_sums;

/* A mode: dry and wet volume [m3/m3], volume times refractive index of the dry species. */
void lt_optics_add(const lt_optics *optics, int mode, int n, const double *dry, const double *wet,
                   const double *refraction, const lt_optics_sums *sums);
/* Absorption of a species: absorption m2/kg, q kg/kg, air kg/m3. */
static inline void lt_optics_absorb(int n, double absorption, const double *restrict q, const double *restrict air,
                                    double *restrict absorbed) {
    for (int c = 0; c < n; ++c) absorbed[c] += absorption * ((q[c] < 0.0 ? 0.0 : q[c]) * air[c]);
}

/* Rows of cells, what photolysis asks for; any may be NULL. No particles: albedo 1, asymmetry 0, Angstrom 1. */
typedef struct lt_optics_rows {
    double *extinction; /* 1/m at 550 nm */
    double *angstrom, *single_albedo, *asymmetry;
} lt_optics_rows;

void lt_optics_of(int n, const lt_optics_sums *sums, const lt_optics_rows *out);

/* What outputs are called and mean. The visibility is that of the lowest layer, the depth the column's. */
#define LT_VISIBILITY_NAME "visibility"
#define LT_VISIBILITY_UNIT "km"
#define LT_VISIBILITY_TEXT "visibility by particles and air, without fog and precipitation (Koschmieder)"
#define LT_AOD_NAME "aod_550"
#define LT_AOD_UNIT "1"
#define LT_AOD_TEXT "optical depth of the particles of the column at 550 nm"

#define LT_RAYLEIGH_550 9.47e-6 /* m2/kg of air: 1.16e-5/m at 1.225 kg/m3 (Penndorf 1957, R) */

/* km. extinction 1/m, air kg/m3. */
static inline double lt_visibility_km(double extinction, double air) {
    return 3.912e-3 / (extinction + LT_RAYLEIGH_550 * air);
}

#endif
