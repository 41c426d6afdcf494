/* Two hundred kills of random ranks at random times, and after some of them of mpirun (label: long). */
#define RANK_KILLS_OTHER 5
#include "tests/support/rank_kills.h"

static void test_passive(void **state) {
    (void)state;
    kill_again_and_again("off", 160);
}

static void test_mechanism(void **state) {
    (void)state;
    kill_again_and_again("cb6r5", 40);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_passive), cmocka_unit_test(test_mechanism)};
    return cmocka_run_group_tests(tests, begin_kills, remove_root);
}
