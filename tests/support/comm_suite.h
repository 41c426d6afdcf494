/* comm_suite.h - what every implementation of ranks must do (base/comm.h), and what stands on it: parts, gather, sums.
 * Work for ranks.h, which runs it on threads, and for tests/mpi, which runs it on MPI. Header only. */
#ifndef LT_TESTS_COMM_SUITE_H
#define LT_TESTS_COMM_SUITE_H

#include "base/gather.h"
#include "base/outbox.h"
#include "base/part.h"
#include "base/sums.h"
#include "tests/support/ranks.h"

#include <math.h>

/* Everybody writes to everybody, twice with one tag (order must hold) and once with another, received out of order. */
static inline lt_status suite_all_to_all(const lt_comm *comm, void *context) {
    enum { MOST = 3 * RANKS_MOST };
    lt_comm_request request[2 * MOST] = {0};
    int64_t out[MOST], in[MOST];
    int n = 0;
    (void)context;
    for (int peer = 0; peer < comm->size; peer++) {
        if (peer == comm->rank) continue;
        for (int m = 0; m < 3; m++) {
            out[3 * peer + m] = comm->rank * 1000 + peer * 10 + m;
            LT_TRY(lt_comm_send(comm, peer, m / 2, &out[3 * peer + m], sizeof *out, &request[n++]));
        }
        LT_TRY(lt_comm_receive(comm, peer, 1, &in[3 * peer + 2], sizeof *in, &request[n++]));
        LT_TRY(lt_comm_receive(comm, peer, 0, &in[3 * peer], sizeof *in, &request[n++]));
        LT_TRY(lt_comm_receive(comm, peer, 0, &in[3 * peer + 1], sizeof *in, &request[n++]));
    }
    LT_TRY(lt_comm_wait(comm, n, request));
    for (int k = 0; k < n; k++) RANKS_CHECK(!request[k].handle && !request[k].data);
    for (int peer = 0; peer < comm->size; peer++)
        for (int m = 0; m < 3 && peer != comm->rank; m++)
            RANKS_CHECK(in[3 * peer + m] == peer * 1000 + comm->rank * 10 + m);
    return lt_comm_wait(comm, n, request); /* there is nothing left to wait for */
}

/* What nobody waits for any more is given up: its memory is left alone, and the message goes to who asks later. */
static inline lt_status suite_give_up(const lt_comm *comm, void *context) {
    const int next = (comm->rank + 1) % comm->size, before = (comm->rank + comm->size - 1) % comm->size;
    int64_t mine = comm->rank, first = -1, second = -1;
    lt_comm_request request[3] = {0};
    (void)context;
    RANKS_CHECK(lt_comm_drop(comm, 3, request));
    if (comm->size == 1) return LT_OK;
    LT_TRY(lt_comm_receive(comm, before, 9, &first, sizeof first, &request[1]));
    RANKS_CHECK(lt_comm_drop(comm, 3, request) && !request[1].handle);
    LT_TRY(lt_comm_barrier(comm));
    LT_TRY(lt_comm_send(comm, next, 9, &mine, sizeof mine, &request[0]));
    LT_TRY(lt_comm_receive(comm, before, 9, &second, sizeof second, &request[2]));
    LT_TRY(lt_comm_wait(comm, 3, request));
    RANKS_CHECK(first == -1 && second == before);
    return LT_OK;
}

/* Of several one fails: the others are still there to be given up. */
static inline lt_status suite_fail_between(const lt_comm *comm, void *context) {
    char word[8] = "too long", in[2][8] = {"", ""};
    lt_comm_request request[2] = {0};
    (void)context;
    if (comm->rank > 1 || comm->size == 1) return lt_comm_barrier(comm);
    if (comm->rank == 0) {
        LT_TRY(lt_comm_send(comm, 1, 9, word, 8, &request[0]));
        LT_TRY(lt_comm_wait(comm, 1, request));
    } else {
        LT_TRY(lt_comm_receive(comm, 0, 9, in[0], 4, &request[0]));
        LT_TRY(lt_comm_receive(comm, 0, 10, in[1], 8, &request[1]));
        RANKS_CHECK(lt_comm_wait(comm, 2, request) == LT_ERR_INTERNAL);
        lt_error_clear();
        RANKS_CHECK(!request[0].handle && request[1].handle);
        RANKS_CHECK(lt_comm_drop(comm, 2, request) && !request[1].handle);
    }
    return lt_comm_barrier(comm);
}

