/* Clocks in another zone: found beside other stations and by the sun, and not found where there are none. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "postproc/obs/archive/clocks.h"
#include "tests/support/near.h"
#include "tests/support/obs_files.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

enum { DAYS = 14, HOURS = 24 * DAYS };

/* Ozone of an hour that is over at `hour` of a day: most between 14 and 15 h, more or less from day to day. */
static double ozone(long hour) {
    const long day = hour >= 0 ? hour / 24 : (hour - 23) / 24;
    return round(70 + 8.0 * ((day * 5) % 7 - 3) + 40 * cos(6.283185307 * ((double)hour - 15.0) / 24));
}

static void beside_others(void **state) {
    (void)state;
    static const int shifts[] = {0, 1, 8, -8, 3};
    double own[HOURS], around[HOURS];
    for (int k = 0; k < 5; k++) {
        lt_clock clock;
        for (long h = 0; h < HOURS; h++) own[h] = ozone(h + shifts[k]) + (double)(h % 5), around[h] = ozone(h);
        lt_clock_beside(own, around, HOURS, &clock);
        assert_int_equal(clock.shift_h, shifts[k]);
        assert_int_equal(clock.is_off, shifts[k] > 2 || shifts[k] < -2); /* an hour is no zone */
        assert_true(clock.r_shifted > 0.95);
    }
    lt_clock clock;
    for (long h = 0; h < HOURS; h++) own[h] = 100 * noise(); /* nonsense has no clock */
    lt_clock_beside(own, around, HOURS, &clock);
    assert_false(clock.is_off);
    for (long h = 0; h < HOURS; h++) own[h] = h < LT_CLOCK_PAIRS - 1 ? ozone(h + 8) : NAN;
    lt_clock_beside(own, around, HOURS, &clock);
    assert_false(clock.is_off); /* too few */
    for (long h = 0; h < HOURS; h++) own[h] = 5;
    lt_clock_beside(own, around, HOURS, &clock);
    assert_true(isnan(clock.r_now) && !clock.is_off);
}

static void by_the_sun(void **state) {
    (void)state;
    double o3[HOURS];
    for (long h = 0; h < HOURS; h++) o3[h] = 60 + 30 * cos(6.283185307 * ((double)h + 0.5 - 14.7) / 24);
    assert_near(lt_clock_ozone_peak(o3, HOURS, 0.5), 14.7, 1e-6);
    assert_false(lt_clock_ozone_is_off(14.7));
    assert_near(lt_clock_ozone_peak(o3, HOURS, 8.5), 22.7, 1e-6); /* UTC taken for UTC+8 ... */
    assert_true(lt_clock_ozone_is_off(22.7) && lt_clock_ozone_is_off(6.7));
    for (long h = 0; h < HOURS; h++) o3[h] = 60 + 3 * cos((double)h);
    assert_true(isnan(lt_clock_ozone_peak(o3, HOURS, 0.5))); /* a flat day has no peak */
    assert_true(isnan(lt_clock_ozone_peak(o3, 24 * 4, 0.5)));
    assert_false(lt_clock_ozone_is_off(NAN));
}

static double at_hour(long day, int hour, int shift) {
    return ozone((day - (long)(lt_time_from_civil(2020, 7, 1, 0, 0, 0) / LT_DAY)) * 24 + hour + shift);
}

static double one_in_utc(int site, const char *type, long day, int hour) {
    return strcmp(type, "O3") == 0 ? at_hour(day, hour, site == 2 ? 8 : 0) + site % 3 : NAN;
}

static double all_in_utc(int site, const char *type, long day, int hour) {
    return strcmp(type, "O3") == 0 ? at_hour(day, hour, 8) + site % 3 : NAN;
}

static program_result import_days(const char *folder, obs_value *value) {
    char path[4096];
    assert_int_equal(mkdir(in_root(folder), 0777), 0);
    for (int d = 0; d < DAYS; d++) {
        snprintf(path, sizeof path, "%s/%02d.csv", in_root(folder), d);
        obs_write_cnemc(path, lt_time_from_civil(2020, 7, 1 + d, 0, 0, 0), OBS_SITES, value);
    }
    snprintf(path, sizeof path, "%s.sqlite", in_root(folder));
    return program_run(NULL, "obs", "import", in_root(folder), "--archive", path);
}

static void imports_tell(void **state) {
    (void)state;
    program_result one = import_days("one", one_in_utc);
    assert_int_equal(one.code, 0);
    if (!strstr(one.err, "station 1100A: its O3") || !strstr(one.err, "+8 h")) fail_msg("%s", one.err);
    assert_int_equal(program_count(one.err, "another zone"), 1);
    program_free(&one);
    program_result all = import_days("all", all_in_utc);
    assert_int_equal(all.code, 0);
    if (!strstr(all.err, "peaks at 7 h") || !strstr(all.err, "and 5 more stations")) fail_msg("%s", all.err);
    program_free(&all);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beside_others),
        cmocka_unit_test(by_the_sun),
        cmocka_unit_test(imports_tell),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
