#include "model/emission/plume_rise.h"

#include "model/kernel/briggs.h"

double lt_plume_rise(const lt_stack *stack, const lt_stack_air *air) {
    const double g = 9.80665, air_temperature = air->temperature_2m, wind_10m = air->wind_10m;
    const double inverse_obukhov_length = air->inverse_obukhov_length;
    if (stack->exit_temperature <= air_temperature) return 0.0;
    double flux = lt_briggs_flux(g, stack->exit_velocity, stack->diameter, stack->exit_temperature, air_temperature);
    int stable = inverse_obukhov_length > 0.005;
    double reach = stack->height > 10.0 ? stack->height : 10.0;
    double u = (wind_10m > 0.1 ? wind_10m : 0.1) * lt_pow(reach / 10.0, stable ? 0.35 : 0.15);
    u = u > 1.0 ? u : 1.0;
    if (flux < 1e-6) return 0.0;
    if (!stable) return lt_briggs_neutral(flux, u);
    double gradient = inverse_obukhov_length > 0.02 ? 0.035 : 0.020;
    return lt_briggs_stable(flux, u * g / air_temperature * gradient);
}

void lt_plume_layers(double bottom, double top, int nz, const double *z_edge, double *share) {
    double last = z_edge[nz];
    if (top > last) top = last;
    if (top < 1.0) top = 1.0; /* a vent at the ground fills the first metre */
    if (top - bottom < 1.0) bottom = top - 1.0;
    if (bottom < 0.0) bottom = 0.0;
    double sum = 0.0;
    for (int k = 0; k < nz; ++k) {
        double low = bottom > z_edge[k] ? bottom : z_edge[k], high = top < z_edge[k + 1] ? top : z_edge[k + 1];
        share[k] = high > low ? (high - low) / (top - bottom) : 0.0;
        sum += share[k];
    }
    for (int k = 0; k < nz; ++k) share[k] /= sum;
}

static void place(const lt_stack *stack, const lt_stack_air *air, int nz, const double *z_edge, double *share) {
    double rise = lt_plume_rise(stack, air);
    lt_plume_layers(stack->height + 0.5 * rise, stack->height + 1.5 * rise, nz, z_edge, share);
}

const lt_law lt_law_plume_rise = {.name = "plume_rise", .place = place};
