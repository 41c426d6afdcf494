/* test_job.c - cases: where they are found, what must hold in them, what the command line overrides; file names. */
#include "base/job.h"

#include <ftw.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/words.h"

static const char *const head = "case: demo\ntitle_en: A demo\ntitle_zh: \xe6\xbc\x94\xe7\xa4\xba\ngrid: liaoning-27\n";
static const char *const periods = "periods:\n"
                                   "  - id: winter\n    start: 2020-01-06\n    length: 3 day\n"
                                   "  - {id: summer-2, start: 2020-07-06 12:00, length: 72 h, spinup: 24 h}\n";

/* Everything lives below one temporary folder: share/scenarios/<case>/case.yaml and own.yaml. */
static char root[] = "/tmp/lt_job_XXXXXX";

static void write_file(const char *name, const char *text) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", root, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void make_folder(const char *name) {
    char path[256];
    snprintf(path, sizeof path, "%s/%s", root, name);
    assert_int_equal(mkdir(path, 0755), 0);
}

static const char *whole(const char *extra) {
    static char text[4096];
    snprintf(text, sizeof text, "%s%s%s%s", head, periods, strstr(extra, "met:") ? "" : "met: {kind: station}\n",
             extra);
    return text;
}

static int set_up(void **state) {
    (void)state;
    if (!mkdtemp(root)) return 1;
    const char *const folders[] = {"share",
                                   "share/scenarios",
                                   "share/scenarios/liaoning",
                                   "share/scenarios/shenyang-week",
                                   "share/scenarios/library",
                                   "empty"};
    for (size_t n = 0; n < sizeof folders / sizeof *folders; n++) make_folder(folders[n]);
    write_file("share/scenarios/liaoning/case.yaml", whole(""));
    write_file("share/scenarios/shenyang-week/case.yaml", whole(""));
    char share[128];
    snprintf(share, sizeof share, "%s/share", root);
    return setenv("LANTIAN_SHARE", share, 1);
}

static int remove_one(const char *path, const struct stat *info, int kind, struct FTW *at) {
    (void)info, (void)kind, (void)at;
    return remove(path);
}

static int tear_down(void **state) {
    (void)state;
    return nftw(root, remove_one, 8, FTW_DEPTH | FTW_PHYS);
}

static lt_case *read_case(const char *name, const lt_cli *cli) {
    lt_case *setup = NULL;
    if (lt_case_read(name, cli, &setup) != LT_OK) {
        char text[2048];
        lt_error_text(LT_ERR_INPUT, text, sizeof text);
        fail_msg("%s", text);
    }
    return setup;
}

static void test_read(void **state) {
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/own.yaml", root);
    write_file("own.yaml",
               whole("base_year: 2015\npackages: [boilers, measures/trucks.yaml]\nmodel:\n  aerosol: simple\n"));
    lt_case *c = read_case(path, NULL);
    assert_string_equal(c->id, "demo");
    assert_string_equal(c->title_zh, "\xe6\xbc\x94\xe7\xa4\xba");
    assert_string_equal(c->grid, "liaoning-27");
    assert_string_equal(c->path, path);
    assert_int_equal(c->base_year, 2015);
    assert_int_equal(c->periods.n, 2);
    const lt_period *p = c->periods.items;
    assert_string_equal(p[0].id, "winter");
    assert_int_equal(p[0].start, lt_time_from_civil(2020, 1, 5, 16, 0, 0)); /* midnight in UTC+8 */
    assert_true(p[0].length_s == 3 * 86400.0 && p[0].spinup_s == 4 * 86400.0);
    assert_true(p[1].length_s == 72 * 3600.0 && p[1].spinup_s == 86400.0);
    assert_int_equal(c->packages.n, 2);
    assert_string_equal(lt_node_get(c->model, "aerosol")->text, "simple");
    assert_string_equal(lt_node_get(c->met, "kind")->text, "station");
    assert_true(c->inventory == NULL && c->evaluation == NULL);
    lt_case_free(c);
    lt_case_free(NULL);
}

