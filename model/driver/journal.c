#include "model/driver/journal_private.h"

#include "base/log.h"
#include "base/ncio_away.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define MOST_WAITING ((size_t)256 << 20) /* bytes */

lt_status lt_journal_create(lt_outdir *dir, const char *stem, lt_journal **out) {
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof **out, out));
    (*out)->dir = dir;
    (*out)->comm = lt_comm_self();
    (*out)->fd = -1;
    snprintf((*out)->stem, sizeof(*out)->stem, "%s", stem);
    return LT_OK;
}

void lt_journal_free(lt_journal *j) {
    if (!j) return;
    lt_journal_writer_free(j->writer);
    lt_journal_leave_part(j);
    if (j->part) lt_outdir_abandon_stream(j->dir, j->part_name, j->part);
    lt_free(j);
}

lt_status lt_journal_add(lt_journal *j, const char *name, lt_ncw *file, FILE *stream, int *number) {
    if (j->n == LT_JOURNAL_FILES || strlen(name) >= LT_PART_NAME)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "too many files of a run, or too long a name", .where = name);
    lt_journal_file *f = &j->files[ *number = j->n++];
    snprintf(f->name, sizeof f->name, "%s", name);
    f->file = file;
    f->stream = stream;
    return lt_journal_leads(j) ? lt_writer_link_add(j->link, *number, file) : LT_OK;
}

/* --- writing --- */

lt_status lt_journal_raise(const lt_journal *j, const char *doing, const char *name) {
    const lt_outdir *dir = j->dir ? j->dir : j->place;
    return lt_errno_raise(errno ? errno : EIO, doing, lt_fmt("%s/%s", lt_outdir_path(dir), name));
}

lt_status lt_journal_begin(lt_journal *j, long hour) {
    lt_part_head head = {.hour = hour};
    snprintf(j->part_name, sizeof j->part_name, "%s_%06ld.part", j->stem, hour);
    if (!j->dir) return LT_OK;
    if (j->link) return lt_writer_link_begin(j->link, hour);
    LT_TRY(lt_journal_drain(j));
    memcpy(head.magic, lt_part_magic, sizeof head.magic);
    memcpy(head.before, j->last, sizeof head.before);
    memcpy(head.before_digest, j->last_digest, sizeof head.before_digest);
    LT_TRY(lt_outdir_stream(j->dir, j->part_name, &j->part));
    errno = 0;
    return fwrite(&head, sizeof head, 1, j->part) == 1 ? LT_OK : lt_journal_raise(j, "write", j->part_name);
}

/* A piece into its file. */
lt_status lt_journal_deliver(const lt_journal *j, const lt_piece *piece, const void *bytes) {
    const lt_journal_file *f = &j->files[piece->number];
    if (lt_ncw_is_away(f->file)) return LT_OK;
    if (f->file && piece->item == sizeof(float))
        return lt_ncw_put_float_record(f->file, piece->variable, (size_t)piece->record, bytes);
    if (f->file) return lt_ncw_put_double_record(f->file, piece->variable, (size_t)piece->record, bytes);
    if (!f->stream) return LT_OK;
    errno = 0;
    return fwrite(bytes, 1, piece->size, f->stream) == piece->size ? LT_OK : lt_journal_raise(j, "write", f->name);
}

static lt_status write_piece(lt_journal *j, const lt_piece *piece, const void *bytes) {
    if (!j->part) return LT_OK;
    errno = 0;
    bool good = fwrite(piece, sizeof *piece, 1, j->part) == 1 && fwrite(bytes, 1, piece->size, j->part) == piece->size;
    return good ? LT_OK : lt_journal_raise(j, "write", j->part_name);
}

static lt_status put_piece(void *journal, const lt_piece *piece, const void *bytes) {
    lt_journal *j = journal;
    const double begin = lt_wall_seconds();
    LT_TRY(lt_journal_deliver(j, piece, bytes));
    LT_TRY(write_piece(j, piece, bytes));
    j->busy_s += lt_wall_seconds() - begin;
    return LT_OK;
}

double lt_journal_busy_s(const lt_journal *j) {
    return j->busy_s;
}

