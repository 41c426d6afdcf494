#include "model/state/border.h"

lt_status lt_border_create(int n_species, int nx, int ny, int nz, lt_border **out) {
    lt_border *b;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *b, &b));
    b->nx = nx;
    b->ny = ny;
    b->nz = nz;
    b->n_species = n_species;
    lt_status status = LT_OK;
    for (int side = 0; side < LT_N_SIDES && status == LT_OK; ++side)
        status = lt_calloc((size_t)n_species * (size_t)nz * (size_t)lt_border_length(b, (lt_side)side), sizeof(lt_real),
                           &b->side[side]);
    if (status == LT_OK) status = lt_calloc((size_t)n_species * (size_t)nx * (size_t)ny, sizeof(lt_real), &b->top);
    if (status == LT_OK)
        *out = b;
    else
        lt_border_free(b);
    return status;
}

void lt_border_free(lt_border *b) {
    if (!b) return;
    for (int side = 0; side < LT_N_SIDES; ++side) lt_free(b->side[side]);
    lt_free(b->top);
    lt_free(b);
}

void lt_border_fill(lt_border *b, int n_species, const double *value) {
    for (int s = 0; s < n_species; ++s) {
        for (int k = 0; k < b->nz; ++k)
            for (int side = 0; side < LT_N_SIDES; ++side) {
                lt_real *to = lt_border_side(b, (lt_side)side, s, k);
                for (int n = 0; n < lt_border_length(b, (lt_side)side); ++n) to[n] = (lt_real)value[s * b->nz + k];
            }
        lt_real *top = lt_border_top(b, s);
        for (int c = 0; c < b->nx * b->ny; ++c) top[c] = (lt_real)value[s * b->nz + b->nz - 1];
    }
}

void lt_border_fill_top(lt_border *b, int n_species, const double *value) {
    for (int s = 0; s < n_species; ++s)
        for (int c = 0; c < b->nx * b->ny; ++c) lt_border_top(b, s)[c] = (lt_real)value[s];
}

static void between(const lt_real *a, const lt_real *b, double fraction, ptrdiff_t n, lt_real *restrict out) {
#pragma omp parallel for schedule(static)
    for (ptrdiff_t c = 0; c < n; ++c) {
        double low = (double)(a[c] < b[c] ? a[c] : b[c]), high = (double)(a[c] < b[c] ? b[c] : a[c]);
        double q = (double)a[c] + fraction * ((double)b[c] - (double)a[c]);
        out[c] = (lt_real)(q < low ? low : q > high ? high : q);
    }
}

void lt_border_between(const lt_border *a, const lt_border *b, double fraction, lt_border *out) {
    for (int side = 0; side < LT_N_SIDES; ++side)
        between(a->side[side], b->side[side], fraction,
                (ptrdiff_t)a->n_species * a->nz * lt_border_length(a, (lt_side)side), out->side[side]);
    between(a->top, b->top, fraction, (ptrdiff_t)a->n_species * a->nx * a->ny, out->top);
}
