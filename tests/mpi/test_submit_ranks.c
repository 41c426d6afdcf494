/* A submission whose model runs go on two ranks each, here by mpirun: a rank killed, a run told to stop, the runner
 * told to stop and gone on with by the serial program, a full disk; each ends with the bits of the unbroken serial run.
 */
#include "tests/support/submitted.h"
#include "tests/support/teams.h"

#include <sys/mount.h>

enum { INPUTS, BASE, NOISE, BOILERS, FINISH };

static int make_case(void **state) {
    if (make_root(state) != 0) return -1;
    teams_keep_below(root);
    return submitted_make("[boilers]", 10);
}

static pid_t start(const char *out, const char *ranks, const char *more, int *out_fd, int *err_fd) {
    const char *const words[] = {"submit", submitted_case, "--out", out,  "--local", "--at-once",
                                 "2",      "--ranks",      ranks,   more, NULL};
    return program_start(NULL, words, out_fd, err_fd);
}

static program_result submit(const char *out, const char *ranks, const char *more) {
    int out_fd, err_fd;
    const pid_t child = start(out, ranks, more, &out_fd, &err_fd);
    return program_finish(child, out_fd, err_fd);
}

static void status_says(const char *out, const char *const *words) {
    program_result result = program_run(NULL, "status", out);
    submitted_must(&result, 0);
    expect_said(result.said, words);
    program_free(&result);
}
#define STATUS(out, ...) status_says((out), (const char *const[]){__VA_ARGS__, NULL})

/* The rank of a run that was started last. */
static pid_t rank_of(const char *out, const char *run) {
    pid_t pids[TEAM_ROOM], found = 0;
    const team t = {.out = out};
    const int n = team_ranks(&t, LT_MPI_PROGRAM, pids);
    for (int k = 0; k < n; k++) {
        char pid[32];
        snprintf(pid, sizeof pid, "%d", (int)pids[k]);
        if (team_has(&(const team){.out = run}, pid, LT_MPI_PROGRAM) && pids[k] > found) found = pids[k];
    }
    return found;
}

static void a_rank_is_killed_and_a_run_is_told_to_stop(void **state) {
    (void)state;
    char out[512];
    int out_fd, err_fd;
    snprintf(out, sizeof out, "%s", in_root("killed"));
    submitted_prepare(out);
    const pid_t child = start(out, "2", NULL, &out_fd, &err_fd);
    const lt_standing noise = submitted_at_work(out, NOISE, "noise_hours");
    assert_int_equal(kill((pid_t)noise.pid, SIGUSR1), 0); /* as a queue does before its time limit */
    (void)submitted_at_work(out, BASE, "base_hours");
    const pid_t rank = rank_of(out, "base/hours");
    assert_true(rank > 1);
    assert_int_equal(kill(rank, SIGKILL), 0);
    program_result result = program_finish(child, out_fd, err_fd);
    submitted_must(&result, 0);
    SAYS(result.said, "stopped: stopped: told to stop by signal", "stopped: ended by signal 9");
    program_free(&result);
    assert_int_equal(submitted_member(out, BASE).attempt, 2);
    assert_int_equal(submitted_member(out, NOISE).attempt, 2);
    STATUS(out, "3 model runs on 2 ranks each: 3 done", "start 2");
    submitted_same_bits(out);
}

/* The runner is told to end: all ranks write their restart files; the serial program goes on. */
static void the_runner_is_told_to_stop(void **state) {
    (void)state;
    char out[512];
    int out_fd, err_fd;
    snprintf(out, sizeof out, "%s", in_root("stopped"));
    submitted_prepare(out);
    const pid_t child = start(out, "2", NULL, &out_fd, &err_fd);
    (void)submitted_at_work(out, BASE, "base_hours");
    (void)submitted_at_work(out, NOISE, "noise_hours");
    assert_int_equal(kill(child, SIGTERM), 0);
    program_result result = program_finish(child, out_fd, err_fd);
    submitted_must(&result, 3);
    program_free(&result);
    assert_int_equal(submitted_member(out, BASE).state, LT_STOPPED);
    SAYS(submitted_member(out, BASE).text, "stopped: told to stop by signal");
    result = submit(out, "1", "--resume");
    submitted_must(&result, 0);
    program_free(&result);
    STATUS(out, "3 model runs: 3 done");
    submitted_same_bits(out);
    result = submit(out, "2", "--resume"); /* done by one process is done by two */
    submitted_must(&result, 0);
    SAYS(result.said, "everything is done");
    program_free(&result);
}

