/* statics.h - terrain and population of the cells. */
#ifndef LT_STATICS_H
#define LT_STATICS_H

#include "grids/build/overlay.h"

/* terrain.c: mean height of every cell from a file with lon, lat [degrees], height(lat, lon) [m]. */
lt_status lt_terrain_fill(lt_grid *grid, const char *path);

/* population.c: census persons of the prefectures over places and area; places outside Liaoning as they are listed.
 * Needs region_fraction; prefectures: the shapes in the order of the regions. */
lt_status lt_population_fill(lt_geos *geos, lt_grid *grid, const lt_shapes *prefectures, const char *census_path,
                             const char *places_path);

#endif
