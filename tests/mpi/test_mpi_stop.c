/* lantian-mpi is told to stop: all ranks agree on the hour, write a restart file and end; another number of ranks goes
 * on from there with the bits of the unbroken run. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/mpirun.h"
#include "tests/support/root.h"
#include "tests/support/tiny_case.h"
#include "tests/support/words.h"

#define BASE "--only", "base/hours"
static char case_path[512];

static void must(program_result result) {
    if (result.code != 0) print_error("exit code %d:\n%s%s\n", result.code, result.said, result.err);
    assert_int_equal(result.code, 0);
    program_free(&result);
}

static int prepare(void **state) {
    if (make_root(state) != 0) return -1;
    char *text = tiny_case_with(tiny_case_text, "2 h", "30 h"),
         *other = tiny_case_with(text, "packages: [boilers]", "model: {chemistry: off, restart_every: 1}");
    snprintf(case_path, sizeof case_path, "%s/case.yaml", root);
    assert_true(files_write_text(case_path, other));
    free(text);
    free(other);
    must(program_run(NULL, "run", case_path, "--jobs", "--out", in_root("ranks"), "--quiet"));
    return 0;
}

/* Two ranks, told to stop when they have begun; false: they were through before this process looked. */
static bool stops(void) {
    static const char *const words[] = {"-n", "2", LT_MPI_PROGRAM, "model", case_path, BASE, "--out", NULL, NULL};
    const char *argv[sizeof words / sizeof *words];
    char out[300], part[400];
    int out_fd, err_fd;
    snprintf(out, sizeof out, "%s/ranks", root);
    snprintf(part, sizeof part, "%s/jobs/base_hours/restart_base_hours_000000.part.lantian.tmp", out);
    memcpy(argv, words, sizeof words);
    argv[sizeof words / sizeof *words - 2] = out;
    mpirun_allow();
    files_remove(in_root("ranks/jobs"));
    const pid_t child = program_start(&(const program_options){.program = LT_MPIEXEC}, argv, &out_fd, &err_fd);
    for (int k = 0; k < 60000 && !files_exists(part) && kill(child, 0) == 0; k++) program_sleep_ms(1);
    kill(child, SIGUSR1);
    program_result result = program_finish(child, out_fd, err_fd);
    const bool stopped = result.code != 0;
    if (stopped) SAYS(result.err, "stopped: told to stop by signal 10", "goes on from there");
    program_free(&result);
    return stopped;
}

static void told_to_stop_and_gone_on_with(void **state) {
    (void)state;
    static const char *const names[] = {"conc_base_hours.nc", "budget_base_hours.csv", "restart_base_hours.nc"};
    int tries = 0;
    must(program_run(&(const program_options){.program = "/bin/cp"}, "-a", in_root("ranks"), in_root("serial")));
    must(program_run(NULL, "run", case_path, BASE, "--out", in_root("serial"), "--threads", "1", "--quiet"));
    while (!stops()) assert_true(++tries < 20);
    program_result result = mpirun_run("3", LT_MPI_PROGRAM, "model", case_path, BASE, "--out", in_root("ranks"));
    assert_int_equal(result.code, 0);
    SAYS(result.err, "going on after hour");
    program_free(&result);
    for (size_t n = 0; n < sizeof names / sizeof *names; n++) {
        char path[400];
        lt_digest mine, theirs;
        snprintf(path, sizeof path, "%s/serial/jobs/base_hours/%s", root, names[n]);
        assert_int_equal(lt_hash_file(path, mine), LT_OK);
        snprintf(path, sizeof path, "%s/ranks/jobs/base_hours/%s", root, names[n]);
        assert_int_equal(lt_hash_file(path, theirs), LT_OK);
        assert_string_equal(mine, theirs);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(told_to_stop_and_gone_on_with)};
    return cmocka_run_group_tests(tests, prepare, remove_root);
}
