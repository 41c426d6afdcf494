/* land_raster.h - class codes and heights of a user's raster, summed over the cells of a grid (user_ground.h has the
 * rules).
 */
#ifndef LT_LAND_RASTER_H
#define LT_LAND_RASTER_H

#include "grids/build/land_codes.h"
#include "grids/grid.h"

/* crs "": what the file says. */
lt_status lt_land_raster_fill(lt_grid *grid, const char *path, const char *crs, const lt_land_codes *codes);
lt_status lt_terrain_raster_fill(lt_grid *grid, const char *path, const char *crs);

#endif
