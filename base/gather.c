/* gather.c - rows are packed into one message a rank; rank 0 has room for those of all. */
#include "base/gather.h"

#include <string.h>

struct lt_gather {
    lt_part part;
    int nk;
    size_t value;             /* bytes */
    char *packed;             /* rank 0: of all ranks, one behind the other; else of this one */
    lt_comm_request *request; /* [ranks] */
};

enum { TAG_GATHER = LT_COMM_TAGS - 2, TAG_SCATTER = LT_COMM_TAGS - 1 };

static lt_status make_room(lt_gather *g) {
    const lt_part *p = &g->part;
    const size_t cells = p->comm.rank == 0 ? (size_t)p->nx * (size_t)p->ny : (size_t)p->ni * (size_t)p->nj;
    LT_TRY(lt_calloc(cells * (size_t)g->nk, g->value, &g->packed));
    return lt_calloc((size_t)p->comm.size, sizeof *g->request, &g->request);
}

lt_status lt_gather_create(const lt_part *part, int nk, size_t value_bytes, lt_gather **out) {
    lt_gather *g = NULL;
    *out = NULL;
    lt_status status = lt_calloc(1, sizeof *g, &g);
    if (status == LT_OK) {
        *g = (lt_gather){.part = *part, .nk = nk, .value = value_bytes};
        status = make_room(g);
    }
    status = lt_comm_agree(&part->comm, status);
    if (status == LT_OK)
        *out = g;
    else
        lt_gather_free(g);
    return status;
}

void lt_gather_free(lt_gather *gather) {
    if (!gather) return;
    const bool still = !gather->request || lt_comm_drop(&gather->part.comm, gather->part.comm.size, gather->request);
    if (still) lt_free(gather->packed); /* else a message of before an error is under way */
    lt_free(gather->request);
    lt_free(gather);
}

static size_t bytes_of(const lt_gather *g, int nk, const lt_block *block) {
    return (size_t)block->ni * (size_t)block->nj * (size_t)nk * g->value;
}

/* Rows of a block between a packed message and a field (origin at the block's first cell). */
static void copy_rows(const lt_gather *g, int nk, const lt_block *block, const lt_gather_part *field, char *packed,
                      bool pack) {
    const size_t row_bytes = (size_t)block->ni * g->value;
    for (int k = 0; k < nk; k++) {
        for (int j = 0; j < block->nj; j++, packed += row_bytes) {
            char *row = (char *)field->origin + (k * field->layer + j * field->row) * (ptrdiff_t)g->value;
            memcpy(pack ? packed : row, pack ? row : packed, row_bytes);
        }
    }
}

/* The block's part of the whole field. */
static lt_gather_part within(const lt_gather *g, const lt_block *block, const void *whole) {
    const ptrdiff_t row = g->part.nx, first = (block->j0 * row + block->i0) * (ptrdiff_t)g->value;
    return (lt_gather_part){.origin = (char *)whole + first, .row = row, .layer = row * g->part.ny};
}

/* Rank 0's own part goes from field to field. */
static void copy_own(const lt_gather *g, int nk, const lt_gather_part *from, const lt_gather_part *to) {
    const lt_block own = lt_part_block(&g->part, 0);
    copy_rows(g, nk, &own, from, g->packed, true);
    copy_rows(g, nk, &own, to, g->packed, false);
}

static lt_status check_layers(const lt_gather *g, int nk) {
    if (nk >= 1 && nk <= g->nk) return LT_OK;
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a field with more layers than were asked for",
                    .expected = lt_fmt("1 to %d", g->nk), .found = lt_fmt("%d", nk));
}

/* Rank 0: messages of all others, behind its own place in the memory. */
static lt_status post_all(lt_gather *g, int nk, const void *whole) {
    const lt_comm *comm = &g->part.comm;
    char *at = g->packed;
    for (int r = 0; r < comm->size; r++) {
        const lt_block block = lt_part_block(&g->part, r);
        const size_t bytes = bytes_of(g, nk, &block);
        if (r > 0 && whole) {
            const lt_gather_part part = within(g, &block, whole);
            copy_rows(g, nk, &block, &part, at, true);
            LT_TRY(lt_comm_send(comm, r, TAG_SCATTER, at, bytes, &g->request[r]));
        } else if (r > 0) {
            LT_TRY(lt_comm_receive(comm, r, TAG_GATHER, at, bytes, &g->request[r]));
        }
        at += bytes;
    }
    return LT_OK;
}

static void unpack_all(lt_gather *g, int nk, void *whole) {
    char *at = g->packed;
    for (int r = 0; r < g->part.comm.size; r++) {
        const lt_block block = lt_part_block(&g->part, r);
        const lt_gather_part part = within(g, &block, whole);
        if (r > 0) copy_rows(g, nk, &block, &part, at, false);
        at += bytes_of(g, nk, &block);
    }
}

lt_status lt_gather_field(lt_gather *g, int nk, const lt_gather_part *mine, void *whole) {
    const lt_comm *comm = &g->part.comm;
    LT_TRY(check_layers(g, nk));
    if (comm->rank == 0) {
        const lt_block own = lt_part_block(&g->part, 0);
        const lt_gather_part place = within(g, &own, whole);
        LT_TRY(post_all(g, nk, NULL));
        copy_own(g, nk, mine, &place);
        LT_TRY(lt_comm_wait(comm, comm->size, g->request));
        unpack_all(g, nk, whole);
        return LT_OK;
    }
    const lt_block own = lt_part_block(&g->part, comm->rank);
    copy_rows(g, nk, &own, mine, g->packed, true);
    LT_TRY(lt_comm_send(comm, 0, TAG_GATHER, g->packed, bytes_of(g, nk, &own), &g->request[0]));
    return lt_comm_wait(comm, 1, g->request);
}

lt_status lt_gather_scatter(lt_gather *g, int nk, const void *whole, const lt_gather_part *mine) {
    const lt_comm *comm = &g->part.comm;
    const lt_block own = lt_part_block(&g->part, comm->rank);
    LT_TRY(check_layers(g, nk));
    if (comm->rank == 0) {
        const lt_gather_part place = within(g, &own, whole);
        LT_TRY(post_all(g, nk, whole));
        copy_own(g, nk, &place, mine);
        return lt_comm_wait(comm, comm->size, g->request);
    }
    LT_TRY(lt_comm_receive(comm, 0, TAG_SCATTER, g->packed, bytes_of(g, nk, &own), &g->request[0]));
    LT_TRY(lt_comm_wait(comm, 1, g->request));
    copy_rows(g, nk, &own, mine, g->packed, false);
    return LT_OK;
}
