/* A submission run here: one member made to fail, one killed -9, one told to stop, the runner told to stop, a full
 * disk; each ends with the bits of the unbroken run. */
#include "tests/support/submitted.h"

#include <sys/mount.h>

enum { INPUTS, BASE, NOISE, BOILERS, FINISH };

static int make_case(void **state) {
    return make_root(state) == 0 ? submitted_make("[boilers]", 10) : -1;
}

/* As inside a job of Slurm, a task of an array: its members are none. */
static pid_t start(const char *out, const char *more, int *out_fd, int *err_fd) {
    const char *const words[] = {"submit", submitted_case, "--out", out, "--local", "--at-once", "2", more, NULL};
    setenv("SLURM_JOB_ID", "4711", 1);
    setenv("SLURM_ARRAY_TASK_ID", "1", 1);
    const pid_t child = program_start(NULL, words, out_fd, err_fd);
    unsetenv("SLURM_JOB_ID");
    unsetenv("SLURM_ARRAY_TASK_ID");
    return child;
}

static program_result submit(const char *out, const char *more) {
    int out_fd, err_fd;
    const pid_t child = start(out, more, &out_fd, &err_fd);
    return program_finish(child, out_fd, err_fd);
}

static void status_says(const char *out, const char *const *words) {
    program_result result = program_run(NULL, "status", out);
    submitted_must(&result, 0);
    expect_said(result.said, words);
    program_free(&result);
}
#define STATUS(out, ...) status_says((out), (const char *const[]){__VA_ARGS__, NULL})

/* One member cannot have its folder: the others end, the end says who lacks, and what is mended goes on. */
static void one_fails(void **state) {
    (void)state;
    char out[512], jobs[600], file[700];
    snprintf(out, sizeof out, "%s", in_root("fails"));
    snprintf(jobs, sizeof jobs, "%s/jobs", out);
    snprintf(file, sizeof file, "%s/boilers_hours", jobs);
    submitted_prepare(out);
    assert_int_equal(mkdir(jobs, 0755), 0);
    assert_true(files_write_text(file, "in the way"));
    program_result result = submit(out, NULL);
    submitted_must(&result, 2);
    SAYS(result.said, "boilers/hours", "failed: bad input: the output folder is a file", "finish");
    SAYS(result.err, "1 of 3 model runs are not finished", "--resume");
    program_free(&result);
    STATUS(out, "3 model runs: 2 done, 1 failed", "bad input: the output folder is a file",
           "not finished: boilers/hours");
    assert_int_equal(unlink(file), 0);
    result = submit(out, "--resume");
    submitted_must(&result, 0);
    SAYS(result.said, "boilers/hours", "finish");
    assert_null(strstr(result.said, "base/hours")); /* done before */
    program_free(&result);
    submitted_same_bits(out);
}

/* Its process killed, and once the whole of a member: they go on from their restart files by themselves. */
static void one_is_killed_and_one_is_told_to_stop(void **state) {
    (void)state;
    char out[512];
    int out_fd, err_fd;
    snprintf(out, sizeof out, "%s", in_root("killed"));
    submitted_prepare(out);
    const pid_t child = start(out, NULL, &out_fd, &err_fd);
    const lt_standing base = submitted_at_work(out, BASE, "base_hours");
    assert_int_equal(kill((pid_t)base.pid, SIGUSR1), 0); /* as a queue does before its time limit */
    const lt_standing noise = submitted_at_work(out, NOISE, "noise_hours");
    assert_int_equal(kill((pid_t)noise.pid, SIGKILL), 0);
    program_result result = program_finish(child, out_fd, err_fd);
    submitted_must(&result, 0);
    SAYS(result.said, "stopped: stopped: told to stop by signal", "stopped: ended by signal 9");
    program_free(&result);
    assert_int_equal(submitted_member(out, BASE).attempt, 2);
    assert_int_equal(submitted_member(out, NOISE).attempt, 2);
    char log[4096], *text;
    snprintf(log, sizeof log, "%s/submit/log_runs_1.txt", out);
    text = files_read(log, NULL);
    SAYS(text, "was cut off; going on after hour");
    free(text);
    STATUS(out, "3 model runs: 3 done", "start 2");
    submitted_same_bits(out);
}

/* The runner is told to end: all that run write their restart files; --resume goes on. */
static void the_runner_is_told_to_stop(void **state) {
    (void)state;
    char out[512];
    int out_fd, err_fd;
    snprintf(out, sizeof out, "%s", in_root("stopped"));
    submitted_prepare(out);
    const pid_t child = start(out, NULL, &out_fd, &err_fd);
    (void)submitted_at_work(out, BASE, "base_hours");
    (void)submitted_at_work(out, NOISE, "noise_hours");
    assert_int_equal(kill(child, SIGTERM), 0);
    program_result result = program_finish(child, out_fd, err_fd);
    submitted_must(&result, 3);
    SAYS(result.err, "stopped:", "--resume");
    program_free(&result);
    assert_int_equal(submitted_member(out, BASE).state, LT_STOPPED);
    assert_int_equal(submitted_member(out, FINISH).state, LT_WAITING);
    STATUS(out, "stopped", "waiting", "--resume goes on");
    result = submit(out, "--resume");
    submitted_must(&result, 0);
    program_free(&result);
    submitted_same_bits(out);
}

/* A full disk: the state of the member says so, though nothing can be written; with room it goes on. */
static void the_disk_is_full(void **state) {
    (void)state;
    char disk[512], out[600], command[2100], script[4096];
    snprintf(disk, sizeof disk, "%s", in_root("disk"));
    snprintf(out, sizeof out, "%s/out", disk);
    assert_int_equal(mkdir(disk, 0755), 0);
    if (mount("lantian-test", disk, "tmpfs", 0, "size=200m") != 0) {
        print_message("no small file system can be mounted here\n");
        skip();
    }
    submitted_prepare(out);
    program_result result = program_run(NULL, "submit", submitted_case, "--out", out, "--dry-run");
    submitted_must(&result, 0);
    program_free(&result);
    snprintf(script, sizeof script, "%s/submit/inputs.sh", out);
    const program_options bash = {.program = "/bin/bash"};
    result = program_run(&bash, script);
    submitted_must(&result, 0);
    program_free(&result);
    snprintf(command, sizeof command, "cat /dev/zero > '%s/ballast' 2>/dev/null; test -s '%s/ballast'", disk, disk);
    assert_int_equal(system(command), 0);
    snprintf(script, sizeof script, "%s/submit/runs.sh", out);
    result = program_run(&bash, script, "1");
    submitted_must(&result, 3);
    program_free(&result);
    const lt_standing s = submitted_member(out, BASE);
    assert_int_equal(s.state, LT_FAILED);
    SAYS(s.text, "disk full", "where:", "to do:");
    STATUS(out, "1 failed", "environment: disk full", "make room");
    snprintf(command, sizeof command, "%s/ballast", disk);
    assert_int_equal(unlink(command), 0);
    result = submit(out, "--resume");
    submitted_must(&result, 0);
    program_free(&result);
    submitted_same_bits(out);
    assert_int_equal(umount(disk), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(one_fails), cmocka_unit_test(one_is_killed_and_one_is_told_to_stop),
        cmocka_unit_test(the_runner_is_told_to_stop), cmocka_unit_test(the_disk_is_full)};
    return cmocka_run_group_tests(tests, make_case, remove_root);
}
