/* ranks.h - ranks as threads of one process: what is written for many ranks is tested without MPI. Header only.
 *
 * ranks_run(4, work, context) calls work once on each of four threads, with a communicator of its own, and asserts that
 * all returned LT_OK; ranks_run_ends hands back how each of them ended. cmocka's assertions belong to the main thread:
 * in work, RANKS_CHECK(condition) returns an error instead. A rank that waits for one that has ended, and ranks that
 * make different collective calls, get LT_ERR_INTERNAL: nothing hangs. */
#ifndef LT_TESTS_RANKS_H
#define LT_TESTS_RANKS_H

#include "base/comm.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

enum { RANKS_MOST = 16 };

#define RANKS_CHECK(condition)                                                                                         \
    do {                                                                                                               \
        if (!(condition))                                                                                              \
            return LT_RAISE(LT_ERR_VERIFY, .what = "not so: " #condition,                                              \
                            .where = lt_fmt("%s:%d", __FILE__, __LINE__));                                             \
    } while (0)

typedef lt_status ranks_work(const lt_comm *comm, void *context);

typedef struct ranks_end {
    lt_status status;
    char text[4096];
} ranks_end;

typedef struct ranks_message {
    int from, to, tag;
    size_t bytes;
    char *data;
    struct ranks_message *next;
} ranks_message;

/* What a rank brings to a collective call. */
typedef struct ranks_call {
    const char *name;
    void *data;
    size_t size; /* values, bytes or the root */
} ranks_call;

typedef struct ranks_team {
    pthread_mutex_t lock;
    pthread_cond_t news;
    int size, arrived, ended, closed;
    long meetings;
    bool gone[RANKS_MOST];
    ranks_call call[RANKS_MOST];
    ranks_message *first; /* in the order in which they were sent */
} ranks_team;

static inline lt_status ranks_lost(const lt_comm *comm, int peer) {
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a rank waits for one that has ended",
                    .where = lt_fmt("rank %d of %d", comm->rank, comm->size),
                    .found = peer >= 0 ? lt_fmt("rank %d", peer) : "a collective call");
}

/* --- messages --- */
static inline lt_status ranks_send(const lt_comm *comm, int peer, int tag, const void *data, size_t bytes,
                                   lt_comm_request *out) {
    ranks_team *team = comm->team;
    ranks_message *message = calloc(1, sizeof *message), **end;
    char *copy = malloc(bytes ? bytes : 1);
    (void)out;
    if (!message || !copy) abort();
    if (bytes) memcpy(copy, data, bytes);
    *message = (ranks_message){.from = comm->rank, .to = peer, .tag = tag, .bytes = bytes, .data = copy};
    pthread_mutex_lock(&team->lock);
    for (end = &team->first; *end;) end = &(*end)->next;
    *end = message;
    pthread_cond_broadcast(&team->news);
    pthread_mutex_unlock(&team->lock);
    return LT_OK;
}

static inline lt_status ranks_receive(const lt_comm *comm, int peer, int tag, void *data, size_t bytes,
                                      lt_comm_request *out) {
    (void)peer, (void)tag, (void)data, (void)bytes;
    out->handle = comm->team;
    return LT_OK;
}

/* The first message that the request asks for, taken out of the list; NULL: it has not come. */
static inline ranks_message *ranks_take(ranks_team *team, int rank, const lt_comm_request *request) {
    for (ranks_message **at = &team->first; *at; at = &(*at)->next) {
        ranks_message *message = *at;
        if (message->from != request->peer || message->to != rank || message->tag != request->tag) continue;
        *at = message->next;
        return message;
    }
    return NULL;
}

static inline lt_status ranks_wait_one(const lt_comm *comm, const lt_comm_request *request) {
    ranks_team *team = comm->team;
    ranks_message *message;
    pthread_mutex_lock(&team->lock);
    while (!(message = ranks_take(team, comm->rank, request)) && !team->gone[request->peer])
        pthread_cond_wait(&team->news, &team->lock);
    pthread_mutex_unlock(&team->lock);
    if (!message) return ranks_lost(comm, request->peer);
    const size_t found = message->bytes;
    if (found == request->bytes && found) memcpy(request->data, message->data, found);
    free(message->data);
    free(message);
    if (found == request->bytes) return LT_OK;
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a message of another length than was asked for",
                    .expected = lt_fmt("%zu bytes", request->bytes), .found = lt_fmt("%zu", found));
}

