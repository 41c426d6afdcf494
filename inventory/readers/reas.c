/* reas.c - see reas.h. */
#include "inventory/readers/reas.h"

#include "base/units.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

lt_status lt_reas_unit(const char *unit, const char *species, const char *where, double *kg) {
    char mass[24];
    double offset;
    const char *slash = strchr(unit, '/'), *todo = "write kt/year; NOx is in kt of NO2";
    snprintf(mass, sizeof mass, "%.*s", slash ? (int)(slash - unit) : 0, unit);
    char *as_no2 = strstr(mass, "NO2");
    if (as_no2 && strncmp(species, "NO", 2) == 0) *as_no2 = '\0';
    const bool yearly = slash && (strcmp(slash, "/year") == 0 || strcmp(slash, "/yr") == 0);
    /* udunits takes kt for a knot. */
    if (yearly && lt_units_factor(strcmp(mass, "kt") == 0 ? "Gg" : mass, "kg", kg, &offset) == LT_OK && offset == 0)
        return LT_OK;
    lt_error_clear();
    return LT_RAISE(LT_ERR_INPUT, .what = "the unit is missing or is no mass a year", .where = where,
                    .expected = "kt/year, t/year ...", .found = lt_fmt("\"%.40s\"", unit), .todo = todo);
}

/* Rows whose sector is a part of another's. */
static bool repeats(const char *sector) {
    const size_t n = strlen(sector);
    return n > 3 && strcmp(sector + n - 3, "-BF") == 0;
}

static int by_sum(const void *pa, const void *pb) {
    const lt_foreign_row *a = *(const lt_foreign_row *const *)pa, *b = *(const lt_foreign_row *const *)pb;
    int order = strcmp(a->region, b->region);
    if (!order) order = strcmp(a->species, b->species);
    if (!order) order = a->year - b->year;
    if (!order) order = strcmp(a->sector, b->sector);
    return order ? order : a->line - b->line;
}

static bool one_sum(const lt_foreign_row *a, const lt_foreign_row *b) {
    return a->year == b->year && strcmp(a->species, b->species) == 0 && strcmp(a->region, b->region) == 0;
}

static lt_status judge_sum(const lt_foreign_row *const *rows, long n, const char *path, lt_faults *faults) {
    double sum = 0;
    const lt_foreign_row *total = NULL;
    for (long k = 0; k < n; k++) {
        const char *sector = rows[k]->sector;
        if (k > 0 && strcmp(rows[k - 1]->sector, sector) == 0)
            LT_TRY(lt_faults_take(faults, LT_RAISE(LT_ERR_INPUT, .what = "a record stands twice",
                                                   .where = lt_fmt("%s:%d", path, rows[k]->line),
                                                   .expected = "one row a region, species, sector and year",
                                                   .found = lt_fmt("again what line %d holds", rows[k - 1]->line),
                                                   .todo = "remove one")));
        if (strcmp(sector, "TOTAL") == 0)
            total = rows[k];
        else if (!repeats(sector))
            sum += rows[k]->kg;
    }
    if (!total || !isfinite(sum) || !isfinite(total->kg) || n < 2 ||
        fabs(sum - total->kg) <= 1e-3 * fmax(fabs(sum), fabs(total->kg)))
        return LT_OK;
    return lt_faults_take(
        faults,
        LT_RAISE(LT_ERR_INPUT, .what = "the sectors do not add up to the stated total",
                 .where = lt_fmt("%s:%d, %s %s of %d", path, total->line, total->region, total->species, total->year),
                 .expected = lt_fmt("%.7g kt, their sum", sum * 1e-6), .found = lt_fmt("%.7g", total->kg * 1e-6),
                 .todo = "get the table again, or correct the row that is wrong"));
}

lt_status lt_reas_judge_totals(const lt_foreign *f, long first, const char *path, lt_faults *faults) {
    const long n = f->n_rows - first;
    const lt_foreign_row **rows;
    if (n <= 0) return LT_OK;
    LT_TRY(lt_calloc((size_t)n, sizeof *rows, &rows));
    for (long k = 0; k < n; k++) rows[k] = &f->rows[first + k];
    qsort(rows, (size_t)n, sizeof *rows, by_sum);
    lt_status status = LT_OK;
    for (long k = 0, m; k < n && status == LT_OK; k += m) {
        for (m = 1; k + m < n && one_sum(rows[k], rows[k + m]);) m++;
        status = judge_sum(rows + k, m, path, faults);
    }
    lt_free(rows);
    return status;
}
