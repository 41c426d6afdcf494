/* The least eddy diffusivity over towns. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/urban.h"

#include <math.h>

static const lt_urban_rules rules = {.kz_m2s = 1.0, .depth_m = 500.0};

/* By hand: 0.5458 of town, K 0.01 + 0.99 0.5458 = 0.5503 m2/s. */
static void test_kz(void **state) {
    (void)state;
    assert_true(fabs(lt_urban_kz(0.5458, &rules) - 0.550342) < 1e-9);
    assert_true(lt_urban_kz(0.0, &rules) == 0.01);
    assert_true(lt_urban_kz(1.0, &rules) == 1.0);
    lt_urban_rules off = rules;
    off.kz_m2s = 0.0;
    assert_true(lt_urban_kz(1.0, &off) == 0.0);
}

static void test_raise(void **state) {
    (void)state;
    const double edges[] = {0, 40, 90, 500, 501, 8500};
    double kz[] = {0.0, 0.1, 7.0, 0.1, 0.1, 0.0};
    lt_urban_raise_kz(6, edges, 0.6, &rules, kz);
    assert_true(kz[0] == 0.0 && kz[5] == 0.0);
    assert_true(kz[1] == 0.6 && kz[2] == 7.0 && kz[3] == 0.6 && kz[4] == 0.1);
    const double low[] = {0, 40, 90};
    double top[] = {0.0, 0.1, 0.0};
    lt_urban_raise_kz(3, low, 0.6, &rules, top);
    assert_true(top[1] == 0.6 && top[2] == 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kz),
        cmocka_unit_test(test_raise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
