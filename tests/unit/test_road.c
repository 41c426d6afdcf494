/* The road: what runs, what is skipped, what a change repeats. */
#include "tests/unit/test_road_fixture.h"

static void runs_once(void **state) {
    (void)state;
    lt_road_report report;
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 1 + 2 + 6 + 1);
    assert_int_equal(n_up, 1);
    assert_int_equal(n_middle, 2);
    assert_int_equal(n_down, 6); /* base, noise, half-coal; two periods */
    assert_int_equal(n_noise, 2);
    assert_int_equal(n_end, 1);
    assert_true(there("down_half-coal_two.txt") && there("ledger_base.txt") && there("changes_half-coal.txt"));
    assert_true(there("map_half-coal_one.txt") && there("map_half-coal_two.txt") && there("case_effective.yaml") &&
                there("performance.json"));

    static const char *const files[] = {"performance.json", "stages.json", "case_effective.yaml", "down_base_one.txt",
                                        "MANIFEST.sha256"};
    struct timespec before[5];
    for (int f = 0; f < 5; f++) before[f] = changed(files[f]);
    for (int again = 0; again < 2; again++) {
        assert_int_equal(run(&report), LT_OK);
        assert_int_equal(report.n_run, 0);
        assert_int_equal(report.n_up_to_date, 10);
    }
    assert_int_equal(n_up + n_middle + n_down + n_end, 10);
    for (int f = 0; f < 5; f++) {
        struct timespec after = changed(files[f]);
        assert_memory_equal(&before[f], &after, sizeof after);
    }
}

static void reruns_what_changed(void **state) {
    (void)state;
    lt_road_report report;
    assert_int_equal(run(&report), LT_OK);
    down_setting = "c"; /* only from there on */
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 6 + 1);
    assert_int_equal(n_up, 1);
    assert_int_equal(n_middle, 2);
    up_setting = "z"; /* middle reads up; its output stays the same, so that down is up to date */
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 1 + 2 + 1);
    assert_int_equal(n_down, 12);
    cli.force = true;
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 10);
}

/* An output that may be absent: its absence is no reason to run again, its loss is. */
static void an_output_may_be_absent(void **state) {
    (void)state;
    lt_road_report report;
    char path[512];
    assert_int_equal(run(&report), LT_OK);
    assert_false(there("page.txt"));
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 0);
    end_adds = true;
    down_setting = "with a page";
    assert_int_equal(run(&report), LT_OK);
    assert_true(there("page.txt"));
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 0);
    static const char *const lost[] = {"page.txt", "sums_base_two.txt"};
    for (int f = 0; f < 2; f++) {
        snprintf(path, sizeof path, "%s/%s", out_path, lost[f]);
        assert_int_equal(unlink(path), 0);
        assert_int_equal(run(&report), LT_OK);
        assert_int_equal(report.n_run, 1);
        assert_true(there(lost[f]));
    }
}

static void reruns_what_is_damaged(void **state) {
    (void)state;
    lt_road_report report;
    char path[512];
    assert_int_equal(run(&report), LT_OK);
    snprintf(path, sizeof path, "%s/down_base_two.txt", out_path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 1);
    assert_true(there("down_base_two.txt"));
    /* Killed after its last stage, before its costs were written: they come with the next run, nothing else does. */
    snprintf(path, sizeof path, "%s/performance.json", out_path);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 0);
    assert_true(there("performance.json"));
    snprintf(path, sizeof path, "%s/stages.json", out_path);
    write_file(path, "{\"schema\": \"lantian-stages-1\", \"tas"); /* cut by hand: nothing is believed */
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 10);
}

/* A run with other inputs rewrites one output and fails; then the inputs go back to what they were. The digest of the
 * inputs is the remembered one, but the output is not. */
