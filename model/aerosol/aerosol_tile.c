#include "model/aerosol/aerosol_tile.h"

#include "base/log.h"
#include "model/state/tile.h"

#include <math.h>

/* --- life --------------------------------------------------------------------------------------------------------- */

/* Hands rows out of one piece of memory; counts them where there is none yet. */
typedef struct rows {
    double *memory;
    size_t n, used;
} rows;

static double *take(rows *r) {
    double *row = r->memory ? r->memory + r->used : NULL;
    r->used += r->n;
    return row;
}

static void share_out(lt_aerosol_tile *t, rows *r) {
    double **const single[] = {&t->mass,        &t->density,         &t->temperature,
                               &t->humidity,    &t->states.humidity, &t->states.hydrogen,
                               &t->states.water};
    for (size_t n = 0; n < sizeof single / sizeof *single; ++n) *single[n] = take(r);
    for (int p = 0; p < LT_N_PARTS; ++p) t->x[p] = take(r);
    for (int k = 0; k < LT_N_TOTALS; ++k) t->states.total[k] = take(r);
    for (int k = 0; k < LT_N_GASES; ++k) t->states.gas[k] = take(r);
}

lt_status lt_aerosol_tile_create(const lt_aerosol_plan *plan, lt_aerosol_tile *t) {
    rows r = {NULL, (size_t)plan->n, 0};
    share_out(t, &r);
    LT_TRY(lt_calloc(r.used, sizeof(double), &t->memory));
    r = (rows){t->memory, (size_t)plan->n, 0};
    share_out(t, &r);
    return lt_calloc((size_t)plan->n, sizeof *t->states.flags, &t->states.flags);
}

void lt_aerosol_tile_free(lt_aerosol_tile *t) {
    lt_free(t->memory);
    lt_free(t->states.flags);
    *t = (lt_aerosol_tile){0};
}

/* --- in and out --------------------------------------------------------------------------------------------------- */

static void load(const lt_aerosol_plan *plan, const lt_state *state, const lt_air *air, const lt_tile *columns,
                 lt_aerosol_tile *t) {
    const lt_grid *g = plan->setup.grid;
    const lt_weather *w = plan->setup.weather;
    const ptrdiff_t layer = (ptrdiff_t)g->nx * g->ny;
    double per_m2[LT_LANES];
    for (int l = 0; l < LT_LANES; ++l) per_m2[l] = 1.0 / g->area[(ptrdiff_t)columns->j[l] * g->nx + columns->i[l]];
    lt_tile_gather(columns, plan->nz, air->layer, air->row, air->mass + lt_air_at(air, 0, 0, 0), t->mass);
    lt_tile_gather(columns, plan->nz, layer, g->nx, w->temperature, t->temperature);
    lt_tile_gather(columns, plan->nz, layer, g->nx, w->humidity, t->humidity);
    for (int k = 0; k < plan->nz; ++k) {
        const double per_m = 1.0 / (g->z_edge[k + 1] - g->z_edge[k]);
        for (int l = 0; l < LT_LANES; ++l) t->density[k * LT_LANES + l] = t->mass[k * LT_LANES + l] * per_m2[l] * per_m;
    }
    for (int p = 0; p < LT_N_PARTS; ++p)
        if (plan->parts.place[p] >= 0) lt_tile_load(state, columns, plan->parts.place[p], t->x[p]);
}

