/* terms_nc.h - a field of emissions.nc by terms: of many that it could have a variable holds those that are there, and
 * attributes say which they are. */
#ifndef LT_TERMS_NC_H
#define LT_TERMS_NC_H

#include "base/ncio.h"

/* Dimensions terms_1, terms_2 ... that the file has: variables of as many terms share one. */
enum { LT_MOST_AREA_TERMS = 1024 };
typedef struct lt_terms_nc {
    bool has[LT_MOST_AREA_TERMS + 1];
} lt_terms_nc;

/* A variable of n terms (1 or more) on y and x, behind the dimensions of the field ("" or "episode "). Plain doubles:
 * of the stage that deflated its hours zlib and HDF5 took 85 % of the processor time (perf, liaoning-27w, 2026-11-27). */
lt_status lt_terms_nc_define(lt_ncw *nc, lt_terms_nc *sizes, const lt_field *field, int n);

#endif
