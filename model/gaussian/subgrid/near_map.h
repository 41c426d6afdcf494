/* near_map.h - the sub-grid map: what the grid says of a cell, spread over its points (near_map.c has the equations).
 */
#ifndef LT_NEAR_MAP_H
#define LT_NEAR_MAP_H

#include "model/gaussian/subgrid/keep.h"

typedef struct lt_near_map lt_near_map; /* room */
lt_status lt_near_map_create(lt_keep_shape shape, lt_near_map **out);
void lt_near_map_free(lt_near_map *map);

typedef struct lt_near_count {
    int cells, local; /* all; those with a local part */
    int limited;      /* the tag was above the cell's value, of which it took all */
    int flat;         /* the local part went to the rest: the Gaussian field has too little there */
    double local_sum, limited_sum, flat_sum; /* of tags; of tags above the cell's value; of local parts that are flat */
    double shaped_sum, gauss_sum;            /* of the other local parts, and of the means of G in their cells */
} lt_near_count;

/* cell[ny][nx]: values of the grid, >= 0. tag: the part of each that the listed sources of it and its eight neighbours
 * gave. gauss: G, fine, of the unit of cell. least: a local part is flat where the mean of G is below this share of it.
 * out: fine. stacks: of out what plumes shape, fine, G alpha. Pure but for the room; counts are added to count. */
void lt_near_map_make(lt_near_map *map, const double *cell, const double *tag, const double *gauss, double least,
                      double *out, double *stacks, lt_near_count *count);

#endif
