/* benchmarks.h - the benchmarks of the model: `lantian bench transport`, `full`, `deposition`, `analysis`,
 * `ranks-cost`; `lantian-mpi bench ranks`. */
#ifndef LT_MODEL_BENCHMARKS_H
#define LT_MODEL_BENCHMARKS_H

#include "base/bench.h"

extern const lt_benchmark lt_benchmark_transport, lt_benchmark_full, lt_benchmark_deposition, lt_benchmark_ranks,
    lt_benchmark_ranks_cost, lt_benchmark_analysis;

#endif
