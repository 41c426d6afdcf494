#include "model/chemistry/grid/gas_tile.h"

#include "base/log.h"
#include "model/aerosol/neutral.h"

#include <math.h>
#include <string.h>

/* --- life --------------------------------------------------------------------------------------------------------- */

static double *row_of(const lt_gas_plan *plan, double *rows, int row) {
    return rows + row * plan->stride;
}

static void fill(const lt_gas_plan *plan, double *row, double value) {
    for (int c = 0; c < plan->n_cells; ++c) row[c] = value;
}

/* Rows that never change. */
static void constants(const lt_gas_plan *plan, lt_gas_tile *t) {
    const lt_mechanism *m = plan->set->mechanism;
    fill(plan, row_of(plan, t->variable, LT_RATE_CFACTOR), m->cfactor);
    for (int f = 0; f < m->n_species - m->n_variable; ++f) {
        const lt_mech_species *species = &m->species[m->n_variable + f];
        fill(plan, row_of(plan, t->fixed, f),
             isfinite(species->initial) ? species->initial : lt_air_share(species->name));
    }
}

lt_status lt_gas_tile_create(const lt_gas_plan *plan, lt_gas_tile *t) {
    const lt_mechanism *m = plan->set->mechanism;
    const lt_chem_setup setup = {.threads = 1};
    const size_t row = (size_t)plan->stride, n_fixed = (size_t)(m->n_species - m->n_variable);
    LT_TRY(lt_chemistry_create(m, &setup, &t->chemistry));
    LT_TRY(lt_gas_air_create(plan->nz, &t->air));
    LT_TRY(lt_gas_particles_create(plan->set, plan->nz, &t->particles));
    LT_TRY(lt_gas_light_work_create(plan->light, &t->light));
    LT_TRY(lt_calloc(row * (size_t)m->n_variable, sizeof *t->c, &t->c));
    LT_TRY(lt_calloc(row * (size_t)m->n_reactions, sizeof *t->k, &t->k));
    LT_TRY(lt_calloc(row * LT_RATE_N_VARIABLES, sizeof(double), &t->variable));
    LT_TRY(lt_calloc(row * n_fixed, sizeof(double), &t->fixed));
    LT_TRY(lt_calloc(row * (size_t)m->n_externals, sizeof(double), &t->external));
    LT_TRY(lt_calloc(row, sizeof(double), &t->step));
    LT_TRY(lt_calloc(row, sizeof(double), &t->sea));
    LT_TRY(lt_calloc(row, 1, &t->failed));
    constants(plan, t);
    return LT_OK;
}

void lt_gas_tile_free(lt_gas_tile *t) {
    void *const all[] = {t->c, t->k, t->variable, t->fixed, t->external, t->step, t->sea, t->failed};
    for (size_t i = 0; i < sizeof all / sizeof *all; ++i) lt_free(all[i]);
    lt_gas_light_work_free(t->light);
    lt_gas_particles_free(&t->particles);
    lt_gas_air_free(&t->air);
    lt_chemistry_free(t->chemistry);
    *t = (lt_gas_tile){0};
}

/* --- in ----------------------------------------------------------------------------------------------------------- */

/* What the chemistry is given of a mixing ratio; no number stays none. */
static inline lt_real ppb_of(lt_real q, double to_ppb) {
    return (lt_real)((double)(q < 0 ? 0 : q) * to_ppb);
}

