#include "model/aerosol/aerosol_tile.h"

#include "base/log.h"
#include "model/aerosol/drop_share.h"
#include "model/state/tile.h"
#include "model/state/tile_rows.h"

#include <float.h>
#include <math.h>

/* --- life --------------------------------------------------------------------------------------------------------- */

static void share_out(const lt_aerosol_plan *plan, lt_aerosol_tile *t, lt_tile_rows *r) {
    double **const single[] = {&t->mass,        &t->density,         &t->temperature, &t->pressure,
                               &t->humidity,    &t->light,           &t->daylight,    &t->cloud,
                               &t->cloud_water, &t->states.humidity, &t->states.water};
    for (size_t n = 0; n < sizeof single / sizeof *single; ++n) *single[n] = lt_tile_rows_take(r);
    for (int n = 0; n < plan->parts.n; ++n) t->row[n] = lt_tile_rows_take(r);
    for (int p = 0; p < LT_N_PARTS; ++p) t->x[p] = plan->parts.row[p] < 0 ? NULL : t->row[plan->parts.row[p]];
    for (int mode = 0; mode < LT_N_PARTICLE_MODES; ++mode) {
        t->surface[mode] = lt_tile_rows_take(r);
        t->radius[mode] = lt_tile_rows_take(r);
    }
    for (int n = 0; n < LT_AEROSOL_SPARE; ++n) t->spare[n] = lt_tile_rows_take(r);
    for (int k = 0; k < LT_N_TOTALS; ++k) t->states.total[k] = lt_tile_rows_take(r);
    for (int k = 0; k < LT_N_GASES; ++k) t->states.gas[k] = lt_tile_rows_take(r);
    for (int k = 0; k < LT_N_IONS; ++k) t->states.ion[k] = lt_tile_rows_take(r);
}

lt_status lt_aerosol_tile_create(const lt_aerosol_plan *plan, lt_aerosol_tile *t) {
    lt_tile_rows r = {NULL, (size_t)plan->n, 0};
    t->n = plan->n;
    LT_TRY(lt_calloc((size_t)plan->parts.n, sizeof *t->row, &t->row));
    share_out(plan, t, &r);
    LT_TRY(lt_calloc(r.used, sizeof(double), &t->memory));
    r = (lt_tile_rows){t->memory, (size_t)plan->n, 0};
    share_out(plan, t, &r);
    LT_TRY(lt_calloc((size_t)plan->n, sizeof *t->cloud_flags, &t->cloud_flags));
    LT_TRY(lt_calloc((size_t)plan->n, sizeof *t->unsplit, &t->unsplit));
    LT_TRY(lt_calloc((size_t)plan->n, sizeof *t->states.flags, &t->states.flags));
    return plan->setup.aqueous ? lt_aerosol_drops_create(plan, t) : LT_OK;
}

void lt_aerosol_tile_free(lt_aerosol_tile *t) {
    lt_aerosol_drops_free(t);
    lt_free(t->memory);
    lt_free(t->row);
    lt_free(t->states.flags);
    lt_free(t->cloud_flags);
    lt_free(t->unsplit);
    *t = (lt_aerosol_tile){0};
}

/* --- in and out --------------------------------------------------------------------------------------------------- */

static const double gas_constant = 8.314462618;  /* J mol-1 K-1 */
static const double dark = 10.0, bright = 100.0; /* W m-2: night below, day above (A) */

/* Sun on the ground for all layers of a column. */
static void load_light(const lt_aerosol_plan *plan, const lt_tile *columns, lt_aerosol_tile *t) {
    const lt_weather *w = plan->setup.weather;
    lt_tile_gather(columns, 1, 0, plan->setup.grid->nx, w->shortwave, t->light);
    for (int c = 0; c < plan->n; ++c) {
        const double light = t->light[c % LT_LANES], day = (light - dark) / (bright - dark);
        t->light[c] = light;
        t->daylight[c] = day > 0.0 ? (day < 1.0 ? day : 1.0) : 0.0;
    }
}

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
    for (int c = 0; c < plan->n; ++c)
        t->pressure[c] = t->density[c] * (gas_constant / (1e-3 * LT_M_AIR)) * t->temperature[c];
    load_light(plan, columns, t);
    if (plan->setup.aqueous) lt_drop_share(g, w, columns, t->density, t->cloud_water, t->cloud); /* else 0 */
    for (int n = 0; n < plan->parts.n; ++n) lt_tile_load(state, columns, plan->parts.species[n], t->row[n]);
}