/* All but the last send to it, by an outbox with room for three numbers. */
static inline lt_status suite_outbox(const lt_comm *comm, void *context) {
    enum { MESSAGES = 50, MOST = 7 };
    const int last = comm->size - 1;
    int64_t in[MOST], *out;
    lt_outbox *box;
    (void)context;
    if (last == 0) return LT_OK;
    LT_TRY(lt_outbox_create(comm, comm->rank == last ? 0 : last, 3 * sizeof *out, &box));
    for (int m = 0; m < MESSAGES; m++) {
        const size_t bytes = sizeof *out * (size_t)(1 + m % MOST);
        for (int r = 0; r < last && comm->rank == last; r++) {
            lt_comm_request request;
            LT_TRY(lt_comm_receive(comm, r, 5, in, bytes, &request));
            LT_TRY(lt_comm_wait(comm, 1, &request));
            RANKS_CHECK(in[m % MOST] == r * 1000 + m);
        }
        if (comm->rank == last) continue;
        LT_TRY(lt_outbox_begin(box, bytes, &out));
        for (int k = 0; k <= m % MOST; k++) out[k] = comm->rank * 1000 + m;
        if (m % 2 == 0) LT_TRY(lt_outbox_post(box, 5));
        if (m % 2 == 1) LT_TRY(lt_outbox_send(box, 5, memcpy(in, out, bytes), bytes)); /* in place of what was begun */
    }
    LT_TRY(lt_outbox_flush(box));
    lt_outbox_free(box);
    return LT_OK;
}

static inline lt_status suite_collect(const lt_comm *comm, void *context) {
    const int n = comm->size, r = comm->rank;
    (void)context;
    for (int turn = 0; turn < 20; turn++) {
        int64_t sum[3] = {r, INT64_C(1) << 40, -r * r}, most[2] = {r - turn, -r};
        double largest[2] = {r * 0.1, -r * 0.1};
        char word[8] = "";
        if (r == turn % n) memcpy(word, "root", 5);
        LT_TRY(lt_comm_sum_i64(comm, sum, 3));
        RANKS_CHECK(sum[0] == n * (n - 1) / 2 && sum[1] == n * (INT64_C(1) << 40));
        RANKS_CHECK(sum[2] == -(n - 1) * n * (2 * n - 1) / 6);
        LT_TRY(lt_comm_max_i64(comm, most, 2));
        RANKS_CHECK(most[0] == n - 1 - turn && most[1] == 0);
        LT_TRY(lt_comm_max_double(comm, largest, 2));
        RANKS_CHECK(largest[0] == (n - 1) * 0.1 && largest[1] == 0);
        LT_TRY(lt_comm_broadcast(comm, word, sizeof word, turn % n));
        RANKS_CHECK(strcmp(word, "root") == 0);
        LT_TRY(lt_comm_barrier(comm));
        LT_TRY(lt_comm_agree(comm, LT_OK));
    }
    return LT_OK;
}

static inline lt_status suite_fail_together(const lt_comm *comm, void *context);

/* Some of the ranks speak among themselves while the others do; what one says does not come to the other. */
static inline lt_status suite_first(const lt_comm *comm, void *context) {
    (void)context;
    for (int n = 1; n <= comm->size; n++) {
        lt_comm some;
        lt_comm_request request[2] = {0};
        int64_t inside = 1, outside = 1, to = comm->rank, from = -1;
        int none = 0;
        LT_TRY(lt_comm_first(comm, n, &some));
        RANKS_CHECK(some.size == n && some.rank == (comm->rank < n ? comm->rank : -1));
        if (some.rank >= 0) {
            LT_TRY(suite_all_to_all(&some, NULL));
            LT_TRY(suite_collect(&some, NULL));
            LT_TRY(lt_comm_sum_i64(&some, &inside, 1));
            RANKS_CHECK(inside == n);
            RANKS_CHECK(suite_fail_together(&some, &none) == LT_ERR_ENV);
        }
        /* All have the error of those; rank 0 has said that it is its. */
        RANKS_CHECK(lt_comm_agree_beyond(comm, some.rank >= 0 ? LT_ERR_ENV : LT_OK) == LT_ERR_ENV);
        RANKS_CHECK(strcmp(lt_error_what(), "fault of 0") == 0);
        lt_error_clear();
        /* With a message among some on its way, another with the same tag among all. */
        if (some.rank == 0 && n > 1) LT_TRY(lt_comm_send(&some, 1, 5, &to, sizeof to, &request[0]));
        LT_TRY(lt_comm_sum_i64(comm, &outside, 1));
        RANKS_CHECK(outside == comm->size);
        if (some.rank == 1) LT_TRY(lt_comm_receive(&some, 0, 5, &from, sizeof from, &request[1]));
        if (some.rank >= 0) LT_TRY(lt_comm_wait(&some, 2, request));
        RANKS_CHECK(some.rank != 1 || from == 0);
        lt_comm_close(&some);
        RANKS_CHECK(some.size == 0);
    }
    return LT_OK;
}

