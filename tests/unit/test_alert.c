/* Measures of alerts: what a record is in their hours, outside them, and in the mean of the year; lists by plant and
 * process unit. */
#include "test_package_fixture.h"
#include "tests/support/near.h"
#include "tests/support/root.h"

#include "inventory/time/calendar_rule.h"
#include "inventory/time/laws.h"
#include "scenarios/alert.h"
#include "scenarios/effects.h"

enum { YEAR = 2020 };

static lt_time local(int month, int day, int hour) {
    return lt_time_from_civil(YEAR, month, day, hour, 0, 0) - LT_CST_OFFSET;
}

static lt_alert alert_of(char *tier, lt_time start, lt_time end) {
    return (lt_alert){.tier = tier, .start = start, .end = end, .lead_s = 24 * 3600};
}

static lt_measure *measure_of(const char *id, const char *head, const char *selector, const char *actions) {
    char text[4096];
    lt_measure *measure;
    measure_text(id, lt_fmt("%s%s", head, DOC), selector, actions, text);
    must(lt_measure_parse("m.yaml", text, &measure));
    return measure;
}

static lt_source *ledger_copy(void) {
    lt_source *copy = malloc((size_t)ledger->n * sizeof *copy);
    assert_non_null(copy);
    memcpy(copy, ledger->sources, (size_t)ledger->n * sizeof *copy);
    return copy;
}

/* Sum over all hours of the year of what the record emits in them. */
static double hours_kg(const lt_source *outside, const lt_source *const *inside, const lt_alert *alerts, int n,
                       enum lt_pollutant which) {
    const lt_calendars *known;
    lt_timing timing;
    must(lt_ledger_calendars(ledger, &known));
    assert_true(lt_timing_find(known, outside->calendar, &timing));
    lt_calendar *calendar = &ledger->known->items[timing.calendar];
    double kg = 0;
    for (long h = 0; h < 24L * lt_days_in_year(YEAR); h++) {
        const lt_time begin = local(1, 1, 0) + h * LT_HOUR;
        const lt_source *now = outside;
        for (int a = 0; a < n; a++)
            if (begin >= alerts[a].start && begin < alerts[a].end) now = inside[a];
        kg += lt_source_emission_kg(now, which) * lt_calendar_rate(calendar, begin) * LT_HOUR;
    }
    return kg;
}

/* One alert, all shipped records by tenths: inside 0.9 of what it was, outside the same bits, the year the sum of its
 * hours. 8 784 products of rounded rates: 1e-11. */
static void tenth_in_hours(void **state) {
    (void)state;
    lt_package *package;
    lt_changes changes = {0};
    lt_alert alert = alert_of("yellow", local(1, 11, 8), local(1, 12, 20));
    must(lt_package_read("emergency-yellow", &package));
    package->alerts = &alert;
    package->n_alerts = 1;
    lt_source *before = ledger_copy();
    const long n = ledger->n;
    must(lt_package_apply(package, ledger, &changes));
    assert_int_equal(ledger->n, n);
    assert_true(changes.n > 1000);
    static const enum lt_pollutant cut[] = {LT_SO2, LT_NOX, LT_NMVOC, LT_TSP, LT_PM10, LT_PM25, LT_BC, LT_OC};
    for (long c = 0; c < changes.n; c++) {
        const lt_source *year = lt_ledger_find(ledger, changes.rows[c].after.id);
        const lt_source *was = &before[year - ledger->sources], *outside = lt_alert_outside(&changes, year),
                        *inside = lt_alert_inside(&changes, year, 1);
        assert_memory_equal(outside, was, sizeof *was);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            bool is_cut = false;
            for (size_t k = 0; k < sizeof cut / sizeof *cut; k++) is_cut |= cut[k] == (enum lt_pollutant)p;
            const double kg = lt_source_emission_kg(was, (enum lt_pollutant)p);
            /* 1 - removal' is rounded near 1 - removal: 2e-16 over the least share that is left, 1e-3 */
            assert_near(lt_source_emission_kg(inside, (enum lt_pollutant)p), is_cut ? 0.9 * kg : kg, 1e-12 * kg);
            if (c % 97 == 0 && kg > 0)
                assert_near(hours_kg(outside, &inside, &alert, 1, (enum lt_pollutant)p) /
                                lt_source_emission_kg(year, (enum lt_pollutant)p),
                            1, 1e-11);
        }
    }
    for (long r = 0; r < n; r++)
        if (lt_changes_last(&changes, before[r].id) < 0)
            assert_memory_equal(&ledger->sources[r], &before[r], sizeof *before);
    lt_changes_undo(&changes, 0, ledger, n);
    for (long r = 0; r < n; r++) assert_memory_equal(&ledger->sources[r], &before[r], sizeof *before);
    free(before);
    lt_changes_free(&changes);
    lt_package_free(package);
}

