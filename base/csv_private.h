/* csv_private.h - shared by the csv*.c files only. */
#ifndef LT_CSV_PRIVATE_H
#define LT_CSV_PRIVATE_H

#include "base/csv.h"
#include "base/faults.h"

typedef struct lt_csv_left {
    int line;
    char what[48];
} lt_csv_left;

struct lt_csv {
    char *path, *text;
    const char **cells; /* header first, then the rows: n_columns each */
    int *lines;         /* line in the file of each row, header first */
    long n_rows, capacity;
    lt_csv_left *left; /* rows that were left out */
    long left_out, left_room;
    int n_columns;
    lt_faults *judge; /* NULL = the first fault is the error */
    bool leaves;      /* rows of the wrong length are not told of */
};

/* Is the text a table, and no other kind of file? Turns GB18030 into UTF-8. */
lt_status lt_csv_check_text(lt_csv *table);
/* lt_csv_take of a cell, once for each. */
lt_status lt_csv_take_cell(const lt_csv *table, long row, int column, lt_status status);
/* The same of a column that the table needs and does not have, once for each; what is said of rows waits for it. */
lt_status lt_csv_take_missing(const lt_csv *table, const char *column, lt_status status);
/* The judge of tables read from this path, NULL if there is none. */
lt_faults *lt_csv_judge_of(const char *path, bool *leaves);

#endif
