/* ozone_day.h - ozone of a local day by HJ 633 and HJ 663.
 *
 *   A8(e)       mean of the 8 hours that end at e o'clock (UTC+8), of at least 6 valid ones (GB 3095-2012, table 4)
 *   MDA8        largest A8(e), e = 8 .. 24; valid when at least 14 of the 17 are, or when it is above a limit that it
 *               thereby breaks whatever the others are (HJ 663-2013; S: as public programs quote it)
 *   MDA1        largest of the 24 hours, of at least 20 valid ones (A: the rule of a daily mean)
 *   percentile  p of n values in ascending order X(1 .. n): k = 1 + (n - 1) p, s = floor(k),
 *               X(s) + (X(s + 1) - X(s)) (k - s) (HJ 663-2013; R)
 *
 * All 17 windows lie inside the day: hour 0 is 00:00 to 01:00 local. Missing is NaN. */
#ifndef LT_OZONE_DAY_H
#define LT_OZONE_DAY_H

typedef struct lt_ozone_day {
    double mda8, mda1; /* unit of the hours; NaN: not valid */
} lt_ozone_day;

/* limit: INFINITY where no few windows are enough, as for a model, which has all hours. */
lt_ozone_day lt_ozone_day_of(const double hour[24], double limit);

/* p from 0 to 1; sorts the values; NaN for n = 0. */
double lt_percentile(double *values, long n, double p);

#endif
