/* hills.h - stable air goes round a hill, neutral air over it. */
#ifndef LT_MET_HILLS_H
#define LT_MET_HILLS_H

#include "grids/grid.h"

/* The slope that the air over a cell meets. */
typedef struct lt_slope {
    double x, y;   /* unit vector uphill, axes of the grid; both 0 on level ground */
    double rise_m; /* of the ground over the radius along it */
} lt_slope;

/* Slopes of all cells: plane of least squares through the cells up to radius_m away on both axes (at least one cell;
 * clipped at the border) into out[ny * nx]. radius_m 0: level everywhere. */
void lt_hills_slopes(const lt_grid *grid, double radius_m, lt_slope *out);
/* The wind of a layer at z above ground, axes of the grid, changed in place. buoyancy_s2: square of the buoyancy
 * frequency there, s-2; not above 0: nothing changes. */
void lt_hills_turn(const lt_slope *slope, double z_m, double buoyancy_s2, double *u, double *v);

#endif
