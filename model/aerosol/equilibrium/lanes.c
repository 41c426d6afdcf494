/* lanes.c - the forward solver on vectors (compiled once for each instruction set). */
#include "model/aerosol/equilibrium/forward.h"
#include "model/kernel/real.h"

void LT_KERNEL(equilibrium_forward)(lt_equilibrium_block *block);

void LT_KERNEL(equilibrium_forward)(lt_equilibrium_block *block) {
    lt_block_forward(block);
}
