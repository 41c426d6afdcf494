/* lantian-mpi with a rank that only writes (--output rank): the files of the serial program; cut off by the end of any
 * rank and gone on with by any number of ranks, either way of writing and the serial program; a full disk is one error
 * with exit code 3; told to stop, it keeps what was done; with fewer than two ranks it is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/rank_case.h"
#include "tests/support/teams.h"
#include "tests/support/words.h"

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

#define RUN(n, out, ...)                                                                                               \
    mpirun_run((n), LT_MPI_PROGRAM, "model", case_path, ONLY, "--threads", "1", "--out", (out), __VA_ARGS__)

static void forget_run(void) {
    char job[700];
    snprintf(job, sizeof job, "%s/jobs", ranks);
    files_remove(job);
}

static void test_same_files(void **state) {
    (void)state;
    static const char *const teams[] = {"2", "3", "5"};
    for (size_t n = 0; n < sizeof teams / sizeof *teams; n++) {
        forget_run();
        program_result result = RUN(teams[n], ranks, "--output", "rank");
        assert_int_equal(program_count(result.err, "the rank that writes was busy for "), 1);
        must(result);
        expect_same_files();
    }
    forget_run();
    must(RUN("3", ranks, "--output", "rank", "--layout", "2x1", "--quiet"));
    expect_same_files();
}

static void test_refused(void **state) {
    (void)state;
    const program_options alone = {.program = LT_MPI_PROGRAM};
    program_result result = program_run(&alone, "model", case_path, ONLY, "--out", ranks, "--output", "rank");
    assert_int_equal(result.code, 2);
    SAYS(result.err, "bad request: ", "--output rank", "at least 2 ranks", "found:    1", "mpirun -n");
    program_free(&result);
    result = RUN("3", ranks, "--output", "rank", "--layout", "3x1"); /* two compute */
    assert_int_equal(result.code, 2);
    assert_int_equal(program_count(result.err, "bad request: "), 1);
    assert_non_null(strstr(result.err, "PX * PY of 1 to 2"));
    program_free(&result);
    result = mpirun_run("2", LT_MPI_PROGRAM, "model", case_path, "--only", "base/tomorrow", "--out", ranks, "--output",
                        "rank");
    assert_int_equal(result.code, 2);
    assert_int_equal(program_count(result.err, "bad request: "), 1);
    program_free(&result);
}

/* --- cut off ------------------------------------------------------------------------------------------------------ */

/* Two restart files, one of which is whole and entered. */
static bool has_restart(void) {
    char path[800];
    snprintf(path, sizeof path, "%s/jobs/base_p/previous_restart_base_p.nc", ranks);
    return files_exists(path);
}

/* The rank of a process, by its environment; -1: not told. */
static int rank_of(pid_t pid) {
    static const char name[] = "OMPI_COMM_WORLD_RANK=";
    char path[64];
    size_t size;
    snprintf(path, sizeof path, "/proc/%d/environ", (int)pid);
    FILE *file = fopen(path, "re");
    if (!file) return -1;
    char text[65536];
    size = fread(text, 1, sizeof text - 1, file);
    fclose(file);
    text[size] = '\0';
    for (size_t at = 0; at < size; at += strlen(text + at) + 1)
        if (strncmp(text + at, name, sizeof name - 1) == 0) return atoi(text + at + sizeof name - 1);
    return -1;
}

/* Four ranks begin; when a restart file stands, a signal to one of them. False: they were faster. */
static bool strike(int rank, int signal, program_result *result) {
    pid_t pids[TEAM_ROOM];
    forget_run();
    team t = team_start(ranks, (const char *const[]){"-n", "4", LT_MPI_PROGRAM, "model", case_path, ONLY, "--out",
                                                     ranks, "--threads", "1", "--output", "rank", NULL});
    while (!has_restart() && !team_ended(&t)) program_sleep_ms(2);
    const int n = team_ranks(&t, LT_MPI_PROGRAM, pids);
    for (int p = 0; p < n; p++)
        if (rank_of(pids[p]) == rank) kill(pids[p], signal);
    if (signal == SIGKILL) team_gone(&t, 10);
    *result = program_finish(t.mpirun, t.out_fd, t.err_fd);
    return result->code != 0;
}

static void cut_off(int rank, int signal, const char *word) {
    program_result result = {0};
    while (!strike(rank, signal, &result)) program_free(&result);
    if (word && program_count(result.err, word) != 1) print_error("%s%s\n", result.said, result.err);
    assert_true(!word || program_count(result.err, word) == 1);
    program_free(&result);
}

