/* washout.h - wet removal on the grid: what rain and snow take of each species.
 *
 *   gases       by solubility (gas_wet.h); all water has a pH of LT_GAS_WET_PH
 *   particles   by mode, at the wet size that the state has them in (particle_wet.h, particle_sizes.h)
 *   tracers     as their parent, or not at all
 * from the hour's columns of cloud, temperature, humidity and precipitation (fall.h). Each step, from the top of a
 * column down, a layer gets back of what comes from above its share (rain that evaporates, gas that leaves the drops)
 * and loses q (1 - exp(-rate dt)) to it; what comes out at the ground is washed. Rates are made once an hour, for tiles
 * where anything falls; an hour without rain costs nothing. NH3 dissolves as a base does at that pH, nearly all of it
 * in the drops of a cloud; SO2 as an acid, but what it becomes there is the chemistry's. A share of less than a quarter
 * of the last bit of lt_real is left out: it could not change the state. */
#ifndef LT_WASHOUT_H
#define LT_WASHOUT_H

#include "model/deposition/removal.h"

typedef struct lt_washout lt_washout;

/* LT_ERR_INPUT: a gas that the table of gases lacks; LT_ERR_MEMORY. */
lt_status lt_washout_create(const lt_removal_setup *setup, lt_washout **out);
void lt_washout_free(lt_washout *washout); /* NULL is fine */
/* From the hour's weather and the air at its beginning, for steps of dt s. LT_ERR_MEMORY. */
lt_status lt_washout_hour(lt_washout *washout, double dt);
/* Take a step's part from the state (that of the setup); washed [s][ny][nx] gets kg on top, as differences of the
 * state: what layers lost less what they got back. The same bits for any threads and blocks. */
void lt_washout_step(const lt_washout *washout, lt_state *state, double *washed);

#endif
