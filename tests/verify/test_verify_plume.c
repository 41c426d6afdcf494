/* `lantian verify plume --json` as a user runs it: one object, every row passes, every suite has rows. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/gaussian/verify/verify.h"
#include "tests/support/verify_command.h"

static void test_all_pass(void **state) {
    (void)state;
    expect_all_pass(&lt_verify_plume);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
