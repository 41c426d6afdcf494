/* HJ 663 by hand: percentiles, completeness, rounding, attainment, the composite index, days of the index, and days of
 * a place as whole calendar years in the state of the rules. */
#include "tests/unit/post_fixture.h"

#include "postproc/judgement/judge.h"
#include "postproc/obs/series.h"
#include "tests/support/near.h"

static lt_standards standards;

static int set_up(void **state) {
    (void)state;
    return lt_standards_read(NULL, &standards) == LT_OK ? 0 : -1;
}

static lt_time new_year(int year) {
    return lt_time_from_civil(year, 1, 1, 0, 0, 0);
}

/* Days 1 .. n in a shuffled order: k = 1 + (n - 1) p. n = 365: P98 357.72, P95 346.8, P90 328.6; n = 366: P90 329.5. */
static void test_percentiles_by_hand(void **state) {
    (void)state;
    static const struct {
        lt_measured species;
        double want;
    } of[] = {{LT_MEASURED_SO2, 357.72}, {LT_MEASURED_NO2, 357.72}, {LT_MEASURED_PM10, 346.8},
              {LT_MEASURED_PM25, 346.8}, {LT_MEASURED_CO, 346.8},   {LT_MEASURED_O3, 328.6}};
    double value[366];
    lt_weighed_value work[366];
    for (long d = 0; d < 365; d++) value[d * 101 % 365] = (double)d + 1;
    for (size_t k = 0; k < sizeof of / sizeof *of; k++) {
        const lt_statistic s = lt_statistic_of(&standards, of[k].species, new_year(2019), value, NULL, 365, work);
        assert_near(s.percentile, of[k].want, 1e-10);
        assert_near(s.mean, 183, 1e-12);
        assert_true(s.n == 365 && s.completeness == LT_YEAR_COMPLETE && s.short_months == 0);
    }
    for (long d = 0; d < 366; d++) value[d] = (double)d + 1;
    assert_near(lt_statistic_of(&standards, LT_MEASURED_O3, new_year(2020), value, NULL, 366, work).percentile, 329.5,
                1e-10);
    /* missing days leave the rest: 1 .. 4 of 10, P95: k = 1 + 3 x 0.95 = 3.85 */
    for (long d = 0; d < 10; d++) value[d] = d % 2 == 0 && d < 8 ? (double)(d / 2) + 1 : NAN;
    const lt_statistic part = lt_statistic_of(&standards, LT_MEASURED_PM25, new_year(2019), value, NULL, 10, work);
    assert_near(part.percentile, 3.85, 1e-12);
    assert_true(part.n == 4 && part.mean == 2.5 && part.completeness == LT_YEAR_PART);
    for (long d = 0; d < 10; d++) value[d] = NAN;
    const lt_statistic none = lt_statistic_of(&standards, LT_MEASURED_PM25, new_year(2019), value, NULL, 10, work);
    assert_true(none.n == 0 && isnan(none.mean) && isnan(none.percentile));
}

/* Takes n days out of a month. */
static void gap(double *value, int year, int month, int n) {
    const long first = (long)((lt_time_from_civil(year, month, 1, 0, 0, 0) - new_year(year)) / LT_DAY);
    for (long d = 0; d < n; d++) value[first + d] = NAN;
}

static lt_statistic with_gaps(int year, const int missing[12]) {
    double value[366];
    lt_weighed_value work[366];
    const int days = lt_days_in_year(year);
    for (int d = 0; d < days; d++) value[d] = 50;
    for (int m = 0; m < 12; m++) gap(value, year, m + 1, missing[m]);
    return lt_statistic_of(&standards, LT_MEASURED_PM25, new_year(year), value, NULL, days, work);
}

