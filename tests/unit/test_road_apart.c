/* Model runs of a case in folders of their own: the list, one by one, side by side, cut off, of another version. */
#include "tests/support/files.h"
#include "tests/unit/test_road_fixture.h"

#include "base/log.h"
#include "tests/support/words.h"

static lt_stage apart[4];
static char *words[] = {(char *)"lantian", (char *)"run", case_path, (char *)"--jobs", (char *)"--out", out_path};
static char said[8192];

static void hear(const char *text) {
    const size_t used = strlen(said);
    snprintf(said + used, sizeof said - used, "%s", text);
}

static int begin(void **state) {
    memcpy(apart, stages, sizeof apart);
    apart[2].apart = true;
    lt_log_set_sinks(hear, NULL);
    said[0] = '\0';
    const int status = set_up(state);
    cli.argc = 6;
    cli.argv = words;
    return status;
}

static int n_checked;

static lt_status count_check(const lt_job *job) {
    (void)job;
    n_checked++;
    return LT_OK;
}

static lt_status go(const char *only, bool jobs, lt_road_report *report) {
    cli.only = only;
    cli.jobs = jobs;
    const lt_status status = lt_road_run(apart, 4, &cli, report);
    cli.only = NULL;
    cli.jobs = false;
    return status;
}

static void error_says(lt_status status, lt_status wanted, const char *first, const char *second) {
    assert_int_equal(status, wanted);
    EXPECT(first, second);
}

static const char *const runs[] = {"base/one", "noise/one", "half-coal/one", "base/two", "noise/two", "half-coal/two"};
enum { N_RUNS = sizeof runs / sizeof *runs };

/* The list names every run that is not made; each makes only its own files in its own folder; the run of the case takes
 * them, makes none again, and has the bits of the run that did all by itself. */
static void list_and_gather(void **state) {
    (void)state;
    lt_road_report report;
    char line[600], other[300];
    snprintf(other, sizeof other, "%s/serial", folder);
    cli.out = other;
    assert_int_equal(go(NULL, false, &report), LT_OK);
    char *serial = files_bits(other);
    assert_non_null(serial);
    cli.out = out_path;
    said[0] = '\0';
    n_up = n_middle = n_down = n_end = 0;
    assert_int_equal(go(NULL, true, &report), LT_OK);
    assert_int_equal(n_up * 100 + n_middle * 10 + n_down + n_end, 120);
    for (int r = 0; r < N_RUNS; r++) {
        snprintf(line, sizeof line, "lantian run %s --out %s --only %s\n", case_path, out_path, runs[r]);
        if (!strstr(said, line)) fail_msg("no \"%s\" in: %s", line, said);
    }
    assert_null(strstr(said, "--jobs"));
    for (int r = N_RUNS - 1; r >= 0; r--) assert_int_equal(go(runs[r], false, &report), LT_OK);
    assert_int_equal(n_down, N_RUNS);
    assert_false(there("down_base_one.txt"));
    assert_true(there("jobs/base_one/down_base_one.txt"));
    assert_int_equal(go(runs[2], false, &report), LT_OK); /* up to date in its folder */
    assert_int_equal(n_down, N_RUNS);
    assert_int_equal(go(NULL, false, &report), LT_OK);
    assert_int_equal(n_down, N_RUNS);
    assert_int_equal(n_end, 1);
    assert_false(there("jobs"));
    char *gathered = files_bits(out_path);
    assert_non_null(gathered);
    assert_string_equal(gathered, serial);
    free(gathered);
    free(serial);
    assert_int_equal(go(NULL, false, &report), LT_OK);
    assert_int_equal(report.n_run, 0);
    said[0] = '\0';
    assert_int_equal(go(NULL, true, &report), LT_OK);
    assert_string_equal(said, ""); /* nothing is left to do */
    assert_int_equal(go(runs[0], false, &report), LT_OK);
    assert_int_equal(n_down, N_RUNS);
    assert_false(there("jobs"));
}

/* --finished takes what is finished, names what is not, and makes nothing that stands on all. */
static void only_what_is_finished(void **state) {
    (void)state;
    lt_road_report report;
    assert_int_equal(go(NULL, true, &report), LT_OK);
    for (int r = 0; r < N_RUNS - 2; r++) assert_int_equal(go(runs[r], false, &report), LT_OK);
    cli.finished = true;
    error_says(go(NULL, false, &report), LT_ERR_INPUT, "2 of 6 model runs are not finished",
               "noise/two, half-coal/two");
    assert_true(there("down_base_one.txt"));
    assert_false(there("jobs/base_one"));
    assert_int_equal(n_end, 0);
    error_says(go(runs[4], false, &report), LT_ERR_USAGE, "do not go together", "--finished");
    cli.finished = false;
    for (int r = N_RUNS - 2; r < N_RUNS; r++) assert_int_equal(go(runs[r], false, &report), LT_OK);
    cli.finished = true;
    assert_int_equal(go(NULL, false, &report), LT_OK);
    cli.finished = false;
    assert_int_equal(n_down, N_RUNS);
    assert_int_equal(n_end, 1);
    assert_false(there("jobs"));
}

