/* label: long
 * `lantian verify equilibrium --json` whole: 160 000 random states, 10 000 by the plain method, 500 scans for roots. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/aerosol/equilibrium/verify/verify.h"
#include "tests/support/verify_command.h"

static void test_all_pass(void **state) {
    (void)state;
    expect_all_pass(&lt_verify_equilibrium);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