static void test_where_it_is_found(void **state) {
    (void)state;
    char path[160];
    lt_case *c = read_case("liaoning", NULL); /* shipped */
    snprintf(path, sizeof path, "%s/share/scenarios/liaoning/case.yaml", root);
    assert_string_equal(c->path, path);
    assert_int_equal(c->base_year, 2020); /* default */
    assert_int_equal(c->packages.n, 0);
    lt_case_free(c);
    snprintf(path, sizeof path, "%s/share/scenarios/shenyang-week", root); /* a folder */
    c = read_case(path, NULL);
    lt_case_free(c);

    c = (lt_case *)1;
    assert_int_equal(lt_case_read("liaonin", NULL, &c), LT_ERR_INPUT);
    assert_null(c);
    EXPECT("there is no case \"liaonin\"", "liaoning, shenyang-week", "did you mean liaoning?");
    assert_int_equal(lt_case_read("measures", NULL, &c), LT_ERR_INPUT); /* shipped, but not a case */
    EXPECT("there is no case");
    assert_int_equal(lt_case_read("../liaoning", NULL, &c), LT_ERR_INPUT);
    assert_int_equal(lt_case_read("no/such/case.yaml", NULL, &c), LT_ERR_INPUT);
    assert_int_equal(lt_case_read("", NULL, &c), LT_ERR_USAGE);
    snprintf(path, sizeof path, "%s/empty", root);
    assert_int_equal(lt_case_read(path, NULL, &c), LT_ERR_INPUT);
    EXPECT("no case.yaml", path);
}

static void test_overrides(void **state) {
    (void)state;
    lt_cli cli = {.start = "2014-01-06", .days = 2, .grid = "liaoning-9"};
    lt_case *c = read_case("liaoning", &cli);
    const lt_period *p = c->periods.items;
    assert_int_equal(c->periods.n, 1);
    assert_string_equal(p->id, "2014-01-06"); /* not the name of the case's date */
    assert_int_equal(p->start, lt_time_from_civil(2014, 1, 5, 16, 0, 0));
    assert_true(p->length_s == 2 * 86400.0 && p->spinup_s == 4 * 86400.0);
    assert_string_equal(c->grid, "liaoning-9");
    assert_non_null(strstr(c->title_en, "2014-01-06")); /* the title may name the old period */
    assert_non_null(strstr(c->title_zh, "命令行") && strstr(c->title_en, "liaoning-9"));
    lt_case_free(c);

    cli = (lt_cli){.days = 7};
    c = read_case("liaoning", &cli);
    p = c->periods.items;
    assert_string_equal(p->id, "winter");
    assert_int_equal(c->periods.n, 1);
    assert_int_equal(p->start, lt_time_from_civil(2020, 1, 5, 16, 0, 0));
    assert_true(p->length_s == 7 * 86400.0);
    lt_case_free(c);

    cli = (lt_cli){.quiet = true};
    c = read_case("liaoning", &cli);
    assert_int_equal(c->periods.n, 2);
    lt_case_free(c);

    cli = (lt_cli){.start = "2014-01-06 10:30"};
    assert_int_equal(lt_case_read("liaoning", &cli, &c), LT_ERR_USAGE);
}

static void fault_text(const char *text, const char *const *words) {
    char path[128];
    lt_case *c = NULL;
    snprintf(path, sizeof path, "%s/bad.yaml", root);
    write_file("bad.yaml", text);
    assert_int_equal(lt_case_read(path, NULL, &c), LT_ERR_INPUT);
    assert_null(c);
    expect_words(words);
    EXPECT("while reading the case");
}
#define FAULT(text, ...) fault_text(text, (const char *const[]){__VA_ARGS__, NULL})

/* The case with one period written as given. */
static const char *with_period(const char *period) {
    static char text[1024];
    snprintf(text, sizeof text, "%smet: {a: 1}\nperiods:\n  - %s\n", head, period);
    return text;
}

