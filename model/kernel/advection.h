/* advection.h - what a horizontal advection scheme is, and what it is asked to do.
 *
 * One sub-step of one direction on one slab (a layer of a block), mass-flux form. With air mass M [kg], air through the
 * faces in dt A [kg], mixing ratio q:
 *   M' = M - (A_e - A_w)
 *   q' = q + a_w (q_w - q) - a_e (q_e - q),  a = A / M'
 * which is q' M' = q M - (A_e q_e - A_w q_w) written so that a uniform q stays uniform to the last bit whatever the air
 * does. A scheme chooses q at the faces. What hangs on the air alone it makes once (prepare) for all species (sweep).
 *
 * At a face on the border of the domain q_face is the value of the cell upwind: that of the halo, the border value
 * itself, where air enters. So the caller knows what crosses there without asking the scheme. */
#ifndef LT_KERNEL_ADVECTION_H
#define LT_KERNEL_ADVECTION_H

#include "model/kernel/real.h"

#include <stddef.h>

/* The most of its air that a cell may lose in a sub-step through both its faces of one direction; schemes are bounded
 * up to it, and the driver takes as many sub-steps as keep it. */
#define LT_MOST_OUTFLOW 0.99

/* The air of a slab in one direction and sub-step. Face (j,i) is the west (south) face of cell (j,i). */
typedef struct lt_slab {
    int ni, nj, along_y;
    int low_border, high_border; /* 1: that side of the block is the border of the domain */
    ptrdiff_t air_row;           /* of mass and flux, from row to row */
    const double *mass;          /* cell (0,0), kg before the sweep; one cell around the block readable */
    const double *flux;          /* face (0,0), kg/s; one face beyond those of the block readable along the sweep */
    double dt;                   /* s */
    lt_real *table;              /* table_size values, filled by prepare */
} lt_slab;

/* Species of a slab, swept in place. The halo along the sweep is filled; values beyond a row's last cell, up to two
 * vectors, are read and may be written with what they were. */
typedef struct lt_slab_species {
    int n;
    lt_real *q;             /* cell (0,0) of the first */
    ptrdiff_t row, species; /* from row to row, from species to species */
    lt_real *work;          /* work_size values */
} lt_slab_species;

/* A face of a block: the west (south) one of cell (j,i). */
typedef struct lt_face_place {
    int j, i;
} lt_face_place;

typedef struct lt_advection_scheme {
    const char *name, *text;
    /* lt_real values that the table and a sweep's working memory take; the more for along_y or not. */
    size_t (*table_size)(int ni, int nj);
    size_t (*work_size)(int ni, int nj);
    void (*prepare)(const lt_slab *slab);
    void (*sweep)(const lt_slab *slab, const lt_slab_species *species);
    /* The same from the same table, plainly written: one cell after the other. The bits agree. */
    void (*reference)(const lt_slab *slab, const lt_slab_species *species);
    /* What the sweep is about to carry through some faces, kg along the index, added to through[s * stride + face]. Not
     * for border faces of the domain, and not fast: for those who ask what crosses a line on the map. */
    void (*faces)(const lt_slab *slab, const lt_slab_species *species, int n, const lt_face_place *place,
                  double *through, ptrdiff_t stride);
} lt_advection_scheme;

#endif
