/* statics.h - terrain, population and land cover of the cells. */
#ifndef LT_STATICS_H
#define LT_STATICS_H

#include "grids/build/overlay.h"

/* Built-up land of a person, m2 (recalled: urban land of 65-115 m2 a person in GB 50137-2011). */
#define LT_LAND_PER_PERSON_M2 100.0

/* terrain.c: mean height of every cell from a file with lon, lat [degrees], height(lat, lon) [m]. */
lt_status lt_terrain_fill(lt_grid *grid, const char *path);

/* population.c: census persons of the prefectures over places and area; places outside Liaoning as they are listed.
 * Needs region_fraction; prefectures: the shapes in the order of the regions. */
lt_status lt_population_fill(lt_geos *geos, lt_grid *grid, const lt_shapes *prefectures, const char *census_path,
                             const char *places_path);

/* land_cover.c: land_fraction from the shipped coarse map. Needs region_fraction and population.
 * path: fraction(class, lat, lon) with class(class), codes of the legend flexpart in codes_path. */
lt_status lt_land_cover_fill(lt_grid *grid, const char *path, const char *codes_path);

#endif
