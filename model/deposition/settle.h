/* settle.h - coarse particles sink from layer to layer.
 *
 *   dq_k M_k/dt = v_k+1 M_k+1 q_k+1/h_k+1 - v_k M_k q_k/h_k      upwind, an explicit step; M air, h depth of a layer
 * v: mean by mass over the wet coarse mode (settling.h), once an hour. A layer gives at most all it has in a step; the
 * lowest one gives to the ground by its deposition velocity (particle_dry.h), so nothing leaves the column here: mass
 * stays to the rounding of the state. First order: what it spreads is far less than turbulence does (v h/2 is 0.1 m2/s,
 * D). Fine particles sink by 3 m a day and are left (D). */
#ifndef LT_SETTLE_H
#define LT_SETTLE_H

#include "model/deposition/removal.h"

typedef struct lt_settle lt_settle;

/* LT_ERR_MEMORY. */
lt_status lt_settle_create(const lt_removal_setup *setup, lt_settle **out);
void lt_settle_free(lt_settle *settle); /* NULL is fine */
/* From the hour's weather, the air at its beginning and the state, for steps of dt s. */
void lt_settle_hour(lt_settle *settle, double dt);
/* The same bits for any threads and blocks. */
void lt_settle_step(const lt_settle *settle, lt_state *state);

#endif
