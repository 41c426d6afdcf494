/* mixing_k.c - scheme `k`: eddy diffusion between neighbouring layers with the K of met.nc.
 *
 *   exchange_{k+1/2} = K rho A / dz [kg/s],  dz the distance of the layers' middles, rho A the mean of both layers'
 * mass over depth at the beginning of the hour. Second order in dz on even layers. No counter-gradient transport. */
#include "model/transport/mixing.h"

void lt_layer_mixing_k(const lt_mixing_weather *of, lt_layer_mixing *out) {
    const lt_air *air = of->air;
    const double *z = of->z_edge, *kz = of->weather->kz;
    for (int k = 1; k < air->nz; ++k) {
        double low = z[k] - z[k - 1], high = z[k + 1] - z[k], distance = 0.5 * (low + high);
        for (int j = 0; j < air->ny; ++j)
            for (int i = 0; i < air->nx; ++i) {
                ptrdiff_t c = lt_air_at(air, k, j, i);
                double density_area = 0.5 * (air->begin[c - air->layer] / low + air->begin[c] / high);
                double here = kz[((size_t)k * (size_t)air->ny + (size_t)j) * (size_t)air->nx + (size_t)i];
                out->exchange[c] = here * density_area / distance;
            }
    }
    out->lifts = 0;
}
