/* journal_replay.c - what a run had written before it was cut off, into its new files (journal.h). */
#include "model/driver/journal_private.h"

#include "base/ncio_away.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static lt_status raise_damaged(const char *path) {
    return LT_RAISE(LT_ERR_INPUT, .what = "what a run had written is not whole", .where = path,
                    .expected = "the parts that belong to the restart file", .found = "a missing or damaged one",
                    .todo = "start the run anew");
}

static lt_status open_part(lt_outdir *dir, const char *name, FILE **out, lt_part_head *head) {
    char path[4096];
    *out = NULL;
    LT_TRY(lt_outdir_join(dir, name, path, sizeof path));
    *out = fopen(path, "re");
    if (*out && fread(head, sizeof *head, 1, *out) == 1 && memcmp(head->magic, lt_part_magic, sizeof head->magic) == 0)
        return LT_OK;
    if (*out) fclose(*out);
    *out = NULL;
    return raise_damaged(path);
}

static lt_status judge_part(lt_outdir *dir, const char *name, const char *digest) {
    lt_digest now = "";
    if (lt_outdir_has(dir, name, true, now) && strcmp(now, digest) == 0) return LT_OK;
    return raise_damaged(lt_fmt("%s/%s", lt_outdir_path(dir), name));
}

/* The parts up to last, newest first. */
typedef struct lt_link {
    char name[LT_PART_NAME];
    lt_digest digest;
} lt_link;

typedef struct lt_chain {
    lt_link *links;
    long n, room;
} lt_chain;

static void release_chain(lt_chain *chain) {
    lt_free(chain->links);
    *chain = (lt_chain){0};
}

static lt_status grow(lt_chain *chain, const char *name, const char *digest) {
    LT_TRY(lt_grow(&chain->links, sizeof *chain->links, chain->n + 1, &chain->room));
    lt_link *link = &chain->links[chain->n++];
    snprintf(link->name, sizeof link->name, "%s", name);
    snprintf(link->digest, sizeof link->digest, "%s", digest);
    return LT_OK;
}

