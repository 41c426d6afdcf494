/* parameters.h - which parameter of GRIB is which field of fields.h, and how its values become the field's unit. */
#ifndef LT_GRIB_PARAMETERS_H
#define LT_GRIB_PARAMETERS_H

#include "model/met/gridded/fields.h"

#include <stdbool.h>

typedef enum lt_grib_level {
    LT_GRIB_SURFACE,
    LT_GRIB_SEA,      /* mean sea level */
    LT_GRIB_ABOVE,    /* m above the ground */
    LT_GRIB_SOIL,     /* the uppermost layer of the soil */
    LT_GRIB_COLUMN,   /* the whole atmosphere */
    LT_GRIB_PRESSURE, /* Pa */
    LT_GRIB_HYBRID,   /* number of the level */
    LT_GRIB_GROUND,   /* in a row: surface, soil or column, for numbers that say it by themselves */
    LT_GRIB_OTHER
} lt_grib_level;

typedef enum lt_grib_kind {
    LT_GRIB_STATE,
    LT_GRIB_LOGARITHM, /* of a state */
    LT_GRIB_TOTAL,     /* summed over an interval */
    LT_GRIB_RATE       /* per second; with the statistical process "accumulation" the sum of it over time */
} lt_grib_kind;

/* Numbers are kept in three schemes: GRIB2's own triples, NCEP's table 2 of GRIB1, and ECMWF's paramId, which holds for
 * tables 128, 228 and 235 of GRIB1 and for ECMWF's parameters in GRIB2. */
typedef enum lt_grib_scheme { LT_GRIB_2, LT_GRIB_NCEP, LT_GRIB_ECMWF } lt_grib_scheme;

typedef struct lt_grib_row {
    lt_grib_scheme scheme;
    long number; /* scheme 2: LT_GRIB_TRIPLE */
    int centre;  /* 0: any. Flux signs and numbers from 192 on are a centre's own */
    lt_grib_level level;
    double height; /* ABOVE: m */
    lt_gridded_field field;
    lt_grib_kind kind;
    double scale; /* times the value */
} lt_grib_row;

#define LT_GRIB_TRIPLE(discipline, category, number) ((discipline)*1000000L + (category)*1000L + (number))
enum { LT_GRIB_CENTRE_NCEP = 7, LT_GRIB_CENTRE_ECMWF = 98 };

/* What a message says of itself. */
typedef struct lt_grib_name {
    long numbers[3]; /* by scheme; -1: has none */
    int centre;      /* whose conventions hold */
    lt_grib_level level;
    double height;
} lt_grib_name;

/* The row of a parameter; -1: not used. A lower row is preferred where several give one field. */
int lt_grib_row_find(const lt_grib_name *name);
/* Is the parameter one of the table on other levels? */
bool lt_grib_row_elsewhere(const lt_grib_name *name);
const lt_grib_row *lt_grib_row_at(int row);

#endif
