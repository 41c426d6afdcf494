/* text.h - lines of the text formats of others, cut into cells. */
#ifndef LT_READER_TEXT_H
#define LT_READER_TEXT_H

#include "base/faults.h"

#include <stdbool.h>

typedef struct lt_text {
    const char *path;
    char *text, *at; /* the whole file; the next line */
    int line;        /* of the cells, from 1 */
    lt_faults *faults;
} lt_text;

enum { LT_TEXT_CELLS = 128 };

/* The whole file. UTF-8, as every text table. */
lt_status lt_text_open(const char *path, lt_faults *faults, lt_text *out);
void lt_text_close(lt_text *t);
/* The next line without its end, cut out of the text; NULL at the end. */
char *lt_text_line(lt_text *t);
/* A line into cells at its commas; a cell in double quotes may hold one ("" is a quote); blanks around a cell are
 * dropped. More than LT_TEXT_CELLS, or a quote that does not end: a fault, *n = -1. */
lt_status lt_text_cells(const lt_text *t, char *line, char *cells[LT_TEXT_CELLS], int *n);
/* A line into words between blanks. */
lt_status lt_text_words(const lt_text *t, char *line, char *words[LT_TEXT_CELLS], int *n);
/* A fault of a cell: handed on, or returned when the reading stops at the first. column from 1; name may be NULL. */
lt_status lt_text_fault(const lt_text *t, int column, const char *name, const char *what, const char *expected,
                        const char *found, const char *todo);
/* A number that must stand there; with a fault *out is NaN. */
lt_status lt_text_number(const lt_text *t, int column, const char *name, const char *cell, double *out);

#endif
