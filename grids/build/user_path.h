/* user_path.h - files that a case names for its grid: their digest, and which part is asked. */
#ifndef LT_USER_PATH_H
#define LT_USER_PATH_H

#include "base/config.h"
#include "base/hash.h"
#include "grids/grid.h"

/* The file's bytes and those of its companions (shapefiles and rasters have some). */
lt_status lt_user_digest(const char *path, lt_hash *hash);
/* West, south, east, north of the grid in degrees, with room for its corners and for GCJ-02. */
void lt_user_grid_box(const lt_grid *grid, double box[4]);

#endif
