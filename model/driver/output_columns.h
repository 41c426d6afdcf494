/* output_columns.h - the columns of cells that an output set looks at: all of the grid, or those of national sites. */
#ifndef LT_OUTPUT_COLUMNS_H
#define LT_OUTPUT_COLUMNS_H

#include "grids/sites.h"
#include "model/driver/output.h"

typedef struct lt_output_column {
    int block, i, j; /* block -1: not found yet */
    ptrdiff_t place; /* in a slab of the block */
} lt_output_column;

typedef struct lt_output_columns {
    size_t n;
    lt_output_column *items;
    lt_sites sites; /* of a set of cities */
} lt_output_columns;

/* Of the set's place. LT_ERR_INPUT: no site lies on the grid. Free what was made in any case. */
lt_status lt_output_columns_create(const lt_grid *grid, const lt_output_set *set, lt_output_columns *out);
void lt_output_columns_free(lt_output_columns *columns);
/* In which block each lies: once, when a state is seen first. */
void lt_output_columns_find(lt_output_columns *columns, const lt_state *state);

#endif
