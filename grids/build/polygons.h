/* polygons.h - polygons against the cells of any grid: which share of a city lies in which cell of a global inventory,
 * and which share of the cell that is. */
#ifndef LT_POLYGONS_H
#define LT_POLYGONS_H

#include "grids/build/shape.h"
#include "grids/regrid.h"

/* Targets are the shapes (on the map of projection), sources the cells of the mesh; areas on the sphere of radius 1.
 * Apply it as any other: amounts of cells to amounts of polygons, densities to means of polygons. Shapes may overlap.
 * A longitude is tried a turn west and east as well. */
lt_status lt_polygons_regrid(lt_geos *geos, const lt_projection *projection, const lt_mesh *mesh,
                             const lt_shapes *shapes, lt_regrid **out);

#endif
