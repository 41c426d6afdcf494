/* boundary_layer.c - height h of the boundary layer.
 *
 * Stable:  h = 0.4 sqrt(u* L / f), never above the neutral 0.3 u* / f           (f Coriolis parameter, s-1)
 *
 * Convective growth over land, from the height at the end of the night, steps of 300 s:
 *   dh/dt = (F / gamma) / { h^2 / [(1+2A) h - 2 B k L] + C u*^2 T / (gamma g [(1+A) h - B k L]) }
 *   F = H/(rho cp) kinematic heat flux, K m s-1; gamma lapse of potential temperature above, K m-1; A 0.2, B 2.5, C 8
 *
 * Friction under a convective lid reaches 2300 u*^(3/2), at most h: the growth holds what friction adds to h (C term).
 *
 * Collapse after convection: h goes to its stable value with a time of 1800 s (assumption; turbulence dies within about
 * one turn-over time h/w*). The largest h of the day is kept as the top of the residual layer until convection begins.
 *
 * Sea: stable as above; unstable or neutral: 0.3 u* / f, at least 500 m when heated (assumption: air over the open
 * winter sea is mixed but no history is followed).
 *
 * Sources: Zilitinkevich (1972), doi 10.1007/BF02033914; neutral height Garratt (1992), The Atmospheric Boundary Layer
 * (recalled); growth Batchvarova and Gryning (1991), doi 10.1007/BF00120423 (A, B, C as there, recalled);
 * friction under a lid Venkatram (1980), doi 10.1007/BF00119424.
 *
 * Limits: no subsidence, no advection of h, one gamma for all mornings; lowest and highest height by the rules. */
#include "model/met/boundary_layer.h"

#include "model/met/constants.h"

#include <math.h>

double lt_coriolis(double lat_deg) {
    return fmax(2.0 * LT_OMEGA * sin(fabs(lat_deg) * LT_DEGREE), 1e-5);
}

static double bound(double h, const lt_mixing_rules *rules) {
    return fmax(rules->lowest_m, fmin(rules->highest_m, h));
}

double lt_mechanical_height(double friction_velocity_ms, double inverse_obukhov_m, double coriolis,
                            const lt_mixing_rules *rules) {
    double h = 0.3 * friction_velocity_ms / coriolis;
    if (inverse_obukhov_m > 0.0) h = fmin(h, 0.4 * sqrt(friction_velocity_ms / (coriolis * inverse_obukhov_m)));
    return bound(h, rules);
}

double lt_mechanical_height_heated(double friction_velocity_ms, double lid_m) {
    return fmin(lid_m, 2300.0 * friction_velocity_ms * sqrt(friction_velocity_ms));
}

static double growth(double h, const lt_fluxes *fluxes, double temperature_K, double density_kgm3, double gamma) {
    const double a = 0.2, b = 2.5, c = 8.0;
    double kinematic = fluxes->sensible_Wm2 / (density_kgm3 * LT_CP_DRY), friction = fluxes->friction_velocity_ms;
    double kl = LT_VON_KARMAN / fmin(fluxes->inverse_obukhov_m, -1e-6);
    double inertia = h * h / ((1.0 + 2.0 * a) * h - 2.0 * b * kl);
    double spin_up = c * friction * friction * temperature_K / (gamma * LT_GRAVITY * ((1.0 + a) * h - b * kl));
    return kinematic / gamma / (inertia + spin_up);
}

double lt_mixing_land(lt_mixing *mixing, const lt_fluxes *fluxes, double temperature_K, double density_kgm3,
                      double coriolis, const lt_mixing_rules *rules) {
    const double step_s = 300.0;
    double stable =
        lt_mechanical_height(fluxes->friction_velocity_ms, fmax(fluxes->inverse_obukhov_m, 0.0), coriolis, rules);
    if (mixing->height_m <= 0.0) mixing->height_m = fluxes->inverse_obukhov_m < 0.0 ? rules->lowest_m : stable;
    bool convective = fluxes->inverse_obukhov_m < 0.0;
    if (convective && !mixing->convective) mixing->residual_m = 0.0;
    double sum = 0.0, fade = exp(-step_s / 1800.0);
    for (int n = 0; n < 12; n++) {
        double h = mixing->height_m;
        double next = convective ? h + step_s * growth(h, fluxes, temperature_K, density_kgm3, rules->lapse_above_Km)
                                 : stable + (h - stable) * fade;
        mixing->height_m = bound(next, rules);
        sum += 0.5 * (h + mixing->height_m);
    }
    if (convective) mixing->residual_m = fmax(mixing->residual_m, mixing->height_m);
    mixing->convective = convective;
    return sum / 12.0;
}

double lt_mixing_found(lt_mixing *mixing, double height_m, bool convective, const lt_mixing_rules *rules) {
    double height = bound(height_m, rules);
    if (convective && !mixing->convective) mixing->residual_m = 0.0;
    if (convective) mixing->residual_m = fmax(mixing->residual_m, height);
    mixing->convective = convective;
    mixing->height_m = height;
    return height;
}

double lt_mixing_sea(const lt_fluxes *fluxes, double coriolis, const lt_mixing_rules *rules) {
    double h =
        lt_mechanical_height(fluxes->friction_velocity_ms, fmax(fluxes->inverse_obukhov_m, 0.0), coriolis, rules);
    return fluxes->inverse_obukhov_m < 0.0 ? bound(fmax(h, 500.0), rules) : h;
}
