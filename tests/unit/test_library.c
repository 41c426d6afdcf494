/* The library of measures: every row of the plan catalogue is modelled or has a reason, every measure changes the
 * ledger of its document's base year, and the sums of every package close. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "scenarios/coverage.h"
#include "scenarios/effects.h"
#include "scenarios/library.h"
#include "scenarios/package.h"
#include "tests/support/near.h"
#include "tests/support/words.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static lt_ledger *years[2]; /* base years 2020 and 2017 */
static lt_catalogue catalogue;
static char **names;
static long n_names;

static void must(lt_status status, const char *what) {
    char text[4096];
    if (status == LT_OK) return;
    lt_error_text(status, text, sizeof text);
    fail_msg("%s: %s", what, text);
}

static int open_library(void **state) {
    (void)state;
    must(lt_ledger_read(NULL, 2020, &years[0]), "ledger");
    must(lt_ledger_read(NULL, 2017, &years[1]), "ledger");
    must(lt_catalogue_read(&catalogue), "catalogue");
    must(lt_library_names(&names, &n_names), "names");
    return 0;
}

static int close_library(void **state) {
    (void)state;
    lt_ledger_free(years[0]);
    lt_ledger_free(years[1]);
    lt_catalogue_free(&catalogue);
    lt_library_names_free(names, n_names);
    return 0;
}

static lt_package *package_of(const char *name) {
    lt_package *package;
    must(lt_package_read(name, &package), name);
    return package;
}

static bool is_measure(const lt_package *package) {
    return package->n == 1 && strcmp(package->measures[0]->id, package->id) == 0;
}

/* Jinzhou's plan is of 2018. */
static lt_ledger *ledger_of(const lt_package *package) {
    for (long m = 0; m < package->n; m++) {
        const lt_document *rows = package->measures[m]->documents.items;
        for (long d = 0; d < package->measures[m]->documents.n; d++)
            if (strcmp(rows[d].id, "J") == 0 && package->measures[m]->year > 0) return years[1];
    }
    return years[0];
}

static const lt_catalogue_row *row_of(const char *id) {
    for (long r = 0; r < catalogue.n; r++)
        if (strcmp(catalogue.rows[r].row, id) == 0) return &catalogue.rows[r];
    return NULL;
}

static void all_rows_are_there(void **state) {
    (void)state;
    static const struct {
        char document;
        int rows;
    } counts[] = {{'P', 90}, {'W', 42}, {'J', 44}, {'C', 33}, {'S', 26}};
    long modelled = 0;
    assert_int_equal(catalogue.n, 235);
    for (size_t k = 0; k < sizeof counts / sizeof counts[0]; k++) {
        int n = 0;
        for (long r = 0; r < catalogue.n; r++) n += catalogue.rows[r].row[0] == counts[k].document;
        assert_int_equal(n, counts[k].rows);
    }
    for (long r = 0; r < catalogue.n; r++) modelled += catalogue.rows[r].measures[0] != '\0';
    printf("%ld of %ld rows modelled\n", modelled, catalogue.n);
    assert_true(modelled >= 120);
}

static void cites_its_rows(const lt_measure *measure) {
    const lt_document *rows = measure->documents.items;
    for (long d = 0; d < measure->documents.n; d++) {
        if (strlen(rows[d].id) != 1 || strchr("PWJCS", rows[d].id[0]) == NULL) continue;
        const lt_catalogue_row *row = row_of(rows[d].catalogue);
        if (strncmp(rows[d].catalogue, "C-boilers-", 10) == 0) continue; /* a line of the annex, not a row */
        if (row == NULL) fail_msg("%s cites row %s, which the catalogue lacks", measure->id, rows[d].catalogue);
        if (!lt_catalogue_has(row, measure->id))
            fail_msg("row %s does not name %s, which cites it", row->row, measure->id);
    }
}

/* A measure alone on its ledger, by the sums of the ledger and not by its changes. */
static void same_by_the_ledger(const lt_coverage_row *row) {
    lt_package *package = package_of(row->measure);
    lt_ledger *on = row->base_year == 2017 ? years[1] : years[0];
    const long n = on->n;
    double before[LT_N_QUANTITIES] = {0}, after[LT_N_QUANTITIES] = {0};
    lt_changes changes = {0};
    for (long s = 0; s < n; s++)
        for (int q = 0; q < LT_N_QUANTITIES; q++) before[q] += 1e-6 * lt_source_quantity_kg(&on->sources[s], q);
    must(lt_package_apply(package, on, &changes), row->measure);
    for (long s = 0; s < on->n; s++)
        for (int q = 0; q < LT_N_QUANTITIES; q++) after[q] += 1e-6 * lt_source_quantity_kg(&on->sources[s], q);
    for (int q = 0; q < LT_N_QUANTITIES; q++) /* both are sums of n terms of double */
        assert_near(row->change[q], after[q] - before[q], 1e-12 * (1 + before[q]));
    lt_changes_undo(&changes, 0, on, n);
    lt_changes_free(&changes);
    lt_package_free(package);
}

