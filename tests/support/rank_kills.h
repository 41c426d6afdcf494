/* rank_kills.h - a run of several ranks, of which one is killed at a random time: all are gone within 10 s, and the
 * same command, with other ranks, goes on to the files of a run on one, byte for byte. Header only: the whole of
 * test_rank_kills.c and test_rank_kills_long.c, which say after how many kills something else befalls the run before it
 * comes to its end (RANK_KILLS_OTHER). */
#ifndef LT_TESTS_RANK_KILLS_H
#define LT_TESTS_RANK_KILLS_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/rank_case.h"
#include "tests/support/teams.h"

/* What befalls a run, how many seconds ranks may be left after it (one told to stop ends the hour that it is in), how
 * often it did, and the longest time until all were gone. */
typedef enum blow { RANK_KILLED, MPIRUN_KILLED, MPIRUN_TOLD_TO_STOP, RANK_TOLD_TO_STOP, BLOWS } blow;
static struct {
    const char *name;
    int signal;
    double most;
    int n;
    double worst;
} blows[BLOWS] = {[RANK_KILLED] = {"a rank killed", SIGKILL, 10, 0, 0},
                  [MPIRUN_KILLED] = {"mpirun killed", SIGKILL, 10, 0, 0},
                  [MPIRUN_TOLD_TO_STOP] = {"mpirun told to stop", SIGTERM, 10, 0, 0},
                  [RANK_TOLD_TO_STOP] = {"a rank told to stop", SIGTERM, 100, 0, 0}};
static double whole_seconds = 1; /* from the ranks' start to their end, of the last run that ended by itself */

static int random_of(int n) {
    return (int)(noise() * n);
}

/* --- teams -------------------------------------------------------------------------------------------------------- */

/* Two to four ranks in any layout, or in that which the program takes. */
static team start_any(void) {
    static const char *const teams[][2] = {{"2", "2x1"}, {"2", "1x2"}, {"3", "3x1"}, {"3", "1x3"}, {"4", "2x2"},
                                           {"4", "4x1"}, {"4", "1x4"}, {"2", NULL},  {"3", NULL},  {"4", NULL}};
    const char *const *of = teams[random_of(sizeof teams / sizeof *teams)];
    return team_start(ranks, (const char *const[]){"-n", of[0], LT_MPI_PROGRAM, "model", case_path, ONLY, "--out",
                                                   ranks, "--threads", "1", of[1] ? "--layout" : NULL, of[1], NULL});
}

/* Until one rank at least has begun; false: the run has ended. */
static bool wait_for_ranks(const team *t) {
    pid_t pids[TEAM_ROOM];
    while (team_ranks(t, LT_MPI_PROGRAM, pids) == 0) {
        if (team_ended(t)) return false;
        program_sleep_ms(20);
    }
    return true;
}

/* Until that time; true: the run has ended by itself. */
static bool ends_before(const team *t, double until) {
    bool ended = team_ended(t);
    while (!ended && lt_wall_seconds() < until) {
        program_sleep_ms(5);
        ended = team_ended(t);
    }
    return ended;
}

static void strike(const team *t, blow what) {
    pid_t pids[TEAM_ROOM];
    const bool of_mpirun = what == MPIRUN_KILLED || what == MPIRUN_TOLD_TO_STOP;
    const int n = of_mpirun ? 0 : team_ranks(t, LT_MPI_PROGRAM, pids);
    if (!of_mpirun && n == 0) return; /* at its very end */
    kill(of_mpirun ? t->mpirun : pids[random_of(n)], blows[what].signal);
    const double taken = team_gone(t, blows[what].most);
    if (taken > blows[what].worst) blows[what].worst = taken;
}

/* Of a run that ended by itself: did it go on from a restart file? From its start it says what a run takes, else at
 * least how long: kills stay spread over a run as the machine becomes busy or quiet. */
static bool ended_well(const program_result *result, double seconds) {
    const bool went_on = strstr(result->err, "going on after hour") != NULL;
    if (!went_on || seconds > whole_seconds) whole_seconds = seconds;
    return went_on;
}

/* Start a run, and let that befall it at a random time; true: it did not end well, false: it was faster. */
static bool strike_once(blow what) {
    team t = start_any();
    const bool begun = wait_for_ranks(&t);
    const double begin = lt_wall_seconds();
    if (begun && !ends_before(&t, begin + 1.1 * noise() * whole_seconds)) strike(&t, what);
    program_result result = team_finish(&t);
    const bool struck = result.code != 0;
    if (struck)
        blows[what].n++;
    else
        (void)ended_well(&result, lt_wall_seconds() - begin);
    if (!begun) print_error("%s%s\n", result.said, result.err);
    assert_true(begun);
    program_free(&result);
    return struck;
}

/* As often as it takes; a run that was faster is begun anew. */
static void strike_for_sure(blow what, const char *job) {
    while (!strike_once(what)) files_remove(job);
}

/* The same command to its end; true: it went on from a restart file. */
static bool complete(void) {
    team t = start_any();
    assert_true(wait_for_ranks(&t));
    const double begin = lt_wall_seconds();
    program_result result = team_finish(&t);
    const bool went_on = ended_well(&result, lt_wall_seconds() - begin);
    must(result);
    expect_same_files();
    return went_on;
}

static void begin_random(void) {
    const char *seed = getenv("LT_SEED");
    const uint64_t skip = (seed ? strtoull(seed, NULL, 10) : (uint64_t)getpid()) % 100000;
    for (uint64_t n = 0; n < skip; ++n) (void)random_bits();
    print_message("random ranks and times: LT_SEED=%llu\n", (unsigned long long)skip);
}

static void kill_again_and_again(const char *chemistry, int kills) {
    int completions = 0, went_on = 0, others = 0;
    char job[700];
    prepare_case(chemistry);
    snprintf(job, sizeof job, "%s/jobs", ranks);
    complete(); /* says how long a run takes */
    for (int k = 0; k < kills; ++k) {
        files_remove(job);
        strike_for_sure(RANK_KILLED, job);
        if (k % RANK_KILLS_OTHER == 0) strike_for_sure(MPIRUN_KILLED + others++ % (BLOWS - 1), job);
        went_on += complete();
        ++completions;
        if (completions % 10 == 0)
            print_message("%d of %d; all ranks gone within %.2f s\n", completions, kills, blows[RANK_KILLED].worst);
    }
    print_message("chemistry %s: %d completions, %d of them from a restart file; a run took %.1f s\n", chemistry,
                  completions, went_on, whole_seconds);
    for (int b = 0; b < BLOWS; ++b)
        print_message("%s: %d times, all ranks gone within %.2f s\n", blows[b].name, blows[b].n, blows[b].worst);
    print_message("mpirun stood still after its last rank: %d times\n", teams_stood);
}

static int begin_kills(void **state) {
    if (make_root(state) != 0) return -1;
    teams_keep_below(root);
    begin_random();
    return 0;
}

#endif
