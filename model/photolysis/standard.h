/* standard.h - the standard atmosphere by height (model/data/standard_atmosphere.csv). */
#ifndef LT_PHOTOLYSIS_STANDARD_H
#define LT_PHOTOLYSIS_STANDARD_H

#include "base/status.h"
#include "model/photolysis/tile.h"

#define LT_STANDARD_FILE "model/data/standard_atmosphere.csv"

enum { LT_STANDARD_HEIGHTS = 200 };

typedef struct lt_standard {
    int n;
    double height_m[LT_STANDARD_HEIGHTS], temperature_K[LT_STANDARD_HEIGHTS], pressure_Pa[LT_STANDARD_HEIGHTS];
    double ozone_cm3[LT_STANDARD_HEIGHTS];   /* molecules cm-3 */
    double ozone_below[LT_STANDARD_HEIGHTS]; /* molecules cm-2 from the lowest height */
} lt_standard;

typedef struct lt_standard_level {
    double temperature_K, pressure_Pa, ozone_below;
} lt_standard_level;

/* The shipped table. LT_ERR_INPUT names row and column. */
lt_status lt_standard_read(lt_standard *out);
lt_status lt_standard_read_file(const char *path, lt_standard *out);
/* Temperature and ozone linear, pressure exponential between heights. */
lt_standard_level lt_standard_at(const lt_standard *standard, double height_m);
/* The layers above top_m into *tables, as shares of what a column has there. LT_ERR_INPUT: top_m not 1 to 60 km. */
lt_status lt_standard_above(const lt_standard *standard, double top_m, lt_photo_tables *tables);

#endif
