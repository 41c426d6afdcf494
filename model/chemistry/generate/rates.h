/* rates.h - the writer of rate constants: private to generate/.
 *
 * Writes rate_constants(air, k, k_stride), the `rates` of lt_chem_kernel, after "model/kernel/chem_rates.h" was
 * included. The arithmetic is that of graph_values (tests/support/rate_graph_values.h), to the last bit. */
#ifndef LT_GENERATE_RATES_H
#define LT_GENERATE_RATES_H

#include "model/chemistry/generate/code.h"

/* LT_ERR_MEMORY. */
lt_status lt_write_rate_constants(lt_code *code, const lt_mechanism *mechanism);

#endif
