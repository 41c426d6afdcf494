/* column.h - air mass of the layers over one place, from the hydrostatic equation. */
#ifndef LT_MET_COLUMN_H
#define LT_MET_COLUMN_H

#include "model/met/profile.h"

/* Layer edges z_edge[0..nz] above ground; temperature (layer centres), pressure_edge [nz+1] and mass_kgm2 [nz], the
 * mass of air above a square metre of ground: (p_below - p_above)/g. */
void lt_air_column(const lt_air *air, double terrain_m, int nz, const double *z_edge, double *temperature_K,
                   double *pressure_edge_Pa, double *mass_kgm2);

#endif
