/* Dispersion by class: the registry, nothing at or behind the source, growth with distance, order of the classes, town
 * above country, classes by Obukhov length and roughness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/gaussian/spread.h"

static void test_registry(void **state) {
    (void)state;
    int n = 0;
    for (; lt_spread_at(n); n++) assert_ptr_equal(lt_spread_find(lt_spread_at(n)->name), lt_spread_at(n));
    assert_int_equal(n, 3);
    assert_null(lt_spread_at(-1));
    assert_null(lt_spread_find("similarity"));
}

static void test_shape(void **state) {
    (void)state;
    for (int n = 0; lt_spread_at(n); n++)
        for (int c = 0; c < LT_N_CLASSES; c++) {
            double y, z, last_y = 0.0, last_z = 0.0;
            lt_spread_at(n)->sigma(c, 0.0, &y, &z);
            assert_true(y == 0.0 && z == 0.0);
            lt_spread_at(n)->sigma(c, -10.0, &y, &z);
            assert_true(y == 0.0 && z == 0.0);
            for (double x = 1.0; x < 5e4; x *= 1.05) {
                lt_spread_at(n)->sigma(c, x, &y, &z);
                /* sigma_z of class A ends at 5000 m; joints may fall by 0.04 % in 5 % of distance */
                assert_true(y > last_y && (z > last_z || z == 5000.0));
                last_y = y;
                last_z = z;
            }
        }
}

static void test_order(void **state) {
    (void)state;
    for (double x = 200.0; x < 1e4; x *= 1.3)
        for (int c = 0; c < LT_N_CLASSES; c++) {
            double country[2], town[2], next[2];
            lt_spread_find("briggs_rural")->sigma(c, x, &country[0], &country[1]);
            lt_spread_find("briggs_urban")->sigma(c, x, &town[0], &town[1]);
            if (x < 2000.0) assert_true(town[0] > country[0] && town[1] > country[1]);
            if (c == LT_CLASS_F) continue;
            for (int n = 0; n < 2; n++) {
                double y, z;
                lt_spread_at(n)->sigma(c, x, &y, &z);
                lt_spread_at(n)->sigma(c + 1, x, &next[0], &next[1]);
                assert_true(next[0] < y && next[1] < z);
            }
        }
}

static void test_classes(void **state) {
    (void)state;
    int last = LT_CLASS_A;
    for (double inverse = -0.3; inverse < 0.3; inverse += 0.0007) {
        const int now = lt_stability_of(1.0 / inverse, 0.1);
        assert_true(now == last || now == last + 1);
        last = now;
    }
    assert_int_equal(last, LT_CLASS_F);
    assert_int_equal(lt_stability_of(1e6, 0.1), LT_CLASS_D);
    assert_int_equal(lt_stability_of(-1e6, 0.1), LT_CLASS_D);
    /* z0 beyond the figure is held at its edges */
    assert_int_equal(lt_stability_of(-20.0, 1e-5), lt_stability_of(-20.0, 0.01));
    assert_int_equal(lt_stability_of(25.0, 3.0), lt_stability_of(25.0, 0.5));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_registry), cmocka_unit_test(test_shape),
                                       cmocka_unit_test(test_order), cmocka_unit_test(test_classes)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
