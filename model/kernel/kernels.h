/* kernels.h - the pure kernels of the model. No I/O, allocation, OpenMP or printing in here or below.
 *
 * Layout: i fastest. A "slab" is one species and one layer of a block with LT_HALO cells around it; pointers point at
 * cell (0,0) of the block's interior. Mixing ratios q are kg/kg in lt_real; air mass [kg] and air fluxes [kg/s] double.
 */
#ifndef LT_KERNEL_KERNELS_H
#define LT_KERNEL_KERNELS_H

#include "model/kernel/advection.h"
#include "model/kernel/real.h"
#include "model/kernel/schemes.h"

#include <stddef.h>

/* Air that the cells of a slab exchange with their neighbours in one direction, for all species. */
typedef struct lt_slab_exchange {
    int ni, nj, along_y;
    ptrdiff_t row;             /* of low and high, from row to row */
    const lt_real *low, *high; /* cell (0,0): air exchanged with the low and the high neighbour over the cell's own */
} lt_slab_exchange;

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

/* The table of functions of one instruction set. */
typedef struct lt_kernels {
    const char *isa;
    const lt_advection_scheme *advection; /* LT_N_SCHEMES, in the order of schemes.h */
    /* Species in place; the halo along the direction is filled; work: 2 (ni + 1) values. */
    void (*diffuse_xy)(const lt_slab_exchange *slab, const lt_slab_species *species);
    void (*tile_air)(const lt_tile_air *tile); /* from mass and moved into the rest, for all species */
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
} lt_kernels;

extern const lt_kernels lt_kernels_v3, lt_kernels_v4;

#endif
