/* consistency.h - horizontal fluxes whose column sums agree with the change of the column's air mass. */
#ifndef LT_MET_CONSISTENCY_H
#define LT_MET_CONSISTENCY_H

#include "grids/grid.h"

typedef struct lt_consistency lt_consistency;

/* The operator of a grid with its terrain; serves all hours. */
lt_status lt_consistency_create(const lt_grid *grid, lt_consistency **out);
void lt_consistency_free(lt_consistency *consistency);
/* mass_begin, mass_end: air mass (nz, ny, nx) [kg] at the ends of the hour; flux_x (nz, ny, nx+1), flux_y (nz, ny+1,
 * nx) [kg s-1] are corrected. before and after: the largest |change of mass not explained by the fluxes| over the hour
 * in shares of the column's mass. variance [nz], not negative and not all 0: how far the wind of each layer may be
 * wrong, against the other layers; layers are corrected in proportion to it. */
void lt_consistency_apply(lt_consistency *consistency, const double *mass_begin, const double *mass_end,
                          const double *variance, int threads, double *flux_x, double *flux_y, double *before,
                          double *after);
/* Largest residual of given fluxes, as above. */
double lt_consistency_residual(const lt_grid *grid, const double *mass_begin, const double *mass_end,
                               const double *flux_x, const double *flux_y);

#endif
