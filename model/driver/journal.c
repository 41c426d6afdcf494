#include "model/driver/journal.h"

#include "model/driver/journal_writer.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#define MOST_WAITING ((size_t)256 << 20) /* bytes */
enum { MAX_FILES = 64, NAME = 208 };
static const char magic[8] = "LTPART1";

typedef struct lt_part_head {
    char magic[8];
    char before[NAME]; /* name and digest of the part before this one; "" for the first */
    lt_digest before_digest;
    char pad[7];
    int64_t hour;
} lt_part_head;

typedef struct lt_journal_file {
    char name[NAME];
    lt_ncw *file;
    FILE *stream;
} lt_journal_file;

struct lt_journal {
    lt_outdir *dir;
    char stem[160];
    int n;
    lt_journal_file files[MAX_FILES];
    FILE *part; /* being written */
    char part_name[NAME];
    char last[NAME]; /* sealed */
    lt_digest last_digest;
    lt_journal_writer *writer; /* NULL: a piece is written by the call that gives it */
};

lt_status lt_journal_create(lt_outdir *dir, const char *stem, lt_journal **out) {
    *out = NULL;
    LT_TRY(lt_calloc(1, sizeof **out, out));
    (*out)->dir = dir;
    snprintf((*out)->stem, sizeof(*out)->stem, "%s", stem);
    return LT_OK;
}

void lt_journal_free(lt_journal *j) {
    if (!j) return;
    lt_journal_writer_free(j->writer);
    if (j->part) lt_outdir_abandon_stream(j->dir, j->part_name, j->part);
    lt_free(j);
}

lt_status lt_journal_add(lt_journal *j, const char *name, lt_ncw *file, FILE *stream, int *number) {
    if (j->n == MAX_FILES || strlen(name) >= NAME)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "too many files of a run, or too long a name", .where = name);
    lt_journal_file *f = &j->files[ *number = j->n++];
    snprintf(f->name, sizeof f->name, "%s", name);
    f->file = file;
    f->stream = stream;
    return LT_OK;
}

/* --- writing --- */

static lt_status raise_write(const lt_journal *j, const char *name) {
    return lt_errno_raise(errno ? errno : EIO, "write", lt_fmt("%s/%s", lt_outdir_path(j->dir), name));
}

lt_status lt_journal_begin(lt_journal *j, long hour) {
    lt_part_head head = {.hour = hour};
    if (!j->dir) return LT_OK;
    LT_TRY(lt_journal_drain(j));
    memcpy(head.magic, magic, sizeof magic);
    memcpy(head.before, j->last, sizeof head.before);
    memcpy(head.before_digest, j->last_digest, sizeof head.before_digest);
    snprintf(j->part_name, sizeof j->part_name, "%s_%06ld.part", j->stem, hour);
    LT_TRY(lt_outdir_stream(j->dir, j->part_name, &j->part));
    errno = 0;
    return fwrite(&head, sizeof head, 1, j->part) == 1 ? LT_OK : raise_write(j, j->part_name);
}

/* A piece into its file. */
static lt_status deliver(const lt_journal *j, const lt_piece *piece, const void *bytes) {
    const lt_journal_file *f = &j->files[piece->number];
    if (f->file && piece->item == sizeof(float))
        return lt_ncw_put_float_record(f->file, piece->variable, (size_t)piece->record, bytes);
    if (f->file) return lt_ncw_put_double_record(f->file, piece->variable, (size_t)piece->record, bytes);
    if (!f->stream) return LT_OK;
    errno = 0;
    return fwrite(bytes, 1, piece->size, f->stream) == piece->size ? LT_OK : raise_write(j, f->name);
}

static lt_status write_piece(lt_journal *j, const lt_piece *piece, const void *bytes) {
    if (!j->part) return LT_OK;
    errno = 0;
    bool good = fwrite(piece, sizeof *piece, 1, j->part) == 1 && fwrite(bytes, 1, piece->size, j->part) == piece->size;
    return good ? LT_OK : raise_write(j, j->part_name);
}

static lt_status put_piece(void *journal, const lt_piece *piece, const void *bytes) {
    LT_TRY(deliver(journal, piece, bytes));
    return write_piece(journal, piece, bytes);
}

static lt_status give(lt_journal *j, const lt_piece *piece, const void *bytes) {
    return j->writer ? lt_journal_writer_put(j->writer, piece, bytes) : put_piece(j, piece, bytes);
}

lt_status lt_journal_write_behind(lt_journal *j) {
    return j->writer ? LT_OK : lt_journal_writer_create(put_piece, j, MOST_WAITING, &j->writer);
}

lt_status lt_journal_drain(lt_journal *j) {
    return lt_journal_writer_drain(j->writer);
}