static void test_faults(void **state) {
    (void)state;
    FAULT(whole("weather: x\n"), "unknown key \"weather\"", "bad.yaml:11");
    FAULT(whole("base_year: 1800\n"), "base_year is out of range", "1990 to 2100");
    FAULT(whole("packages: [base]\n"), "a package with the name of a variant", "\"base\"");
    FAULT(whole("packages: [a, x/a.yaml]\n"), "named twice", "bad.yaml:11");
    FAULT("case: demo\n", "the key title_en is missing");
    FAULT("periods:\n  - x: [\n", "not valid YAML", "bad.yaml:");
    FAULT("", "empty");
    char text[512];
    snprintf(text, sizeof text, "%s%s", head, periods);
    FAULT(text, "the key met is missing");
    snprintf(text, sizeof text, "%smet: 1\nperiods: []\n", head);
    FAULT(text, "the case has no period", "bad.yaml:6");
    FAULT(with_period("{id: Winter, start: 2020-01-06, length: 3 day}"), "a bad id", "\"Winter\"", "bad.yaml:7");
    FAULT(with_period("{id: a_b, start: 2020-01-06, length: 3 day}"), "a bad id");
    FAULT(with_period("{id: a, start: 2020-01-06, length: 3 day}\n  - {id: a, start: 2020-01-06, length: 3 day}"),
          "the same id", "bad.yaml:8");
    FAULT(with_period("{id: a, start: 2020-01-06, length: 90 min}"), "a bad length", "whole hours", "\"90 min\"");
    FAULT(with_period("{id: a, start: 2020-01-06, length: 0 h}"), "length is out of range");
    FAULT(with_period("{id: a, start: 2020-01-06, length: -3 day}"), "length is out of range");
    FAULT(with_period("{id: a, start: 2020-01-06, length: 1e30 day}"), "length is out of range", "\"1e30 day\"");
    FAULT(with_period("{id: a, start: 2020-01-06, length: 3 day, spinup: 1e300 day}"), "spinup is out of range");
    FAULT(with_period("{id: a, start: 2020-01-06, length: 3}"), "length has no unit", "e.g. 3 s");
    FAULT(with_period("{id: a, start: 2020-01-06, length: 3 km}"), "another dimension");
    FAULT(with_period("{id: a, start: 2020-01-06, length: 3 day, spinup: -1 h}"), "spinup is out of range", "\"-1 h\"");
    FAULT(with_period("{id: a, start: 2020-01-06, length: 3 day, spinup: 90 min}"), "a bad spin-up");
    FAULT(with_period("{id: a, start: 2020-01-06 10:30, length: 3 day}"), "full hour");
    FAULT(with_period("{id: a, start: 2020-02-30, length: 3 day}"), "start is not a date");
    FAULT(with_period("{id: a, length: 3 day}"), "the key start is missing", "bad.yaml:7");
    snprintf(text, sizeof text, "case: Demo 1\n%smet: 1\n%s", strchr(head, '\n') + 1, periods);
    FAULT(text, "a bad name of a case", "bad.yaml:1");
}

/* The hours of alerts (UTC+8), in line 11 and below; the run of the first period is 2 to 13 January. */
static const char *with_alert(const char *alert) {
    static char text[1024];
    snprintf(text, sizeof text, "alerts:\n  - %s\n", alert);
    return whole(text);
}

