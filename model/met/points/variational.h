/* variational.h - the winds nearest to a first guess that keep the air mass in every cell, over terrain. */
#ifndef LT_MET_VARIATIONAL_H
#define LT_MET_VARIATIONAL_H

#include "grids/grid.h"

typedef struct lt_variational lt_variational;

/* One hour of it; arrays as in consistency.h. */
typedef struct lt_variational_hour {
    const double *mass_begin, *mass_end; /* (nz, ny, nx) kg */
    const double *variance;              /* [nz] of the error of each layer's wind, up to a factor */
    const double *alpha2;                /* (nz, ny, nx) lt_variational_alpha2 */
    double *flux_x, *flux_y;             /* kg s-1, changed */
    int iterations;                      /* out */
    double before, after; /* out: largest rest of continuity of a cell over the hour, in shares of the cell's mass,
                             with the vertical flux that the functional chooses */
} lt_variational_hour;

/* Serves all hours of a grid. */
lt_status lt_variational_create(const lt_grid *grid, lt_variational **out);
void lt_variational_free(lt_variational *variational); /* NULL is fine */
/* Corrects the fluxes. What is left of the columns' continuity (some 1e-6 of the first) is for lt_consistency_apply.
 * The same bits for any number of threads. */
void lt_variational_apply(lt_variational *variational, int threads, lt_variational_hour *hour);

/* How cheap vertical motion is against horizontal, squared: min(1, (U/(N L))^2), at least 1e-4; buoyancy_s2 N^2, not
 * above 0: 1. radius_m: L. */
double lt_variational_alpha2(double speed_ms, double buoyancy_s2, double radius_m);

#endif
