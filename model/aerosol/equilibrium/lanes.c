/* lanes.c - the solvers on vectors (compiled once for each instruction set). */
#include "model/aerosol/equilibrium/kernels.h"
#include "model/aerosol/equilibrium/reverse.h"
#include "model/kernel/real.h"

static void forward(lt_equilibrium_block *block) {
    LT_KERNEL(equilibrium_start)(block);
    lt_block_forward(block);
}

static void reverse(lt_equilibrium_block *block) {
    lt_block_reverse(block);
}

const lt_equilibrium_kernel LT_KERNEL(equilibrium) = {forward, reverse};
