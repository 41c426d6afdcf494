/* bench.h - `lantian bench met`: what the weather costs. A task is one file and one line of the list; each runs in a
 * process of its own (lt_bench_fork). */
#ifndef LT_MET_BENCH_H
#define LT_MET_BENCH_H

#include "base/bench.h"

/* X-macro: task; the function is lt_met_bench_<task> and adds one row or more with lt_bench_cost_row. */
#define LT_MET_BENCH_LIST(X) X(wrf_day) X(stations_hour)

#define LT_MET_BENCH_DECLARE(task) lt_status lt_met_bench_##task(lt_bench *bench);
LT_MET_BENCH_LIST(LT_MET_BENCH_DECLARE)
#undef LT_MET_BENCH_DECLARE

extern const lt_benchmark lt_benchmark_met;

#endif