/* Agreement on errors; context: int: ranks from this one on fail, each with words of its own. */
static inline lt_status suite_fail_together(const lt_comm *comm, void *context) {
    lt_status mine = LT_OK;
    if (comm->rank >= *(const int *)context)
        mine = lt_error_context(LT_RAISE(comm->rank % 2 ? LT_ERR_INPUT : LT_ERR_ENV,
                                         .what = lt_fmt("fault of %d", comm->rank), .todo = "mend it"),
                                "reading %d.nc", comm->rank);
    return lt_comm_agree(comm, mine);
}

enum { NX = 17, NY = 13, NK = 3, LEAST = 2 };

typedef struct suite_layout {
    int px, py;
} suite_layout;

static const suite_layout suite_layouts[] = {{1, 1}, {2, 1}, {1, 2}, {3, 1}, {1, 3}, {2, 2},
                                             {4, 1}, {1, 4}, {3, 2}, {2, 3}, {6, 1}};
enum { SUITE_LAYOUTS = sizeof suite_layouts / sizeof *suite_layouts };

static inline lt_status suite_take_part(const lt_comm *comm, const suite_layout *l, lt_part *part) {
    return lt_part_create(comm, NX, NY, l->px, l->py, LEAST, part);
}

/* Neighbours know each other, and their cells meet. */
static inline lt_status suite_meet_neighbours(const lt_comm *comm, void *context) {
    lt_part p;
    LT_TRY(suite_take_part(comm, context, &p));
    const lt_block mine = lt_part_block(&p, comm->rank);
    RANKS_CHECK(mine.i0 == p.i0 && mine.j0 == p.j0 && mine.ni == p.ni && mine.nj == p.nj);
    RANKS_CHECK((p.west < 0) == (p.i0 == 0) && (p.east < 0) == (p.i0 + p.ni == NX));
    RANKS_CHECK((p.south < 0) == (p.j0 == 0) && (p.north < 0) == (p.j0 + p.nj == NY));
    if (p.east >= 0) {
        const lt_block east = lt_part_block(&p, p.east);
        RANKS_CHECK(east.i0 == p.i0 + p.ni && east.j0 == p.j0 && east.nj == p.nj);
        RANKS_CHECK(lt_part_rank(&p, east.bx - 1, east.by) == comm->rank);
    }
    if (p.north >= 0) {
        const lt_block north = lt_part_block(&p, p.north);
        RANKS_CHECK(north.j0 == p.j0 + p.nj && north.i0 == p.i0 && north.ni == p.ni);
        RANKS_CHECK(lt_part_rank(&p, north.bx, north.by - 1) == comm->rank);
    }
    RANKS_CHECK(lt_part_owner(&p, p.i0, p.j0) == comm->rank);
    RANKS_CHECK(lt_part_owner(&p, p.i0 + p.ni - 1, p.j0 + p.nj - 1) == comm->rank);
    RANKS_CHECK(lt_part_owner(&p, p.i0 + p.ni, p.j0) == p.east && lt_part_owner(&p, p.i0, p.j0 - 1) == p.south);
    int64_t cells = (int64_t)p.ni * p.nj;
    LT_TRY(lt_comm_sum_i64(comm, &cells, 1));
    RANKS_CHECK(cells == NX * NY);
    return LT_OK;
}

static inline double suite_value(int k, int j, int i) {
    return k * 1e6 + j * 1e3 + i + 0.25;
}

