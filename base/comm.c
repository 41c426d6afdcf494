/* comm.c - what all communicators have in common, and the one of one process; how the domain is cut into blocks. */
#include "base/comm.h"

#include "base/log.h"

#include <limits.h>
#include <string.h>

lt_comm lt_comm_self(void) {
    return (lt_comm){.rank = 0, .size = 1};
}

lt_status lt_comm_first(const lt_comm *comm, int n, lt_comm *out) {
    *out = *comm;
    out->made = false;
    if (n == comm->size) return LT_OK;
    *out =
        (lt_comm){.rank = comm->rank < n ? comm->rank : -1, .size = n, .whole = comm->whole ? comm->whole : comm->size};
    if (n < 1 || n > comm->size)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a number of ranks that there are not",
                        .where = lt_fmt("rank %d of %d", comm->rank, comm->size),
                        .expected = lt_fmt("1 to %d", comm->size), .found = lt_fmt("%d", n));
    if (out->rank >= 0) out->meter = comm->meter;
    if (n == 1) return LT_OK;
    LT_TRY(comm->ops->first(comm, n, out));
    out->made = out->rank >= 0;
    return LT_OK;
}

void lt_comm_close(lt_comm *comm) {
    if (comm->made) comm->ops->close(comm);
    *comm = (lt_comm){0};
}

/* --- what is counted ---------------------------------------------------------------------------------------------- */

double lt_comm_spoken_s(const lt_comm *comm) {
    return comm->meter ? comm->meter->message_s + comm->meter->collective_s : 0.0;
}

static double clock_of(const lt_comm *comm) {
    return comm->meter ? lt_wall_seconds() : 0.0;
}

static lt_status message_took(const lt_comm *comm, double since, lt_status status) {
    if (comm->meter) comm->meter->message_s += lt_wall_seconds() - since;
    return status;
}

static lt_status collective_took(const lt_comm *comm, double since, lt_status status) {
    if (comm->meter) comm->meter->collective_s += lt_wall_seconds() - since;
    return status;
}

/* --- messages ----------------------------------------------------------------------------------------------------- */

static lt_status check_message(const lt_comm *comm, int peer, int tag, size_t bytes) {
    const bool other = peer >= 0 && peer < comm->size && peer != comm->rank;
    if (other && tag >= 0 && tag < LT_COMM_TAGS && bytes <= INT_MAX) return LT_OK;
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a message that no rank can send or receive",
                    .where = lt_fmt("rank %d of %d", comm->rank, comm->size),
                    .expected = lt_fmt("another rank of the %d, a tag below %d, at most %d bytes", comm->size,
                                       LT_COMM_TAGS, INT_MAX),
                    .found = lt_fmt("rank %d, tag %d, %zu bytes", peer, tag, bytes));
}

lt_status lt_comm_send(const lt_comm *comm, int peer, int tag, const void *data, size_t bytes, lt_comm_request *out) {
    *out = (lt_comm_request){.peer = peer, .tag = tag, .bytes = bytes};
    LT_TRY(check_message(comm, peer, tag, bytes));
    const double since = clock_of(comm);
    if (comm->meter) comm->meter->messages += 1;
    if (comm->meter) comm->meter->bytes += (int64_t)bytes;
    return message_took(comm, since, comm->ops->send(comm, peer, tag, data, bytes, out));
}

lt_status lt_comm_receive(const lt_comm *comm, int peer, int tag, void *data, size_t bytes, lt_comm_request *out) {
    *out = (lt_comm_request){.peer = peer, .tag = tag, .bytes = bytes, .data = data};
    LT_TRY(check_message(comm, peer, tag, bytes));
    const double since = clock_of(comm);
    return message_took(comm, since, comm->ops->receive(comm, peer, tag, data, bytes, out));
}

lt_status lt_comm_wait(const lt_comm *comm, int n, lt_comm_request *requests) {
    if (comm->size == 1 || n == 0) return LT_OK;
    const double since = clock_of(comm);
    LT_TRY(message_took(comm, since, comm->ops->wait(comm, n, requests)));
    memset(requests, 0, (size_t)n * sizeof *requests);
    return LT_OK;
}

bool lt_comm_drop(const lt_comm *comm, int n, lt_comm_request *requests) {
    bool all = true;
    for (int k = 0; k < n && comm->size > 1; k++) {
        if (requests[k].handle && !comm->ops->drop(comm, &requests[k])) all = false;
        requests[k] = (lt_comm_request){0};
    }
    return all;
}

void lt_comm_look(const lt_comm *comm) {
    if (comm->size > 1 && comm->ops->look) comm->ops->look(comm);
}

/* --- collective --------------------------------------------------------------------------------------------------- */

static lt_status check_count(const lt_comm *comm, long n) {
    if (n >= 0 && n <= INT_MAX) return LT_OK;
    return LT_RAISE(LT_ERR_INTERNAL, .what = "more values than one message of ranks can have",
                    .where = lt_fmt("rank %d of %d", comm->rank, comm->size), .expected = lt_fmt("at most %d", INT_MAX),
                    .found = lt_fmt("%ld", n));
}

