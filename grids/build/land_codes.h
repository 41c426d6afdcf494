/* land_codes.h - codes of land cover maps as IGBP classes (grids/data/land_codes.csv). */
#ifndef LT_LAND_CODES_H
#define LT_LAND_CODES_H

#include "grids/land.h"

enum { LT_LAND_MISSING = LT_N_LAND, LT_LAND_FOREIGN, LT_MAX_LAND_CODE = 255 };

typedef struct lt_land_codes {
    char legend[24];
    int class_of[LT_MAX_LAND_CODE + 1]; /* class, LT_LAND_MISSING (the map says: no data) or LT_LAND_FOREIGN */
} lt_land_codes;

/* One legend of the table (columns legend, code, name, class, reason; class empty: no data). LT_ERR_INPUT names row
 * and column, or lists the legends. */
lt_status lt_land_codes_read(const char *path, const char *legend, lt_land_codes *out);

#endif
