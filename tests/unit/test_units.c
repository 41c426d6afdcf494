/* test_units.c - conversions, their faults, and use from many threads. */
#include "base/number.h"
#include "base/units.h"

#include <math.h>
#include <pthread.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <setjmp.h>
#include <cmocka.h>

/* Bounds: a conversion is one multiplication and one addition of rounded constants, so a few 1e-16 of the larger term.
 */
static void test_convert(void **state) {
    (void)state;
    const struct {
        const char *from, *to;
        double value, result;
    } cases[] = {
        {"km", "m", 27, 27000},
        {"day", "s", 3, 259200},
        {"72 h", "s", 1, 259200},
        {"degC", "K", -20, 253.15},
        {"K", "degC", 273.15, 0},
        {"degF", "K", 32, 273.15},
        {"hPa", "Pa", 1013.25, 101325},
        {"ug m-3", "kg m-3", 1, 1e-9},
        {"\xc2\xb5g m-3", "kg m-3", 1, 1e-9},
        {"t", "kg", 2, 2000},
        {"kilotonne", "kg", 2, 2e6},
        {"metric_ton", "kg", 2, 2000},
        {"short_ton", "kg", 1, 907.18474},
        {"%", "1", 30, 0.3},
        {" t/h ", "kg s-1", 3.6, 1},
        {"m s-1", "km/h", 10, 36},
        {"degrees_east", "rad", 180, 3.14159265358979323},
        {"hours since 1970-01-01", "seconds since 1970-01-01", 10, 36000},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        double result = NAN;
        if (lt_units_convert(cases[n].value, cases[n].from, cases[n].to, &result) != LT_OK)
            fail_msg("%s to %s: %s", cases[n].from, cases[n].to, lt_error_what());
        double scale = fabs(cases[n].result) > 0 ? fabs(cases[n].result) : 273.15;
        if (fabs(result - cases[n].result) > 1e-14 * scale + 2e-16 * 500)
            fail_msg("%s to %s: %.17g, not %.17g", cases[n].from, cases[n].to, result, cases[n].result);
    }
}

/* Short names that mean something else, or nothing: the error has the word that was meant. */
static void test_hints(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *word; /* NULL: no hint */
    } cases[] = {{"C", "K", "degC"},
                 {"deg", "K", "degC"},
                 {"deg C", "K", "degC"},
                 {"deg", "degree", "write degree"},
                 {"F", "K", "degF"},
                 {"Nm3/h", "m3 s-1", "normal cubic metre"},
                 {"Nm^3/h", "m3 s-1", "normal cubic metre"},
                 {"mg/Nm3", "g m-3", "normal cubic metre"},
                 {"t/a", "g s-1", "year"},
                 {"t a-1", "g s-1", "year"},
                 {"kt/year", "g s-1", "kilotonne"},
                 {"ton/h", "kg s-1", "write t or tonne"},
                 {"ton", "kg", "write t or tonne"},
                 {"tons year-1", "kg s-1", "write t or tonne"},
                 {"kton/year", "kg s-1", "kilotonne"},
                 {"metric_ton", "m", NULL},
                 {"C", "m", NULL},
                 {"degree", "K", NULL},
                 {"kg", "m", NULL}};
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        double slope, offset;
        assert_int_equal(lt_units_factor(cases[n].from, cases[n].to, &slope, &offset), LT_ERR_INPUT);
        const char *hint = lt_units_hint(cases[n].from, cases[n].to);
        assert_true(!hint == !cases[n].word);
        if (hint && (!strstr(hint, cases[n].word) || strcmp(lt_error_todo(), hint) != 0))
            fail_msg("%s to %s: %s; %s", cases[n].from, cases[n].to, hint, lt_error_todo());
    }
    lt_error_clear();
}

static void test_exact_factors(void **state) {
    (void)state;
    double slope, offset;
    assert_int_equal(lt_units_factor("degC", "K", &slope, &offset), LT_OK);
    assert_true(slope == 1.0 && offset == 273.15);
    assert_int_equal(lt_units_factor("day", "s", &slope, &offset), LT_OK);
    assert_true(slope == 86400.0 && offset == 0.0);
    assert_int_equal(lt_units_factor("m", "m", &slope, &offset), LT_OK);
    assert_true(slope == 1.0 && offset == 0.0);
}

static void expect_fault(const char *from, const char *to, const char *words) {
    double slope = 7, offset = 7;
    char text[512];
    assert_int_equal(lt_units_factor(from, to, &slope, &offset), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, words)) fail_msg("\"%s\" is not in: %s", words, text);
    if (!strstr(text, from)) fail_msg("\"%s\" is not in: %s", from, text);
}