lt_status lt_journal_give(lt_journal *j, const lt_piece *piece, const void *bytes) {
    if (piece->number < 0 || piece->number >= j->n)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a piece of a file that a run does not have", .where = piece->variable,
                        .expected = lt_fmt("file 0 to %d", j->n - 1), .found = lt_fmt("%d", (int)piece->number));
    if (lt_journal_leads(j)) {
        LT_TRY(lt_journal_deliver(j, piece, bytes));
        return lt_writer_link_piece(j->link, piece, bytes);
    }
    return j->writer ? lt_journal_writer_put(j->writer, piece, bytes) : put_piece(j, piece, bytes);
}

lt_status lt_journal_write_behind(lt_journal *j) {
    return j->writer ? LT_OK : lt_journal_writer_create(put_piece, j, MOST_WAITING, &j->writer);
}

lt_status lt_journal_drain(lt_journal *j) {
    if (j->link) return lt_journal_leads(j) ? lt_writer_link_drain(j->link) : LT_OK;
    return lt_journal_writer_drain(j->writer);
}

lt_status lt_journal_piece(int number, const char *variable, size_t record, size_t n, size_t item, lt_piece *out) {
    *out = (lt_piece){.number = number, .record = (int64_t)record, .size = n * item, .item = item};
    if (strlen(variable) >= LT_PIECE_VARIABLE)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "too long a name of a variable", .where = variable);
    memcpy(out->variable, variable, strlen(variable));
    return LT_OK;
}

static lt_status put_record(lt_journal *j, int number, const char *variable, size_t record, size_t n, size_t item,
                            const void *values) {
    lt_piece piece;
    LT_TRY(lt_journal_piece(number, variable, record, n, item, &piece));
    return lt_journal_give(j, &piece, values);
}

lt_status lt_journal_record(lt_journal *j, int number, const char *variable, size_t record, size_t n,
                            const float *values) {
    return put_record(j, number, variable, record, n, sizeof *values, values);
}

lt_status lt_journal_record_double(lt_journal *j, int number, const char *variable, size_t record, size_t n,
                                   const double *values) {
    return put_record(j, number, variable, record, n, sizeof *values, values);
}

lt_status lt_journal_text(lt_journal *j, int number, const char *text) {
    const lt_piece piece = {.number = number, .size = strlen(text), .item = 1};
    return lt_journal_give(j, &piece, text);
}

static lt_status raise_lines(void) {
    return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the lines of an hour",
                    .todo = "take fewer tracers or regions, or a machine with more memory");
}

lt_status lt_journal_lines_begin(lt_journal_lines *lines) {
    lines->text = NULL;
    lines->stream = open_memstream(&lines->text, &lines->size);
    return lines->stream ? LT_OK : raise_lines();
}

lt_status lt_journal_lines_end(lt_journal *j, int number, lt_journal_lines *lines, lt_status status) {
    if (fclose(lines->stream) != 0 && status == LT_OK) status = raise_lines();
    if (status == LT_OK) status = lt_journal_text(j, number, lines->text);
    free(lines->text);
    return status;
}

lt_status lt_journal_seal(lt_journal *j, char name[208], lt_digest digest) {
    name[0] = digest[0] = '\0';
    if (j->link) return lt_journal_seal_away(j, name, digest);
    lt_status status = lt_journal_drain(j);
    if (status == LT_OK) status = lt_journal_sync_part(j);
    LT_TRY(lt_comm_agree(&j->comm, status));
    FILE *part = j->part;
    if (!part) return LT_OK;
    j->part = NULL;
    LT_TRY(lt_outdir_commit_stream(j->dir, j->part_name, part));
    if (!lt_outdir_digest(j->dir, j->part_name, j->last_digest))
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a part that was just written is not there", .where = j->part_name);
    memcpy(j->last, j->part_name, sizeof j->last);
    memcpy(name, j->last, sizeof j->last);
    memcpy(digest, j->last_digest, sizeof(lt_digest));
    return LT_OK;
}

lt_status lt_journal_drop(lt_outdir *dir, const char *stem) {
    return lt_outdir_drop_all(dir, lt_fmt("%s_", stem), ".part");
}
