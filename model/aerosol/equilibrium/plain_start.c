/* plain_start.c - start.c one state at a time, to the same bits. */
#define LT_SINGLE
#define LT_PLAIN
#include "model/aerosol/equilibrium/kernels.h"
#include "model/aerosol/equilibrium/start.h"

void lt_equilibrium_plain_start(lt_equilibrium_block *block) {
    lt_block_start(block);
}
