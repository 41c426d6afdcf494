/* Time columns: the zone that the name of the column says, whole steps, order, summer time; and all faults of a table
 * in one pass. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/faults.h"
#include "base/log.h"
#include "tests/support/error_block.h"

static char noted[4096];

static void keep_note(lt_log_level level, const char *text) {
    if (level == LT_LOG_WARNING) strncat(noted, text, sizeof noted - strlen(noted) - 1);
}

static lt_status axis_of(const char *text, int zone_s, int step_s, lt_time *first, lt_time *last) {
    lt_csv *table = NULL;
    noted[0] = '\0';
    assert_int_equal(lt_csv_parse("t.csv", text, &table), LT_OK);
    lt_log_set_sinks(NULL, keep_note);
    const lt_status status = lt_csv_time_axis(table, 0, zone_s, step_s, first, last);
    lt_log_set_sinks(NULL, NULL);
    lt_csv_free(table);
    return status;
}

static void test_zones(void **state) {
    (void)state;
    lt_time first, last;
    static const struct {
        const char *text;
        int zone_s;
        bool good;
    } cases[] = {
        {"t\n2020-01-01 00:00\n2020-01-01 01:00\n", 0, true},
        {"t\n2020-01-01T00:00:00Z\n2020-01-01T01:00:00Z\n", 0, true},
        {"t\n2020-01-01 08:00+08:00\n2020-01-01 09:00 +08:00\n", LT_CST_OFFSET, true},
        {"t\n2020-01-01 08:00+08:00\n", 0, false},             /* time_utc with local times */
        {"t\n2020-01-01T00:00:00Z\n", LT_CST_OFFSET, false},   /* time_local in UTC */
        {"t\n2020-01-01 08:00+09:00\n", LT_CST_OFFSET, false}, /* Seoul */
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        const lt_status status = axis_of(cases[n].text, cases[n].zone_s, LT_HOUR, &first, &last);
        assert_int_equal(status, cases[n].good ? LT_OK : LT_ERR_INPUT);
        if (cases[n].good) {
            assert_true(last - first == LT_HOUR);
            assert_true(first == lt_time_from_civil(2020, 1, 1, 0, 0, 0));
            continue;
        }
        char text[4096];
        lt_error_text(status, text, sizeof text);
        assert_non_null(strstr(text, "another zone than its column says"));
        assert_non_null(strstr(text, "t.csv:2, column t"));
        assert_non_null(strstr(text, "expected:"));
        assert_non_null(strstr(text, "to do:"));
    }
}

static void expect(const char *text, int step_s, const char *const *words) {
    lt_time first, last;
    char message[4096];
    assert_int_equal(axis_of(text, LT_CST_OFFSET, step_s, &first, &last), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, message, sizeof message);
    for (int w = 0; words[w]; w++)
        if (!strstr(message, words[w])) fail_msg("no \"%s\" in: %s", words[w], message);
}
#define EXPECT(text, step_s, ...) expect(text, step_s, (const char *const[]){__VA_ARGS__, NULL})

static void test_bad_axes(void **state) {
    (void)state;
    EXPECT("t\n2020-01-01 00:30\n", LT_HOUR, "full hour", "t.csv:2", "00:30");
    EXPECT("t\n2020-01-01 00:00\n2020-01-01 00:00\n", LT_HOUR, "stands twice", "t.csv:3");
    EXPECT("t\n2020-01-01 05:00\n2020-01-01 03:00\n", LT_HOUR, "goes back", "t.csv:3", "sort the rows");
    EXPECT("t\n2014-11-02 01:00\n2014-11-02 01:00\n", LT_HOUR, "stands twice", "summer time");
    EXPECT("t\n2014-10-26 02:00\n2014-10-26 03:00\n2014-10-26 02:00\n", LT_HOUR, "t.csv:4", "summer time");
    EXPECT("t\n2020-01-01\n2020-01-02 08:00\n", LT_DAY, "midnight", "t.csv:3");
    EXPECT("t\n", LT_HOUR, "no rows", "header only");
    EXPECT("t\n2020-01-32\n", LT_HOUR, "t.csv:2, column t", "2020-01-32");
    EXPECT("t\n1700-01-01\n2020-01-01\n", LT_HOUR, "200 years");
}

/* A spring night without its hour is said; the same hole on another day, or a longer one, is a gap like others. */
static void test_summer_time_is_suspected(void **state) {
    (void)state;
    lt_time first, last;
    assert_int_equal(axis_of("t\n2014-03-09 01:00\n2014-03-09 03:00\n", LT_CST_OFFSET, LT_HOUR, &first, &last), LT_OK);
    assert_non_null(strstr(noted, "2014-03-09 02:00 is missing"));
    assert_int_equal(axis_of("t\n2014-03-10 01:00\n2014-03-10 03:00\n", LT_CST_OFFSET, LT_HOUR, &first, &last), LT_OK);
    assert_string_equal(noted, "");
    assert_int_equal(axis_of("t\n2014-03-09 01:00\n2014-03-09 05:00\n", LT_CST_OFFSET, LT_HOUR, &first, &last), LT_OK);
    assert_string_equal(noted, "");
}

