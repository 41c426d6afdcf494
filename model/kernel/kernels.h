/* kernels.h - the pure kernels of the model. No I/O, allocation, OpenMP or printing in here or below.
 *
 * Layout: i fastest. A "slab" is one species and one layer of a block with LT_HALO cells around it; pointers point at
 * cell (0,0) of the block's interior. Mixing ratios q are kg/kg in lt_real; air mass [kg] and air fluxes [kg/s] double.
 */
#ifndef LT_KERNEL_KERNELS_H
#define LT_KERNEL_KERNELS_H

#include "model/kernel/real.h"

#include <stddef.h>

/* What all species of a slab share in a horizontal sweep; strides of q, nj + 1 rows, 0 in padding. Face (j,i) is the
 * west (south) face of cell (j,i). */
typedef struct lt_slab_air {
    lt_real *courant; /* air through the face in dt over the mass of the upwind cell, signed */
    double *moved;    /* kg through the face in dt */
    double *mass;     /* of the cell before the sweep */
    double *inverse;  /* 1 / mass of the cell after it */
} lt_slab_air;

/* One horizontal sweep of one slab, in place. */
typedef struct lt_slab_sweep {
    int ni, nj, along_y;
    ptrdiff_t row;               /* of q and of *air, from row to row; more than ni + 1 */
    ptrdiff_t air_row;           /* of mass and flux */
    lt_real *q;                  /* in and out; halo filled along the sweep, lost across it */
    const double *mass;          /* before the sweep; one cell beyond the block readable along the sweep */
    const double *flux;          /* through the west (south) face of cell (0,0) onwards, kg/s */
    double dt;                   /* s */
    const lt_slab_air *air;      /* filled by slab_air */
    int low_border, high_border; /* 1: that side of the block is the border of the domain */
    double *scratch;             /* lt_kernel_sweep_scratch doubles */
    /* kg of tracer that crossed the domain border: low sides of the lines (nj for x, ni for y), then the high sides;
     * set where there is a border, so that a caller's exact sum sees every crossing alone, whichever blocks the domain
     * is cut into */
    double *border_in, *border_out;
} lt_slab_sweep;

/* Vertical sweep of one row of columns (one species, one j), in place. W is positive upward. */
typedef struct lt_row_columns {
    int ni, nz;
    ptrdiff_t q_layer;    /* of q, from layer to layer */
    ptrdiff_t mass_layer; /* of mass, W, exchange, source: from layer to layer (interfaces: nz + 1 layers of W and
                             exchange) */
    lt_real *q;
    const double *mass;
    double dt;
    double *scratch; /* lt_kernel_row_scratch doubles */
} lt_row_columns;

/* Rate constants and state of one row for first-order chemistry. */
typedef struct lt_row_chemistry {
    int n;
    lt_real *so2, *so4, *nox, *tno3; /* mixing ratios kg/kg; nox as NO2, tno3 as NO3 */
    const double *k_so2, *k_nox;     /* 1/s */
    double dt;
} lt_row_chemistry;

size_t lt_kernel_sweep_scratch(ptrdiff_t row, int nj);
size_t lt_kernel_row_scratch(int ni, int nz);

/* The table of functions of one instruction set. */
typedef struct lt_kernels {
    const char *isa;
    void (*slab_air)(const lt_slab_sweep *sweep);  /* from mass, flux, dt into *air, for all species of the slab */
    void (*advect_xy)(const lt_slab_sweep *sweep); /* one species */
    /* air_dt: interface air mass moved upward in the step [kg], interface 0 (ground) is zero; top_value: what enters
     * above; top_in, top_out [ni] kg added. */
    void (*advect_z)(const lt_row_columns *row, const double *air_dt, double top_value, double *top_in,
                     double *top_out);
    /* exchange: kg/s of air mixed across each interface (0 at ground and top); source: kg/s of tracer per cell or NULL;
     * deposition [ni]: kg/s of air swept by the ground; deposited [ni]: kg, added. */
    void (*solve_columns)(const lt_row_columns *row, const double *exchange, const double *source,
                          const double *deposition, double *deposited);
    void (*first_order)(const lt_row_chemistry *row);
} lt_kernels;

extern const lt_kernels lt_kernels_v3, lt_kernels_v4;

#endif
