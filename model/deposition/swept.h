/* swept.h - dry deposition on the grid: the air that the ground sweeps clean of each species, by the hour.
 *
 *   S = v_d M/h      kg/s; v_d deposition velocity [m/s], M air of the lowest layer [kg], h its depth [m]
 * v_d in the middle of the lowest layer, over the cell's classes of land cover:
 *   gases       gas_dry.h by a scheme of its list
 *   particles   particle_dry.h by mode, at the wet size that the state has them in (particle_sizes.h)
 *   tracers     as their parent, or not at all
 * Heights of met.nc count from the displacement height, as in its profiles. Leaves are those of the month. The hour's
 * mean radiation goes with the sun of its middle: where that is down, leaves are dark. */
#ifndef LT_SWEPT_H
#define LT_SWEPT_H

#include "model/deposition/removal.h"

typedef struct lt_swept lt_swept;

/* scheme: of gas_dry.h, NULL for the default. LT_ERR_INPUT: a gas that the table of gases lacks, a fault of a table;
 * LT_ERR_MEMORY. */
lt_status lt_swept_create(const lt_removal_setup *setup, const char *scheme, lt_swept **out);
void lt_swept_free(lt_swept *swept); /* NULL is fine */
/* Of the hour that begins at the time: from its weather, the air at its beginning and the state. The same bits for any
 * threads and blocks. */
void lt_swept_hour(lt_swept *swept, lt_time begin);
/* [species], each one layer with the strides of the air (lt_air_at), kg/s. */
double *const *lt_swept_of(const lt_swept *swept);

#endif
