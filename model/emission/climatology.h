/* climatology.h - the mean year of emissions.nc (group laws) that the laws of potentials are normalised by:
 *   T(month, day, hour, cell) = temperature(month, cell) + day_departure(month, day) + hour_departure(month, hour)
 * in local time (UTC+8), solar radiation by month and hour, and the days of public heating in each cell. */
#ifndef LT_CLIMATOLOGY_H
#define LT_CLIMATOLOGY_H

#include "base/ncio.h"

typedef struct lt_climatology {
    size_t plane;                                           /* ny * nx */
    double *temperature;                                    /* [12][ny][nx] K */
    double day_departure[12 * 31], hour_departure[12 * 24]; /* K */
    double shortwave[12 * 24];                              /* W m-2; 0 where the file has none */
    double *first, *last;                                   /* [ny][nx] month * 100 + day, of public heating */
} lt_climatology;

/* light: solar radiation is needed. LT_ERR_INPUT for a temperature, radiation or day that cannot be, or hours that do
 * not cancel in the day. */
lt_status lt_climatology_read(lt_ncr *file, size_t plane, bool light, lt_climatology *out);
void lt_climatology_free(lt_climatology *climatology);
/* Day means [K] of all cells; month and day from 1. */
void lt_climatology_day(const lt_climatology *climatology, int month, int day, double *out);
/* Which cells are heated on that day. */
void lt_climatology_heating(const lt_climatology *climatology, int month, int day, bool *out);

#endif
