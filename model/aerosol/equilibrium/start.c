/* start.c - the way to the root in float, on vectors (compiled once for each instruction set). */
#define LT_SINGLE
#include "model/aerosol/equilibrium/start.h"
#include "model/kernel/real.h"

void LT_KERNEL(equilibrium_start)(lt_equilibrium_block *block);

void LT_KERNEL(equilibrium_start)(lt_equilibrium_block *block) {
    lt_block_start(block);
}
