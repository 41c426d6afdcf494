/* near_change.h - what a measure changes within cells: the change of the grid's values in the shape of the plumes of
 * what changes (near_change.c has the equations). */
#ifndef LT_NEAR_CHANGE_H
#define LT_NEAR_CHANGE_H

#include "model/gaussian/subgrid/keep.h"

typedef struct lt_near_change lt_near_change; /* room */
lt_status lt_near_change_create(lt_keep_shape shape, lt_near_change **out);
void lt_near_change_free(lt_near_change *change);

/* One side of a change: values of the grid and tags of its stacks, [ny][nx], as lt_near_map_make has them. */
typedef struct lt_near_side {
    const double *cell, *tag;
} lt_near_side;

/* out: fine, after less before; the mean over a cell is the change of its value. gone, come: fine, >= 0, the Gaussian
 * fields of what stacks emit less, and more, than before. least: of lt_near_map_make. Where no cell gains and nothing
 * comes, no point gains. Pure but for the room. */
void lt_near_change_make(lt_near_change *change, const lt_near_side *before, const lt_near_side *after,
                         const double *gone, const double *come, double least, double *out);
/* The same of a species that goes with another (NO2 with NOx): in the shape of the other's change, out of
 * lt_near_change_make. */
void lt_near_change_follow(lt_near_change *change, const double *before, const double *after, const double *other,
                           double *out);

#endif
