/* journal.h - what a run has written so far, kept so that a run that was cut off can be gone on with.
 *
 * A netCDF file that is not closed is lost with the process that writes it. So every piece of output (a record of a
 * variable, lines of a table) goes through here: to its file, and to the part that belongs to the present stretch of
 * the run. With every restart file the part is sealed: whole in the manifest, and named by the restart file. A run that
 * goes on writes the pieces of all sealed parts into its new files, in the same order, and then its own; an
 * uninterrupted run writes each piece once and joins nothing. The files come out the same byte for byte. When they are
 * whole the parts are dropped.
 *
 * A part names the one before it with its digest, so a restart file that knows its last part knows them all, and parts
 * of another run are never taken for its own. Parts are plain bytes of this machine's order, and short-lived. */
#ifndef LT_JOURNAL_H
#define LT_JOURNAL_H

#include "base/ncio.h"
#include "base/part.h"

enum { LT_JOURNAL_FILES = 64 }; /* of a run, at most */
typedef struct lt_journal lt_journal;
struct lt_piece;
struct lt_writer_link;

/* Files are called by the number that lt_journal_add gives them: 0, 1, ... in the order of adding, which must be the
 * same whenever the run goes on. stem: parts are called stem_000024.part. dir NULL: nothing is kept. */
lt_status lt_journal_create(lt_outdir *dir, const char *stem, lt_journal **out);
void lt_journal_free(lt_journal *journal); /* NULL is fine; a part that is not sealed vanishes */

/* From now on pieces are copied and written by a thread while the caller goes on (journal_writer.h): an error is told
 * by a later call, at the latest by seal or drain. The files are ended, or closed, behind one of both or free. */
lt_status lt_journal_write_behind(lt_journal *journal);
/* From now on another rank writes (writer_link.h, which must live as long): netCDF files and parts; tables are written
 * here. On every rank that computes; dir of the one that leads is the folder. */
void lt_journal_send_to(lt_journal *journal, struct lt_writer_link *link);
/* All pieces that were given are in their files. */
lt_status lt_journal_drain(lt_journal *journal);

/* lt_ncw_create of a file that is to be added; where another rank writes, it is made there. */
lt_status lt_journal_create_file(lt_journal *journal, lt_outdir *dir, const char *name, const char *title,
                                 lt_ncw **out);
/* One of both is given, or none: what is written to it goes nowhere (a rank that does not write). The journal only
 * borrows them. */
lt_status lt_journal_add(lt_journal *journal, const char *name, lt_ncw *file, FILE *stream, int *number);

/* Begin a part at hour (of the run, from the start of its spin-up) and write the pieces that follow to it. */
lt_status lt_journal_begin(lt_journal *journal, long hour);
lt_status lt_journal_record(lt_journal *journal, int number, const char *variable, size_t record, size_t n,
                            const float *values);
lt_status lt_journal_record_double(lt_journal *journal, int number, const char *variable, size_t record, size_t n,
                                   const double *values);
lt_status lt_journal_text(lt_journal *journal, int number, const char *text);
/* A record of cells in parts on the ranks, mine[layers][nj][ni]: where another rank writes they need not be gathered.
 * Every rank gives its own. */
bool lt_journal_sends_cells(const lt_journal *journal);
lt_status lt_journal_send_cells(lt_journal *journal, int number, const char *variable, size_t record,
                                const lt_part *part, int layers, const float *mine);
/* A piece as it came from elsewhere (journal_writer.h). */
lt_status lt_journal_give(lt_journal *journal, const struct lt_piece *piece, const void *bytes);
/* Seconds in which pieces were written; of those behind, when they are drained. */
double lt_journal_busy_s(const lt_journal *journal);

/* Lines of an hour: printed into stream, then given on as one piece. status: of the printing; what was printed is
 * released in any case, and given on if it was good. */
typedef struct lt_journal_lines {
    FILE *stream;
    char *text;
    size_t size;
} lt_journal_lines;
lt_status lt_journal_lines_begin(lt_journal_lines *lines);
lt_status lt_journal_lines_end(lt_journal *journal, int number, lt_journal_lines *lines, lt_status status);

/* --- of several ranks --- fields that each rank has some cells of, of files that all write (lt_ncw_create_shared). */
typedef struct lt_journal_cells {
    lt_ncr_window mine;
    size_t ny, nx; /* of all */
} lt_journal_cells;
/* From now on all ranks of comm write the parts, each with a journal of its own, in this folder (held by rank 0 and
 * given to its lt_journal_create, looked at by the others). lt_journal_seal and lt_journal_replay are then collective.
 */
void lt_journal_share(lt_journal *journal, const lt_comm *comm, const lt_outdir *dir);
lt_status lt_journal_add_shared(lt_journal *journal, const char *name, lt_ncw *file, const lt_journal_cells *cells,
                                int *number);
/* The ranks that have the cells (comm; rank 0 is one of them) learn where the next pieces go; then each gives its
 * values of them, in the same order, to the part; then all know whether that went well. The first and the last are
 * collective among them. mine: [layers][ny][nx] of its cells. */
lt_status lt_journal_meet(lt_journal *journal, const lt_comm *comm);
lt_status lt_journal_keep_window(lt_journal *journal, int number, const char *variable, size_t record, size_t layers,
                                 float *mine);
lt_status lt_journal_part(lt_journal *journal, const lt_comm *comm, lt_status kept);
/* To the file. Collective; an error may be one that is not agreed on. */
lt_status lt_journal_put_window(lt_journal *journal, int number, const char *variable, size_t record,
                                const float *mine);

/* Make the part whole; *digest is what a restart file keeps, name[208] its name. Then begin the next one. */
lt_status lt_journal_seal(lt_journal *journal, char name[208], lt_digest digest);

/* All parts up to the one that a restart file names, oldest first, into the files. LT_ERR_INPUT if one is not whole or
 * not of this chain; nothing has been written then. */
lt_status lt_journal_replay(lt_journal *journal, const char *last, const lt_digest digest);
/* Do they all stand? No error is left behind. */
bool lt_journal_stands(lt_outdir *dir, const char *last, const lt_digest digest);
/* Remove all parts of a run. */
lt_status lt_journal_drop(lt_outdir *dir, const char *stem);

#endif
