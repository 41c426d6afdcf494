/* A rank of a run is killed, mpirun is, or one of them is told to stop: all ranks are gone within 10 s, and the run
 * goes on, on other ranks, to the same files. The long form (test_rank_kills_long.c) kills two hundred. */
#define RANK_KILLS_OTHER 1
#include "tests/support/rank_kills.h"

static void test_killed(void **state) {
    (void)state;
    kill_again_and_again("off", 3);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_killed)};
    return cmocka_run_group_tests(tests, begin_kills, remove_root);
}
