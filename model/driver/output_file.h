/* output_file.h - the netCDF file of an output set: axes, places, fields (private to output.c). */
#ifndef LT_OUTPUT_FILE_H
#define LT_OUTPUT_FILE_H

#include "grids/sites.h"
#include "model/driver/output.h"

typedef struct lt_output_shape {
    const lt_output_set *set;
    const lt_grid *grid;
    const lt_sites *sites; /* of a set of cities: those on the grid */
    lt_time start;         /* of the first record */
    size_t records;
} lt_output_shape;

/* Everything but the records; the attributes of the weather file are copied. */
lt_status lt_output_file_define(lt_ncw *file, const lt_output_shape *shape, const lt_output_fields *table,
                                lt_ncr *weather);

#endif
