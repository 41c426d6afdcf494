/* flux.c - horizontal mass fluxes: F = U_face (m dz rho)_face length_face.
 *
 * U_face: mean of the winds at the centres beside the face, along the grid's axes; mass of air above a square metre of
 * the layer: mean of the two cells; length: true length of the face (grid.nc). At the border the inner cell alone.
 * The result is then made consistent with the change of the column's air mass (consistency.c). */
#include "model/met/flux.h"

static double per_area(const lt_grid *grid, const double *mass, long c) {
    return mass[c] / grid->area[c];
}

double lt_face_mass_x(const lt_grid *grid, const double *layer_mass, int i, int j) {
    long row = (long)j * grid->nx, west = row + (i > 0 ? i - 1 : 0), east = row + (i < grid->nx ? i : grid->nx - 1);
    return 0.5 * (per_area(grid, layer_mass, west) + per_area(grid, layer_mass, east));
}

double lt_face_mass_y(const lt_grid *grid, const double *layer_mass, int i, int j) {
    long south = (long)(j > 0 ? j - 1 : 0) * grid->nx + i,
         north = (long)(j < grid->ny ? j : grid->ny - 1) * grid->nx + i;
    return 0.5 * (per_area(grid, layer_mass, south) + per_area(grid, layer_mass, north));
}

void lt_flux_layer(const lt_grid *grid, const double *u, const double *v, const double *mass, double *flux_x,
                   double *flux_y) {
    int nx = grid->nx, ny = grid->ny;
    for (int j = 0; j < ny; j++)
        for (int i = 0; i <= nx; i++) {
            long west = (long)j * nx + (i > 0 ? i - 1 : 0), east = (long)j * nx + (i < nx ? i : nx - 1);
            long face = (long)j * (nx + 1) + i;
            flux_x[face] = 0.5 * (u[west] + u[east]) * lt_face_mass_x(grid, mass, i, j) * grid->face_x[face];
        }
    for (int j = 0; j <= ny; j++)
        for (int i = 0; i < nx; i++) {
            long south = (long)(j > 0 ? j - 1 : 0) * nx + i, north = (long)(j < ny ? j : ny - 1) * nx + i;
            long face = (long)j * nx + i;
            flux_y[face] = 0.5 * (v[south] + v[north]) * lt_face_mass_y(grid, mass, i, j) * grid->face_y[face];
        }
}
