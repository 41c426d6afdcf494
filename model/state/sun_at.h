/* sun_at.h - where the sun stands at a time of the calendar (kernel/sun.h knows days and seconds alone). */
#ifndef LT_SUN_AT_H
#define LT_SUN_AT_H

#include "base/timeaxis.h"
#include "model/kernel/sun.h"

#include <math.h>

/* time: s since 1970-01-01 UTC. date: its day. */
static inline lt_direction lt_sun_at(double time, lt_civil *date) {
    const double seconds = time - LT_DAY * floor(time / LT_DAY);
    *date = lt_time_civil((lt_time)floor(time));
    return lt_sun_direction(date->yearday - 1 + seconds / LT_DAY, seconds);
}

#endif
