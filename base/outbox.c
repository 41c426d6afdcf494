#include "base/outbox.h"

#include <string.h>

typedef struct parcel {
    struct parcel *next;
    lt_comm_request request;
    size_t bytes;
    void *memory;
} parcel;

struct lt_outbox {
    const lt_comm *comm;
    int peer;
    size_t room, held; /* bytes */
    parcel *first, **end;
    parcel *next; /* that is being filled */
};

lt_status lt_outbox_create(const lt_comm *comm, int peer, size_t room, lt_outbox **out) {
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof **out, out));
    (*out)->comm = comm;
    (*out)->peer = peer;
    (*out)->room = room;
    (*out)->end = &(*out)->first;
    return LT_OK;
}

static void release(parcel *p) {
    if (!p) return;
    lt_free(p->memory);
    lt_free(p);
}

/* Until the oldest has arrived; it is gone also where that fails, but for memory that may still be read. */
static lt_status wait_for_first(lt_outbox *box) {
    parcel *p = box->first;
    const lt_status status = lt_comm_wait(box->comm, 1, &p->request);
    box->held -= p->bytes;
    box->first = p->next;
    if (!box->first) box->end = &box->first;
    if (lt_comm_drop(box->comm, 1, &p->request)) release(p);
    return status;
}

lt_status lt_outbox_flush(lt_outbox *box) {
    lt_status status = LT_OK;
    while (box->first && status == LT_OK) status = wait_for_first(box);
    return status;
}

void lt_outbox_free(lt_outbox *box) {
    if (!box) return;
    while (box->first) (void)wait_for_first(box);
    release(box->next);
    lt_free(box);
}

lt_status lt_outbox_begin(lt_outbox *box, size_t bytes, void *memory_pointer) {
    parcel *p = NULL;
    while (box->first && box->held + bytes > box->room) LT_TRY(wait_for_first(box));
    LT_TRY(lt_calloc(1, sizeof *p, &p));
    const lt_status status = lt_calloc(bytes, 1, &p->memory);
    if (status != LT_OK) {
        release(p);
        return status;
    }
    p->bytes = bytes;
    release(box->next);
    box->next = p;
    memcpy(memory_pointer, &p->memory, sizeof p->memory);
    return LT_OK;
}

lt_status lt_outbox_post(lt_outbox *box, int tag) {
    parcel *p = box->next;
    box->next = NULL;
    const lt_status status = lt_comm_send(box->comm, box->peer, tag, p->memory, p->bytes, &p->request);
    if (status != LT_OK) {
        release(p);
        return status;
    }
    *box->end = p;
    box->end = &p->next;
    box->held += p->bytes;
    return LT_OK;
}

lt_status lt_outbox_send(lt_outbox *box, int tag, const void *data, size_t bytes) {
    void *memory;
    LT_TRY(lt_outbox_begin(box, bytes, &memory));
    if (bytes > 0) memcpy(memory, data, bytes);
    return lt_outbox_post(box, tag);
}
