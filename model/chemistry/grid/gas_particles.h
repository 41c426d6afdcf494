/* gas_particles.h - what the particles of a tile are to its gases: surface and light (model/aerosol/particles.h).
 *
 * N2O5 on particles:   k = gamma v S / 4,   v = sqrt(8 R T / (pi M_N2O5)),   S surface a volume of air
 * gamma 0.02 (A: field values lie between 0.001 and 0.1, doi 10.1126/science.1123120 and later, R; issue "PM2.5 whose
 * parts answer" makes it depend on what the particles are). Diffusion to particles of this size slows it by less than 1
 * % (D). The uptake is that of the mechanism, HET(HETERO_N2O5IJ): N2O5 = HNO3 + H2NO3PIJ; what stands in H2NO3PIJ and
 * H2NO3PK at the end of a step becomes HNO3 (with chloride it would become CLNO2: there is none in particles yet). All
 * other uptakes are 0. */
#ifndef LT_GAS_PARTICLES_H
#define LT_GAS_PARTICLES_H

#include "model/aerosol/particles.h"
#include "model/chemistry/grid/gas_lanes.h"
#include "model/chemistry/grid/gas_air.h"
#include "model/state/chemical_set.h"

#define LT_N2O5_UPTAKE "HETERO_N2O5IJ"

/* Of a tile, [nz][lane]. */
typedef struct lt_gas_particles {
    int species[LT_N_CONSTITUENTS]; /* their places in the state */
    double *uptake;                   /* of N2O5, s-1 */
    double *depth;                    /* at 550 nm */
    double *angstrom, *single_albedo, *asymmetry;
    double *mass[LT_N_CONSTITUENTS]; /* kg a kg of air */
    double *memory;
} lt_gas_particles;

lt_status lt_gas_particles_create(const lt_chemical_set *set, int nz, lt_gas_particles *out);
void lt_gas_particles_free(lt_gas_particles *particles);
void lt_gas_particles_take(const lt_gas_lanes *lanes, const lt_state *state, const lt_tile *tile, const lt_gas_air *air,
                           lt_gas_particles *out);

#endif
