/* Rain of hours without a record, from the day's amount: worked by hand, and the real files. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/day_rain.h"
#include "tests/support/data.h"

#include <math.h>

enum { N_DAYS = 3, N_HOURS = 24 * N_DAYS };
static const double day_mm[N_DAYS] = {6.0, NAN, 1.0};

/* Three days from 20:00 of 30 June 2014; the first rains 2 mm in one recorded hour, has ten hours without record and
 * 6 mm in all; the second has no amount; the third has more recorded than the day's amount. */
static lt_station *series(void) {
    lt_station *s = NULL;
    assert_int_equal(lt_station_create("here", lt_time_from_civil(2014, 6, 30, 12, 0, 0), N_HOURS, &s), LT_OK);
    for (int h = 0; h < N_HOURS; h++) {
        s->hours[h].temperature_K = 293.0;
        s->hours[h].dew_point_K = 283.0 + 0.1 * (h % 24); /* moister and moister */
        s->hours[h].precipitation_mm = 0.0;
    }
    s->hours[2].precipitation_mm = 2.0;
    for (int h = 10; h < 20; h++) s->hours[h].precipitation_mm = NAN;
    s->hours[19].dew_point_K = NAN; /* of unknown humidity: last */
    s->hours[24 + 5].precipitation_mm = NAN;
    s->hours[48 + 1].precipitation_mm = 2.0;
    s->hours[48 + 9].precipitation_mm = NAN;
    return s;
}

static lt_daily *days(void) {
    lt_daily *daily = NULL;
    assert_int_equal(lt_calloc(1, sizeof *daily, &daily), LT_OK);
    daily->n_cities = 1;
    assert_int_equal(lt_daily_create(daily, lt_local_day(lt_time_from_civil(2014, 7, 1, 4, 0, 0)), N_DAYS), LT_OK);
    for (int d = 0; d < N_DAYS; d++) daily->values[d * LT_N_DAILY + LT_DAILY_PRECIPITATION] = day_mm[d];
    return daily;
}

static void test_by_hand(void **state) {
    (void)state;
    lt_station *s = series();
    lt_daily *daily = days();
    lt_day_rain got;
    lt_day_rain_fill(s, daily, 0, s->start, N_HOURS, &got);
    /* 4 mm are left, wet hours have 2 mm: two, the moistest whose humidity is known */
    for (int h = 10; h < 20; h++) assert_true(s->hours[h].precipitation_mm == (h == 17 || h == 18 ? 2.0 : 0.0));
    assert_true(s->hours[2].precipitation_mm == 2.0 && s->hours[0].precipitation_mm == 0.0);
    assert_true(isnan(s->hours[24 + 5].precipitation_mm));
    assert_true(s->hours[48 + 9].precipitation_mm == 0.0);
    assert_int_equal(got.hours, 11);
    assert_true(got.amount_mm == 4.0);
    lt_station_free(s);
    /* counted are the hours asked for, filled are all */
    s = series();
    lt_day_rain_fill(s, daily, 0, s->start + 18 * LT_HOUR, 24, &got);
    assert_int_equal(got.hours, 2);
    assert_true(got.amount_mm == 2.0 && s->hours[17].precipitation_mm == 2.0);
    lt_station_free(s);
    s = series();
    lt_day_rain_fill(s, daily, -1, s->start, N_HOURS, &got);
    assert_true(got.hours == 0 && isnan(s->hours[10].precipitation_mm));
    lt_day_rain_fill(s, NULL, 0, s->start, N_HOURS, &got);
    assert_true(got.hours == 0 && isnan(s->hours[10].precipitation_mm));
    /* a series that never rained: all hours without a record */
    s->hours[2].precipitation_mm = s->hours[48 + 1].precipitation_mm = 0.0;
    lt_day_rain_fill(s, daily, 0, s->start, N_HOURS, &got);
    for (int h = 10; h < 20; h++) assert_true(fabs(s->hours[h].precipitation_mm - 0.6) < 1e-15);
    lt_station_free(s);
    lt_daily_free(daily);
}

/* Shenyang's July 2014: hours without a record until the 25th; the month must have what its days have. */
static void test_real_july(void **state) {
    (void)state;
    const char *hourly = data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv"),
               *by_day = data_path("met/cma_daily_11cities/daily_met_2014_and_2016-11.csv");
    lt_station *s = NULL;
    lt_daily *daily = NULL;
    lt_day_rain got;
    assert_int_equal(lt_station_read(hourly, &s), LT_OK);
    assert_int_equal(lt_daily_read(by_day, &daily), LT_OK);
    const lt_time start = lt_time_from_civil(2014, 6, 30, 12, 0, 0);
    const int city = lt_daily_find(daily, "Shenyang");
    lt_day_rain_fill(s, daily, city, start, 31 * 24, &got);
    double hours = 0.0, of_days = 0.0;
    for (int h = 0; h < 31 * 24; h++) hours += lt_station_at(s, start + h * LT_HOUR)->precipitation_mm;
    for (int d = 0; d < 31; d++)
        of_days += lt_daily_at(daily, city, lt_local_day(start + 12 * LT_HOUR) + d, LT_DAILY_PRECIPITATION);
    assert_true(of_days > 60.0); /* 60.2 mm, added up by hand */
    assert_true(fabs(hours - of_days) < 1e-9 && fabs(got.amount_mm - of_days) < 1e-9);
    lt_station_free(s);
    lt_daily_free(daily);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_by_hand), cmocka_unit_test(test_real_july)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