/* Two measures on one record, yellow then red hours: the second acts on what the first left in the same hours; of two
 * variants the higher acts; measures and their sum close, and taken back leave no bit. */
static void tiers_and_sums(void **state) {
    (void)state;
    lt_changes changes = {0};
    lt_effects effects;
    lt_alert alerts[] = {alert_of("yellow", local(1, 11, 8), local(1, 12, 20)),
                         alert_of("red", local(1, 12, 20), local(1, 13, 6))};
    lt_measure *measures[] = {
        measure_of("low", "tier: yellow\n", "ids: [test-a, test-b]", "  - {do: scale_activity, factor: 80 %}\n"),
        measure_of("high", "tier: red\nvariant_of: low\n", "ids: [test-a]", "  - {do: scale_activity, factor: 50 %}\n"),
        measure_of("clean", "tier: yellow\n", "ids: [test-a]",
                   "  - {do: set_efficiency, pollutants: [NOx], penetration: 100 %, removal: 25 %}\n")};
    const lt_package package = {.id = "p", .measures = measures, .n = 3, .alerts = alerts, .n_alerts = 2};
    for (int m = 0; m < 3; m++) assert_int_equal(measures[m]->order, LT_ORDER_ALERT);
    assert_true(lt_alert_holds(&package, 0, &alerts[0]) && !lt_alert_holds(&package, 0, &alerts[1]));
    assert_true(!lt_alert_holds(&package, 1, &alerts[0]) && lt_alert_holds(&package, 1, &alerts[1]));
    assert_true(lt_alert_holds(&package, 2, &alerts[0]) && lt_alert_holds(&package, 2, &alerts[1]));
    lt_source *before = ledger_copy();
    double was[LT_N_QUANTITIES], is[LT_N_QUANTITIES];
    lt_ledger_quantities_kt(ledger, NULL, NULL, was);
    must(lt_effects_of(&package, ledger, &changes, &effects));
    lt_ledger_quantities_kt(ledger, NULL, NULL, is);
    const lt_source *year = ours("test-a"), *inside[2];
    for (int a = 0; a < 2; a++) inside[a] = lt_alert_inside(&changes, year, a + 1);
    assert_near(inside[0]->activity, 8, 1e-14);
    assert_near(inside[1]->activity, 5, 1e-14);
    assert_near(lt_source_emission_kg(inside[1], LT_NOX), 5 * 3 * 0.5 * 0.75, 1e-14);
    for (int p = LT_SO2; p <= LT_NOX; p++) {
        const enum lt_pollutant which = (enum lt_pollutant)p;
        assert_near(hours_kg(lt_alert_outside(&changes, year), inside, alerts, 2, which) /
                        lt_source_emission_kg(year, which),
                    1, 1e-11);
    }
    for (int q = 0; q < LT_N_QUANTITIES; q++) {
        double sum = 0;
        for (long m = 0; m < effects.n; m++) sum += effects.rows[m].place[q];
        assert_near(sum, is[q] - was[q], 1e-9 * (1 + was[q]));
        assert_near(effects.whole[q], is[q] - was[q], 1e-9 * (1 + was[q]));
    }
    lt_changes_undo(&changes, 0, ledger, ledger->n);
    for (long r = 0; r < ledger->n; r++) assert_memory_equal(&ledger->sources[r], &before[r], sizeof *before);
    free(before);
    lt_effects_free(&effects);
    lt_changes_free(&changes);
    for (int m = 0; m < 3; m++) lt_measure_free(measures[m]);
}

