/* puffs_private.h - the inside of lt_puffs, for puffs.c, puffs_tidy.c and puffs_hours.c. */
#ifndef LT_GAUSSIAN_PUFFS_PRIVATE_H
#define LT_GAUSSIAN_PUFFS_PRIVATE_H

#include "model/gaussian/puff/puffs.h"

struct lt_puffs {
    lt_puffs_setup setup;
    lt_puffs_budget budget; /* aloft: 0, summed when asked */
    long n, room, n_ways, room_ways, room_near, room_chain, room_order;
    lt_puff *items;
    lt_puff_way *ways; /* of the present advance */
    long *near;        /* of each thread: which of them a block of receptors meets */
    long *chain;       /* of tidying: the next puff of the same source */
    int *order;        /* of receptors */
};

/* Adds to dosage what the ways bring; z: the height of their `ground`. */
lt_status lt_puffs_breathe(lt_puffs *puffs, const lt_plume_receptors *receptors, double z, double *dosage);
lt_status lt_puffs_add(lt_puffs *puffs, const lt_puff *puff);

#endif
