/* rim.h - what a domain carries around and in a window of it (grids/window.h): along the window's sides, above its top,
 * and inside. A nest takes its border from it, and so does the boundary file of another grid.
 *
 * Side: the value of the outer cell that touches the side from outside, for all cells of the window along it (constant
 * in an outer cell: a uniform field stays uniform to the last bit, and nothing leaves the range of the outer values).
 * Where the window's side is the outer domain's own, what enters that one. Top: the outer layer above the window's top;
 * where both have one top, what stands above the outer one. Inside: the value of the outer cell that holds the cell.
 * Layers that become one are weighted by their air,
 *   q = q_1 + sum_k m_k (q_k - q_1) / sum_k m_k,
 * which keeps the tracer's mass, and a uniform column exactly; it is held in the range of its q_k against rounding. */
#ifndef LT_RIM_H
#define LT_RIM_H

#include "grids/window.h"
#include "model/state/state.h"
#include "model/transport/air.h"

#include <stdbool.h>

typedef struct lt_rim lt_rim;

/* state, air and window are kept by the caller. */
lt_status lt_rim_create(const lt_state *state, const lt_air *air, const lt_window *window, lt_rim **out);
void lt_rim_free(lt_rim *rim); /* NULL is fine */
/* Sides and top at this moment, out of the window's size. own: what enters the outer domain. */
void lt_rim_border(const lt_rim *rim, const lt_border *own, lt_border *out);
/* Species s inside, [k][j][i] of the window. */
void lt_rim_inside(const lt_rim *rim, int s, lt_real *out);

#endif