/* A padded part with a ring, as the state has it: there, whole, and back. */
static inline lt_status suite_there_and_back(const lt_comm *comm, void *context) {
    enum { RING = 2, ROW = NX + 2 * RING + 3, LAYER = ROW * (NY + 2 * RING) };
    static _Thread_local double local[NK * LAYER], back[NK * LAYER], whole[NK * NY * NX];
    lt_gather *gather;
    lt_part p;
    LT_TRY(suite_take_part(comm, context, &p));
    LT_TRY(lt_gather_create(&p, NK, sizeof *local, &gather));
    for (int n = 0; n < NK * LAYER; n++) local[n] = back[n] = -1;
    const int first = RING * ROW + RING;
    for (int k = 0; k < NK; k++)
        for (int j = 0; j < p.nj; j++)
            for (int i = 0; i < p.ni; i++) local[first + k * LAYER + j * ROW + i] = suite_value(k, p.j0 + j, p.i0 + i);
    for (int nk = NK; nk >= 1; nk -= 2) { /* a field of fewer layers, too */
        const lt_gather_part from = {local + first, ROW, LAYER}, to = {back + first, ROW, LAYER};
        memset(whole, 0, sizeof whole);
        LT_TRY(lt_gather_field(gather, nk, &from, comm->rank == 0 ? whole : NULL));
        for (int n = 0; n < nk * NY * NX && comm->rank == 0; n++)
            RANKS_CHECK(whole[n] == suite_value(n / (NX * NY), n / NX % NY, n % NX));
        RANKS_CHECK(whole[NK * NY * NX - 1] == 0 || nk == NK);
        LT_TRY(lt_gather_scatter(gather, nk, whole, &to));
        RANKS_CHECK(memcmp(local, back, (size_t)nk * LAYER * sizeof *local) == 0); /* the rings, too */
    }
    const lt_gather_part none = {local, ROW, LAYER};
    RANKS_CHECK(lt_gather_field(gather, NK + 1, &none, whole) == LT_ERR_INTERNAL);
    lt_gather_free(gather);
    return LT_OK;
}

/* The same of floats in one layer without padding. */
static inline lt_status suite_of_floats(const lt_comm *comm, void *context) {
    static _Thread_local float local[NX * NY], whole[NX * NY];
    lt_gather *gather;
    lt_part p;
    LT_TRY(suite_take_part(comm, context, &p));
    LT_TRY(lt_gather_create(&p, 1, sizeof *local, &gather));
    for (int c = 0; c < p.ni * p.nj; c++) local[c] = (float)((p.j0 + c / p.ni) * NX + p.i0 + c % p.ni);
    const lt_gather_part mine = {local, p.ni, 0};
    LT_TRY(lt_gather_field(gather, 1, &mine, whole));
    for (int c = 0; c < NX * NY && comm->rank == 0; c++) RANKS_CHECK(whole[c] == (float)c);
    lt_gather_free(gather);
    return LT_OK;
}

enum { SUMS = 3 };

/* Terms that cancel, of all sizes; the last sum has one that is no number, on one cell. */
static inline double suite_term(int s, int cell) {
    if (s == SUMS - 1 && cell == NX * NY / 2) return NAN;
    const double sign = cell % 2 ? -1 : 1;
    return sign * ldexp(1 + cell / 2 * 0x1p-20, (cell / 2 * 37 + s * 11) % 200 - 100) + (cell % 7 == s ? 0x1p-60 : 0);
}

typedef struct suite_summing {
    suite_layout l;
    double value[SUMS]; /* expected */
} suite_summing;

static inline lt_status suite_sum_cells(const lt_comm *comm, void *context) {
    const suite_summing *work = context;
    lt_exactsum sums[SUMS];
    lt_part p;
    LT_TRY(suite_take_part(comm, &work->l, &p));
    for (int s = 0; s < SUMS; s++) {
        lt_exactsum_clear(&sums[s]);
        for (int j = p.j0 + p.nj - 1; j >= p.j0; j--)
            for (int i = p.i0; i < p.i0 + p.ni; i++) lt_exactsum_add(&sums[s], suite_term(s, j * NX + i));
    }
    LT_TRY(lt_sums_over_ranks(comm, sums, SUMS));
    for (int s = 0; s < SUMS; s++) {
        const double value = lt_exactsum_value(&sums[s]);
        RANKS_CHECK(isnan(work->value[s]) ? isnan(value) : memcmp(&value, &work->value[s], sizeof value) == 0);
    }
    return LT_OK;
}

static inline void suite_expect_sums(suite_summing *work) {
    for (int s = 0; s < SUMS; s++) {
        lt_exactsum sum;
        lt_exactsum_clear(&sum);
        for (int c = 0; c < NX * NY; c++) lt_exactsum_add(&sum, suite_term(s, c));
        work->value[s] = lt_exactsum_value(&sum);
    }
}

#endif