/* The hours of a period's run, and a measure of strength 0 that changes no bit in them. */
static void episodes_of_a_period(void **state) {
    (void)state;
    lt_changes changes = {0};
    lt_episodes episodes;
    lt_alert alerts[] = {alert_of("", local(1, 11, 8), local(1, 12, 20)), alert_of("", local(7, 1, 0), local(7, 2, 0))};
    lt_measure *measure = measure_of("m", "tier: yellow\n", "ids: [test-b]", "  - {do: scale_activity, factor: 0 %}\n");
    lt_package package = {.id = "m", .measures = &measure, .n = 1, .alerts = alerts, .n_alerts = 2};
    const lt_period winter = {.id = "w", .start = local(1, 11, 0), .length_s = 3 * LT_DAY, .spinup_s = LT_DAY};
    lt_source *before = ledger_copy();
    must(lt_package_apply(&package, ledger, &changes));
    assert_true(ours("test-b")->activity < 60 && ours("test-b")->activity > 59);
    must(lt_alert_episodes(&package, &changes, &winter, ledger, &episodes));
    assert_int_equal(episodes.n, 1);
    assert_int_equal(lt_episodes_at(&episodes, local(1, 11, 7)), 0);
    assert_int_equal(lt_episodes_at(&episodes, local(1, 11, 8)), 1);
    assert_int_equal(lt_episodes_at(&episodes, local(1, 12, 19)), 1);
    assert_int_equal(lt_episodes_at(&episodes, local(1, 12, 20)), 0);
    assert_int_equal(lt_episodes_at(NULL, local(1, 12, 19)), 0);
    for (long r = 0; r < ledger->n; r++) {
        assert_memory_equal(&ledger->sources[r], &before[r], sizeof *before);
        if (strcmp(before[r].id, "test-b") == 0)
            assert_near(episodes.items[0].sources[r].activity, 0, 0);
        else
            assert_memory_equal(&episodes.items[0].sources[r], &before[r], sizeof *before);
    }
    lt_alert_free(&episodes);
    lt_changes_free(&changes);

    measure->strength = 0;
    must(lt_package_apply(&package, ledger, &changes));
    must(lt_alert_episodes(&package, &changes, &winter, ledger, &episodes));
    for (long r = 0; r < ledger->n; r++) assert_memory_equal(&episodes.items[0].sources[r], &before[r], sizeof *before);
    lt_alert_free(&episodes);
    lt_changes_free(&changes);
    lt_measure_free(measure);
    free(before);
}

/* Without hours: alone as if all year stood under the alert; beside other measures it rests. */
static void without_hours(void **state) {
    (void)state;
    lt_changes changes = {0};
    lt_measure *measures[] = {
        measure_of("all-year", "", "ids: [test-b]", "  - {do: scale_activity, factor: 50 %}\n"),
        measure_of("hours", "tier: yellow\n", "ids: [test-a]", "  - {do: scale_activity, factor: 80 %}\n")};
    const lt_package both = {.id = "p", .measures = measures, .n = 2},
                     alone = {.id = "p", .measures = &measures[1], .n = 1};
    must(lt_package_apply(&both, ledger, &changes));
    assert_near(ours("test-a")->activity, 10, 0);
    assert_near(ours("test-b")->activity, 30, 0);
    must(lt_package_apply(&alone, ledger, &changes));
    assert_near(ours("test-a")->activity, 8, 0);
    assert_int_equal(lt_alert_check(&both), LT_OK);
    BAD_INPUT(lt_alert_check(&alone), "no hour stands under an alert", "alerts:");
    lt_changes_free(&changes);
    for (int m = 0; m < 2; m++) lt_measure_free(measures[m]);
}

static void bad_measures(void **state) {
    (void)state;
    char text[4096];
    lt_measure *measure;
    measure_text("m", lt_fmt("tier: green\n%s", DOC), "", "  - {do: scale_activity, factor: 1}\n", text);
    BAD_INPUT(lt_measure_parse("m.yaml", text, &measure), "green", "m.yaml:4");
    measure_text("m", lt_fmt("tier: red\n%s", DOC), "", "  - {do: calendar, factor: 1, months: [1], made_up: no}\n",
                 text);
    BAD_INPUT(lt_measure_parse("m.yaml", text, &measure), "cannot hold for hours", "m.yaml:9", "calendar");
}

#define COLUMNS "record,city,sector,process,technology,tier,what,cut,pollutants,source\n"

