/* column.c - hydrostatic column over terrain.
 *
 *   p(k+1) = p(k) exp(-g dz/(R T_k)),  m_k = (p(k) - p(k+1))/g
 * p(0) the surface pressure, T_k temperature of the layer's centre; the sum over the layers is (p_surface - p_top)/g.
 *
 * Limits: dry gas constant (water changes density by less than 0.1 % in winter, 1 % in summer); layer-mean temperature
 * by that of the centre (error below 1e-3 of m_k); the area of a cell is that at sea level at all heights. */
#include "model/met/column.h"

#include "model/met/constants.h"

#include <math.h>

void lt_air_column(const lt_air *air, double terrain_m, int nz, const double *z_edge, double *temperature_K,
                   double *pressure_edge_Pa, double *mass_kgm2) {
    pressure_edge_Pa[0] = lt_air_surface_pressure(air, terrain_m);
    for (int k = 0; k < nz; k++) {
        double dz = z_edge[k + 1] - z_edge[k];
        temperature_K[k] = lt_air_temperature(air, terrain_m, 0.5 * (z_edge[k] + z_edge[k + 1]));
        pressure_edge_Pa[k + 1] = pressure_edge_Pa[k] * exp(-LT_GRAVITY * dz / (LT_R_DRY * temperature_K[k]));
        mass_kgm2[k] = (pressure_edge_Pa[k] - pressure_edge_Pa[k + 1]) / LT_GRAVITY;
    }
}
