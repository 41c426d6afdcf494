/* output_columns.h - the columns of cells that an output set looks at: all of the grid, or those of national sites. */
#ifndef LT_OUTPUT_COLUMNS_H
#define LT_OUTPUT_COLUMNS_H

#include "base/gather.h"
#include "grids/sites.h"
#include "model/driver/output.h"

typedef struct lt_output_column {
    int block, i, j; /* block -1: not found yet, or in the part of another rank */
    ptrdiff_t place; /* in a slab of the block */
} lt_output_column;

typedef struct lt_output_columns {
    size_t n;     /* that this rank looks at; of sites all, also those in the parts of other ranks */
    size_t whole; /* in the file */
    lt_output_column *items;
    lt_sites sites; /* of a set of cities */
    lt_part part;
    lt_gather *gather; /* of cells, over ranks */
    bool found;
} lt_output_columns;

/* Of the set's place. grid: of the part. LT_ERR_INPUT: no site lies on the grid. Free what was made in any case. */
lt_status lt_output_columns_create(const lt_part *part, const lt_grid *grid, const lt_output_set *set,
                                   lt_output_columns *out);
void lt_output_columns_free(lt_output_columns *columns);
/* What is needed to collect so many layers. Collective, once. */
lt_status lt_output_columns_join(lt_output_columns *columns, int layers);
/* In which block each lies: once, when a state is seen first. */
void lt_output_columns_find(lt_output_columns *columns, const lt_state *state);
/* layers of mine[layers][n] as the file has them, whole[layers][whole]: on rank 0 (elsewhere not looked at). One rank:
 * whole is mine. Collective. */
lt_status lt_output_columns_collect(lt_output_columns *columns, int layers, float *mine, float *whole);
/* The same of doubles of an interval under way, into a restart file or out of it, on all ranks. */
lt_status lt_output_columns_exchange(lt_output_columns *columns, lt_restart *restart, const char *group,
                                     const char *name, int layers, double *mine);

#endif
