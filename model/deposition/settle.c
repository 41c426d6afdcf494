#include "model/deposition/settle.h"

#include "model/deposition/particle_sizes.h"
#include "model/deposition/settling.h"

#include <omp.h>

struct lt_settle {
    lt_removal_setup setup;
    lt_particle_kinds sizes;
    int n, *species; /* that sink */
    double *share;   /* [tile][nz][LT_LANES] of a layer that sinks in a step */
    double *work;    /* of the threads, each `room` doubles */
    size_t room;
};

enum { N_ROWS = 5 }; /* temperature, humidity, air, diameter, density */

static lt_status fill(lt_settle *s) {
    const lt_removal_setup *setup = &s->setup;
    const size_t one = (size_t)setup->state->nz * LT_LANES;
    LT_TRY(lt_particle_kinds_create(setup->chemical, &s->sizes));
    LT_TRY(lt_weather_want(setup->weather, &setup->weather->temperature));
    LT_TRY(lt_calloc((size_t)setup->state->n_species, sizeof *s->species, &s->species));
    for (int t = 0; t < setup->state->n_species; ++t) {
        const int as = lt_removal_as(setup, t);
        if (as >= 0 && setup->chemical->info[as].dry_class == LT_DRY_COARSE) s->species[s->n++] = t;
    }
    s->room = N_ROWS * one + lt_particle_sizes_work(setup->state->nz);
    LT_TRY(lt_calloc((size_t)setup->state->n_tiles * one, sizeof *s->share, &s->share));
    return lt_calloc(s->room * (size_t)omp_get_max_threads(), sizeof *s->work, &s->work);
}

lt_status lt_settle_create(const lt_removal_setup *setup, lt_settle **out) {
    lt_settle *s = NULL;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *s, &s));
    s->setup = *setup;
    const lt_status status = fill(s);
    if (status == LT_OK)
        *out = s;
    else
        lt_settle_free(s);
    return status;
}

void lt_settle_free(lt_settle *s) {
    if (!s) return;
    lt_particle_kinds_free(&s->sizes);
    lt_free(s->species);
    lt_free(s->share);
    lt_free(s->work);
    lt_free(s);
}

static void hour_of_tile(const lt_settle *s, int number, double dt, double *work) {
    const lt_removal_setup *setup = &s->setup;
    const lt_tile *tile = &setup->state->tiles[number];
    const lt_grid *grid = setup->grid;
    const lt_air *air = setup->air;
    const int nz = air->nz, n = nz * LT_LANES;
    const ptrdiff_t plane = (ptrdiff_t)grid->nx * grid->ny;
    double *temperature = work, *humidity = work + n, *density = work + 2 * n, *diameter = work + 3 * n;
    double *heavy = work + 4 * n, *share = s->share + (ptrdiff_t)number * n, area[LT_LANES];
    const double spread = lt_log(lt_size_modes[LT_SIZE_COARSE].sigma);
    lt_tile_gather(tile, nz, plane, grid->nx, setup->weather->temperature, temperature);
    lt_tile_gather(tile, nz, plane, grid->nx, setup->weather->humidity, humidity);
    lt_tile_gather(tile, nz, air->layer, air->row, air->begin + lt_air_at(air, 0, 0, 0), density);
    lt_tile_gather(tile, 1, 0, grid->nx, grid->area, area);
    for (int c = 0; c < n; ++c) {
        const int k = c / LT_LANES;
        density[c] /= area[c % LT_LANES] * (grid->z_edge[k + 1] - grid->z_edge[k]);
    }
    const lt_size_rows rows[LT_N_SIZE_MODES] = {[LT_SIZE_COARSE] = {.diameter = diameter, .density = heavy}};
    lt_particle_sizes_of(&s->sizes, setup->state, tile, nz, humidity, density, work + N_ROWS * n, rows);
    for (int c = 0; c < n; ++c) {
        const int k = c / LT_LANES;
        const lt_sphere_air of = lt_sphere_air_of(temperature[c], density[c]);
        const double v = lt_sphere_settling_mode(&of, diameter[c], spread, heavy[c]);
        const double part = v * dt / (grid->z_edge[k + 1] - grid->z_edge[k]);
        share[c] = part < 1.0 ? part : 1.0;
    }
}

void lt_settle_hour(lt_settle *s, double dt) {
    if (s->n == 0) return;
#pragma omp parallel for schedule(dynamic)
    for (int t = 0; t < s->setup.state->n_tiles; ++t)
        hour_of_tile(s, t, dt, s->work + (size_t)omp_get_thread_num() * s->room);
}

/* One species in the columns of a run, from the ground up: what comes from above is what it was. */
static void sink_run(const lt_settle *s, const lt_state_block *b, const lt_run *run, int species, const double *share) {
    const lt_air *air = s->setup.air;
    for (int k = 0; k < air->nz; ++k) {
        lt_real *q = lt_state_slab(b, species, k) + run->place;
        const int up = k + 1 < air->nz ? k + 1 : k;
        const lt_real *over = lt_state_slab(b, species, up) + run->place;
        const double *mass = air->mass + lt_air_at(air, k, run->j, run->i);
        const double *heavier = air->mass + lt_air_at(air, up, run->j, run->i);
        const double *own = share + k * LT_LANES + run->lane, *above = share + up * LT_LANES + run->lane;
        const double stays = k > 0 ? 1.0 : 0.0, comes = up > k ? 1.0 : 0.0; /* not below the ground, not from the top */
        for (int l = 0; l < run->n; ++l) {
            const double won = comes * ((double)over[l] * above[l] * (heavier[l] / mass[l]));
            q[l] = (lt_real)((double)q[l] * (1.0 - stays * own[l]) + won);
        }
    }
}

static void step_of_tile(const lt_settle *s, const lt_state *state, int number) {
    const lt_tile *tile = &state->tiles[number];
    const double *share = s->share + (ptrdiff_t)number * state->nz * LT_LANES;
    for (int n = 0; n < s->n; ++n)
        for (int r = 0; r < tile->n_runs; ++r)
            sink_run(s, &state->blocks[tile->block], &tile->run[r], s->species[n], share);
}

void lt_settle_step(const lt_settle *s, lt_state *state) {
    if (s->n == 0) return;
#pragma omp parallel for schedule(dynamic)
    for (int t = 0; t < state->n_tiles; ++t) step_of_tile(s, state, t);
}
