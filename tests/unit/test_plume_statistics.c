/* Means, highest values, percentiles, calm and missing hours of plume results, by hand. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/gaussian/result/plume_statistics.h"

#include <math.h>

#define GOOD(call) assert_int_equal((call), LT_OK)

enum { H1, H8, H24 };

static lt_plume_statistics *make(int n_tracks, int n_ranks, int n_stored) {
    const lt_statistics_wish wish = {2, n_tracks, n_ranks, n_stored, {true, true, true}};
    lt_plume_statistics *s;
    GOOD(lt_plume_statistics_create(&wish, &s));
    return s;
}

/* End of hour h (from 0) of a local day (UTC+8) of 2020. */
static lt_time end_of(int day, int h) {
    return lt_time_from_civil(2020, 1, day, h + 1, 0, 0) - LT_CST_OFFSET;
}

/* Two days: value of hour h on day d is 100 d + h at receptor 0, half of it at receptor 1. */
static void test_whole_days(void **state) {
    (void)state;
    lt_plume_statistics *s = make(1, 3, 1);
    for (int d = 0; d < 2; d++)
        for (int h = 0; h < 24; h++) {
            const double v[2] = {100.0 * d + h, 0.5 * (100.0 * d + h)};
            GOOD(lt_plume_statistics_hour(s, end_of(10 + d, h), v, NULL));
        }
    GOOD(lt_plume_statistics_end(s));
    assert_true(lt_plume_statistics_mean(s, 0, 0) == (24 * 11.5 + 24 * 111.5) / 48);
    assert_true(lt_plume_statistics_mean(s, 0, 1) == 0.5 * lt_plume_statistics_mean(s, 0, 0));
    const lt_ranked first = lt_plume_statistics_top(s, H1, 0, 0, 0), third = lt_plume_statistics_top(s, H1, 0, 2, 0);
    assert_true(first.value == 123.0 && first.end == end_of(11, 23));
    assert_true(third.value == 121.0 && third.end == end_of(11, 21));
    const lt_ranked eight = lt_plume_statistics_top(s, H8, 0, 1, 0); /* 8 to 16 h of the second day */
    assert_true(eight.value == 111.5 && eight.end == end_of(11, 15));
    assert_true(lt_plume_statistics_top(s, H24, 0, 0, 0).value == 111.5);
    assert_true(lt_plume_statistics_top(s, H24, 0, 1, 0).value == 11.5);
    assert_true(isnan(lt_plume_statistics_top(s, H24, 0, 2, 0).value)); /* two days have no third */
    double p;
    GOOD(lt_plume_statistics_percentile(s, H24, 0, 25.0, 0, &p)); /* a quarter of the way from 11.5 to 111.5 */
    assert_true(p == 36.5);
    GOOD(lt_plume_statistics_percentile(s, H1, 0, 100.0, 0, &p));
    assert_true(p == 123.0);
    GOOD(lt_plume_statistics_percentile(s, H8, 0, 50.0, 1, &p)); /* of 1.75 5.75 9.75 51.75 55.75 59.75 */
    assert_true(p == 0.5 * (9.75 + 51.75));
    lt_plume_statistics_free(s);
}

/* A day with 20 good hours is their mean; one with 6 of value 12 is 6 * 12 / 18; one without any has no value, and none
 * of these is taken as hours of 0. */
