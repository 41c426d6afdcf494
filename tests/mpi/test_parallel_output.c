/* Files of cells that all ranks write together (--output parallel) say what those of the serial program do, for any
 * number of ranks and layout; tables, sites, restart files and parts have its bytes. So a run that was cut off, or told
 * to stop, goes on with other ranks and the other way of writing, and a full disk ends it with one error. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/nc_same.h"
#include "tests/support/rank_case.h"
#include "tests/support/teams.h"

#include <sys/mount.h>

static double start_seconds; /* what mpirun needs for three ranks as the machine is now */

static int prepare(void **state) {
    if (make_root(state) != 0) return -1;
    teams_keep_below(root);
    prepare_case("off");
    const double begin = lt_wall_seconds();
    must(mpirun_run("3", LT_MPI_PROGRAM, "--help"));
    start_seconds = lt_wall_seconds() - begin;
    return 0;
}

static program_result run_on(const char *n, const char *layout, const char *way, const char *out) {
    return mpirun_run(n, LT_MPI_PROGRAM, "model", case_path, ONLY, "--out", out, "--threads", "1", "--layout", layout,
                      "--output", way);
}

static void path_of(char out[700], const char *folder, const char *name) {
    snprintf(out, 700, "%s/jobs/base_p/%s", folder, name);
}

static bool same_bytes(const char *a, const char *b) {
    lt_digest one, other;
    assert_int_equal(lt_hash_file(a, one), LT_OK);
    assert_int_equal(lt_hash_file(b, other), LT_OK);
    return strcmp(one, other) == 0;
}

/* Of a run in that way that has ended, gone on with or not. */
static void expect_results(const char *folder) {
    static const char *const bytes[] = {"budget_base_p.csv", "output_cities_base_p.nc", "restart_base_p.nc"};
    static const char *const values[] = {"conc_base_p.nc", "output_3d_base_p.nc", "output_last_base_p.nc"};
    char mine[700], theirs[700];
    for (size_t n = 0; n < sizeof bytes / sizeof *bytes; n++) {
        path_of(mine, folder, bytes[n]);
        path_of(theirs, serial, bytes[n]);
        if (!same_bytes(mine, theirs)) print_error("%s differs\n", mine);
        assert_true(same_bytes(mine, theirs));
    }
    for (size_t n = 0; n < sizeof values / sizeof *values; n++) {
        path_of(mine, folder, values[n]);
        path_of(theirs, serial, values[n]);
        assert_true(nc_same(theirs, mine));
    }
    snprintf(mine, sizeof mine, "%s/jobs/base_p", folder);
    assert_int_equal(lt_outdir_verify(mine, NULL, NULL), LT_OK);
}

static void begin_anew(void) {
    char job[700];
    snprintf(job, sizeof job, "%s/jobs", ranks);
    files_remove(job);
}

/* --- unbroken ----------------------------------------------------------------------------------------------------- */

static void test_values(void **state) {
    (void)state;
    static const char *const teams[][2] = {{"1", "1x1"}, {"2", "2x1"}, {"2", "1x2"},
                                           {"3", "1x3"}, {"4", "2x2"}, {"4", "1x4"}};
    for (size_t n = 0; n < sizeof teams / sizeof *teams; n++) {
        begin_anew();
        must(run_on(teams[n][0], teams[n][1], "parallel", ranks));
        expect_results(ranks);
    }
    begin_anew();
    must(run_on("2", "1x2", "gather", ranks));
    expect_same_files();
}

/* --- cut off ------------------------------------------------------------------------------------------------------ */

/* A run whose rank gets that signal when a part of its third hour is being written; false: it was through before. */
static bool strike(const char *n, const char *way, int signal) {
    char part[700];
    pid_t pids[TEAM_ROOM];
    begin_anew();
    path_of(part, ranks, "restart_base_p_000002.part.lantian.tmp");
    team t = team_start(ranks, (const char *const[]){"-n", n, LT_MPI_PROGRAM, "model", case_path, ONLY, "--out", ranks,
                                                     "--threads", "1", "--output", way, NULL});
    while (!files_exists(part) && !team_ended(&t)) program_sleep_ms(1);
    const int found = team_ranks(&t, LT_MPI_PROGRAM, pids);
    if (found > 0) kill(pids[found - 1], signal);
    team_gone(&t, 60);
    program_result result = program_finish(t.mpirun, t.out_fd, t.err_fd);
    const bool struck = result.code != 0;
    if (struck && signal == SIGUSR1) assert_non_null(strstr(result.err, "stopped: told to stop by signal 10"));
    program_free(&result);
    return struck;
}

static void strike_for_sure(const char *n, const char *way, int signal) {
    for (int tries = 0; !strike(n, way, signal); tries++) assert_true(tries < 20);
}

