/* bench.h - `lantian bench equilibrium`: states a second of the aerosol's equilibrium at its error. */
#ifndef LT_EQUILIBRIUM_BENCH_H
#define LT_EQUILIBRIUM_BENCH_H

#include "base/bench.h"

extern const lt_benchmark lt_benchmark_equilibrium;

#endif
