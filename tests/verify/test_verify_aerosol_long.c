/* label: long
 * `lantian verify aerosol --json` whole: 120 clouds, haze of winter and summer. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/aerosol/verify/verify.h"
#include "tests/support/verify_command.h"

static void test_all_pass(void **state) {
    (void)state;
    expect_all_pass(&lt_verify_aerosol);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_pass)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