static inline lt_status ranks_wait(const lt_comm *comm, int n, lt_comm_request *requests) {
    for (int k = 0; k < n; k++) {
        if (!requests[k].handle) continue;
        requests[k].handle = NULL;
        LT_TRY(ranks_wait_one(comm, &requests[k]));
    }
    return LT_OK;
}

/* A message is taken where it is waited for, and was copied where it was sent. */
static inline bool ranks_drop(const lt_comm *comm, lt_comm_request *request) {
    (void)comm, (void)request;
    return true;
}

/* --- collective --- */
static inline lt_status ranks_barrier(const lt_comm *comm) {
    ranks_team *team = comm->team;
    pthread_mutex_lock(&team->lock);
    const long meeting = team->meetings;
    if (++team->arrived == team->size) {
        team->arrived = 0;
        team->meetings++;
        pthread_cond_broadcast(&team->news);
    }
    while (team->meetings == meeting && team->ended == 0) pthread_cond_wait(&team->news, &team->lock);
    const bool met = team->meetings != meeting;
    pthread_mutex_unlock(&team->lock);
    return met ? LT_OK : ranks_lost(comm, -1);
}

/* All ranks have said what they call, and it is the same. */
static inline lt_status ranks_meet(const lt_comm *comm, const char *name, void *data, size_t size) {
    ranks_team *team = comm->team;
    team->call[comm->rank] = (ranks_call){name, data, size};
    LT_TRY(ranks_barrier(comm));
    for (int r = 0; r < team->size; r++)
        if (strcmp(team->call[r].name, name) != 0 || team->call[r].size != size)
            return LT_RAISE(LT_ERR_INTERNAL, .what = "ranks make different collective calls",
                            .where = lt_fmt("rank %d", comm->rank), .expected = lt_fmt("%s of %zu", name, size),
                            .found = lt_fmt("rank %d: %s of %zu", r, team->call[r].name, team->call[r].size));
    return LT_OK;
}

