/* label: long
 * A thousand random states of CB6r5 against CVODE (chem_cvode_fixture.h). Sixty: test_chem_cvode. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/verify/chem_cvode_fixture.h"

static void test_a_thousand_states(void **state) {
    (void)state;
    hold_states(1000, 202);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_thousand_states)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
