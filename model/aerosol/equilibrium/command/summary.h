/* summary.h - what is said of a run: lines for people, or one JSON object. */
#ifndef LT_EQUILIBRIUM_SUMMARY_H
#define LT_EQUILIBRIUM_SUMMARY_H

#include "model/aerosol/equilibrium/command/result.h"

#include "base/cli.h"

typedef struct lt_equilibrium_run {
    const lt_cli *cli;
    const lt_equilibrium_setup *setup;
    const lt_equilibrium_table *table;
    const lt_equilibrium_counts *counts;
    double seconds; /* from reading to the finished file */
} lt_equilibrium_run;

/* The rows that were left out, one remark a fault. */
void lt_equilibrium_summary_skipped(const lt_equilibrium_table *table);
lt_status lt_equilibrium_summary(const lt_equilibrium_run *run);
/* LT_ERR_NUMERIC with the lines of states without solution: the file is there, the run has failed all the same. */
lt_status lt_equilibrium_verdict(const lt_equilibrium_run *run);

#endif