static void test_calm_hours(void **state) {
    (void)state;
    static const int good_hours[] = {20, 6, 0};
    lt_plume_statistics *s = make(1, 3, 1);
    const double v[2] = {12.0, 1.0};
    for (int d = 0; d < 3; d++)
        for (int h = 0; h < 24; h++)
            GOOD(lt_plume_statistics_hour(s, end_of(10 + d, h), h < good_hours[d] ? v : NULL, NULL));
    GOOD(lt_plume_statistics_end(s));
    assert_true(s->good == 26 && s->hours == 72);
    assert_true(lt_plume_statistics_mean(s, 0, 0) == 12.0);
    assert_true(fabs(lt_plume_statistics_top(s, H24, 0, 0, 0).value - 12.0) < 1e-14); /* 240 (1/20) in doubles */
    assert_true(fabs(lt_plume_statistics_top(s, H24, 0, 1, 0).value - 4.0) < 1e-14);
    assert_true(isnan(lt_plume_statistics_top(s, H24, 0, 2, 0).value));
    assert_true(s->blocks[H24].n == 2 && s->blocks[H24].thin == 1 && s->blocks[H24].left_out == 1);
    assert_true(s->blocks[H1].n == 26);
    lt_plume_statistics_free(s);
}

/* With 6 good hours of 24 the sources' 12 is 6 * 12 / 18; the 30 of the air is 30. A whole day is the mean of its
 * hours.
 */
static void test_thin_air(void **state) {
    (void)state;
    static const int good_hours[] = {6, 24};
    lt_plume_statistics *s = make(2, 2, 0);
    const double v[4] = {12.0, 1.0, 42.0, 31.0}, air[2] = {0.0, 30.0};
    for (int d = 0; d < 2; d++)
        for (int h = 0; h < 24; h++)
            GOOD(lt_plume_statistics_hour(s, end_of(10 + d, h), h < good_hours[d] ? v : NULL, air));
    GOOD(lt_plume_statistics_end(s));
    assert_true(fabs(lt_plume_statistics_top(s, H24, 1, 0, 0).value - 42.0) < 1e-13); /* 24 * 42 / 24 in doubles */
    assert_true(fabs(lt_plume_statistics_top(s, H24, 1, 1, 0).value - 34.0) < 1e-13);
    assert_true(fabs(lt_plume_statistics_top(s, H24, 0, 1, 0).value - 4.0) < 1e-14);
    lt_plume_statistics_free(s);
}

/* A series that begins at 20 h has no first day. */
static void test_part_of_a_day(void **state) {
    (void)state;
    lt_plume_statistics *s = make(1, 1, 0);
    const double v[2] = {5.0, 5.0}, w[2] = {1.0, 1.0};
    for (int h = 20; h < 24; h++) GOOD(lt_plume_statistics_hour(s, end_of(10, h), v, NULL));
    for (int h = 0; h < 24; h++) GOOD(lt_plume_statistics_hour(s, end_of(11, h), w, NULL));
    GOOD(lt_plume_statistics_end(s));
    assert_true(lt_plume_statistics_top(s, H24, 0, 0, 0).value == 1.0 && s->blocks[H24].left_out == 1);
    assert_true(lt_plume_statistics_top(s, H1, 0, 0, 0).value == 5.0);
    lt_plume_statistics_free(s);
}

/* Of equal values the earlier is the higher; tracks stay apart. */
static void test_ties_and_tracks(void **state) {
    (void)state;
    lt_plume_statistics *s = make(2, 2, 0);
    for (int h = 0; h < 4; h++) {
        const double v[4] = {7.0, h, 2.0 * h, 0.0};
        GOOD(lt_plume_statistics_hour(s, end_of(10, h), v, NULL));
    }
    GOOD(lt_plume_statistics_end(s));
    assert_true(lt_plume_statistics_top(s, H1, 0, 0, 0).end == end_of(10, 0));
    assert_true(lt_plume_statistics_top(s, H1, 0, 1, 0).end == end_of(10, 1));
    assert_true(lt_plume_statistics_top(s, H1, 0, 0, 1).value == 3.0);
    assert_true(lt_plume_statistics_top(s, H1, 1, 0, 0).value == 6.0);
    assert_true(lt_plume_statistics_top(s, H1, 1, 0, 1).value == 0.0);
    lt_plume_statistics_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_days),    cmocka_unit_test(test_calm_hours),      cmocka_unit_test(test_thin_air),
        cmocka_unit_test(test_part_of_a_day), cmocka_unit_test(test_ties_and_tracks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