static void load_gases(const lt_gas_plan *plan, const lt_state *state, const lt_tile *columns, lt_gas_tile *t) {
    const lt_state_block *b = &state->blocks[columns->block];
    memset(t->c, 0, (size_t)(plan->set->mechanism->n_variable * plan->stride) * sizeof *t->c);
    for (int s = 0; s < plan->set->n_gases; ++s) {
        lt_real *row = t->c + plan->set->variable[s] * plan->stride;
        const double to_ppb = plan->to_ppb[s];
        for (int k = 0; k < plan->nz; ++k) {
            for (int r = 0; r < columns->n_runs; ++r) {
                const lt_run *run = &columns->run[r];
                const lt_real *restrict q = lt_state_slab(b, s, k) + run->place;
                lt_real *restrict c = row + k * LT_LANES + run->lane;
                for (int l = 0; l < run->n; ++l) c[l] = ppb_of(q[l], to_ppb);
            }
            for (int l = columns->n; l < LT_LANES; ++l) row[k * LT_LANES + l] = row[k * LT_LANES + columns->n - 1];
        }
    }
}

static void surroundings(const lt_gas_plan *plan, const lt_tile *columns, lt_gas_tile *t) {
    const lt_gas_air *a = &t->air;
    const lt_grid *g = plan->grid;
    const double *sea = g->region_fraction + (ptrdiff_t)LT_REGION_SEA * g->nx * g->ny;
    double *v[LT_RATE_N_VARIABLES], *water = plan->water < 0 ? NULL : row_of(plan, t->fixed, plan->water);
    for (int n = 0; n < LT_RATE_N_VARIABLES; ++n) v[n] = row_of(plan, t->variable, n);
    for (int c = 0; c < plan->n_cells; ++c) {
        const int l = c % LT_LANES;
        v[LT_RATE_TEMP][c] = a->temperature[c];
        v[LT_RATE_PRESS][c] = a->pressure[c];
        v[LT_RATE_SUN][c] = t->cosine[l] > 0.0 ? t->cosine[l] : 0.0;
        v[LT_RATE_AIR][c] = a->number[c];
        v[LT_RATE_O2][c] = 1e-9 * plan->oxygen_ppb * a->number[c];
        v[LT_RATE_N2][c] = 1e-9 * plan->nitrogen_ppb * a->number[c];
        v[LT_RATE_H2O][c] = 1e-9 * a->water_ppb[c] * a->number[c];
        v[LT_RATE_COS_SZA][c] = t->cosine[l];
        v[LT_RATE_SEA][c] = sea[(ptrdiff_t)columns->j[l] * g->nx + columns->i[l]];
        if (water) water[c] = a->water_ppb[c];
    }
}

static void externals(const lt_gas_plan *plan, const double *j, lt_gas_tile *t) {
    const size_t bytes = (size_t)plan->n_cells * sizeof(double);
    for (int e = 0; e < plan->set->mechanism->n_externals; ++e)
        if (plan->row[e] >= 0) memcpy(row_of(plan, t->external, e), j + (ptrdiff_t)plan->row[e] * plan->n_cells, bytes);
    if (plan->uptake >= 0) memcpy(row_of(plan, t->external, plan->uptake), t->particles.uptake, bytes);
}

/* --- out ---------------------------------------------------------------------------------------------------------- */

/* Nitrogen that the uptake of N2O5 left in particles. */
static void take_back(const lt_gas_plan *plan, lt_gas_tile *t) {
    if (plan->acid < 0) return;
    lt_real *restrict acid = t->c + plan->acid * plan->stride;
    for (int n = 0; n < LT_GAS_LEFT; ++n) {
        if (plan->left[n] < 0) continue;
        const lt_real *restrict left = t->c + plan->left[n] * plan->stride;
        for (int c = 0; c < plan->n_cells; ++c) acid[c] += left[c];
    }
}

/* New mixing ratio where the chemistry made c of what it was given for q. */
static inline lt_real ratio_of(lt_real q, lt_real c, double to_ppb, double from_ppb) {
    const double given = (double)ppb_of(q, to_ppb), now = (double)c;
    return (lt_real)(2.0 * now < given ? now * from_ppb : (double)q + (now - given) * from_ppb);
}

