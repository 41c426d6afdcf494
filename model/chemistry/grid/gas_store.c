#include "model/chemistry/grid/gas_store.h"

static void store_one(const lt_gas_plan *plan, const lt_state *state, const lt_tile *columns, int reacting,
                      const lt_gas_tile *t, double *all_won) {
    const lt_state_block *b = &state->blocks[columns->block];
    const int s = plan->set->reacting[reacting].species;
    const lt_real *row = t->c + plan->set->reacting[reacting].row * plan->stride;
    double *won = all_won + s * (ptrdiff_t)state->nx * state->ny;
    for (int r = 0; r < columns->n_runs; ++r) {
        const lt_run *run = &columns->run[r];
        const lt_gas_run own = lt_gas_run_of(plan, b, reacting, run);
        double sum[LT_LANES] = {0};
        plan->lanes->give(&own, t->air.mass + run->lane, row + run->lane, lt_state_slab(b, s, 0) + run->place, sum);
        for (int l = 0; l < run->n; ++l) won[(ptrdiff_t)run->j * state->nx + run->i + l] += sum[l];
    }
}

static void store_clipped(const lt_gas_plan *plan, const lt_state *state, const lt_tile *columns, int reacting,
                          const lt_gas_tile *t, double *all_clipped) {
    const double *sum = t->clipped_sum + reacting * LT_LANES;
    const ptrdiff_t plane = (ptrdiff_t)state->nx * state->ny;
    double *clipped = all_clipped + plan->set->reacting[reacting].species * plane;
    for (int l = 0; l < columns->n; ++l)
        if (sum[l] > 0.0)
            clipped[(ptrdiff_t)columns->j[l] * state->nx + columns->i[l]] += sum[l] / plan->to_ppb[reacting];
}

/* What a counter counted in the step becomes a vapour or particle that the mechanism does not have. */
static void store_yield(const lt_gas_plan *plan, const lt_state *state, const lt_tile *columns,
                        const lt_gas_yield *yield, lt_gas_tile *t, double *all_won) {
    const lt_real *counted = t->c + yield->row * plan->stride;
    lt_tile_load(state, columns, yield->species, t->made);
    for (int c = 0; c < plan->n_cells; ++c) t->made[c] += yield->kg * (double)counted[c];
    lt_tile_store_won(state, columns, yield->species, t->made, t->air.mass,
                      all_won + yield->species * (ptrdiff_t)state->nx * state->ny);
}

void lt_gas_store(const lt_gas_plan *plan, const lt_state *state, const lt_tile *columns, lt_gas_tile *t, double *won,
                  double *clipped) {
    for (int n = 0; n < plan->set->n_reacting; ++n) store_one(plan, state, columns, n, t, won);
    for (int n = 0; clipped && n < plan->set->n_reacting; ++n) store_clipped(plan, state, columns, n, t, clipped);
    for (int y = 0; y < plan->n_yields; ++y) store_yield(plan, state, columns, &plan->yields[y], t, won);
}
