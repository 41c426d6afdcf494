/* transfer.h - a gas to the surface of particles.
 *
 *     k = S (D/r) 0.75 g (1 + Kn) / (Kn^2 + Kn + 0.283 Kn g + 0.75 g),   Kn = 3 D / (c r),   c = sqrt(8 R T/(pi M))
 *
 * k [s-1] first-order loss, S [m2/m3] surface of the wet particles, r [m] their effective radius (three times volume
 * over surface), D [m2/s] diffusion in air, g the share of collisions that the particle keeps. Fuchs and Sutugin (1971)
 * as in Seinfeld and Pandis (2016), eq. 12.43; limits: S D/r where diffusion rules (Kn -> 0), S c g/4 where collisions
 * do. One radius stands for a mode: verify/ says what that costs. */
#ifndef LT_UPTAKE_TRANSFER_H
#define LT_UPTAKE_TRANSFER_H

#include "model/aerosol/uptake/constants.h"
#include "model/aerosol/uptake/lanes.h"

/* What the speeds of a cell have in common. */
typedef struct lt_u_air {
    lt_dvec root_T; /* sqrt(8 R T/pi) */
    lt_dvec spread; /* D / D0 */
} lt_u_air;

static inline lt_u_air lt_u_air_of(lt_dvec T, lt_dvec p) {
    const double pi = 3.14159265358979323846;
    return (lt_u_air){.root_T = lt_d_sqrt(T * LT_ALL(8.0 * LT_UPTAKE_R / pi)),
                      .spread = lt_d_pow(T * LT_ALL(1.0 / 273.15), LT_ALL(1.75)) * (LT_ALL(101325.0) / p)};
}

static const double lt_u_molar_mass[LT_N_TAKEN] = {
#define MOLAR_MASS(name, molar_mass, diffusivity, accommodation, in_water) molar_mass,
    LT_TAKEN_UP(MOLAR_MASS)
#undef MOLAR_MASS
};
static const double lt_u_diffusivity[LT_N_TAKEN] = {
#define DIFFUSIVITY(name, molar_mass, diffusivity, accommodation, in_water) diffusivity,
    LT_TAKEN_UP(DIFFUSIVITY)
#undef DIFFUSIVITY
};

static inline lt_dvec lt_u_speed(const lt_u_air *air, int gas) {
    return air->root_T / lt_d_sqrt(LT_ALL(lt_u_molar_mass[gas]));
}

/* A radius below 1 nm is none: it stands in a cell without particles. */
static inline lt_dvec lt_u_loss(const lt_u_air *air, int gas, lt_dvec surface, lt_dvec radius, lt_dvec gamma) {
    const lt_dvec c = lt_u_speed(air, gas), D = air->spread * LT_ALL(lt_u_diffusivity[gas]), one = LT_ALL(1.0);
    const lt_dvec r = lt_d_max(radius, LT_ALL(1e-9)), kn = LT_ALL(3.0) * D / (c * r), g = LT_ALL(0.75) * gamma;
    return surface * (D / r) * (g * (one + kn)) / (kn * (kn + one + LT_ALL(0.283) * gamma) + g);
}

#endif
