/* transport_private.h - what transport.c (the order of a step), horizontal.c (sweeps) and vertical.c (columns) share.
 */
#ifndef LT_TRANSPORT_PRIVATE_H
#define LT_TRANSPORT_PRIVATE_H

#include "model/transport/halo.h"
#include "model/transport/transport.h"

enum { LT_TABLES = 4 }; /* sub-steps whose tables a worker holds at once */

/* Working memory of one thread. */
typedef struct lt_worker {
    double *mass;          /* of one layer, in the course of its sub-steps */
    lt_real *table, *work; /* of the scheme: LT_TABLES tables of all blocks, memory of a sweep */
    lt_real *shares[4];    /* of a layer, [j][i], of horizontal diffusion: low and high along x, along y */
    double *tile;          /* fields of a tile of columns */
    double packing_s;      /* in packing and filling halos so far */
} lt_worker;

struct lt_transport {
    const lt_kernels *kernels;
    const lt_advection_scheme *scheme;
    int group;        /* species that are swept together */
    size_t *table_at; /* [n_blocks + 1] where the table of a block begins; the last: size of all */
    int n_workers;
    lt_worker *workers;
    lt_halo *halo;
    lt_watch *watch; /* or NULL */
};

/* Doubles that the tile of a worker needs. */
size_t lt_transport_tile_size(int nz);
int lt_transport_group(const lt_state *state);
/* The horizontal sweeps of a step, all sub-steps, x first or y; air->mass goes along. Fails where messages do. */
lt_status lt_transport_horizontal(lt_transport *transport, lt_state *state, lt_air *air, double dt, int first_along_y,
                                  const lt_border *border, lt_crossings *crossings);
/* The vertical sweep of a step, all sub-steps; air->mass goes along. */
void lt_transport_vertical(lt_transport *transport, lt_state *state, lt_air *air, const lt_border *border,
                           lt_crossings *crossings);

#endif
