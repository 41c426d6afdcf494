/* csv.h - comma-separated tables with a header line. Quotes as RFC 4180; lines that begin with # and empty lines are
 * skipped; a BOM and CRLF are accepted. Every error names file, row, column. */
#ifndef LT_CSV_H
#define LT_CSV_H

#include "status.h"

#include <stdbool.h>

typedef struct lt_csv lt_csv;

lt_status lt_csv_read(const char *path, lt_csv **out);
/* The same from memory (name is for messages). */
lt_status lt_csv_parse(const char *name, const char *text, lt_csv **out);
void lt_csv_free(lt_csv *table);
const char *lt_csv_path(const lt_csv *table);
long lt_csv_rows(const lt_csv *table); /* data rows */
int lt_csv_columns(const lt_csv *table);
const char *lt_csv_header(const lt_csv *table, int column);
/* Column index by name; required: LT_ERR_INPUT with the nearest name. */
lt_status lt_csv_column(const lt_csv *table, const char *name, int *out);
int lt_csv_find(const lt_csv *table, const char *name); /* -1 if absent */
/* All headers must be among allowed (NULL-terminated), else LT_ERR_INPUT with the nearest name. */
lt_status lt_csv_only(const lt_csv *table, const char *const *allowed);
const char *lt_csv_text(const lt_csv *table, long row, int column); /* never NULL */
bool lt_csv_empty(const lt_csv *table, long row, int column);
/* Empty or not a finite number: error. */
lt_status lt_csv_double(const lt_csv *table, long row, int column, double *out);
lt_status lt_csv_long(const lt_csv *table, long row, int column, long *out);
/* "file.csv:12, column activity" (12 = line in the file) through lt_fmt, for error members. */
const char *lt_csv_where(const lt_csv *table, long row, int column);

/* The nearest of n names to text by edit distance, or NULL if none is near (for "did you mean"). */
const char *lt_nearest_name(const char *text, const char *const *names, long n);

#endif
