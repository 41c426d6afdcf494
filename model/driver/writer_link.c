#include "model/driver/writer_link.h"

#include "base/ncio_away.h"
#include "base/outbox.h"
#include "model/driver/writer_message.h"

#include <stdio.h>
#include <string.h>

#define MOST_ON_THE_WAY ((size_t)256 << 20) /* bytes */

struct lt_writer_link {
    lt_comm all; /* with the writer, its last rank */
    bool leads;
    lt_outbox *box;
    lt_writer_answer answer;
    bool lost; /* an answer may still come: its memory stays */
};

const char *lt_writer_report_text(const lt_writer_report *r) {
    return lt_fmt("the rank that writes was busy for %.1f of %.1f s (%.0f %%), with %lld pieces, %.1f MB", r->busy_s,
                  r->whole_s, r->whole_s > 0.0 ? 100.0 * r->busy_s / r->whole_s : 0.0, (long long)r->pieces,
                  1e-6 * (double)r->bytes);
}

static int writer_of(const lt_writer_link *link) {
    return link->all.size - 1;
}

static lt_status send(lt_writer_link *link, lt_writer_head *head, const void *body, size_t bytes) {
    head->bytes = bytes;
    LT_TRY(lt_outbox_send(link->box, LT_WRITER_HEAD, head, sizeof *head));
    return bytes > 0 ? lt_outbox_send(link->box, LT_WRITER_BODY, body, bytes) : LT_OK;
}

/* Asks, and waits for the answer. */
static lt_status ask(lt_writer_link *link, lt_writer_head *head, const void *body, size_t bytes,
                     const lt_writer_answer **answer) {
    lt_writer_answer *to = &link->answer;
    lt_comm_request request;
    *answer = to;
    LT_TRY(send(link, head, body, bytes));
    LT_TRY(lt_comm_receive(&link->all, writer_of(link), LT_WRITER_ANSWER, to, sizeof *to, &request));
    const lt_status status = lt_comm_wait(&link->all, 1, &request);
    if (!lt_comm_drop(&link->all, 1, &request)) link->lost = true;
    return status == LT_OK ? lt_error_unpack(to->error) : status;
}

lt_status lt_writer_link_open(const lt_layout *layout, const lt_outdir *dir, const char *stem, lt_writer_link **out) {
    lt_writer_link *link;
    lt_writer_head head = {.kind = LT_WRITER_OPEN};
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof *link, &link));
    link->all = *layout->with_writer;
    link->all.meter = layout->comm.meter;
    link->leads = layout->comm.rank == 0;
    snprintf(head.name, sizeof head.name, "%s", stem);
    const char *path = lt_outdir_path(dir);
    lt_status status = lt_outbox_create(&link->all, writer_of(link), MOST_ON_THE_WAY, &link->box);
    if (status == LT_OK && link->leads) status = send(link, &head, path, strlen(path) + 1);
    if (status == LT_OK) {
        *out = link;
    } else {
        lt_outbox_free(link->box);
        lt_free(link);
    }
    return status;
}

/* An error here has come before, or the writer is gone. */
void lt_writer_link_close(lt_writer_link *link) {
    lt_writer_head head = {.kind = LT_WRITER_CLOSE};
    if (!link) return;
    if (link->leads) (void)send(link, &head, NULL, 0);
    lt_outbox_free(link->box);
    if (!link->lost) lt_free(link);
}

bool lt_writer_link_leads(const lt_writer_link *link) {
    return link->leads;
}

lt_status lt_writer_link_add(lt_writer_link *link, int number, lt_ncw *file) {
    lt_writer_head head = {.kind = LT_WRITER_ADD, .number = number};
    size_t bytes = 0;
    const void *calls = file ? lt_ncw_calls(file, &bytes) : NULL;
    return send(link, &head, calls, bytes);
}

lt_status lt_writer_link_begin(lt_writer_link *link, long hour) {
    lt_writer_head head = {.kind = LT_WRITER_BEGIN, .hour = hour};
    return send(link, &head, NULL, 0);
}

lt_status lt_writer_link_piece(lt_writer_link *link, const lt_piece *piece, const void *bytes) {
    lt_writer_head head = {.kind = LT_WRITER_PIECE, .piece = *piece};
    return send(link, &head, bytes, piece->size);
}

lt_status lt_writer_link_cells(lt_writer_link *link, const lt_piece *piece, const lt_part *part, int layers,
                               const void *mine) {
    lt_writer_head head = {.kind = LT_WRITER_FIELD,
                           .piece = *piece,
                           .layers = layers,
                           .nx = part->nx,
                           .ny = part->ny,
                           .px = part->px,
                           .py = part->py};
    const size_t cells = (size_t)layers * (size_t)part->ni * (size_t)part->nj;
    if (link->leads) LT_TRY(send(link, &head, NULL, 0));
    return lt_outbox_send(link->box, LT_WRITER_CELLS, mine, cells * piece->item);
}

lt_status lt_writer_link_seal(lt_writer_link *link, char name[208], lt_digest digest) {
    lt_writer_head head = {.kind = LT_WRITER_SEAL};
    const lt_writer_answer *answer;
    LT_TRY(ask(link, &head, NULL, 0, &answer));
    memcpy(name, answer->name, sizeof answer->name);
    memcpy(digest, answer->digest, sizeof answer->digest);
    return LT_OK;
}

lt_status lt_writer_link_drain(lt_writer_link *link) {
    lt_writer_head head = {.kind = LT_WRITER_DRAIN};
    const lt_writer_answer *answer;
    return ask(link, &head, NULL, 0, &answer);
}

lt_status lt_writer_link_replay(lt_writer_link *link, const char *last, const lt_digest digest) {
    lt_writer_head head = {.kind = LT_WRITER_REPLAY};
    const lt_writer_answer *answer;
    snprintf(head.name, sizeof head.name, "%s", last);
    memcpy(head.digest, digest, sizeof head.digest);
    return ask(link, &head, NULL, 0, &answer);
}

lt_status lt_writer_link_whole(lt_writer_link *link, int number, const char *name, lt_ncw *file, lt_digest digest) {
    lt_writer_head head = {.kind = LT_WRITER_WHOLE, .number = number};
    const lt_writer_answer *answer;
    size_t bytes;
    const void *calls = lt_ncw_calls(file, &bytes);
    snprintf(head.name, sizeof head.name, "%s", name);
    LT_TRY(ask(link, &head, calls, bytes, &answer));
    memcpy(digest, answer->digest, sizeof answer->digest);
    return LT_OK;
}

lt_status lt_writer_link_report(lt_writer_link *link, lt_writer_report *report) {
    lt_writer_head head = {.kind = LT_WRITER_REPORT};
    const lt_writer_answer *answer;
    LT_TRY(ask(link, &head, NULL, 0, &answer));
    *report = answer->report;
    return LT_OK;
}
