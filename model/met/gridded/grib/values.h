/* values.h - values of a record: unpacked, in the order of the plane, in the unit of the field, winds true. */
#ifndef LT_GRIB_VALUES_H
#define LT_GRIB_VALUES_H

#include "model/met/gridded/grib/records.h"

/* What the reader keeps of an open file (lt_gridded.own). */
typedef struct lt_grib {
    lt_grib_index *index;
    lt_grib_places places;
    double *unpacked; /* [n] */
    double *angle;    /* [n] of the map, made when a wind is turned */
    float *other;     /* [levels][n] the other part of a wind, the temperature of a humidity; made when needed */
} lt_grib;

/* As lt_gridded_reader.read. */
lt_status lt_grib_values(lt_gridded *gridded, lt_gridded_field field, long record, float *values);

#endif
