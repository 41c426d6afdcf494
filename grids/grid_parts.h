/* grid_parts.h - counties and surrogates of grid.nc (grid_io.c calls these). */
#ifndef LT_GRID_PARTS_H
#define LT_GRID_PARTS_H

#include "base/ncio.h"
#include "grids/grid.h"

lt_status lt_grid_parts_define(const lt_grid *grid, lt_ncw *file);
lt_status lt_grid_parts_put(const lt_grid *grid, lt_ncw *file);
/* What the file does not hold stays empty. */
lt_status lt_grid_parts_get(lt_ncr *file, lt_grid *grid);

#endif
