/* met_fields.h - the weather of a run in three dimensions as air for puffs: three hours of a met.nc in memory. */
#ifndef LT_MET_FIELDS_H
#define LT_MET_FIELDS_H

#include "base/timeaxis.h"
#include "model/gaussian/puff/puff_air.h"

/* Degrees of three places of a plane: (0, 0), (apart, 0), (0, apart). */
typedef struct lt_met_frame {
    double lon[3], lat[3], apart_m;
} lt_met_frame;

typedef struct lt_met_fields lt_met_fields;

/* LT_ERR_INPUT: the file has not the fields that puffs need, or cells that are not square. */
lt_status lt_met_fields_open(const char *path, const lt_met_frame *frame, lt_met_fields **out);
void lt_met_fields_close(lt_met_fields *fields); /* NULL is fine */
/* Is a place of the plane in one of its cells? */
bool lt_met_fields_cover(const lt_met_fields *fields, double x_m, double y_m);
/* Goes to the hour that ends then and begins at start_s of the puffs' clock. LT_ERR_INPUT: the file lacks it, or a
 * value in it is no number. */
lt_status lt_met_fields_hour(lt_met_fields *fields, lt_time end, double start_s);
/* The air of that hour, on the plane. */
lt_puff_air lt_met_fields_air(const lt_met_fields *fields);

#endif