/* Each way of writing goes on with the parts of the other, and of its own with other ranks. */
static void goes_on(int signal) {
    static const char *const ways[][2] = {{"parallel", "gather"}, {"gather", "parallel"}, {"parallel", "parallel"}};
    for (size_t n = 0; n < sizeof ways / sizeof *ways; n++) {
        strike_for_sure(n == 1 ? "3" : "4", ways[n][0], signal);
        program_result result = run_on(n == 0 ? "2" : "3", n == 0 ? "2x1" : "1x3", ways[n][1], ranks);
        assert_non_null(strstr(result.err, "was cut off; going on after hour"));
        must(result);
        if (n == 0)
            expect_same_files();
        else
            expect_results(ranks);
    }
}

static void test_killed(void **state) {
    (void)state;
    goes_on(SIGKILL);
}

static void test_stopped(void **state) {
    (void)state;
    goes_on(SIGUSR1);
}

/* The serial program goes on with parts that ranks have written together, and knows a run that they have finished. */
static void test_serial_program(void **state) {
    (void)state;
    begin_anew();
    must(run_on("2", "2x1", "parallel", ranks));
    must(program_run(NULL, "run", case_path, ONLY, "--out", ranks, "--threads", "1", "--quiet"));
    expect_results(ranks);
    strike_for_sure("3", "parallel", SIGKILL);
    must(program_run(NULL, "run", case_path, ONLY, "--out", ranks, "--threads", "1", "--quiet"));
    expect_same_files();
}

/* --- a full disk -------------------------------------------------------------------------------------------------- */

/* One error in the words of the program, not of mpirun. */
static void judge_full(program_result *result, double seconds, const char *job) {
    assert_true(error_block_good(result, "full disk", 3, ERROR_FULL, (const char *const[]){"disk", job, NULL}));
    assert_int_equal(program_count(result->err, "environment: "), 1);
    if (seconds > 20 + 3 * start_seconds) print_error("%.1f s\n", seconds);
    assert_true(seconds < 20 + 3 * start_seconds);
    program_free(result);
}

/* A run on a disk with so many bytes left, and the same with more room. */
static void fill_disk(const char *disk, long bytes) {
    char out[700], job[800], command[4096];
    snprintf(out, sizeof out, "%s/out", disk);
    snprintf(job, sizeof job, "%s/jobs/base_p", out);
    snprintf(command, sizeof command,
             "rm -rf '%s' && cp -a '%s' '%s' && rm -rf '%s/jobs' && "
             "head -c $(( $(df --output=avail -B1 '%s' | tail -1) - %ld )) /dev/zero > '%s/ballast'",
             out, ranks, out, out, disk, bytes, disk);
    assert_int_equal(system(command), 0);
    const double begin = lt_wall_seconds();
    program_result result = run_on("3", "3x1", "parallel", out);
    judge_full(&result, lt_wall_seconds() - begin, job);
    assert_int_equal(lt_outdir_verify(job, NULL, NULL), LT_OK);
    snprintf(command, sizeof command, "rm '%s/ballast'", disk);
    assert_int_equal(system(command), 0);
    result = run_on("4", "1x4", "parallel", out);
    assert_non_null(strstr(result.err, "was cut off; going on after hour"));
    must(result);
    expect_results(out);
}

static void test_full_disk(void **state) {
    (void)state;
    char disk[600];
    snprintf(disk, sizeof disk, "%s", in_root("disk"));
    assert_int_equal(mkdir(disk, 0777), 0);
    begin_anew();
    if (mount("lantian-test", disk, "tmpfs", 0, "size=100m") != 0) {
        print_message("no small file system can be mounted here\n");
        skip();
    }
    /* Measured: the run needs 2.3 MB, its second generation of restart files stands with 0.9 MB. */
    for (long bytes = 1000000; bytes <= 2000000; bytes += 250000) fill_disk(disk, bytes);
    umount(disk);
}

/* --- a write that fails on one rank ------------------------------------------------------------------------------- */

/* Of the file that all write: within a collective call, where others wait for it (the first rank) or all wait, in calls
 * that do not belong together (another). */
static void test_failed_write(void **state) {
    (void)state;
    static const char *const writes[][2] = {{"0", "30"}, {"1", "1"}};
    for (size_t n = 0; n < sizeof writes / sizeof *writes; n++) {
        begin_anew();
        setenv("LD_PRELOAD", LT_WRITE_FAILS, 1);
        setenv("LT_FAIL_FILE", "conc_base_p.nc", 1);
        setenv("LT_FAIL_RANK", writes[n][0], 1);
        setenv("LT_FAIL_CALL", writes[n][1], 1);
        const double begin = lt_wall_seconds();
        program_result result = run_on("3", "1x3", "parallel", ranks);
        const double seconds = lt_wall_seconds() - begin;
        unsetenv("LD_PRELOAD");
        unsetenv("LT_FAIL_RANK");
        judge_full(&result, seconds, "jobs/base_p");
        must(run_on("2", "2x1", "parallel", ranks));
        expect_results(ranks);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values),    cmocka_unit_test(test_killed),
                                       cmocka_unit_test(test_stopped),   cmocka_unit_test(test_serial_program),
                                       cmocka_unit_test(test_full_disk), cmocka_unit_test(test_failed_write)};
    return cmocka_run_group_tests(tests, prepare, remove_root);
}
