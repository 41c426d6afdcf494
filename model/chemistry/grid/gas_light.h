/* gas_light.h - photolysis frequencies of the grid's columns (model/photolysis), made anew in every step for its
 * middle: this needs no state, and costs less than what else a step takes (README.md).
 *
 * The sun by kernel/sun.h; cloud of the weather's hour onto layers (photolysis/cloud_layers.h); light on particles by
 * gas_particles.h; albedo of the weather, below 412.5 nm by lt_photolysis_albedo_uv with the snow of the weather; ozone
 * in the layers is the model's own, the column that of the run or of the climatology by latitude and day. */
#ifndef LT_GAS_LIGHT_H
#define LT_GAS_LIGHT_H

#include "model/chemistry/grid/gas_particles.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "model/photolysis/photolysis.h"

typedef struct lt_gas_light lt_gas_light;
typedef struct lt_gas_light_work lt_gas_light_work; /* of a thread */

typedef struct lt_gas_light_setup {
    const lt_mechanism *mechanism;
    const lt_grid *grid;
    lt_weather *weather; /* what is needed of it is asked for */
    const char *isa;
    int ozone;       /* its place in the state */
    double ozone_DU; /* column of the run; 0: the climatology's */
} lt_gas_light_setup;

/* Errors: lt_gas_chemistry_create. row [n_externals] of the mechanism, set: which row of J an external value is, -1 if
 * it is no J. */
lt_status lt_gas_light_create(const lt_gas_light_setup *setup, int *row, lt_gas_light **out);
void lt_gas_light_free(lt_gas_light *light);
lt_status lt_gas_light_work_create(const lt_gas_light *light, lt_gas_light_work **out);
void lt_gas_light_work_free(lt_gas_light_work *work);

/* The sun and the day of a step, s since 1970-01-01 UTC. LT_ERR_INPUT: a latitude beyond the climatology. */
lt_status lt_gas_light_at(lt_gas_light *light, double time);
/* Cosine of the zenith angle of the columns. */
void lt_gas_light_sun(const lt_gas_light *light, const lt_tile *tile, double *cosine);
/* Frequencies of a tile, [row][nz][lane] s-1, the work's own. */
const double *lt_gas_light_take(const lt_gas_light *light, const lt_state *state, const lt_tile *tile,
                                const double *cosine, const lt_gas_air *air, const lt_gas_particles *particles,
                                lt_gas_light_work *work);
lt_status lt_gas_light_inputs(lt_hash *hash);

#endif
