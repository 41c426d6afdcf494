/* The least eddy diffusivity over towns. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/urban.h"

#include <math.h>

static const lt_urban_rules rules = {.person_area_m2 = 100.0, .kz_m2s = 1.0, .depth_m = 500.0};

/* By hand: 4.009 million on 734.5 km2 are 0.5458 of town, K 0.01 + 0.99 0.5458 = 0.5503 m2/s. */
static void test_share_and_kz(void **state) {
    (void)state;
    double town = lt_urban_fraction(4.009e6, 734.5e6, &rules);
    assert_true(fabs(town - 0.54581) < 1e-5);
    assert_true(fabs(lt_urban_kz(town, &rules) - 0.55035) < 1e-5);
    assert_true(lt_urban_fraction(0.0, 7e8, &rules) == 0.0 && lt_urban_kz(0.0, &rules) == 0.01);
    assert_true(lt_urban_fraction(1e8, 7e8, &rules) == 1.0 && lt_urban_kz(1.0, &rules) == 1.0);
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
        cmocka_unit_test(test_share_and_kz),
        cmocka_unit_test(test_raise),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