static void store_gas(const lt_gas_plan *plan, const lt_state *state, const lt_tile *columns, int s,
                      const lt_gas_tile *t, double *won) {
    const lt_state_block *b = &state->blocks[columns->block];
    const lt_real *row = t->c + plan->set->variable[s] * plan->stride;
    const double to_ppb = plan->to_ppb[s], from_ppb = 1.0 / to_ppb;
    for (int r = 0; r < columns->n_runs; ++r) {
        const lt_run *run = &columns->run[r];
        double sum[LT_LANES] = {0};
        for (int k = 0; k < plan->nz; ++k) {
            const ptrdiff_t at = (ptrdiff_t)k * LT_LANES + run->lane;
            lt_real *restrict q = lt_state_slab(b, s, k) + run->place;
            const lt_real *restrict c = row + at;
            const double *restrict mass = t->air.mass + at;
            for (int l = 0; l < run->n; ++l) {
                const lt_real now = ratio_of(q[l], c[l], to_ppb, from_ppb);
                sum[l] += mass[l] * ((double)now - (double)q[l]);
                q[l] = now;
            }
        }
        for (int l = 0; l < run->n; ++l) won[(ptrdiff_t)run->j * state->nx + run->i + l] += sum[l];
    }
}

/* --- errors ------------------------------------------------------------------------------------------------------- */

static lt_status at_cell(const lt_tile *columns, int cell, lt_status status) {
    const int l = cell % LT_LANES;
    return lt_error_context(status, "gas chemistry of layer %d, row %d, column %d", cell / LT_LANES, columns->j[l],
                            columns->i[l]);
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

/* --- a step ------------------------------------------------------------------------------------------------------- */

static lt_status integrate(const lt_gas_plan *plan, const lt_tile *columns, double dt, lt_gas_tile *t) {
    lt_chem_counts counts;
    const lt_chem_cells cells = {.n = plan->n_cells,
                                 .stride = plan->stride,
                                 .seconds = dt,
                                 .c = t->c,
                                 .k = t->k,
                                 .step = t->step,
                                 .failed = t->failed};
    const lt_status status = lt_chemistry_integrate(t->chemistry, &cells, &counts);
    if (status != LT_OK) return no_solution(plan, columns, t, status);
    lt_chem_counts_add(&t->work.counts, &counts);
    t->work.cells += plan->n_cells;
    return LT_OK;
}

static void lap(double *since, double *sum) {
    const double now = lt_wall_seconds();
    *sum += now - *since;
    *since = now;
}

lt_status lt_gas_tile_step(const lt_gas_plan *plan, lt_state *state, const lt_air *air, const lt_tile *columns,
                           double dt, lt_gas_tile *t, double *won) {
    const ptrdiff_t layer = (ptrdiff_t)state->nx * state->ny;
    double clock = lt_wall_seconds();
    lt_gas_air_take(plan->grid, plan->weather, air, columns, &t->air);
    lt_gas_particles_take(state, columns, &t->air, &t->particles);
    lt_gas_light_sun(plan->light, columns, t->cosine);
    load_gases(plan, state, columns, t);
    lt_tile_gather(columns, plan->nz, layer, state->nx, plan->step, t->step);
    lap(&clock, &t->work.copy);
    const double *j = lt_gas_light_take(plan->light, state, columns, t->cosine, &t->air, &t->particles, t->light);
    lap(&clock, &t->work.light);
    surroundings(plan, columns, t);
    externals(plan, j, t);
    lt_status status = rates_of(plan, 0, plan->n_cells, t);
    if (status != LT_OK) return bad_rates(plan, columns, t, status);
    lap(&clock, &t->work.rates);
    LT_TRY(integrate(plan, columns, dt, t));
    lap(&clock, &t->work.solve);
    take_back(plan, t);
    for (int s = 0; s < plan->set->n_gases; ++s) store_gas(plan, state, columns, s, t, won + s * layer);
    lt_tile_scatter(columns, plan->nz, layer, state->nx, t->step, plan->step);
    lap(&clock, &t->work.copy);
    return LT_OK;
}
