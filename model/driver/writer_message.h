/* writer_message.h - what ranks that compute and the one that writes say to each other (private to writer_link.c and
 * writer_rank.c). A message of the rank that leads is its head and then head.bytes bytes; what is at the end of
 * the list is answered. */
#ifndef LT_WRITER_MESSAGE_H
#define LT_WRITER_MESSAGE_H

#include "model/driver/writer_link.h"

enum { LT_WRITER_HEAD = 1, LT_WRITER_BODY, LT_WRITER_CELLS, LT_WRITER_ANSWER }; /* tags */

typedef enum lt_writer_kind {
    LT_WRITER_END,   /* of the service; body: the status and error of the computing ranks, packed */
    LT_WRITER_OPEN,  /* a run; name: stem, body: path of the folder */
    LT_WRITER_CLOSE, /* the run */
    LT_WRITER_ADD,   /* a file; number, body: its calls (ncio_away.h), none of a text */
    LT_WRITER_BEGIN, /* a part; hour */
    LT_WRITER_PIECE, /* piece, body: its bytes */
    LT_WRITER_FIELD, /* piece, layout, layers; every rank sends its cells as LT_WRITER_CELLS */
    LT_WRITER_SEAL,  /* from here on answered */
    LT_WRITER_DRAIN,
    LT_WRITER_REPLAY, /* name, digest */
    LT_WRITER_WHOLE,  /* number, name, body: the rest of its calls */
    LT_WRITER_REPORT,
    LT_WRITER_KINDS
} lt_writer_kind;

typedef struct lt_writer_head {
    int64_t kind, number, hour, layers;
    int64_t nx, ny, px, py; /* of the domain, and of its layout */
    uint64_t bytes;
    lt_piece piece;
    char name[208];
    lt_digest digest;
    char pad[7];
} lt_writer_head;

typedef struct lt_writer_answer {
    char error[LT_ERROR_PACKED]; /* LT_OK or what went wrong */
    lt_writer_report report;
    char name[208];
    lt_digest digest;
    char pad[7];
} lt_writer_answer;

#endif