/* 324 days of the year; 27 of each month, 25 of February, also in a leap year. */
static void test_completeness(void **state) {
    (void)state;
    /* 31-day months may lose 4, 30-day ones 3, February 3: 7 x 4 + 4 x 3 + 3 = 43 days, more than the 41 of the year */
    static const int most[12] = {4, 1, 4, 3, 4, 3, 4, 4, 3, 4, 3, 4}; /* 41 */
    static const int one_more[12] = {4, 2, 4, 3, 4, 3, 4, 4, 3, 4, 3, 4};
    static const int january[12] = {5}, april[12] = {[3] = 4}, february[12] = {[1] = 4}, leap[12] = {[1] = 4};
    assert_true(with_gaps(2019, most).n == 324 && with_gaps(2019, most).completeness == LT_YEAR_COMPLETE);
    assert_true(with_gaps(2019, one_more).n == 323 && with_gaps(2019, one_more).completeness == LT_YEAR_INCOMPLETE);
    assert_int_equal(with_gaps(2019, one_more).short_months, 0);
    assert_true(with_gaps(2019, january).completeness == LT_YEAR_INCOMPLETE &&
                with_gaps(2019, january).short_months == 1);
    assert_int_equal(with_gaps(2019, april).short_months, 1 << 3);
    assert_int_equal(with_gaps(2019, february).short_months, 1 << 1);       /* 24 days */
    assert_int_equal(with_gaps(2020, leap).completeness, LT_YEAR_COMPLETE); /* 25 days */
}

static void set_statistics(lt_statistic of[LT_N_JUDGED]) {
    static const double mean[LT_N_JUDGED] = {[LT_MEASURED_PM25] = 34.4, [LT_MEASURED_PM10] = 56, [LT_MEASURED_SO2] = 12,
                                             [LT_MEASURED_NO2] = 28,    [LT_MEASURED_CO] = 0.8,  [LT_MEASURED_O3] = 95};
    static const double percentile[LT_N_JUDGED] = {
        [LT_MEASURED_PM25] = 74, [LT_MEASURED_PM10] = 119, [LT_MEASURED_SO2] = 30,
        [LT_MEASURED_NO2] = 60,  [LT_MEASURED_CO] = 1.2,   [LT_MEASURED_O3] = 152};
    for (int p = 0; p < LT_N_JUDGED; p++)
        of[p] = (lt_statistic){
            .n = 365, .days = 365, .mean = mean[p], .percentile = percentile[p], .completeness = LT_YEAR_COMPLETE};
}

/* By hand: 34.4/35 + 56/70 + 12/60 + 28/40 + 1.2/4 + 152/160 = 0.982857 + 0.8 + 0.2 + 0.7 + 0.3 + 0.95 = 3.932857; to
 * 2030 34.4/30 + 56/60 + 12/60 + 28/40 + 0.3 + 0.95 = 4.23; from 2031 34.4/25 + 56/50 + 12/20 + 28/30 + 1.25
 * = 5.279333. */
static void test_attainment(void **state) {
    (void)state;
    lt_statistic of[LT_N_JUDGED];
    set_statistics(of);
    const lt_attainment a = lt_attainment_of(&standards, LT_LIMITS_2012, LT_CLASS_II, of);
    assert_true(a.verdict == LT_ATTAINS && a.exceeding == 0 && a.main == LT_MEASURED_PM25);
    assert_near(a.composite, 3.932857142857143, 1e-12);
    assert_near(a.mean[LT_MEASURED_PM25].margin, 1, 1e-12); /* 34.4 -> 34 */
    assert_int_equal(a.mark, 'R');
    assert_int_equal(a.composite_mark, 'R'); /* percentiles of CO and O3: their formula is recalled */
    assert_true(a.percentile[LT_MEASURED_O3].mark == 'R' && a.mean[LT_MEASURED_NO2].mark == 'S');
    const lt_attainment b = lt_attainment_of(&standards, LT_LIMITS_2026, LT_CLASS_II, of);
    assert_true(b.verdict == LT_EXCEEDS && b.exceeding == 1u << LT_MEASURED_PM25);
    assert_near(b.composite, 4.23, 1e-12);
    assert_true(!b.percentile[LT_MEASURED_PM25].within && b.percentile[LT_MEASURED_PM10].within);
    assert_true(b.mean[LT_MEASURED_PM25].limit_mark == 'V' && b.mean[LT_MEASURED_PM25].mark == 'S');
    const lt_attainment c = lt_attainment_of(&standards, LT_LIMITS_2031, LT_CLASS_II, of);
    assert_near(c.composite, 5.279333333333333, 1e-12);
    assert_int_equal(c.exceeding, 1u << LT_MEASURED_PM25 | 1u << LT_MEASURED_PM10);
    const lt_attainment d = lt_attainment_of(&standards, LT_LIMITS_2012, LT_CLASS_I, of); /* ozone 152 over 100, too */
    assert_int_equal(d.exceeding, 1u << LT_MEASURED_PM25 | 1u << LT_MEASURED_PM10 | 1u << LT_MEASURED_O3);
    assert_near(d.composite, a.composite, 0); /* of class II always */
}

