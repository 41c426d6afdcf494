/* plain.c - the solvers one state at a time: the source of lanes.c, to the same bits, and the plain methods. */
#define LT_PLAIN
#include "model/aerosol/equilibrium/kernels.h"
#include "model/aerosol/equilibrium/reverse.h"
#include "model/aerosol/equilibrium/sweeps.h"
#include "model/aerosol/equilibrium/walk.h"

static void forward(lt_equilibrium_block *block) {
    lt_equilibrium_plain_start(block);
    lt_block_forward(block);
}

static void reverse(lt_equilibrium_block *block) {
    lt_block_reverse(block);
}

const lt_equilibrium_kernel lt_equilibrium_plain = {forward, reverse};

void lt_equilibrium_sweeps(lt_equilibrium_block *block, int lane, double tight, bool with_newton) {
    lt_problem problem;
    lt_composition composition;
    double residual;
    lt_block_problem(block, lane, LT_EQ_SEED, &problem);
    lt_sweeps_forward(&problem, block->activity, tight, with_newton, &composition, &residual);
    lt_block_store(block, lane, &problem, &composition, residual);
}

void lt_equilibrium_walk(lt_equilibrium_block *block, int lane) {
    lt_problem problem;
    lt_composition composition;
    double residual;
    lt_block_problem(block, lane, 0.0, &problem);
    lt_walk_reverse(&problem, block->activity, &composition, &residual);
    lt_block_store(block, lane, &problem, &composition, residual);
}
