/* flux.h - mass fluxes through the faces of the cells from the wind at their centres. */
#ifndef LT_MET_FLUX_H
#define LT_MET_FLUX_H

#include "grids/grid.h"

/* True east/north to the grid's axes, and back. */
static inline void lt_rotate_to_grid(double east, double north, double cos_angle, double sin_angle, double *u,
                                     double *v) {
    *u = east * cos_angle + north * sin_angle;
    *v = -east * sin_angle + north * cos_angle;
}

static inline void lt_rotate_to_true(double u, double v, double cos_angle, double sin_angle, double *east,
                                     double *north) {
    *east = u * cos_angle - v * sin_angle;
    *north = u * sin_angle + v * cos_angle;
}

/* Mass above a square metre at a face: mean of the cells beside it, at the border that of the one there is.
 * c: first cell of the layer; a[c] is air mass [kg]. i 0..nx, j 0..ny. */
double lt_face_mass_x(const lt_grid *grid, const double *layer_mass, int i, int j);
double lt_face_mass_y(const lt_grid *grid, const double *layer_mass, int i, int j);
/* Layer k of u, v [m s-1, grid axes], mass [kg] into flux_x (ny, nx+1), flux_y (ny+1, nx) [kg s-1]. */
void lt_flux_layer(const lt_grid *grid, const double *u, const double *v, const double *mass, double *flux_x,
                   double *flux_y);

#endif