/* Percentiles of the four over the limit of the day do not decide; rounding may, and says so. */
static void test_what_decides(void **state) {
    (void)state;
    lt_statistic of[LT_N_JUDGED];
    set_statistics(of);
    of[LT_MEASURED_PM25].percentile = 200;
    of[LT_MEASURED_PM25].mean = 35.4;
    lt_attainment a = lt_attainment_of(&standards, LT_LIMITS_2012, LT_CLASS_II, of);
    assert_true(a.verdict == LT_ATTAINS && a.mean[LT_MEASURED_PM25].by_rounding &&
                !a.percentile[LT_MEASURED_PM25].within);
    of[LT_MEASURED_PM25].mean = 35.6;
    a = lt_attainment_of(&standards, LT_LIMITS_2012, LT_CLASS_II, of);
    assert_true(a.verdict == LT_EXCEEDS && !a.mean[LT_MEASURED_PM25].by_rounding);
    /* CO 4.04 mg/m3 is 4.0, 4.06 is 4.1 */
    of[LT_MEASURED_PM25].mean = 20;
    of[LT_MEASURED_CO].percentile = 4.04;
    assert_int_equal(lt_attainment_of(&standards, LT_LIMITS_2012, LT_CLASS_II, of).verdict, LT_ATTAINS);
    of[LT_MEASURED_CO].percentile = 4.06;
    assert_int_equal(lt_attainment_of(&standards, LT_LIMITS_2012, LT_CLASS_II, of).verdict, LT_EXCEEDS);
}

static void test_not_whole_is_not_judged(void **state) {
    (void)state;
    lt_statistic of[LT_N_JUDGED];
    set_statistics(of);
    of[LT_MEASURED_CO].completeness = LT_YEAR_INCOMPLETE;
    of[LT_MEASURED_PM25].mean = 90;
    lt_attainment a = lt_attainment_of(&standards, LT_LIMITS_2012, LT_CLASS_II, of);
    assert_true(a.verdict == LT_ATTAINED_INCOMPLETE && a.exceeding == 1u << LT_MEASURED_PM25);
    of[LT_MEASURED_CO] = (lt_statistic){.mean = NAN, .percentile = NAN, .completeness = LT_YEAR_PART};
    a = lt_attainment_of(&standards, LT_LIMITS_2012, LT_CLASS_II, of);
    assert_true(a.verdict == LT_ATTAINED_PART && a.missing == 1u << LT_MEASURED_CO && isnan(a.composite) &&
                a.main == -1);
}

