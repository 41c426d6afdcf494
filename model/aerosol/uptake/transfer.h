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

/* Of a gas that particles alone take up. */
static const struct lt_u_alone {
    double molar_mass, diffusivity;
} lt_u_alone[LT_N_TAKEN_ALONE] = {
#define ALONE(name, molar_mass, diffusivity) {molar_mass, diffusivity},
    LT_TAKEN_UP(ALONE)
#undef ALONE
};
/* Of the others, their place in the table of drops. */
static const int lt_u_of_drops[LT_N_TAKEN - LT_N_TAKEN_ALONE] = {
#define OF_DROPS(name, there) LT_CLOUD_GAS_##there,
    LT_TAKEN_UP_BY_DROPS(OF_DROPS)
#undef OF_DROPS
};

static inline const lt_cloud_gas *lt_u_as_in_drops(int gas) {
    return &lt_cloud_gases[lt_u_of_drops[gas - LT_N_TAKEN_ALONE]];
}
static inline double lt_u_molar_mass(int gas) { /* kg/mol */
    return gas < LT_N_TAKEN_ALONE ? lt_u_alone[gas].molar_mass : 1e-3 * lt_u_as_in_drops(gas)->molar_mass;
}
static inline double lt_u_diffusivity(int gas) { /* D0, m2/s */
    return gas < LT_N_TAKEN_ALONE ? lt_u_alone[gas].diffusivity : LT_UPTAKE_COLDER * lt_u_as_in_drops(gas)->diffusivity;
}
static inline double lt_u_accommodation(int gas) { /* NO2, and what drops take up */
    return gas == LT_TAKEN_NO2 ? LT_UPTAKE_NO2_ACCOMMODATION : lt_u_as_in_drops(gas)->accommodation;
}

static inline lt_dvec lt_u_speed(const lt_u_air *air, int gas) {
    return air->root_T / lt_d_sqrt(LT_ALL(lt_u_molar_mass(gas)));
}

/* A radius below 1 nm is none: it stands in a cell without particles. */
static inline lt_dvec lt_u_loss(const lt_u_air *air, int gas, lt_dvec surface, lt_dvec radius, lt_dvec gamma) {
    const lt_dvec c = lt_u_speed(air, gas), D = air->spread * LT_ALL(lt_u_diffusivity(gas)), one = LT_ALL(1.0);
    const lt_dvec r = lt_d_max(radius, LT_ALL(1e-9)), kn = LT_ALL(3.0) * D / (c * r), g = LT_ALL(0.75) * gamma;
    return surface * (D / r) * (g * (one + kn)) / (kn * (kn + one + LT_ALL(0.283) * gamma) + g);
}

#endif
