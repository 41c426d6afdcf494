/* label: long. An array of model runs on two ranks each through a real Slurm of one node, by srun with PMIx: a rank
 * that is killed and runs that meet their time limit go back into the queue; the bits of the unbroken serial run. */
#include "tests/support/one_node_slurm.h"
#include "tests/support/submitted.h"
#include "tests/support/teams.h"

enum { BASE = 1, NOISE, BOILERS, WAIT_S = 3600 };
static bool is_there, has_pmix;

static int start(void **state) {
    if (make_root(state) != 0) return -1;
    teams_keep_below(root);
    setenv("SLURM_MPI_TYPE", "pmix", 1); /* the default of that cluster is none */
    is_there = slurm_is_there();
    if (!is_there) return 0;
    if (!slurm_start(root)) return -1;
    has_pmix = strstr(slurm_ask("srun --mpi=list 2>&1"), "pmix") != NULL;
    if (!has_pmix) print_message("this Slurm cannot start ranks of PMIx\n");
    return 0;
}

static int end(void **state) {
    if (is_there) slurm_stop();
    return remove_root(state);
}

static void killed_and_out_of_time(void **state) {
    (void)state;
    char out[512], log[700];
    pid_t pids[TEAM_ROOM];
    if (!has_pmix) skip();
    assert_int_equal(submitted_make_with("{chemistry: cb6r5, restart_every: 1}", "[boilers]", 16), 0);
    snprintf(out, sizeof out, "%s", in_root("limit"));
    submitted_prepare(out);
    program_result result = program_run(NULL, "submit", submitted_case, "--out", out, "--ranks", "2", "--layout", "1x2",
                                        "--time=1", "--grace=55");
    submitted_must(&result, 0);
    SAYS(result.said, "submitted:", "finish ");
    program_free(&result);
    (void)submitted_at_work(out, BASE, "base_hours");
    const int n = team_ranks(&(const team){.out = out}, LT_MPI_PROGRAM, pids);
    assert_int_equal(n, 2);
    assert_int_equal(kill(pids[1], SIGKILL), 0);
    assert_true(slurm_wait(WAIT_S));
    result = program_run(NULL, "status", out);
    submitted_must(&result, 0);
    print_message("%s", result.said);
    SAYS(result.said, "model runs on 2 ranks each: ", " done", "boilers/hours");
    assert_null(strstr(result.said, "failed"));
    program_free(&result);
    long starts = 0;
    int told = 0;
    for (int member = BASE; member <= BOILERS; member++) {
        const lt_standing last = submitted_member(out, member);
        print_message("member %d: %ld starts, %.0f s of run\n", member, last.attempt, last.seconds);
        assert_int_equal(last.state, LT_DONE);
        starts += last.attempt;
        snprintf(log, sizeof log, "%s/submit/log_runs_%d.txt", out, member);
        char *text = files_read(log, NULL);
        told += program_count(text, "told to stop by signal 10");
        if (member == BASE) SAYS(text, "ended by signal 9", "scontrol requeue", "going on after hour");
        free(text);
    }
    assert_true(told > 0);
    assert_true(starts >= BOILERS + 2); /* the kill, and the time limit at least once */
    submitted_same_bits(out);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(killed_and_out_of_time)};
    return cmocka_run_group_tests(tests, start, end);
}
