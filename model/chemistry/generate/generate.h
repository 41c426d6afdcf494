/* generate.h - from a mechanism and its sparsity to the C file of its kernel (model/kernel/chemistry.h).
 *
 * The file includes model/kernel/chem_frame.h, is compiled once for each instruction set (LT_ISA) with the lt_real of
 * the build, and defines one object, lt_chem_kernel_NAME_ISA. README.md shows what it looks like. */
#ifndef LT_GENERATE_H
#define LT_GENERATE_H

#include "model/chemistry/mechanism/mechanism.h"
#include "model/chemistry/solver/sparsity.h"

#include <stdio.h>

/* Write the kernel of a mechanism, named `name` (a C identifier), to `out`. The text is the same on every machine.
 * LT_ERR_MEMORY, LT_ERR_ENV where writing failed. */
lt_status lt_generate_kernel(const lt_mechanism *mechanism, const lt_sparsity *sparsity, const char *name, FILE *out);

#endif
