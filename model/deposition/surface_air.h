/* surface_air.h - the air above one class of land cover in the lanes of a tile: its friction velocity, with the wind of
 * the cell at the height, and its aerodynamic resistance (equations: gas_dry.h). */
#ifndef LT_SURFACE_AIR_H
#define LT_SURFACE_AIR_H

#include "model/deposition/gas_dry.h"
#include "model/kernel/surface_layer.h"
#include "model/met/constants.h"
#include "model/met/similarity.h"

#define LT_DEEPEST_ROUGHNESS 0.36787944117144233 /* of the height: 1/e */

/* friction [LT_LANES] m/s; resistance [LT_LANES] s/m. */
static inline void lt_surface_air(const lt_gas_dry_weather *w, double class_roughness, double *friction,
                                  double *resistance) {
    const double most = LT_DEEPEST_ROUGHNESS * w->height;
    const double roughness = class_roughness < most ? class_roughness : most;
    for (int l = 0; l < LT_LANES; l++) {
        const double inverse = w->inverse_obukhov[l], cell = w->roughness[l] < most ? w->roughness[l] : most;
        const double over_cell = lt_layer_wind(w->height, cell, inverse);
        const double over_class = lt_layer_wind(w->height, roughness, inverse);
        const double u = w->friction_velocity[l] * over_cell / over_class;
        friction[l] = u > LT_SMALLEST_FRICTION ? u : LT_SMALLEST_FRICTION;
        const double heat = lt_layer_heat(w->height, roughness, inverse) / (LT_VON_KARMAN * friction[l]);
        resistance[l] = heat > 1.0 ? heat : 1.0;
    }
}

#endif
