/* What limits nitrate: the ratios by hand, and those of cities and cells of a small made run. */
#include "tests/unit/composition_fixture.h"

static double moles(double ugm3, double molar_mass) {
    return ugm3 / molar_mass;
}

/* By hand, umol/m3: NH3 17.031, NO3 62.004, HNO3 63.012, NH4 18.039, SO4 96.056 g/mol. */
static void ratios_are_the_forms(void **state) {
    (void)state;
    const lt_nitrate_air rich = {.nh3 = 17.031,
                                 .ammonium = 18.039,
                                 .sulfate = 0.25 * 96.056,
                                 .hno3 = 0.25 * 63.012,
                                 .nitrate = 0.5 * 62.004,
                                 .pm25 = 100};
    lt_gas_ratio of = lt_gas_ratio_of(&rich);
    assert_near(of.adjusted, 1.5 / 0.75, 1e-12);
    assert_near(of.gas, 1.5 / 0.75, 1e-12);
    assert_near(of.free_ugm3, 1.5 * 17.031, 1e-12);
    assert_int_equal(of.limit, LT_NITRATE_ACID);
    lt_nitrate_air air = rich;
    air.nh3 = 0.1 * 17.031; /* adjusted 0.6 / 0.75; free 0.6 */
    of = lt_gas_ratio_of(&air);
    assert_near(of.adjusted, 0.8, 1e-12);
    assert_near(of.gas, 0.8, 1e-12);
    assert_int_equal(of.limit, LT_NITRATE_AMMONIA);
    air.sulfate = 0; /* sodium holds the nitrate: free 1.1 */
    of = lt_gas_ratio_of(&air);
    assert_near(of.gas, 1.1 / 0.75, 1e-12);
    assert_int_equal(of.limit, LT_NITRATE_DOUBT);
    air.pm25 = 0.5 * 62.004 / LT_NITRATE_MATTERS + 1;
    assert_int_equal(lt_gas_ratio_of(&air).limit, LT_NITRATE_LITTLE);
    air.nitrate = air.hno3 = 0;
    of = lt_gas_ratio_of(&air);
    assert_true(isnan(of.adjusted) && isnan(of.gas));
    assert_int_equal(of.limit, LT_NITRATE_LITTLE);
}

static void ratios_of_cities_and_cells(void **state) {
    (void)state;
    const double nh3 = moles(4, 17.031), nitrate = moles(20, 62.004), hno3 = moles(1, 63.012);
    const double want = (nh3 + nitrate) / (hno3 + nitrate);
    for (int c = 0; c < LT_N_COMPOSITION_CITIES; c++) {
        const lt_gas_ratio of = lt_compositions_ratio(all, LT_SUMMARY_BASE, 0, c);
        assert_near(of.adjusted, want, 1e-6); /* floats */
        assert_int_equal(of.limit, LT_NITRATE_ACID);
        /* in summer nitrate is 1 of 30 ug/m3 */
        assert_int_equal(lt_compositions_ratio(all, LT_SUMMARY_BASE, 1, c).limit, LT_NITRATE_LITTLE);
    }
    assert_near(lt_compositions_cell_ratio(all, 0, 11).adjusted, want, 1e-6);
    const double less = 0.9 * nitrate;
    assert_near(lt_compositions_ratio(all, LT_SUMMARY_PACKAGE, 0, 3).adjusted, (nh3 + less) / (hno3 + less), 1e-6);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(ratios_are_the_forms),
                                       cmocka_unit_test(ratios_of_cities_and_cells)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
