/* vertical.c - columns in tiles: vertical advection, and the solve of mixing, emission and dry deposition. A task is
 * one tile with all its species, which share what depends on the air alone. */
#include "model/transport/transport_private.h"

#include "model/state/tile.h"

#include <omp.h>

enum { TILE_FIELDS = 10 }; /* that a tile needs at once */

size_t lt_transport_tile_size(int nz) {
    return (size_t)TILE_FIELDS * (size_t)(nz + LT_ABOVE) * LT_LANES;
}

/* Field n of the tile memory. */
static double *field(const lt_worker *w, const lt_air *air, int n) {
    return w->tile + (ptrdiff_t)n * (air->nz + LT_ABOVE) * LT_LANES;
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
                                .own = field(w, air, 3),
                                .below = field(w, air, 4),
                                .above = field(w, air, 5),
                                .near = field(w, air, 6),
                                .far = field(w, air, 7),
                                .in_low = field(w, air, 8),
                                .out_high = field(w, air, 9)};
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
    lt_air_lift_ring(air);
}

/* kg/s of air lifted into each layer; 1: there is some. */
static int lifted_air(const lt_air *air, const lt_tile *tile, const lt_layer_mixing *mixing, const double *mass,
                      double *lifted) {
    double lift[LT_LANES], depth[LT_LANES], most = 0.0;
    if (!mixing->lifts) return 0;
    gather(air, tile, 1, mixing->lift, lift);
    gather(air, tile, 1, mixing->depth, depth);
    for (int l = 0; l < LT_LANES; ++l) most = lift[l] > most ? lift[l] : most;
    for (int c = 0; most > 0.0 && c < air->nz * LT_LANES; ++c) {
        double part = depth[c % LT_LANES] - c / LT_LANES;
        part = part < 0.0 ? 0.0 : part < 1.0 ? part : 1.0;
        lifted[c] = lift[c % LT_LANES] * part * mass[c];
    }
    return most > 0.0;
}

/* kg/s of a species in the lowest source->layers of a tile. */
static void emitted_in(const lt_air *air, const lt_tile *tile, const lt_source *source, double *x) {
    for (int r = 0; r < tile->n_runs; ++r) {
        const lt_run *run = &tile->run[r];
        ptrdiff_t at = lt_air_at(air, 0, run->j, run->i);
        for (int k = 0; k < source->layers; ++k) {
            const lt_real *restrict rate = source->rate + k * air->layer + at;
            double *restrict to = x + k * LT_LANES + run->lane;
            for (int l = 0; l < run->n; ++l) to[l] = (double)rate[l];
            for (int l = 0; source->mask && l < run->n; ++l) to[l] *= (double)source->mask[at + l];
        }
    }
    lt_tile_repeat(tile, source->layers, x);
}

static void solve_tile(const lt_transport *t, const lt_state *state, const lt_air *air, lt_worker *w,
                       const lt_tile *tile, double dt, const lt_layer_mixing *mixing, const lt_source *source,
                       double *const *swept, lt_crossings *crossings) {
    int nz = air->nz;
    double *mass = field(w, air, 0), *exchange = field(w, air, 1), *lifted = field(w, air, 2), *x = field(w, air, 3);
    double *emitted = field(w, air, 4), held[LT_LANES], deposition[LT_LANES], deposited[LT_LANES];
    gather(air, tile, nz, air->mass, mass);
    gather(air, tile, nz, mixing->exchange, exchange);
    const lt_tile_mixing shared = {.nz = nz,
                                   .dt = dt,
                                   .lifts = lifted_air(air, tile, mixing, mass, lifted),
                                   .mass = mass,
                                   .from_above = field(w, air, 5),
                                   .from_below = field(w, air, 6),
                                   .from_ground = field(w, air, 7),
                                   .per_source = field(w, air, 8),
                                   .held = held};
    t->kernels->factor_columns(&shared, exchange, shared.lifts ? lifted : NULL);
    for (int s = 0; s < state->n_species; ++s) {
        lt_tile_load(state, tile, s, x);
        gather(air, tile, 1, swept[s], deposition);
        emitted_in(air, tile, &source[s], emitted);
        t->kernels->solve_columns(&shared, source[s].layers, emitted, deposition, x, deposited);
        lt_tile_store(state, tile, s, x);
        for (int l = 0; l < tile->n; ++l)
            crossings->deposited[lt_crossings_column(crossings, s, tile->j[l], tile->i[l])] += deposited[l];
    }
}

void lt_transport_solve(lt_transport *t, lt_state *state, const lt_air *air, double dt, const lt_layer_mixing *mixing,
                        const lt_source *source, double *const *swept, lt_crossings *crossings) {
#pragma omp parallel for schedule(dynamic) num_threads(t->n_workers)
    for (int n = 0; n < state->n_tiles; ++n)
        solve_tile(t, state, air, &t->workers[omp_get_thread_num()], &state->tiles[n], dt, mixing, source, swept,
                   crossings);
}
