/* table.h - IN.csv: columns found by name, every row judged before the first is solved. */
#ifndef LT_EQUILIBRIUM_TABLE_H
#define LT_EQUILIBRIUM_TABLE_H

#include "base/csv.h"
#include "model/aerosol/equilibrium/equilibrium.h"

/* T_K, RH and the totals in the order of species.h. */
enum { LT_EQ_COLUMN_T, LT_EQ_COLUMN_RH, LT_EQ_COLUMN_TOTALS, LT_EQ_N_COLUMNS = LT_EQ_COLUMN_TOTALS + LT_N_TOTALS };
extern const char *const lt_equilibrium_columns[LT_EQ_N_COLUMNS + 1]; /* ends with NULL */

/* What is wrong with one cell of a row that is left out; column NULL: with the row. */
typedef struct lt_equilibrium_bad {
    int line;
    const char *column, *expected, *todo;
    char found[64];
} lt_equilibrium_bad;

enum { LT_EQ_BAD_KEPT = 1000 };

typedef struct lt_equilibrium_table {
    lt_csv *csv;
    int columns[LT_EQ_N_COLUMNS];
    long n;                          /* good rows */
    long *rows;                      /* [n] in csv */
    double *values[LT_EQ_N_COLUMNS]; /* [n] */
    long n_skipped, n_left;          /* rows left out; of these of the wrong length */
    long n_large;                    /* good rows with a total above LT_EQ_UNUSUAL; the first: */
    int large_line, large_column;
    lt_equilibrium_bad *bad;          /* the first LT_EQ_BAD_KEPT faults of them */
    long n_bad, n_bad_kept, bad_room; /* faults of all of them */
} lt_equilibrium_table;

/* skip: bad rows are left out and kept in bad; else a bad row is a fault, the first an error or all of them for a judge
 * (lt_csv_judge), with which n may be 0. threads 0: as many as there are. */
lt_status lt_equilibrium_table_read(const char *path, const lt_equilibrium_setup *setup, bool skip, int threads,
                                    lt_equilibrium_table *out);
/* A warning of totals that no air has, if there are any. */
void lt_equilibrium_table_warn(const lt_equilibrium_table *table);
void lt_equilibrium_table_free(lt_equilibrium_table *table);

/* table_faults.c: tells of all faults of a row as above. */
lt_status lt_equilibrium_table_fault(lt_equilibrium_table *table, const lt_equilibrium_setup *setup, long row,
                                     bool skip);
/* Keeps what lt_csv left out before this line: rows of the wrong length. */
lt_status lt_equilibrium_table_left_out(lt_equilibrium_table *table, int line);
/* Cells as numbers: bit k of the result is set where column k holds none; value[k] is then one that can be. A column
 * that is missing holds such values, and none is told of. */
unsigned lt_equilibrium_table_numbers(const lt_equilibrium_table *table, long row, double *value);

#endif
