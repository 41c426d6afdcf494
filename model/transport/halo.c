#include "model/transport/halo.h"

#include "base/log.h"

#include <string.h>

enum { LT_MOST_CHUNKS = 4 }; /* one is swept, the others' messages fly; more makes them short */
enum { LOW, HIGH, N_ENDS };

struct lt_halo {
    lt_part part;
    int nz, n_species, n_chunks;
    lt_real *to[N_ENDS], *from[N_ENDS]; /* the neighbour below and above; room of a layer: `layer` values */
    ptrdiff_t layer;
    double seconds;
    lt_comm_request requests[LT_MOST_CHUNKS][2 * N_ENDS];
};

int lt_halo_asks(const lt_halo *h, int along_y) {
    return along_y ? h->part.south >= 0 || h->part.north >= 0 : h->part.west >= 0 || h->part.east >= 0;
}

lt_status lt_halo_create(const lt_state *state, lt_halo **out) {
    lt_halo *h;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *h, &h));
    *h = (lt_halo){.part = state->part, .nz = state->nz, .n_species = state->n_species, .n_chunks = 1};
    *out = h;
    if (!lt_halo_asks(h, 0) && !lt_halo_asks(h, 1)) return LT_OK;
    h->n_chunks = h->nz < LT_MOST_CHUNKS ? h->nz : LT_MOST_CHUNKS;
    h->layer = (ptrdiff_t)h->n_species * LT_HALO * (h->part.ni > h->part.nj ? h->part.ni : h->part.nj);
    lt_status status = LT_OK;
    for (int end = LOW; end < N_ENDS && status == LT_OK; ++end) {
        status = lt_calloc((size_t)(h->layer * h->nz), sizeof(lt_real), &h->to[end]);
        if (status == LT_OK) status = lt_calloc((size_t)(h->layer * h->nz), sizeof(lt_real), &h->from[end]);
    }
    if (status == LT_OK) return LT_OK;
    lt_halo_free(h);
    *out = NULL;
    return status;
}

/* After an error between post and wait messages may be under way: their memory stays where it is while they are. */
void lt_halo_free(lt_halo *h) {
    if (!h) return;
    const bool still = lt_comm_drop(&h->part.comm, LT_MOST_CHUNKS * 2 * N_ENDS, h->requests[0]);
    for (int end = LOW; still && end < N_ENDS; ++end) {
        lt_free(h->to[end]);
        lt_free(h->from[end]);
    }
    lt_free(h);
}

int lt_halo_chunks(const lt_halo *h) {
    return h->n_chunks;
}

int lt_halo_layer(const lt_halo *h, int chunk) {
    return chunk * h->nz / h->n_chunks;
}

static int first_of_chunk(const lt_halo *h, int k) {
    int chunk = 0;
    while (lt_halo_layer(h, chunk + 1) <= k) ++chunk;
    return lt_halo_layer(h, chunk);
}

/* Values of a species and a layer in a message. */
static ptrdiff_t strip(const lt_halo *h, int along_y) {
    return (ptrdiff_t)LT_HALO * (along_y ? h->part.ni : h->part.nj);
}

/* Where species s, layer k stands in a message: those of a chunk stand close together. */
static ptrdiff_t at(const lt_halo *h, int along_y, int s, int k) {
    const int first = first_of_chunk(h, k);
    return first * h->layer + ((ptrdiff_t)(k - first) * h->n_species + s) * strip(h, along_y);
}

/* Of block b the cells that the neighbour at this end of the part wants. */
static void pack_x(const lt_state *state, int b, int s, int k, int end, lt_real *to) {
    const lt_state_block *me = &state->blocks[b];
    const lt_real *q = lt_state_slab(me, s, k) + (end == LOW ? 0 : me->place.ni - LT_HALO);
    for (int j = 0; j < me->place.nj; ++j)
        memcpy(to + (ptrdiff_t)(me->place.j0 + j) * LT_HALO, q + j * me->row, LT_HALO * sizeof *to);
}

static void pack_y(const lt_state *state, int b, int s, int k, int end, lt_real *to) {
    const lt_state_block *me = &state->blocks[b];
    const lt_real *q = lt_state_slab(me, s, k) + (end == LOW ? 0 : me->place.nj - LT_HALO) * me->row;
    for (int n = 0; n < LT_HALO; ++n)
        memcpy(to + (ptrdiff_t)n * state->nx + me->place.i0, q + n * me->row, (size_t)me->place.ni * sizeof *to);
}

static int peer_of(const lt_halo *h, int along_y, int end) {
    if (along_y) return end == LOW ? h->part.south : h->part.north;
    return end == LOW ? h->part.west : h->part.east;
}

void lt_halo_pack(lt_halo *h, const lt_state *state, int along_y, int s, int k) {
    for (int end = LOW; end < N_ENDS; ++end) {
        if (peer_of(h, along_y, end) < 0) continue;
        lt_real *to = h->to[end] + at(h, along_y, s, k);
        for (int b = 0; b < state->decomp.n_blocks; ++b) {
            const lt_block *p = &state->decomp.blocks[b];
            const int place = along_y ? p->by : p->bx, last = (along_y ? state->decomp.nby : state->decomp.nbx) - 1;
            if (place == (end == LOW ? 0 : last)) (along_y ? pack_y : pack_x)(state, b, s, k, end, to);
        }
    }
}

