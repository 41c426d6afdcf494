#include "model/transport/watch.h"

#include "base/sums.h"
#include "model/transport/burden.h"

#include <string.h>

lt_status lt_watch_create(int n_species, lt_watch *out) {
    memset(out, 0, sizeof *out);
    out->n_species = n_species;
    LT_TRY(lt_calloc((size_t)n_species, sizeof *out->net, &out->net));
    return lt_calloc((size_t)n_species, sizeof *out->gained, &out->gained);
}

void lt_watch_free(lt_watch *watch) {
    lt_free(watch->gained);
    lt_free(watch->net);
    memset(watch, 0, sizeof *watch);
}

static int larger(int a, int b) {
    return a > b ? a : b;
}

static int smaller(int a, int b) {
    return a < b ? a : b;
}

/* The burden of what of the box lies in the state's part, times the sign. */
static void add_burden(const lt_watch *w, const lt_state *state, const lt_air *air, int s, double sign) {
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_block *p = &state->blocks[b].place;
        const int i0 = w->i0 - state->part.i0 - p->i0, j0 = w->j0 - state->part.j0 - p->j0; /* in the block */
        for (int j = larger(j0, 0); j < smaller(j0 + w->nj, p->nj); ++j)
            for (int i = larger(i0, 0); i < smaller(i0 + w->ni, p->ni); ++i)
                lt_exactsum_add(&w->gained[s], sign * lt_column_burden(state, air, b, s, j, i, w->nk));
    }
}

void lt_watch_before(lt_watch *w, const lt_state *state, const lt_air *air) {
#pragma omp parallel for schedule(dynamic)
    for (int s = 0; s < w->n_species; ++s) add_burden(w, state, air, s, -1.0);
}

void lt_watch_after(lt_watch *w, const lt_state *state, const lt_air *air) {
#pragma omp parallel for schedule(dynamic)
    for (int s = 0; s < w->n_species; ++s) add_burden(w, state, air, s, 1.0);
}

lt_status lt_watch_end_hour(lt_watch *w, const lt_comm *comm) {
    LT_TRY(lt_sums_over_ranks(comm, w->gained, w->n_species));
    for (int s = 0; s < w->n_species; ++s) {
        w->net[s] += lt_exactsum_value(&w->gained[s]);
        lt_exactsum_clear(&w->gained[s]);
    }
    return LT_OK;
}
