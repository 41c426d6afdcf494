/* journal_private.h - shared by journal.c, journal_share.c, journal_away.c and journal_replay.c. */
#ifndef LT_JOURNAL_PRIVATE_H
#define LT_JOURNAL_PRIVATE_H

#include "model/driver/journal.h"
#include "model/driver/journal_writer.h"
#include "model/driver/writer_link.h"

#include <stdint.h>

enum { LT_PART_NAME = 208 };
static const char lt_part_magic[8] = "LTPART1";

/* A part begins with this; then pieces (journal_writer.h). */
typedef struct lt_part_head {
    char magic[8];
    char before[LT_PART_NAME]; /* name and digest of the part before this one; "" for the first */
    lt_digest before_digest;
    char pad[7];
    int64_t hour;
} lt_part_head;

typedef struct lt_journal_file {
    char name[LT_PART_NAME];
    lt_ncw *file;
    FILE *stream;
    bool shared; /* by all ranks, of which this one has the cells */
    lt_journal_cells cells;
} lt_journal_file;

struct lt_journal {
    lt_outdir *dir;
    char stem[160];
    int n;
    lt_journal_file files[LT_JOURNAL_FILES];
    FILE *part; /* being written */
    char part_name[LT_PART_NAME];
    char last[LT_PART_NAME]; /* sealed */
    lt_digest last_digest;
    lt_journal_writer *writer; /* NULL: a piece is written by the call that gives it */
    /* Of ranks that write parts together. */
    lt_comm comm;
    const lt_outdir *place; /* of the parts, on every rank; NULL: rank 0 alone writes them */
    int fd;                 /* of the present part, -1: not open yet */
    int64_t at;             /* where its next piece goes, between lt_journal_meet and lt_journal_part */
    lt_writer_link *link;   /* to the rank that writes; NULL: there is none */
    double busy_s;          /* in writing pieces */
};

lt_status lt_journal_raise(const lt_journal *journal, const char *doing, const char *name);
lt_status lt_journal_piece(int number, const char *variable, size_t record, size_t n, size_t item, lt_piece *out);
/* A piece into the file of rank 0. */
lt_status lt_journal_deliver(const lt_journal *journal, const lt_piece *piece, const void *bytes);

/* Does another rank write what this one says? */
bool lt_journal_leads(const lt_journal *journal);
lt_status lt_journal_seal_away(lt_journal *journal, char name[208], lt_digest digest);

/* Values of the cells between here and a piece whose values begin at that byte; false, and errno, where that fails. */
bool lt_journal_move(int fd, bool write, int64_t at, const lt_journal_cells *cells, size_t layers, float *mine);
/* What this rank has written of the present part is on the disk, and closed here. */
lt_status lt_journal_sync_part(lt_journal *journal);
void lt_journal_leave_part(lt_journal *journal);

#endif
