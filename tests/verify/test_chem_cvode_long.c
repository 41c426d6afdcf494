/* label: long
 * A thousand random states of CB6r5 against CVODE: generated code and interpreter at the tolerance of methods.h (rms
 * 1e-4, 99.9 % within 1e-3: goals of the project), the interpreter at a tight one (rms 1e-6). Sixty: test_chem_cvode.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#define CVODE_RTOL 1e-8
#define CVODE_ATOL 1e-10

#include "tests/verify/chem_cvode_fixture.h"

static void test_a_thousand_states(void **state) {
    (void)state;
    fixture f = {0};
    fixture_make(&f, 1000, 202);
    hold(&f, "generated code", kernel_hour(&f), 1e-4, 1e-3);
    hold(&f, "interpreter", interpreter_hour(&f, "ros3", LT_CHEM_RTOL, LT_CHEM_ATOL_PPB), 1e-4, 1e-3);
    hold(&f, "interpreter, tight", interpreter_hour(&f, "rodas4", 1e-7, 1e-9), 1e-6, 0.0);
    fixture_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_thousand_states)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
