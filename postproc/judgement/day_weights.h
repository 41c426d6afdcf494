/* day_weights.h - days of a run whose periods have weights: what each counts in a mean over the year. Pure.
 *
 *   w_d = part of the period that holds the noon of the day / days of that period that count
 * so that a mean over the days is the mean over the periods that summary.json tells (base/job.h: lt_case_part_of). A
 * period without a day that counts falls out, the others share its part.
 *
 * Percentile p of values in ascending order with their weights: values stand in the middle of their weights,
 *   t_1 = 0, t_i+1 = t_i + (w_i + w_i+1) / 2, the value at p t_n by linear interpolation
 * with equal weights the percentile of HJ 663 (ozone_day.h). */
#ifndef LT_DAY_WEIGHTS_H
#define LT_DAY_WEIGHTS_H

#include "base/timeaxis.h"

typedef struct lt_weighed_period {
    lt_time start, end; /* UTC */
    double part;        /* of the periods' sum, above 0 */
} lt_weighed_period;

typedef struct lt_weighed_periods {
    lt_weighed_period *items;
    long n;
} lt_weighed_periods;

/* Days of the local calendar from `first` (as lt_air_days has it); value NaN: does not count, its weight is 0. */
void lt_day_weights(const lt_weighed_periods *periods, lt_time first, const double *value, long days, double *weight);

typedef struct lt_weighed_value {
    double value, weight; /* above 0 */
} lt_weighed_value;
/* p from 0 to 1; sorts the values; NaN for n = 0. */
double lt_weighed_percentile(lt_weighed_value *of, long n, double p);

#endif
