/* bench.h - `lantian bench chemistry`: cell-hours a second of the gas chemistry at its error; with --grid a day of
 * a grid. */
#ifndef LT_CHEM_BENCH_H
#define LT_CHEM_BENCH_H

#include "base/bench.h"

extern const lt_benchmark lt_benchmark_chemistry;

/* bench_grid.c: the row of a day of bench->grid. */
lt_status lt_bench_chemistry_grid(lt_bench *bench);
extern const lt_bench_column lt_bench_grid_columns[];

#endif
