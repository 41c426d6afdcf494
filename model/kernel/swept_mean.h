/* swept_mean.h - numbers and table of the schemes that limit the swept mean of seventh order: advect_monotone.c and
 * advect_sharp.c say how; swept_mean_sweep.h has the sweeps, swept_mean_plain.h the same plainly written. */
#ifndef LT_KERNEL_SWEPT_MEAN_H
#define LT_KERNEL_SWEPT_MEAN_H

#include "model/kernel/advection.h"

/* The swept mean sees LT_SWEPT_REACH cells on either side of the upwind one; around a face that are
 * LT_SWEPT_DIFFERENCES differences of neighbours, whichever way the air goes. */
enum { LT_SWEPT_REACH = 3, LT_SWEPT_DIFFERENCES = 2 * LT_SWEPT_REACH + 1 };

/* Weight of difference k (q_{k+1} - q_k, counted from the far end upwind) in phi, as a polynomial in the share c of the
 * upwind cell that crosses: sum over p of w[k][p] c^p. D: the polynomial of degree 6 whose means over the seven cells
 * are theirs, averaged over the share c next to the face, less q of the upwind cell; exact in rational numbers. */
static const double lt_swept_weight[LT_SWEPT_DIFFERENCES - 1][LT_SWEPT_DIFFERENCES] = {
    {1.0 / 140, 0.0, -7.0 / 720, 0.0, 1.0 / 360, 0.0, -1.0 / 5040},
    {-11.0 / 210, -1.0 / 180, 5.0 / 72, 1.0 / 144, -13.0 / 720, -1.0 / 720, 1.0 / 1008},
    {79.0 / 420, 23.0 / 360, -2.0 / 9, -5.0 / 72, 13.0 / 360, 1.0 / 180, -1.0 / 504},
    {3.0 / 7, -37.0 / 60, 7.0 / 72, 1.0 / 8, -1.0 / 36, -1.0 / 120, 1.0 / 504},
    {-17.0 / 210, 23.0 / 360, 11.0 / 144, -5.0 / 72, 1.0 / 180, 1.0 / 180, -1.0 / 1008},
    {1.0 / 105, -1.0 / 180, -1.0 / 90, 1.0 / 144, 1.0 / 720, -1.0 / 720, 1.0 / 5040},
};

/* Factor of r that keeps the bounds under rounding, see advect_monotone.c. */
static const double lt_swept_within = 1.0 - 1.0 / 4096.0;

/* The table: four fields of nj + 1 rows, zero beyond the last face or cell of a row. */
typedef struct lt_swept_table {
    ptrdiff_t row;
    lt_real *share;      /* of its air that the upwind cell loses through the face */
    lt_real *ratio;      /* r of the limiter; negative (or -0) where the air goes down the index */
    lt_real *low, *high; /* -a_w and -a_e of the cell */
} lt_swept_table;

/* Values of a row: whole vectors, one more than the cells may begin. */
static inline ptrdiff_t lt_swept_row(int ni) {
    const ptrdiff_t lanes = 64 / (ptrdiff_t)sizeof(lt_real);
    return (ni / lanes + 1) * lanes;
}

static inline lt_swept_table lt_swept_table_of(const lt_slab *slab) {
    ptrdiff_t row = lt_swept_row(slab->ni), n = row * (slab->nj + 1);
    return (lt_swept_table){row, slab->table, slab->table + n, slab->table + 2 * n, slab->table + 3 * n};
}

#endif
