/* urban.c - least eddy diffusivity over towns.
 *
 *   K_min = K_l + (K_u - K_l) f   for 0 < z <= depth;   K_l 0.01 m2/s, K_u 1 m2/s, depth 500 m
 *   f     urban land's share of the cell (grid.nc, land_fraction)
 *
 * Why: the stable similarity of similarity.c and kz.c is that of open country. Over a town heat stored in walls,
 * heat of fuel and the height of the buildings keep the air turbulent at night, when similarity says 0.01 to 0.1 m2/s.
 *
 * Source: CMAQ, EPA, CCTM/src/vdiff/acm2/ASX_DATA_MOD.F (MINKZ, KZL, KZU, KZMAXL; seen), where f is the share of urban
 * land too.
 *
 * Limits: heat of fuel is not in the energy balance: u*, L and the height of the boundary layer stay below those of a
 * town in winter. The smallest and the residual value of kz.c hold besides. A rule of practice, in force everywhere
 * alike; nothing in it was chosen by looking at observations. */
#include "model/met/urban.h"

#include <math.h>

#define LEAST_OPEN_M2S 0.01 /* KZL of CMAQ */

double lt_urban_kz(double fraction, const lt_urban_rules *rules) {
    if (rules->kz_m2s <= LEAST_OPEN_M2S) return 0.0;
    return LEAST_OPEN_M2S + (rules->kz_m2s - LEAST_OPEN_M2S) * fraction;
}

void lt_urban_raise_kz(int n, const double *z_edge, double least_m2s, const lt_urban_rules *rules, double *kz) {
    for (int k = 1; k < n - 1 && z_edge[k] <= rules->depth_m; k++) kz[k] = fmax(kz[k], least_m2s);
}