lt_status lt_comm_sum_i64(const lt_comm *comm, int64_t *values, long n) {
    if (comm->size == 1) return LT_OK;
    LT_TRY(check_count(comm, n));
    const double since = clock_of(comm);
    return collective_took(comm, since, comm->ops->sum_i64(comm, values, (int)n));
}

lt_status lt_comm_max_i64(const lt_comm *comm, int64_t *values, long n) {
    if (comm->size == 1) return LT_OK;
    LT_TRY(check_count(comm, n));
    const double since = clock_of(comm);
    return collective_took(comm, since, comm->ops->max_i64(comm, values, (int)n));
}

lt_status lt_comm_max_double(const lt_comm *comm, double *values, long n) {
    if (comm->size == 1) return LT_OK;
    LT_TRY(check_count(comm, n));
    const double since = clock_of(comm);
    return collective_took(comm, since, comm->ops->max_double(comm, values, (int)n));
}

lt_status lt_comm_broadcast(const lt_comm *comm, void *data, size_t bytes, int root) {
    if (comm->size == 1) return LT_OK;
    LT_TRY(check_count(comm, bytes <= INT_MAX ? (long)bytes : LONG_MAX));
    const double since = clock_of(comm);
    return collective_took(comm, since, comm->ops->broadcast(comm, data, bytes, root));
}

lt_status lt_comm_barrier(const lt_comm *comm) {
    if (comm->size == 1) return LT_OK;
    const double since = clock_of(comm);
    return collective_took(comm, since, comm->ops->barrier(comm));
}

static _Thread_local bool agreed_on_error, fails_alone;

void lt_comm_fail_alone(void) {
    fails_alone = true;
    agreed_on_error = false;
}

bool lt_comm_agreed_on_error(void) {
    return agreed_on_error;
}

static lt_status agree(const lt_comm *comm, lt_status mine, bool says_rank) {
    if (fails_alone && mine != LT_OK) return mine;
    agreed_on_error = false;
    if (comm->size == 1 && (mine == LT_OK || !comm->whole || !says_rank)) return mine;
    if (comm->size == 1) return lt_error_context(mine, "on rank %d of %d", comm->rank, comm->whole);
    int64_t lowest =
        mine == LT_OK ? -comm->size : -comm->rank; /* the largest of these is the lowest rank that failed */
    char packed[LT_ERROR_PACKED];
    lt_error_pack(mine, packed);
    LT_TRY(lt_comm_max_i64(comm, &lowest, 1));
    if (lowest == -comm->size) return LT_OK;
    LT_TRY(lt_comm_broadcast(comm, packed, sizeof packed, (int)-lowest));
    agreed_on_error = true;
    const lt_status status = lt_error_unpack(packed);
    if (!says_rank) return status;
    return lt_error_context(status, "on rank %d of %d", (int)-lowest, comm->whole ? comm->whole : comm->size);
}

lt_status lt_comm_agree(const lt_comm *comm, lt_status mine) {
    return agree(comm, mine, true);
}

lt_status lt_comm_agree_beyond(const lt_comm *comm, lt_status mine) {
    return agree(comm, mine, false);
}

/* --- the cut of the domain ---------------------------------------------------------------------------------------- */

/* Piece p of n cells cut into count pieces: sizes differ by at most one, the larger ones first. */
static void cut(int n, int count, int p, int *first, int *length) {
    const int small = n / count, larger = n % count;
    *length = small + (p < larger ? 1 : 0);
    *first = p * small + (p < larger ? p : larger);
}

lt_block lt_block_of(int nx, int ny, int nbx, int nby, int b) {
    lt_block block = {.bx = b % nbx, .by = b / nbx};
    cut(nx, nbx, block.bx, &block.i0, &block.ni);
    cut(ny, nby, block.by, &block.j0, &block.nj);
    return block;
}

lt_status lt_decomp_create(int nx, int ny, int nbx, int nby, int min_cells, lt_decomp *out) {
    *out = (lt_decomp){0};
    if (min_cells < 1) min_cells = 1;
    if (nx < 1 || ny < 1 || nbx < 1 || nby < 1 || nx / nbx < min_cells || ny / nby < min_cells)
        return LT_RAISE(LT_ERR_USAGE, .what = "the domain cannot be cut into that many blocks",
                        .expected = lt_fmt("at least %d x %d cells in every block", min_cells, min_cells),
                        .found = lt_fmt("%d x %d cells in %d x %d blocks", nx, ny, nbx, nby),
                        .todo = "ask for fewer blocks, or a finer grid", .where = "the blocks of the domain");
    lt_block *blocks = NULL;
    LT_TRY(lt_calloc((size_t)nbx * (size_t)nby, sizeof *blocks, &blocks));
    for (int b = 0; b < nbx * nby; b++) blocks[b] = lt_block_of(nx, ny, nbx, nby, b);
    *out = (lt_decomp){.nx = nx, .ny = ny, .nbx = nbx, .nby = nby, .n_blocks = nbx * nby, .blocks = blocks};
    return LT_OK;
}

void lt_decomp_free(lt_decomp *decomp) {
    if (!decomp) return;
    lt_free(decomp->blocks);
    *decomp = (lt_decomp){0};
}
