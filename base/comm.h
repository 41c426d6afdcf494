/* comm.h - who computes what: one process now, MPI later.
 *
 * The domain nx x ny is cut into nbx x nby blocks of nearly equal size, row by row; every block belongs to a rank.
 * With one process all blocks belong to rank 0 and threads share them. */
#ifndef LT_COMM_H
#define LT_COMM_H

#include "status.h"

typedef struct lt_comm {
    int rank, size;
} lt_comm;

lt_comm lt_comm_self(void);

typedef struct lt_block {
    int bx, by;         /* place in the layout */
    int i0, j0, ni, nj; /* first cell (global) and cells */
} lt_block;

typedef struct lt_decomp {
    int nx, ny, nbx, nby, n_blocks;
    lt_block *blocks; /* [by*nbx+bx] */
} lt_decomp;

/* Every block must have at least min_cells cells each way (halo width), else LT_ERR_USAGE. */
lt_status lt_decomp_create(int nx, int ny, int nbx, int nby, int min_cells, lt_decomp *out);
void lt_decomp_free(lt_decomp *decomp);

#endif
