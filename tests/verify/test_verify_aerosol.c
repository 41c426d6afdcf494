/* `lantian verify aerosol --json --quick` as a user runs it: one object, every row passes, every suite has rows. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/aerosol/verify/verify.h"
#include "tests/support/verify_command.h"

static void test_quick_passes(void **state) {
    (void)state;
    expect_quick_pass(&lt_verify_aerosol);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_quick_passes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