static lt_status apply_list(const char *rows, lt_changes *changes) {
    char text[4096];
    const char *path = in_root("m.yaml");
    lt_measure *measure = NULL;
    snprintf(text, sizeof text, COLUMNS "%s", rows);
    assert_true(files_write_text(in_root("list.csv"), text));
    measure_text("m", lt_fmt("tier: orange\n%s", DOC), "sectors: [test]", "  - {do: cut_list, list: list.csv}\n", text);
    assert_true(files_write_text(path, text));
    lt_status status = lt_measure_read(path, &measure);
    if (status != LT_OK) return status;
    const lt_package package = {.id = "m", .measures = &measure, .n = 1};
    status = lt_package_apply(&package, ledger, changes);
    lt_measure_free(measure);
    return status;
}

static void lists(void **state) {
    (void)state;
    lt_changes changes = {0};
    must(apply_list("test-a,,,,,orange,activity,50 %,,plan of the works\n"
                    ",Dalian,test,coal,grate,orange,emission,40 %,SO2 PM,plan of the city\n"
                    "test-a,,,,,orange,emission,20 %,NOx,plan of the works\n"
                    "test-a,,,,,red,activity,100 %,,plan of the works\n",
                    &changes));
    assert_near(ours("test-a")->activity, 5, 0);
    assert_near(lt_source_emission_kg(ours("test-a"), LT_NOX), 5 * 3 * 0.5 * 0.8, 1e-14);
    assert_near(ours("test-a")->removal[LT_SO2], 0.5, 0);
    assert_near(ours("test-b")->removal[LT_SO2], 0.7, 1e-15);
    assert_near(ours("test-b")->removal[LT_BC], 0.7, 1e-15);
    assert_near(ours("test-b")->removal[LT_NOX], 0.5, 0);
    assert_int_equal(changes.n, 3);
    lt_changes_undo(&changes, 0, ledger, ledger->n);
    static const struct {
        const char *rows, *words[4];
    } bad[] = {
        {"test-z,,,,,orange,activity,50 %,,s\n", {"takes no record", "list.csv:2", NULL}},
        {"test-a,,,,,orange,activity,50 %,,s\n,Shenyang,,,,orange,activity,10 %,,s\n",
         {"cut the same of one record", "list.csv:3", "test-a", NULL}},
        {"test-a,,,,,orange,emission,50 %,PM,s\ntest-*,,,,,orange,emission,10 %,BC,s\n",
         {"cut the same of one record", "list.csv:3", NULL}},
        {"test-a,,,,,orange,activity,150 %,,s\n", {"a cut that cannot be", "list.csv:2", "150 %", NULL}},
        {"test-a,,,,,orange,activity,0.5,,s\n", {"its unit", "list.csv:2", NULL}},
        {"test-a,,,,,orange,activity,-5 %,,s\n", {"a cut that cannot be", "list.csv:2", NULL}},
        {"test-a,,,,,green,activity,50 %,,s\n", {"unknown tier", "list.csv:2", "green", NULL}},
        {"test-a,,,,,red,activity,50 %,,s\n", {"no row of the measure's tier", "list.csv", NULL}},
        {",,,,,orange,activity,50 %,,s\n", {"names no source", "list.csv:2", NULL}},
        {",Shenyan,,,,orange,activity,50 %,,s\n", {"unknown city", "list.csv:2", "Shenyang", NULL}},
        {"test-a,,,,,orange,all,50 %,,s\n", {"what is cut", "list.csv:2", "all", NULL}},
        {"test-a,,,,,orange,activity,50 %,NOx,s\n", {"takes all pollutants", "list.csv:2", NULL}},
        {"test-a,,,,,orange,emission,50 %,,s\n", {"names no pollutant", "list.csv:2", NULL}},
        {"test-a,,,,,orange,emission,50 %,SO3,s\n", {"unknown pollutant", "list.csv:2", "SO3", NULL}},
        {"test-a,,,,,orange,activity,50 %,,\n", {"without a source", "list.csv:2", NULL}},
    };
    lt_source *before = ledger_copy();
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        expect_bad(apply_list(bad[k].rows, &changes), bad[k].words);
        lt_changes_undo(&changes, 0, ledger, ledger->n);
        assert_memory_equal(ledger->sources, before, (size_t)ledger->n * sizeof *before);
    }
    free(before);
    lt_changes_free(&changes);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test_setup_teardown(tenth_in_hours, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(tiers_and_sums, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(episodes_of_a_period, set_up, tear_down),
                                       cmocka_unit_test_setup_teardown(without_hours, set_up, tear_down),
                                       cmocka_unit_test(bad_measures),
                                       cmocka_unit_test_setup_teardown(lists, set_up, tear_down)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
