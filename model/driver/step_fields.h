/* step_fields.h - what the steps of one hour share: mixing of layers, air swept by the ground, what rain takes,
 * what sinks. */
#ifndef LT_STEP_FIELDS_H
#define LT_STEP_FIELDS_H

#include "model/deposition/settle.h"
#include "model/deposition/swept.h"
#include "model/deposition/washout.h"
#include "model/transport/mixing.h"

typedef struct lt_step_fields {
    lt_layer_mixing_scheme scheme;
    lt_layer_mixing mixing; /* by the scheme */
    lt_swept *swept;
    lt_washout *washout;
    lt_settle *settle;
    lt_removal_setup removal;
} lt_step_fields;

/* mixing: name of a scheme of model/transport/mixing.h; dry: of model/deposition/gas_dry.h. */
lt_status lt_step_fields_create(const lt_removal_setup *removal, const char *mixing, const char *dry,
                                lt_step_fields *out);
void lt_step_fields_free(lt_step_fields *fields);
/* Of the hour that begins at the time: from its weather, the air at its beginning and the state; for steps of dt s. */
lt_status lt_step_fields_set(lt_step_fields *fields, lt_time begin, double dt);

#endif
