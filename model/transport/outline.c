#include "model/transport/outline.h"

#include <stdbool.h>
#include <string.h>

/* Do the shares of two cells differ in any region? */
static bool differs(const double *share, int n_regions, ptrdiff_t plane, ptrdiff_t low, ptrdiff_t high) {
    for (int r = 0; r < n_regions; ++r)
        if (share[r * plane + low] != share[r * plane + high]) return true;
    return false;
}

/* Faces of a block that count, its low ones among them; NULL: only their number. */
static int faces_of(const lt_state *state, int b, int along, int n_regions, const double *share, lt_outline *o,
                    int begin) {
    const lt_block *p = &state->decomp.blocks[b];
    const lt_part *part = &state->part;
    const int i0 = part->i0 + p->i0, j0 = part->j0 + p->j0; /* in the domain */
    ptrdiff_t plane = (ptrdiff_t)part->nx * part->ny, back = along == LT_ALONG_Y ? part->nx : 1;
    int n = 0;
    for (int j = 0; j < p->nj; ++j)
        for (int i = 0; i < p->ni; ++i) {
            ptrdiff_t high = (ptrdiff_t)(j0 + j) * part->nx + i0 + i, low = high - back;
            if ((along == LT_ALONG_Y ? j0 + j : i0 + i) == 0) continue; /* the border of the domain */
            if (!differs(share, n_regions, plane, low, high)) continue;
            if (o) {
                o->place[along][begin + n] = (lt_face_place){j, i};
                o->low[along][begin + n] = low;
                o->high[along][begin + n] = high;
            }
            ++n;
        }
    return n;
}

static lt_status fill(const lt_state *state, int n_regions, const double *share, lt_outline *o) {
    int n_blocks = state->decomp.n_blocks;
    o->nz = state->nz;
    o->n_species = state->n_species;
    for (int along = 0; along < LT_N_ALONG; ++along) {
        LT_TRY(lt_calloc((size_t)n_blocks + 1, sizeof(int), &o->first[along]));
        for (int b = 0; b < n_blocks; ++b)
            o->first[along][b + 1] = o->first[along][b] + faces_of(state, b, along, n_regions, share, NULL, 0);
        size_t n = (size_t)o->first[along][n_blocks];
        o->n[along] = (int)n;
        LT_TRY(lt_calloc(n, sizeof(lt_face_place), &o->place[along]));
        LT_TRY(lt_calloc(n, sizeof(ptrdiff_t), &o->low[along]));
        LT_TRY(lt_calloc(n, sizeof(ptrdiff_t), &o->high[along]));
        LT_TRY(lt_calloc(n * (size_t)o->nz * (size_t)o->n_species, sizeof(double), &o->through[along]));
        for (int b = 0; b < n_blocks; ++b) faces_of(state, b, along, n_regions, share, o, o->first[along][b]);
    }
    return LT_OK;
}

lt_status lt_outline_create(const lt_state *state, int n_regions, const double *share, lt_outline **out) {
    lt_outline *o;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *o, &o));
    lt_status status = fill(state, n_regions, share, o);
    if (status == LT_OK)
        *out = o;
    else
        lt_outline_free(o);
    return status;
}

void lt_outline_free(lt_outline *o) {
    if (!o) return;
    for (int along = 0; along < LT_N_ALONG; ++along) {
        lt_free(o->first[along]);
        lt_free(o->place[along]);
        lt_free(o->low[along]);
        lt_free(o->high[along]);
        lt_free(o->through[along]);
    }
    lt_free(o);
}

void lt_outline_clear(lt_outline *o) {
    for (int along = 0; along < LT_N_ALONG; ++along)
        memset(o->through[along], 0,
               (size_t)o->n[along] * (size_t)o->nz * (size_t)o->n_species * sizeof *o->through[along]);
}
