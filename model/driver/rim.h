/* rim.h - what a domain carries around and in a window of it (grids/window.h): along the window's sides, above its top,
 * and inside. A nest takes its border from it, and so does the boundary file of another grid.
 *
 * Side: the value of the outer cell that touches the side from outside, for all cells of the window along it (constant
 * in an outer cell: a uniform field stays uniform to the last bit, and nothing leaves the range of the outer values).
 * Where the window's side is the outer domain's own, what enters that one. Top: the outer layer above the window's top;
 * where both have one top, what stands above the outer one. Inside: the value of the outer cell that holds the cell.
 * Layers that become one are weighted by their air,
 *   q = q_1 + sum_k m_k (q_k - q_1) / sum_k m_k,
 * which keeps the tracer's mass, and a uniform column exactly; it is held in the range of its q_k against rounding.
 *
 * On several ranks the one that has an outer cell computes its values and sends them to those that want them, one
 * message from rank to rank for all species and layers. */
#ifndef LT_RIM_H
#define LT_RIM_H

#include "grids/window.h"
#include "model/state/state.h"
#include "model/transport/air.h"

#include <stdbool.h>

typedef struct lt_rim lt_rim;

/* What a rim stands on, kept by the caller. */
typedef struct lt_rim_setup {
    lt_comm comm;            /* of all that have a part of the outer domain, or want some of the rim */
    const lt_part *outer;    /* its parts, on the first ranks */
    const lt_state *state;   /* this rank's part of it, and ... */
    const lt_air *air;       /* ... its air; NULL both where it has none */
    int n_species, nz;       /* of the outer domain; on a rank that neither has nor wants anything 0 will do */
    const lt_window *window; /* of the whole */
    const lt_part *inner;    /* the window's cells that each rank wants, the first ones; NULL: the lowest wants all */
} lt_rim_setup;

/* Speaks to nobody: where it fails on one rank the caller says so to the others. */
lt_status lt_rim_create(const lt_rim_setup *setup, lt_rim **out);
void lt_rim_free(lt_rim *rim); /* NULL is fine */
/* Sides and top at this moment, of the size of the cells that this rank wants; a side that is not the window's stays as
 * it is. own: what enters this rank's part of the outer domain (or NULL). out may be NULL on a rank that wants none.
 * Collective. */
lt_status lt_rim_border(lt_rim *rim, const lt_border *own, lt_border *out);
/* Species s inside, [k][j][i] of the cells that this rank wants (or NULL as above). Collective. */
lt_status lt_rim_inside(lt_rim *rim, int s, lt_real *out);

#endif