static void test_days_of_the_index(void **state) {
    (void)state;
    lt_aqi aqi[6] = {
        {.value = 40, .level = LT_AQI_EXCELLENT, .mark = 'V'},
        {.value = 100, .level = LT_AQI_GOOD, .primary = 1, .mark = 'V'},
        {.value = 201, .level = LT_AQI_HEAVY, .primary = 3, .exceeding = 3, .mark = 'V'},
        {.value = 90, .level = LT_AQI_GOOD, .missing = 4},                /* may be worse */
        {.value = 260, .level = LT_AQI_HEAVY, .missing = 4, .mark = 'S'}, /* bad, but its good twin is lost */
        {.value = LT_NO_INDEX}};
    const lt_index_days all = lt_index_days_of(aqi, NULL, 6, lt_all_six),
                        five = lt_index_days_of(aqi, NULL, 6, lt_all_six & ~4u);
    assert_true(all.days == 6 && all.valid == 3 && all.good == 2 && all.heavy == 1);
    assert_true(all.undetermined == 2 && all.undetermined_bad == 1 && all.highest == 260 && all.highest_day == 4);
    assert_true(all.level[LT_AQI_HEAVY] == 1 && all.primary[0] == 2 && all.primary[1] == 1 && all.exceeding[0] == 1);
    assert_int_equal(all.mark, 'S');
    assert_true(five.valid == 5 && five.good == 3 && five.heavy == 2 && five.undetermined == 0);
    assert_near(all.good_pct, 200 / 3.0, 1e-12);
    assert_near(five.heavy_pct, 40, 1e-12);
}

/* Two days with three quarters of the year, one with the rest: weights 3/8, 3/8, 1/4 in places 0, 3/8, 11/16 of the
 * percentile. P95 of 10, 20, 40 is at 0.653125: 20 + 20 (0.653125 - 0.375) / 0.3125. */
static void test_weights(void **state) {
    (void)state;
    const lt_time utc = new_year(2020) - LT_CST_OFFSET;
    lt_weighed_period items[] = {{utc, utc + 2 * LT_DAY, 0.75}, {utc + 5 * LT_DAY, utc + 6 * LT_DAY, 0.25}};
    const lt_weighed_periods periods = {items, 2};
    double value[6] = {10, 20, NAN, NAN, NAN, 40}, weight[6];
    lt_weighed_value work[6];
    lt_day_weights(&periods, new_year(2020), value, 6, weight);
    assert_true(weight[0] == 0.375 && weight[1] == 0.375 && weight[2] == 0 && weight[5] == 0.25);
    lt_statistic s = lt_statistic_of(&standards, LT_MEASURED_PM25, new_year(2020), value, weight, 6, work);
    assert_near(s.mean, 21.25, 1e-13);
    assert_near(s.percentile, 37.8, 1e-12);
    assert_int_equal(s.n, 3);
    value[1] = NAN; /* the other day has the whole part */
    lt_day_weights(&periods, new_year(2020), value, 6, weight);
    s = lt_statistic_of(&standards, LT_MEASURED_PM25, new_year(2020), value, weight, 6, work);
    assert_near(s.mean, 17.5, 1e-13);
    value[0] = NAN; /* the period falls out */
    lt_day_weights(&periods, new_year(2020), value, 6, weight);
    s = lt_statistic_of(&standards, LT_MEASURED_PM25, new_year(2020), value, weight, 6, work);
    assert_true(s.mean == 40 && s.percentile == 40);
    /* a day of a case whose periods begin at another hour belongs to the period of its noon */
    items[0].start += 13 * LT_HOUR, items[0].end += 13 * LT_HOUR;
    value[0] = value[1] = value[2] = 10;
    lt_day_weights(&periods, new_year(2020), value, 6, weight);
    assert_true(weight[0] == 0 && weight[1] == 0.375 && weight[2] == 0.375);
}