static lt_status post(lt_halo *h, int chunk, int along_y) {
    const int first = lt_halo_layer(h, chunk), layers = lt_halo_layer(h, chunk + 1) - first;
    const size_t bytes = (size_t)layers * (size_t)h->n_species * (size_t)strip(h, along_y) * sizeof(lt_real);
    lt_comm_request *request = h->requests[chunk];
    for (int end = LOW; end < N_ENDS; ++end, request += 2) {
        const int peer = peer_of(h, along_y, end);
        if (peer < 0) continue;
        LT_TRY(lt_comm_receive(&h->part.comm, peer, chunk, h->from[end] + first * h->layer, bytes, &request[0]));
        LT_TRY(lt_comm_send(&h->part.comm, peer, chunk, h->to[end] + first * h->layer, bytes, &request[1]));
    }
    return LT_OK;
}

lt_status lt_halo_post(lt_halo *h, int chunk, int along_y) {
    const double begin = lt_wall_seconds();
    const lt_status status = post(h, chunk, along_y);
    h->seconds += lt_wall_seconds() - begin;
    return status;
}

lt_status lt_halo_wait(lt_halo *h, int chunk) {
    const double begin = lt_wall_seconds();
    const lt_status status = lt_comm_wait(&h->part.comm, 2 * N_ENDS, h->requests[chunk]);
    h->seconds += lt_wall_seconds() - begin;
    return status;
}

double lt_halo_seconds(const lt_halo *h) {
    return h->seconds;
}

/* What the neighbour at this end has sent of species s, layer k; NULL: there is none. */
static const lt_real *message(const lt_halo *h, int along_y, int end, int s, int k) {
    return peer_of(h, along_y, end) < 0 ? NULL : h->from[end] + at(h, along_y, s, k);
}

static void fill_x(const lt_halo *halo, const lt_state *state, int b, int s, int k, const lt_border *border) {
    const lt_state_block *me = &state->blocks[b];
    const int bx = me->place.bx, ni = me->place.ni, j0 = me->place.j0;
    const lt_state_block *west = bx > 0 ? me - 1 : NULL, *east = bx < state->decomp.nbx - 1 ? me + 1 : NULL;
    const lt_real *from_w = message(halo, 0, LOW, s, k), *from_e = message(halo, 0, HIGH, s, k);
    const lt_real *west_edge = lt_border_side(border, LT_WEST, s, k) + j0;
    const lt_real *east_edge = lt_border_side(border, LT_EAST, s, k) + j0;
    for (int j = 0; j < me->place.nj; ++j) {
        lt_real *row = lt_state_slab(me, s, k) + j * me->row;
        const lt_real *w = west     ? lt_state_slab(west, s, k) + j * west->row + west->place.ni
                           : from_w ? from_w + (ptrdiff_t)(j0 + j + 1) * LT_HALO
                                    : NULL;
        const lt_real *e = east     ? lt_state_slab(east, s, k) + j * east->row
                           : from_e ? from_e + (ptrdiff_t)(j0 + j) * LT_HALO
                                    : NULL;
        for (int n = 1; n <= LT_HALO; ++n) {
            row[-n] = w ? w[-n] : west_edge[j];
            row[ni + n - 1] = e ? e[n - 1] : east_edge[j];
        }
    }
}

static void fill_y(const lt_halo *halo, const lt_state *state, int b, int s, int k, const lt_border *border) {
    const lt_state_block *me = &state->blocks[b];
    const int by = me->place.by, nj = me->place.nj, i0 = me->place.i0;
    const lt_state_block *south = by > 0 ? me - state->decomp.nbx : NULL;
    const lt_state_block *north = by < state->decomp.nby - 1 ? me + state->decomp.nbx : NULL;
    const lt_real *from_s = message(halo, 1, LOW, s, k), *from_n = message(halo, 1, HIGH, s, k);
    const lt_real *south_edge = lt_border_side(border, LT_SOUTH, s, k) + i0;
    const lt_real *north_edge = lt_border_side(border, LT_NORTH, s, k) + i0;
    for (int n = 1; n <= LT_HALO; ++n) {
        lt_real *below = lt_state_slab(me, s, k) - n * me->row;
        lt_real *above = lt_state_slab(me, s, k) + (nj + n - 1) * me->row;
        const lt_real *low = south    ? lt_state_slab(south, s, k) + (south->place.nj - n) * south->row
                             : from_s ? from_s + (ptrdiff_t)(LT_HALO - n) * state->nx + i0
                                      : south_edge;
        const lt_real *high = north    ? lt_state_slab(north, s, k) + (n - 1) * north->row
                              : from_n ? from_n + (ptrdiff_t)(n - 1) * state->nx + i0
                                       : north_edge;
        memcpy(below, low, (size_t)me->place.ni * sizeof *below);
        memcpy(above, high, (size_t)me->place.ni * sizeof *above);
    }
}

void lt_halo_fill(const lt_halo *halo, const lt_state *state, int along_y, int b, int s, int k,
                  const lt_border *border) {
    (along_y ? fill_y : fill_x)(halo, state, b, s, k, border);
}