/* All are looked at here, so that nothing is written where one is not whole. */
static lt_status read_chain(lt_outdir *dir, const char *last, const lt_digest digest, lt_chain *chain) {
    lt_part_head head;
    FILE *part;
    LT_TRY(grow(chain, last, digest));
    for (long c = 0; c < chain->n; ++c) {
        LT_TRY(judge_part(dir, chain->links[c].name, chain->links[c].digest));
        LT_TRY(open_part(dir, chain->links[c].name, &part, &head));
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

/* --- pieces --- */

/* The next piece of a part: rank 0 reads what stands before its values and tells the others. */
typedef struct lt_next_piece {
    lt_piece piece;
    int64_t at;              /* of the values in the part; 0: there is none */
    char file[LT_PART_NAME]; /* that ranks write together; "": it was written by rank 0 */
} lt_next_piece;

/* The file on this rank, whose numbers need not be rank 0's: a rank may have no cells of a grid. NULL: none. */
static const lt_journal_file *shared_file(const lt_journal *j, const char *name, int *number) {
    for (int n = 0; n < j->n; ++n) {
        *number = n;
        if (j->files[n].shared && strcmp(j->files[n].name, name) == 0) return &j->files[n];
    }
    return NULL;
}

/* Values of a file that rank 0 has alone. */
static lt_status deliver_from(const lt_journal *j, FILE *part, const lt_piece *piece, const char *name) {
    char *bytes = malloc(piece->size + 1);
    if (!bytes) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for a part of a run", .where = name);
    lt_status status =
        fread(bytes, 1, piece->size, part) == piece->size ? lt_journal_deliver(j, piece, bytes) : raise_damaged(name);
    free(bytes);
    return status;
}

static lt_status next_piece(const lt_journal *j, FILE *part, const char *name, lt_next_piece *next) {
    lt_piece *piece = &next->piece;
    next->at = 0;
    if (fread(piece, sizeof *piece, 1, part) != 1) return LT_OK;
    if (piece->number < 0 || piece->number >= j->n) return raise_damaged(name);
    next->at = ftello(part);
    piece->variable[LT_PIECE_VARIABLE - 1] = '\0';
    const lt_journal_file *f = &j->files[piece->number];
    if (!f->shared && !lt_ncw_is_away(f->file)) return deliver_from(j, part, piece, name);
    if (f->shared) memcpy(next->file, f->name, sizeof next->file);
    return fseeko(part, (off_t)piece->size, SEEK_CUR) == 0 ? LT_OK : raise_damaged(name);
}

static lt_status read_window(int fd, const lt_next_piece *next, const lt_journal_cells *cells, const char *name,
                             float **mine) {
    const size_t layer = cells->ny * cells->nx * sizeof(float), layers = layer ? next->piece.size / layer : 0;
    if (next->piece.size != layers * layer) return raise_damaged(name);
    LT_TRY(lt_calloc(layers * cells->mine.ny * cells->mine.nx, sizeof **mine, mine));
    return lt_journal_move(fd, false, next->at, cells, layers, *mine) ? LT_OK : raise_damaged(name);
}

/* Each rank that has cells of a field reads them. */
static lt_status replay_window(lt_journal *j, int fd, const lt_next_piece *next, const char *name) {
    const lt_piece *piece = &next->piece;
    int number;
    float *mine = NULL;
    const lt_journal_file *file = shared_file(j, next->file, &number);
    lt_status status = lt_comm_agree(&j->comm, file ? read_window(fd, next, &file->cells, name, &mine) : LT_OK);
    if (status == LT_OK && file)
        status = lt_journal_put_window(j, number, piece->variable, (size_t)piece->record, mine);
    lt_free(mine);
    return status;
}

/* part: open on rank 0 alone. */
static lt_status replay_pieces(lt_journal *j, FILE *part, int fd, const char *name) {
    for (;;) {
        lt_next_piece next = {0};
        LT_TRY(lt_comm_agree(&j->comm, part ? next_piece(j, part, name, &next) : LT_OK));
        LT_TRY(lt_comm_broadcast(&j->comm, &next, sizeof next, 0));
        if (next.at == 0) return LT_OK;
        if (next.file[0]) LT_TRY(replay_window(j, fd, &next, name));
    }
}

static lt_status replay_part(lt_journal *j, const char *name) {
    char path[4096];
    lt_part_head head;
    FILE *part = NULL;
    int fd = -1;
    lt_status status = j->dir ? open_part(j->dir, name, &part, &head) : LT_OK;
    if (status == LT_OK && j->place) status = lt_outdir_join(j->place, name, path, sizeof path);
    if (status == LT_OK && j->place && (fd = open(path, O_RDONLY | O_CLOEXEC)) < 0)
        status = lt_journal_raise(j, "read", name);
    status = lt_comm_agree(&j->comm, status);
    if (status == LT_OK) status = replay_pieces(j, part, fd, name);
    if (part) fclose(part);
    if (fd >= 0) close(fd);
    return status;
}

/* The chain that rank 0 has read, on all ranks. */
static lt_status share_chain(const lt_journal *j, lt_chain *chain) {
    int64_t n = chain->n;
    LT_TRY(lt_comm_broadcast(&j->comm, &n, sizeof n, 0));
    lt_status status = LT_OK;
    while (status == LT_OK && chain->n < n) status = grow(chain, "", "");
    LT_TRY(lt_comm_agree(&j->comm, status));
    for (long c = 0; c < n; ++c) LT_TRY(lt_comm_broadcast(&j->comm, chain->links[c].name, LT_PART_NAME, 0));
    return LT_OK;
}

lt_status lt_journal_replay(lt_journal *j, const char *last, const lt_digest digest) {
    lt_chain chain = {0};
    lt_status status = lt_journal_leads(j) ? lt_writer_link_replay(j->link, last, digest) : lt_journal_drain(j);
    if (status == LT_OK && j->dir) status = read_chain(j->dir, last, digest, &chain);
    status = lt_comm_agree(&j->comm, status);
    if (status == LT_OK) status = share_chain(j, &chain);
    for (long c = chain.n - 1; c >= 0 && status == LT_OK; --c) status = replay_part(j, chain.links[c].name);
    release_chain(&chain);
    snprintf(j->last, sizeof j->last, "%s", last);
    memcpy(j->last_digest, digest, sizeof j->last_digest);
    return status;
}
