/* transport_private.h - what transport.c (horizontal sweeps, the order of a step) and vertical.c (columns) share. */
#ifndef LT_TRANSPORT_PRIVATE_H
#define LT_TRANSPORT_PRIVATE_H

#include "model/transport/transport.h"

/* Working memory of one thread. */
typedef struct lt_worker {
    double *scratch, *line_in, *line_out;
    double *mass; /* of one layer, in the course of its sub-steps */
    lt_slab_air air;
    double *tile; /* fields of a tile of columns */
} lt_worker;

struct lt_transport {
    const lt_kernels *kernels;
    int n_workers;
    lt_worker *workers;
};

/* Doubles that the tile of a worker needs. */
size_t lt_transport_tile_size(int nz);
/* The horizontal sweeps of a step, all sub-steps, x first or y first; air->mass goes along. */
void lt_transport_horizontal(lt_transport *transport, lt_state *state, lt_air *air, double dt, int first_along_y,
                             const lt_border *border, lt_crossings *crossings);
/* The vertical sweep of a step, all sub-steps; air->mass goes along. */
void lt_transport_vertical(lt_transport *transport, lt_state *state, lt_air *air, const lt_border *border,
                           lt_crossings *crossings);

#endif
