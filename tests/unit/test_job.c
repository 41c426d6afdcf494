/* Cases: where they are found, what must hold in them, what the command line overrides; file names. */
#include "job_fixture.h"

static void test_read(void **state) {
    (void)state;
    const char *path = write_file(
        "own.yaml", whole("base_year: 2015\npackages: [boilers, measures/trucks.yaml]\nmodel:\n  aerosol: simple\n"));
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
    lt_case *c = read_case("liaoning", NULL); /* shipped */
    assert_string_equal(c->path, in_root("share/scenarios/liaoning/case.yaml"));
    assert_int_equal(c->base_year, 2020); /* default */
    assert_int_equal(c->packages.n, 0);
    lt_case_free(c);
    c = read_case(in_root("share/scenarios/shenyang-week"), NULL); /* a folder */
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
    const char *empty = in_root("empty");
    assert_int_equal(lt_case_read(empty, NULL, &c), LT_ERR_INPUT);
    EXPECT("no case.yaml", empty);
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
        cmocka_unit_test(test_file_names),
        cmocka_unit_test(test_files_of_a_nest),
        cmocka_unit_test(test_all_faults_of_a_case),
    };
    return cmocka_run_group_tests(tests, set_up, remove_root);
}