/* The coverage table: every row of the catalogue stands there with measures that change records, or with a reason. */
static void every_measure_changes_a_record(void **state) {
    (void)state;
    lt_coverage coverage;
    long modelled = 0;
    const char *last = "";
    must(lt_coverage_make(&coverage), "coverage");
    for (long r = 0; r < coverage.n; r++) {
        const lt_coverage_row *row = &coverage.rows[r];
        double changed = 0;
        assert_true((row->measure[0] == '\0') == (row->of.reason[0] != '\0'));
        modelled += row->measure[0] && strcmp(row->of.row, last) != 0;
        last = row->of.row;
        if (!row->measure[0]) continue;
        for (int q = 0; q < LT_N_QUANTITIES; q++) changed += fabs(row->change[q]) + row->moved[q];
        if (row->records < 1 || changed <= 0) fail_msg("%s changes nothing", row->measure);
        same_by_the_ledger(row);
    }
    assert_true(modelled >= 120); /* of the issue */
    lt_coverage_free(&coverage);
}

/* Those that no row of the catalogue has, too: questions to the model, what was done, the boilers of an annex. */
static void the_others_change_a_record(void **state) {
    (void)state;
    for (long p = 0; p < n_names; p++) {
        lt_package *package = package_of(names[p]);
        lt_ledger *on = ledger_of(package);
        const long n = on->n;
        lt_changes changes = {0};
        if (is_measure(package)) {
            must(lt_package_apply(package, on, &changes), names[p]);
            if (changes.n < 1) fail_msg("%s changes nothing", names[p]);
            cites_its_rows(package->measures[0]);
            lt_changes_undo(&changes, 0, on, n);
        }
        lt_changes_free(&changes);
        lt_package_free(package);
    }
}

static void every_row_leads_to_measures(void **state) {
    (void)state;
    for (long r = 0; r < catalogue.n; r++) {
        char list[160], *next = list;
        snprintf(list, sizeof list, "%s", catalogue.rows[r].measures);
        for (char *id; (id = strsep(&next, " ")) != NULL && id[0];) {
            lt_package *package = package_of(id);
            const lt_document *rows = package->measures[0]->documents.items;
            bool cited = false;
            for (long d = 0; d < package->measures[0]->documents.n; d++)
                cited |= strcmp(rows[d].catalogue, catalogue.rows[r].row) == 0;
            if (!cited) fail_msg("row %s names %s, which does not cite it", catalogue.rows[r].row, id);
            lt_package_free(package);
        }
    }
}

/* For every package: measures in their order; sum of the measures and of the rows of changes = difference of the
 * ledger; after taking all back the ledger is as before, bit by bit. */
static void packages_close(void **state) {
    (void)state;
    for (long p = 0; p < n_names; p++) {
        lt_package *package = package_of(names[p]);
        lt_ledger *on = ledger_of(package);
        if (!is_measure(package)) {
            const long n = on->n;
            double before[LT_N_QUANTITIES], after[LT_N_QUANTITIES];
            lt_changes changes = {0};
            lt_effects effects;
            lt_source *copy = malloc((size_t)n * sizeof *copy);
            assert_non_null(copy);
            memcpy(copy, on->sources, (size_t)n * sizeof *copy);
            lt_ledger_quantities_kt(on, NULL, NULL, before);
            struct timespec from, to;
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &from);
            must(lt_effects_of(package, on, &changes, &effects), names[p]);
            clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &to);
            lt_ledger_quantities_kt(on, NULL, NULL, after);
            printf("%-20s %3ld measures %6ld changes %.3f s\n", names[p], package->n, changes.n,
                   (double)(to.tv_sec - from.tv_sec) + 1e-9 * (double)(to.tv_nsec - from.tv_nsec));
            for (long m = 1; m < package->n; m++)
                assert_true(package->measures[m - 1]->order <= package->measures[m]->order);
            for (int q = 0; q < LT_N_QUANTITIES; q++) {
                double sum = 0, alone = effects.interaction[q];
                for (long m = 0; m < effects.n; m++) sum += effects.rows[m].place[q];
                for (long m = 0; m < effects.n; m++) alone += effects.rows[m].alone[q];
                const double close = 1e-9 * (1 + before[q]); /* of the issue: 1e-9 */
                assert_near(sum, after[q] - before[q], close);
                assert_near(alone, after[q] - before[q], close);
                assert_near(effects.whole[q], after[q] - before[q], close);
            }
            lt_changes_undo(&changes, 0, on, n);
            for (long s = 0; s < n; s++) assert_memory_equal(&copy[s], &on->sources[s], sizeof *copy);
            free(copy);
            lt_effects_free(&effects);
            lt_changes_free(&changes);
        }
        lt_package_free(package);
    }
}

