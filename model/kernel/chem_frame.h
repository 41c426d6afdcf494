/* chem_frame.h - what the generated code of a mechanism includes first; chem_kernel.h is what it includes last. */
#ifndef LT_KERNEL_CHEM_FRAME_H
#define LT_KERNEL_CHEM_FRAME_H

#include "model/kernel/chem_rates.h"
#include "model/kernel/chemistry.h"
#include "model/kernel/simd.h"

#include <stdbool.h>

/* Parts of a piece all have its parameters and may not need each; a column of L may be stored and never read. */
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wunused-but-set-variable"
/* gcc does not see that the windows of an array are all written. */
#ifndef __clang__
#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"
#endif

/* A loop over stages is unrolled: their number is a constant where it stands. */
#ifdef __clang__
#define LT_CHEM_UNROLL _Pragma("clang loop unroll(full)")
#else
#define LT_CHEM_UNROLL _Pragma("GCC unroll 8")
#endif

/* A part of a piece: kept apart, so that no function grows beyond what compilers bear. Sanitizers leave it alone: all
 * its places are constants, and watching each would take a compiler minutes. */
#define LT_CHEM_PART static __attribute__((noinline, no_sanitize("address", "undefined", "thread"))) void

#endif
