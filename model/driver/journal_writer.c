#include "model/driver/journal_writer.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

typedef struct waiting {
    struct waiting *next;
    lt_piece piece;
    unsigned char bytes[];
} waiting;

struct lt_journal_writer {
    lt_piece_write write;
    void *context;
    size_t room;
    pid_t process; /* whose thread it is */
    bool running;
    pthread_t thread;
    pthread_mutex_t lock; /* of all below; nothing is written while it is held */
    pthread_cond_t changed;
    waiting *first, **end; /* the first stays while it is being written */
    size_t held;           /* bytes of those that wait */
    bool stop;
    lt_status status;
    char error[LT_ERROR_PACKED];
};

static size_t size_of(const lt_piece *piece) {
    return sizeof(waiting) + piece->size;
}

/* --- the thread --- */

static void release_first(lt_journal_writer *w) {
    waiting *done = w->first;
    w->held -= size_of(&done->piece);
    w->first = done->next;
    if (!w->first) w->end = &w->first;
    free(done);
}

static void *work(void *of) {
    lt_journal_writer *w = of;
    pthread_mutex_lock(&w->lock);
    while (w->first || !w->stop) {
        if (!w->first) {
            pthread_cond_wait(&w->changed, &w->lock);
            continue;
        }
        const waiting *next = w->first;
        pthread_mutex_unlock(&w->lock);
        lt_status status = w->write(w->context, &next->piece, next->bytes);
        pthread_mutex_lock(&w->lock);
        if (status != LT_OK) lt_error_pack(status, w->error);
        w->status = status;
        do release_first(w);
        while (w->first && status != LT_OK);
        pthread_cond_broadcast(&w->changed);
    }
    pthread_mutex_unlock(&w->lock);
    return NULL;
}

/* --- the caller --- */

lt_status lt_journal_writer_create(lt_piece_write write, void *context, size_t room, lt_journal_writer **out) {
    lt_journal_writer *w;
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *w, &w));
    w->write = write;
    w->context = context;
    w->room = room;
    w->process = getpid();
    w->end = &w->first;
    pthread_mutex_init(&w->lock, NULL);
    pthread_cond_init(&w->changed, NULL);
    w->running = pthread_create(&w->thread, NULL, work, w) == 0;
    *out = w;
    return LT_OK;
}

static bool has_thread(const lt_journal_writer *w) {
    return w->running && w->process == getpid();
}

static waiting *copy(const lt_piece *piece, const void *bytes) {
    waiting *c = malloc(size_of(piece));
    if (!c) return NULL;
    c->next = NULL;
    c->piece = *piece;
    memcpy(c->bytes, bytes, piece->size);
    return c;
}

static lt_status raise_if_failed(const lt_journal_writer *w) {
    return w->status == LT_OK ? LT_OK : lt_error_unpack(w->error);
}

/* Without memory for a copy the piece is written at once, behind those that wait. */
static lt_status put_now(lt_journal_writer *w, const lt_piece *piece, const void *bytes) {
    LT_TRY(lt_journal_writer_drain(w));
    return w->write(w->context, piece, bytes);
}

lt_status lt_journal_writer_put(lt_journal_writer *w, const lt_piece *piece, const void *bytes) {
    if (!has_thread(w)) return w->write(w->context, piece, bytes);
    waiting *given = copy(piece, bytes);
    if (!given) return put_now(w, piece, bytes);
    pthread_mutex_lock(&w->lock);
    while (w->first && w->held + size_of(piece) > w->room) pthread_cond_wait(&w->changed, &w->lock);
    lt_status status = raise_if_failed(w);
    if (status == LT_OK) {
        *w->end = given;
        w->end = &given->next;
        w->held += size_of(piece);
        pthread_cond_broadcast(&w->changed);
    }
    pthread_mutex_unlock(&w->lock);
    if (status != LT_OK) free(given);
    return status;
}

lt_status lt_journal_writer_drain(lt_journal_writer *w) {
    if (!w || !has_thread(w)) return LT_OK;
    pthread_mutex_lock(&w->lock);
    while (w->first) pthread_cond_wait(&w->changed, &w->lock);
    lt_status status = raise_if_failed(w);
    pthread_mutex_unlock(&w->lock);
    return status;
}

void lt_journal_writer_free(lt_journal_writer *w) {
    if (!w) return;
    if (has_thread(w)) {
        pthread_mutex_lock(&w->lock);
        w->stop = true;
        pthread_cond_broadcast(&w->changed);
        pthread_mutex_unlock(&w->lock);
        pthread_join(w->thread, NULL);
        pthread_mutex_destroy(&w->lock);
        pthread_cond_destroy(&w->changed);
    }
    lt_free(w);
}