static const char *family(const lt_measure *measure) {
    return measure->variant_of != NULL && measure->variant_of[0] ? measure->variant_of : measure->id;
}

static void quantities_with(const char *name, lt_ledger *on, double out[LT_N_QUANTITIES]) {
    lt_package *package = package_of(name);
    lt_changes changes = {0};
    const long n = on->n;
    must(lt_package_apply(package, on, &changes), name);
    lt_ledger_quantities_kt(on, NULL, NULL, out);
    lt_changes_undo(&changes, 0, on, n);
    lt_changes_free(&changes);
    lt_package_free(package);
}

/* Jinzhou's plan by year: what stood in a year stands in the next, by itself or its variant, and takes more away. */
static void years_hold_the_years_before(void **state) {
    (void)state;
    static const char *const by_year[] = {"jinzhou-2018", "jinzhou-2019", "jinzhou-2020"};
    static const int taken[] = {LT_SO2, LT_NOX, LT_NMVOC, LT_PM25, LT_NH3};
    double last[LT_N_QUANTITIES], now[LT_N_QUANTITIES];
    lt_ledger_quantities_kt(years[1], NULL, NULL, last);
    for (int y = 0; y < 3; y++) {
        lt_package *package = package_of(by_year[y]);
        for (long m = 0; m < package->n; m++) assert_true(package->measures[m]->year <= 2018 + y);
        for (int before = 0; before < y; before++) {
            lt_package *old = package_of(by_year[before]);
            for (long k = 0; k < old->n; k++) {
                bool kept = false;
                for (long m = 0; m < package->n; m++)
                    kept |= strcmp(family(old->measures[k]), family(package->measures[m])) == 0;
                if (!kept) fail_msg("%s has nothing of %s", by_year[y], old->measures[k]->id);
            }
            lt_package_free(old);
        }
        quantities_with(by_year[y], years[1], now);
        for (size_t k = 0; k < sizeof taken / sizeof *taken; k++) assert_true(now[taken[k]] < last[taken[k]]);
        memcpy(last, now, sizeof last);
        lt_package_free(package);
    }
}

/* Clean heating 40, 44, 49 % of the document over the 38 % assumed for 2017; the file rounds to whole per cent. */
static void town_coal_follows_the_document(void **state) {
    (void)state;
    static const char *const measures[] = {"jz-clean-heating-2018", "jz-clean-heating-2019", "jz-clean-heating"};
    static const double share[] = {0.40, 0.44, 0.49};
    for (int y = 0; y < 3; y++) {
        lt_package *package = package_of(measures[y]);
        lt_changes changes = {0};
        const long n = years[1]->n;
        must(lt_package_apply(package, years[1], &changes), measures[y]);
        const lt_change *row = &changes.rows[0];
        assert_string_equal(row->after.region, "Jinzhou");
        assert_near(row->after.activity / row->before.activity, (1 - share[y]) / (1 - 0.38), 0.005);
        lt_changes_undo(&changes, 0, years[1], n);
        lt_changes_free(&changes);
        lt_package_free(package);
    }
}

/* Before the base year the base knows what was done. */
static void years_before_the_base_are_refused(void **state) {
    (void)state;
    lt_changes changes = {0};
    const long n = years[0]->n;
    lt_package *package = package_of("jinzhou-2019");
    BAD_INPUT(lt_package_apply(package, years[0], &changes), "before the base year", "2020 or later");
    lt_changes_undo(&changes, 0, years[0], n);
    lt_changes_free(&changes);
    lt_package_free(package);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(all_rows_are_there),
                                       cmocka_unit_test(every_measure_changes_a_record),
                                       cmocka_unit_test(the_others_change_a_record),
                                       cmocka_unit_test(every_row_leads_to_measures),
                                       cmocka_unit_test(packages_close),
                                       cmocka_unit_test(years_hold_the_years_before),
                                       cmocka_unit_test(town_coal_follows_the_document),
                                       cmocka_unit_test(years_before_the_base_are_refused)};
    return cmocka_run_group_tests(tests, open_library, close_library);
}
