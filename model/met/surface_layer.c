/* surface_layer.c - surface energy balance and similarity, first form.
 *
 * Symbols: U wind at 10 m, m s-1; z0 roughness, m; u* friction velocity, m s-1; L Obukhov length, m; H sensible heat
 * flux, W m-2; theta* temperature scale, K; T air temperature, K; N cloud cover 0..1; k = 0.4; K+ global radiation;
 * Q* net radiation; r albedo; sigma Stefan-Boltzmann.
 *   L  = -rho cp T u*^3 / (k g H),   u* = k U / [ln(10/z0) - psi(10/L) + psi(z0/L)]
 *   psi, L < 0: 2 ln((1+x)/2) + ln((1+x^2)/2) - 2 atan x + pi/2, x = (1 - 16 z/L)^(1/4); L > 0: -5 min(z/L, 1)
 *
 * Land by day (K+ > 0 and H > 0):
 *   K+ = K0 (1 - 0.75 N^3.4);  Q* = [(1-r) K+ + 5.31e-13 T^6 - sigma T^4 + 60 N] / 1.12;  G = 0.1 Q*
 *   H  = [(1-alpha) + q] / (1 + q) (Q* - G) - 20,  q = exp(0.055 (279 - T))   (psychrometric constant over slope)
 *
 * Land else: theta* = 0.09 (1 - 0.5 N^2); stable air in closed form, u0^2 = 5 * 10 g theta* / T, C = k / ln(10/z0):
 *   u* = C U/2 [1 + sqrt(1 - (2 u0/(sqrt(C) U))^2)]
 *   below U_c = 2 u0/sqrt(C) both u* and theta* shrink with U/U_c
 *   L  = T u*^2 / (k g theta*)
 *
 * Sea: H = rho cp 1.2e-3 U (T_sea - T); unstable as above, stable with theta* = -H / (rho cp u*), iterated.
 *
 * Sources: Holtslag and van Ulden (1983), doi 10.1175/1520-0450(1983)022<0517:ASSFDE>2.0.CO;2 (Q*, G, H, theta*; the
 * slope fit recalled); Paulson (1970) and Dyer (1974), doi 10.1007/BF00240838, for psi; the closed stable form
 * Venkatram (1980), doi 10.1007/BF00122347, and the low-wind rule of AERMOD, Cimorelli et al. (2005),
 * doi 10.1175/JAM2227.1. The sea's exchange coefficient 1.2e-3 is recalled (usual 1.0e-3 to 1.5e-3).
 *
 * Limits: made for grass in a mild climate; snow enters through albedo and alpha only; no heat stored in towns, no heat
 * of traffic and heating; U is at least 0.5 m/s, |L| at least 5 m, u* at least 0.02 m/s. */
#include "model/met/surface_layer.h"

#include "model/met/constants.h"

#include <math.h>

#define SMALLEST_WIND 0.5
#define SMALLEST_LENGTH 5.0
#define SMALLEST_FRICTION 0.02

static double psi_m(double z_over_l) {
    if (z_over_l >= 0.0) return -5.0 * fmin(z_over_l, 1.0);
    double x = sqrt(sqrt(1.0 - 16.0 * z_over_l));
    return 2.0 * log((1.0 + x) / 2.0) + log((1.0 + x * x) / 2.0) - 2.0 * atan(x) + M_PI_2;
}

double lt_similarity_wind(double z_m, double roughness_m, double inverse_obukhov_m) {
    return log(z_m / roughness_m) - psi_m(z_m * inverse_obukhov_m) + psi_m(roughness_m * inverse_obukhov_m);
}

static double bound_inverse_length(double inverse) {
    return fmax(-1.0 / SMALLEST_LENGTH, fmin(1.0 / SMALLEST_LENGTH, inverse));
}

double lt_inverse_obukhov(double friction_velocity_ms, double temperature_K, double density_kgm3,
                          double heat_flux_Wm2) {
    double cube = friction_velocity_ms * friction_velocity_ms * friction_velocity_ms;
    double scale = density_kgm3 * LT_CP_DRY * temperature_K * cube;
    return bound_inverse_length(-LT_VON_KARMAN * LT_GRAVITY * heat_flux_Wm2 / scale);
}

void lt_surface_unstable(double wind_10m_ms, double roughness_m, double temperature_K, double density_kgm3,
                         double heat_flux_Wm2, double *friction_velocity_ms, double *inverse_obukhov_m) {
    double wind = fmax(wind_10m_ms, SMALLEST_WIND), inverse = 0.0, friction = 0.0;
    for (int iteration = 0; iteration < 50; iteration++) {
        double next = LT_VON_KARMAN * wind / lt_similarity_wind(10.0, roughness_m, inverse);
        double change = fabs(next - friction);
        friction = fmax(next, SMALLEST_FRICTION);
        inverse = lt_inverse_obukhov(friction, temperature_K, density_kgm3, heat_flux_Wm2);
        if (change < 1e-8 * friction) break;
    }
    *friction_velocity_ms = friction;
    *inverse_obukhov_m = inverse;
}

