#include "model/chemistry/grid/gas_tile.h"

#include "base/log.h"
#include "model/chemistry/grid/gas_store.h"

#include <math.h>
#include <string.h>

/* --- life --------------------------------------------------------------------------------------------------------- */

static void fill(const lt_gas_plan *plan, double *row, double value) {
    for (int c = 0; c < plan->n_cells; ++c) row[c] = value;
}

static void copy_row(const lt_gas_plan *plan, const double *from, double *row) {
    memcpy(row, from, (size_t)plan->n_cells * sizeof *row);
}

/* Rows that never change. */
static void constants(const lt_gas_plan *plan, lt_gas_tile *t) {
    const lt_mechanism *m = plan->set->mechanism;
    fill(plan, lt_gas_row(plan, t->variable, LT_RATE_CFACTOR), m->cfactor);
    for (int f = 0; f < m->n_species - m->n_variable; ++f) {
        const lt_mech_species *species = &m->species[m->n_variable + f];
        fill(plan, lt_gas_row(plan, t->fixed, f),
             isfinite(species->initial) ? species->initial : lt_air_share(species->name));
    }
}

lt_status lt_gas_tile_create(const lt_gas_plan *plan, lt_gas_tile *t) {
    const lt_mechanism *m = plan->set->mechanism;
    const lt_chem_setup setup = {.threads = 1};
    const size_t row = (size_t)plan->stride, n_fixed = (size_t)(m->n_species - m->n_variable);
    LT_TRY(lt_chemistry_create(m, &setup, &t->chemistry));
    LT_TRY(lt_gas_air_create(plan->nz, &t->air));
    LT_TRY(lt_gas_particles_create(plan->set, plan->optics, plan->nz, &t->particles));
    LT_TRY(lt_gas_uptake_create(&t->particles, plan->set, plan->nz, &t->uptake));
    LT_TRY(lt_gas_light_work_create(plan->light, &t->light));
    LT_TRY(lt_calloc(row * (size_t)m->n_variable, sizeof *t->c, &t->c));
    LT_TRY(lt_calloc(row * (size_t)m->n_reactions, sizeof *t->k, &t->k));
    LT_TRY(lt_calloc(row * LT_RATE_N_VARIABLES, sizeof(double), &t->variable));
    LT_TRY(lt_calloc(row * n_fixed, sizeof(double), &t->fixed));
    LT_TRY(lt_calloc(row * (size_t)m->n_externals, sizeof(double), &t->external));
    LT_TRY(lt_calloc(row, sizeof(double), &t->made));
    LT_TRY(lt_calloc(row, sizeof(double), &t->step));
    LT_TRY(lt_calloc(row * (size_t)m->n_variable, sizeof(double), &t->clipped));
    LT_TRY(lt_calloc((size_t)plan->set->n_reacting * LT_LANES, sizeof(double), &t->clipped_sum));
    LT_TRY(lt_calloc(row, 1, &t->failed));
    constants(plan, t);
    return LT_OK;
}

void lt_gas_tile_free(lt_gas_tile *t) {
    void *const all[] = {t->c,    t->k,    t->variable, t->fixed,       t->external,
                         t->made, t->step, t->clipped,  t->clipped_sum, t->failed};
    for (size_t i = 0; i < sizeof all / sizeof *all; ++i) lt_free(all[i]);
    lt_gas_light_work_free(t->light);
    lt_gas_uptake_free(&t->uptake);
    lt_gas_particles_free(&t->particles);
    lt_gas_air_free(&t->air);
    lt_chemistry_free(t->chemistry);
    *t = (lt_gas_tile){0};
}

/* --- in ----------------------------------------------------------------------------------------------------------- */

static void load_gases(const lt_gas_plan *plan, const lt_state *state, const lt_tile *columns, lt_gas_tile *t) {
    const lt_state_block *b = &state->blocks[columns->block];
    for (int n = 0; n < plan->n_absent; ++n)
        memset(t->c + plan->absent[n] * plan->stride, 0, (size_t)plan->n_cells * sizeof *t->c);
    for (int n = 0; n < plan->set->n_reacting; ++n) {
        const lt_reacting *of = &plan->set->reacting[n];
        lt_real *row = t->c + of->row * plan->stride;
        for (int r = 0; r < columns->n_runs; ++r) {
            const lt_gas_run run = lt_gas_run_of(plan, b, n, &columns->run[r]);
            plan->lanes->take(&run, lt_state_slab(b, of->species, 0) + columns->run[r].place,
                              row + columns->run[r].lane);
        }
        for (int k = 0; columns->n < LT_LANES && k < plan->nz; ++k)
            for (int l = columns->n; l < LT_LANES; ++l) row[k * LT_LANES + l] = row[k * LT_LANES + columns->n - 1];
    }
}

