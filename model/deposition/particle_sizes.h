/* particle_sizes.h - how large the particles of a tile of the state are, by mode (aerosol/sizes/sizes.h): what removal
 * by size asks for.
 *
 * Particles by aerosol/particle_kinds.h; fine salts have the water that the last equilibrium found (AH2OJ), organic
 * matter and coarse particles that of their kappa. Tracers add nothing. */
#ifndef LT_PARTICLE_SIZES_H
#define LT_PARTICLE_SIZES_H

#include "model/aerosol/particle_kinds.h"
#include "model/aerosol/sizes/sizes.h"
#include "model/state/tile.h"

/* Doubles of work for nz layers. */
size_t lt_particle_sizes_work(int nz);
/* Of the lowest nz layers: humidity 0..1, air kg/m3, [nz][LT_LANES] as all that comes out; a
 * mode of which nothing is asked costs nothing. */
void lt_particle_sizes_of(const lt_particle_kinds *sizes, const lt_state *state, const lt_tile *tile, int nz,
                          const double *humidity, const double *air, double *work,
                          const lt_size_rows out[LT_N_SIZE_MODES]);

#endif
