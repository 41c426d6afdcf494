/* bench.h - `lantian bench organics`: cells a second of the organic partitioning at its error. */
#ifndef LT_ORGANICS_BENCH_H
#define LT_ORGANICS_BENCH_H

#include "base/bench.h"

extern const lt_benchmark lt_benchmark_organics;

#endif
