/* The normal distribution of kernel/normal.h beside erfc of libm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/kernel/normal.h"

#include <math.h>

static void test_beside_erfc(void **state) {
    (void)state;
    for (int k = -12000; k <= 12000; k++) {
        const double x = k * 1e-3, exact = 0.5 * erfc(-x * M_SQRT1_2), here = lt_normal_below(x);
        assert_true(fabs(here - exact) <= 5e-16);
        if (x > -7.0) assert_true(fabs(here / exact - 1.0) <= 5e-9);
        assert_true(fabs(here + lt_normal_below(-x) - 1.0) <= 3e-16);
    }
    assert_true(lt_normal_below(-300.0) >= 0.0 && lt_normal_below(300.0) == 1.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_beside_erfc)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