/* A species back into the state; kg of the change by column. */
static void store(const lt_aerosol_plan *plan, const lt_state *state, const lt_tile *columns, int s, const double *x,
                  const double *mass, double *all_won) {
    const lt_state_block *b = &state->blocks[columns->block];
    double *won = all_won + (ptrdiff_t)s * state->nx * state->ny;
    for (int r = 0; r < columns->n_runs; ++r) {
        const lt_run *run = &columns->run[r];
        double sum[LT_LANES] = {0};
        for (int k = 0; k < plan->nz; ++k) {
            const ptrdiff_t at = (ptrdiff_t)k * LT_LANES + run->lane;
            lt_real *restrict q = lt_state_slab(b, s, k) + run->place;
            for (int l = 0; l < run->n; ++l) {
                const lt_real now = (lt_real)x[at + l];
                sum[l] += mass[at + l] * ((double)now - (double)q[l]);
                q[l] = now;
            }
        }
        for (int l = 0; l < run->n; ++l) won[(ptrdiff_t)run->j * state->nx + run->i + l] += sum[l];
    }
}

/* --- errors ------------------------------------------------------------------------------------------------------- */

static lt_status at_cell(const lt_tile *columns, int cell, lt_status status) {
    const int l = cell % LT_LANES;
    return lt_error_context(status, "aerosol of layer %d, row %d, column %d", cell / LT_LANES, columns->j[l],
                            columns->i[l]);
}

static lt_status judge_part(const lt_aerosol_plan *plan, const lt_tile *columns, int part, const double *x) {
    for (int c = 0; c < plan->n; ++c)
        if (!isfinite(x[c]))
            return at_cell(columns, c,
                           LT_RAISE(LT_ERR_NUMERIC, .what = "a mixing ratio is no number",
                                    .where = plan->setup.set->info[plan->parts.place[part]].name, .expected = "kg/kg",
                                    .found = lt_fmt("%g", x[c]),
                                    .todo = "look for it in emissions, boundary and weather of this hour"));
    return LT_OK;
}

static lt_status judge(const lt_aerosol_plan *plan, const lt_tile *columns, const lt_aerosol_tile *t) {
    for (int c = 0; c < plan->n; ++c)
        if (!(t->temperature[c] >= 200.0 && t->temperature[c] <= 320.0))
            return at_cell(columns, c,
                           LT_RAISE(LT_ERR_INPUT, .what = "air of such a temperature is not solved",
                                    .where = "air_temperature of the weather", .expected = "200 to 320 K",
                                    .found = lt_fmt("%g K", t->temperature[c]), .todo = "correct the weather"));
    for (int p = 0; p < LT_N_PARTS; ++p)
        if (plan->parts.place[p] >= 0) LT_TRY(judge_part(plan, columns, p, t->x[p]));
    return LT_OK;
}

/* --- a step ------------------------------------------------------------------------------------------------------- */

static void lap(double *since, double *sum) {
    const double now = lt_thread_seconds();
    *sum += now - *since;
    *since = now;
}

static void count(const lt_aerosol_plan *plan, const lt_tile *columns, lt_aerosol_tile *t) {
    for (int c = 0; c < plan->n; ++c) {
        if (c % LT_LANES >= columns->n) continue;
        t->work.humid += t->humidity[c] > LT_AEROSOL_MOST_HUMIDITY;
        t->work.plain += (t->states.flags[c] & LT_EQ_PLAIN) != 0;
        t->work.unsolved += (t->states.flags[c] & LT_EQ_UNSOLVED) != 0;
        t->work.cells += 1;
    }
}

lt_status lt_aerosol_tile_step(const lt_aerosol_plan *plan, lt_state *state, const lt_air *air, int number, double dt,
                               lt_aerosol_tile *t, double *won) {
    const lt_tile *columns = &state->tiles[number];
    double clock = lt_thread_seconds();
    (void)dt;
    load(plan, state, air, columns, t);
    LT_TRY(judge(plan, columns, t));
    lap(&clock, &t->work.copy);
    lt_aerosol_inorganic(plan, t);
    count(plan, columns, t);
    lap(&clock, &t->work.inorganic);
    for (int p = 0; p < LT_N_PARTS; ++p)
        if (plan->parts.place[p] >= 0) store(plan, state, columns, plan->parts.place[p], t->x[p], t->mass, won);
    lap(&clock, &t->work.copy);
    return LT_OK;
}
