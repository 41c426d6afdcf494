/* clear_sky.h - photolysis frequencies at the ground under a clear sky, by the sun's height alone.
 *
 *   J = l cos(SZA)^m exp(-n / cos(SZA)),  0 where cos(SZA) <= 0
 *
 * of MCM (Saunders et al. 2003, doi:10.5194/acp-3-161-2003, after Hayman 1997), or a factor times another J of the
 * table model/data/clear_sky_photolysis.csv, which has source and mark of every row. Limits: one ozone column, one
 * aerosol, one albedo and the ground at 45 N in July; fitted to zenith angles up to 75 degrees or so. No cloud.
 *
 * The cosine of the zenith angle at a time and place is lt_solar_sin_elevation (model/met/solar.h). */
#ifndef LT_CLEAR_SKY_H
#define LT_CLEAR_SKY_H

#include "base/status.h"

typedef struct lt_clear_sky lt_clear_sky;

/* The shipped table. LT_ERR_INPUT: a fault of the table; LT_ERR_MEMORY. */
lt_status lt_clear_sky_read(lt_clear_sky **out);
/* The same table from a file of the same form. */
lt_status lt_clear_sky_read_file(const char *path, lt_clear_sky **out);
void lt_clear_sky_free(lt_clear_sky *sky);

/* Row of the J of this name (J(NAME) of a mechanism), -1 if the table has none. */
int lt_clear_sky_find(const lt_clear_sky *sky, const char *name);
int lt_clear_sky_rows(const lt_clear_sky *sky);
/* The name of a row that is like name, NULL if none is. */
const char *lt_clear_sky_near(const lt_clear_sky *sky, const char *name);
/* s-1. */
double lt_clear_sky_j(const lt_clear_sky *sky, int row, double cos_sza);

#endif
