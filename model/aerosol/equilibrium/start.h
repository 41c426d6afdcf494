/* start.h - the way to the root in float (LT_SINGLE): newton.h from its sweeps to where float ends. */
#ifndef LT_EQUILIBRIUM_START_H
#define LT_EQUILIBRIUM_START_H

#include "model/aerosol/equilibrium/forward.h"

#ifndef LT_SINGLE
#error "start.h is for float"
#endif

static inline void lt_block_start(lt_equilibrium_block *block) {
    const int sums = lt_activity_sums_of(block->activity);
    const lt_dvec log_unit = lt_d_all(20.79441541679835928); /* ln LT_UNIT */
    for (int lane = 0; lane < LT_EQ_LANES; lane += LT_D_LANES) {
        lt_problem problem;
        lt_composition composition;
        lt_dvec r[LT_N_G], log_h, residual;
        lt_block_problem(block, lane, LT_EQ_SEED, &problem);
        lt_newton_start(&problem, block->activity, sums, r, &log_h);
        lt_newton_settle(&problem, block->activity, sums, r, &log_h, &composition, &residual);
        for (int k = 0; k < LT_N_G; k++) lt_d_store(block->start[LT_START_R + k] + lane, r[k]);
        lt_d_store(block->start[LT_START_LOG_H] + lane, log_h - log_unit);
        lt_d_store(block->start_residual + lane, residual);
    }
}

#endif
