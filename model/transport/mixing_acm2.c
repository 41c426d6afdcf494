/* mixing_acm2.c - scheme `acm2`: the asymmetric convective model, version 2.
 *
 * In an unstable column of boundary layer height h and Obukhov length L < 0 the share f of the exchange across the
 * lowest interface (height z_1, eddy diffusivity K_1) is carried by plumes that rise from layer 0 straight into every
 * layer of the boundary layer, in proportion to its air; the air sinks back from layer to layer. The share 1 - f stays
 * eddy diffusion, at all interfaces below the layer that holds h:
 *   f = 1 / (1 + k^(-2/3) / (0.1 a) (-h/L)^(-1/3)),   k = 0.4, a = 7.2
 *   mixing rate M2u = f K_1 / (dz_{1+1/2} (h - z_1)):  rate of air lifted into layer j = M2u M_j, of the layer that
 *   holds h only the part below h counts.
 * Here in masses: lift = f G_1 / sum of M_j (j >= 1, below h), G_1 the exchange of scheme `k` across that interface
 * [kg/s]: so that what rises and what sinks across it is f G_1, for any profile of density.
 *
 * Convection is taken to be there if -h/L > 0.02 and h lies above the third layer. K of met.nc is the K of the scheme:
 * k u* / phi_h z (1 - z/h)^2 with phi_h at min(z, 0.1 h); the velocity (u*^3 + 0.6 w*^3)^(1/3) / Pr of met/kz.c is
 * the same number, because 0.6 / k = 15 x 0.1.
 *
 * Source: Pleim (2007), doi 10.1175/JAM2539.1 (V: doi, title, idea), f, M2u, the shares of the layers and the
 * conditions as in phys/module_bl_acm.F of WRF, github.com/wrf-model/WRF, which also asks that the lowest layer be
 * warmer than the second (V); here the sign of L stands for it. Limits: no convection above h (clouds); one plume that
 * starts in layer 0. */
#include "model/transport/mixing.h"

#include "model/kernel/ltmath.h"

static const double lt_least_instability = 0.02; /* of -h/L */
enum { LT_LEAST_LAYERS = 3 };                    /* that lie below h */

double lt_acm2_share(double instability) {
    const double karman = 0.4, a = 7.2;
    return 1.0 / (1.0 + lt_pow(karman, -2.0 / 3.0) / (0.1 * a) * lt_pow(instability, -1.0 / 3.0));
}

/* Layers below h, the last in part; h in the top layer or above counts all layers. */
static double layers_below(const double *z_edge, int nz, double h) {
    int k = 0;
    while (k < nz && z_edge[k + 1] <= h) ++k;
    return k == nz ? nz : k + (h - z_edge[k]) / (z_edge[k + 1] - z_edge[k]);
}

static void lift_column(const lt_air *air, ptrdiff_t column, double share, double depth, lt_layer_mixing *out) {
    double reached = 0.0;
    for (int k = 1; k < air->nz && k < depth; ++k) {
        double part = depth - k < 1.0 ? depth - k : 1.0;
        reached += part * air->begin[column + k * air->layer];
    }
    out->depth[column] = depth;
    out->lift[column] = share * out->exchange[column + air->layer] / reached;
    for (int k = 1; k < air->nz && k < depth; ++k) out->exchange[column + k * air->layer] *= 1.0 - share;
}

void lt_layer_mixing_acm2(const lt_mixing_weather *of, lt_layer_mixing *out) {
    const lt_air *air = of->air;
    lt_layer_mixing_k(of, out);
    for (int j = 0; j < air->ny; ++j)
        for (int i = 0; i < air->nx; ++i) {
            ptrdiff_t column = lt_air_at(air, 0, j, i);
            size_t c = (size_t)j * (size_t)air->nx + (size_t)i;
            double h = of->weather->boundary_layer_height[c];
            double instability = -h * of->weather->inverse_obukhov_length[c];
            double depth = layers_below(of->z_edge, air->nz, h);
            out->lift[column] = 0.0;
            if (instability > lt_least_instability && depth > LT_LEAST_LAYERS) {
                lift_column(air, column, lt_acm2_share(instability), depth, out);
                out->lifts = 1;
            }
        }
}
