/* reference.h - what a forecast must beat, made of what was known when it was issued and of nothing later. Pure.
 *
 * Steps of one length (days, or hours) are numbered; obs[t] is the observation of step t, NaN where missing. A forecast
 * of `cycle` is issued at the start of step `cycle`: known are obs[t] with t < cycle.
 *   persistence  the newest known observation of the same phase (`period` steps a day; 1 for days) within LT_PERSISTS
 *                days; older ones are no persistence: NaN
 *   climatology  the known observations of the same phase whose day of the year lies within `window` days of that of
 * the valid step (around the end of the year too): their mean, or themselves as members. The year of the forecast
 * counts up to the cycle, so the window closes before it and what is judged is left out. With less than a year before
 * the cycle a climatology is of the days just before it; `least` members, else none. */
#ifndef LT_REFERENCE_H
#define LT_REFERENCE_H

#include "base/timeaxis.h"

enum { LT_PERSISTS = 3 };

typedef struct lt_reference {
    const double *obs;
    long n;        /* steps in obs */
    lt_time start; /* of step 0, UTC */
    int period;    /* steps a day: 1 or 24 */
    int window;    /* days to each side */
    int least;     /* members of a climatology, at least */
} lt_reference;

double lt_reference_persistence(const lt_reference *reference, long cycle, long valid);
/* Writes the members in the order of time, newest last, at most `room` of the newest; returns how many (0 where fewer
 * than `least`). */
int lt_reference_climatology(const lt_reference *reference, long cycle, long valid, double *members, int room);

#endif
