#include "model/transport/transport_private.h"

#include "base/status.h"

#include <omp.h>
#include <string.h>

/* Species of a group share what depends on the air alone; more than one group gives many threads something to do. */
enum { LT_GROUP = 6 };

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

static lt_status worker_create(const lt_state *state, lt_worker *w) {
    size_t scratch = 0, slab = 0, lines = 0;
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_state_block *block = &state->blocks[b];
        size_t ni = (size_t)block->place.ni, nj = (size_t)block->place.nj;
        scratch = larger(scratch, lt_kernel_sweep_scratch(block->row, block->place.nj));
        slab = larger(slab, (nj + 1) * (size_t)block->row);
        lines = larger(lines, 2 * larger(ni, nj));
    }
    LT_TRY(lt_calloc(scratch, sizeof(double), &w->scratch));
    LT_TRY(lt_calloc(lines, sizeof(double), &w->line_in));
    LT_TRY(lt_calloc(lines, sizeof(double), &w->line_out));
    LT_TRY(lt_calloc((size_t)(state->nx + 2) * (size_t)(state->ny + 2), sizeof(double), &w->mass));
    LT_TRY(lt_calloc(lt_transport_tile_size(state->nz), sizeof(double), &w->tile));
    LT_TRY(lt_calloc(slab, sizeof(lt_real), &w->air.courant));
    LT_TRY(lt_calloc(slab, sizeof(double), &w->air.moved));
    LT_TRY(lt_calloc(slab, sizeof(double), &w->air.mass));
    return lt_calloc(slab, sizeof(double), &w->air.inverse);
}

lt_status lt_transport_create(const lt_state *state, const lt_kernels *kernels, lt_transport **out) {
    lt_transport *t;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    t->kernels = kernels;
    lt_status status;
    LT_TRY_GOTO(status, lt_calloc((size_t)omp_get_max_threads(), sizeof *t->workers, &t->workers), fail);
    t->n_workers = omp_get_max_threads();
    for (int n = 0; n < t->n_workers; ++n) LT_TRY_GOTO(status, worker_create(state, &t->workers[n]), fail);
    *out = t;
    return LT_OK;
fail:
    lt_transport_free(t);
    return status;
}

void lt_transport_free(lt_transport *t) {
    if (!t) return;
    for (int n = 0; n < t->n_workers; ++n) {
        lt_worker *w = &t->workers[n];
        double *all[] = {w->scratch, w->line_in,   w->line_out, w->mass,
                         w->tile,    w->air.moved, w->air.mass, w->air.inverse};
        for (size_t a = 0; a < sizeof all / sizeof *all; ++a) lt_free(all[a]);
        lt_free(w->air.courant);
    }
    lt_free(t->workers);
    lt_free(t);
}

/* kg in and out of lines lines of a side into its sums. */
static void add_side(const double *in, const double *out, int lines, double *side) {
    for (int l = 0; l < lines; ++l) side[l] += in[l] - out[l];
}

static void add_borders(const lt_slab_sweep *sweep, const lt_block *p, int s, int k, lt_crossings *c) {
    int lines = sweep->along_y ? sweep->ni : sweep->nj, first = sweep->along_y ? p->i0 : p->j0;
    lt_side low = sweep->along_y ? LT_SOUTH : LT_WEST, high = sweep->along_y ? LT_NORTH : LT_EAST;
    const double *in = sweep->border_in, *out = sweep->border_out;
    if (sweep->low_border) add_side(in, out, lines, lt_crossings_side(c, low, s, k) + first);
    if (sweep->high_border) add_side(in + lines, out + lines, lines, lt_crossings_side(c, high, s, k) + first);
}

/* One sub-step of the species first .. end - 1 of one block and layer; their halos are filled. */
static void sweep_block(const lt_transport *t, const lt_state *state, const lt_air *air, lt_worker *w, int b, int k,
                        int first, int end, double dt, int along_y, lt_crossings *crossings) {
    const lt_state_block *block = &state->blocks[b];
    const lt_block *p = &block->place;
    int at = along_y ? p->by : p->bx, last = (along_y ? state->decomp.nby : state->decomp.nbx) - 1;
    ptrdiff_t in_layer = lt_air_at(air, 0, p->j0, p->i0);
    lt_slab_sweep sweep = {.ni = p->ni,
                           .nj = p->nj,
                           .along_y = along_y,
                           .row = block->row,
                           .air_row = air->row,
                           .mass = w->mass + in_layer,
                           .flux = (along_y ? air->flux_y : air->flux_x) + k * air->layer + in_layer,
                           .dt = dt,
                           .air = &w->air,
                           .low_border = at == 0,
                           .high_border = at == last,
                           .scratch = w->scratch,
                           .border_in = w->line_in,
                           .border_out = w->line_out};
    t->kernels->slab_air(&sweep);
    for (int s = first; s < end; ++s) {
        sweep.q = lt_state_slab(block, s, k);
        t->kernels->advect_xy(&sweep);
        add_borders(&sweep, p, s, k, crossings);
    }
}

/* All sub-steps in one direction of a group of species in one layer; w->mass goes along. */
static void sweep_layer(const lt_transport *t, lt_state *state, const lt_air *air, lt_worker *w, int k, int group,
                        double dt, int along_y, const lt_border *border, lt_crossings *crossings) {
    int n_steps = along_y ? air->steps_y : air->steps_x, n_blocks = state->decomp.n_blocks;
    int first = group * LT_GROUP, end = first + LT_GROUP < state->n_species ? first + LT_GROUP : state->n_species;
    double dts = dt / n_steps;
    for (int step = 0; step < n_steps; ++step) {
        for (int b = 0; b < n_blocks; ++b)
            for (int s = first; s < end; ++s) (along_y ? lt_state_halo_y : lt_state_halo_x)(state, b, s, k, border);
        for (int b = 0; b < n_blocks; ++b) sweep_block(t, state, air, w, b, k, first, end, dts, along_y, crossings);
        lt_air_advance_layer(air, k, dts, along_y, w->mass);
    }
}

/* Layers do not know each other in horizontal sweeps: each goes through both directions at once. */
void lt_transport_horizontal(lt_transport *t, lt_state *state, lt_air *air, double dt, int first_along_y,
                             const lt_border *border, lt_crossings *crossings) {
    int n_groups = (state->n_species + LT_GROUP - 1) / LT_GROUP, n_tasks = state->nz * n_groups;
    size_t layer_bytes = (size_t)air->layer * sizeof(double);
#pragma omp parallel for schedule(dynamic) num_threads(t->n_workers)
    for (int n = 0; n < n_tasks; ++n) {
        lt_worker *w = &t->workers[omp_get_thread_num()];
        int k = n / n_groups, group = n % n_groups;
        memcpy(w->mass, air->mass + k * air->layer, layer_bytes);
        sweep_layer(t, state, air, w, k, group, dt, first_along_y, border, crossings);
        sweep_layer(t, state, air, w, k, group, dt, !first_along_y, border, crossings);
        if (group == 0) memcpy(air->moved + k * air->layer, w->mass, layer_bytes);
    }
    lt_air_take_moved(air);
}

void lt_transport_advect(lt_transport *t, lt_state *state, lt_air *air, double dt, int odd, const lt_border *border,
                         lt_crossings *crossings) {
    if (odd) lt_transport_vertical(t, state, air, border, crossings);
    lt_transport_horizontal(t, state, air, dt, odd, border, crossings);
    if (!odd) lt_transport_vertical(t, state, air, border, crossings);
    lt_air_end_step(air);
}
