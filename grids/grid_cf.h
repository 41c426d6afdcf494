/* grid_cf.h - the grid as CF wants it in a file (CF-1.10 section 5.6, appendix F), so that xarray, CDO, Panoply and
 * QGIS put its fields in the right place. */
#ifndef LT_GRID_CF_H
#define LT_GRID_CF_H

#include "base/ncio.h"
#include "grids/grid.h"

/* The scalar variable "crs", the axes x(x) and y(y), and the global attributes grid_name and proj4. The dimensions x
 * and y are defined already. */
lt_status lt_grid_cf_mapping(const lt_grid *grid, lt_ncw *file);
/* A field on the grid: grid_mapping, and coordinates "lon lat" if the file has them. */
lt_status lt_grid_cf_field(lt_ncw *file, const char *variable, bool has_lon_lat);

#endif
