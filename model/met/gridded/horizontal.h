/* horizontal.h - fields on the points of a source -> the cells of a grid: bilinear, by land and sea, conservative. */
#ifndef LT_GRIDDED_HORIZONTAL_H
#define LT_GRIDDED_HORIZONTAL_H

#include "grids/grid.h"
#include "model/met/gridded/plane.h"

typedef struct lt_horizontal lt_horizontal;

/* Borrows both. LT_ERR_INPUT if a cell's centre lies outside the points: what both cover. source: for the error. */
lt_status lt_horizontal_create(const lt_plane *plane, const lt_grid *grid, const char *source, lt_horizontal **out);
void lt_horizontal_free(lt_horizontal *horizontal); /* NULL is fine */

/* Which points a surface field is taken from. */
typedef enum lt_point_kind {
    LT_POINTS_ALL,
    LT_POINTS_LAND,
    LT_POINTS_SEA,
    LT_POINTS_CELL, /* land where most of the cell is land, else sea */
    LT_N_POINTS
} lt_point_kind;
/* land: share of land at the points of the plane [n]. Before it, and where the source has no point of a kind, all
 * points count. */
lt_status lt_horizontal_mask(lt_horizontal *horizontal, const float *land, int threads);
bool lt_horizontal_masked(const lt_horizontal *horizontal);

/* source [n_levels][plane.n] -> cells [cell][n_levels]. A value is missing (NaN) where one of its points is. */
void lt_horizontal_levels(const lt_horizontal *horizontal, int n_levels, const float *source, int threads,
                          float *cells);
/* source [plane.n] -> cells [cell]; points of the kind that have a value share the weight; NaN where none has. */
void lt_horizontal_ground(const lt_horizontal *horizontal, lt_point_kind points, const float *source, int threads,
                          float *cells);
/* Amounts per area (kg m-2): the mean over the cell by areas of overlap, so that the total over the grid is kept where
 * the source covers it. Weights are made at the first call. source [plane.n] -> cells [cell]. */
lt_status lt_horizontal_amount(lt_horizontal *horizontal, const float *source, double *cells);

#endif