static void does_not_trust_outputs_of_another_run(void **state) {
    (void)state;
    lt_road_report report;
    assert_int_equal(run(&report), LT_OK);
    down_setting = "c";
    down_fails = true;
    assert_int_equal(run(&report), LT_ERR_INPUT);
    down_setting = "b";
    down_fails = false;
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 1); /* down base one; its ledger is then again what "down base two" wrote */
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_run, 0);
}

typedef struct section {
    char *source;
    double depth_m;
} section;
static const lt_config_row section_rows[] = {
    {.key = "source", .type = LT_TEXT, .offset = offsetof(section, source), .doc = "d"},
    {.key = "depth",
     .type = LT_REAL_UNIT,
     .offset = offsetof(section, depth_m),
     .unit = "m",
     .fallback = "2 km",
     .doc = "d"},
    {.key = NULL},
};

/* The section of a room is judged before anything runs, and written with its defaults. */
static void sections_of_the_rooms(void **state) {
    (void)state;
    char path[512], *text;
    lt_stage with[] = {stages[0]};
    with[0].section = "met";
    with[0].section_rows = section_rows;
    with[0].section_size = sizeof(section);
    assert_int_equal(lt_road_run(with, 1, &cli, NULL), LT_OK);
    snprintf(path, sizeof path, "%s/case_effective.yaml", out_path);
    assert_int_equal(lt_path_read_text(path, &text), LT_OK);
    assert_non_null(strstr(text, "source: none"));
    assert_non_null(strstr(text, "depth: 2000 m"));
    free(text);
    snprintf(path, sizeof path, "rm -rf '%s'", out_path);
    assert_int_equal(system(path), 0);
    static const lt_config_row other[] = {
        {.key = "sources", .type = LT_TEXT, .offset = offsetof(section, source), .doc = "d"}, {.key = NULL}};
    with[0].section_rows = other;
    assert_int_equal(lt_road_run(with, 1, &cli, NULL), LT_ERR_INPUT);
    assert_int_equal(n_up, 1);
    assert_false(lt_path_exists(out_path));
}

/* As pictures of many sites, periods and packages. */
enum { MANY = 100 };

static lt_status many_outputs(const lt_job *job, int n, const char **name) {
    (void)job;
    *name = n < MANY ? lt_fmt("many_%d.txt", n) : NULL;
    return LT_OK;
}

static lt_status make_many(const lt_job *job) {
    for (int n = 0; n < MANY; n++) LT_TRY(lt_outdir_write_text(job->out, lt_fmt("many_%d.txt", n), "x"));
    return lt_outdir_write_text(job->out, "up.txt", "x");
}

/* All outputs whose names depend on the case are watched, however many. */
static void many_further_outputs(void **state) {
    (void)state;
    char path[512];
    lt_road_report report;
    lt_stage with[] = {stages[0]};
    with[0].run = make_many;
    with[0].more_outputs = many_outputs;
    assert_int_equal(lt_road_run(with, 1, &cli, &report), LT_OK);
    assert_int_equal(lt_road_run(with, 1, &cli, &report), LT_OK);
    assert_int_equal(report.n_run, 0);
    snprintf(path, sizeof path, "%s/many_%d.txt", out_path, MANY - 1);
    assert_int_equal(remove(path), 0);
    assert_int_equal(lt_road_run(with, 1, &cli, &report), LT_OK);
    assert_int_equal(report.n_run, 1);
    assert_true(lt_path_exists(path));
}

static void without_packages_no_noise(void **state) {
    (void)state;
    lt_road_report report;
    write_case("");
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(n_down, 2);
    assert_int_equal(n_noise, 0);
    assert_false(there("changes_base.txt"));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(runs_once),
        TEST(reruns_what_changed),
        TEST(an_output_may_be_absent),
        TEST(reruns_what_is_damaged),
        TEST(does_not_trust_outputs_of_another_run),
        TEST(sections_of_the_rooms),
        TEST(many_further_outputs),
        TEST(without_packages_no_noise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
