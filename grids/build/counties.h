/* counties.h - counties and districts of the prefectures by cells. */
#ifndef LT_COUNTIES_H
#define LT_COUNTIES_H

#include "grids/build/overlay.h"

/* Fills grid->counties and grid->county from a GeoJSON file with the properties adcode, city (one of lt_region_ids),
 * name_en, name_zh. shapes: the polygons in the same order; the caller frees them. */
lt_status lt_counties_fill(lt_geos *geos, lt_grid *grid, const char *path, lt_shapes *shapes);

#endif
