/* Sixty random states of CB6r5 against CVODE (chem_cvode_fixture.h). A thousand: test_chem_cvode_long. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/verify/chem_cvode_fixture.h"

static void test_sixty_states(void **state) {
    (void)state;
    hold_states(60, 101);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sixty_states)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
