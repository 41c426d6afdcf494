/* tile.h - columns of the state and of other fields side by side, x[k][lane] in double (design.md section 4).
 *
 * The columns of a tile stand in runs of neighbours along i, at most a few where blocks are wide; they are read and
 * written run by run. Lanes beyond the last column repeat it. */
#ifndef LT_TILE_H
#define LT_TILE_H

#include "model/state/state.h"

/* Cut the columns of all blocks into tiles; called by lt_state_create. */
lt_status lt_tiles_create(lt_state *state);

/* The status, which says that it is of this cell (k LT_LANES + lane) of what, by its place in the whole domain. */
lt_status lt_tile_at_cell(const lt_tile *tile, int cell, const char *what, lt_status status);

/* The last column goes into the lanes that have none. */
static inline void lt_tile_repeat(const lt_tile *tile, int n, double *x) {
    for (int k = 0; tile->n < LT_LANES && k < n; ++k)
        for (int l = tile->n; l < LT_LANES; ++l) x[k * LT_LANES + l] = x[k * LT_LANES + tile->n - 1];
}

enum { LT_TILE_AHEAD = 8 }; /* rows */

/* Fetch what the row some rows after this one touches: rows of the state lie far apart, where no processor looks ahead
 * by itself. At the end of a species those of the next are fetched, which mostly comes next. */
static inline void lt_tile_fetch(const lt_state_block *b, const lt_real *row, int k, int nz) {
    const ptrdiff_t way = LT_TILE_AHEAD * b->layer + (k + LT_TILE_AHEAD < nz ? 0 : b->species - nz * b->layer);
    const char *at = (const char *)row + way * (ptrdiff_t)sizeof *row;
    for (int line = 0; line < (int)(LT_LANES * sizeof *row); line += 64) __builtin_prefetch(at + line);
}

/* The lowest n layers of one species into x [n]. */
static inline void lt_tile_load_layers(const lt_state *state, const lt_tile *tile, int s, int n, double *restrict x) {
    const lt_state_block *b = &state->blocks[tile->block];
    for (int r = 0; r < tile->n_runs; ++r) {
        const lt_run *run = &tile->run[r];
        for (int k = 0; k < n; ++k) {
            const lt_real *restrict from = lt_state_slab(b, s, k) + run->place;
            double *restrict to = x + k * LT_LANES + run->lane;
            lt_tile_fetch(b, from, k, state->nz);
            for (int l = 0; l < run->n; ++l) to[l] = (double)from[l];
        }
    }
    lt_tile_repeat(tile, n, x);
}

/* All layers of one species into x [nz], and back. */
static inline void lt_tile_load(const lt_state *state, const lt_tile *tile, int s, double *restrict x) {
    lt_tile_load_layers(state, tile, s, state->nz, x);
}

static inline void lt_tile_store(const lt_state *state, const lt_tile *tile, int s, const double *restrict x) {
    const lt_state_block *b = &state->blocks[tile->block];
    for (int r = 0; r < tile->n_runs; ++r) {
        const lt_run *run = &tile->run[r];
        for (int k = 0; k < state->nz; ++k) {
            lt_real *restrict to = lt_state_slab(b, s, k) + run->place;
            const double *restrict from = x + k * LT_LANES + run->lane;
            for (int l = 0; l < run->n; ++l) to[l] = (lt_real)from[l];
        }
    }
}

/* The same; kg of the change on top of won [ny][nx], with the kg of air of the cells. */
static inline void lt_tile_store_won(const lt_state *state, const lt_tile *tile, int s, const double *restrict x,
                                     const double *restrict mass, double *restrict won) {
    const lt_state_block *b = &state->blocks[tile->block];
    for (int r = 0; r < tile->n_runs; ++r) {
        const lt_run *run = &tile->run[r];
        double sum[LT_LANES] = {0};
        for (int k = 0; k < state->nz; ++k) {
            const ptrdiff_t at = (ptrdiff_t)k * LT_LANES + run->lane;
            lt_real *restrict q = lt_state_slab(b, s, k) + run->place;
            for (int l = 0; l < run->n; ++l) {
                const lt_real now = (lt_real)x[at + l];
                sum[l] += mass[at + l] * ((double)now - (double)q[l]);
                q[l] = now;
            }
        }
        for (int l = 0; l < run->n; ++l) won[(ptrdiff_t)run->j * state->nx + run->i + l] += sum[l];
    }
}

/* n layers of a field whose cell (j, i) of a layer stands at j * row + i. */
static inline void lt_tile_gather(const lt_tile *tile, int n, ptrdiff_t layer, ptrdiff_t row, const double *from,
                                  double *restrict x) {
    for (int r = 0; r < tile->n_runs; ++r) {
        const lt_run *run = &tile->run[r];
        const double *restrict cells = from + run->j * row + run->i;
        for (int k = 0; k < n; ++k)
            for (int l = 0; l < run->n; ++l) x[k * LT_LANES + run->lane + l] = cells[k * layer + l];
    }
    lt_tile_repeat(tile, n, x);
}

static inline void lt_tile_scatter(const lt_tile *tile, int n, ptrdiff_t layer, ptrdiff_t row, const double *restrict x,
                                   double *to) {
    for (int r = 0; r < tile->n_runs; ++r) {
        const lt_run *run = &tile->run[r];
        double *restrict cells = to + run->j * row + run->i;
        for (int k = 0; k < n; ++k)
            for (int l = 0; l < run->n; ++l) cells[k * layer + l] = x[k * LT_LANES + run->lane + l];
    }
}

#endif
