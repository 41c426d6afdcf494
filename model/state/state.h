/* state.h - mixing ratios of all species on the blocks of the decomposition.
 *
 * Storage of a block: q[s][k][j][i], i fastest, LT_HALO cells around, rows padded so that their first cell begins a
 * cache line. A rank holds the blocks of its part of the domain (base/part.h); with one rank that is all of it. Places
 * and cells of blocks, tiles and arrays are those of the part. */
#ifndef LT_STATE_H
#define LT_STATE_H

#include "base/hash.h"
#include "base/part.h"
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
    int i, j;    /* and in the part */
} lt_run;

/* LT_LANES columns that are worked on side by side (tile.h). */
typedef struct lt_tile {
    int block, n; /* columns; lanes beyond them repeat the last one */
    int n_runs;
    lt_run run[LT_LANES];
    int i[LT_LANES], j[LT_LANES]; /* in the part ... */
    int i0, j0;                   /* ... which begins there in the domain */
} lt_tile;

typedef struct lt_state {
    lt_part part;
    int nx, ny, nz, n_species;      /* cells of the part */
    const lt_species_info *species; /* [n_species], kept by whoever made them */
    lt_decomp decomp;
    lt_state_block *blocks;
    int n_tiles;
    lt_tile *tiles; /* all columns of all blocks */
} lt_state;

/* The whole domain in nbx x nby blocks. */
lt_status lt_state_create(const lt_species_set *species, int nx, int ny, int nz, int nbx, int nby, lt_state **out);
/* A part of it, which is copied, cut into blocks again. */
lt_status lt_state_create_part(const lt_species_set *species, const lt_part *part, int nz, int nbx, int nby,
                               lt_state **out);
void lt_state_free(lt_state *state);

static inline lt_real *lt_state_slab(const lt_state_block *b, int s, int k) {
    return b->origin + s * b->species + k * b->layer;
}

/* One species as a plain array [k][j][i] over the part, and back. */
void lt_state_get(const lt_state *state, int s, lt_real *out);
void lt_state_set(lt_state *state, int s, const lt_real *in);

/* Digest of all interior values of the part, row by row: independent of the blocks. */
lt_status lt_state_digest(const lt_state *state, lt_digest out);
/* The same of the whole domain, on all ranks that have it (state_ranks.c). Collective. */
lt_status lt_state_digest_ranks(const lt_state *state, lt_digest out);

#endif
