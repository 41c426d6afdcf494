/* global.h - the two grids of the tasks weights and gridding: the Earth at 0.25 degree, and 120 x 120 Lambert cells. */
#ifndef LT_BENCH_GLOBAL_H
#define LT_BENCH_GLOBAL_H

#include "grids/regrid.h"

enum { LT_BENCH_NX = 1440, LT_BENCH_NY = 720, LT_BENCH_SIDE = 120 };
/* Cell centres of the Earth, degrees. */
void lt_bench_axes(double lon[LT_BENCH_NX], double lat[LT_BENCH_NY]);
/* side x side cells of 27 km around Liaoning. */
lt_status lt_bench_lambert(int side, lt_grid **out);

#endif
