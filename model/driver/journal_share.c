/* journal_share.c - a part that all ranks write together (journal.h).
 *
 * It has the bytes that one rank would give it: rank 0 writes what stands before the values of a field, every rank the
 * values of its cells where they belong. So whoever goes on, with any ranks, reads the same parts. */
#include "model/driver/journal_private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

void lt_journal_share(lt_journal *j, const lt_comm *comm, const lt_outdir *dir) {
    j->comm = *comm;
    j->place = dir;
}

lt_status lt_journal_add_shared(lt_journal *j, const char *name, lt_ncw *file, const lt_journal_cells *cells,
                                int *number) {
    LT_TRY(lt_journal_add(j, name, file, NULL, number));
    j->files[*number].shared = true;
    j->files[*number].cells = *cells;
    return LT_OK;
}

/* --- bytes --- */

static bool move_bytes(int fd, bool write, int64_t at, char *bytes, size_t n) {
    errno = 0;
    while (n > 0) {
        const ssize_t moved = write ? pwrite(fd, bytes, n, (off_t)at) : pread(fd, bytes, n, (off_t)at);
        if (moved < 0 && errno == EINTR) continue;
        if (moved <= 0) return false;
        bytes += moved;
        at += moved;
        n -= (size_t)moved;
    }
    return true;
}

/* Whole rows stand one behind the other. */
bool lt_journal_move(int fd, bool write, int64_t at, const lt_journal_cells *c, size_t layers, float *mine) {
    const bool whole = c->mine.nx == c->nx;
    const size_t runs = whole ? 1 : c->mine.ny, run = whole ? c->mine.ny * c->nx : c->mine.nx;
    for (size_t k = 0; k < layers; ++k) {
        for (size_t r = 0; r < runs; ++r, mine += run) {
            const size_t first = (k * c->ny + c->mine.j0 + r) * c->nx + c->mine.i0;
            if (!move_bytes(fd, write, at + (int64_t)(first * sizeof *mine), (char *)mine, run * sizeof *mine))
                return false;
        }
    }
    return true;
}

/* --- writing --- */

static lt_status open_part(lt_journal *j) {
    char path[4096];
    if (j->fd >= 0) return LT_OK;
    LT_TRY(lt_outdir_join_temporary(j->place, j->part_name, path, sizeof path));
    errno = 0;
    j->fd = open(path, O_WRONLY | O_CLOEXEC);
    return j->fd >= 0 ? LT_OK : lt_journal_raise(j, "open", j->part_name);
}

/* The end of what rank 0 has written so far. */
static lt_status find_end(lt_journal *j) {
    LT_TRY(lt_journal_drain(j));
    errno = 0;
    if (fflush(j->part) != 0 || (j->at = ftello(j->part)) < 0) return lt_journal_raise(j, "write", j->part_name);
    return LT_OK;
}

lt_status lt_journal_meet(lt_journal *j, const lt_comm *comm) {
    if (!j->place) return LT_OK;
    j->at = 0;
    LT_TRY(lt_comm_agree(comm, j->part ? find_end(j) : LT_OK));
    LT_TRY(lt_comm_broadcast(comm, &j->at, sizeof j->at, 0));
    return lt_comm_agree(comm, j->at > 0 ? open_part(j) : LT_OK);
}

lt_status lt_journal_keep_window(lt_journal *j, int number, const char *variable, size_t record, size_t layers,
                                 float *mine) {
    const lt_journal_cells *cells = &j->files[number].cells;
    lt_piece piece;
    if (!j->place || j->at == 0) return LT_OK;
    LT_TRY(lt_journal_piece(number, variable, record, layers * cells->ny * cells->nx, sizeof *mine, &piece));
    const bool head = j->comm.rank > 0 || move_bytes(j->fd, true, j->at, (char *)&piece, sizeof piece);
    if (!head || !lt_journal_move(j->fd, true, j->at + (int64_t)sizeof piece, cells, layers, mine))
        return lt_journal_raise(j, "write", j->part_name);
    j->at += (int64_t)(sizeof piece + piece.size);
    return LT_OK;
}

lt_status lt_journal_part(lt_journal *j, const lt_comm *comm, lt_status kept) {
    if (!j->place) return kept;
    errno = 0;
    if (kept == LT_OK && j->part && fseeko(j->part, (off_t)j->at, SEEK_SET) != 0)
        kept = lt_journal_raise(j, "write", j->part_name);
    return lt_comm_agree(comm, kept);
}

lt_status lt_journal_put_window(lt_journal *j, int number, const char *variable, size_t record, const float *mine) {
    const lt_journal_file *f = &j->files[number];
    return lt_ncw_put_float_window(f->file, variable, record, &f->cells.mine, mine);
}

/* --- the end of a part --- */

lt_status lt_journal_sync_part(lt_journal *j) {
    errno = 0;
    const bool good = j->fd < 0 || fsync(j->fd) == 0;
    const lt_status status = good ? LT_OK : lt_journal_raise(j, "sync", j->part_name);
    lt_journal_leave_part(j);
    return status;
}

void lt_journal_leave_part(lt_journal *j) {
    if (j->fd >= 0) close(j->fd);
    j->fd = -1;
}
