/* gas_light.h - photolysis frequencies of the grid's columns (model/photolysis).
 *
 * Steps of 15 minutes and more make them anew, for the middle of the step. Shorter ones share those of the quarter of
 * an hour that their middle lies in, made in the first of them for the middle of the quarter. The middle of a step is
 * off by at most 7.5 minutes, by 5 in steps of 300 s, in which the sun's cosine moves by at most 2.3 and 1.5 % of 1 at
 * 41 N (D: cos(lat) cos(decl) times the turn), and not at all in the mean of the quarter where steps divide it. Runs
 * begin and go on at whole hours, which no step crosses, so nothing of it is in a restart file.
 *
 * The sun by kernel/sun.h; cloud of the weather's hour onto layers (photolysis/cloud_layers.h); light on particles by
 * gas_particles.h; albedo of the weather, below 412.5 nm by lt_photolysis_albedo_uv with the snow of the weather; ozone
 * in the layers is the model's own, the column that of the run or of the climatology by latitude and day. */
#ifndef LT_GAS_LIGHT_H
#define LT_GAS_LIGHT_H

#include "model/chemistry/grid/gas_particles.h"
#include "model/chemistry/mechanism/mechanism.h"
#include "model/photolysis/photolysis.h"

#define LT_GAS_LIGHT_EVERY 900.0 /* s */

typedef struct lt_gas_light lt_gas_light;
typedef struct lt_gas_light_work lt_gas_light_work; /* of a thread */

typedef struct lt_gas_light_setup {
    const lt_mechanism *mechanism;
    const lt_grid *grid;
    lt_weather *weather; /* what is needed of it is asked for */
    const char *isa;
    int n_tiles;     /* of the state */
    int ozone;       /* O3's place in it */
    double ozone_DU; /* column of the run; 0: the climatology's */
} lt_gas_light_setup;

/* Errors: lt_gas_chemistry_create. row [n_externals] of the mechanism, set: which row of J an external value is, -1 if
 * it is no J. */
lt_status lt_gas_light_create(const lt_gas_light_setup *setup, int *row, lt_gas_light **out);
void lt_gas_light_free(lt_gas_light *light);
lt_status lt_gas_light_work_create(const lt_gas_light *light, lt_gas_light_work **out);
void lt_gas_light_work_free(lt_gas_light_work *work);

/* The sun of a step of dt s that begins at a time, s since 1970-01-01 UTC. LT_ERR_INPUT: a latitude beyond the
 * climatology. */
lt_status lt_gas_light_at(lt_gas_light *light, double begin, double dt);
/* Cosine of the zenith angle of the columns in the middle of the step. */
void lt_gas_light_sun(const lt_gas_light *light, const lt_tile *tile, double *cosine);
/* Frequencies of a tile (by its number in the state), [row][nz][lane] s-1, kept until they are made anew. */
const lt_real *lt_gas_light_take(const lt_gas_light *light, const lt_state *state, int tile, const lt_gas_air *air,
                                 const lt_gas_particles *particles, lt_gas_light_work *work);
lt_status lt_gas_light_inputs(lt_hash *hash);

#endif
