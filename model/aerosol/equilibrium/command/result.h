/* result.h - OUT.csv: the columns of IN.csv as they are, then the answer. Written whole or not at all.
 *
 * Rows are solved in rounds, each in pieces that threads take; a round's text is written in the order of the rows. */
#ifndef LT_EQUILIBRIUM_RESULT_H
#define LT_EQUILIBRIUM_RESULT_H

#include "base/outdir.h"
#include "model/aerosol/equilibrium/command/table.h"

enum { LT_EQ_NAMED = 10 };

/* What became of all states. */
typedef struct lt_equilibrium_counts {
    long flags[LT_EQ_N_FLAGS];
    double largest_residual;   /* of states with a solution */
    double solve_s;            /* wall time of solving, without text */
    int unsolved[LT_EQ_NAMED]; /* lines of the first ones; how many: flags[LT_EQ_BIT_UNSOLVED] */
} lt_equilibrium_counts;

/* Judges the name of the file before anything is done: no folder, link, pipe or device, not the file that is read. */
lt_status lt_equilibrium_result_judge(const char *in, const char *out);
/* threads 0: as many as there are. */
lt_status lt_equilibrium_result_write(const lt_equilibrium_table *table, const lt_equilibrium_setup *setup, int threads,
                                      const char *path, lt_equilibrium_counts *counts);

#endif
