/* burden.h - kg of a species in a column. */
#ifndef LT_BURDEN_H
#define LT_BURDEN_H

#include "model/state/state.h"
#include "model/transport/air.h"

/* Column (j, i) of block b, the lowest nk layers: bottom to top in plain double, the same way for any decomposition. */
static inline double lt_column_burden(const lt_state *state, const lt_air *air, int b, int s, int j, int i, int nk) {
    const lt_state_block *block = &state->blocks[b];
    double column = 0.0;
    for (int k = 0; k < nk; ++k)
        column += (double)lt_state_slab(block, s, k)[j * block->row + i] *
                  air->mass[lt_air_at(air, k, block->place.j0 + j, block->place.i0 + i)];
    return column;
}

#endif
