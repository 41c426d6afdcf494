/* crossings.h - what crossed the border of a domain, its top and its ground, with rain or without, since it was
 * cleared.
 *
 * Every border face and column has its own plain sum in order of time, in double, written by the one task that works
 * there; sums over faces are exact (base/exactsum.h) and made only when somebody asks, once an hour. So they depend
 * neither on threads nor on blocks. The air through a lateral face keeps its direction for an hour: clear at the hour,
 * and one signed sum a face tells in from out. */
#ifndef LT_CROSSINGS_H
#define LT_CROSSINGS_H

#include "base/exactsum.h"
#include "model/state/border.h"

typedef struct lt_crossings {
    int nx, ny, nz, n_species;
    size_t n_values;
    double *side[LT_N_SIDES]; /* kg into the domain, < 0: out of it; [s][k][j] west and east, [s][k][i] south, north */
    double *top_in, *top_out; /* kg through the top, both >= 0, [s][j][i] */
    double *deposited;        /* kg to the ground, [s][j][i] */
    double *washed;           /* kg with the rain, [s][j][i] */
    double *storage;
    struct lt_outline *outline; /* faces inside the domain that are counted too (outline.h), or NULL; kept by the
                                   caller, who clears it */
} lt_crossings;

/* Sums over the domain, kg, all >= 0: exact, and rounded once. */
typedef struct lt_crossing_exact {
    lt_exactsum in, out, top_in, top_out, deposited, washed;
} lt_crossing_exact;
typedef struct lt_crossing_sums {
    double in, out, top_in, top_out, deposited, washed;
} lt_crossing_sums;

lt_status lt_crossings_create(int n_species, int nx, int ny, int nz, lt_crossings *out); /* cleared */
void lt_crossings_free(lt_crossings *crossings);
void lt_crossings_clear(lt_crossings *crossings);
/* Of species s; the sums are set anew. */
void lt_crossings_exact(const lt_crossings *crossings, int s, lt_crossing_exact *sums);
lt_crossing_sums lt_crossings_round(const lt_crossing_exact *sums);
/* Both at once. */
lt_crossing_sums lt_crossings_sums(const lt_crossings *crossings, int s);

static inline int lt_crossings_length(const lt_crossings *c, lt_side side) {
    return side == LT_WEST || side == LT_EAST ? c->ny : c->nx;
}

/* The faces of a side: species s, layer k. */
static inline double *lt_crossings_side(const lt_crossings *c, lt_side side, int s, int k) {
    return c->side[side] + ((ptrdiff_t)s * c->nz + k) * lt_crossings_length(c, side);
}

/* Where column (j, i) of species s stands in top_in, top_out, deposited and washed. */
static inline ptrdiff_t lt_crossings_column(const lt_crossings *c, int s, int j, int i) {
    return ((ptrdiff_t)s * c->ny + j) * c->nx + i;
}

#endif
