/* test_timeaxis.c - calendar arithmetic against libc, parsing and its faults. */
#include "base/timeaxis.h"

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <time.h>
#include <setjmp.h>
#include <cmocka.h>

/* Oracle: timegm/gmtime_r of libc, every 37 h + 1 s from 1896 to 2104 (over 1900 and 2000). */
static void test_civil_agrees_with_libc(void **state) {
    (void)state;
    for (lt_time t = -2335219200; t < 4234000000; t += 37 * LT_HOUR + 1) {
        time_t libc = (time_t)t;
        struct tm tm;
        assert_non_null(gmtime_r(&libc, &tm));
        lt_civil c = lt_time_civil(t);
        assert_int_equal(c.year, tm.tm_year + 1900);
        assert_int_equal(c.month, tm.tm_mon + 1);
        assert_int_equal(c.day, tm.tm_mday);
        assert_int_equal(c.hour, tm.tm_hour);
        assert_int_equal(c.minute, tm.tm_min);
        assert_int_equal(c.second, tm.tm_sec);
        assert_int_equal(c.weekday, (tm.tm_wday + 6) % 7);
        assert_int_equal(c.yearday, tm.tm_yday + 1);
        assert_int_equal(lt_time_from_civil(c.year, c.month, c.day, c.hour, c.minute, c.second), t);
    }
}

static void test_days(void **state) {
    (void)state;
    assert_int_equal(lt_days_in_month(2020, 2), 29);
    assert_int_equal(lt_days_in_month(2100, 2), 28);
    assert_int_equal(lt_days_in_month(2000, 2), 29);
    assert_int_equal(lt_days_in_month(2019, 12), 31);
    assert_int_equal(lt_days_in_month(2019, 13), 0);
    assert_int_equal(lt_days_in_year(2020), 366);
    assert_int_equal(lt_days_in_year(1900), 365);
}

static void test_parse(void **state) {
    (void)state;
    const lt_time noon = lt_time_from_civil(2014, 1, 6, 12, 0, 0);
    const struct {
        const char *text;
        int offset;
        lt_time t;
    } cases[] = {
        {"2014-01-06", 0, noon - 12 * LT_HOUR},
        {"2014-01-06", LT_CST_OFFSET, noon - 20 * LT_HOUR},
        {"2014-01-06 20:00", LT_CST_OFFSET, noon},
        {" 2014-01-06T20:00:00 ", LT_CST_OFFSET, noon},
        {"2014-01-06T12:00:00Z", LT_CST_OFFSET, noon},
        {"2014-01-06 12:00 Z", LT_CST_OFFSET, noon},
        {"2014-01-06T20:00:00+08:00", 0, noon},
        {"2014-01-06 20:00:00 +0800", 0, noon},
        {"2014-01-06 07:30-04:30", 0, noon},
        {"2014-01-06 20+08", 0, 0}, /* no minutes: refused, see below */
        {"2014-01-05T24:00:00Z", 0, noon - 12 * LT_HOUR},
        {"2020-02-29", 0, 1582934400},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        lt_time t = -1;
        lt_status expected = cases[n].t ? LT_OK : LT_ERR_INPUT;
        assert_int_equal(lt_time_parse(cases[n].text, cases[n].offset, &t), expected);
        if (expected == LT_OK) assert_int_equal(t, cases[n].t);
    }
}

static void test_parse_faults(void **state) {
    (void)state;
    const char *const bad[] = {"",
                               "2014",
                               "2014-1-6",
                               "2014-02-29",
                               "2014-13-01",
                               "2014-00-01",
                               "2014-01-00",
                               "2014-01-06 25:00",
                               "2014-01-06 10:60",
                               "06/01/2014",
                               "2014-01-06x",
                               "2014-01-06 1:00",
                               "2014-01-06 10:00+99:00",
                               "2014-01-06 10:00:60",
                               "2014-01-06 24:01",
                               "2014-01-06 10:00+08:0",
                               "2014-01-06                                                                       x"};
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++) {
        lt_time t = 77;
        char text[512];
        assert_int_equal(lt_time_parse(bad[n], 0, &t), LT_ERR_INPUT);
        assert_int_equal(t, 77);
        lt_error_text(LT_ERR_INPUT, text, sizeof text);
        assert_non_null(strstr(text, "2014-01-06"));
        assert_non_null(strstr(text, bad[n]));
    }
}

static void test_print(void **state) {
    (void)state;
    char text[24];
    lt_time t = lt_time_from_civil(2014, 1, 6, 13, 0, 0);
    lt_time_iso(t, text);
    assert_string_equal(text, "2014-01-06T13:00:00Z");
    lt_time_local(t, text);
    assert_string_equal(text, "2014-01-06 21:00");
    lt_time_local(lt_time_from_civil(2019, 12, 31, 16, 0, 0), text);
    assert_string_equal(text, "2020-01-01 00:00");
    lt_time_iso(-1, text);
    assert_string_equal(text, "1969-12-31T23:59:59Z");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_civil_agrees_with_libc), cmocka_unit_test(test_days),  cmocka_unit_test(test_parse),
        cmocka_unit_test(test_parse_faults),           cmocka_unit_test(test_print),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
