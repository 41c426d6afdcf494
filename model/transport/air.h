/* air.h - the air of one hour: mass, fluxes, and the vertical flux that makes them agree.
 *
 * Continuity has one owner, met.nc: air mass M at the hour's two ends and hour-mean horizontal fluxes U, V [kg/s].
 * Within the hour the target mass is linear in time. For a step dt from t to t+dt, all in double:
 *   A[k+1] = A[k] + M_k(t) - dt (U_e - U_w + V_n - V_s)_k - M_k(t+dt),  A[0] = 0
 * so that after the x, y and z sweeps the mass is what the file says; A[nz] is what is left at the top and leaves or
 * enters there.
 *
 * Arrays are [k][j][i] over the cells of a part of the domain (base/part.h; the whole is the part without neighbours)
 * with LT_AIR_RING cells around in i and j. Where the part has a neighbour these are the neighbour's: each rank makes
 * their air from the same file by the same operations, so that air needs no messages and sweeps, which look at the cell
 * beside the part, find there what the neighbour has. At the border of the domain they repeat the mass of the border
 * cell, and nothing flows through them. */
#ifndef LT_AIR_H
#define LT_AIR_H

#include "base/part.h"

#include <stddef.h>

enum { LT_AIR_RING = 2 }; /* horizontal diffusion looks at the winds of the cell beside the part */

/* A rectangle of the domain's cells. */
typedef struct lt_air_window {
    int i0, j0, nx, ny;
} lt_air_window;

typedef struct lt_air {
    int nx, ny, nz; /* of the part */
    lt_part part;
    int west, east, south, north;   /* cells of neighbours in the ring: LT_AIR_RING or 0 */
    int i_low, i_end, j_low, j_end; /* cells whose air goes along in a step: the part's, and one of each neighbour */
    ptrdiff_t row, layer;           /* strides of all arrays below */
    double *begin, *end;            /* air mass at the hour's ends, kg */
    double *mass;                   /* now */
    double *moved;                  /* where the horizontal sweeps put the mass they leave */
    double *target;                 /* at the end of the step */
    double *flux_x, *flux_y;        /* kg/s; flux_x[i] is the west face of cell i, flux_y[j] the south face */
    double *mixed_x, *mixed_y;      /* kg/s exchanged through these faces by horizontal diffusion; NULL: none */
    double *upward;                 /* A of the present step, kg, nz + 1 layers */
    double *storage;
    int steps_x, steps_y, steps_z;          /* sub-steps of the hour */
    double courant_x, courant_y, courant_z; /* largest outflow in a step over the mass that is left for it */
} lt_air;

/* The whole domain. */
lt_status lt_air_create(int nx, int ny, int nz, lt_air **out);
/* A part of it, which is copied. */
lt_status lt_air_create_part(const lt_part *part, int nz, lt_air **out);
void lt_air_free(lt_air *air);
/* From now on begin_hour finds horizontal diffusion, too (smagorinsky.h). */
lt_status lt_air_mix_horizontally(lt_air *air);

/* Index of cell (i, j) of layer k. */
static inline ptrdiff_t lt_air_at(const lt_air *air, int k, int j, int i) {
    return k * air->layer + (j + LT_AIR_RING) * air->row + i + LT_AIR_RING;
}

/* kg of air in cell c when a part of the hour has passed, as a step that ends then leaves it. */
static inline double lt_air_mass_at(const lt_air *air, ptrdiff_t c, double fraction) {
    return air->begin[c] + fraction * (air->end[c] - air->begin[c]);
}

/* The cells whose fields begin_hour takes: the part and what is known of its neighbours. */
lt_air_window lt_air_window_of(const lt_part *part);

/* Take the hour's fields of the window, nx x ny cells, from plain arrays: masses [k][j][i], flux_x [k][j][i=0..nx],
 * flux_y [k][j=0..ny][i]; set mass to begin; find the sub-steps for step dt, the same on all ranks: all must call it.
 * LT_ERR_INPUT, naming the field and the cell, if a mass is not positive, a value not finite or a cell loses 64 times
 * its air in a step. */
lt_status lt_air_begin_hour(lt_air *air, const double *mass_begin, const double *mass_end, const double *flux_x,
                            const double *flux_y, double dt);
/* Set target and upward for the step whose end is the given fraction of the hour. */
void lt_air_begin_step(lt_air *air, double fraction_end, double dt);
/* Apply one horizontal sub-step to the mass of layer k, a copy of it with its ring. */
void lt_air_advance_layer(const lt_air *air, int k, double dt, int along_y, double *mass);
void lt_air_take_moved(lt_air *air); /* moved, filled for all layers, becomes mass */
/* Apply the vertical sub-steps to the mass in the ring, as the vertical sweeps do to that of the part. */
void lt_air_lift_ring(lt_air *air);
/* mass = target: removes the rounding of the sweeps (relative 1e-15). */
void lt_air_end_step(lt_air *air);

#endif
