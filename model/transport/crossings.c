#include "model/transport/crossings.h"

#include <string.h>

lt_status lt_crossings_create(int n_species, int nx, int ny, int nz, lt_crossings *c) {
    memset(c, 0, sizeof *c);
    c->n_species = n_species;
    c->nx = nx;
    c->ny = ny;
    c->nz = nz;
    size_t n = (size_t)n_species, columns = n * (size_t)nx * (size_t)ny, layers = n * (size_t)nz;
    c->n_values = 2 * layers * (size_t)(nx + ny) + 4 * columns;
    LT_TRY(lt_calloc(c->n_values, sizeof(double), &c->storage));
    double *at = c->storage;
    for (int side = 0; side < LT_N_SIDES; ++side) {
        c->side[side] = at;
        at += layers * (size_t)lt_crossings_length(c, (lt_side)side);
    }
    c->top_in = at;
    c->top_out = at + columns;
    c->deposited = at + 2 * columns;
    c->washed = at + 3 * columns;
    return LT_OK;
}

void lt_crossings_free(lt_crossings *c) {
    lt_free(c->storage);
    memset(c, 0, sizeof *c);
}

void lt_crossings_clear(lt_crossings *c) {
    memset(c->storage, 0, c->n_values * sizeof(double));
}

static void sum(const double *x, size_t n, lt_exactsum *to) {
    lt_exactsum_clear(to);
    for (size_t c = 0; c < n; ++c)
        if (x[c] != 0.0) lt_exactsum_add(to, x[c]);
}

void lt_crossings_exact(const lt_crossings *c, int s, lt_crossing_exact *sums) {
    lt_exactsum_clear(&sums->in);
    lt_exactsum_clear(&sums->out);
    for (int side = 0; side < LT_N_SIDES; ++side) {
        const double *x = lt_crossings_side(c, (lt_side)side, s, 0);
        for (int n = 0; n < c->nz * lt_crossings_length(c, (lt_side)side); ++n)
            if (x[n] != 0.0) lt_exactsum_add(x[n] > 0.0 ? &sums->in : &sums->out, x[n] > 0.0 ? x[n] : -x[n]);
    }
    size_t columns = (size_t)c->nx * (size_t)c->ny;
    ptrdiff_t first = lt_crossings_column(c, s, 0, 0);
    sum(c->top_in + first, columns, &sums->top_in);
    sum(c->top_out + first, columns, &sums->top_out);
    sum(c->deposited + first, columns, &sums->deposited);
    sum(c->washed + first, columns, &sums->washed);
}

lt_crossing_sums lt_crossings_round(const lt_crossing_exact *sums) {
    return (lt_crossing_sums){.in = lt_exactsum_value(&sums->in),
                              .out = lt_exactsum_value(&sums->out),
                              .top_in = lt_exactsum_value(&sums->top_in),
                              .top_out = lt_exactsum_value(&sums->top_out),
                              .deposited = lt_exactsum_value(&sums->deposited),
                              .washed = lt_exactsum_value(&sums->washed)};
}

lt_crossing_sums lt_crossings_sums(const lt_crossings *c, int s) {
    lt_crossing_exact sums;
    lt_crossings_exact(c, s, &sums);
    return lt_crossings_round(&sums);
}
