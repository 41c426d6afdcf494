/* diff.h - what differs between two versions of a ledger: rows added, removed, changed; totals by species. */
#ifndef LT_LEDGER_DIFF_H
#define LT_LEDGER_DIFF_H

#include "inventory/ledger.h"

#include <stdbool.h>
#include <stdio.h>

typedef enum lt_diff_kind { LT_ROW_ADDED, LT_ROW_REMOVED, LT_ROW_CHANGED } lt_diff_kind;

typedef struct lt_diff_row {
    lt_diff_kind kind;
    long old_row, new_row; /* -1: none */
    const char *what;      /* the first thing that differs: "activity", "factor_SO2", "calendar" ... */
} lt_diff_row;

typedef struct lt_ledger_diff {
    const lt_ledger *old_ledger, *new_ledger;
    lt_diff_row *rows; /* in the order of the old ledger, then what is new */
    long n, count[3];
    double old_t[LT_N_POLLUTANTS], new_t[LT_N_POLLUTANTS]; /* totals of all rows, t a year */
} lt_ledger_diff;

/* Rows are the same by id. A row has changed where any of its numbers or names has (not its line or its note). */
lt_status lt_ledger_diff_make(const lt_ledger *old_ledger, const lt_ledger *new_ledger, lt_ledger_diff *out);
void lt_ledger_diff_free(lt_ledger_diff *diff);
/* One line a difference: change,id,region,what,old,new and for each species old and new t; then one line "total". */
void lt_ledger_diff_csv(const lt_ledger_diff *diff, FILE *out);
/* For people, through lt_say. */
void lt_ledger_diff_say(const lt_ledger_diff *diff, bool chinese);
lt_status lt_ledger_diff_json(const lt_ledger_diff *diff);

#endif