static void test_faults(void **state) {
    (void)state;
    expect_fault("furlongish", "m", "unknown unit");
    expect_fault("kg", "m", "another dimension");
    expect_fault("kt", "kg", "knot");
    expect_fault("t a-1", "kg s-1", "year-1");
    expect_fault("dBZ", "mm6 m-3", "straight scale");
    double slope, offset;
    assert_int_equal(lt_units_factor("m", "nonsense-unit", &slope, &offset), LT_ERR_INPUT);
    char longest[400];
    memset(longest, 'm', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    assert_int_equal(lt_units_factor(longest, "m", &slope, &offset), LT_ERR_INPUT);
}

/* Threads of pthread, not OpenMP: the thread sanitizer does not see into libgomp. */
static void *convert_many(void *bad) {
    for (int n = 0; n < 100; n++) {
        double value = 0;
        lt_status status = lt_units_convert(n, n % 2 ? "km" : "cm", "m", &value);
        *(int *)bad += status != LT_OK || fabs(value - n * (n % 2 ? 1000.0 : 0.01)) > 1e-12 * n;
    }
    return NULL;
}

static void test_threads(void **state) {
    (void)state;
    pthread_t threads[4];
    int bad[4] = {0};
    for (int n = 0; n < 4; n++) assert_int_equal(pthread_create(&threads[n], NULL, convert_many, &bad[n]), 0);
    for (int n = 0; n < 4; n++) {
        pthread_join(threads[n], NULL);
        assert_int_equal(bad[n], 0);
    }
}

static void test_numbers(void **state) {
    (void)state;
    double d = 5;
    long l = 5;
    const char *end;
    assert_true(lt_number_double(" -1.5e3 ", &d) && d == -1500.0);
    assert_true(lt_number_double(".5", &d) && d == 0.5);
    const char *const bad[] = {"", " ", "-", ".", "inf", "nan", "-inf", "0x10", "1e999", "1.5x", "1,5", "1 2", "e5"};
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++) assert_false(lt_number_double(bad[n], &d));
    assert_true(d == 0.5);
    assert_true(lt_number_scan("27km", &d, &end) && d == 27.0);
    assert_string_equal(end, "km");
    assert_true(lt_number_long(" -42 ", &l) && l == -42);
    assert_false(lt_number_long("4.0", &l) || lt_number_long("99999999999999999999", &l) || lt_number_long("", &l));
    assert_int_equal(l, -42);
    char text[40];
    lt_number_text(0.1, text, sizeof text);
    assert_string_equal(text, "0.1");
    lt_number_text(1.0 / 3.0, text, sizeof text);
    assert_true(lt_number_double(text, &d) && d == 1.0 / 3.0);
}

/* The shortest text as printf and strtod find it, which is what the fast way must say too. */
static void check_text(double value) {
    char text[40], wanted[40];
    lt_number_text(value, text, sizeof text);
    for (int digits = 15; digits <= 17; digits++) {
        snprintf(wanted, sizeof wanted, "%.*g", digits, value);
        if (strtod(wanted, NULL) == value) break;
    }
    assert_string_equal(text, wanted);
}

static void test_number_text(void **state) {
    (void)state;
    uint64_t random = 88172645463325252U; /* xorshift64 */
    for (int n = 0; n < 50000; n++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        const double unit = (double)(random >> 11) * 0x1p-53;
        double any;
        memcpy(&any, &random, sizeof any);
        if (any - any == 0) check_text(any);
        check_text(pow(10, 60 * unit - 40));
        check_text(-(double)(random % 100000) / 1000);
        check_text((double)(random % 1000000000) / 1e9 * pow(10, (double)(random % 40) - 25));
        check_text(nextafter(pow(10, (double)(random % 60) - 38), (random & 64) ? 1e300 : 0));
    }
    static const double edges[] = {
        0.0,   -0.0, 1.0,    0.5, 1e15, 999999999999999.9,     1e-4, 1e-5, 0.00012345, 123456789012345678.0,
        1e-37, 1e22, 5e-324, 0.3, 1e-7, 1.7976931348623157e308};
    for (size_t e = 0; e < sizeof edges / sizeof *edges; e++) check_text(edges[e]);
    char small[6];
    lt_number_text(1.0 / 3.0, small, sizeof small); /* cut, as by printf */
    assert_string_equal(small, "0.333");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_convert),     cmocka_unit_test(test_hints),   cmocka_unit_test(test_exact_factors),
        cmocka_unit_test(test_faults),      cmocka_unit_test(test_threads), cmocka_unit_test(test_numbers),
        cmocka_unit_test(test_number_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
