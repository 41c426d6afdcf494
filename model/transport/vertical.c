/* vertical.c - columns in tiles: vertical advection, and the solve of mixing, emission and dry deposition. A task is
 * one tile with all its species, which share what depends on the air alone. */
#include "model/transport/transport_private.h"

#include "model/state/tile.h"

#include <omp.h>
#include <string.h>

/* Field n of the tile memory. */
static double *field(const lt_worker *w, const lt_air *air, int n) {
    return w->tile + (ptrdiff_t)n * (air->nz + 1) * LT_LANES;
}

static void gather(const lt_air *air, const lt_tile *tile, int n, const double *from, double *x) {
    lt_tile_gather(tile, n, air->layer, air->row, from + lt_air_at(air, 0, 0, 0), x);
}

static void add_top(lt_crossings *c, int s, const lt_tile *tile, const double *top) {
    for (int l = 0; l < tile->n; ++l) {
        ptrdiff_t at = lt_crossings_column(c, s, tile->j[l], tile->i[l]);
        c->top_out[at] += top[l] > 0 ? top[l] : 0.0;
        c->top_in[at] -= top[l] < 0 ? top[l] : 0.0;
    }
}

static void sweep_tile(const lt_transport *t, const lt_state *state, const lt_air *air, lt_worker *w,
                       const lt_tile *tile, const lt_border *border, lt_crossings *crossings) {
    int nz = air->nz;
    double *mass = field(w, air, 0), *moved = field(w, air, 1), *x = field(w, air, 2);
    double top[LT_LANES], above[LT_LANES];
    const lt_tile_air shared = {.nz = nz,
                                .mass = mass,
                                .moved = moved,
                                .low = field(w, air, 3),
                                .high = field(w, air, 4),
                                .reach = field(w, air, 5),
                                .inverse = field(w, air, 6)};
    gather(air, tile, nz, air->mass, mass);
    gather(air, tile, nz + 1, air->upward, moved);
    /* upward holds the air of the whole step; a sub-step moves an equal share of it. */
    double share = 1.0 / air->steps_z;
    for (int c = 0; c < (nz + 1) * LT_LANES; ++c) moved[c] *= share;
    for (int step = 0; step < air->steps_z; ++step) {
        t->kernels->tile_air(&shared);
        for (int s = 0; s < state->n_species; ++s) {
            lt_tile_load(state, tile, s, x);
            for (int l = 0; l < LT_LANES; ++l)
                above[l] = (double)lt_border_top(border, s)[tile->j[l] * air->nx + tile->i[l]];
            t->kernels->advect_z(&shared, above, x, top);
            lt_tile_store(state, tile, s, x);
            add_top(crossings, s, tile, top);
        }
        for (int c = 0; c < nz * LT_LANES; ++c) mass[c] -= moved[c + LT_LANES] - moved[c];
    }
    lt_tile_scatter(tile, nz, air->layer, air->row, mass, air->mass + lt_air_at(air, 0, 0, 0));
}

void lt_transport_vertical(lt_transport *t, lt_state *state, lt_air *air, const lt_border *border,
                           lt_crossings *crossings) {
#pragma omp parallel for schedule(dynamic) num_threads(t->n_workers)
    for (int n = 0; n < state->n_tiles; ++n)
        sweep_tile(t, state, air, &t->workers[omp_get_thread_num()], &state->tiles[n], border, crossings);
}

/* kg/s of tracer in the columns of a tile. */
static void gather_source(const lt_air *air, const lt_tile *tile, const lt_source *source, double *x) {
    ptrdiff_t at[LT_LANES];
    double share[LT_LANES];
    for (int l = 0; l < LT_LANES; ++l) {
        at[l] = lt_air_at(air, 0, tile->j[l], tile->i[l]);
        share[l] = source->mask ? (double)source->mask[at[l]] : 1.0;
    }
    for (int k = 0; k < source->layers; ++k)
        for (int l = 0; l < LT_LANES; ++l)
            x[k * LT_LANES + l] = share[l] * (double)source->rate[k * air->layer + at[l]];
    memset(x + (ptrdiff_t)source->layers * LT_LANES, 0, (size_t)(air->nz - source->layers) * LT_LANES * sizeof *x);
}

static void solve_tile(const lt_transport *t, const lt_state *state, const lt_air *air, lt_worker *w,
                       const lt_tile *tile, double dt, const double *exchange, const lt_source *source,
                       double *const *swept, lt_crossings *crossings) {
    int nz = air->nz;
    double *mass = field(w, air, 0), *mixing = field(w, air, 1), *x = field(w, air, 2), *emitted = field(w, air, 3);
    double deposition[LT_LANES], deposited[LT_LANES];
    const lt_tile_mixing shared = {.nz = nz,
                                   .dt = dt,
                                   .mass = mass,
                                   .mixed = field(w, air, 4),
                                   .gamma = field(w, air, 5),
                                   .inverse = field(w, air, 6)};
    gather(air, tile, nz, air->mass, mass);
    gather(air, tile, nz, exchange, mixing);
    t->kernels->factor_columns(&shared, mixing);
    for (int s = 0; s < state->n_species; ++s) {
        lt_tile_load(state, tile, s, x);
        if (source[s].layers) gather_source(air, tile, &source[s], emitted);
        gather(air, tile, 1, swept[s], deposition);
        t->kernels->solve_columns(&shared, source[s].layers ? emitted : NULL, deposition, x, deposited);
        lt_tile_store(state, tile, s, x);
        for (int l = 0; l < tile->n; ++l)
            crossings->deposited[lt_crossings_column(crossings, s, tile->j[l], tile->i[l])] += deposited[l];
    }
}

void lt_transport_solve(lt_transport *t, lt_state *state, const lt_air *air, double dt, const double *exchange,
                        const lt_source *source, double *const *swept, lt_crossings *crossings) {
#pragma omp parallel for schedule(dynamic) num_threads(t->n_workers)
    for (int n = 0; n < state->n_tiles; ++n)
        solve_tile(t, state, air, &t->workers[omp_get_thread_num()], &state->tiles[n], dt, exchange, source, swept,
                   crossings);
}
