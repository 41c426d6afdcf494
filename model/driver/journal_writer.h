/* journal_writer.h - a thread that writes the pieces of a run's output while the run computes.
 *
 * Pieces are copied and written one after another in the order in which they were given, so the files have the bytes
 * that they would have without it. What waits takes room bytes at most (one larger piece waits alone): who gives more
 * waits until there is room. After an error nothing more is written; every later call raises that error, with all that
 * was said where it happened.
 *
 * One thread gives the pieces. Where no thread can be made, and in a child after a fork (what waited is its parent's),
 * a piece is written by the call that gives it. */
#ifndef LT_JOURNAL_WRITER_H
#define LT_JOURNAL_WRITER_H

#include "base/status.h"

#include <stdint.h>

/* One piece: this, then size bytes. */
enum { LT_PIECE_VARIABLE = 64 };
typedef struct lt_piece {
    char variable[LT_PIECE_VARIABLE]; /* "" for text */
    int64_t number, record;
    uint64_t size, item; /* bytes, of all and of a value */
} lt_piece;

typedef struct lt_journal_writer lt_journal_writer;
/* Called by the thread: it speaks to no other rank, and netCDF is entered by the functions of ncio.h only. */
typedef lt_status (*lt_piece_write)(void *context, const lt_piece *piece, const void *bytes);

lt_status lt_journal_writer_create(lt_piece_write write, void *context, size_t room, lt_journal_writer **out);
lt_status lt_journal_writer_put(lt_journal_writer *writer, const lt_piece *piece, const void *bytes);
/* All that was given is written when this returns LT_OK; after an error nothing waits any more. NULL is fine. */
lt_status lt_journal_writer_drain(lt_journal_writer *writer);
/* The same, and the thread has ended; an error is not told any more. */
void lt_journal_writer_free(lt_journal_writer *writer);

#endif
