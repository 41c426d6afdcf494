/* window.h - a grid that lies in another one: which cells and layers of it. Nests, and windows that start from the
 * fields of a larger grid, have their edges on edges of that one. */
#ifndef LT_WINDOW_H
#define LT_WINDOW_H

#include "base/status.h"

/* The extent of a grid on the map and its layers. */
typedef struct lt_frame {
    const char *name;
    double x0, y0, cell; /* south-west corner and side of a cell, m */
    int nx, ny, n_edges;
    const double *z_edge; /* [n_edges], m */
} lt_frame;

typedef struct lt_window {
    int i0, j0;     /* cell of the outer grid that holds the south-west corner */
    int ratio;      /* cells in one of the outer grid's, each way */
    int nx, ny, nz; /* of the inner grid */
    int *layer;     /* [nz + 1]: layer k consists of the outer grid's layer[k] .. layer[k + 1] - 1 */
} lt_window;

/* LT_ERR_INPUT that names edges and heights unless the inner grid lies inside the outer one, its edges on edges of that
 * one's cells and layers. where: the file or line that asks for it. */
lt_status lt_window_find(const lt_frame *outer, const lt_frame *inner, const char *where, lt_window *out);
/* The same for two grids, which must have one projection. */
struct lt_grid;
lt_status lt_window_of_grids(const struct lt_grid *outer, const struct lt_grid *inner, const char *where,
                             lt_window *out);
void lt_window_free(lt_window *window);

#endif
