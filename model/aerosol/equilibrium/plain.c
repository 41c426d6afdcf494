/* plain.c - the forward solver one state at a time: the source of lanes.c, to the same bits, and the plain method. */
#define LT_PLAIN
#include "model/aerosol/equilibrium/forward.h"
#include "model/aerosol/equilibrium/kernels.h"
#include "model/aerosol/equilibrium/sweeps.h"

void lt_equilibrium_plain(lt_equilibrium_block *block) {
    lt_block_forward(block);
}

void lt_equilibrium_sweeps(lt_equilibrium_block *block, int lane, double tight) {
    lt_problem problem;
    lt_composition composition;
    double residual;
    lt_block_problem(block, lane, &problem);
    lt_sweeps_forward(&problem, block->activity, tight, &composition, &residual);
    lt_block_store(block, lane, &problem, &composition, residual);
}
