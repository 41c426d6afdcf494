#include "model/transport/watch.h"

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

/* The burden of the box, times the sign. */
static void add_burden(const lt_watch *w, const lt_state *state, const lt_air *air, int s, double sign) {
    for (int b = 0; b < state->decomp.n_blocks; ++b) {
        const lt_block *p = &state->blocks[b].place;
        int j_end = w->j0 + w->nj < p->j0 + p->nj ? w->j0 + w->nj : p->j0 + p->nj;
        int i_end = w->i0 + w->ni < p->i0 + p->ni ? w->i0 + w->ni : p->i0 + p->ni;
        for (int j = w->j0 > p->j0 ? w->j0 : p->j0; j < j_end; ++j)
            for (int i = w->i0 > p->i0 ? w->i0 : p->i0; i < i_end; ++i)
                lt_exactsum_add(&w->gained[s], sign * lt_column_burden(state, air, b, s, j - p->j0, i - p->i0, w->nk));
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

void lt_watch_end_hour(lt_watch *w) {
    for (int s = 0; s < w->n_species; ++s) {
        w->net[s] += lt_exactsum_value(&w->gained[s]);
        lt_exactsum_clear(&w->gained[s]);
    }
}
