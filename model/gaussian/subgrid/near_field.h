/* near_field.h - G of the sub-grid map: the Gaussian field of sources over the first layer, within the windows of the
 * cells that hold them. */
#ifndef LT_NEAR_FIELD_H
#define LT_NEAR_FIELD_H

#include "model/gaussian/plume.h"
#include "model/gaussian/subgrid/keep.h"

/* Cells on a plane in metres; sources and points are on the same. */
typedef struct lt_near_grid {
    lt_keep_shape shape;
    double west_m, south_m, cell_m;
    double layer_m; /* thickness of the first layer */
} lt_near_grid;

/* The window of a cell, x and y in cells from its middle: 1 within it, 0 from the outer border of the ring of cells
 * around it on, linear between in x and in y. So a point of a cell sees the sources of this cell and of the eight
 * around it, which are those whose tags make its local part, and the sum of windows is continuous. */
double lt_near_window(double x, double y);

typedef struct lt_near_field lt_near_field; /* room for one thread */
lt_status lt_near_field_create(const lt_near_grid *grid, lt_near_field **out);
void lt_near_field_free(lt_near_field *field);

/* The cell that a source belongs to, by its place (of an area or a line its centre); it may be out of the grid. */
void lt_near_cell(const lt_near_grid *grid, const lt_plume_source *source, int *i, int *j);
/* Adds to out (fine), g m-3 of an emission of rate_gs, where the window of the source's cell is not 0. */
void lt_near_field_add(lt_near_field *field, const lt_plume_source *source, const lt_profile *profile,
                       const lt_plume_ways *ways, double rate_gs, double *out);

#endif
