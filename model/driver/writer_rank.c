#include "model/driver/writer_rank.h"

#include "base/log.h"
#include "base/ncio_away.h"
#include "base/stop.h"
#include "model/driver/journal.h"
#include "model/driver/writer_message.h"

#include <stdlib.h>
#include <string.h>

typedef struct server {
    const lt_comm *all;
    lt_outdir *dir; /* of the run; NULL: there is none */
    lt_journal *journal;
    int n;
    lt_ncw *files[LT_JOURNAL_FILES];
    double opened, busy_s; /* s; busy beside the journal */
    lt_writer_report report;
    void *body;
} server;

/* --- receiving ---------------------------------------------------------------------------------------------------- */

static lt_status receive(const server *s, int from, int tag, void *data, size_t bytes) {
    lt_comm_request request;
    LT_TRY(lt_comm_receive(s->all, from, tag, data, bytes, &request));
    return lt_comm_wait(s->all, 1, &request);
}

static lt_status room(void **memory, size_t bytes) {
    *memory = malloc(bytes > 0 ? bytes : 1);
    if (*memory) return LT_OK;
    return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for what a rank sends to be written",
                    .where = "the rank that writes", .expected = lt_fmt("%zu bytes", bytes), .found = "none",
                    .todo = "give that rank more memory, or write without it");
}

static lt_status receive_message(server *s, lt_writer_head *head) {
    LT_TRY(receive(s, 0, LT_WRITER_HEAD, head, sizeof *head));
    if (head->bytes == 0) return LT_OK;
    LT_TRY(room(&s->body, head->bytes));
    return receive(s, 0, LT_WRITER_BODY, s->body, head->bytes);
}

/* A rank's block of cells in the whole. */
static void place(const lt_writer_head *h, const lt_block *block, const char *from, char *whole) {
    const size_t item = h->piece.item, row = (size_t)block->ni * item;
    for (int64_t k = 0; k < h->layers; k++)
        for (int j = 0; j < block->nj; j++, from += row)
            memcpy(whole + (size_t)((k * h->ny + block->j0 + j) * h->nx + block->i0) * item, from, row);
}

static size_t bytes_of(const lt_writer_head *h, const lt_block *block) {
    return (size_t)h->layers * (size_t)block->ni * (size_t)block->nj * h->piece.item;
}

/* parts: room for all cells, whole behind them. */
static lt_status collect(const server *s, const lt_writer_head *h, lt_comm_request *requests, char *parts) {
    const int ranks = (int)(h->px * h->py);
    char *at = parts, *whole = parts + h->piece.size;
    for (int r = 0; r < ranks; r++) {
        const lt_block block = lt_block_of((int)h->nx, (int)h->ny, (int)h->px, (int)h->py, r);
        LT_TRY(lt_comm_receive(s->all, r, LT_WRITER_CELLS, at, bytes_of(h, &block), &requests[r]));
        at += bytes_of(h, &block);
    }
    LT_TRY(lt_comm_wait(s->all, ranks, requests));
    at = parts;
    for (int r = 0; r < ranks; r++) {
        const lt_block block = lt_block_of((int)h->nx, (int)h->ny, (int)h->px, (int)h->py, r);
        place(h, &block, at, whole);
        at += bytes_of(h, &block);
    }
    return LT_OK;
}

static lt_status take_field(server *s, const lt_writer_head *h) {
    lt_comm_request *requests;
    LT_TRY(room(&s->body, 2 * h->piece.size));
    LT_TRY(lt_calloc((size_t)(h->px * h->py), sizeof *requests, &requests));
    lt_status status = collect(s, h, requests, s->body);
    if (!lt_comm_drop(s->all, (int)(h->px * h->py), requests)) s->body = NULL; /* some are still on their way there */
    if (status == LT_OK) status = lt_journal_give(s->journal, &h->piece, (char *)s->body + h->piece.size);
    lt_free(requests);
    return status;
}

static lt_status raise_message(const lt_writer_head *head) {
    return LT_RAISE(LT_ERR_INTERNAL, .what = "a message that the rank that writes does not expect",
                    .where = "the rank that writes", .expected = "a run, then its files and pieces",
                    .found = lt_fmt("kind %d, file %d", (int)head->kind, (int)head->number),
                    .todo = "report this as a fault of the program");
}

/* --- a run -------------------------------------------------------------------------------------------------------- */

static lt_status open_run(server *s, const lt_writer_head *head) {
    s->opened = lt_wall_seconds();
    s->busy_s = 0.0;
    s->report = (lt_writer_report){0};
    LT_TRY(lt_outdir_help(s->body, &s->dir));
    LT_TRY(lt_journal_create(s->dir, head->name, &s->journal));
    return lt_journal_write_behind(s->journal);
}

static void close_run(server *s) {
    lt_journal_free(s->journal); /* before the files that it writes to */
    s->journal = NULL;
    for (; s->n > 0; s->n--) lt_ncw_abandon(s->files[s->n - 1]);
    lt_outdir_close(s->dir);
    s->dir = NULL;
}

static lt_status add_file(server *s, const lt_writer_head *head) {
    int number;
    lt_ncw **file = &s->files[head->number];
    *file = NULL;
    s->n = (int)head->number + 1;
    if (head->bytes > 0) LT_TRY(lt_ncw_play(s->dir, s->body, head->bytes, file));
    return lt_journal_add(s->journal, lt_fmt("file %d", s->n), *file, NULL, &number);
}

