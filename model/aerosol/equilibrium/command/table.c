/* table.c - see table.h. */
#include "model/aerosol/equilibrium/command/table.h"

#include "base/faults.h"
#include "base/log.h"

#include <limits.h>
#include <omp.h>
#include <stdint.h>
#include <string.h>

#define COLUMN(name, column) #column,
const char *const lt_equilibrium_columns[LT_EQ_N_COLUMNS + 1] = {"T_K", "RH", LT_EQ_TOTALS(COLUMN) NULL};

/* Rows are numbers first, in all threads; what is wrong is told in their order afterwards. */
static void read_numbers(lt_equilibrium_table *t, const lt_equilibrium_setup *setup, int threads, uint8_t *is_bad) {
    const long n = lt_csv_rows(t->csv);
#pragma omp parallel for schedule(static) num_threads(threads > 0 ? threads : omp_get_max_threads())
    for (long r = 0; r < n; r++) {
        double value[LT_EQ_N_COLUMNS];
        lt_equilibrium_fault faults[LT_EQ_MOST_FAULTS];
        const unsigned no_number = lt_equilibrium_table_numbers(t, r, value);
        for (int k = 0; k < LT_EQ_N_COLUMNS; k++) t->values[k][r] = value[k];
        is_bad[r] = no_number || lt_equilibrium_judge(setup, value[LT_EQ_COLUMN_T], value[LT_EQ_COLUMN_RH],
                                                      value + LT_EQ_COLUMN_TOTALS, faults) > 0;
    }
}

static void count_large(lt_equilibrium_table *t, long row) {
    for (int k = LT_EQ_COLUMN_TOTALS; k < LT_EQ_N_COLUMNS; k++) {
        if (t->values[k][row] <= LT_EQ_UNUSUAL) continue;
        if (t->n_large++ > 0) return;
        t->large_line = lt_csv_line(t->csv, row);
        t->large_column = k;
        return;
    }
}

void lt_equilibrium_table_warn(const lt_equilibrium_table *t) {
    if (t->n_large)
        lt_remark(LT_LOG_WARNING,
                  "%s: %ld of %ld rows have a total above %g mol/m3 (the first: line %d, column %s), which no air has: "
                  "are they in umol/m3 (divide by 1e6) or nmol/m3 (by 1e9)?",
                  lt_csv_path(t->csv), t->n_large, t->n, LT_EQ_UNUSUAL, t->large_line,
                  lt_equilibrium_columns[t->large_column]);
}

static lt_status keep_good(lt_equilibrium_table *t, const lt_equilibrium_setup *setup, bool skip,
                           const uint8_t *is_bad) {
    const long n = lt_csv_rows(t->csv);
    for (long r = 0; r < n; r++) {
        LT_TRY(lt_equilibrium_table_left_out(t, lt_csv_line(t->csv, r)));
        if (is_bad[r]) {
            LT_TRY(lt_equilibrium_table_fault(t, setup, r, skip));
            t->n_skipped++;
            continue;
        }
        count_large(t, r);
        for (int k = 0; k < LT_EQ_N_COLUMNS; k++) t->values[k][t->n] = t->values[k][r];
        t->rows[t->n++] = r;
    }
    return lt_equilibrium_table_left_out(t, INT_MAX);
}

static lt_status read_rows(lt_equilibrium_table *t, const lt_equilibrium_setup *setup, bool skip, int threads) {
    const size_t n = (size_t)lt_csv_rows(t->csv);
    uint8_t *is_bad;
    for (int k = 0; k < LT_EQ_N_COLUMNS; k++) LT_TRY(lt_calloc(n, sizeof **t->values, &t->values[k]));
    LT_TRY(lt_calloc(n, sizeof *t->rows, &t->rows));
    LT_TRY(lt_calloc(n, sizeof *is_bad, &is_bad));
    read_numbers(t, setup, threads, is_bad);
    const lt_status status = keep_good(t, setup, skip, is_bad);
    lt_free(is_bad);
    return status;
}

static lt_status no_rows(const lt_equilibrium_table *t) {
    if (lt_csv_rows(t->csv) + lt_csv_left_out(t->csv) > 0) return LT_OK;
    return lt_csv_take(t->csv, LT_RAISE(LT_ERR_INPUT, .what = "a table without states", .where = lt_csv_path(t->csv),
                                        .expected = "a row a state below the header line",
                                        .found = "the header line alone", .todo = "add rows"));
}

lt_status lt_equilibrium_table_read(const char *path, const lt_equilibrium_setup *setup, bool skip, int threads,
                                    lt_equilibrium_table *out) {
    *out = (lt_equilibrium_table){0};
    lt_status status = lt_csv_read(path, &out->csv);
    if (status == LT_OK) status = lt_csv_all(out->csv, lt_equilibrium_columns, out->columns);
    if (status == LT_OK) status = no_rows(out);
    if (status == LT_OK) status = read_rows(out, setup, skip, threads);
    if (status != LT_OK) lt_equilibrium_table_free(out);
    return status;
}

void lt_equilibrium_table_free(lt_equilibrium_table *t) {
    for (int k = 0; k < LT_EQ_N_COLUMNS; k++) lt_free(t->values[k]);
    lt_free(t->rows);
    lt_free(t->bad);
    lt_csv_free(t->csv);
    *t = (lt_equilibrium_table){0};
}