void lt_surface_stable(double wind_10m_ms, double roughness_m, double temperature_K, double theta_star_K,
                       double *friction_velocity_ms, double *inverse_obukhov_m) {
    double wind = fmax(wind_10m_ms, SMALLEST_WIND), theta = theta_star_K;
    double drag = LT_VON_KARMAN / log(10.0 / roughness_m);
    double critical = 2.0 * sqrt(5.0 * 10.0 * LT_GRAVITY * theta / temperature_K / drag), friction;
    if (wind >= critical) {
        double ratio = critical / wind;
        friction = 0.5 * drag * wind * (1.0 + sqrt(1.0 - ratio * ratio));
    } else {
        friction = 0.5 * drag * critical * (wind / critical);
        theta *= wind / critical;
    }
    friction = fmax(friction, SMALLEST_FRICTION);
    *friction_velocity_ms = friction;
    double inverse = LT_VON_KARMAN * LT_GRAVITY * theta / (temperature_K * friction * friction);
    *inverse_obukhov_m = bound_inverse_length(inverse);
}

/* The heat flux that goes with u* and the bounded L. */
static double heat_of(double friction, double inverse, double temperature_K, double density_kgm3) {
    return -density_kgm3 * LT_CP_DRY * temperature_K * friction * friction * friction * inverse /
           (LT_VON_KARMAN * LT_GRAVITY);
}

static double shortwave(const lt_surface *s) {
    return s->clear_sky_Wm2 * (1.0 - 0.75 * pow(s->cloud, 3.4));
}

lt_surface_fluxes lt_surface_land(const lt_surface *s) {
    lt_surface_fluxes out = {.shortwave_Wm2 = shortwave(s)};
    double t = s->temperature_K, t2 = t * t;
    double heat = -1.0;
    if (out.shortwave_Wm2 > 0.0) {
        out.net_radiation_Wm2 =
            ((1.0 - s->albedo) * out.shortwave_Wm2 + 5.31e-13 * t2 * t2 * t2 - LT_STEFAN * t2 * t2 + 60.0 * s->cloud) /
            1.12;
        double q = exp(0.055 * (279.0 - t));
        heat = ((1.0 - s->moisture) + q) / (1.0 + q) * 0.9 * out.net_radiation_Wm2 - 20.0;
    }
    if (heat > 0.0) {
        lt_surface_unstable(s->wind_10m_ms, s->roughness_m, t, s->density_kgm3, heat, &out.friction_velocity_ms,
                            &out.inverse_obukhov_m);
        out.heat_flux_Wm2 = heat;
    } else {
        lt_surface_stable(s->wind_10m_ms, s->roughness_m, t, 0.09 * (1.0 - 0.5 * s->cloud * s->cloud),
                          &out.friction_velocity_ms, &out.inverse_obukhov_m);
        out.heat_flux_Wm2 = heat_of(out.friction_velocity_ms, out.inverse_obukhov_m, t, s->density_kgm3);
    }
    return out;
}

lt_surface_fluxes lt_surface_sea(const lt_surface *s) {
    lt_surface_fluxes out = {.shortwave_Wm2 = shortwave(s)};
    double wind = fmax(s->wind_10m_ms, SMALLEST_WIND);
    double kinematic = 1.2e-3 * wind * (s->sea_surface_K - s->temperature_K);
    double heat = s->density_kgm3 * LT_CP_DRY * kinematic;
    if (heat >= 0.0) {
        lt_surface_unstable(wind, s->roughness_m, s->temperature_K, s->density_kgm3, heat, &out.friction_velocity_ms,
                            &out.inverse_obukhov_m);
        out.heat_flux_Wm2 = heat;
        return out;
    }
    out.friction_velocity_ms = LT_VON_KARMAN * wind / log(10.0 / s->roughness_m);
    for (int iteration = 0; iteration < 10; iteration++)
        lt_surface_stable(wind, s->roughness_m, s->temperature_K, fmin(-kinematic / out.friction_velocity_ms, 0.3),
                          &out.friction_velocity_ms, &out.inverse_obukhov_m);
    out.heat_flux_Wm2 = heat_of(out.friction_velocity_ms, out.inverse_obukhov_m, s->temperature_K, s->density_kgm3);
    return out;
}
