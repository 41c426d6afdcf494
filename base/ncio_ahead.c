/* ncio_ahead.c - the next record of a variable is read by a thread while the caller computes. See ncio.h.
 *
 * HDF5 is not for several threads at a time: every function of ncio_*.c that calls netCDF holds one lock for its
 * duration (LT_NC_ALONE, ncio_private.h). A slot belongs to a variable of a file and is empty, queued, being read, or
 * holds a record. The thread takes the queued slots in the order of their asking; what it cannot read stays empty, and
 * the caller reads it himself and gets the error. The thread lives while a file reads ahead. After a fork the child has
 * no thread and a fresh lock. */
#include "base/ncio_private.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

typedef enum slot_state { EMPTY, QUEUED, READING, READY } slot_state;

typedef struct slot {
    struct slot *next; /* of the file */
    lt_ncr *file;
    char *variable, *unit; /* unit NULL: not checked */
    size_t record, n, room;
    double *values;
    slot_state state;
    unsigned long turn; /* when it was queued */
} slot;

struct lt_nc_ahead {
    slot *slots;
    lt_ncr *file;
    struct lt_nc_ahead *next; /* of all files that read ahead */
};

static pthread_mutex_t netcdf_lock;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static pthread_mutex_t slots_lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t changed = PTHREAD_COND_INITIALIZER;
static struct lt_nc_ahead *files; /* and all below: guarded by slots_lock */
static unsigned long turns;
static pthread_t thread;
static bool running, stop;

static void make_lock(void) {
    pthread_mutexattr_t recursive;
    pthread_mutexattr_init(&recursive);
    pthread_mutexattr_settype(&recursive, PTHREAD_MUTEX_RECURSIVE);
    pthread_mutex_init(&netcdf_lock, &recursive);
    pthread_mutexattr_destroy(&recursive);
}

static void in_child(void) {
    make_lock();
    pthread_mutex_init(&slots_lock, NULL);
    pthread_cond_init(&changed, NULL);
    running = false;
}

static void begin(void) {
    make_lock();
    pthread_atfork(NULL, NULL, in_child);
}

int lt_nc_enter(void) {
    pthread_once(&once, begin);
    return pthread_mutex_lock(&netcdf_lock);
}

void lt_nc_leave(const int *entered) {
    if (*entered == 0) pthread_mutex_unlock(&netcdf_lock);
}

static slot *next_in_queue(void) {
    slot *first = NULL;
    for (struct lt_nc_ahead *a = files; a; a = a->next)
        for (slot *s = a->slots; s; s = s->next)
            if (s->state == QUEUED && (!first || s->turn < first->turn)) first = s;
    return first;
}

static void *work(void *unused) {
    (void)unused;
    pthread_mutex_lock(&slots_lock);
    while (!stop) {
        slot *s = next_in_queue();
        if (!s) {
            pthread_cond_wait(&changed, &slots_lock);
            continue;
        }
        s->state = READING;
        pthread_mutex_unlock(&slots_lock);
        lt_status status = lt_nc_read_record(s->file, s->variable, s->unit, s->record, s->n, s->values);
        pthread_mutex_lock(&slots_lock);
        s->state = status == LT_OK ? READY : EMPTY;
        pthread_cond_broadcast(&changed);
    }
    pthread_mutex_unlock(&slots_lock);
    return NULL;
}

lt_status lt_ncr_read_ahead(lt_ncr *file) {
    if (file->ahead) return LT_OK;
    LT_TRY(lt_calloc(1, sizeof *file->ahead, &file->ahead));
    pthread_mutex_lock(&slots_lock);
    file->ahead->file = file;
    file->ahead->next = files;
    files = file->ahead;
    stop = false;
    if (!running) running = pthread_create(&thread, NULL, work, NULL) == 0; /* none: read when asked for */
    pthread_mutex_unlock(&slots_lock);
    return LT_OK;
}

/* Of the file; made where there is none. NULL without memory: it is read when asked for. */
static slot *slot_of(lt_ncr *file, const char *variable, const char *unit) {
    for (slot *s = file->ahead->slots; s; s = s->next)
        if (strcmp(s->variable, variable) == 0 && (unit ? s->unit && strcmp(s->unit, unit) == 0 : !s->unit)) return s;
    slot *s = calloc(1, sizeof *s);
    char *name = strdup(variable), *unit_text = unit ? strdup(unit) : NULL;
    if (!s || !name || (unit && !unit_text)) {
        free(s);
        free(name);
        free(unit_text);
        return NULL;
    }
    *s = (slot){.file = file, .variable = name, .unit = unit_text};
    s->next = file->ahead->slots;
    file->ahead->slots = s;
    return s;
}

static void wait_for(slot *s) {
    while (s->state == READING) pthread_cond_wait(&changed, &slots_lock);
}

bool lt_nc_take(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n, double *data) {
    if (!file->ahead) return false;
    pthread_mutex_lock(&slots_lock);
    slot *s = slot_of(file, variable, unit);
    bool taken = false;
    if (s) {
        wait_for(s);
        taken = s->state == READY && s->record == record && s->n == n;
        s->state = EMPTY;
    }
    pthread_mutex_unlock(&slots_lock);
    if (taken) memcpy(data, s->values, n * sizeof *data); /* an empty slot is touched by nobody else */
    return taken;
}

void lt_nc_ask(lt_ncr *file, const char *variable, const char *unit, size_t record, size_t n) {
    if (!file->ahead) return;
    pthread_mutex_lock(&slots_lock);
    slot *s = running ? slot_of(file, variable, unit) : NULL;
    if (s && s->room < n) {
        free(s->values);
        s->values = malloc(n * sizeof *s->values);
        s->room = s->values ? n : 0;
    }
    if (s && s->room >= n) {
        s->record = record;
        s->n = n;
        s->state = QUEUED;
        s->turn = turns++;
        pthread_cond_broadcast(&changed);
    }
    pthread_mutex_unlock(&slots_lock);
}

static void free_slots(slot *s) {
    while (s) {
        slot *next = s->next;
        free(s->variable);
        free(s->unit);
        free(s->values);
        free(s);
        s = next;
    }
}

/* slots_lock is held. */
static void empty_slots(lt_ncr *file) {
    for (slot *s = file->ahead->slots; s; s = s->next) {
        if (s->state == QUEUED) s->state = EMPTY;
        if (running) wait_for(s);
        s->state = EMPTY;
    }
}

void lt_nc_drop_ahead(lt_ncr *file) {
    if (!file->ahead) return;
    pthread_mutex_lock(&slots_lock);
    empty_slots(file);
    pthread_mutex_unlock(&slots_lock);
}

void lt_nc_forget(lt_ncr *file) {
    if (!file->ahead) return;
    pthread_mutex_lock(&slots_lock);
    empty_slots(file);
    struct lt_nc_ahead **at = &files;
    while (*at != file->ahead) at = &(*at)->next;
    *at = file->ahead->next;
    bool last = running && !files;
    if (last) {
        stop = true;
        running = false;
        pthread_cond_broadcast(&changed);
    }
    pthread_mutex_unlock(&slots_lock);
    if (last) pthread_join(thread, NULL);
    free_slots(file->ahead->slots);
    lt_free(file->ahead);
    file->ahead = NULL;
}
