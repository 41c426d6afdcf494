/* gas_particles.h - the particles of a tile as its gases meet them: what they are made of, their wet size by mode
 * (aerosol/sizes/sizes.h), the light they take (aerosol/sizes/optics.h). Rows [layer][lane]. */
#ifndef LT_GAS_PARTICLES_H
#define LT_GAS_PARTICLES_H

#include "model/aerosol/particle_kinds.h"
#include "model/aerosol/sizes/optics.h"
#include "model/chemistry/grid/gas_air.h"
#include "model/chemistry/grid/gas_lanes.h"
#include "model/state/chemical_set.h"

typedef struct lt_gas_particles {
    lt_particle_kinds kinds;
    double **mass; /* [kinds.n] kg a kg of air */
    lt_size_sums sums[LT_N_PARTICLE_MODES];
    double *refraction[LT_N_PARTICLE_MODES]; /* volume times refractive index */
    double *volume[LT_N_PARTICLE_MODES];     /* wet, m3 a m3 of air */
    double *surface[LT_N_PARTICLE_MODES];    /* m2 a m3 of air */
    double *radius[LT_N_PARTICLE_MODES];     /* effective, m */
    lt_optics_sums light;
    double *extinction; /* at 550 nm, 1/m */
    double *depth;      /* of the layer */
    double *angstrom, *single_albedo, *asymmetry;
    const lt_optics *optics; /* borrowed */
    double *memory;
} lt_gas_particles;

/* optics: made (lt_optics_make), shared by all threads, outlives the particles. LT_ERR_MEMORY. Free it also then. */
lt_status lt_gas_particles_create(const lt_chemical_set *set, const lt_optics *optics, int nz, lt_gas_particles *out);
void lt_gas_particles_free(lt_gas_particles *particles);
void lt_gas_particles_take(const lt_gas_lanes *lanes, const lt_state *state, const lt_tile *tile, const lt_gas_air *air,
                           lt_gas_particles *out);
/* The row of a species' mixing ratio; NULL: the set lacks it. */
const double *lt_gas_particles_row(const lt_gas_particles *particles, const lt_chemical_set *set, const char *name);

#endif
