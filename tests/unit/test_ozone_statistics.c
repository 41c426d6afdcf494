/* Ozone of days, percentiles, classes of the regime, states: worked examples. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "postproc/ozone_day.h"
#include "postproc/ozone_days.h"
#include "postproc/reference_state.h"
#include "postproc/regime.h"
#include "tests/support/near.h"

#include <math.h>

#define GOOD(call) assert_int_equal((call), LT_OK)

/* Hours whose sums are exact in binary, so that the means are, too. */
static void test_day(void **state) {
    (void)state;
    double hour[24];
    for (int h = 0; h < 24; ++h) hour[h] = 2.0 * h;
    lt_ozone_day day = lt_ozone_day_of(hour, INFINITY);
    assert_true(day.mda8 == 39.0 && day.mda1 == 46.0); /* hours 16 .. 23: the window that ends at 24:00 */

    for (int h = 0; h < 24; ++h) hour[h] = h < 8 ? 80.0 : 16.0; /* the window that ends at 08:00 */
    assert_true(lt_ozone_day_of(hour, INFINITY).mda8 == 80.0);
    for (int h = 0; h < 24; ++h) hour[h] = h == 7 ? 160.0 : 0.0; /* one hour in eight windows */
    day = lt_ozone_day_of(hour, INFINITY);
    assert_true(day.mda8 == 20.0 && day.mda1 == 160.0);
}

/* 6 of 8 hours make a window, 5 do not; 14 windows make a day, 13 do not. */
static void test_missing_hours(void **state) {
    (void)state;
    double hour[24];
    for (int h = 0; h < 24; ++h) hour[h] = 48.0;
    hour[14] = hour[15] = NAN; /* windows with two gaps have six hours */
    hour[13] = 96.0;
    /* windows that hold hours 13 .. 15 have 6 hours, one of them 96: (5 x 48 + 96) / 6 */
    assert_true(lt_ozone_day_of(hour, INFINITY).mda8 == 56.0);
    for (int h = 0; h < 24; ++h) hour[h] = h < 5 ? NAN : 48.0;
    /* valid windows end at 11 (hours 5 .. 10) to 24: 14 of them */
    lt_ozone_day day = lt_ozone_day_of(hour, INFINITY);
    assert_true(day.mda8 == 48.0 && isnan(day.mda1)); /* 19 hours */
    hour[5] = NAN;
    hour[10] = 200.0;
    day = lt_ozone_day_of(hour, INFINITY); /* 13 windows */
    assert_true(isnan(day.mda8) && isnan(day.mda1));
    /* 13 windows are enough where the largest is above a limit: hours 6 .. 11: (5 x 48 + 200) / 6 = 73.3 */
    assert_near(lt_ozone_day_of(hour, 73.0).mda8, 440.0 / 6.0, 1e-13);
    assert_true(isnan(lt_ozone_day_of(hour, 74.0).mda8));
    for (int h = 0; h < 24; ++h) hour[h] = NAN;
    day = lt_ozone_day_of(hour, 0.0);
    assert_true(isnan(day.mda8) && isnan(day.mda1));
}

/* numpy.percentile (linear) of the same lists, worked by hand. */
static void test_percentile(void **state) {
    (void)state;
    double ten[] = {10, 9, 8, 7, 6, 5, 4, 3, 2, 1}, three[] = {99, 109, 89}, one[] = {7};
    assert_near(lt_percentile(ten, 10, 0.9), 9.1, 1e-14); /* k = 1 + 9 x 0.9 = 9.1 */
    assert_near(lt_percentile(three, 3, 0.9), 107.0, 1e-13);
    assert_true(lt_percentile(ten, 10, 0.0) == 1.0 && lt_percentile(ten, 10, 1.0) == 10.0);
    assert_true(lt_percentile(one, 1, 0.9) == 7.0);
    assert_true(isnan(lt_percentile(one, 0, 0.9)));
}

/* Two cells whose peaks fall at different times of the day, and a city that is their mean: its hours are averaged
 * first, so its MDA8 is 50, not the mean of two times 100. */
static void test_city_first(void **state) {
    (void)state;
    lt_city_weights cities = {0};
    lt_ozone_days *days;
    long cell[2] = {0, 1};
    double weight[2] = {0.5, 0.5}, ozone[2];
    const lt_time start = 16 * LT_HOUR; /* 00:00 local of 2 January 1970 */
    for (int c = 0; c < LT_N_CITY_VALUES; ++c)
        for (int k = 0; k < LT_N_CITY_KINDS; ++k) cities.of[c][k] = (lt_weights){cell, weight, 2};
    GOOD(lt_ozone_days_create(2, 76, &cities, &days));
    for (int h = -4; h < 72; ++h) { /* four hours of a day before, three days, the last cut short */
        if (h >= 48 + 12) break;
        const int local = (h + 24) % 24;
        ozone[0] = local < 8 ? 100.0 : 0.0;
        ozone[1] = local >= 16 ? 100.0 + (h >= 24 ? 8.0 : 0.0) : 0.0;
        lt_ozone_days_add(days, start + h * LT_HOUR, ozone);
    }
    lt_ozone_days_end(days);
    assert_int_equal(lt_ozone_days_n(days), 2); /* neither 4 nor 12 hours are a day */
    assert_true(lt_ozone_days_first(days) == start);
    assert_true(lt_ozone_days_mda8(days)[0] == 100.0f && lt_ozone_days_mda8(days)[3] == 108.0f);
    assert_true(lt_ozone_days_mda1(days)[3] == 108.0f);
    const lt_ozone_of_days city = lt_ozone_days_city(days, 3, LT_CITY_SITES), one = lt_ozone_days_cell(days, 1);
    assert_true(city.mda8 == 52.0 && city.mda1 == 52.0); /* 50 and 54 */
    assert_near(city.p90, 53.6, 1e-13);
    assert_true(one.mda8 == 104.0);
    assert_near(one.p90, 107.2, 1e-13);
    lt_ozone_days_free(days);
}

