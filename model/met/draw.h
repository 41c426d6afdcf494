/* draw.h - persistent random numbers that depend on seed, draw and absolute hour only. */
#ifndef LT_MET_DRAW_H
#define LT_MET_DRAW_H

#include "base/status.h"
#include "base/timeaxis.h"

/* One number of 0 to 1 (evenly spread, persistent in time) for each of n hours from start into out. */
lt_status lt_draw_series(long seed, int draw, double persistence_s, lt_time start, long n, double *out);

#endif
