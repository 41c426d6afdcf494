/* similarity.c - u* and 1/L of wind and heat flux.
 *
 * L = -rho cp T u*^3 / (k g H)     u* friction velocity, m s-1; H sensible heat flux, W m-2; k = 0.4
 * Wind: u* = k S / [ln(z/z0) - psi_m(z/L) + psi_m(z0/L)]     psi_m of kernel/surface_layer.h
 *   S^2 = U^2 + (1.2 w*)^2,  w*^3 = (g/T) z_i H/(rho cp),  z_i 1000 m: the gusts of free convection, which leave a
 *   drag where the mean wind is calm.
 *
 * Sources: gusts Beljaars (1995), doi 10.1002/qj.49712152203, z_i and 1.2 there (R).
 *
 * Limits: flat, uniform ground; |L| at least 5 m, u* at least 0.02 m/s, S at least 0.5 m/s: below them turbulence comes
 * and goes and no law of this kind holds. Heat alone makes buoyancy: that of vapour, 0.07 of
 * the latent heat (D), is left out. */
#include "model/met/similarity.h"

#include "model/kernel/surface_layer.h"
#include "model/met/constants.h"

#include <math.h>
#include <stdbool.h>

#define SMALLEST_WIND 0.5
#define SMALLEST_LENGTH 5.0
#define GUST_HEIGHT 1000.0
#define GUST_SHARE 1.2

double lt_inverse_obukhov(double friction_velocity_ms, double temperature_K, double density_kgm3,
                          double heat_flux_Wm2) {
    double cube = friction_velocity_ms * friction_velocity_ms * friction_velocity_ms;
    double inverse = -LT_VON_KARMAN * LT_GRAVITY * heat_flux_Wm2 / (density_kgm3 * LT_CP_DRY * temperature_K * cube);
    return fmax(-1.0 / SMALLEST_LENGTH, fmin(1.0 / SMALLEST_LENGTH, inverse));
}

double lt_convective_velocity(double height_m, double temperature_K, double density_kgm3, double heat_flux_Wm2) {
    if (!(heat_flux_Wm2 > 0.0)) return 0.0;
    return cbrt(LT_GRAVITY / temperature_K * height_m * heat_flux_Wm2 / (density_kgm3 * LT_CP_DRY));
}

double lt_gusty_wind(double wind_ms, double temperature_K, double density_kgm3, double heat_flux_Wm2) {
    double gust = GUST_SHARE * lt_convective_velocity(GUST_HEIGHT, temperature_K, density_kgm3, heat_flux_Wm2);
    return fmax(sqrt(wind_ms * wind_ms + gust * gust), SMALLEST_WIND);
}

/* Excess of the 1/L that the fluxes make over the 1/L they were made with. */
static double excess(const lt_flux_law *law, double inverse) {
    double friction, heat = law->heat(law->self, inverse, &friction);
    return lt_inverse_obukhov(friction, law->temperature_K, law->density_kgm3, heat) - inverse;
}

/* Secant rule within a bracket. The fluxes' 1/L is bounded, so that at the bound on its side the excess has the other
 * sign, or is 0. */
double lt_similarity_close(const lt_flux_law *law) {
    const double precise = 1e-6;
    double last = 0.0, above = excess(law, last), e_last = above;
    if (fabs(above) < precise) return last;
    double near = 0.0, far = above > 0.0 ? 1.0 / SMALLEST_LENGTH : -1.0 / SMALLEST_LENGTH, x = above;
    bool met = false; /* has the excess been seen with the other sign? */
    for (int iteration = 0; iteration < 60; iteration++) {
        double e = excess(law, x);
        if (fabs(e) < precise || fabs(far - near) < precise) break;
        bool same = (e > 0.0) == (above > 0.0);
        if (same)
            near = x;
        else
            far = x;
        met = met || !same;
        double slope = (e - e_last) / (x - last), next = x - e / slope;
        last = x;
        e_last = e;
        bool inside = slope < 0.0 && (next - near) * (far - next) > 0.0 && iteration % 4 != 3;
        x = inside ? next : met ? 0.5 * (near + far) : far;
    }
    return x;
}

typedef struct given_heat {
    double z, wind, roughness, heat, friction;
} given_heat;

static double heat_of_given(void *self, double inverse, double *friction) {
    given_heat *g = self;
    g->friction = fmax(LT_SMALLEST_FRICTION, LT_VON_KARMAN * g->wind / lt_layer_wind(g->z, g->roughness, inverse));
    *friction = g->friction;
    return g->heat;
}

void lt_similarity_of_flux(double z_m, double wind_ms, double roughness_m, double temperature_K, double density_kgm3,
                           double heat_flux_Wm2, double *friction_velocity_ms, double *inverse_obukhov_m) {
    double wind = lt_gusty_wind(wind_ms, temperature_K, density_kgm3, heat_flux_Wm2);
    given_heat given = {z_m, wind, roughness_m, heat_flux_Wm2, 0.0};
    const lt_flux_law law = {heat_of_given, &given, temperature_K, density_kgm3};
    *inverse_obukhov_m = lt_similarity_close(&law);
    *friction_velocity_ms = given.friction;
}
