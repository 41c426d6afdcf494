/* outline.h - the faces inside the domain at which regions end, and what went through them since it was cleared.
 *
 * A face counts if its two cells belong to some region in different shares. Every face, layer and species has its own
 * plain sum in order of time, in double, written by the one task that sweeps there (like crossings.h), so sums depend
 * neither on threads nor on blocks. A rank has the faces whose cell above lies in its part. Faces on the border of the
 * domain stand in crossings.h. */
#ifndef LT_OUTLINE_H
#define LT_OUTLINE_H

#include "model/kernel/advection.h"
#include "model/state/state.h"

enum { LT_ALONG_X, LT_ALONG_Y, LT_N_ALONG };

typedef struct lt_outline {
    int nz, n_species;
    int n[LT_N_ALONG];                /* faces swept along x, along y */
    int *first[LT_N_ALONG];           /* [n_blocks + 1] those of a block stand together */
    lt_face_place *place[LT_N_ALONG]; /* [n] in the block */
    ptrdiff_t *low[LT_N_ALONG];       /* [n] the cell below the face, j * nx + i of the whole domain ... */
    ptrdiff_t *high[LT_N_ALONG];      /* ... and the one above */
    double *through[LT_N_ALONG];      /* [s][k][n] kg along the index */
} lt_outline;

/* share: [n_regions][ny][nx] of the whole domain. */
lt_status lt_outline_create(const lt_state *state, int n_regions, const double *share, lt_outline **out);
void lt_outline_free(lt_outline *outline); /* NULL is fine */
void lt_outline_clear(lt_outline *outline);

static inline double *lt_outline_through(const lt_outline *o, int along, int s, int k) {
    return o->through[along] + ((ptrdiff_t)s * o->nz + k) * o->n[along];
}

#endif