static lt_status make_whole(server *s, const lt_writer_head *head, lt_digest digest) {
    lt_ncw *file = s->files[head->number];
    LT_TRY(lt_ncw_play(s->dir, s->body, head->bytes, &file));
    s->files[head->number] = NULL;
    LT_TRY(lt_ncw_commit(file));
    return lt_outdir_digest(s->dir, head->name, digest) ? LT_OK : raise_message(head);
}

static void report(const server *s, lt_writer_report *out) {
    *out = s->report;
    out->whole_s = lt_wall_seconds() - s->opened;
    out->busy_s = s->busy_s + lt_journal_busy_s(s->journal);
}

static lt_status do_asked(server *s, const lt_writer_head *head, lt_writer_answer *answer) {
    LT_TRY(lt_journal_drain(s->journal));
    const double begin = lt_wall_seconds();
    lt_status status = LT_OK;
    if (head->kind == LT_WRITER_SEAL) status = lt_journal_seal(s->journal, answer->name, answer->digest);
    if (head->kind == LT_WRITER_REPLAY) status = lt_journal_replay(s->journal, head->name, head->digest);
    if (head->kind == LT_WRITER_WHOLE) status = make_whole(s, head, answer->digest);
    s->busy_s += lt_wall_seconds() - begin;
    if (head->kind == LT_WRITER_REPORT) report(s, &answer->report);
    return status;
}

/* Its errors are those of who asked. */
static lt_status answer_it(server *s, const lt_writer_head *head) {
    lt_writer_answer answer;
    lt_comm_request request;
    memset(&answer, 0, sizeof answer);
    const lt_status status = do_asked(s, head, &answer);
    lt_error_pack(status == LT_OK ? LT_OK : lt_error_context(status, "on the rank that writes"), answer.error);
    LT_TRY(lt_comm_send(s->all, 0, LT_WRITER_ANSWER, &answer, sizeof answer, &request));
    return lt_comm_wait(s->all, 1, &request);
}

static lt_status serve_run(server *s, const lt_writer_head *head) {
    const bool fits = head->number >= 0 && head->number < LT_JOURNAL_FILES &&
                      (head->kind != LT_WRITER_ADD || head->number == s->n) &&
                      (head->kind != LT_WRITER_WHOLE || (head->number < s->n && s->files[head->number]));
    if (!s->journal || !fits) return raise_message(head);
    s->report.pieces += head->kind == LT_WRITER_PIECE || head->kind == LT_WRITER_FIELD;
    s->report.bytes += (int64_t)head->piece.size;
    switch (head->kind) {
    case LT_WRITER_ADD:
        return add_file(s, head);
    case LT_WRITER_BEGIN:
        return lt_journal_begin(s->journal, (long)head->hour);
    case LT_WRITER_PIECE:
        return lt_journal_give(s->journal, &head->piece, s->body);
    case LT_WRITER_FIELD:
        return take_field(s, head);
    case LT_WRITER_CLOSE:
        close_run(s);
        return LT_OK;
    default:
        return head->kind < LT_WRITER_KINDS ? answer_it(s, head) : raise_message(head);
    }
}

static lt_status serve_one(server *s, lt_writer_head *head) {
    LT_TRY(receive_message(s, head));
    if (head->kind == LT_WRITER_END) return lt_error_unpack(s->body);
    if (head->kind == LT_WRITER_OPEN) return s->journal ? raise_message(head) : open_run(s, head);
    return serve_run(s, head);
}

lt_status lt_writer_rank_serve(const lt_comm *all) {
    server s = {.all = all};
    lt_writer_head head = {.kind = LT_WRITER_CLOSE};
    lt_status status = LT_OK;
    lt_stop_catch(false); /* the ranks that compute end the hour and its files */
    while (status == LT_OK && head.kind != LT_WRITER_END) {
        status = serve_one(&s, &head);
        free(s.body);
        s.body = NULL;
    }
    lt_stop_release();
    close_run(&s);
    return status;
}

/* --- who computes and who writes ---------------------------------------------------------------------------------- */

bool lt_writer_rank_is(const lt_comm *all) {
    return all->rank == all->size - 1;
}

lt_status lt_writer_rank_part(const lt_comm *all, lt_layout *layout) {
    *layout = lt_layout_alone();
    if (all->size < 2)
        return LT_RAISE(LT_ERR_USAGE, .what = "too few ranks for one that only writes",
                        .where = "command line, --output rank", .expected = "at least 2 ranks",
                        .found = lt_fmt("%d", all->size), .todo = "start more ranks (mpirun -n), or leave it out");
    *layout = (lt_layout){.with_writer = all};
    return lt_comm_first(all, all->size - 1, &layout->comm);
}

lt_status lt_writer_rank_end(const lt_layout *layout, lt_status status) {
    const lt_comm *all = layout->with_writer;
    lt_writer_head head = {.kind = LT_WRITER_END, .bytes = LT_ERROR_PACKED};
    lt_comm_request requests[2];
    char error[LT_ERROR_PACKED];
    if (layout->comm.rank > 0) return status;
    lt_error_pack(status, error);
    LT_TRY(lt_comm_send(all, all->size - 1, LT_WRITER_HEAD, &head, sizeof head, &requests[0]));
    LT_TRY(lt_comm_send(all, all->size - 1, LT_WRITER_BODY, error, sizeof error, &requests[1]));
    LT_TRY(lt_comm_wait(all, 2, requests));
    return status;
}
