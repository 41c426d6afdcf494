/* sea.c - open water.
 *
 *   z0 = a u*^2/g + 0.11 nu / u*                      a 0.011 up to 10 m/s, rising to 0.018 at 18 m/s
 *   z0h = min(1.15e-4 m, 5.5e-5 m R^(-0.6)),  R = z0 u* / nu            heat and vapour
 *   nu = 1.326e-5 (1 + 6.542e-3 t + 8.301e-6 t^2 - 4.84e-9 t^3)  m2 s-1, t in degC
 * u*, L, fluxes of a skin of the water's temperature: energy_balance.c. Salt lowers the vapour pressure by 2 %.
 *
 * Sources: COARE 3.0, Fairall et al. (2003), doi 10.1175/1520-0442(2003)016<0571:BPOASF>2.0.CO;2 (a seen in copies of
 * cor30a; z0h recalled); smooth flow Smith (1988), doi 10.1029/JC093iC12p15467; nu Andreas (1989), CRREL Report 89-11
 * (seen in the same).
 *
 * Limits: no waves of its own, no cool skin, no spray; stability functions are those of similarity.c (COARE: those of
 * Grachev, alike near neutral); roughness and u* are made to agree at neutral, within a hundredth of u* else. */
#include "model/met/sea.h"

#include "model/met/constants.h"
#include "model/met/similarity.h"

#include <math.h>

#define EMISSIVITY 0.97 /* as in COARE (V) */
#define SALT 0.02       /* as in COARE (R) */

double lt_air_viscosity(double temperature_K) {
    double t = temperature_K - LT_ICE_POINT;
    return 1.326e-5 * (1.0 + t * (6.542e-3 + t * (8.301e-6 - 4.84e-9 * t)));
}

double lt_charnock(double wind_10m_ms) {
    return 0.011 + 0.007 * fmax(0.0, fmin(1.0, (wind_10m_ms - 10.0) / 8.0));
}

double lt_sea_roughness(double friction_velocity_ms, double wind_10m_ms, double viscosity_m2s) {
    return lt_charnock(wind_10m_ms) * friction_velocity_ms * friction_velocity_ms / LT_GRAVITY +
           0.11 * viscosity_m2s / friction_velocity_ms;
}

double lt_sea_heat_roughness(double roughness_m, double friction_velocity_ms, double viscosity_m2s) {
    double reynolds = roughness_m * friction_velocity_ms / viscosity_m2s;
    return fmin(1.15e-4, 5.5e-5 * pow(reynolds, -0.6));
}

/* Roughness that agrees with the neutral u* of a wind. */
static double neutral_roughness(double wind_ms, double viscosity_m2s, double *friction_ms) {
    double friction = 0.035 * wind_ms, roughness = 0.0;
    for (int n = 0; n < 8; n++) {
        roughness = lt_sea_roughness(friction, wind_ms, viscosity_m2s);
        friction = fmax(LT_SMALLEST_FRICTION, LT_VON_KARMAN * wind_ms / log(10.0 / roughness));
    }
    *friction_ms = friction;
    return roughness;
}

lt_fluxes lt_sea_fluxes(const lt_near_air *air, double water_K, double *roughness_m) {
    double viscosity = lt_air_viscosity(air->temperature_K), friction;
    double wind = lt_gusty_wind(air->wind_10m_ms, air->temperature_K, air->density_kgm3, 0.0);
    *roughness_m = neutral_roughness(wind, viscosity, &friction);
    lt_fluxes out = {0};
    for (int n = 0; n < 2; n++) { /* once more with the roughness of the u* that was found */
        const lt_tile_ground water = {.roughness_m = *roughness_m,
                                      .heat_roughness_m = lt_sea_heat_roughness(*roughness_m, friction, viscosity),
                                      .albedo = LT_WATER_ALBEDO,
                                      .emissivity = EMISSIVITY,
                                      .wet = 1.0,
                                      .salt = SALT};
        out = lt_known_skin(&water, air, water_K);
        friction = out.friction_velocity_ms;
        if (n == 0) *roughness_m = lt_sea_roughness(friction, wind, viscosity);
    }
    return out;
}
