/* ekman.c - Ekman layer of finite depth on a surface layer.
 *
 *   K W'' = i f (W - G),   W = Ws at zs, W = G at he:
 *   W = G + (Ws - G) sinh(q (he - z))/sinh(q (he - zs)),   q = (1 + i) sqrt(f/(2 K))
 *
 * W = u + i v wind, G geostrophic wind with the thermal wind (linear in z but for the fading of the gradient, which is
 * small within the layer), f Coriolis parameter. Ws: similarity wind at zs = min(max(0.1 h, 10 m), 100 m) along the
 * measured 10-m direction; h boundary layer height, he = max(h, 300 m) as in profile.c. So the wind at the ground is
 * the measured one and the angle between the two is what the pressures and the stations say, not a theory's.
 *
 *   K = k u* h/(12 phi(0.1 h/L))   the mean of k (u* / phi) z (1 - z/h)^2 over the layer (O'Brien-type profile; Troen
 * and Mahrt 1986, doi 10.1007/BF00122760, recalled), phi of Businger and Dyer: 1 + 5 z/L stable, (1 - 16 z/L)^(-1/4)
 * unstable; at least 0.1 m2/s
 *
 * In mixed air K is large and the wind runs straight from Ws to G; in stable air it turns and reaches G soon,
 * overshooting a little (the Ekman spiral). Source: Ekman (1905) for a deep layer; of finite depth e.g. Stull (1988),
 * An Introduction to Boundary Layer Meteorology, ch. 6 (R). Limits: one K for the layer; steady; no entrainment jump at
 * the top of mixed air. */
#include "model/met/points/ekman.h"

#include "model/kernel/surface_layer.h"
#include "model/met/constants.h"

#include <complex.h>
#include <math.h>

double lt_ekman_viscosity(const lt_surface_state *s) {
    double x = 0.1 * s->boundary_layer_m * s->inverse_obukhov_m;
    double phi = x > 0.0 ? 1.0 + 5.0 * x : pow(1.0 - 16.0 * x, -0.25);
    return fmax(0.1, LT_VON_KARMAN * s->friction_velocity_ms * s->boundary_layer_m / (12.0 * phi));
}

static double complex aloft(const lt_domain_state *state, double depth_m, double z) {
    double x = fmin(z, depth_m), law = x - x * x / (2.0 * depth_m);
    return state->geostrophic_east_ms + state->shear_east_s * law +
           (state->geostrophic_north_ms + state->shear_north_s * law) * I;
}

/* sinh(a)/sinh(b) for 0 <= Re a <= Re b, without overflow. */
static double complex sinh_ratio(double complex a, double complex b) {
    return cexp(a - b) * (1.0 - cexp(-2.0 * a)) / (1.0 - cexp(-2.0 * b));
}

void lt_ekman_profile(const lt_surface_state *surface, const lt_domain_state *state, double gradient_depth_m,
                      double coriolis, int n, const double *height, double *east, double *north) {
    double h = surface->boundary_layer_m, low = fmin(fmax(0.1 * h, 10.0), 100.0), high = fmax(h, 300.0);
    double at_10 = lt_layer_wind(10.0, surface->roughness_m, surface->inverse_obukhov_m);
    double at_low = lt_layer_wind(low, surface->roughness_m, surface->inverse_obukhov_m);
    double low_ms = surface->wind_10m_ms * at_low / at_10;
    double complex along = state->east + state->north * I;
    double complex q = (1.0 + I) * sqrt(0.5 * coriolis / lt_ekman_viscosity(surface));
    double complex apart = low_ms * along - aloft(state, gradient_depth_m, low);
    for (int k = 0; k < n; k++) {
        double z = height[k];
        double complex w = aloft(state, gradient_depth_m, z);
        if (z <= low)
            w = low_ms * (lt_layer_wind(z, surface->roughness_m, surface->inverse_obukhov_m) / at_low) * along;
        else if (z < high)
            w += apart * sinh_ratio(q * (high - z), q * (high - low));
        east[k] = creal(w);
        north[k] = cimag(w);
    }
}
