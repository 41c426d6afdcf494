/* forward.h - a block through the forward solver, vector by vector. */
#ifndef LT_EQUILIBRIUM_FORWARD_H
#define LT_EQUILIBRIUM_FORWARD_H

#include "model/aerosol/equilibrium/block.h"
#include "model/aerosol/equilibrium/newton.h"

static inline void lt_block_problem(const lt_equilibrium_block *block, int lane, double seed, lt_problem *p) {
    lt_dvec water[LT_N_SALTS];
    for (int s = 0; s < LT_N_SALTS; s++) water[s] = lt_d_load(block->water_of_salts[s] + lane);
    for (int t = 0; t < LT_N_TOTALS; t++) p->total[t] = lt_d_load(block->total[t] + lane);
    const lt_dvec temperature = lt_d_load(block->temperature + lane);
    p->crustal = block->crustal;
    p->air = lt_activity_air_of(block->activity, temperature);
    lt_problem_prepare(p, temperature, lt_d_load(block->humidity + lane), block->log_k, water, seed);
}

static inline void lt_block_store(lt_equilibrium_block *block, int lane, const lt_problem *p, const lt_composition *c,
                                  lt_dvec residual) {
    for (int k = 0; k < LT_N_IONS; k++) lt_d_store(block->ion[k] + lane, c->ion[k]);
    for (int k = 0; k < LT_N_GASES; k++) lt_d_store(block->gas[k] + lane, c->gas[k]);
    lt_d_store(block->hydroxide + lane, c->hydroxide);
    lt_d_store(block->water + lane, c->water.water);
    lt_d_store(block->strength + lane, c->strength);
    lt_d_store(block->caso4 + lane, p->caso4);
    lt_d_store(block->residual + lane, residual);
}

static inline void lt_block_forward(lt_equilibrium_block *block) {
    for (int lane = 0; lane < LT_EQ_LANES; lane += LT_D_LANES) {
        lt_problem problem;
        lt_composition composition;
        lt_dvec residual;
        lt_block_problem(block, lane, LT_EQ_SEED, &problem);
        lt_newton_forward(&problem, block->activity, &composition, &residual);
        lt_block_store(block, lane, &problem, &composition, residual);
    }
}

#endif
