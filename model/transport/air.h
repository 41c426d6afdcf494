/* air.h - the air of one hour: mass, fluxes, and the vertical flux that makes them agree.
 *
 * Continuity has one owner, met.nc: air mass M at the hour's two ends and hour-mean horizontal fluxes U, V [kg/s].
 * Within the hour the target mass is linear in time. For a step dt from t to t+dt, all in double:
 *   A[k+1] = A[k] + M_k(t) - dt (U_e - U_w + V_n - V_s)_k - M_k(t+dt),  A[0] = 0
 * so that after the x, y and z sweeps the mass is what the file says; A[nz] is what is left at the top and leaves or
 * enters there. Arrays are [k][j][i] over the domain with one
 * cell around in i and j (row nx + 2), so that a sweep can look at the mass of its upwind neighbour. */
#ifndef LT_AIR_H
#define LT_AIR_H

#include "base/status.h"

#include <stddef.h>

typedef struct lt_air {
    int nx, ny, nz;
    ptrdiff_t row, layer;      /* strides of all arrays below */
    double *begin, *end;       /* air mass at the hour's ends, kg */
    double *mass;              /* now */
    double *moved;             /* where the horizontal sweeps put the mass they leave */
    double *target;            /* at the end of the step */
    double *flux_x, *flux_y;   /* kg/s; flux_x[i] is the west face of cell i, flux_y[j] the south face */
    double *mixed_x, *mixed_y; /* kg/s exchanged through these faces by horizontal diffusion; NULL: none */
    double *upward;            /* A of the present step, kg, nz + 1 layers */
    double *storage;
    int steps_x, steps_y, steps_z;          /* sub-steps of the hour */
    double courant_x, courant_y, courant_z; /* largest outflow in a step over the mass that is left for it */
} lt_air;

lt_status lt_air_create(int nx, int ny, int nz, lt_air **out);
void lt_air_free(lt_air *air);
/* From now on begin_hour finds horizontal diffusion, too (smagorinsky.h). */
lt_status lt_air_mix_horizontally(lt_air *air);

/* Index of cell (i, j) of layer k. */
static inline ptrdiff_t lt_air_at(const lt_air *air, int k, int j, int i) {
    return k * air->layer + (j + 1) * air->row + i + 1;
}

/* kg of air in cell c when a part of the hour has passed, as a step that ends then leaves it. */
static inline double lt_air_mass_at(const lt_air *air, ptrdiff_t c, double fraction) {
    return air->begin[c] + fraction * (air->end[c] - air->begin[c]);
}

/* Take the hour's fields from plain arrays: masses [k][j][i], flux_x [k][j][i=0..nx], flux_y [k][j=0..ny][i]; set mass
 * to begin; find the sub-steps for step dt. LT_ERR_INPUT, naming the field and the cell, if a mass is not positive, a
 * value not finite or a cell loses 64 times its air in a step. */
lt_status lt_air_begin_hour(lt_air *air, const double *mass_begin, const double *mass_end, const double *flux_x,
                            const double *flux_y, double dt);
/* Set target and upward for the step whose end is the given fraction of the hour. */
void lt_air_begin_step(lt_air *air, double fraction_end, double dt);
/* Apply one horizontal sub-step to the mass of layer k, a copy of its (ny + 2) rows. */
void lt_air_advance_layer(const lt_air *air, int k, double dt, int along_y, double *mass);
void lt_air_take_moved(lt_air *air); /* moved, filled for all layers, becomes mass */
/* mass = target: removes the rounding of the sweeps (relative 1e-15). */
void lt_air_end_step(lt_air *air);

#endif
