/* What a case says of its variants, of alerts and of the weights of its periods. */
#include "job_fixture.h"

/* The hours of alerts (UTC+8), in line 11 and below; the run of the first period is 2 to 13 January. */
static const char *with_alert(const char *alert) {
    static char text[1024];
    snprintf(text, sizeof text, "alerts:\n  - %s\n", alert);
    return whole(text);
}

static void test_alerts(void **state) {
    (void)state;
    lt_cli cli = {.start = "2021-01-06"};
    const char *path =
        write_file("alerts.yaml", with_alert("{start: 2020-01-06 08:00, end: 2020-01-07, lead: 24 h, tier: yellow}\n"
                                             "  - {start: 2020-01-07, end: 2020-01-07 06:00, tier: red}"));
    lt_case *c = read_case(path, NULL);
    const lt_alert *alerts = c->alerts.items;
    assert_int_equal(c->alerts.n, 2);
    assert_int_equal(alerts[0].start, lt_time_from_civil(2020, 1, 6, 0, 0, 0));
    assert_int_equal(alerts[0].end, alerts[1].start);
    assert_true(alerts[0].lead_s == 86400 && alerts[1].lead_s == 0);
    assert_string_equal(alerts[1].tier, "red");
    assert_true(lt_alert_runs_in(&alerts[0], c->periods.items));
    lt_case_free(c);
    assert_int_equal(lt_case_read(path, &cli, &c), LT_ERR_INPUT); /* another year */
    EXPECT("lies outside the run", "alerts.yaml:12", "that the command line asks for");

    FAULT(with_alert("{start: 2020-01-07, end: 2020-01-06}"), "ends before it has begun", "bad.yaml:12", "2020-01-06");
    FAULT(with_alert("{start: 2020-01-07, end: 2020-01-07}"), "ends before it has begun");
    FAULT(with_alert("{start: 2019-12-01, end: 2019-12-02}"), "lies outside the run", "bad.yaml:12", "2019-12-01",
          "2020-01-02 00:00");
    FAULT(with_alert("{start: 2020-01-06, end: 2021-12-02}"), "lies outside the run", "bad.yaml:12");
    FAULT(with_alert("{start: 2020-01-06 08:30, end: 2020-01-07}"), "start at a full hour", "bad.yaml:12", "08:30");
    FAULT(with_alert("{start: 2020-01-06, end: 2020-01-07 00:10}"), "end at a full hour", "bad.yaml:12");
    FAULT(with_alert("{start: 2020-01-06, end: 2020-01-07, lead: 90 min}"), "a bad lead", "bad.yaml:12", "90 min");
    FAULT(with_alert("{start: 2020-01-06, end: 2020-01-07, lead: -1 h}"), "lead is out of range", "bad.yaml:12");
    FAULT(with_alert("{start: 2020-01-06, end: 2020-01-07, tier: green}"), "green", "bad.yaml:12");
    FAULT(with_alert("{start: 2020-01-06, tier: red}"), "the key end is missing", "bad.yaml:12");
    FAULT(with_alert("{start: 2020-01-06, end: 2020-01-07}\n  - {start: 2020-01-06 12:00, end: 2020-01-08}"),
          "before the one above it has ended", "bad.yaml:13");
}

/* reference, removal, and what a period may bring of its own */
static void test_variants_of_a_case(void **state) {
    (void)state;
    const char *path = write_file("variants.yaml", whole("packages: [rail, all]\nreference: reference-2025\n"
                                                         "removal: {package: all, without: [rail]}\n"));
    lt_case *c = read_case(path, NULL);
    assert_string_equal(c->reference, "reference-2025");
    assert_string_equal(c->removal.package, "all");
    assert_int_equal(c->removal.without.n, 1);
    assert_int_equal(((const lt_period *)c->periods.items)[0].draws, 1);
    assert_null(((const lt_period *)c->periods.items)[0].met);
    lt_case_free(c);
    static const char *const bad[] = {"packages: [rail]\nreference: rail\n",
                                      "packages: [draw2]\n",
                                      "packages: [rail]\nremoval: {package: all, without: [rail]}\n",
                                      "packages: [all]\nremoval: {package: all}\n",
                                      "packages: [all]\nremoval: {package: all, without: [rail, rail]}\n",
                                      ("packages: [all, all-without-rail]\n"
                                       "removal: {package: all, without: [rail]}\n"),
                                      "packages: [rail]\nshapley: {package: all}\n",
                                      "packages: [all]\nshapley: {package: all, groups: [{id: a, members: [rail]}]}\n",
                                      ("packages: [all]\nshapley: {package: all, groups: [{id: a, members: [rail]}, "
                                       "{id: a, members: [boilers]}]}\n"),
                                      ("packages: [all]\nshapley: {package: all, groups: [{id: a, members: [rail]}, "
                                       "{id: b, members: [boilers, rail]}]}\n"),
                                      ("packages: [all]\nshapley: {package: all, groups: [{id: A, members: [rail]}, "
                                       "{id: b, members: [boilers]}]}\n"),
                                      ("packages: [all]\nshapley: {package: all, groups: [{id: a, members: [rail], "
                                       "alone: rail}, {id: b, members: [boilers]}]}\n"),
                                      "packages: [all, all-shapley-01]\nshapley: {package: all}\n",
                                      "packages: [all]\nreference: all-path-1-rail-less\nshapley: {package: all}\n"};
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++) {
        assert_int_equal(lt_case_read(write_file("variants.yaml", whole(bad[n])), NULL, &c), LT_ERR_INPUT);
        lt_error_clear();
    }
}

