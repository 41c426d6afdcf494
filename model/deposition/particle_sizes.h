/* particle_sizes.h - how large the particles of a tile of the state are, by mode (aerosol/sizes/sizes.h): what removal
 * by size asks for.
 *
 * Species of a mechanism's set by constituents.h; fine salts have the water that the last equilibrium found (AH2OJ),
 * organic matter and coarse particles that of their kappa. Of other sets: fine 1600 kg/m3 and kappa 0.3, coarse 2300
 * kg/m3 and 0.03 (A). Tracers add nothing. */
#ifndef LT_PARTICLE_SIZES_H
#define LT_PARTICLE_SIZES_H

#include "model/aerosol/sizes/sizes.h"
#include "model/state/chemical_set.h"
#include "model/state/tile.h"

typedef struct lt_sized_species {
    int species, mode;
    double density, kappa; /* kg/m3 */
} lt_sized_species;

typedef struct lt_particle_sizes {
    int n, water; /* of the list; place of the water, -1: none is given */
    lt_sized_species *of;
} lt_particle_sizes;

/* LT_ERR_MEMORY. */
lt_status lt_particle_sizes_create(const lt_chemical_set *set, lt_particle_sizes *out);
void lt_particle_sizes_free(lt_particle_sizes *sizes);

/* Doubles of work for nz layers. */
size_t lt_particle_sizes_work(int nz);
/* Of the lowest nz layers: humidity 0..1, air kg/m3, [nz][LT_LANES] as all that comes out. */
void lt_particle_sizes_of(const lt_particle_sizes *sizes, const lt_state *state, const lt_tile *tile, int nz,
                          const double *humidity, const double *air, double *work,
                          const lt_size_rows out[LT_N_SIZE_MODES]);

#endif
