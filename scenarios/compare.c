/* compare.c - see compare.h. */
#include "scenarios/compare.h"

#include "scenarios/effects.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

const char *const lt_curve_words[LT_N_CURVES] = {"CO2", "equivalents"};

/* What all packages work with. */
typedef struct bench {
    lt_ledger *ledger; /* at the reference */
    lt_changes changes;
    lt_finished_run *run; /* NULL: none */
} bench;

static lt_status check_names(const lt_package *reference, lt_package *const *packages, long n) {
    for (long k = 0; k < n; k++) {
        const char *id = packages[k]->id;
        if (reference != NULL && strcmp(reference->id, id) == 0)
            return LT_RAISE(LT_ERR_USAGE, .what = "the reference cannot be compared with itself",
                            .where = "command line", .expected = "packages that act on the reference", .found = id,
                            .todo = "leave it out, or compare with the base: --reference base");
        for (long j = 0; j < k; j++)
            if (strcmp(packages[j]->id, id) == 0)
                return LT_RAISE(LT_ERR_USAGE, .what = "a package stands twice", .where = "command line",
                                .expected = "every package once", .found = id, .todo = "leave one of the two out");
    }
    return LT_OK;
}

static lt_status curve(lt_compared *row, enum lt_curve_of of, const double *reduction) {
    LT_TRY(lt_calloc((size_t)row->package->n, sizeof *row->curve[of], &row->curve[of]));
    row->n_steps[of] = lt_cost_curve(row->cost, reduction, row->package->n, row->curve[of]);
    return LT_OK;
}

static void add_up(lt_compared *row) {
    for (long m = 0; m < row->package->n; m++) {
        if (!isfinite(row->cost[m].value)) continue;
        row->n_costs++;
        row->sum.value += row->cost[m].value;
        row->sum.low += row->cost[m].low;
        row->sum.high += row->cost[m].high;
    }
    row->sum.given = row->n_costs == row->package->n;
}

/* Costs of the measures at their places, and what each reduces there. */
static lt_status fill_costs(const lt_comparison *out, const lt_effects *effects, lt_compared *row) {
    double *reduction[LT_N_CURVES] = {NULL};
    const long n = row->package->n;
    LT_TRY(lt_calloc((size_t)n, sizeof *row->cost, &row->cost));
    lt_status status = LT_OK;
    for (int of = 0; of < LT_N_CURVES && status == LT_OK; of++)
        status = lt_calloc((size_t)n, sizeof **reduction, &reduction[of]);
    for (long m = 0; m < n && status == LT_OK; m++) {
        double less[LT_N_QUANTITIES];
        for (int q = 0; q < LT_N_QUANTITIES; q++) less[q] = -effects->rows[m].place[q];
        row->cost[m] = lt_cost_of(effects->rows[m].measure, less);
        reduction[LT_CURVE_CO2][m] = 1e-3 * less[LT_CO2]; /* million t */
        reduction[LT_CURVE_EQUIVALENTS][m] = lt_equivalents_sum(&out->equivalents, less);
    }
    for (int of = 0; of < LT_N_CURVES && status == LT_OK; of++) status = curve(row, of, reduction[of]);
    for (int of = 0; of < LT_N_CURVES; of++) lt_free(reduction[of]);
    if (status == LT_OK) add_up(row);
    return status;
}

static lt_status fill_row(bench *b, const lt_comparison *out, lt_compared *row) {
    const long n_changes = b->changes.n, n_sources = b->ledger->n;
    lt_effects effects;
    LT_TRY(lt_effects_of(row->package, b->ledger, &b->changes, &effects));
    lt_ledger_quantities_kt(b->ledger, NULL, LT_OF_PEOPLE, row->emissions);
    lt_cocontrol_of(&out->equivalents, out->before, row->emissions, &row->effect);
    lt_status status = fill_costs(out, &effects, row);
    lt_effects_free(&effects);
    if (status == LT_OK && b->run != NULL) status = lt_finished_run_air(b->run, row->package->id, &row->air);
    if (status == LT_OK && b->run != NULL) status = lt_finished_run_agrees(b->run, row->package->id, b->ledger);
    lt_changes_undo(&b->changes, n_changes, b->ledger, n_sources);
    return status;
}

static lt_status fill(bench *b, const lt_node *section, int base_year, const char *run, lt_comparison *out) {
    const lt_package *reference = out->reference;
    LT_TRY(lt_equivalents_read(&out->equivalents));
    LT_TRY(lt_ledger_read(section, base_year, &b->ledger));
    lt_ledger_quantities_kt(b->ledger, NULL, LT_OF_PEOPLE, out->base);
    lt_ledger_quantities_kt(b->ledger, NULL, LT_OF_NATURE, out->natural);
    if (reference != NULL) LT_TRY(lt_package_apply(reference, b->ledger, &b->changes));
    lt_ledger_quantities_kt(b->ledger, NULL, LT_OF_PEOPLE, out->before);
    if (run != NULL) {
        LT_TRY(lt_finished_run_read(run, reference != NULL ? reference->id : "", &b->run));
        lt_finished_run_levels(b->run, &out->levels);
        LT_TRY(lt_finished_run_agrees(b->run, reference != NULL ? reference->id : "base", b->ledger));
        snprintf(out->run, sizeof out->run, "%s", run);
    }
    for (long k = 0; k < out->n; k++) LT_TRY(fill_row(b, out, &out->rows[k]));
    return LT_OK;
}

lt_status lt_compare(const lt_node *section, int base_year, const lt_package *reference, lt_package *const *packages,
                     long n, const char *run, lt_comparison *out) {
    bench b = {0};
    *out = (lt_comparison){.reference = reference};
    LT_TRY(check_names(reference, packages, n));
    LT_TRY(lt_calloc((size_t)n, sizeof *out->rows, &out->rows));
    out->n = n;
    for (long k = 0; k < n; k++) out->rows[k].package = packages[k];
    const lt_status status = fill(&b, section, base_year, run, out);
    lt_finished_run_free(b.run);
    lt_changes_free(&b.changes);
    lt_ledger_free(b.ledger);
    if (status != LT_OK) lt_comparison_free(out);
    return status;
}

void lt_comparison_free(lt_comparison *comparison) {
    for (long k = 0; k < comparison->n; k++) {
        lt_free(comparison->rows[k].cost);
        for (int of = 0; of < LT_N_CURVES; of++) lt_free(comparison->rows[k].curve[of]);
    }
    lt_free(comparison->rows);
    *comparison = (lt_comparison){0};
}
