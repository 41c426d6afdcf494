/* forward.h - a block through the forward solver, vector by vector. */
#ifndef LT_EQUILIBRIUM_FORWARD_H
#define LT_EQUILIBRIUM_FORWARD_H

#include "model/aerosol/equilibrium/block.h"
#include "model/aerosol/equilibrium/newton.h"

static inline void lt_block_problem(const lt_equilibrium_block *block, int lane, double seed, lt_problem *p) {
    lt_dvec water[LT_N_SALTS];
    for (int s = 0; s < LT_N_SALTS; s++) water[s] = lt_d_load(block->water_of_salts[s] + lane);
    for (int t = 0; t < LT_N_TOTALS; t++) p->total[t] = lt_d_load(block->total[t] + lane) * lt_d_all(LT_UNIT);
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

/* Residual of float from which double goes on. */
#define LT_EQ_STARTED 1e-2

/* Where Newton begins: where float ended, or where it did not end well anew. */
static inline void lt_block_load_start(const lt_equilibrium_block *block, int lane, const lt_problem *p, int sums,
                                       lt_dvec *r, lt_dvec *log_h) {
    const lt_dvec residual = lt_d_load(block->start_residual + lane), most = lt_d_all(LT_EQ_STARTED);
    const lt_dmask well = lt_d_less(residual, most);
    for (int k = 0; k < LT_N_G; k++) r[k] = lt_d_load(block->start[LT_START_R + k] + lane);
    *log_h = lt_d_load(block->start[LT_START_LOG_H] + lane);
    if (!lt_d_any(lt_d_less(lt_d_select(well, residual, lt_d_all(-1.0)), lt_d_all(0.0)))) return;
    lt_dvec own_r[LT_N_G], own_log_h;
    lt_newton_start(p, block->activity, sums, own_r, &own_log_h);
    for (int k = 0; k < LT_N_G; k++) r[k] = lt_d_select(well, r[k], own_r[k]);
    *log_h = lt_d_select(well, *log_h, own_log_h);
}

static inline void lt_block_forward(lt_equilibrium_block *block) {
    const int sums = lt_activity_sums_of(block->activity);
    for (int lane = 0; lane < LT_EQ_LANES; lane += LT_D_LANES) {
        lt_problem problem;
        lt_composition composition;
        lt_dvec r[LT_N_G], log_h, residual;
        lt_block_problem(block, lane, LT_EQ_SEED, &problem);
        lt_block_load_start(block, lane, &problem, sums, r, &log_h);
        lt_newton_settle(&problem, block->activity, sums, r, &log_h, &composition, &residual);
        lt_block_store(block, lane, &problem, &composition, residual);
    }
}

#endif
