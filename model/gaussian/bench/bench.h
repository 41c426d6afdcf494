/* bench.h - `lantian bench plume`: what a source at a receptor in an hour takes. */
#ifndef LT_GAUSSIAN_BENCH_H
#define LT_GAUSSIAN_BENCH_H

#include "base/bench.h"

extern const lt_benchmark lt_benchmark_plume;

#endif