/* The same weights in a judged year: two good days and a bad one. */
static void test_weighed_year(void **state) {
    (void)state;
    lt_air_days place;
    lt_judged_year year;
    const lt_time utc = new_year(2020) - LT_CST_OFFSET;
    lt_weighed_period items[] = {{utc, utc + 2 * LT_DAY, 0.75}, {utc + 5 * LT_DAY, utc + 6 * LT_DAY, 0.25}};
    const lt_weighed_periods periods = {items, 2};
    assert_good(lt_air_days_create("Shenyang", 0, true, LT_OBS_GB3095, 2020, 2020, &place));
    place.has = 1u << LT_MEASURED_PM25;
    place.value[LT_MEASURED_PM25][0] = 10, place.value[LT_MEASURED_PM25][1] = 20,
    place.value[LT_MEASURED_PM25][5] = 200;
    assert_good(lt_judge_year(&standards, &place, 2020, LT_CLASS_II, &periods, &year));
    assert_near(year.index[LT_INDEX_2012].good_pct, 75, 1e-12);
    assert_near(year.index[LT_INDEX_2012].heavy_pct, 25, 1e-12);
    assert_near(year.statistic[LT_INDEX_2012][LT_MEASURED_PM25].mean, 61.25, 1e-12);
    assert_near(year.attainment[LT_LIMITS_2012].mean[LT_MEASURED_PM25].value, 61.25, 1e-12);
    lt_judged_year_release(&year);
    assert_good(lt_judge_year(&standards, &place, 2020, LT_CLASS_II, NULL, &year));
    assert_near(year.index[LT_INDEX_2012].good_pct, 200 / 3.0, 1e-12);
    assert_near(year.statistic[LT_INDEX_2012][LT_MEASURED_PM25].mean, 230 / 3.0, 1e-12);
    lt_judged_year_release(&year);
    lt_air_days_release(&place);
}

/* --- days of a place --- */

static void add(lt_obs_set *set, lt_measured p, int interval, lt_time start, double value) {
    const lt_obs_key key = {
        .site = "Shenyang", .interval_s = interval, .city_mean = true, .rule = LT_OBS_GB3095, .species = p};
    assert_good(lt_obs_add(set, "test", &key, start, value));
}

/* 31 August and 1 September 2018: gases of the first were reported at 273.15 K. */
static void test_states_and_years(void **state) {
    (void)state;
    lt_obs_set set = {0};
    lt_air_places places;
    lt_air_year old, new;
    const lt_time august = lt_time_from_civil(2018, 8, 31, 0, 0, 0) - LT_CST_OFFSET;
    for (int d = 0; d < 2; d++) add(&set, LT_MEASURED_SO2, LT_DAY, august + d * LT_DAY, 100);
    for (int d = 0; d < 2; d++) add(&set, LT_MEASURED_PM25, LT_DAY, august + d * LT_DAY, 60);
    assert_good(lt_obs_finish(&set, 0));
    assert_good(lt_air_places_of(&set, &places));
    assert_int_equal(places.n, 1);
    assert_int_equal(places.items[0].n, 365);
    assert_int_equal(places.items[0].has, 1u << LT_MEASURED_SO2 | 1u << LT_MEASURED_PM25);
    assert_good(lt_air_year_create(&places.items[0], 2018, LT_INDEX_2012, &old));
    assert_good(lt_air_year_create(&places.items[0], 2018, LT_INDEX_2026, &new));
    const long d = 31 + 28 + 31 + 30 + 31 + 30 + 31 + 30; /* 31 August is day 243 */
    assert_true(old.value[LT_MEASURED_SO2][d] == 100 && old.value[LT_MEASURED_SO2][d + 1] == 100);
    assert_near(new.value[LT_MEASURED_SO2][d], 100 * 273.15 / 298.15, 1e-12);
    assert_true(new.value[LT_MEASURED_SO2][d + 1] == 100 && new.value[LT_MEASURED_PM25][d] == 60);
    assert_true(isnan(old.value[LT_MEASURED_SO2][d - 1]) && isnan(old.value[LT_MEASURED_SO2][d + 2]));
    assert_near(new.gas_factor_first, 0.916, 2e-4);
    assert_true(new.gas_factor_last == 1 && old.gas_factor_first == 1);
    lt_air_year_release(&old);
    lt_air_year_release(&new);
    lt_air_places_free(&places);
    lt_obs_free(&set);
}

/* Hours become days by GB 3095 and HJ 663: 20 hours a mean; ozone 14 of 17 windows of 6 hours, or fewer where one is
 * above 160 ug/m3. */
