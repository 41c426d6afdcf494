/* step_fields.h - what the steps of one hour share: exchange between layers, air swept by the ground, sources. */
#ifndef LT_STEP_FIELDS_H
#define LT_STEP_FIELDS_H

#include "grids/grid.h"
#include "model/deposition/dry.h"
#include "model/state/state.h"
#include "model/state/weather.h"
#include "model/transport/air.h"

typedef struct lt_step_fields {
    double *exchange;                      /* kg/s of air, nz + 1 interfaces, strides of the air arrays */
    double *swept_class[LT_N_DRY_CLASSES]; /* kg/s of air, one layer */
    double **swept;                        /* [species]: that of its class */
} lt_step_fields;

lt_status lt_step_fields_create(const lt_air *air, const lt_state *state, lt_step_fields *out);
void lt_step_fields_free(lt_step_fields *fields);
/* From the hour's weather, the air at its beginning and the state (gas and particle shares of nitrate and ammonia).
 *   exchange_{k+1/2} = K rho A / dz, rho A taken from the masses of both layers. */
void lt_step_fields_set(lt_step_fields *fields, const lt_grid *grid, const lt_weather *weather, const lt_air *air,
                        const lt_state *state);

#endif