static void surroundings(const lt_gas_plan *plan, const lt_tile *columns, lt_gas_tile *t) {
    const lt_gas_air *a = &t->air;
    const lt_grid *g = plan->grid;
    const double *of_sea = g->region_fraction + (ptrdiff_t)LT_REGION_SEA * g->nx * g->ny;
    const double oxygen = 1e-9 * plan->oxygen_ppb, nitrogen = 1e-9 * plan->nitrogen_ppb;
    double sea[LT_LANES], sun[LT_LANES], *v[LT_RATE_N_VARIABLES];
    for (int n = 0; n < LT_RATE_N_VARIABLES; ++n) v[n] = lt_gas_row(plan, t->variable, n);
    for (int l = 0; l < LT_LANES; ++l) {
        sea[l] = of_sea[(ptrdiff_t)columns->j[l] * g->nx + columns->i[l]];
        sun[l] = t->cosine[l] > 0.0 ? t->cosine[l] : 0.0;
    }
    for (int k = 0; k < plan->nz; ++k) {
        memcpy(v[LT_RATE_SUN] + k * LT_LANES, sun, sizeof sun);
        memcpy(v[LT_RATE_SEA] + k * LT_LANES, sea, sizeof sea);
        memcpy(v[LT_RATE_COS_SZA] + k * LT_LANES, t->cosine, sizeof t->cosine);
    }
    copy_row(plan, a->temperature, v[LT_RATE_TEMP]);
    copy_row(plan, a->pressure, v[LT_RATE_PRESS]);
    copy_row(plan, a->number, v[LT_RATE_AIR]);
    if (plan->water >= 0) copy_row(plan, a->water_ppb, lt_gas_row(plan, t->fixed, plan->water));
    for (int c = 0; c < plan->n_cells; ++c) {
        v[LT_RATE_O2][c] = oxygen * a->number[c];
        v[LT_RATE_N2][c] = nitrogen * a->number[c];
        v[LT_RATE_H2O][c] = 1e-9 * a->water_ppb[c] * a->number[c];
    }
}

static void externals(const lt_gas_plan *plan, const lt_real *all_j, lt_gas_tile *t) {
    for (int e = 0; e < plan->set->mechanism->n_externals; ++e) {
        if (plan->row[e] < 0) continue;
        const lt_real *restrict j = all_j + (ptrdiff_t)plan->row[e] * plan->n_cells;
        double *restrict row = lt_gas_row(plan, t->external, e);
        for (int c = 0; c < plan->n_cells; ++c) row[c] = (double)j[c];
    }
}

static void uptakes(const lt_gas_plan *plan, const lt_tile *columns, lt_gas_tile *t) {
    lt_gas_uptake_take(&plan->uptake, columns, &t->air, &t->particles, &t->uptake);
    for (int e = 0; e < plan->set->mechanism->n_externals; ++e)
        if (plan->uptake.rate[e] >= 0)
            copy_row(plan, t->uptake.rate[plan->uptake.rate[e]], lt_gas_row(plan, t->external, e));
}

/* Visibility at the ground, optical depth of the column. */
static void see(const lt_gas_plan *plan, const lt_tile *columns, const lt_gas_tile *t) {
    for (int l = 0; l < columns->n; ++l) {
        const ptrdiff_t at = (ptrdiff_t)columns->j[l] * plan->grid->nx + columns->i[l];
        double depth = 0.0;
        for (int k = 0; k < plan->nz; ++k) depth += t->particles.depth[k * LT_LANES + l];
        plan->seen[LT_GAS_SEEN_AOD][at] = depth;
        plan->seen[LT_GAS_SEEN_VISIBILITY][at] = lt_visibility_km(t->particles.extinction[l], t->air.density[l]);
    }
}

/* --- errors ------------------------------------------------------------------------------------------------------- */

static lt_status at_cell(const lt_tile *columns, int cell, lt_status status) {
    return lt_tile_at_cell(columns, cell, "gas chemistry", status);
}

static lt_status rates_of(const lt_gas_plan *plan, int first, int n, lt_gas_tile *t) {
    const lt_chem_air air = {n, plan->stride, t->variable + first, t->fixed + first, t->external + first};
    return lt_chemistry_rates(t->chemistry, &air, t->k + first);
}

/* Which cell has no rates. */
static lt_status bad_rates(const lt_gas_plan *plan, const lt_tile *columns, lt_gas_tile *t, lt_status status) {
    for (int c = 0; c < plan->n_cells; ++c) {
        const lt_status alone = rates_of(plan, c, 1, t);
        if (alone != LT_OK) return at_cell(columns, c, alone);
    }
    return status;
}

static lt_status no_solution(const lt_gas_plan *plan, const lt_tile *columns, const lt_gas_tile *t, lt_status status) {
    for (int c = 0; c < plan->n_cells; ++c)
        if (t->failed[c]) return at_cell(columns, c, status);
    return status;
}

/* A particle that is no number; weather that is none the rates tell of. */
static lt_status judge_particles(const lt_gas_plan *plan, const lt_tile *columns, const lt_gas_particles *of) {
    for (int c = 0; c < plan->n_cells; ++c) {
        if (isfinite(of->extinction[c])) continue;
        for (int p = 0; p < of->kinds.n; ++p)
            if (!isfinite(of->mass[p][c]))
                return at_cell(columns, c,
                               LT_RAISE(LT_ERR_NUMERIC, .what = "the mixing ratio of a particle is no number",
                                        .where = plan->set->info[of->kinds.of[p].species].name, .expected = "kg/kg",
                                        .found = lt_fmt("%g", of->mass[p][c]),
                                        .todo = "look for it in emissions, boundary and weather of this hour"));
    }
    return LT_OK;
}

