/* particles.h - what the lumps of particles are like: size, water, light. First form (issue "PM2.5 whose parts answer"
 * replaces it).
 *
 * Fine particles are one internal mixture. Their volume grows with humidity by kappa-Koehler theory,
 *   g = V_wet / V_dry = 1 + kappa a / (1 - a),   kappa by volume of the parts,   a = RH, at most 0.95
 * (Petters and Kreidenweis 2007, doi 10.5194/acp-7-1961-2007), surface and extinction with g^(2/3). Coarse ones stay
 * dry.
 *   surface     S = 6 V / D_S, D_S the Sauter diameter of the dry particles: fine 0.3 um (D: lognormal volume about
 *               0.35 um, sigma 1.8, which is A), coarse 4 um (A)
 *   extinction  at 550 nm, sum of the masses times E; the dry particles' absorption is not changed by water
 * E, density, kappa, albedo: constituents.h. Angstrom exponent of fine 1.4, of coarse 0.3; asymmetry 0.65, 0.75 (R). */
#ifndef LT_PARTICLES_H
#define LT_PARTICLES_H

#include "model/aerosol/constituents.h"
#include "model/kernel/ltmath.h"

/* g^(2/3) of fine particles whose dry volume and volume times kappa are given. */
static inline double lt_particle_growth(double volume, double kappa_volume, double humidity) {
    const double a = humidity < 0.95 ? humidity : 0.95;
    return lt_pow(1.0 + kappa_volume / (volume > 1e-30 ? volume : 1e-30) * a / (1.0 - a), 2.0 / 3.0);
}

#define LT_FINE_SAUTER_UM 0.3
#define LT_COARSE_SAUTER_UM 4.0

/* Surface, m2 a kg of air, of dry volumes in cm3 a kg of air: 6 V / D of cm3 and um is m2. */
static inline double lt_particle_surface(double fine_volume, double coarse_volume, double growth) {
    return 6.0 * (fine_volume * growth / LT_FINE_SAUTER_UM + coarse_volume / LT_COARSE_SAUTER_UM);
}

/* Angstrom exponent and asymmetry of the light, by the share of fine particles in the extinction. */
static inline double lt_particle_angstrom(double fine_share) {
    return 0.3 + (1.4 - 0.3) * fine_share;
}

static inline double lt_particle_asymmetry(double fine_share) {
    return 0.75 + (0.65 - 0.75) * fine_share;
}

#endif
