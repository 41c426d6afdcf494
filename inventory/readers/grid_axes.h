/* grid_axes.h - regular axes of degrees as netCDF files hold them. */
#ifndef LT_READER_GRID_AXES_H
#define LT_READER_GRID_AXES_H

#include "base/ncio.h"
#include "inventory/fusion/foreign.h"

/* The grid from two variables of cell centres in degrees. *flip: latitudes fall, so that the rows of the file are north
 * first. Axes that are not regular, or reach beyond the globe, are LT_ERR_INPUT. More than 360 degrees of longitude (a
 * file that was thinned carelessly) is a warning: the cells overlap. */
lt_status lt_grid_axes_read(lt_ncr *file, const char *lon, const char *lat, lt_foreign_grid *out, bool *flip);
/* n rows of nx values turned south first if they are not. */
void lt_grid_axes_south_first(double *values, int nx, int ny, bool flip);

#endif
