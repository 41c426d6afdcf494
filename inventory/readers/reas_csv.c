/* reas_csv.c - REAS regional tables as one long CSV: species (or pollutant), unit, sector, year, value, and region_code
 * (or the hint's region where the file holds one region). Any order of columns; others are refused. */
#include "inventory/readers/reader.h"
#include "inventory/readers/reas.h"

#include "base/csv.h"

#include <stdio.h>
#include <math.h>
#include <string.h>

enum { SPECIES, UNIT, SECTOR, YEAR, VALUE, REGION, N_COLUMNS };

static lt_status find_columns(const lt_csv *t, const lt_reader_hint *hint, int c[N_COLUMNS]) {
    static const char *const names[] = {"species", "pollutant", "unit",        "sector", "year",
                                        "value",   "region",    "region_code", NULL};
    LT_TRY(lt_csv_only(t, names));
    LT_TRY(lt_csv_column(t, lt_csv_find(t, "pollutant") >= 0 ? "pollutant" : "species", &c[SPECIES]));
    LT_TRY(lt_csv_column(t, "unit", &c[UNIT]));
    LT_TRY(lt_csv_column(t, "sector", &c[SECTOR]));
    LT_TRY(lt_csv_column(t, "year", &c[YEAR]));
    LT_TRY(lt_csv_column(t, "value", &c[VALUE]));
    c[REGION] = lt_csv_find(t, "region_code");
    if (c[REGION] >= 0 || hint->region[0]) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the table does not say its region", .where = lt_csv_path(t),
                    .expected = "a column region_code, or a region named by the case", .found = "neither",
                    .todo = "add the column, or `region:` in the case");
}

static lt_status read_row(const lt_csv *t, long r, const int c[N_COLUMNS], const lt_reader_hint *hint,
                          lt_foreign_row *row) {
    long year = 0;
    double value = NAN, kg = NAN;
    const char *species = lt_csv_text(t, r, c[SPECIES]);
    snprintf(row->region, sizeof row->region, "%s", c[REGION] >= 0 ? lt_csv_text(t, r, c[REGION]) : hint->region);
    snprintf(row->species, sizeof row->species, "%s", species);
    snprintf(row->sector, sizeof row->sector, "%s", lt_csv_text(t, r, c[SECTOR]));
    row->line = lt_csv_line(t, r);
    const int needed[] = {c[SPECIES], c[SECTOR], c[REGION]};
    for (int k = 0; k < 3; k++)
        if (needed[k] >= 0 && lt_csv_empty(t, r, needed[k]))
            LT_TRY(lt_csv_take(t, LT_RAISE(LT_ERR_INPUT, .what = "a name is missing",
                                           .where = lt_csv_where(t, r, needed[k]), .expected = "a name",
                                           .found = "an empty cell", .todo = "fill it")));
    LT_TRY(lt_csv_take(t, lt_reas_unit(lt_csv_text(t, r, c[UNIT]), species, lt_csv_where(t, r, c[UNIT]), &kg)));
    LT_TRY(lt_csv_take(t, lt_csv_long(t, r, c[YEAR], &year)));
    LT_TRY(lt_csv_double(t, r, c[VALUE], &value));
    if (value < 0)
        LT_TRY(lt_csv_take(t, LT_RAISE(LT_ERR_INPUT, .what = "a negative emission",
                                       .where = lt_csv_where(t, r, c[VALUE]), .expected = "0 or more",
                                       .found = lt_fmt("%g", value), .todo = "correct the number")));
    row->year = (int)year;
    row->kg = value * kg;
    return LT_OK;
}

static lt_status read_table(const lt_csv *t, const lt_reader_hint *hint, lt_foreign *out) {
    int c[N_COLUMNS];
    LT_TRY(find_columns(t, hint, c));
    for (long r = 0; r < lt_csv_rows(t); r++) {
        lt_foreign_row *row;
        LT_TRY(lt_foreign_add_row(out, &row));
        LT_TRY(read_row(t, r, c, hint, row));
    }
    return LT_OK;
}

static lt_status read_reas(const char *path, const lt_reader_hint *hint, lt_faults *faults, lt_foreign *out) {
    lt_csv *table;
    const long first = out->n_rows;
    if (faults->report) lt_csv_judge(path, faults);
    lt_status status = lt_csv_read(path, &table);
    if (status == LT_OK) {
        status = read_table(table, hint, out);
        lt_csv_free(table);
    }
    if (faults->report) lt_csv_judge(NULL, NULL);
    status = lt_faults_take(faults, status);
    return status == LT_OK ? lt_reas_judge_totals(out, first, path, faults) : status;
}

const lt_reader lt_reader_reas_csv = {
    "reas_csv", "regional tables of REAS as one long CSV", "REAS 区域排放表(长格式CSV)", "reas", NULL, read_reas};
