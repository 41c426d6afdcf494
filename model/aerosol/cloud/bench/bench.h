/* bench.h - `lantian bench cloud`: time of a cloudy cell's step at its error. */
#ifndef LT_CLOUD_BENCH_H
#define LT_CLOUD_BENCH_H

#include "base/bench.h"

extern const lt_benchmark lt_benchmark_cloud;

#endif
