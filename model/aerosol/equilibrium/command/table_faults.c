/* table_faults.c - cells as numbers, and what is said of a row that cannot be solved (table.h). */
#include "model/aerosol/equilibrium/command/table.h"

#include "base/number.h"

#include <stdio.h>
#include <string.h>

/* Numbers that can be, where a cell is wrong or missing and the rest of the row is judged. */
static const double harmless[LT_EQ_N_COLUMNS] = {[LT_EQ_COLUMN_T] = 298.15, [LT_EQ_COLUMN_RH] = 0.5};

unsigned lt_equilibrium_table_numbers(const lt_equilibrium_table *t, long row, double *value) {
    unsigned no_number = 0;
    for (int k = 0; k < LT_EQ_N_COLUMNS; k++) {
        value[k] = harmless[k];
        if (t->columns[k] >= 0 && !lt_number_double(lt_csv_text(t->csv, row, t->columns[k]), &value[k]))
            no_number |= 1U << k;
    }
    return no_number;
}

static lt_status keep(lt_equilibrium_table *t, const lt_equilibrium_bad *bad) {
    t->n_bad++;
    if (t->n_bad_kept == LT_EQ_BAD_KEPT) return LT_OK;
    LT_TRY(lt_grow(&t->bad, sizeof *t->bad, t->n_bad_kept + 1, &t->bad_room));
    t->bad[t->n_bad_kept++] = *bad;
    return LT_OK;
}

lt_status lt_equilibrium_table_left_out(lt_equilibrium_table *t, int line) {
    for (; t->n_left < lt_csv_left_out(t->csv) && lt_csv_left_out_line(t->csv, t->n_left) < line; t->n_left++) {
        lt_equilibrium_bad bad = {.line = lt_csv_left_out_line(t->csv, t->n_left),
                                  .expected = "as many cells as the header has",
                                  .todo = "check for missing or extra commas, and quotes"};
        snprintf(bad.found, sizeof bad.found, "%s", lt_csv_left_out_what(t->csv, t->n_left));
        t->n_skipped++;
        LT_TRY(keep(t, &bad));
    }
    return LT_OK;
}

static lt_status tell_no_number(lt_equilibrium_table *t, long row, int column, bool skip) {
    double ignored;
    if (!skip) return lt_csv_double(t->csv, row, t->columns[column], &ignored);
    const char *text = lt_csv_text(t->csv, row, t->columns[column]);
    lt_equilibrium_bad bad = {.line = lt_csv_line(t->csv, row),
                              .column = lt_equilibrium_columns[column],
                              .expected = "a finite number",
                              .todo = lt_csv_number_todo(text)};
    if (*text)
        snprintf(bad.found, sizeof bad.found, "\"%.40s\"", text);
    else
        strcpy(bad.found, "nothing");
    return keep(t, &bad);
}

static lt_status tell(lt_equilibrium_table *t, long row, const lt_equilibrium_fault *fault, bool skip) {
    lt_equilibrium_bad bad = {
        .line = lt_csv_line(t->csv, row), .column = fault->column, .expected = fault->expected, .todo = fault->todo};
    lt_number_text(fault->found, bad.found, sizeof bad.found);
    if (fault->is_charge) snprintf(bad.found, sizeof bad.found, "a surplus of cations of %.3g mol/m3", fault->found);
    if (skip) return keep(t, &bad);
    return lt_csv_take(
        t->csv, LT_RAISE(LT_ERR_INPUT,
                         .what = fault->is_charge ? "unbalanced charge" : lt_fmt("%s out of its range", fault->column),
                         .where = lt_csv_where(t->csv, row, lt_csv_find(t->csv, fault->column)),
                         .expected = fault->expected, .found = bad.found, .todo = fault->todo));
}

/* Nothing in any of the columns that are there. */
static bool is_empty(const lt_equilibrium_table *t, long row) {
    for (int k = 0; k < LT_EQ_N_COLUMNS; k++)
        if (t->columns[k] >= 0 && !lt_csv_empty(t->csv, row, t->columns[k])) return false;
    return true;
}

static lt_status tell_empty(lt_equilibrium_table *t, long row, bool skip) {
    const lt_equilibrium_bad bad = {.line = lt_csv_line(t->csv, row),
                                    .expected = "numbers",
                                    .todo = "remove the row, or leave it out (--skip-bad)",
                                    .found = "nothing in any of the columns"};
    if (skip) return keep(t, &bad);
    return lt_csv_take(t->csv, LT_RAISE(LT_ERR_INPUT, .what = "an empty row", .where = lt_csv_where(t->csv, row, -1),
                                        .expected = bad.expected, .found = bad.found, .todo = bad.todo));
}

/* The charges are judged where all amounts are numbers. */
lt_status lt_equilibrium_table_fault(lt_equilibrium_table *t, const lt_equilibrium_setup *setup, long row, bool skip) {
    double value[LT_EQ_N_COLUMNS];
    lt_equilibrium_fault faults[LT_EQ_MOST_FAULTS];
    lt_equilibrium_setup of_cells = *setup;
    const unsigned no_number = lt_equilibrium_table_numbers(t, row, value);
    if (no_number && is_empty(t, row)) return tell_empty(t, row, skip);
    for (int k = 0; k < LT_EQ_N_COLUMNS; k++)
        if (no_number >> k & 1) LT_TRY(tell_no_number(t, row, k, skip));
    if (no_number >> LT_EQ_COLUMN_TOTALS) of_cells.mode = LT_EQ_FORWARD;
    const int n = lt_equilibrium_judge(&of_cells, value[LT_EQ_COLUMN_T], value[LT_EQ_COLUMN_RH],
                                       value + LT_EQ_COLUMN_TOTALS, faults);
    for (int f = 0; f < n; f++) LT_TRY(tell(t, row, &faults[f], skip));
    return LT_OK;
}
