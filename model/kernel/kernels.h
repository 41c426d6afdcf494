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

/* A tile: LT_LANES columns side by side, x[k][lane] in double. Lanes beyond the last column repeat it. */
enum { LT_LANES = 32 };

/* What all species of a tile share in a vertical sweep (kernel/advect_z.c). own, below, above have nz + 1 layers. */
typedef struct lt_tile_air {
    int nz;
    const double *mass;          /* [nz] before the sweep */
    const double *moved;         /* [nz + 1] kg of air upward through each interface; 0 at the ground */
    double *own, *below, *above; /* weights of the differences across interfaces k + 1/2, k - 1/2, k + 3/2 */
    double *near, *far;          /* [nz] weights of the two edges of the layer that the air leaves, at k + 1/2 */
    double *in_low, *out_high;   /* [nz] air through the lower and the upper interface over the mass after the sweep */
} lt_tile_air;

/* Layers that x of a vertical sweep has room for: what lies above the top stands there. */
enum { LT_ABOVE = 3 };

/* What all species share in the vertical solve (kernel/column.c). */
typedef struct lt_tile_mixing {
    int nz;
    double dt;
    int lifts;           /* 1: convection lifts air from the ground, from_ground counts */
    const double *mass;  /* [nz] */
    double *from_above;  /* [nz] h */
    double *from_below;  /* [nz] gamma */
    double *from_ground; /* [nz] beta */
    double *per_source;  /* [nz] dt / mass */
    double *held;        /* one layer: M + H of layer 0 */
} lt_tile_mixing;

/* kg/kg of NOx as NO2 to ppm by volume: molar masses of air and NO2, g/mol. */
#define LT_PPM_NOX (1e6 * (28.9647 / 46.0055))

/* Rates and state of a tile for first-order chemistry. */
typedef struct lt_tile_chemistry {
    int nz;
    double dt;
    double *so2, *so4, *nox, *tno3;                      /* [nz] mixing ratios kg/kg; nox as NO2, tno3 as NO3 */
    const double *mass;                                  /* [nz] */
    const double *so2_left;                              /* [nz] share that is left after dt */
    const double *nox_factor, *nox_exponent, *titration; /* one layer: f, e, d of kernel/oxidation.c */
    const double *nox_background;                        /* [nz], a number a layer, ppm */
    double *so2_won, *so4_won, *nox_won, *tno3_won;      /* one layer: kg, less than 0 for what is lost; set */
} lt_tile_chemistry;

size_t lt_kernel_sweep_scratch(ptrdiff_t row, int nj);

/* The table of functions of one instruction set. */
typedef struct lt_kernels {
    const char *isa;
    void (*slab_air)(const lt_slab_sweep *sweep);  /* from mass, flux, dt into *air, for all species of the slab */
    void (*advect_xy)(const lt_slab_sweep *sweep); /* one species */
    void (*tile_air)(const lt_tile_air *tile);     /* from mass and moved into the rest, for all species */
    /* One species, x [nz + LT_ABOVE] in place. above: one layer, what enters at the top; top: one layer, kg out through
     * the top, set. */
    void (*advect_z)(const lt_tile_air *tile, const double *above, double *x, double *top);
    /* exchange: kg/s of air mixed across each interface [nz]; lifted: kg/s of air lifted from layer 0 into each layer
     * [nz] or NULL; of both the lowest layer does not count. Fills the weights. */
    void (*factor_columns)(const lt_tile_mixing *tile, const double *exchange, const double *lifted);
    /* One species, x [nz] in place. source: kg/s of tracer per cell of the lowest `layers`, others have none; swept:
     * one layer, kg/s of air swept by the ground; deposited: one layer, kg, set. */
    void (*solve_columns)(const lt_tile_mixing *tile, int layers, const double *source, const double *swept, double *x,
                          double *deposited);
    /* left = share that is left after dt at `percent` an hour, n values. */
    void (*share_left)(int n, double dt, const double *percent, double *left);
    void (*first_order)(const lt_tile_chemistry *tile);
} lt_kernels;

extern const lt_kernels lt_kernels_v3, lt_kernels_v4;

#endif