/* A run from 05:00: its first day has 14 windows but 19 hours, a MDA8 without a MDA1; it is no day. */
static void test_late_start(void **state) {
    (void)state;
    lt_city_weights cities = {0};
    lt_ozone_days *days;
    long cell = 0;
    double weight = 1.0, ozone;
    for (int c = 0; c < LT_N_CITY_VALUES; ++c)
        for (int k = 0; k < LT_N_CITY_KINDS; ++k) cities.of[c][k] = (lt_weights){&cell, &weight, 1};
    GOOD(lt_ozone_days_create(1, 43, &cities, &days));
    for (int h = 5; h < 48; ++h) {
        ozone = h;
        lt_ozone_days_add(days, 16 * LT_HOUR + h * LT_HOUR, &ozone);
    }
    lt_ozone_days_end(days);
    assert_int_equal(lt_ozone_days_n(days), 1);
    assert_true(lt_ozone_days_first(days) == 16 * LT_HOUR + LT_DAY);
    assert_true(lt_ozone_days_city(days, 0, LT_CITY_SITES).mda1 == 47.0);
    assert_true(lt_ozone_days_cell(days, 0).mda1 == 47.0 && lt_ozone_days_cell(days, 0).mda8 == 43.5);
    lt_ozone_days_free(days);
}

static void test_regime(void **state) {
    (void)state;
    assert_int_equal(lt_regime_of(LT_INDICATOR_HCHO_NO2_COLUMN, 2.29), LT_REGIME_VOC);
    assert_int_equal(lt_regime_of(LT_INDICATOR_HCHO_NO2_COLUMN, 2.3), LT_REGIME_TRANSITION);
    assert_int_equal(lt_regime_of(LT_INDICATOR_HCHO_NO2_COLUMN, 4.2), LT_REGIME_TRANSITION);
    assert_int_equal(lt_regime_of(LT_INDICATOR_HCHO_NO2_COLUMN, 4.21), LT_REGIME_NOX);
    assert_int_equal(lt_regime_of(LT_INDICATOR_H2O2_HNO3, 0.29), LT_REGIME_VOC);
    assert_int_equal(lt_regime_of(LT_INDICATOR_H2O2_HNO3, 0.4), LT_REGIME_TRANSITION);
    assert_int_equal(lt_regime_of(LT_INDICATOR_H2O2_HNO3, 0.51), LT_REGIME_NOX);
    assert_int_equal(lt_regime_of(LT_INDICATOR_H2O2_HNO3, INFINITY), LT_REGIME_NOX);
    assert_int_equal(lt_regime_of(LT_INDICATOR_H2O2_HNO3, NAN), LT_N_REGIMES);
}

/* An ideal gas: 40 ppb of ozone are 78.5 ug/m3 at 298.15 K, 85.7 at 273.15 K, whatever the air is. */
static void test_states(void **state) {
    (void)state;
    const double T = 303.15, p = 98500.0, R = 8.314462618;
    const double ambient = 40e-9 * p / (R * T) * 47.997e6;
    assert_near(ambient * lt_state_factor(LT_STATE_REFERENCE, T, p), 40e-9 * 101325 / (R * 298.15) * 47.997e6, 1e-12);
    assert_near(ambient * lt_state_factor(LT_STATE_STANDARD, T, p), 40e-9 * 101325 / (R * 273.15) * 47.997e6, 1e-12);
    assert_near(ambient * lt_state_factor(LT_STATE_REFERENCE, T, p), 78.5, 0.05);
    assert_true(lt_state_factor(LT_STATE_AMBIENT, T, p) == 1.0);
    assert_near(lt_state_factor(LT_STATE_STANDARD, T, p) / lt_state_factor(LT_STATE_REFERENCE, T, p), 1.0915, 5e-5);
    assert_near(lt_state_pressure(288.15, 100.0), 101325 * exp(-9.80665 * 100 / (287.05 * 288.15)), 1e-9);
    const lt_time change = lt_time_from_civil(2018, 9, 1, 0, 0, 0) - LT_CST_OFFSET;
    assert_int_equal(lt_obs_state_at(LT_OBS_GB3095, LT_MEASURED_O3, change - 1), LT_STATE_STANDARD);
    assert_int_equal(lt_obs_state_at(LT_OBS_GB3095, LT_MEASURED_O3, change), LT_STATE_REFERENCE);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_day),        cmocka_unit_test(test_missing_hours),
                                       cmocka_unit_test(test_percentile), cmocka_unit_test(test_city_first),
                                       cmocka_unit_test(test_late_start), cmocka_unit_test(test_regime),
                                       cmocka_unit_test(test_states)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
