/* The road: what a failure leaves, and what is refused before anything is written. */
#include "tests/unit/test_road_fixture.h"

static void failing_stage_leaves_the_rest(void **state) {
    (void)state;
    lt_road_report report;
    down_fails = true;
    char text[2048];
    lt_status status = run(&report);
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, sizeof text);
    assert_non_null(strstr(text, "down base one")); /* says where */
    assert_true(there("up.txt") && there("middle_one.txt"));
    assert_false(there("half.txt") || there("half.txt.lantian.tmp") || there("down_base_one.txt") ||
                 there("performance.json"));
    down_fails = false;
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_up_to_date, 3); /* up and both periods of middle were kept */
}

/* kill -9 in the middle of a file: what was done before counts, the half file is gone at the next run. */
static void killed_run_goes_on(void **state) {
    (void)state;
    lt_road_report report;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        down_fails = down_killed = true;
        run(NULL);
        _exit(0); /* not reached: the stage kills the process */
    }
    int how;
    assert_int_equal(waitpid(child, &how, 0), child);
    assert_true(WIFSIGNALED(how) && WTERMSIG(how) == SIGKILL);
    assert_true(there("middle_two.txt") && there("half.txt.lantian.tmp"));
    assert_false(there("half.txt") || there("performance.json"));
    assert_int_equal(run(&report), LT_OK);
    assert_int_equal(report.n_up_to_date, 3);
    assert_false(there("half.txt.lantian.tmp"));
}

static void promise_not_kept(void **state) {
    (void)state;
    down_forgets = true;
    assert_int_equal(run(NULL), LT_ERR_INTERNAL);
}

static void missing_package_stops_before(void **state) {
    (void)state;
    char text[2048];
    write_case("boiler");
    lt_status status = run(NULL);
    assert_int_equal(status, LT_ERR_INPUT);
    lt_error_text(status, text, sizeof text);
    assert_non_null(strstr(text, "boilers")); /* the nearest name */
    assert_int_equal(n_up, 0);
    assert_false(lt_path_exists(out_path)); /* nothing was written */

    write_file(package_path, "id: half-coal\ntitle_en: t\n"); /* there, but not valid */
    write_case(package_path);
    assert_int_equal(run(NULL), LT_ERR_INPUT);
    assert_int_equal(n_up, 0);
    assert_false(lt_path_exists(out_path));
}

static lt_status check_fails(const lt_job *job) {
    assert_null(job->out);
    return LT_RAISE(LT_ERR_INPUT, .what = "bad input of a later stage");
}

static void check_and_disk_come_first(void **state) {
    (void)state;
    lt_stage bad[] = {stages[0], stages[1]};
    bad[1].check = check_fails;
    assert_int_equal(lt_road_run(bad, 2, &cli, NULL), LT_ERR_INPUT);
    assert_int_equal(n_up, 0);
    assert_false(lt_path_exists(out_path));
    bad[1].check = NULL;
    bad[1].disk_bytes = 1e18; /* an hour: no disk is that large */
    assert_int_equal(lt_road_run(bad, 2, &cli, NULL), LT_ERR_ENV);
    assert_int_equal(n_up, 0);
}

static void twice_the_same_package(void **state) {
    (void)state;
    char text[600];
    snprintf(text, sizeof text, "%s, %s", package_path, package_path);
    write_case(text);
    assert_int_equal(run(NULL), LT_ERR_INPUT);
    assert_false(lt_path_exists(out_path));
}

int main(void) {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        TEST(failing_stage_leaves_the_rest), TEST(killed_run_goes_on),        TEST(promise_not_kept),
        TEST(missing_package_stops_before),  TEST(check_and_disk_come_first), TEST(twice_the_same_package),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
