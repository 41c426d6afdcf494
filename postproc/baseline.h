/* baseline.h - what a model must beat: persistence, climatology, and a regression on the same weather.
 *
 *   persistence  P(t) = O(t - 24 h): yesterday's same hour, or yesterday's value for days
 *   climatology  P(t) = mean of O over the same calendar month (and, for hours, the same local hour) in all years of
 *                the file, outside the judged period; other days of the same month of the same year count, so it knows
 *                more than a forecast could. Where a month has no other observation (the period takes all of it), the
 *                months before and after it stand in
 *   regression   P(t) = max(0, b0 + b1 T + b2 RH + b3 U), least squares (GSL multifit) on the hours or days of the same
 *                season (DJF, MAM, JJA, SON) outside the judged period, on all its days when the season has fewer than
 *                30; T [degC], RH [%], U [m/s] of the station
 * A value that cannot be made is NaN. The judged period is [start, end). */
#ifndef LT_BASELINE_H
#define LT_BASELINE_H

#include "postproc/obs/obs.h"
#include "postproc/obs/station_weather.h"

typedef struct lt_baseline {
    const lt_obs_series *series;     /* what is judged */
    const lt_obs_series *background; /* more of the same site, used where series has nothing; may be NULL */
    lt_time start, end;              /* judged period */
} lt_baseline;

/* out[q] for the interval that starts at times[q]. */
void lt_baseline_persistence(const lt_baseline *base, const lt_time *times, long n, double *out);
void lt_baseline_climatology(const lt_baseline *base, const lt_time *times, long n, double *out);
typedef struct lt_training {
    long n;             /* hours or days */
    bool all_seasons;   /* the season alone had too few */
    const char *reason; /* why no regression can be made (static text; out is all NaN), else NULL */
} lt_training;

lt_status lt_baseline_regression(const lt_baseline *base, const lt_station_weather *weather, const lt_time *times,
                                 long n, double *out, lt_training *training);
/* For how many of the intervals at times is there weather? */
long lt_baseline_weather(const lt_obs_series *series, const lt_station_weather *weather, const lt_time *times, long n);

#endif