static lt_status put_record(lt_journal *j, int number, const char *variable, size_t record, size_t n, size_t item,
                            const void *values) {
    lt_piece piece = {.number = number, .record = (int64_t)record, .size = n * item, .item = item};
    if (strlen(variable) >= LT_PIECE_VARIABLE)
        return LT_RAISE(LT_ERR_INTERNAL, .what = "too long a name of a variable", .where = variable);
    memcpy(piece.variable, variable, strlen(variable));
    return give(j, &piece, values);
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
    return give(j, &piece, text);
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
    LT_TRY(lt_journal_drain(j));
    FILE *part = j->part;
    if (!part) return LT_OK;
    j->part = NULL;
    LT_TRY(lt_outdir_commit_stream(j->dir, j->part_name, part));
    if (!lt_outdir_has(j->dir, j->part_name, false, j->last_digest))
        return LT_RAISE(LT_ERR_INTERNAL, .what = "a part that was just written is not there", .where = j->part_name);
    memcpy(j->last, j->part_name, sizeof j->last);
    memcpy(name, j->last, sizeof j->last);
    memcpy(digest, j->last_digest, sizeof(lt_digest));
    return LT_OK;
}

/* --- going on --- */

static lt_status raise_damaged(const char *path) {
    return LT_RAISE(LT_ERR_INPUT, .what = "what a run had written is not whole", .where = path,
                    .expected = "the parts that belong to the restart file", .found = "a missing or damaged one",
                    .todo = "start the run anew");
}

static lt_status open_part(lt_outdir *dir, const char *name, const lt_digest digest, FILE **out, lt_part_head *head) {
    char path[4096];
    lt_digest now = "";
    *out = NULL;
    LT_TRY(lt_outdir_join(dir, name, path, sizeof path));
    if (!lt_outdir_has(dir, name, true, now) || strcmp(now, digest) != 0) return raise_damaged(path);
    *out = fopen(path, "re");
    if (*out && fread(head, sizeof *head, 1, *out) == 1 && memcmp(head->magic, magic, sizeof magic) == 0) return LT_OK;
    if (*out) fclose(*out);
    *out = NULL;
    return raise_damaged(path);
}

/* Names and digests of the parts up to last, newest first. */
typedef struct lt_chain {
    char (*name)[NAME];
    lt_digest *digest;
    long n;
} lt_chain;

static void release_chain(lt_chain *chain) {
    free(chain->name);
    free(chain->digest);
    *chain = (lt_chain){0};
}

static lt_status grow(lt_chain *chain, const char *name, const char *digest) {
    char(*names)[NAME] = realloc(chain->name, (size_t)(chain->n + 1) * sizeof *names);
    if (names) chain->name = names;
    lt_digest *digests = realloc(chain->digest, (size_t)(chain->n + 1) * sizeof *digests);
    if (digests) chain->digest = digests;
    if (!names || !digests) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the parts of a run");
    snprintf(names[chain->n], NAME, "%s", name);
    snprintf(digests[chain->n], sizeof(lt_digest), "%s", digest);
    chain->n++;
    return LT_OK;
}

static lt_status read_chain(lt_outdir *dir, const char *last, const lt_digest digest, lt_chain *chain) {
    lt_part_head head;
    FILE *part;
    LT_TRY(grow(chain, last, digest));
    for (long c = 0; c < chain->n; ++c) {
        LT_TRY(open_part(dir, chain->name[c], chain->digest[c], &part, &head));
        fclose(part);
        if (head.before[0]) LT_TRY(grow(chain, head.before, head.before_digest));
    }
    return LT_OK;
}

bool lt_journal_stands(lt_outdir *dir, const char *last, const lt_digest digest) {
    lt_chain chain = {0};
    bool stands = last[0] && read_chain(dir, last, digest, &chain) == LT_OK;
    release_chain(&chain);
    lt_error_clear();
    return stands;
}

static lt_status replay_pieces(const lt_journal *j, FILE *part, const char *name) {
    lt_piece piece;
    char *bytes = NULL;
    lt_status status = LT_OK;
    while (status == LT_OK && fread(&piece, sizeof piece, 1, part) == 1) {
        char *larger = realloc(bytes, piece.size + 1);
        if (larger) bytes = larger;
        if (!larger)
            status = LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a part of a run", .where = name);
        else if (piece.number < 0 || piece.number >= j->n || fread(bytes, 1, piece.size, part) != piece.size)
            status = raise_damaged(name);
        else
            status = deliver(j, &piece, bytes);
    }
    free(bytes);
    return status;
}

lt_status lt_journal_replay(lt_journal *j, const char *last, const lt_digest digest) {
    lt_chain chain = {0};
    lt_part_head head;
    FILE *part;
    LT_TRY(lt_journal_drain(j));
    lt_status status = read_chain(j->dir, last, digest, &chain);
    for (long c = chain.n - 1; c >= 0 && status == LT_OK; --c) {
        status = open_part(j->dir, chain.name[c], chain.digest[c], &part, &head);
        if (status != LT_OK) break;
        status = replay_pieces(j, part, chain.name[c]);
        fclose(part);
    }
    release_chain(&chain);
    snprintf(j->last, sizeof j->last, "%s", last);
    memcpy(j->last_digest, digest, sizeof j->last_digest);
    return status;
}

lt_status lt_journal_drop(lt_outdir *dir, const char *stem) {
    return lt_outdir_drop_all(dir, lt_fmt("%s_", stem), ".part");
}
