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
 * E: revised IMPROVE equation (Pitchford et al. 2007, doi 10.3155/1047-3289.57.11.1326, S), the mean of its small and
 * large sulfate, nitrate and organic mass; ammonium as sulfate. Table: name, density [g/cm3], kappa, E [m2/g], single
 * scattering albedo, coarse. Densities, albedos R; kappa R (ammonium salts, organics 0.1, soil 0.03). Angstrom exponent
 * of fine 1.4, of coarse 0.3; asymmetry 0.65, 0.75 (R). */
#ifndef LT_PARTICLES_H
#define LT_PARTICLES_H

#include "model/kernel/ltmath.h"

#define LT_PARTICLE_LIGHT_LIST(X)                                                                                      \
    X("ASO4", 1.77, 0.53, 3.5, 1.0, 0)                                                                                 \
    X("ANO3", 1.72, 0.67, 3.75, 1.0, 0)                                                                                \
    X("ANH4", 1.77, 0.53, 3.5, 1.0, 0)                                                                                 \
    X("AEC", 1.8, 0.0, 10.0, 0.2, 0)                                                                                   \
    X("APOM", 1.3, 0.1, 4.45, 0.97, 0)                                                                                 \
    X("AOTHR", 2.2, 0.03, 1.0, 0.95, 0)                                                                                \
    X("ACORS", 2.6, 0.0, 0.6, 0.95, 1)

typedef struct lt_particle_kind {
    const char *name;
    double density_gcm3, kappa, extinction_m2g, scattered;
    int coarse;
} lt_particle_kind;

enum {
#define LT_PARTICLE_COUNT(name, density, kappa, extinction, scattered, coarse) +1
    LT_N_PARTICLE_KINDS = 0 LT_PARTICLE_LIGHT_LIST(LT_PARTICLE_COUNT)
#undef LT_PARTICLE_COUNT
};

static const lt_particle_kind lt_particle_kinds[LT_N_PARTICLE_KINDS] = {
#define LT_PARTICLE_ROW(name, density, kappa, extinction, scattered, coarse)                                           \
    {name, density, kappa, extinction, scattered, coarse},
    LT_PARTICLE_LIGHT_LIST(LT_PARTICLE_ROW)
#undef LT_PARTICLE_ROW
};

/* Sums over the particles of a cell, from their masses [kg a kg of air] in the order of the list. */
typedef struct lt_particle_sums {
    double fine_volume, coarse_volume;         /* cm3 a kg of air, dry */
    double kappa_volume;                       /* of the fine, times kappa */
    double fine_extinction, coarse_extinction; /* m2 a kg of air, dry */
    double absorption;
} lt_particle_sums;

/* Rounding below zero counts as nothing. */
static inline void lt_particle_add(lt_particle_sums *sums, int kind, double kg) {
    const lt_particle_kind *p = &lt_particle_kinds[kind];
    const double g = kg > 0.0 ? 1e3 * kg : 0.0, volume = g / p->density_gcm3, light = g * p->extinction_m2g;
    if (p->coarse) {
        sums->coarse_volume += volume;
        sums->coarse_extinction += light;
    } else {
        sums->fine_volume += volume;
        sums->kappa_volume += p->kappa * volume;
        sums->fine_extinction += light;
    }
    sums->absorption += light * (1.0 - p->scattered);
}

/* g^(2/3) of the fine particles. */
static inline double lt_particle_growth(const lt_particle_sums *sums, double humidity) {
    const double a = humidity < 0.95 ? humidity : 0.95;
    if (!(sums->kappa_volume > 0.0)) return 1.0;
    return lt_pow(1.0 + sums->kappa_volume / sums->fine_volume * a / (1.0 - a), 2.0 / 3.0);
}

#define LT_FINE_SAUTER_UM 0.3
#define LT_COARSE_SAUTER_UM 4.0

/* Surface, m2 a kg of air: 6 V / D of cm3 and um is m2. */
static inline double lt_particle_surface(const lt_particle_sums *sums, double growth) {
    return 6.0 * (sums->fine_volume * growth / LT_FINE_SAUTER_UM + sums->coarse_volume / LT_COARSE_SAUTER_UM);
}

typedef struct lt_particle_light {
    double extinction; /* m2 a kg of air */
    double angstrom, single_albedo, asymmetry;
} lt_particle_light;

static inline lt_particle_light lt_particle_light_of(const lt_particle_sums *sums, double growth) {
    const double fine = sums->fine_extinction * growth, coarse = sums->coarse_extinction, all = fine + coarse;
    if (!(all > 0.0)) return (lt_particle_light){0.0, 1.4, 1.0, 0.65};
    return (lt_particle_light){all, (1.4 * fine + 0.3 * coarse) / all, 1.0 - sums->absorption / all,
                               (0.65 * fine + 0.75 * coarse) / all};
}

#endif
