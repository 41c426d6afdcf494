/* command_check.h - parts of `lantian inventory check` (inside inventory/). */
#ifndef LT_COMMAND_CHECK_H
#define LT_COMMAND_CHECK_H

#include "base/cli.h"
#include "inventory/published.h"

typedef struct lt_check_result {
    const lt_ledger *ledger;
    const lt_allocation *allocation;
    const lt_published_table *published;
    const lt_published_notes *notes;
    double table_kt[LT_N_POLLUTANTS];
    bool gridded; /* was a grid at hand? */
    char grid_name[64];
    double grid_kt[LT_N_PARTS][LT_N_POLLUTANTS];
    double worst; /* largest relative difference of grid and table */
} lt_check_result;

void lt_check_print(const lt_check_result *result, bool chinese);
lt_status lt_check_print_json(const lt_check_result *result);
/* Grid and table must agree to this (sums of some 1e6 products, each with a rounding of 1e-16). */
extern const double lt_check_closure;

#endif