static void test_hours_to_days(void **state) {
    (void)state;
    lt_obs_set set = {0};
    lt_air_places places;
    const lt_time day[4] = {lt_time_from_civil(2019, 7, 1, 0, 0, 0) - LT_CST_OFFSET, 0, 0, 0};
    for (int h = 0; h < 96; h++) {
        const int d = h / 24, hour = h % 24;
        const lt_time t = day[0] + h * LT_HOUR;
        if (d != 1 || hour < 20) add(&set, LT_MEASURED_PM25, LT_HOUR, t, hour < 12 ? 40 : 80); /* day 1: 20 hours */
        /* ozone: day 0 whole, 100 and from 12 to 20 180; day 1 only 9 hours of 100; day 2 9 hours of 200; day 3 19
         * hours */
        if (d == 0) add(&set, LT_MEASURED_O3, LT_HOUR, t, hour >= 12 && hour < 20 ? 180 : 100);
        if (d == 1 && hour < 9) add(&set, LT_MEASURED_O3, LT_HOUR, t, 100);
        if (d == 2 && hour < 9) add(&set, LT_MEASURED_O3, LT_HOUR, t, 200);
        if (d == 3 && hour >= 5) add(&set, LT_MEASURED_O3, LT_HOUR, t, 100);
        if (d == 3 && hour < 19) add(&set, LT_MEASURED_SO2, LT_HOUR, t, 10);
        if (d < 3) add(&set, LT_MEASURED_SO2, LT_HOUR, t, d == 2 ? 900 : 10);
    }
    assert_good(lt_obs_finish(&set, 0));
    assert_good(lt_air_places_of(&set, &places));
    const lt_air_days *place = &places.items[0];
    const long first = 181; /* 1 July 2019 */
    assert_true(place->value[LT_MEASURED_PM25][first] == 60);
    assert_true(place->value[LT_MEASURED_PM25][first + 1] == 56); /* 12 x 40 + 8 x 80 over 20 */
    assert_true(place->value[LT_MEASURED_O3][first] == 180 && place->ozone_hour[first] == 180);
    assert_true(isnan(place->value[LT_MEASURED_O3][first + 1]));
    assert_true(place->value[LT_MEASURED_O3][first + 2] == 200 && isnan(place->ozone_hour[first + 2]));
    assert_true(place->value[LT_MEASURED_O3][first + 3] == 100);  /* 14 windows, 19 hours */
    assert_true(isnan(place->value[LT_MEASURED_SO2][first + 3])); /* 19 hours */
    /* an hour, with the 24 hours of SO2 to it: 23 hours of 900 and one of 10 on 3 July 22:00 */
    lt_air hour;
    assert_true(lt_air_hour_of(&set, place, LT_INDEX_2012, day[0] + (2 * 24 + 22) * LT_HOUR, &hour));
    assert_true(hour.value[LT_MEASURED_SO2] == 900 && hour.value[LT_MEASURED_PM25] == 80 &&
                isnan(hour.value[LT_MEASURED_CO]));
    assert_near(hour.so2_day, (23 * 900 + 10) / 24.0, 1e-10);
    assert_false(lt_air_hour_of(&set, place, LT_INDEX_2012, day[0] - LT_HOUR, &hour));
    lt_air_places_free(&places);
    lt_obs_free(&set);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_percentiles_by_hand),
                                       cmocka_unit_test(test_completeness),
                                       cmocka_unit_test(test_attainment),
                                       cmocka_unit_test(test_what_decides),
                                       cmocka_unit_test(test_not_whole_is_not_judged),
                                       cmocka_unit_test(test_days_of_the_index),
                                       cmocka_unit_test(test_weights),
                                       cmocka_unit_test(test_weighed_year),
                                       cmocka_unit_test(test_states_and_years),
                                       cmocka_unit_test(test_hours_to_days)};
    return cmocka_run_group_tests(tests, set_up, NULL);
}
