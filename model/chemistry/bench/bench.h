/* bench.h - `lantian bench chemistry`: cell-hours a second of the gas chemistry at its error. */
#ifndef LT_CHEM_BENCH_H
#define LT_CHEM_BENCH_H

#include "base/bench.h"

extern const lt_benchmark lt_benchmark_chemistry;

#endif