/* The member whose process is killed leaves ranks that are gone some moments later: the next start waits for them. */
static void a_member_is_killed(void **state) {
    (void)state;
    char out[512];
    int out_fd, err_fd;
    snprintf(out, sizeof out, "%s", in_root("member"));
    submitted_prepare(out);
    const pid_t child = start(out, "2", NULL, &out_fd, &err_fd);
    const lt_standing base = submitted_at_work(out, BASE, "base_hours");
    assert_int_equal(kill((pid_t)base.pid, SIGKILL), 0);
    program_result result = program_finish(child, out_fd, err_fd);
    submitted_must(&result, 0);
    program_free(&result);
    assert_int_equal(submitted_member(out, BASE).attempt, 2);
    submitted_same_bits(out);
}

/* A launcher whose ranks are gone and that does not end, as Open MPI's does now and then: it is killed, the member goes
 * on. */
static void a_launcher_stands_still(void **state) {
    (void)state;
    char out[512], folder[512], mpirun[600], script[1400], *path = strdup(getenv("PATH"));
    snprintf(out, sizeof out, "%s", in_root("still"));
    snprintf(folder, sizeof folder, "%s", in_root("bin"));
    snprintf(mpirun, sizeof mpirun, "%s/mpirun", folder);
    snprintf(script, sizeof script,
             "#!/bin/bash\nif mkdir '%s/once' 2>/dev/null; then true & exec sleep 1000; fi\nexec %s \"$@\"\n", folder,
             LT_MPIEXEC);
    assert_int_equal(mkdir(folder, 0755), 0);
    assert_true(files_write_text(mpirun, script));
    assert_int_equal(chmod(mpirun, 0755), 0);
    setenv("PATH", lt_fmt("%s:%s", folder, path), 1);
    submitted_prepare(out);
    program_result result = submit(out, "2", NULL);
    setenv("PATH", path, 1);
    free(path);
    submitted_must(&result, 0);
    SAYS(result.said, "stopped: ended by signal 9");
    program_free(&result);
    assert_true(submitted_member(out, BASE).attempt + submitted_member(out, NOISE).attempt == 3);
    submitted_same_bits(out);
}

/* A full disk: the report of the ranks says so, though nothing can be written; with room it goes on. */
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
    program_result result = program_run(NULL, "submit", submitted_case, "--out", out, "--ranks", "2", "--dry-run");
    submitted_must(&result, 0);
    SAYS(result.said, "#SBATCH --ntasks=2\n");
    program_free(&result);
    snprintf(script, sizeof script, "%s/submit/inputs.sh", out);
    const program_options bash = {.program = "/bin/bash"};
    result = program_run(&bash, script);
    submitted_must(&result, 0);
    program_free(&result);
    snprintf(command, sizeof command,
             "head -c $(( $(df --output=avail -B1 '%s' | tail -1) - 300000 )) /dev/zero > '%s/ballast'", disk, disk);
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
    result = submit(out, "2", "--resume");
    submitted_must(&result, 0);
    program_free(&result);
    submitted_same_bits(out);
    assert_int_equal(umount(disk), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_rank_is_killed_and_a_run_is_told_to_stop),
                                       cmocka_unit_test(the_runner_is_told_to_stop),
                                       cmocka_unit_test(a_member_is_killed), cmocka_unit_test(a_launcher_stands_still),
                                       cmocka_unit_test(the_disk_is_full)};
    return cmocka_run_group_tests(tests, make_case, remove_root);
}
