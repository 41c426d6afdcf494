/* keep.h - a factor between cells that keeps their means: continuous, nowhere negative (keep.c has the equations). */
#ifndef LT_KEEP_H
#define LT_KEEP_H

#include "base/status.h"

/* Cells in rows from south to north, each with points x points points at the middles of equal squares; fine fields are
 * [ny points][nx points]. */
typedef struct lt_keep_shape {
    int nx, ny, points;
} lt_keep_shape;

enum { LT_KEEP_MOMENTS = 10 }; /* of a weight in a cell: times the functions of keep.c, and alone */

typedef struct lt_keep {
    lt_keep_shape shape;
    double *corner; /* [ny + 1][nx + 1]: the factor there */
    double *middle; /* [ny][nx]: what the middle of the cell has more, or less */
    double (*moment)[LT_KEEP_MOMENTS];
} lt_keep;

lt_status lt_keep_create(lt_keep_shape shape, lt_keep **out);
void lt_keep_free(lt_keep *keep);

/* The factor for which the plain mean of weight times factor over the points of each cell is mean[ny][nx] (>= 0).
 * weight: fine, >= 0, NULL: 1. Where it is 0 at all points of a cell the mean must be 0, else it is lost. */
void lt_keep_make(lt_keep *keep, const double *mean, const double *weight);
/* In cell i, j at u, v: 0 ... 1 from its west and its south. */
double lt_keep_at(const lt_keep *keep, int i, int j, double u, double v);
/* The plain mean of a fine field over the points of a cell, counted along the rows. */
double lt_keep_mean(const lt_keep_shape *shape, size_t cell, const double *fine);
/* Adds weight times factor to out, fine. */
void lt_keep_add(const lt_keep *keep, const double *weight, double *out);

#endif
