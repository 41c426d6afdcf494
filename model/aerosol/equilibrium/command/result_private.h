/* result_private.h - shared by result*.c only. */
#ifndef LT_EQUILIBRIUM_RESULT_PRIVATE_H
#define LT_EQUILIBRIUM_RESULT_PRIVATE_H

#include "model/aerosol/equilibrium/command/result.h"

enum { LT_EQ_MOST_RESULTS = LT_N_GASES + LT_N_IONS + 5 + LT_N_SOLIDS };

/* A column of the answer; values NULL: the words of flags. */
typedef struct lt_equilibrium_column {
    const char *name;
    const double *values; /* of the round */
} lt_equilibrium_column;

/* A round's answer, and its columns in the order of OUT.csv. */
typedef struct lt_equilibrium_round {
    lt_equilibrium_states states;
    double *memory;
    unsigned *flags;
    lt_equilibrium_column columns[LT_EQ_MOST_RESULTS];
    int n_columns;
} lt_equilibrium_round;

/* Text that grows. */
typedef struct lt_equilibrium_text {
    char *bytes;
    long n, room;
} lt_equilibrium_text;

lt_status lt_equilibrium_round_create(const lt_equilibrium_setup *setup, size_t rows, lt_equilibrium_round *out);
void lt_equilibrium_round_free(lt_equilibrium_round *round);
/* The header line. Columns of IN that have a name of the answer's go on as NAME_in; LT_ERR_INPUT where that is taken.
 */
lt_status lt_equilibrium_header(const lt_equilibrium_table *table, const lt_equilibrium_round *round,
                                lt_equilibrium_text *out);
/* Rows from .. from + n - 1 of the table, which stand in the round from place `at` on. */
lt_status lt_equilibrium_rows(const lt_equilibrium_table *table, const lt_equilibrium_round *round, long from, long at,
                              long n, lt_equilibrium_text *out);

#endif
