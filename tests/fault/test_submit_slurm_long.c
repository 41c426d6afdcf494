/* label: long. A submission through a real Slurm of one node: an array of 12 packages with one member made to fail; a
 * run that is killed and meets its time limit goes back into the queue; the bits of the unbroken run. */
#include "tests/support/one_node_slurm.h"
#include "tests/support/submitted.h"

enum { BASE = 1, WAIT_S = 3000 };
static const char twelve[] = "[boilers, rail, boiler-ule, bulk-coal-households, catering, cement-coke-ule, "
                             "chaoyang-boilers, chaoyang-rail, topic-dust, topic-steel, topic-straw, topic-voc]";
static bool is_there;

static int start(void **state) {
    if (make_root(state) != 0) return -1;
    is_there = slurm_is_there();
    return !is_there || slurm_start(root) ? 0 : -1;
}

static int end(void **state) {
    if (is_there) slurm_stop();
    return remove_root(state);
}

static void submit(const char *out, const char *first, const char *second, const char *third) {
    program_result result = program_run(NULL, "submit", submitted_case, "--out", out, first, second, third);
    submitted_must(&result, 0);
    SAYS(result.said, "submitted:", "finish ");
    program_free(&result);
}

static void status_says(const char *out, const char *const *words) {
    program_result result = program_run(NULL, "status", out);
    submitted_must(&result, 0);
    print_message("%s", result.said);
    expect_said(result.said, words);
    program_free(&result);
}
#define STATUS(out, ...) status_says((out), (const char *const[]){__VA_ARGS__, NULL})

static void twelve_packages_one_fails(void **state) {
    (void)state;
    char out[512], jobs[600], file[700];
    if (!is_there) skip();
    assert_int_equal(submitted_make(twelve, 2), 0);
    snprintf(out, sizeof out, "%s", in_root("array"));
    snprintf(jobs, sizeof jobs, "%s/jobs", out);
    snprintf(file, sizeof file, "%s/topic-dust_hours", jobs);
    assert_int_equal(mkdir(out, 0755), 0);
    assert_int_equal(mkdir(jobs, 0755), 0);
    assert_true(files_write_text(file, "in the way"));
    submit(out, "--time=30", "--partition=main", NULL);
    program_result again = program_run(NULL, "submit", submitted_case, "--out", out);
    submitted_must(&again, 3);
    SAYS(again.err, "in the queue");
    program_free(&again);
    assert_true(slurm_wait(WAIT_S));
    STATUS(out, "14 model runs: 13 done, 1 failed", "bad input: the output folder is a file",
           "not finished: topic-dust/hours");
    assert_int_equal(unlink(file), 0);
    submit(out, "--resume", NULL, NULL);
    assert_true(slurm_wait(WAIT_S));
    STATUS(out, "14 model runs: 14 done");
    submitted_same_bits(out);
}

/* The inputs fail: the array is taken out of the queue, and the end says that nothing is finished. */
static void what_stands_on_nothing_does_not_run(void **state) {
    (void)state;
    char out[512];
    if (!is_there) skip();
    snprintf(out, sizeof out, "%s", in_root("nothing"));
    assert_int_equal(mkdir(out, 0755), 0);
    assert_int_equal(mkdir(in_root("nothing/case_effective.yaml"), 0755), 0); /* where a file of the inputs must be */
    submit(out, NULL, NULL, NULL);
    assert_true(slurm_wait(WAIT_S));
    STATUS(out, "14 model runs: 14 waiting", "inputs", "failed", "its inputs failed");
}

/* The child of a member's process. */
static pid_t child_of(long pid) {
    char path[128];
    snprintf(path, sizeof path, "/proc/%ld/task/%ld/children", pid, pid);
    char *text = files_read(path, NULL);
    const long child = text ? strtol(text, NULL, 10) : 0;
    free(text);
    return (pid_t)child;
}

static void killed_and_out_of_time(void **state) {
    (void)state;
    char out[512], log[700];
    if (!is_there) skip();
    assert_int_equal(submitted_make_with("{chemistry: cb6r5, restart_every: 1}", "[]", 30), 0);
    snprintf(out, sizeof out, "%s", in_root("limit"));
    submitted_prepare(out);
    submit(out, "--time=1", "--grace=55", NULL);
    const lt_standing first = submitted_at_work(out, BASE, "base_hours");
    const pid_t child = child_of(first.pid);
    assert_true(child > 1);
    assert_int_equal(kill(child, SIGKILL), 0);
    assert_true(slurm_wait(WAIT_S));
    STATUS(out, "1 model runs: 1 done");
    const lt_standing last = submitted_member(out, BASE);
    print_message("%ld starts, %.0f s of run\n", last.attempt, last.seconds);
    assert_true(last.attempt >= 3); /* the kill, and the time limit at least once */
    snprintf(log, sizeof log, "%s/submit/log_runs_1.txt", out);
    char *text = files_read(log, NULL);
    SAYS(text, "ended by signal 9", "told to stop by signal 10", "scontrol requeue", "going on after hour");
    free(text);
    submitted_same_bits(out);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(twelve_packages_one_fails),
                                       cmocka_unit_test(what_stands_on_nothing_does_not_run),
                                       cmocka_unit_test(killed_and_out_of_time)};
    return cmocka_run_group_tests(tests, start, end);
}