static void test_alerts(void **state) {
    (void)state;
    char path[128];
    lt_cli cli = {.start = "2021-01-06"};
    write_file("alerts.yaml", with_alert("{start: 2020-01-06 08:00, end: 2020-01-07, lead: 24 h, tier: yellow}\n"
                                         "  - {start: 2020-01-07, end: 2020-01-07 06:00, tier: red}"));
    snprintf(path, sizeof path, "%s/alerts.yaml", root);
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

static char reports[8192];

static void on_fault(const char *text, void *context) {
    ++*(int *)context;
    assert_true(strlen(reports) + strlen(text) + 2 < sizeof reports);
    strcat(strcat(reports, text), "\n");
}

/* Every fault once, and none that only follows from another one. */
static void test_all_faults_of_a_case(void **state) {
    (void)state;
    static const char text[] = "case: Demo\ntitle_en: a\ngrid: g\nmet: {a: 1}\ngird: h\n"
                               "packages: [base, a, [b], a]\n"
                               "periods:\n  - {id: w, start: 2020-01-06 10:30, length: 90 min, spinup: 1.5 h}\n"
                               "  - {id: w, start: soon, length: 3}\n  - 7\n";
    static const char *const words[] = {"unknown key \"gird\"",
                                        "the key title_zh is missing",
                                        "a bad name of a case",
                                        "a package with the name of a variant",
                                        "a package is named twice",
                                        "packages is of the wrong kind",
                                        "a period that does not start",
                                        "a bad length",
                                        "a bad spin-up",
                                        "the same id",
                                        "start is not a date",
                                        "length has no unit",
                                        "periods is of the wrong kind"};
    const int n_words = sizeof words / sizeof *words;
    int n = 0;
    lt_faults faults = {.report = on_fault, .context = &n};
    lt_case setup = {0};
    assert_int_equal(lt_node_parse("all.yaml", text, &setup.document), LT_OK);
    assert_int_equal(lt_config_fill_faults(setup.document, lt_case_rows, &faults, &setup), LT_OK);
    assert_int_equal(lt_case_judge(&setup, &faults), LT_OK);
    for (int w = 0; w < n_words; w++)
        if (!strstr(reports, words[w])) fail_msg("\"%s\" is not in: %s", words[w], reports);
    if (n != n_words) fail_msg("%d faults, not %d: %s", n, n_words, reports);
    assert_int_equal(faults.n, n);
    lt_node *document = setup.document;
    lt_config_release(lt_case_rows, &setup);
    lt_node_free(document);
}

/* reference, removal, and what a period may bring of its own */
static void test_variants_of_a_case(void **state) {
    (void)state;
    char path[128];
    snprintf(path, sizeof path, "%s/variants.yaml", root);
    write_file("variants.yaml", whole("packages: [rail, all]\nreference: reference-2025\n"
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
        write_file("variants.yaml", whole(bad[n]));
        assert_int_equal(lt_case_read(path, NULL, &c), LT_ERR_INPUT);
        lt_error_clear();
    }
}

/* All periods weigh, or none; the parts sum to 1. */
static void test_weights(void **state) {
    (void)state;
    static const char text[] = "case: w\ntitle_en: a\ntitle_zh: b\ngrid: g\nmet: {a: 1}\nperiods:\n"
                               "  - {id: a, start: 2020-01-06, length: 1 day, weight: %s}\n"
                               "  - {id: b, start: 2020-07-06, length: 1 day, weight: %s}\n";
    char path[128];
    snprintf(path, sizeof path, "%s/weights.yaml", root);
    write_file("weights.yaml", lt_fmt(text, "90", "270"));
    lt_case *c = read_case(path, NULL);
    assert_true(lt_case_weighs(c) && lt_case_part_of(c, 0) == 0.25 && lt_case_part_of(c, 1) == 0.75);
    lt_case_free(c);
    write_file("weights.yaml", lt_fmt(text, "0", "0"));
    c = read_case(path, NULL);
    assert_true(!lt_case_weighs(c) && lt_case_part_of(c, 0) == 0.5 && lt_case_part_of(c, 1) == 0.5);
    lt_case_free(c);
    static const char *const bad[][2] = {{"25 %", "0"}, {"0", "1"}, {"-1", "1"}, {"90 day", "270 day"}};
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++) {
        write_file("weights.yaml", lt_fmt(text, bad[n][0], bad[n][1]));
        assert_int_equal(lt_case_read(path, NULL, &c), LT_ERR_INPUT);
        lt_error_clear();
    }
}

static void test_file_names(void **state) {
    (void)state;
    lt_period winter = {.id = "winter"};
    lt_job job = {0};
    assert_string_equal(lt_job_file(&job, "grid", ".nc"), "grid.nc");
    job.period = &winter;
    assert_string_equal(lt_job_file(&job, "met", ".nc"), "met_winter.nc");
    job.variant = "base";
    assert_string_equal(lt_job_file(&job, "conc", ".nc"), "conc_base_winter.nc");
    job.variant = "measures/boilers.yaml";
    assert_string_equal(lt_job_file(&job, "budget", ".csv"), "budget_boilers_winter.csv");
    job.period = NULL;
    assert_string_equal(lt_job_file(&job, "ledger", ".csv"), "ledger_boilers.csv");
}

static void test_files_of_a_nest(void **state) {
    (void)state;
    lt_case setup = {.grid = "liaoning-27", .nest = "there/my-nest.yaml", .nest_spinup_s = 24 * 3600};
    lt_period winter = {.id = "winter", .spinup_s = 96 * 3600}, brief = {.id = "brief", .spinup_s = 3600};
    lt_job job = {.setup = &setup, .nest = true};
    assert_true(lt_case_has_nest(&setup));
    assert_string_equal(lt_job_grid(&job), "there/my-nest.yaml");
    assert_string_equal(lt_job_file(&job, "grid", ".nc"), "grid_my-nest.nc");
    job.period = &winter;
    assert_string_equal(lt_job_file(&job, "met", ".nc"), "met_winter_my-nest.nc");
    job.variant = "boilers";
    assert_string_equal(lt_job_file(&job, "conc", ".nc"), "conc_boilers_winter_my-nest.nc");
    assert_int_equal(lt_job_late_hours(&job), 72);
    assert_int_equal(lt_nest_spinup_hours(&setup, &brief), 1);
    job.period = &brief;
    assert_int_equal(lt_job_late_hours(&job), 0);
    job.nest = false;
    job.period = &winter;
    assert_int_equal(lt_job_late_hours(&job), 0);
    assert_string_equal(lt_job_grid(&job), "liaoning-27");
    setup.nest = NULL;
    assert_false(lt_case_has_nest(&setup));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_read),
        cmocka_unit_test(test_where_it_is_found),
        cmocka_unit_test(test_overrides),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_weights),
        cmocka_unit_test(test_file_names),
        cmocka_unit_test(test_files_of_a_nest),
        cmocka_unit_test(test_variants_of_a_case),
        cmocka_unit_test(test_alerts),
        cmocka_unit_test(test_all_faults_of_a_case),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
