/* border.h - what enters at the border of a domain at this moment: mixing ratios along its four sides and above its
 * top.
 *
 * A side holds one value a border cell and layer, that of the air just outside; the top one a column. Whoever knows
 * what lies outside (a profile of the month, a file, a parent grid) fills it before a step. */
#ifndef LT_BORDER_H
#define LT_BORDER_H

#include "base/status.h"
#include "model/kernel/real.h"

#include <stddef.h>

typedef enum lt_side { LT_WEST, LT_EAST, LT_SOUTH, LT_NORTH, LT_N_SIDES } lt_side;

typedef struct lt_border {
    int nx, ny, nz, n_species;
    lt_real *side[LT_N_SIDES]; /* [s][k][j] west and east, [s][k][i] south and north */
    lt_real *top;              /* [s][j][i] */
} lt_border;

lt_status lt_border_create(int n_species, int nx, int ny, int nz, lt_border **out);
void lt_border_free(lt_border *border);
/* The same profile value[s * nz + k] of the first n species on all sides; the top gets that of the highest layer. */
void lt_border_fill(lt_border *border, int n, const double *value);
/* The top of the first n species alone: value[s] everywhere. */
void lt_border_fill_top(lt_border *border, int n, const double *value);
/* out = a + fraction (b - a), never outside a and b; all of one size. */
void lt_border_between(const lt_border *a, const lt_border *b, double fraction, lt_border *out);

/* Cells of a side. */
static inline int lt_border_length(const lt_border *b, lt_side side) {
    return side == LT_WEST || side == LT_EAST ? b->ny : b->nx;
}

static inline lt_real *lt_border_side(const lt_border *b, lt_side side, int s, int k) {
    return b->side[side] + ((ptrdiff_t)s * b->nz + k) * lt_border_length(b, side);
}

static inline lt_real *lt_border_top(const lt_border *b, int s) {
    return b->top + (ptrdiff_t)s * b->nx * b->ny;
}

#endif