typedef struct collected {
    int n;
    char text[65536];
} collected;

static void collect(const char *text, void *context) {
    collected *all = context;
    all->n++;
    strncat(all->text, text, sizeof all->text - strlen(all->text) - 1);
}

/* Under judgement a table hands on every fault: of its header, rows, times and cells. */
static void test_all_faults_of_a_table(void **state) {
    (void)state;
    static collected all;
    lt_faults faults = {.report = collect, .context = &all};
    lt_csv *table = NULL;
    int time, a, b;
    lt_time first, last;
    double value;
    lt_csv_judge("j.csv", &faults);
    assert_int_equal(lt_csv_parse("j.csv",
                                  "time_utc,a,a\n2020-01-01 00:00,1,2\n2020-01-01 01:00,x,2\n1,2\n1,2,3,4\n"
                                  "2020-01-01 01:00,3,\"4\"5\n2020-01-01 01:30,3,y\n2020-01-01 02:00,3,4\n",
                                  &table),
                     LT_OK);
    assert_int_equal(lt_csv_rows(table), 4); /* three rows cannot be cut into cells */
    assert_int_equal(lt_csv_column(table, "time_utc", &time), LT_OK);
    assert_int_equal(lt_csv_column(table, "a", &a), LT_OK);
    assert_int_equal(lt_csv_column(table, "b", &b), LT_OK);
    assert_int_equal(b, -1);
    assert_int_equal(lt_csv_time_axis(table, time, 0, LT_HOUR, &first, &last), LT_OK);
    assert_true(last - first == 2 * LT_HOUR);
    for (long r = 0; r < lt_csv_rows(table); r++)
        for (int c = 1; c < 3; c++) assert_int_equal(lt_csv_double(table, r, c, &value), LT_OK);
    assert_int_equal(lt_csv_double(table, 0, b, &value), LT_OK); /* its absence has been said */
    assert_string_equal(lt_csv_text(table, 0, b), "");
    /* nor is what a reader says of a row without it */
    assert_int_equal(
        lt_csv_take(table, LT_RAISE(LT_ERR_INPUT, .what = "a row without its b", .where = lt_csv_where(table, 0, b))),
        LT_OK);
    lt_csv_free(table);
    static const char *const words[] = {"column a stands twice", "j.csv:4", "j.csv:5", "j.csv:6, column 3",
                                        "column b is missing",   "j.csv:7", "\"x\"",   "\"y\""};
    for (size_t w = 0; w < sizeof words / sizeof *words; w++)
        if (!strstr(all.text, words[w])) fail_msg("no \"%s\" in: %s", words[w], all.text);
    assert_int_equal(all.n, 8);
    assert_int_equal(faults.n, 8);
    /* other tables are not under judgement, and none is afterwards */
    assert_int_equal(lt_csv_parse("k.csv", "a\n1,2\n", &table), LT_ERR_INPUT);
    lt_csv_judge(NULL, NULL);
    assert_int_equal(lt_csv_parse("j.csv", "a\n1,2\n", &table), LT_ERR_INPUT);
    assert_int_equal(all.n, 8);
}

/* A fault of every row is told fifty times and then counted. */
static void test_floods_are_counted(void **state) {
    (void)state;
    static collected all;
    lt_faults faults = {.report = collect, .context = &all};
    for (int n = 0; n < 8000; n++)
        assert_int_equal(lt_faults_take(&faults, LT_RAISE(LT_ERR_INPUT, .what = "a wet row")), LT_OK);
    assert_int_equal(lt_faults_take(&faults, LT_RAISE(LT_ERR_INPUT, .what = "a dry row")), LT_OK);
    assert_int_equal(all.n, LT_FAULTS_A_KIND + 1);
    assert_int_equal(faults.n, 8001);
    lt_faults_end(&faults);
    assert_non_null(strstr(all.text, "7950 more of the kind: a wet row"));
    assert_int_equal(all.n, LT_FAULTS_A_KIND + 2);
}

static void test_not_a_table(void **state) {
    (void)state;
    lt_csv *table = NULL;
    assert_int_equal(lt_csv_parse("x.csv", "PK\3\4\24 rest", &table), LT_ERR_INPUT);
    char message[2048];
    lt_error_text(LT_ERR_INPUT, message, sizeof message);
    assert_non_null(strstr(message, "xlsx"));
    assert_non_null(strstr(message, "CSV UTF-8"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_zones),
        cmocka_unit_test(test_bad_axes),
        cmocka_unit_test(test_summer_time_is_suspected),
        cmocka_unit_test(test_all_faults_of_a_table),
        cmocka_unit_test(test_floods_are_counted),
        cmocka_unit_test(test_not_a_table),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
