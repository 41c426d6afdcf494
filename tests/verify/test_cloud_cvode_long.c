/* label: long
 * Four hundred random clouds against CVODE (cloud_cvode_fixture.h). */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/verify/cloud_cvode_fixture.h"

static void test_same_equations(void **state) {
    (void)state;
    hold_clouds(400, false);
}

static void test_transfer_apart(void **state) {
    (void)state;
    hold_clouds(400, true);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_equations), cmocka_unit_test(test_transfer_apart)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
