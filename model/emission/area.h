/* area.h - the area sources of emissions.nc: rates by height profile. */
#ifndef LT_AREA_H
#define LT_AREA_H

#include "base/ncio.h"

typedef struct lt_area {
    size_t n_profiles, nx, plane, nz;
    double *fraction; /* [profile][nz] share of the layer */
    double *rate;     /* [profile][ny][nx] kg/s of one species and hour */
} lt_area;

/* The file's grid has been checked. LT_ERR_INPUT unless the shares of every profile make one. */
lt_status lt_area_open(lt_ncr *file, size_t nx, size_t ny, size_t nz, lt_area *out);
void lt_area_close(lt_area *area);
/* Rates of an emitted species in an hour, which begins then, of the file. */
lt_status lt_area_hour(lt_area *area, lt_ncr *file, const char *emitted, size_t hour, lt_time begin);

bool lt_is_rate(double rate); /* finite, 0 or more */
/* The fault of a rate that is none; at: where it is, counted from 0 as in the file. */
lt_status lt_rate_fault(lt_ncr *file, const char *name, size_t hour, lt_time begin, const char *at, double rate);

#endif
