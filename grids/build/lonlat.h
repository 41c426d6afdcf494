/* lonlat.h - the axes of a shipped raster in even steps of longitude and latitude. */
#ifndef LT_LONLAT_H
#define LT_LONLAT_H

#include "base/ncio.h"

typedef struct lt_lonlat {
    size_t nx, ny;
    double *lon, *lat; /* degrees, growing */
} lt_lonlat;

/* Dimensions and variables lon, lat of a netCDF file. LT_ERR_INPUT: not even, not growing, of impossible length. */
lt_status lt_lonlat_read(lt_ncr *file, const char *path, lt_lonlat *out);
void lt_lonlat_free(lt_lonlat *axes);
/* A place on an even axis of n values as index 0 .. n - 2 and rest 0 .. 1; beyond the axis its end. */
size_t lt_lonlat_locate(const double *axis, size_t n, double value, double *rest);

#endif
