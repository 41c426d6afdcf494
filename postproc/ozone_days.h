/* ozone_days.h - from the hours of ozone of a period to its days: of every cell, and of every city, whose hours are
 * averaged first (HJ 663). Only days count that are valid by ozone_day.h for MDA8 and for MDA1 (with 19 hours, 05:00 to
 * 24:00, a day has the one alone); a model has all hours of a day or misses the same in all cells, so a day is valid
 * for all or for none. */
#ifndef LT_OZONE_DAYS_H
#define LT_OZONE_DAYS_H

#include "base/timeaxis.h"
#include "postproc/city_value.h"

#include <stdbool.h>

typedef struct lt_ozone_days lt_ozone_days;

lt_status lt_ozone_days_create(size_t n_cells, long hours, const lt_city_weights *cities, lt_ozone_days **out);
/* The hour that starts at t, ozone[cells] at the state of the report; hours in their order. */
void lt_ozone_days_add(lt_ozone_days *days, lt_time t, const double *ozone);
/* After the last hour, once. */
void lt_ozone_days_end(lt_ozone_days *days);
void lt_ozone_days_free(lt_ozone_days *days); /* NULL is fine */

long lt_ozone_days_n(const lt_ozone_days *days);
lt_time lt_ozone_days_first(const lt_ozone_days *days); /* local midnight before the first valid day */
/* [day][cells] */
const float *lt_ozone_days_mda8(const lt_ozone_days *days);
const float *lt_ozone_days_mda1(const lt_ozone_days *days);

/* Mean of a city's sites over all hours (of days that are not valid, too) that begin at a local hour; NaN: none did. */
double lt_ozone_days_by_hour(const lt_ozone_days *days, int city, int hour);

/* Over the days: mean of MDA8, of MDA1, 90th percentile of MDA8. NaN where there is no day. */
typedef struct lt_ozone_of_days {
    double mda8, mda1, p90;
} lt_ozone_of_days;
lt_ozone_of_days lt_ozone_days_cell(lt_ozone_days *days, size_t cell);
lt_ozone_of_days lt_ozone_days_city(lt_ozone_days *days, int city, lt_city_kind kind);

#endif
