/* Days of heating beside the others, on a small made run; a calendar that is unknown or none. */
#include "tests/unit/composition_fixture.h"

/* A quarter of all hours is heated: those of 11 January; the others of winter are twice as much. */
static void heated_days_beside_the_others(void **state) {
    (void)state;
    const int k = index_of("poa"), c = lt_city_find("Shenyang");
    const lt_heating_ratio of = lt_compositions_heating(all, LT_COMPONENT_POA, c);
    assert_near(of.heated_days, HEATED / 24.0, 1e-12);
    assert_near(of.other_days, (2 * HOURS - HEATED) / 24.0, 1e-12);
    assert_near(of.heated, fields[k].winter * bump(c), rounding);
    assert_near(of.other, (2 * fields[k].winter + 2 * fields[k].summer) / 3 * bump(c), rounding);
    assert_near(of.ratio, of.heated / of.other, 1e-12);
    const lt_component om[] = {LT_COMPONENT_OM};
    const double pm25 = value_of(index_of("pm25"), "base", WINTER, 0, 0);
    assert_near(lt_compositions_heating_share(all, om, 1, true, c), 29 / pm25, 1e-6);
    /* the calendar goes over the new year; its ends belong to it */
    lt_heating_days days = {.known = true};
    days.first[0] = 1101, days.last[0] = 331;
    assert_true(lt_heating_days_hold(&days, 0, lt_time_from_civil(2020, 10, 31, 16, 0, 0))); /* 1 November, UTC+8 */
    assert_false(lt_heating_days_hold(&days, 0, lt_time_from_civil(2020, 10, 31, 15, 0, 0)));
    assert_true(lt_heating_days_hold(&days, 0, lt_time_from_civil(2020, 3, 31, 15, 0, 0)));
    assert_false(lt_heating_days_hold(&days, 0, lt_time_from_civil(2020, 3, 31, 16, 0, 0)));
}

/* No calendar in the emissions: no ratio, no file. A day that is none: an error. */
static void days_of_heating_may_be_unknown(void **state) {
    (void)state;
    lt_compositions *out;
    char *text;
    lt_job job = f.job;
    job.variant = "base";
    for (int p = 0; p < N_PERIODS; p++) {
        job.period = &periods[p];
        assert_good(lt_outdir_drop(f.out, lt_job_file(&job, "emissions", ".nc")));
    }
    assert_good(lt_compositions_create(&f.job, f.grid, summary, &out));
    assert_true(isnan(lt_compositions_heating(out, LT_COMPONENT_PM25, 0).ratio));
    assert_good(lt_compositions_heating_csv(out, &text));
    assert_null(text);
    lt_compositions_free(out);
    write_emissions(WINTER, 1332);
    assert_int_equal(lt_compositions_create(&f.job, f.grid, summary, &out), LT_ERR_INPUT);
    lt_error_clear();
    for (int p = WINTER; p <= SUMMER; p++) write_emissions(p, 111);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(heated_days_beside_the_others),
                                       cmocka_unit_test(days_of_heating_may_be_unknown)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