/* RANKS_REDUCE(name, type, statement): `best` over the values v of all ranks. */
#define RANKS_REDUCE(function, type, statement)                                                                        \
    static inline lt_status function(const lt_comm *comm, type *values, int n) {                                       \
        ranks_team *team = comm->team;                                                                                 \
        LT_TRY(ranks_meet(comm, #function, values, (size_t)n));                                                        \
        type *all = calloc((size_t)n + 1, sizeof *all);                                                                \
        if (!all) abort();                                                                                             \
        for (int k = 0; k < n; k++) {                                                                                  \
            type best = ((const type *)team->call[0].data)[k];                                                         \
            for (int r = 1; r < team->size; r++) {                                                                     \
                const type v = ((const type *)team->call[r].data)[k];                                                  \
                statement;                                                                                             \
            }                                                                                                          \
            all[k] = best;                                                                                             \
        }                                                                                                              \
        lt_status status = ranks_barrier(comm);                                                                        \
        if (status == LT_OK) memcpy(values, all, (size_t)n * sizeof *all);                                             \
        free(all);                                                                                                     \
        return status;                                                                                                 \
    }
RANKS_REDUCE(ranks_sum_i64, int64_t, best += v)
RANKS_REDUCE(ranks_max_i64, int64_t, best = v > best ? v : best)
RANKS_REDUCE(ranks_max_double, double, best = v > best ? v : best)
#undef RANKS_REDUCE

static inline lt_status ranks_broadcast(const lt_comm *comm, void *data, size_t bytes, int root) {
    ranks_team *team = comm->team;
    LT_TRY(ranks_meet(comm, "broadcast", data, bytes * RANKS_MOST + (size_t)root));
    if (comm->rank != root) memcpy(data, team->call[root].data, bytes);
    return ranks_barrier(comm);
}

/* --- some of the ranks: a team that the lowest makes for all --- */
static inline lt_status ranks_first(const lt_comm *comm, int n, lt_comm *out);

static inline void ranks_close(lt_comm *comm) {
    ranks_team *team = comm->team;
    pthread_mutex_lock(&team->lock);
    const bool last = ++team->closed == team->size;
    pthread_mutex_unlock(&team->lock);
    if (!last) return;
    if (team->first) abort(); /* a message that nobody took */
    pthread_cond_destroy(&team->news);
    pthread_mutex_destroy(&team->lock);
    free(team);
}

static inline const lt_comm_ops *ranks_ops(void) {
    static const lt_comm_ops ops = {.name = "threads",
                                    .send = ranks_send,
                                    .receive = ranks_receive,
                                    .wait = ranks_wait,
                                    .drop = ranks_drop,
                                    .sum_i64 = ranks_sum_i64,
                                    .max_i64 = ranks_max_i64,
                                    .max_double = ranks_max_double,
                                    .broadcast = ranks_broadcast,
                                    .barrier = ranks_barrier,
                                    .first = ranks_first,
                                    .close = ranks_close};
    return &ops;
}

static inline lt_status ranks_first(const lt_comm *comm, int n, lt_comm *out) {
    ranks_team *team = NULL;
    if (comm->rank == 0) {
        team = calloc(1, sizeof *team);
        if (!team) abort();
        team->size = n;
        pthread_mutex_init(&team->lock, NULL);
        pthread_cond_init(&team->news, NULL);
    }
    LT_TRY(ranks_broadcast(comm, &team, sizeof team, 0));
    if (out->rank < 0) return LT_OK;
    out->ops = comm->ops;
    out->team = team;
    return LT_OK;
}

/* --- the team --- */
typedef struct ranks_thread {
    lt_comm comm;
    ranks_work *work;
    void *context;
    ranks_end *end;
} ranks_thread;

static inline void *ranks_begin(void *pointer) {
    ranks_thread *self = pointer;
    ranks_team *team = self->comm.team;
    lt_error_clear();
    self->end->status = self->work(&self->comm, self->context);
    lt_error_text(self->end->status, self->end->text, sizeof self->end->text);
    pthread_mutex_lock(&team->lock);
    team->gone[self->comm.rank] = true;
    team->ended++;
    pthread_cond_broadcast(&team->news);
    pthread_mutex_unlock(&team->lock);
    return NULL;
}

/* ends: [size]. Messages that nobody took are the last sender's fault: true if there are none. */
static inline bool ranks_run_ends(int size, ranks_work *work, void *context, ranks_end *ends) {
    ranks_team team = {.size = size};
    ranks_thread threads[RANKS_MOST];
    pthread_t handle[RANKS_MOST];
    if (size < 1 || size > RANKS_MOST) abort();
    pthread_mutex_init(&team.lock, NULL);
    pthread_cond_init(&team.news, NULL);
    for (int r = 0; r < size; r++) {
        const lt_comm comm = {.rank = r, .size = size, .ops = ranks_ops(), .team = &team};
        threads[r] = (ranks_thread){comm, work, context, &ends[r]};
        if (pthread_create(&handle[r], NULL, ranks_begin, &threads[r]) != 0) abort();
    }
    for (int r = 0; r < size; r++) pthread_join(handle[r], NULL);
    const bool all_taken = team.first == NULL;
    while (team.first) {
        ranks_message *message = team.first;
        team.first = message->next;
        free(message->data);
        free(message);
    }
    pthread_cond_destroy(&team.news);
    pthread_mutex_destroy(&team.lock);
    return all_taken;
}

/* The same, and all must end well with no message left over. */
static inline void ranks_run_or_fail(int size, ranks_work *work, void *context, const char *file, int line) {
    ranks_end ends[RANKS_MOST];
    const bool all_taken = ranks_run_ends(size, work, context, ends);
    bool good = all_taken;
    if (!all_taken) print_error("a message was never received\n");
    for (int r = 0; r < size; r++) {
        if (ends[r].status == LT_OK) continue;
        print_error("rank %d of %d: %s\n", r, size, ends[r].text);
        good = false;
    }
    if (!good) _fail(file, line);
}

#define ranks_run(size, work, context) ranks_run_or_fail(size, work, context, __FILE__, __LINE__)

#endif