/* Draws of the inventory: what is asked for, and all that a case may say wrongly of them. */
static void test_inventory_draws(void **state) {
    (void)state;
    lt_case *c = read_case(write_file("draws.yaml", whole("packages: [rail, all]\nreference: reference-2025\n"
                                                          "inventory_draws: {n: 3, packages: [all]}\n")),
                           NULL);
    assert_int_equal(c->inventory_draws.n, 3);
    assert_int_equal(c->inventory_draws.packages.n, 1);
    lt_case_free(c);
    c = read_case(write_file("draws.yaml", whole("inventory_draws: {n: 0}\n")), NULL); /* as case_effective.yaml says */
    assert_int_equal(c->inventory_draws.n, 0);
    lt_case_free(c);
    FAULT(whole("inventory_draws: {n: 1}\n"), "too few draws of the inventory", "bad.yaml:11", "n: 2 or more", "n: 1");
    FAULT(whole("packages: [all]\ninventory_draws: {packages: [all]}\n"), "too few draws", "bad.yaml:12", "n: 0");
    FAULT(whole("inventory_draws: {n: 1001}\n"), "n is out of range", "bad.yaml:11", "1000");
    FAULT(whole("packages: [all]\ninventory_draws: {n: 2, packages: [rail]}\n"), "is no package of the case",
          "bad.yaml:12", "`packages`: all", "\"rail\"");
    FAULT(whole("packages: [all]\ninventory_draws: {n: 2, packages: [all, all]}\n"), "named twice", "bad.yaml:12");
    FAULT(whole("packages: [all, all-draw-2]\ninventory_draws: {n: 2, packages: [all]}\n"),
          "the name of a run on a draw", "bad.yaml:12", "all-draw-2");
    FAULT(whole("packages: [all]\nreference: base-draw-9\ninventory_draws: {n: 2}\n"), "the name of a run on a draw");
}

/* All periods weigh, or none; the parts sum to 1. */
static void test_weights(void **state) {
    (void)state;
    static const char text[] = "case: w\ntitle_en: a\ntitle_zh: b\ngrid: g\nmet: {a: 1}\nperiods:\n"
                               "  - {id: a, start: 2020-01-06, length: 1 day, weight: %s}\n"
                               "  - {id: b, start: 2020-07-06, length: 1 day, weight: %s}\n";
    lt_case *c = read_case(write_file("weights.yaml", lt_fmt(text, "90", "270")), NULL);
    assert_true(lt_case_weighs(c) && lt_case_part_of(c, 0) == 0.25 && lt_case_part_of(c, 1) == 0.75);
    lt_case_free(c);
    c = read_case(write_file("weights.yaml", lt_fmt(text, "0", "0")), NULL);
    assert_true(!lt_case_weighs(c) && lt_case_part_of(c, 0) == 0.5 && lt_case_part_of(c, 1) == 0.5);
    lt_case_free(c);
    static const char *const bad[][2] = {{"25 %", "0"}, {"0", "1"}, {"-1", "1"}, {"90 day", "270 day"}};
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++) {
        const char *path = write_file("weights.yaml", lt_fmt(text, bad[n][0], bad[n][1]));
        assert_int_equal(lt_case_read(path, NULL, &c), LT_ERR_INPUT);
        lt_error_clear();
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_variants_of_a_case), cmocka_unit_test(test_alerts),
                                       cmocka_unit_test(test_inventory_draws), cmocka_unit_test(test_weights)};
    return cmocka_run_group_tests(tests, set_up, remove_root);
}
