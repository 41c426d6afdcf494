/* pixel_cut.h - pixels of a user's raster on the map of a grid, cut by its cells: the overlap is exact but for the
 * chords that the edges of pixels become. */
#ifndef LT_PIXEL_CUT_H
#define LT_PIXEL_CUT_H

#include "grids/build/gdal/user_file.h"
#include "grids/clip.h"
#include "grids/grid.h"

/* Cells that the bounds of a geometry touch. */
typedef struct lt_cut_span {
    int i1, i2, j1, j2;
} lt_cut_span;

/* false: none. */
bool lt_cut_span_of(const lt_grid *grid, const lt_clip_box *bounds, lt_cut_span *out);
/* Does the span's only cell hold the bounds? */
bool lt_cut_inside_one(const lt_grid *grid, const lt_clip_box *bounds, const lt_cut_span *span);

/* True area of a ring of n points on the map, m2; its turn does not matter. */
double lt_cut_area(const lt_grid *grid, const double *xy, int n);

/* A piece of pixel i of the row that lies in one cell, n points; pixel_area: true area of the whole pixel, m2. */
typedef lt_status lt_cut_piece(void *user, int i, long cell, const double *xy, int n, double pixel_area);
/* All pieces of all pixels of a row that are on the grid and that want(user, value) asks for (NULL: all). */
typedef bool lt_cut_want(void *user, double value);
lt_status lt_cut_pixels(const lt_grid *grid, const lt_user_pixels *row, lt_cut_want *want, lt_cut_piece *piece,
                        void *user);

#endif
