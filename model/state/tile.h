/* tile.h - columns of the state and of other fields side by side, x[k][lane] in double (design.md section 4). */
#ifndef LT_TILE_H
#define LT_TILE_H

#include "model/state/state.h"

/* Cut the columns of all blocks into tiles; called by lt_state_create. */
lt_status lt_tiles_create(lt_state *state);

/* All layers of one species into x [nz], and back. */
static inline void lt_tile_load(const lt_state *state, const lt_tile *tile, int s, double *restrict x) {
    const lt_state_block *b = &state->blocks[tile->block];
    for (int k = 0; k < state->nz; ++k) {
        const lt_real *slab = lt_state_slab(b, s, k);
        for (int l = 0; l < LT_LANES; ++l) x[k * LT_LANES + l] = (double)slab[tile->place[l]];
    }
}

static inline void lt_tile_store(const lt_state *state, const lt_tile *tile, int s, const double *restrict x) {
    const lt_state_block *b = &state->blocks[tile->block];
    for (int k = 0; k < state->nz; ++k) {
        lt_real *slab = lt_state_slab(b, s, k);
        for (int l = 0; l < tile->n; ++l) slab[tile->place[l]] = (lt_real)x[k * LT_LANES + l];
    }
}

/* n layers of a field whose cell (j, i) of a layer stands at j * row + i. */
static inline void lt_tile_gather(const lt_tile *tile, int n, ptrdiff_t layer, ptrdiff_t row, const double *from,
                                  double *restrict x) {
    int at[LT_LANES];
    for (int l = 0; l < LT_LANES; ++l) at[l] = tile->j[l] * (int)row + tile->i[l];
    for (int k = 0; k < n; ++k)
        for (int l = 0; l < LT_LANES; ++l) x[k * LT_LANES + l] = from[k * layer + at[l]];
}

static inline void lt_tile_scatter(const lt_tile *tile, int n, ptrdiff_t layer, ptrdiff_t row, const double *restrict x,
                                   double *to) {
    for (int k = 0; k < n; ++k)
        for (int l = 0; l < tile->n; ++l) to[k * layer + tile->j[l] * row + tile->i[l]] = x[k * LT_LANES + l];
}

#endif
