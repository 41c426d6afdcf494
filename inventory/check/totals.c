/* totals.c - do the rows add up to the totals that are stated for them?
 *
 * Beside LEDGER.csv may lie LEDGER.totals.csv, one line a total:
 *   region,sector,process,technology,quantity,value,unit,tolerance_percent
 * An empty cell (or *) of the first four takes any; region Liaoning takes the 14 cities. quantity is activity or a
 * pollutant (after control). The sum of the rows, in the unit of the line, may differ by tolerance_percent of the value
 * (default 0.5) and half a unit of the last digit that the value is written with. */
#include "inventory/check/check.h"

#include "base/csv.h"
#include "base/exactsum.h"
#include "base/outdir.h"
#include "base/units.h"
#include "inventory/place/gridding.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

typedef struct total {
    const char *key[4]; /* region, sector, process, technology; NULL: any */
    int quantity;       /* pollutant, or -1: the activity */
    const char *unit;
    double value, tolerance;
} total;

/* Half a unit of the last digit of a number as written: 0.05 of "12.3", 0.5 of "1200", 50 of "1.2e3". */
static double rounding(const char *text) {
    const char *dot = strchr(text, '.'), *power = strpbrk(text, "eE");
    int digits = dot ? (int)strspn(dot + 1, "0123456789") : 0, exponent = 0;
    if (power) sscanf(power + 1, "%d", &exponent);
    return 0.5 * pow(10, exponent - digits);
}

static bool fits(const total *t, const lt_source *s) {
    const char *const have[] = {s->region, s->sector, s->process, s->technology};
    for (int k = 0; k < 4; k++) {
        if (!t->key[k]) continue;
        const bool province = k == 0 && strcmp(t->key[k], "Liaoning") == 0;
        if (province ? !lt_region_is_liaoning(have[k]) : strcmp(t->key[k], have[k]) != 0) return false;
    }
    return true;
}

/* Rows of one unit stand together: the last conversion is kept. */
static lt_status add_up(const lt_ledger *ledger, const total *t, const char *where, double *sum, long *n) {
    lt_exactsum exact;
    const char *last = "";
    double slope = 1, offset;
    lt_exactsum_clear(&exact);
    *n = 0;
    for (long k = 0; k < ledger->n; k++) {
        const lt_source *s = &ledger->sources[k];
        const char *unit = t->quantity < 0 ? s->unit : "kg";
        if (!fits(t, s)) continue;
        if (strcmp(unit, last) != 0) LT_TRY_PLACE(lt_units_factor(unit, t->unit, &slope, &offset), "%s", where);
        last = unit;
        lt_exactsum_add(
            &exact, slope * (t->quantity < 0 ? s->activity : lt_source_emission_kg(s, (enum lt_pollutant)t->quantity)));
        ++*n;
    }
    *sum = lt_exactsum_value(&exact);
    return LT_OK;
}

static lt_status read_total(const lt_csv *t, long r, const int *c, total *out) {
    for (int k = 0; k < 4; k++) {
        const char *text = lt_csv_text(t, r, c[k]);
        out->key[k] = text[0] && strcmp(text, "*") != 0 ? text : NULL;
    }
    const char *quantity = lt_csv_text(t, r, c[4]);
    out->quantity = lt_pollutant_find(quantity);
    if (out->quantity < 0 && strcmp(quantity, "activity") != 0)
        return LT_RAISE(LT_ERR_INPUT, .what = "a total of an unknown quantity", .where = lt_csv_where(t, r, c[4]),
                        .expected = "activity or a pollutant of the ledger", .found = lt_fmt("\"%s\"", quantity),
                        .todo = "correct the name");
    LT_TRY(lt_csv_double(t, r, c[5], &out->value));
    out->unit = lt_csv_text(t, r, c[6]);
    if (!out->unit[0])
        return LT_RAISE(LT_ERR_INPUT, .what = "a total without unit", .where = lt_csv_where(t, r, c[6]),
                        .expected = "the unit of the value, e.g. t", .found = "nothing", .todo = "write the unit");
    double percent = 0.5;
    if (!lt_csv_empty(t, r, c[7])) LT_TRY(lt_csv_double(t, r, c[7], &percent));
    if (percent < 0 || percent > 100)
        return LT_RAISE(LT_ERR_INPUT, .what = "a tolerance outside 0 to 100 per cent",
                        .where = lt_csv_where(t, r, c[7]), .expected = "0 to 100", .found = lt_fmt("%g", percent),
                        .todo = "correct it");
    out->tolerance = fabs(out->value) * percent / 100 + rounding(lt_csv_text(t, r, c[5]));
    return LT_OK;
}

static lt_status judge_total(const lt_ledger_check *check, const lt_csv *t, long r, const int *c) {
    total line;
    double sum = 0;
    long n = 0;
    LT_TRY(read_total(t, r, c, &line));
    LT_TRY(add_up(check->ledger, &line, lt_csv_where(t, r, c[6]), &sum, &n));
    if (fabs(sum - line.value) <= line.tolerance) return LT_OK;
    return LT_RAISE(LT_ERR_INPUT, .what = "the rows do not make the stated total", .where = lt_csv_where(t, r, c[5]),
                    .expected = lt_fmt("%s %s within %.4g", lt_csv_text(t, r, c[5]), line.unit, line.tolerance),
                    .found = lt_fmt("%.9g %s in %ld rows (%+.3g %%)", sum, line.unit, n, 100 * (sum / line.value - 1)),
                    .todo = n ? "find the rows that are missing, double or wrong, or correct the total"
                              : "no row fits: correct the names of the total, or add the rows");
}

static lt_status judge_table(const lt_ledger_check *check, const lt_csv *t) {
    static const char *const names[] = {"region", "sector", "process",           "technology", "quantity",
                                        "value",  "unit",   "tolerance_percent", NULL};
    int c[8];
    LT_TRY(lt_csv_only(t, names));
    for (int k = 0; names[k]; k++) {
        c[k] = lt_csv_find(t, names[k]);
        if (k >= 4 && k < 7) LT_TRY(lt_csv_column(t, names[k], &c[k]));
    }
    for (long r = 0; r < lt_csv_rows(t); r++) LT_TRY(lt_faults_take(check->faults, judge_total(check, t, r, c)));
    return LT_OK;
}

lt_status lt_ledger_check_totals(const lt_ledger_check *check) {
    char path[1024];
    LT_TRY(lt_ledger_companion(check->path, "totals", path, sizeof path));
    if (!lt_path_exists(path)) return LT_OK;
    lt_csv *table;
    LT_TRY(lt_faults_take(check->faults, lt_csv_read(path, &table)));
    if (!table) return LT_OK;
    const lt_status status = lt_faults_take(check->faults, judge_table(check, table));
    lt_csv_free(table);
    return status;
}
