/* cutter_private.h - shared by the cutter_*.c files only. */
#ifndef LT_CUTTER_PRIVATE_H
#define LT_CUTTER_PRIVATE_H

#include "grids/build/cutter.h"
#include "grids/build/pixel_cut.h"

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
