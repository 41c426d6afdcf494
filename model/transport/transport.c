#include "model/transport/transport_private.h"

#include "base/status.h"

#include <omp.h>
#include <string.h>

static size_t larger(size_t a, size_t b) {
    return a > b ? a : b;
}

static lt_status worker_create(const lt_transport *t, const lt_state *state, lt_worker *w) {
    size_t work = 2 * ((size_t)state->nx + 1); /* of diffusion */
    for (int b = 0; b < state->decomp.n_blocks; ++b)
        work = larger(work, t->scheme->work_size(state->decomp.blocks[b].ni, state->decomp.blocks[b].nj));
    LT_TRY(lt_calloc(work, sizeof(lt_real), &w->work));
    LT_TRY(lt_calloc(LT_TABLES * t->table_at[state->decomp.n_blocks], sizeof(lt_real), &w->table));
    LT_TRY(lt_calloc((size_t)(state->nx + 2 * LT_AIR_RING) * (size_t)(state->ny + 2 * LT_AIR_RING), sizeof(double),
                     &w->mass));
    for (int n = 0; n < 4; ++n)
        LT_TRY(lt_calloc((size_t)state->nx * (size_t)state->ny, sizeof(lt_real), &w->shares[n]));
    return lt_calloc(lt_transport_tile_size(state->nz), sizeof(double), &w->tile);
}

static lt_status choose_scheme(lt_transport *t, const char *name) {
    if (!name) name = LT_DEFAULT_SCHEME;
    for (int n = 0; n < LT_N_SCHEMES; ++n)
        if (strcmp(t->kernels->advection[n].name, name) == 0) t->scheme = &t->kernels->advection[n];
    if (t->scheme) return LT_OK;
    return LT_RAISE(LT_ERR_USAGE, .what = "there is no such advection scheme", .where = "model: advection",
                    .expected = LT_SCHEME_CHOICES, .found = lt_fmt("%s", name), .todo = "name one of these");
}

/* Tables begin on cache lines. */
static lt_status place_tables(lt_transport *t, const lt_state *state) {
    const size_t line = 64 / sizeof(lt_real);
    LT_TRY(lt_calloc((size_t)state->decomp.n_blocks + 1, sizeof *t->table_at, &t->table_at));
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        size_t size = t->scheme->table_size(state->decomp.blocks[b].ni, state->decomp.blocks[b].nj);
        t->table_at[b + 1] = t->table_at[b] + (size + line - 1) / line * line;
    }
    return LT_OK;
}

static lt_status fill(lt_transport *t, const lt_state *state, const char *scheme) {
    LT_TRY(choose_scheme(t, scheme));
    LT_TRY(place_tables(t, state));
    LT_TRY(lt_halo_create(state, &t->halo));
    t->group = lt_transport_group(state);
    LT_TRY(lt_calloc((size_t)omp_get_max_threads(), sizeof *t->workers, &t->workers));
    t->n_workers = omp_get_max_threads();
    for (int n = 0; n < t->n_workers; ++n) LT_TRY(worker_create(t, state, &t->workers[n]));
    return LT_OK;
}

lt_status lt_transport_create(const lt_state *state, const lt_kernels *kernels, const char *scheme,
                              lt_transport **out) {
    lt_transport *t;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *t, &t));
    t->kernels = kernels;
    lt_status status = fill(t, state, scheme);
    if (status == LT_OK)
        *out = t;
    else
        lt_transport_free(t);
    return status;
}

void lt_transport_free(lt_transport *t) {
    if (!t) return;
    for (int n = 0; n < t->n_workers; ++n) {
        lt_worker *w = &t->workers[n];
        lt_free(w->table);
        lt_free(w->work);
        lt_free(w->mass);
        for (int q = 0; q < 4; ++q) lt_free(w->shares[q]);
        lt_free(w->tile);
    }
    lt_free(t->workers);
    lt_free(t->table_at);
    lt_halo_free(t->halo);
    lt_free(t);
}

void lt_transport_set_watch(lt_transport *t, lt_watch *watch) {
    t->watch = watch;
}

double lt_transport_packing_s(const lt_transport *t) {
    double sum = 0.0;
    for (int n = 0; n < t->n_workers; ++n) sum += t->workers[n].packing_s;
    return sum / t->n_workers;
}

lt_status lt_transport_advect(lt_transport *t, lt_state *state, lt_air *air, double dt, int odd,
                              const lt_border *border, lt_crossings *crossings) {
    if (odd) lt_transport_vertical(t, state, air, border, crossings);
    if (t->watch) lt_watch_before(t->watch, state, air);
    LT_TRY(lt_transport_horizontal(t, state, air, dt, odd, border, crossings));
    if (t->watch) lt_watch_after(t->watch, state, air);
    if (!odd) lt_transport_vertical(t, state, air, border, crossings);
    lt_air_end_step(air);
    return LT_OK;
}

double lt_transport_halo_seconds(const lt_transport *t) {
    return lt_halo_seconds(t->halo);
}
