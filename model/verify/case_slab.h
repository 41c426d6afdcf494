/* case_slab.h - one layer of air, periodic both ways, with tracers that a horizontal scheme carries: the frame of the
 * plane cases. Cells are 1 x 1, their first mass is 1, so air through a face in a step is a Courant number. */
#ifndef LT_CASE_SLAB_H
#define LT_CASE_SLAB_H

#include "base/status.h"
#include "model/kernel/kernels.h"

typedef struct lt_case_slab {
    const lt_advection_scheme *scheme;
    int ni, nj, n_tracers;
    ptrdiff_t row, species;  /* of q */
    ptrdiff_t air_row;       /* of mass, flux_x, flux_y */
    lt_real *q;              /* cell (0,0) of tracer 0 */
    double *mass;            /* cell (0,0) */
    double *flux_x, *flux_y; /* face (0,0); faces 0 .. ni (nj) are to be set, the last equal to the first */
    long step;
    lt_real *storage, *table, *work;
    double *air;
    double *first; /* [tracer][j][i] what lt_case_slab_start was given */
} lt_case_slab;

lt_status lt_case_slab_create(const lt_advection_scheme *scheme, int ni, int nj, int n_tracers, lt_case_slab *out);
void lt_case_slab_free(lt_case_slab *slab);
/* Set tracer s of cell (j,i), now and as what the end is compared with. */
void lt_case_slab_start(lt_case_slab *slab, int s, int j, int i, double value);
/* One step: x and y, in turn first. */
void lt_case_slab_step(lt_case_slab *slab);

/* Norms of transport tests, relative to the start, and what there is. */
typedef struct lt_case_norms {
    double l1, l2, linf, absolute_l1, min, max;
    double outside_ulp; /* how far the worst value lies outside the bounds of the start, units of its largest value */
} lt_case_norms;
lt_case_norms lt_case_slab_norms(const lt_case_slab *slab, int s);

static inline double lt_case_slab_value(const lt_case_slab *slab, int s, int j, int i) {
    return (double)slab->q[s * slab->species + j * slab->row + i];
}

#endif
