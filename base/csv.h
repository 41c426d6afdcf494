/* csv.h - comma-separated tables with a header line. Quotes as RFC 4180; lines that begin with # and empty lines are
 * skipped; a BOM and CRLF are accepted, and GB18030 in place of UTF-8 (csv_text.c has the rule). Every error names
 * file, row, column. */
#ifndef LT_CSV_H
#define LT_CSV_H

#include "status.h"
#include "timeaxis.h"

#include <stdbool.h>
#include <stdio.h>

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
/* All of names (NULL-terminated) in any order; columns gets their indices. exactly: and no other columns. */
lt_status lt_csv_all(const lt_csv *table, const char *const *names, int *columns);
lt_status lt_csv_exactly(const lt_csv *table, const char *const *names, int *columns);
const char *lt_csv_text(const lt_csv *table, long row, int column); /* never NULL */
bool lt_csv_empty(const lt_csv *table, long row, int column);
/* What to do about a cell that is no number, by what people write for one: 90 %, 1,500, 1.5D-08, 0,5. */
const char *lt_csv_number_todo(const char *text);
/* Empty or not a finite number: error. */
lt_status lt_csv_double(const lt_csv *table, long row, int column, double *out);
lt_status lt_csv_long(const lt_csv *table, long row, int column, long *out);
/* "file.csv:12, column activity" (12 = line in the file) through lt_fmt, for error members. */
const char *lt_csv_where(const lt_csv *table, long row, int column);
int lt_csv_line(const lt_csv *table, long row); /* that line */

/* --- all faults of a table (`lantian check`) ---
 * While a judge is set, a table read from path hands the faults of its cells, rows and columns to it and goes on: a bad
 * number reads as NaN, a missing column as -1, whose cells are empty; a row of the wrong length is left out. So every
 * reader judges with what it has; it wraps what it says of a row itself in lt_csv_take. path NULL ends it; path must
 * stay as it is. */
struct lt_faults;
void lt_csv_judge(const char *path, struct lt_faults *faults);
bool lt_csv_judged(const lt_csv *table);
long lt_csv_faults(const lt_csv *table); /* so far; 0 without judge */
/* The same, but rows of the wrong length are not told of: who reads lists them by what follows. */
void lt_csv_judge_leaving(const char *path, struct lt_faults *faults);
long lt_csv_left_out(const lt_csv *table); /* rows of the wrong length; the line of each and what is wrong with it: */
int lt_csv_left_out_line(const lt_csv *table, long k);
const char *lt_csv_left_out_what(const lt_csv *table, long k);
/* Bad input is handed on and forgiven under judgement, else returned as it is. */
lt_status lt_csv_take(const lt_csv *table, lt_status status);

/* --- times (csv_time.c) ---
 * One time in the zone that the name of its column says (0 for UTC, LT_CST_OFFSET for UTC+8); a zone written in the
 * cell ("Z", "+08:00") must be the same. */
lt_status lt_csv_time(const lt_csv *table, long row, int column, int zone_s, lt_time *out);
/* The whole column: steps of step_s (whole hours or days of the zone), every row later than the one before. first and
 * last row; LT_ERR_INPUT without rows. A missing hour that looks like a change to summer time is a warning. */
lt_status lt_csv_time_axis(const lt_csv *table, int column, int zone_s, int step_s, lt_time *first, lt_time *last);

/* A cell as a table wants it: in quotes, inner ones doubled, where it holds a comma or a quote or begins like a remark;
 * line ends become blanks, so that a row stays a line. */
void lt_csv_put(FILE *out, const char *text);
/* The same into memory: out has room for 2 * strlen(text) + 2 bytes; returns the end (no '\0' is written). */
char *lt_csv_put_cell(char *out, const char *text);

/* Does a pattern of a table fit: "*" fits all, "truck_*" what begins with truck_, anything else itself only. */
bool lt_pattern_fits(const char *pattern, const char *text);
/* The first row whose cells, read as patterns, fit n texts, column by column; -1 if none does. */
long lt_csv_first_fit(const lt_csv *table, const int *columns, const char *const *texts, int n);

/* The nearest of n names to text by edit distance, or NULL if none is near (for "did you mean"). */
const char *lt_nearest_name(const char *text, const char *const *names, long n);
/* The same with a limit of the distance of one's own: short names of chemistry differ by one letter. */
const char *lt_nearest_within(const char *text, const char *const *names, long n, int limit);
/* For the error of a name that a registry does not have, through lt_fmt: "did you mean X?", else "name one of them";
 * and "one of X, Y, Z". text may be NULL. */
const char *lt_did_you_mean(const char *text, const char *const *names, long n);
const char *lt_one_of(const char *const *names, long n);

#endif
