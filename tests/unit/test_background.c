/* Boundary and initial values from the shipped tables: units, share and shape with height of every species. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/state/background.h"
#include "tests/support/words.h"

#include <float.h>
#include <math.h>

enum { NZ = 3 };
static const double edges[NZ + 1] = {0, 40, 2000, 6000}; /* middles 20, 1020, 4000 m */

static const double *levels_of(int month, lt_background *b) {
    lt_chemical_set *set;
    assert_int_equal(lt_chemical_set_create("off", &set), LT_OK);
    assert_int_equal(lt_background_read(set, month, NZ, edges, b), LT_OK);
    lt_chemical_set_free(set);
    return b->value;
}

/* January of background_levels.csv by hand: CO 0.220 mg/kg, constant up to 1000 m, then exp(-(z - 1000) / 8000). */
static void test_january(void **state) {
    (void)state;
    lt_background b;
    const double *v = levels_of(1, &b), *co = v + LT_S_CO * NZ;
    assert_true(fabs(co[0] / 0.220e-6 - 1) < 1e-14);
    assert_true(fabs(co[1] / (0.220e-6 * exp(-20.0 / 8000)) - 1) < 1e-14);
    assert_true(fabs(co[2] / (0.220e-6 * exp(-3000.0 / 8000)) - 1) < 1e-14);
    assert_true(fabs(v[LT_S_SO2 * NZ] / 14.33e-9 - 1) < 1e-14);
    assert_true(fabs(v[LT_S_NOX * NZ] / (1.1 * 11.14e-9) - 1) < 1e-14);
    /* particles: ug/m3 at 1.2 kg/m3, CAMS bias 0.776; coarse is PM10 - PM2.5 */
    assert_true(fabs(v[LT_S_SO4 * NZ] / (0.151 * 0.776 * 26.3e-9 / 1.2) - 1) < 1e-14);
    assert_true(fabs(v[LT_S_PMC * NZ] / (0.776 * (37.3 - 26.3) * 1e-9 / 1.2) - 1) < 1e-13);
    assert_true(fabs(v[LT_S_NH3 * NZ] / (0.027 * 0.776 * 26.3e-9 / 1.2) - 1) < 1e-14);
    lt_background_free(&b);
    assert_null(b.value);
}

/* A period that begins with January in UTC+8 has January's background: in UTC it is still December. */
static void test_day(void **state) {
    (void)state;
    const lt_civil day = lt_background_day(lt_time_from_civil(2013, 12, 31, 16, 0, 0));
    assert_int_equal(day.year, 2014);
    assert_int_equal(day.month, 1);
    assert_int_equal(lt_background_day(lt_time_from_civil(2014, 1, 31, 15, 59, 59)).month, 1);
}

static void test_every_month_and_species(void **state) {
    (void)state;
    for (int month = 1; month <= 12; ++month) {
        lt_background b;
        const double *v = levels_of(month, &b);
        for (int s = 0; s < LT_N_SPECIES; ++s)
            for (int k = 0; k < NZ; ++k) {
                assert_true(isfinite(v[s * NZ + k]) && v[s * NZ + k] > 0);
                if (k) assert_true(v[s * NZ + k] < v[s * NZ + k - 1]);
            }
        /* The shares of PM2.5 in the table are at most the whole: no more comes in than was observed. */
        double fine = v[LT_S_SO4 * NZ] + v[LT_S_BC * NZ] + v[LT_S_POM * NZ] + v[LT_S_PMO * NZ];
        assert_true(fine / (v[LT_S_SO4 * NZ] / 0.151) < 1.0);
        lt_background_free(&b);
    }
}

static void test_no_such_month(void **state) {
    (void)state;
    lt_background b;
    lt_chemical_set *set;
    assert_int_equal(lt_chemical_set_create("off", &set), LT_OK);
    assert_int_equal(lt_background_read(set, 13, NZ, edges, &b), LT_ERR_INPUT);
    lt_chemical_set_free(set);
    EXPECT("background_levels.csv", "13");
    assert_null(b.value);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_january), cmocka_unit_test(test_every_month_and_species),
                                       cmocka_unit_test(test_day), cmocka_unit_test(test_no_such_month)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
