/* grib.h - the reader of GRIB, edition 1 and 2, through ecCodes: ERA5, IFS, GFS, NAM ... */
#ifndef LT_GRIB_H
#define LT_GRIB_H

#include "model/met/gridded/gridded.h"

/* For lt_gridded_add_reader. */
extern const lt_gridded_reader lt_gridded_reader_grib;

/* Would the reader take it? scheme "paramId" (ECMWF's number, e.g. 130), "ncep" (number of NCEP's table 2), "grib2"
 * (discipline * 1000000 + category * 1000 + number). For checks of request files. */
bool lt_grib_knows(const char *scheme, long number);

#endif
