/* The baselines on made series whose answer is known. */
#include "tests/unit/post_fixture.h"

#include "postproc/baseline.h"
#include "tests/support/near.h"

enum { N_DAYS = 60, N_HOURS = 24 * N_DAYS };
static double value[N_HOURS], weather_value[LT_N_WEATHER][N_HOURS];
static lt_obs_series series;
static lt_station_weather weather;
static lt_time first;

static double pseudo_random(unsigned *seed) {
    *seed = *seed * 1664525u + 1013904223u;
    return (*seed >> 8) / 16777216.0;
}

/* January and February 2014, local time. Observations are an exact linear function of the weather. */
static int set_up(void **state) {
    (void)state;
    unsigned seed = 1;
    first = lt_time_from_civil(2014, 1, 1, 0, 0, 0) - LT_CST_OFFSET;
    for (int q = 0; q < N_HOURS; q++) {
        weather_value[LT_WEATHER_T][q] = -20 + 20 * pseudo_random(&seed);
        weather_value[LT_WEATHER_RH][q] = 30 + 60 * pseudo_random(&seed);
        weather_value[LT_WEATHER_WIND][q] = 8 * pseudo_random(&seed);
        value[q] = 100 + 2 * weather_value[LT_WEATHER_T][q] + 0.5 * weather_value[LT_WEATHER_RH][q] -
                   3 * weather_value[LT_WEATHER_WIND][q];
    }
    series = (lt_obs_series){.key = {"Shenyang", 0, LT_HOUR, false, 123.43, 41.78, LT_OBS_AMBIENT, LT_MEASURED_PM25},
                             .start = first,
                             .n = N_HOURS,
                             .value = value};
    weather = (lt_station_weather){
        .start = first, .n = N_HOURS, .value = {weather_value[0], weather_value[1], weather_value[2]}};
    return 0;
}

static void persistence_is_a_day_before(void **state) {
    (void)state;
    const lt_time start = first + 10 * LT_DAY, times[3] = {start, start + LT_HOUR, first};
    const lt_baseline base = {&series, NULL, start, start + 3 * LT_DAY};
    double out[3];
    lt_baseline_persistence(&base, times, 3, out);
    assert_true(out[0] == value[9 * 24] && out[1] == value[9 * 24 + 1]);
    assert_true(isnan(out[2])); /* nothing before the file */
}

static void regression_finds_a_linear_law(void **state) {
    (void)state;
    enum { FROM = 10 * 24, N = 3 * 24 };
    lt_time times[N];
    double out[N], spoilt[N];
    lt_training training;
    const lt_baseline base = {&series, NULL, first + FROM * LT_HOUR, first + (FROM + N) * LT_HOUR};
    for (int q = 0; q < N; q++) times[q] = first + (FROM + q) * LT_HOUR;
    assert_good(lt_baseline_regression(&base, &weather, times, N, out, &training));
    assert_null(training.reason);
    /* exact law, condition number of the design about 1e3: 1e3 x 2e-16 x 100 is far below 1e-9 */
    for (int q = 0; q < N; q++) assert_near(out[q], value[FROM + q], 1e-9);
    /* what was observed inside the judged period must not matter */
    double kept[N];
    memcpy(kept, value + FROM, sizeof kept);
    for (int q = 0; q < N; q++) value[FROM + q] = 1e4;
    assert_good(lt_baseline_regression(&base, &weather, times, N, spoilt, &training));
    assert_memory_equal(out, spoilt, sizeof out);
    memcpy(value + FROM, kept, sizeof kept);
}

static void regression_without_training_says_why(void **state) {
    (void)state;
    lt_training training;
    double out[1];
    const lt_baseline base = {&series, NULL, first, first + N_DAYS * LT_DAY};
    assert_good(lt_baseline_regression(&base, &weather, &first, 1, out, &training));
    assert_non_null(training.reason);
    assert_true(isnan(out[0]));
}

/* January, hour 5: the mean over all January days but those of the period. */
static void climatology_leaves_the_period_out(void **state) {
    (void)state;
    const lt_baseline base = {&series, NULL, first + 10 * LT_DAY, first + 17 * LT_DAY};
    const lt_time t = first + 12 * LT_DAY + 5 * LT_HOUR;
    double out = 0, sum = 0;
    int n = 0;
    for (int day = 0; day < 31; day++)
        if (day < 10 || day >= 17) sum += value[24 * day + 5], n++;
    lt_baseline_climatology(&base, &t, 1, &out);
    assert_int_equal(n, 24);
    assert_near(out, sum / n, 1e-12);
    /* All of January judged: February stands in for it; for April the one day of March; July has no neighbour. */
    const lt_baseline january = {&series, NULL, first, first + 31 * LT_DAY};
    const lt_time april = lt_time_from_civil(2014, 4, 3, 0, 0, 0) + 5 * LT_HOUR - LT_CST_OFFSET;
    for (sum = 0, n = 0; 31 + n < N_DAYS && n < 28; n++) sum += value[24 * (31 + n) + 5];
    assert_true(n > 0);
    lt_baseline_climatology(&january, &t, 1, &out);
    assert_near(out, sum / n, 1e-12);
    lt_baseline_climatology(&january, &april, 1, &out);
    assert_near(out, value[24 * 59 + 5], 1e-12);
    const lt_time summer = lt_time_from_civil(2014, 7, 1, 0, 0, 0);
    lt_baseline_climatology(&base, &summer, 1, &out);
    assert_true(isnan(out));
}

/* A season with too few days trains on all that the files hold, and says so. */
static void regression_takes_other_seasons(void **state) {
    (void)state;
    enum { FROM = 59 * 24, N = 24 };
    lt_time times[N];
    double out[N];
    lt_training training;
    lt_obs_series spring = series; /* moved by a day: all but the last day is winter */
    lt_station_weather moved = weather;
    spring.start = moved.start = first + LT_DAY;
    const lt_baseline base = {&spring, NULL, spring.start + FROM * LT_HOUR, spring.start + (FROM + N) * LT_HOUR};
    for (int q = 0; q < N; q++) times[q] = spring.start + (FROM + q) * LT_HOUR;
    assert_int_equal(lt_time_civil(times[0] + LT_CST_OFFSET).month, 3);
    assert_good(lt_baseline_regression(&base, &moved, times, N, out, &training));
    assert_null(training.reason);
    assert_true(training.all_seasons);
    assert_int_equal(training.n, FROM);
    for (int q = 0; q < N; q++) assert_near(out[q], value[FROM + q], 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(persistence_is_a_day_before),          cmocka_unit_test(regression_finds_a_linear_law),
        cmocka_unit_test(regression_without_training_says_why), cmocka_unit_test(climatology_leaves_the_period_out),
        cmocka_unit_test(regression_takes_other_seasons),
    };
    return cmocka_run_group_tests(tests, set_up, NULL);
}
