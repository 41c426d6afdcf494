/* area.h - the area sources of emissions.nc: rates by height profile. */
#ifndef LT_AREA_H
#define LT_AREA_H

#include "base/ncio.h"
#include "model/emission/mapping.h"
#include "model/emission/emitted_hours.h"

typedef struct lt_area {
    size_t n_profiles, nx, plane, nz;
    double *fraction; /* [profile][nz] share of the layer */
    double *field;    /* [profile][ny][nx] of one field and hour, in its unit */
    double *rate;     /* [profile][ny][nx] kg/s of one species and hour */
    bool *emits;      /* [profile] anything at all in that hour */
} lt_area;

/* The file's grid has been checked. LT_ERR_INPUT unless the shares of every profile make one. */
lt_status lt_area_open(lt_ncr *file, size_t nx, size_t ny, size_t nz, lt_area *out);
void lt_area_close(lt_area *area);
/* One field (0 where the file has it of stacks alone) in an hour, which begins then, of the file. */
lt_status lt_area_hour(lt_area *area, lt_ncr *file, lt_emitted_hours *rates, const lt_emitted_field *field, size_t hour,
                       lt_time begin);
void lt_area_clear(lt_area *area);          /* rate = 0 */
void lt_area_add(lt_area *area, double kg); /* rate += kg field */

bool lt_is_rate(double rate); /* finite, 0 or more */
/* The fault of a rate that is none, of the variable name; at: where it is, counted from 0 as in the file. */
lt_status lt_rate_fault(lt_ncr *file, const char *name, const char *unit, size_t hour, lt_time begin, const char *at,
                        double rate);

#endif