static void go_on(const char *n, const char *way) {
    program_result result = n ? RUN(n, ranks, "--output", way)
                              : program_run(NULL, "run", case_path, ONLY, "--out", ranks, "--threads", "1");
    if (!strstr(result.err, "was cut off; going on after hour")) print_error("%s%s\n", result.said, result.err);
    assert_non_null(strstr(result.err, "was cut off; going on after hour"));
    must(result);
    expect_same_files();
}

static void test_killed(void **state) {
    (void)state;
    cut_off(3, SIGKILL, NULL); /* who writes */
    go_on("3", "rank");
    cut_off(0, SIGKILL, NULL);
    go_on("2", "gather");
    cut_off(1, SIGKILL, NULL);
    go_on("2", "rank");
    cut_off(3, SIGKILL, NULL);
    go_on(NULL, NULL);
}

static void test_told_to_stop(void **state) {
    (void)state;
    static const char word[] = "stopped: told to stop by signal 10";
    cut_off(2, SIGUSR1, word);
    go_on("2", "rank");
    /* What another way has left. */
    forget_run();
    team t = team_start(ranks, (const char *const[]){"-n", "2", LT_MPI_PROGRAM, "model", case_path, ONLY, "--out",
                                                     ranks, "--threads", "1", NULL});
    while (!has_restart() && !team_ended(&t)) program_sleep_ms(2);
    kill(t.mpirun, SIGUSR1);
    program_result result = program_finish(t.mpirun, t.out_fd, t.err_fd);
    const bool stopped = result.code != 0;
    program_free(&result);
    if (stopped) go_on("4", "rank");
}

/* --- a full disk -------------------------------------------------------------------------------------------------- */

static int errors_of(const program_result *result) {
    return program_count(result->err, "environment: ") + program_count(result->err, "bad input: ") +
           program_count(result->err, "bad request: ") + program_count(result->err, "internal fault: ");
}

/* Full after so many bytes: in the middle of a part, of a restart file, of what is made whole at the end. */
static void fill_disk(const char *disk, long room) {
    char out[700], job[800], command[4096];
    snprintf(out, sizeof out, "%s/out", disk);
    snprintf(job, sizeof job, "%s/jobs/base_p", out);
    forget_run();
    snprintf(command, sizeof command,
             "rm -rf '%s' '%s/ballast'; cp -a '%s' '%s' && "
             "head -c $(( $(df --output=avail -B1 '%s' | tail -1) - %ld )) /dev/zero > '%s/ballast'",
             out, disk, ranks, out, disk, room, disk);
    assert_int_equal(system(command), 0);
    const double begin = lt_wall_seconds();
    program_result result = RUN("3", out, "--output", "rank");
    const double seconds = lt_wall_seconds() - begin;
    static const char *const words[] = {"disk", NULL};
    print_message("%ld bytes: %.1f s\n", room, seconds);
    assert_true(error_block_good(&result, "full disk", 3, ERROR_FULL, words));
    assert_int_equal(errors_of(&result), 1);
    assert_true(seconds < 20 + 3 * start_seconds);
    program_free(&result);
    if (lt_path_exists(job)) assert_int_equal(lt_outdir_verify(job, NULL, NULL), LT_OK);
}

static void test_full_disk(void **state) {
    (void)state;
    char disk[600], kept[600], command[4096], before[600];
    snprintf(disk, sizeof disk, "%s", in_root("disk"));
    snprintf(kept, sizeof kept, "%s", in_root("kept"));
    assert_int_equal(mkdir(disk, 0777), 0);
    if (mount("lantian-test", disk, "tmpfs", 0, "size=100m") != 0) {
        print_message("no small file system can be mounted here\n");
        skip();
    }
    static const long rooms[] = {60000, 400000, 1200000, 2000000};
    for (size_t n = 0; n < sizeof rooms / sizeof *rooms; n++) fill_disk(disk, rooms[n]);
    snprintf(command, sizeof command, "rm '%s/ballast' && cp -a '%s/out' '%s'", disk, disk, kept);
    const int copied = system(command);
    umount(disk);
    assert_int_equal(copied, 0);
    snprintf(before, sizeof before, "%s", ranks);
    snprintf(ranks, sizeof ranks, "%s", kept);
    go_on("4", "rank");
    snprintf(ranks, sizeof ranks, "%s", before);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_files), cmocka_unit_test(test_refused),
                                       cmocka_unit_test(test_killed), cmocka_unit_test(test_told_to_stop),
                                       cmocka_unit_test(test_full_disk)};
    return cmocka_run_group_tests(tests, prepare, remove_root);
}
