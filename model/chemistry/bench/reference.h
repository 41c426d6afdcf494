/* reference.h - the end of an hour as the benchmark takes it for true: the interpreter with Rodas4 at rtol 1e-7. */
#ifndef LT_CHEM_BENCH_REFERENCE_H
#define LT_CHEM_BENCH_REFERENCE_H

#include "model/chemistry/solver/states_csv.h"

/* Fill states->end where it is NULL: six pulses, each followed by ten minutes, with the given constants. LT_ERR_MEMORY;
 * LT_ERR_INTERNAL: a cell failed. */
lt_status lt_bench_reference(const lt_mechanism *mechanism, lt_states *states);

#endif
