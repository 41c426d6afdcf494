/* Factors of species from increments: positive, bounded, composition kept, Ox kept; groups of a mechanism's species are
 * those of the output fields that stations are compared with. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/aerosol/constituents.h"
#include "model/analysis/scaling.h"
#include "model/driver/output_fields.h"
#include "tests/support/analysis_case.h"

static const bool all[LT_N_CONTROLS] = {true, true, true, true, true, true};

/* One cell: fine, coarse, ox, no2, so2, co before; changes; factors by hand. */
static void test_one_cell(void **state) {
    (void)state;
    const double before[LT_N_CONTROLS] = {50, 20, 40 + LT_OX_OF_NO2 * 30, 30, 10, 0};
    const double change[LT_N_CONTROLS] = {25, -30, 0, 15, 200, 100};
    double f[LT_N_SCALED];
    long clipped[LT_N_SCALED];
    lt_scaling_make(&lt_scaling_bounds_default, all, 1, before, change, f, clipped);
    assert_true(f[LT_SCALED_FINE] == 1.5 && f[LT_SCALED_COARSE] == 0.1 && f[LT_SCALED_NOX] == 1.5);
    assert_true(f[LT_SCALED_SO2] == 10.0);
    assert_true(f[LT_SCALED_CO] == 1.0); /* nothing to scale */
    const double ox = 40 * f[LT_SCALED_O3] + LT_OX_OF_NO2 * 30 * f[LT_SCALED_NOX];
    assert_true(fabs(ox - before[LT_CONTROL_OX]) < 1e-13 * ox);
    const long expected[LT_N_SCALED] = {0, 1, 0, 0, 1, 0};
    for (int s = 0; s < LT_N_SCALED; s++) assert_int_equal(clipped[s], expected[s]);
}

/* Where a bound cuts NO2, ozone takes the rest of Ox. */
static void test_ox_is_kept_at_a_bound(void **state) {
    (void)state;
    const double before[LT_N_CONTROLS] = {1, 1, 60 + LT_OX_OF_NO2 * 20, 20, 1, 1};
    const double change[LT_N_CONTROLS] = {0, 0, 10, -50, 0, 0};
    double f[LT_N_SCALED];
    long clipped[LT_N_SCALED];
    lt_scaling_make(&lt_scaling_bounds_default, all, 1, before, change, f, clipped);
    assert_true(f[LT_SCALED_NOX] == 0.1 && clipped[LT_SCALED_NOX] == 1 && clipped[LT_SCALED_O3] == 0);
    const double ox = 60 * f[LT_SCALED_O3] + LT_OX_OF_NO2 * 20 * 0.1;
    assert_true(fabs(ox - before[LT_CONTROL_OX] - 10) < 1e-12);
    assert_true(f[LT_SCALED_FINE] == 1.0 && f[LT_SCALED_SO2] == 1.0);
}

/* Wild analyses of random backgrounds: every factor within its bounds, of what the model lacks 1. */
static void test_positive_for_anything(void **state) {
    (void)state;
    enum { CELLS = 20000 };
    static double before[LT_N_CONTROLS * CELLS], change[LT_N_CONTROLS * CELLS], f[LT_N_SCALED * CELLS];
    long clipped[LT_N_SCALED];
    uint64_t seed = 77;
    for (int n = 0; n < LT_N_CONTROLS * CELLS; n++) {
        before[n] = case_random(&seed) < 0.1 ? 0.0 : 100 * case_random(&seed);
        change[n] = 300 * case_normal(&seed);
    }
    lt_scaling_make(&lt_scaling_bounds_default, all, CELLS, before, change, f, clipped);
    for (int s = 0; s < LT_N_SCALED; s++) {
        assert_true(clipped[s] > 0);
        for (int n = 0; n < CELLS; n++)
            assert_true(f[s * CELLS + n] >= lt_scaling_bounds_default.least[s] &&
                        f[s * CELLS + n] <= lt_scaling_bounds_default.most[s]);
    }
    const bool particles[LT_N_CONTROLS] = {true, true, false, false, false, false};
    lt_scaling_make(&lt_scaling_bounds_default, particles, CELLS, before, change, f, clipped);
    for (int n = 0; n < CELLS; n++)
        assert_true(f[LT_SCALED_O3 * CELLS + n] == 1.0 && f[LT_SCALED_CO * CELLS + n] == 1.0);
}

/* Scaled species by species, the output field of the observed is that of the control times its factor, and the shares
 * of the mode are what they were. */
static void expect_fields_follow(const char *chemistry) {
    lt_chemical_set *set;
    lt_output_fields fields;
    assert_int_equal(lt_chemical_set_create(chemistry, &set), LT_OK);
    assert_int_equal(lt_output_fields_create(set, set->info, set->n, &fields), LT_OK);
    lt_real *q = calloc((size_t)set->n, sizeof *q), *scaled = calloc((size_t)set->n, sizeof *q);
    static const double factor[LT_N_SCALED + 1] = {2.0, 4.0, 0.5, 8.0, 0.25, 16.0, 1.0}; /* exact */
    uint64_t seed = 3;
    for (int s = 0; s < set->n; s++) {
        q[s] = (lt_real)(1e-9 * (1 + case_random(&seed)));
        scaled[s] = (lt_real)(q[s] * factor[lt_scaled_of(&set->info[s])]);
    }
    for (int o = 0; o < LT_N_MONITORED; o++) {
        const int field = lt_output_fields_find(&fields, lt_monitored_fields[o]);
        const int fine = lt_output_fields_find(&fields, "pm25");
        double before, after, mode[2];
        if (field < 0) continue;
        lt_output_fields_values(&fields, 1, &field, q, 1.2e9, &before);
        lt_output_fields_values(&fields, 1, &field, scaled, 1.2e9, &after);
        lt_output_fields_values(&fields, 1, &fine, q, 1.2e9, mode);
        static const int own[LT_N_MONITORED] = {LT_SCALED_FINE, -1,          LT_SCALED_O3, LT_SCALED_NOX,
                                                LT_SCALED_SO2,  LT_SCALED_CO};
        const double expected =
            o == LT_MONITORED_PM10 ? 2.0 * mode[0] + 4.0 * (before - mode[0]) : factor[own[o]] * before;
        assert_true(fabs(after - expected) <= 1e-13 * expected);
    }
    free(q);
    free(scaled);
    lt_output_fields_free(&fields);
    lt_chemical_set_free(set);
}

static void test_fields_follow(void **state) {
    (void)state;
    expect_fields_follow("cb6r5");
    expect_fields_follow("off");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_cell),
        cmocka_unit_test(test_ox_is_kept_at_a_bound),
        cmocka_unit_test(test_positive_for_anything),
        cmocka_unit_test(test_fields_follow),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
