/* records.h - from single messages to levels and records of fields. */
#ifndef LT_GRIB_RECORDS_H
#define LT_GRIB_RECORDS_H

#include "model/met/gridded/grib/index.h"
#include "model/met/gridded/gridded.h"

/* Message of each level of each record: [records of the field][levels]; -1: none, the value is 0. Owned by the reader.
 */
typedef struct lt_grib_places {
    long *at[LT_N_GRIDDED];
} lt_grib_places;

/* Fills levels and records of gridded, and its notes. Messages of the index are sorted; those that are given twice, or
 * stand on levels that not all fields have, are left out. LT_ERR_INPUT: one field twice with other values, no level in
 * common, model levels without coefficients, a wind along the grid without its other part. */
lt_status lt_grib_records_make(lt_gridded *gridded, lt_grib_index *index, lt_grib_places *places);
void lt_grib_records_free(lt_grib_places *places);

#endif