/* --- errors ------------------------------------------------------------------------------------------------------- */

static lt_status at_cell(const lt_tile *columns, int cell, lt_status status) {
    return lt_tile_at_cell(columns, cell, "aerosol", status);
}

static bool all_finite(int n, const double *restrict x) {
    int64_t none = 0;
    for (int c = 0; c < n; ++c) none |= !(fabs(x[c]) <= DBL_MAX);
    return none == 0;
}

static lt_status judge_row(const lt_aerosol_plan *plan, const lt_tile *columns, int row, const double *x) {
    if (all_finite(plan->n, x)) return LT_OK;
    for (int c = 0; c < plan->n; ++c)
        if (!isfinite(x[c]))
            return at_cell(columns, c,
                           LT_RAISE(LT_ERR_NUMERIC, .what = "a mixing ratio is no number",
                                    .where = plan->setup.set->info[plan->parts.species[row]].name, .expected = "kg/kg",
                                    .found = lt_fmt("%g", x[c]),
                                    .todo = "look for it in emissions, boundary and weather of this hour"));
    return LT_OK;
}

static lt_status judge_weather(const lt_tile *columns, const lt_aerosol_tile *t, int c) {
    if (!(t->temperature[c] >= LT_AEROSOL_BELIEVED_K && t->temperature[c] <= LT_AEROSOL_MOST_K))
        return at_cell(columns, c,
                       LT_RAISE(LT_ERR_INPUT, .what = "air of such a temperature is not solved",
                                .where = "air_temperature of the weather",
                                .expected = lt_fmt("%g to %g K; below %g K it is held there and counted",
                                                   LT_AEROSOL_BELIEVED_K, LT_AEROSOL_MOST_K, LT_AEROSOL_LEAST_K),
                                .found = lt_fmt("%g K", t->temperature[c]),
                                .todo = "look at the unit and the source of this hour: lantian met check FILE"));
    if (t->humidity[c] <= LT_AEROSOL_BELIEVED_HUMIDITY) return LT_OK;
    return at_cell(columns, c,
                   LT_RAISE(LT_ERR_INPUT, .what = "air so far above saturation is not believed",
                            .where = "relative_humidity of the weather",
                            .expected = lt_fmt("0 to %g; above %g it is held there and counted",
                                               LT_AEROSOL_BELIEVED_HUMIDITY, LT_AEROSOL_MOST_HUMIDITY),
                            .found = lt_fmt("%g", t->humidity[c]),
                            .todo = "a share, not percent; look at the source of this hour: lantian met check FILE"));
}

static lt_status judge(const lt_aerosol_plan *plan, const lt_tile *columns, const lt_aerosol_tile *t) {
    for (int c = 0; c < plan->n; ++c) LT_TRY(judge_weather(columns, t, c));
    for (int n = 0; n < plan->parts.n; ++n) LT_TRY(judge_row(plan, columns, n, t->row[n]));
    return LT_OK;
}

/* After the pressure, which is of the air as it is. */
static void hold(const lt_tile *columns, lt_aerosol_tile *t) {
    for (int c = 0; c < t->n; ++c) {
        const bool cold = t->temperature[c] < LT_AEROSOL_LEAST_K;
        t->temperature[c] = cold ? LT_AEROSOL_LEAST_K : t->temperature[c];
        if (c % LT_LANES < columns->n) t->work.cold += cold;
    }
}

/* --- a step ------------------------------------------------------------------------------------------------------- */

/* Beyond the range of a rate, held at its end. */
static const unsigned held = LT_CLOUD_IS_WATER | LT_CLOUD_IS_ACIDITY | LT_CLOUD_IS_STRONG;

/* A cell of the tile, not of its drops. */
static void count_at(const lt_tile *columns, int cell, const lt_aerosol_tile *t, lt_aerosol_cases *cases) {
    const int l = cell % LT_LANES;
    const lt_aerosol_cases one = {1, t->middle, cell / LT_LANES, columns->j0 + columns->j[l],
                                  columns->i0 + columns->i[l]};
    lt_aerosol_cases_add(&one, cases);
}

