/* isa.h - chooses the kernels for this processor. */
#ifndef LT_ISA_H
#define LT_ISA_H

#include "base/status.h"
#include "model/kernel/kernels.h"

/* The widest set that runs here: v4 (AVX-512), v3 (AVX2, FMA: the least supported). LT_ISA=v3|v4 in the environment
 * overrides. LT_ERR_ENV on an older processor, LT_ERR_USAGE for a set that does not exist or does not run here. */
lt_status lt_isa_kernels(const lt_kernels **out);

#endif
