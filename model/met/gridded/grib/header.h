/* header.h - what a message says of itself beyond its points: parameter, level, time, who made it. */
#ifndef LT_GRIB_HEADER_H
#define LT_GRIB_HEADER_H

#include "base/timeaxis.h"
#include "model/met/gridded/grib/parameters.h"
#include "model/met/gridded/mixed_phase.h"

#include <eccodes.h>

typedef struct lt_grib_header {
    int edition, row;   /* row: of the parameters, -1: not used */
    bool elsewhere;     /* not used, but the parameter is on other levels */
    double level;       /* Pa, number of a hybrid level, else 0 */
    lt_time base;       /* of the run */
    lt_time begin, end; /* a state: both its time */
    double scale;       /* from its values to the unit of the field */
    bool mean_state;    /* a mean over an interval where the field is a state */
    bool turned;        /* winds along the axes of the grid */
    lt_saturation saturation;
    int member;           /* -1: not of an ensemble */
    int centre;           /* that made it */
    const char *unusable; /* why a known parameter is not taken; NULL: it is */
    char source[48];      /* "kwbc", "ECMWF ERA5": for the label */
} lt_grib_header;

/* LT_ERR_INPUT: a key that every message has is not there. */
lt_status lt_grib_header_read(codes_handle *handle, const char *where, lt_grib_header *header);

/* "2t surface", for words. */
void lt_grib_header_name(codes_handle *handle, char *name, size_t size);

/* A key as a whole number or a number; fallback where it is absent or missing. */
long lt_grib_long(codes_handle *handle, const char *key, long fallback);
double lt_grib_double(codes_handle *handle, const char *key, double fallback);

#endif
