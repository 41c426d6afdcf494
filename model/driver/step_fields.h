/* step_fields.h - what the steps of one hour share: mixing of layers, air swept by the ground. */
#ifndef LT_STEP_FIELDS_H
#define LT_STEP_FIELDS_H

#include "grids/grid.h"
#include "model/deposition/dry.h"
#include "model/state/chemical_set.h"
#include "model/state/state.h"
#include "model/state/weather.h"
#include "model/transport/air.h"
#include "model/transport/mixing.h"

typedef struct lt_step_fields {
    lt_layer_mixing_scheme scheme;
    lt_layer_mixing mixing;                /* by the scheme */
    double *swept_class[LT_N_DRY_CLASSES]; /* kg/s of air, one layer */
    double **swept;                        /* [species]: that of its class */
    bool splits;                           /* first_order: nitrate and ammonia are gas and particle in one */
} lt_step_fields;

/* mixing: name of a scheme of model/transport/mixing.h. */
lt_status lt_step_fields_create(const lt_chemical_set *set, const lt_air *air, const lt_state *state,
                                const char *mixing, lt_step_fields *out);
void lt_step_fields_free(lt_step_fields *fields);
/* From the hour's weather, the air at its beginning and the state (gas and particle shares of nitrate and ammonia).
 */
void lt_step_fields_set(lt_step_fields *fields, const lt_grid *grid, const lt_weather *weather, const lt_air *air,
                        const lt_state *state);

#endif
