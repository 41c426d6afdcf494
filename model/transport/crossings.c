#include "model/transport/crossings.h"

#include "base/exactsum.h"

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

static double sum_of(const double *x, size_t n) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (size_t c = 0; c < n; ++c)
        if (x[c] != 0.0) lt_exactsum_add(&sum, x[c]);
    return lt_exactsum_value(&sum);
}

lt_crossing_sums lt_crossings_sums(const lt_crossings *c, int s) {
    lt_exactsum in, out;
    lt_exactsum_clear(&in);
    lt_exactsum_clear(&out);
    for (int side = 0; side < LT_N_SIDES; ++side) {
        const double *x = lt_crossings_side(c, (lt_side)side, s, 0);
        for (int n = 0; n < c->nz * lt_crossings_length(c, (lt_side)side); ++n)
            if (x[n] != 0.0) lt_exactsum_add(x[n] > 0.0 ? &in : &out, x[n] > 0.0 ? x[n] : -x[n]);
    }
    size_t columns = (size_t)c->nx * (size_t)c->ny;
    ptrdiff_t first = lt_crossings_column(c, s, 0, 0);
    return (lt_crossing_sums){.in = lt_exactsum_value(&in),
                              .out = lt_exactsum_value(&out),
                              .top_in = sum_of(c->top_in + first, columns),
                              .top_out = sum_of(c->top_out + first, columns),
                              .deposited = sum_of(c->deposited + first, columns),
                              .washed = sum_of(c->washed + first, columns)};
}
