/* met_fields_private.h - the inside of lt_met_fields, for met_fields.c and met_fields_hour.c. */
#ifndef LT_MET_FIELDS_PRIVATE_H
#define LT_MET_FIELDS_PRIVATE_H

#include "base/ncio.h"
#include "model/gaussian/weather/met_fields.h"

enum { LT_FIELD_USTAR, LT_FIELD_INVERSE, LT_FIELD_WSTAR, LT_FIELD_HEIGHT, LT_FIELD_ROUGHNESS, LT_N_FIELDS };

/* One hour. */
typedef struct lt_met_hour {
    long hour; /* of the file; -1: none */
    double *u, *v, *temperature, *of[LT_N_FIELDS];
} lt_met_hour;

enum { LT_HOUR_BEFORE, LT_HOUR_THIS, LT_HOUR_AFTER, LT_MET_HOURS };

struct lt_met_fields {
    lt_ncr *file;
    size_t nx, ny, nz, n;
    double *x, *y, *height, *bounds; /* height [nz][ny][nx], bounds [n][2] */
    double *flux, *mass[2];          /* room */
    double origin[2], to_map[2][2], to_plane[2][2];
    lt_met_hour record[LT_MET_HOURS];
    double middle_s;
    lt_puff_fields half[2]; /* before and after the hour's middle */
};

lt_status lt_met_fields_bad(const lt_met_fields *fields, const char *what, const char *expected, const char *found,
                            const char *todo);

#endif
