/* One hash: threads 1, 2, 3, 4, 8, blocks, instruction sets and a restart at every hour, each varied alone, on a nested
 * case of six hours; and of one whose species are those of a mechanism, varied together. Two compilers and random
 * combinations: test_digests_long.c. The assertions stand in tests/support/digests.h (digest_expect,
 * digest_each_alone), which both programs share. */
#include "tests/support/digests.h"

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(digest_each_alone)};
    const struct CMUnitTest reacting[] = {cmocka_unit_test(digest_together)};
    const int failed = cmocka_run_group_tests(tests, digest_make, digest_drop);
    return failed + cmocka_run_group_tests(reacting, digest_make_reacting, digest_drop);
}
