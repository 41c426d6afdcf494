/* plume_rise.h - the law `plume_rise`: where in the column a stack's smoke goes.
 *
 * Final rise of kernel/briggs.h, neutral or stable.
 * u at stack height from the 10 m wind by a power law (exponent 0.15 unstable and neutral, 0.35 stable), at least 1
 * m/s; dtheta/dz 0.020 (slightly stable) or 0.035 K/m (stable). The smoke fills the layers between h_s + dh/2 and h_s +
 * 3dh/2 evenly by height. No rise when the gas is not warmer than the air. Limits: no downwash, no partial penetration.
 */
#ifndef LT_PLUME_RISE_H
#define LT_PLUME_RISE_H

#include "model/emission/law.h"

/* Final rise [m]. */
double lt_plume_rise(const lt_stack *stack, const lt_stack_air *air);
/* Shares of the layers (edges z_edge[nz+1]) for a plume between bottom and top; they sum to 1. */
void lt_plume_layers(double bottom, double top, int nz, const double *z_edge, double *share);

#endif
