/* clocks.h - the clocks of the stations of an archive, over the two weeks that end with some hour. */
#ifndef LT_CLOCKS_H
#define LT_CLOCKS_H

#include "postproc/obs/archive/archive.h"
#include "postproc/obs/archive/clock.h"

enum { LT_CLOCK_HOURS = 14 * 24 };

typedef struct lt_clock_fault {
    lt_place station;
    lt_observed species;
    lt_clock clock;      /* beside the stations within 100 km; is_off false: ozone told */
    double ozone_peak_h; /* UTC+8 */
} lt_clock_fault;

typedef struct lt_clock_faults {
    lt_clock_fault *items;
    long n, room;
} lt_clock_faults;

/* Ozone of each station, and PM2.5 of those without it: beside the median of at least three others, which may be off
 * themselves if they are few; else by the sun. Release items with lt_free. */
lt_status lt_clocks_find(lt_archive *archive, lt_time last, lt_clock_faults *out);

#endif
