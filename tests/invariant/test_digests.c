/* One hash: threads 1, 2, 3, 4, 8, blocks, instruction sets and a restart at every hour, each varied alone, on a nested
 * case of six hours. Two compilers and random combinations: test_digests_long.c. The assertions stand in
 * tests/support/digests.h (digest_expect, digest_each_alone), which both programs share. */
#include "tests/support/digests.h"

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(digest_each_alone)};
    return cmocka_run_group_tests(tests, digest_make, digest_drop);
}