/* Killed in the middle: the list has it still, it goes on, and so does the run of the case. */
static void killed_and_resumed(void **state) {
    (void)state;
    lt_road_report report;
    assert_int_equal(go(NULL, true, &report), LT_OK);
    for (int r = 0; r < 2; r++) {
        fflush(NULL);
        const pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            down_fails = down_killed = true;
            (void)go(runs[r], false, &report);
            _exit(0);
        }
        int status = 0;
        assert_int_equal(waitpid(child, &status, 0), child);
        assert_true(WIFSIGNALED(status));
        assert_true(there(r ? "jobs/noise_one" : "jobs/base_one"));
    }
    assert_int_equal(go(runs[0], false, &report), LT_OK);
    assert_true(there("jobs/base_one/down_base_one.txt") && !there("jobs/base_one/half.txt.lantian.tmp"));
    assert_int_equal(n_down, 1);
    assert_int_equal(go(NULL, false, &report), LT_OK); /* takes one, goes on with the second, makes the others here */
    assert_int_equal(n_down, N_RUNS);
    assert_true(there("down_noise_one.txt") && there("end.txt") && !there("jobs"));
}

/* Nothing prepared, prepared from something else, finished from something else: each is refused and said. */
static void other_versions_are_refused(void **state) {
    (void)state;
    lt_road_report report;
    error_says(go(runs[0], false, &report), LT_ERR_INPUT, "has not been made", "--jobs");
    assert_false(there("jobs"));
    assert_int_equal(go(NULL, true, &report), LT_OK);
    assert_int_equal(go(runs[0], false, &report), LT_OK);
    up_setting = "another inventory";
    error_says(go(runs[1], false, &report), LT_ERR_INPUT, "made from another inventory", "up");
    assert_int_equal(n_down, 1);
    up_setting = "a";
    down_setting = "another setting";
    error_says(go(NULL, false, &report), LT_ERR_INPUT, "another version", "--only base/one");
    assert_true(there("jobs/base_one/down_base_one.txt")); /* nothing is lost */
    assert_int_equal(go(runs[0], false, &report), LT_OK);  /* made again there, */
    assert_int_equal(n_down, 2);
    assert_int_equal(go(NULL, false, &report), LT_OK); /* and taken */
    assert_int_equal(n_down, 2 + N_RUNS - 1);
    error_says(go("base/three", false, &report), LT_ERR_USAGE, "half-coal/two", "base/three");
    cli.jobs = true;
    error_says(go(runs[0], true, &report), LT_ERR_USAGE, "--only", "--jobs");
}

/* The list judges what all runs need, once; a run asks only whether what it stands on is made from the case of now. */
static void a_run_judges_no_other(void **state) {
    (void)state;
    lt_road_report report;
    apart[1].check = apart[2].check = count_check;
    n_checked = 0;
    assert_int_equal(go(NULL, true, &report), LT_OK);
    assert_int_equal(n_checked, 2 + N_RUNS);
    assert_int_equal(go(runs[0], false, &report), LT_OK);
    assert_int_equal(n_checked, 2 + N_RUNS);
}

/* --force makes it here and leaves no folder behind. */
static void force_makes_all_here(void **state) {
    (void)state;
    lt_road_report report;
    assert_int_equal(go(NULL, true, &report), LT_OK);
    assert_int_equal(go(runs[0], false, &report), LT_OK);
    down_setting = "another setting";
    cli.force = true;
    assert_int_equal(go(NULL, false, &report), LT_OK);
    assert_int_equal(n_down, 1 + N_RUNS);
    assert_false(there("jobs"));
}

/* One process at a time in a folder, others beside it. */
static void a_run_is_made_once(void **state) {
    (void)state;
    lt_road_report report;
    lt_outdir *held;
    char path[512];
    assert_int_equal(go(NULL, true, &report), LT_OK);
    snprintf(path, sizeof path, "%s/jobs/base_one", out_path);
    assert_int_equal(lt_outdir_open(path, &held), LT_OK);
    error_says(go(runs[0], false, &report), LT_ERR_ENV, "in use", "base_one");
    error_says(go(NULL, false, &report), LT_ERR_ENV, "in use", "base_one");
    assert_int_equal(go(runs[1], false, &report), LT_OK);
    lt_outdir_close(held);
    assert_int_equal(go(NULL, false, &report), LT_OK);
    assert_true(there("down_base_one.txt"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, tear_down)
int main(void) {
    const struct CMUnitTest tests[] = {TEST(list_and_gather),      TEST(only_what_is_finished),
                                       TEST(killed_and_resumed),   TEST(other_versions_are_refused),
                                       TEST(force_makes_all_here), TEST(a_run_is_made_once),
                                       TEST(a_run_judges_no_other)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
