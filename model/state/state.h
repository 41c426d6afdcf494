/* state.h - mixing ratios of all species on the blocks of the decomposition.
 *
 * Storage of a block: q[s][k][j][i], i fastest, LT_HALO cells around, rows padded so that their first cell begins a
 * cache line. A process holds its blocks; with one process that is all of them. */
#ifndef LT_STATE_H
#define LT_STATE_H

#include "base/comm.h"
#include "base/hash.h"
#include "model/kernel/kernels.h"
#include "model/state/border.h"
#include "model/state/species.h"

#include <stddef.h>

typedef struct lt_state_block {
    lt_block place;
    ptrdiff_t row, layer, species; /* strides */
    lt_real *storage;
    lt_real *origin; /* cell (0,0) of layer 0, species 0 */
} lt_state_block;

/* Columns of a tile that are neighbours along i. */
typedef struct lt_run {
    int lane, n; /* lanes lane .. lane + n - 1 */
    int place;   /* of the first column in a slab of the block */
    int i, j;    /* and in the domain */
} lt_run;

/* LT_LANES columns that are worked on side by side (tile.h). */
typedef struct lt_tile {
    int block, n; /* columns; lanes beyond them repeat the last one */
    int n_runs;
    lt_run run[LT_LANES];
    int i[LT_LANES], j[LT_LANES];
} lt_tile;

typedef struct lt_state {
    int nx, ny, nz, n_species;
    const lt_species_info *species; /* [n_species], kept by whoever made them */
    lt_decomp decomp;
    lt_state_block *blocks;
    int n_tiles;
    lt_tile *tiles; /* all columns of all blocks */
} lt_state;

lt_status lt_state_create(const lt_species_set *species, int nx, int ny, int nz, int nbx, int nby, lt_state **out);
void lt_state_free(lt_state *state);

static inline lt_real *lt_state_slab(const lt_state_block *b, int s, int k) {
    return b->origin + s * b->species + k * b->layer;
}

/* Fill the halo along x or y of species s, layer k on block b: from the neighbouring block, or with the border's value
 * beside it at the border of the domain. Packed messages between ranks will take the place of the copies. */
void lt_state_halo_x(const lt_state *state, int b, int s, int k, const lt_border *border);
void lt_state_halo_y(const lt_state *state, int b, int s, int k, const lt_border *border);

/* One species as a plain array [k][j][i] over the domain, and back. */
void lt_state_get(const lt_state *state, int s, lt_real *out);
void lt_state_set(lt_state *state, int s, const lt_real *in);

/* Digest of all interior values in global order: independent of the decomposition. */
lt_status lt_state_digest(const lt_state *state, lt_digest out);

#endif
