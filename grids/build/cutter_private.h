/* cutter_private.h - shared by the cutter_*.c files only. */
#ifndef LT_CUTTER_PRIVATE_H
#define LT_CUTTER_PRIVATE_H

#include "grids/build/cutter.h"
#include "grids/clip.h"

/* Cells that the bounds of a geometry touch. */
typedef struct lt_cut_span {
    int i1, i2, j1, j2;
} lt_cut_span;

/* false: none. */
bool lt_cutter_span(const lt_grid *grid, const lt_clip_box *bounds, lt_cut_span *out);
/* Does the span's only cell hold the bounds? */
bool lt_cutter_inside_one(const lt_grid *grid, const lt_clip_box *bounds, const lt_cut_span *span);
lt_status lt_cutter_cell_box(lt_cutter *cutter, long cell, GEOSGeometry **out);
/* value to the weight of an area in a cell. */
lt_status lt_cutter_add(lt_cutter *cutter, int area, long cell, double value);
/* Lies the cell in no city and no county? */
bool lt_cutter_outside(const lt_cutter *cutter, long cell);
/* How much of a geometry: a point counts 1, a line its length, a polygon its area. */
double lt_cutter_measure(lt_cutter *cutter, lt_user_kind kind, const GEOSGeometry *geometry);
/* A geometry that lies in the cell, to the areas of the cell; scale: of its measure. */
lt_status lt_cutter_share_out(lt_cutter *cutter, lt_user_kind kind, long cell, const GEOSGeometry *geometry,
                              double scale);

#endif