/* What was solved: the tile, or its drops. */
static void count_solved(const lt_tile *columns, const lt_aerosol_tile *solved, lt_aerosol_tile *t) {
    for (int i = 0; i < solved->n; ++i) {
        const int cell = solved == t ? i : t->place[i];
        if (cell % LT_LANES >= columns->n) continue;
        t->work.plain += (solved->states.flags[i] & LT_EQ_PLAIN) != 0;
        if (solved->states.flags[i] & LT_EQ_UNSOLVED) count_at(columns, cell, t, &t->work.unsolved);
    }
}

static void count(const lt_tile *columns, lt_aerosol_tile *t) {
    for (int c = 0; c < t->n; ++c)
        if (c % LT_LANES < columns->n) t->work.humid += t->humidity[c] > LT_AEROSOL_MOST_HUMIDITY;
    t->work.cells += t->n / LT_LANES * columns->n;
    count_solved(columns, t, t);
}

static void count_drops(const lt_tile *columns, lt_aerosol_tile *t) {
    for (int i = 0; i < t->drops->n; ++i) {
        const unsigned flags = t->drops->cloud_flags[i];
        t->work.cloudy += (flags & LT_CLOUD_IS_CLOUD) != 0;
        t->work.held += (flags & held) != 0;
        if (flags & LT_CLOUD_IS_UNSETTLED) count_at(columns, t->place[i], t, &t->work.unsettled);
    }
}

static void count_split(const lt_tile *columns, lt_aerosol_tile *t) {
    for (int c = 0; c < t->n; ++c)
        if (t->unsplit[c] && c % LT_LANES < columns->n) count_at(columns, c, t, &t->work.unsplit);
}

/* Drops, and what they left behind shared out. */
static void react_in_drops(const lt_aerosol_plan *plan, const lt_tile *columns, double dt, lt_aerosol_tile *t) {
    double clock = lt_thread_seconds();
    lt_aerosol_tile *drops = t->drops;
    if (lt_aerosol_drops_take(columns, t) == 0) return;
    lt_aerosol_clouds(plan, drops, dt);
    count_drops(columns, t);
    lt_thread_lap(&clock, &t->work.clouds);
    lt_aerosol_inorganic(plan, drops);
    count_solved(columns, drops, t);
    lt_aerosol_drops_give(t);
    lt_thread_lap(&clock, &t->work.settle);
}

/* What particles do to gases, and clouds to both. */
static void react(const lt_aerosol_plan *plan, const lt_tile *columns, double dt, lt_aerosol_tile *t) {
    double clock = lt_thread_seconds();
    lt_aerosol_inorganic(plan, t);
    count(columns, t);
    lt_thread_lap(&clock, &t->work.equilibrium);
    lt_aerosol_sizes(plan, t);
    lt_thread_lap(&clock, &t->work.sizes);
    lt_aerosol_haze(plan, t, dt);
    lt_thread_lap(&clock, &t->work.haze);
    lt_aerosol_coarse(plan, t, dt);
    lt_thread_lap(&clock, &t->work.coarse);
    if (t->drops && t->x[LT_PART_SO2]) react_in_drops(plan, columns, dt, t);
    clock = lt_thread_seconds();
    lt_aerosol_partition(plan, t);
    count_split(columns, t);
    lt_thread_lap(&clock, &t->work.organics);
}

lt_status lt_aerosol_tile_step(const lt_aerosol_plan *plan, lt_state *state, const lt_air *air, int number,
                               double middle, double dt, lt_aerosol_tile *t, double *won) {
    const lt_tile *columns = &state->tiles[number];
    double clock = lt_thread_seconds();
    t->middle = middle;
    load(plan, state, air, columns, t);
    LT_TRY(judge(plan, columns, t));
    hold(columns, t);
    lt_thread_lap(&clock, &t->work.copy);
    react(plan, columns, dt, t);
    clock = lt_thread_seconds();
    for (int n = 0; n < plan->parts.n; ++n)
        if (plan->parts.changes[n]) {
            const int species = plan->parts.species[n];
            lt_tile_store_won(state, columns, species, t->row[n], t->mass,
                              won + (ptrdiff_t)species * state->nx * state->ny);
        }
    lt_thread_lap(&clock, &t->work.copy);
    return LT_OK;
}
