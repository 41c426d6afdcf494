/* NO2 from NOx: the registry, air without anything in it, receptors that do not know each other, sources that share the
 * ozone, ratios of one's own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/gaussian/no2.h"

enum { N = 5 };
static const lt_no2_air noon = {2.0, 8.0, 40.0, 298.15, 101325.0, 8e-3, 0.0, 0.0};

static void test_registry(void **state) {
    (void)state;
    int n = 0;
    for (; lt_no2_at(n); n++) assert_ptr_equal(lt_no2_find(lt_no2_at(n)->name), lt_no2_at(n));
    assert_int_equal(n, 4);
    assert_null(lt_no2_find("pvmrm"));
}

static void test_empty(void **state) {
    (void)state;
    const lt_no2_air nothing = {.temperature_K = 280.0, .pressure_Pa = 1e5};
    for (int n = 0; lt_no2_at(n); n++) {
        const double zero = 0.0;
        double no2 = -1.0, o3 = -1.0;
        lt_no2_at(n)->of(&nothing, 1, &zero, &zero, &no2, &o3);
        assert_true(no2 == 0.0 && o3 == 0.0);
    }
}

static void test_receptors_alone(void **state) {
    (void)state;
    const double nox[N] = {0.0, 1e-3, 20.0, 300.0, 1e4}, primary[N] = {0.0, 1e-4, 2.0, 300.0, 1.0};
    for (int n = 0; lt_no2_at(n); n++) {
        double all[N], left[N];
        lt_no2_at(n)->of(&noon, N, nox, primary, all, left);
        for (int i = 0; i < N; i++) {
            double alone, o3;
            lt_no2_at(n)->of(&noon, 1, nox + i, primary + i, &alone, &o3);
            assert_true(alone == all[i] && o3 == left[i]);
            lt_no2_at(n)->of(&noon, 1, nox + i, primary + i, &alone, NULL);
            assert_true(alone == all[i]);
        }
    }
}

/* Two plumes of 40 ppb of NO in 40 ppb of ozone: each by itself would turn all of it. */
static void test_sum_of_sources(void **state) {
    (void)state;
    const double one = 40.0, both = 80.0, none = 0.0;
    double apart, together, o3;
    lt_no2_find("olm")->of(&noon, 1, &one, &none, &apart, NULL);
    lt_no2_find("olm")->of(&noon, 1, &both, &none, &together, &o3);
    assert_true(apart - noon.no2_ppb == 40.0 && together - noon.no2_ppb == 40.0 && o3 == 0.0);
}

static void test_ratios(void **state) {
    (void)state;
    lt_no2_air air = noon;
    const double little = 0.1, much = 5000.0, none = 0.0, most = 4000.0;
    double no2;
    lt_no2_find("arm2")->of(&air, 1, &little, &none, &no2, NULL);
    assert_float_equal(no2, 8.0 + 0.9 * 0.1, 1e-12);
    air.least_ratio = 0.2;
    air.most_ratio = 0.8;
    lt_no2_find("arm2")->of(&air, 1, &little, &none, &no2, NULL);
    assert_float_equal(no2, 8.0 + 0.8 * 0.1, 1e-12);
    lt_no2_find("arm2")->of(&air, 1, &much, &none, &no2, NULL);
    assert_float_equal(no2, 8.0 + 0.2 * 5000.0, 1e-9);
    lt_no2_find("arm2")->of(&air, 1, &much, &most, &no2, NULL); /* what left as NO2 stays */
    assert_float_equal(no2, 8.0 + 4000.0, 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_registry), cmocka_unit_test(test_empty),
                                       cmocka_unit_test(test_receptors_alone), cmocka_unit_test(test_sum_of_sources),
                                       cmocka_unit_test(test_ratios)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
