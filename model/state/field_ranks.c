/* field_ranks.c - see field_ranks.h. */
#include "model/state/field_ranks.h"

/* Of a message of rank 0's, a choice: far below INT_MAX, and the layers of a large grid still go a few at a time. */
enum { LT_MOST_BYTES = 1 << 26 };

lt_status lt_field_ranks_open(const lt_part *part, int layers, size_t bytes, void *mine, lt_field_ranks *x) {
    const size_t layer_bytes = (size_t)part->nx * (size_t)part->ny * bytes;
    *x = (lt_field_ranks){.part = part, .layers = layers, .at_once = layers, .bytes = bytes, .whole = mine};
    x->mine = (lt_gather_part){.origin = mine, .row = part->ni, .layer = (ptrdiff_t)part->ni * part->nj};
    if (part->comm.size == 1) return LT_OK;
    x->whole = NULL;
    const size_t cells = part->comm.rank == 0 ? (size_t)part->nx * (size_t)part->ny : 0;
    lt_status status = lt_calloc(cells * (size_t)layers, bytes, &x->whole);
    LT_TRY(lt_comm_agree(&part->comm, status));
    if (layer_bytes * (size_t)layers > LT_MOST_BYTES)
        x->at_once = layer_bytes > LT_MOST_BYTES ? 1 : (int)(LT_MOST_BYTES / layer_bytes);
    return lt_gather_create(part, x->at_once, bytes, &x->gather);
}

void lt_field_ranks_close(lt_field_ranks *x) {
    if (x->part->comm.size > 1) lt_free(x->whole);
    lt_gather_free(x->gather);
}

lt_status lt_field_ranks_move(const lt_field_ranks *x, bool to_whole) {
    const size_t whole_layer = (size_t)x->part->nx * (size_t)x->part->ny * x->bytes;
    for (int k = 0; x->gather && k < x->layers; k += x->at_once) {
        const int n = x->layers - k < x->at_once ? x->layers - k : x->at_once;
        const lt_gather_part mine = {(char *)x->mine.origin + (size_t)(k * x->mine.layer) * x->bytes, x->mine.row,
                                     x->mine.layer};
        char *whole = x->whole ? (char *)x->whole + (size_t)k * whole_layer : NULL;
        LT_TRY(to_whole ? lt_gather_field(x->gather, n, &mine, whole) : lt_gather_scatter(x->gather, n, whole, &mine));
    }
    return LT_OK;
}