/* --- a step ------------------------------------------------------------------------------------------------------- */

lt_status lt_gas_tile_prepare(const lt_gas_plan *plan, const lt_state *state, const lt_air *air, int number,
                              lt_gas_tile *t) {
    const lt_tile *columns = &state->tiles[number];
    const ptrdiff_t layer = (ptrdiff_t)state->nx * state->ny;
    double clock = lt_thread_seconds();
    lt_gas_air_take(plan->lanes, plan->grid, plan->weather, air, columns, &t->air);
    lt_gas_particles_take(plan->lanes, state, columns, &t->air, &t->particles);
    LT_TRY(judge_particles(plan, columns, &t->particles));
    lt_gas_light_sun(plan->light, columns, t->cosine);
    lt_thread_lap(&clock, &t->work.air);
    load_gases(plan, state, columns, t);
    lt_tile_gather(columns, plan->nz, layer, state->nx, plan->step, t->step);
    see(plan, columns, t);
    lt_thread_lap(&clock, &t->work.copy);
    const lt_real *j = lt_gas_light_take(plan->light, state, number, &t->air, &t->particles, t->light);
    lt_thread_lap(&clock, &t->work.light);
    surroundings(plan, columns, t);
    externals(plan, j, t);
    uptakes(plan, columns, t);
    lt_thread_lap(&clock, &t->work.rates);
    return LT_OK;
}

/* What clipping made of each species in the columns; its rows are empty again. */
static void sum_clipped(const lt_gas_plan *plan, lt_gas_tile *t) {
    for (int n = 0; n < plan->set->n_reacting; ++n) {
        double *row = lt_gas_row(plan, t->clipped, plan->set->reacting[n].row), *sum = t->clipped_sum + n * LT_LANES;
        double most = 0.0;
        memset(sum, 0, LT_LANES * sizeof *sum);
        for (int c = 0; c < plan->n_cells; ++c) most = row[c] > most ? row[c] : most;
        if (most == 0.0) continue;
        for (int k = 0; k < plan->nz; ++k)
            for (int l = 0; l < LT_LANES; ++l) sum[l] += t->air.mass[k * LT_LANES + l] * row[k * LT_LANES + l];
        memset(row, 0, (size_t)plan->n_cells * sizeof *row);
    }
}

static lt_status rates(const lt_gas_plan *plan, const lt_tile *columns, lt_gas_tile *t) {
    double clock = lt_thread_seconds();
    const lt_status status = rates_of(plan, 0, plan->n_cells, t);
    lt_thread_lap(&clock, &t->work.rates);
    return status == LT_OK || !columns ? status : bad_rates(plan, columns, t, status);
}

static lt_status integrate(const lt_gas_plan *plan, const lt_tile *columns, double dt, bool count, lt_gas_tile *t) {
    lt_chem_counts counts;
    const lt_chem_cells cells = {.n = plan->n_cells,
                                 .stride = plan->stride,
                                 .seconds = dt,
                                 .c = t->c,
                                 .k = t->k,
                                 .step = t->step,
                                 .clipped = count ? t->clipped : NULL,
                                 .failed = t->failed};
    const lt_status status = lt_chemistry_integrate(t->chemistry, &cells, &counts);
    if (status != LT_OK) return columns ? no_solution(plan, columns, t, status) : status;
    lt_chem_counts_add(&t->work.counts, &counts);
    t->work.cells += plan->n_cells;
    t->cost = counts.steps + counts.rejected;
    return LT_OK;
}

lt_status lt_gas_tile_solve(const lt_gas_plan *plan, const lt_tile *columns, double dt, bool count, lt_gas_tile *t) {
    LT_TRY(rates(plan, columns, t));
    double clock = lt_thread_seconds();
    LT_TRY(integrate(plan, columns, dt, count, t));
    if (count) sum_clipped(plan, t);
    lt_thread_lap(&clock, &t->work.solve);
    return LT_OK;
}

void lt_gas_tile_finish(const lt_gas_plan *plan, const lt_state *state, int number, lt_gas_tile *t, double *won,
                        double *clipped) {
    const lt_tile *columns = &state->tiles[number];
    double clock = lt_thread_seconds();
    lt_gas_store(plan, state, columns, t, won, clipped);
    lt_tile_scatter(columns, plan->nz, (ptrdiff_t)state->nx * state->ny, state->nx, t->step, plan->step);
    lt_thread_lap(&clock, &t->work.copy);
}

lt_status lt_gas_tile_step(const lt_gas_plan *plan, const lt_state *state, const lt_air *air, int number, double dt,
                           lt_gas_tile *t, double *won, double *clipped) {
    LT_TRY(lt_gas_tile_prepare(plan, state, air, number, t));
    LT_TRY(lt_gas_tile_solve(plan, &state->tiles[number], dt, clipped != NULL, t));
    lt_gas_tile_finish(plan, state, number, t, won, clipped);
    return LT_OK;
}
