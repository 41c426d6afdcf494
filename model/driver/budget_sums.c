#include "model/driver/budget_sums.h"

#include "base/sums.h"
#include "model/transport/burden.h"

void lt_sum_burden(const lt_state *state, const lt_air *air, int s, lt_exactsum *sum) {
    lt_exactsum_clear(sum);
    for (int b = 0; b < state->decomp.n_blocks; ++b)
        for (int j = 0; j < state->blocks[b].place.nj; ++j)
            for (int i = 0; i < state->blocks[b].place.ni; ++i)
                lt_exactsum_add(sum, lt_column_burden(state, air, b, s, j, i, state->nz));
}

void lt_sum_source(const lt_source *source, const lt_air *air, lt_exactsum *sum) {
    lt_exactsum_clear(sum);
    for (int j = 0; source->layers > 0 && j < air->ny; ++j)
        for (int i = 0; i < air->nx; ++i) lt_exactsum_add(sum, lt_source_column(source, air, j, i));
}

void lt_sum_plane(const double *plane, size_t n, lt_exactsum *sum) {
    lt_exactsum_clear(sum);
    for (size_t c = 0; c < n; ++c)
        if (plane[c] != 0.0) lt_exactsum_add(sum, plane[c]);
}

void lt_sum_air(const lt_air *air, lt_exactsum *sum) {
    lt_exactsum_clear(sum);
    for (int k = 0; k < air->nz; ++k)
        for (int j = 0; j < air->ny; ++j)
            for (int i = 0; i < air->nx; ++i) lt_exactsum_add(sum, air->mass[lt_air_at(air, k, j, i)]);
}

lt_status lt_sum_ranks(const lt_comm *comm, void *sums, size_t bytes) {
    return lt_sums_over_ranks(comm, sums, (long)(bytes / sizeof(lt_exactsum)));
}
