/* bench.h - `lantian bench inventory`: what the inventory costs. A task is one file and one line of the list; each runs
 * in a process of its own (lt_bench_fork). */
#ifndef LT_INVENTORY_BENCH_H
#define LT_INVENTORY_BENCH_H

#include "base/bench.h"

/* X-macro: task; the function is lt_inventory_bench_<task> and adds one row or more with lt_bench_cost_row. */
#define LT_INVENTORY_BENCH_LIST(X) X(gridding) X(nonpoint) X(weights) X(ledger) X(draws)

#define LT_INVENTORY_BENCH_DECLARE(task) lt_status lt_inventory_bench_##task(lt_bench *bench);
LT_INVENTORY_BENCH_LIST(LT_INVENTORY_BENCH_DECLARE)
#undef LT_INVENTORY_BENCH_DECLARE

extern const lt_benchmark lt_benchmark_inventory;

#endif
