/* levels.h - the levels that the fields of a GRIB file have in common. */
#ifndef LT_GRIB_LEVELS_H
#define LT_GRIB_LEVELS_H

#include "model/met/gridded/grib/index.h"
#include "model/met/gridded/gridded.h"

enum { LT_GRIB_MAX_LEVELS = 1000 };
typedef struct lt_grib_levels {
    double value[LT_GRIB_MAX_LEVELS]; /* from the ground up: Pa or number */
    int n;
} lt_grib_levels;

bool lt_grib_over_levels(int field);
/* One kind of levels and one humidity; the rest is dropped from the index and noted. */
void lt_grib_levels_choose(lt_gridded *gridded, lt_grib_index *index);
/* Fills levels of gridded, from messages in the order of field, time, level. Cloud that lacks levels in between is
 * dropped. LT_ERR_INPUT: no level in common, model levels without coefficients. */
lt_status lt_grib_levels_make(lt_gridded *gridded, lt_grib_index *index, lt_grib_levels *common);

/* One past the last message of the group (one field and time) that begins at m. */
long lt_grib_group_end(const lt_grib_index *index, long m);
/* The message of a level within a group; -1: none. */
long lt_grib_group_level(const lt_grib_index *index, long from, long end, double level);

#endif
