/* lines.h - lines of the text formats of others, cut into cells. */
#ifndef LT_READER_LINES_H
#define LT_READER_LINES_H

#include "base/faults.h"

#include <stdbool.h>

typedef struct lt_lines {
    const char *path;
    char *text, *at; /* the whole file; the next line */
    int line;        /* of the cells, from 1 */
    lt_faults *faults;
} lt_lines;

enum { LT_LINES_CELLS = 128 };

/* The whole file. UTF-8, as every text table. */
lt_status lt_lines_open(const char *path, lt_faults *faults, lt_lines *out);
void lt_lines_close(lt_lines *t);
/* The next line without its end, cut out of the text; NULL at the end. */
char *lt_lines_next(lt_lines *t);
/* A line into cells at its commas; a cell in double quotes may hold one ("" is a quote); blanks around a cell are
 * dropped. More than LT_LINES_CELLS, or a quote that does not end: a fault, *n = -1. */
lt_status lt_lines_cells(const lt_lines *t, char *line, char *cells[LT_LINES_CELLS], int *n);
/* A line into words between blanks. */
lt_status lt_lines_words(const lt_lines *t, char *line, char *words[LT_LINES_CELLS], int *n);
/* A fault of a cell: handed on, or returned when the reading stops at the first. column from 1; name may be NULL. */
lt_status lt_lines_fault(const lt_lines *t, int column, const char *name, const char *what, const char *expected,
                         const char *found, const char *todo);
/* A number that must stand there; with a fault *out is NaN. */
lt_status lt_lines_number(const lt_lines *t, int column, const char *name, const char *cell, double *out);

#endif
