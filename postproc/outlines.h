/* outlines.h - our prefecture outlines (grids/data/prefectures.geojson) on the map of a grid: the only lines that a
 * picture may draw (design.md 8). */
#ifndef LT_OUTLINES_H
#define LT_OUTLINES_H

#include "grids/grid.h"

typedef struct lt_ring {
    double *x, *y; /* km in the projection */
    long n;
} lt_ring;

typedef struct lt_outlines {
    lt_ring *rings;
    long n;
} lt_outlines;

lt_status lt_outlines_read(const lt_grid *grid, lt_outlines *out);
void lt_outlines_free(lt_outlines *outlines);

#endif
