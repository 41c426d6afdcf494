/* A new version of a ledger: what a series touches changes as worked out by hand, every other byte stays, a bad series
 * changes nothing, and the differences are listed. */
#include "inventory_fixture.h"

#include "inventory/place/gridding.h"

#include "tests/support/program.h"
#include "tests/support/root.h"

static char ledger[400], series[400], out[400];

static int set_up(void **state) {
    if (make_root(state) != 0) return -1;
    snprintf(ledger, sizeof ledger, "%s/my.csv", root);
    snprintf(series, sizeof series, "%s/series.csv", root);
    snprintf(out, sizeof out, "%s/new", root);
    return 0;
}

#define HEAD                                                                                                           \
    "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,factor_SO2,efficiency_SO2,"  \
    "factor_source,source\r\n"
/* Remarks, quotes, blanks, line ends of Windows, a city in GB18030: all of it has to stay. */
static const char good[] =
    "# my ledger, \"1\"\r\n" HEAD
    "a,Tieling,residential,coal,stove,none,  1200 ,t,power,rural,surface,,,,\"page 1, line 2\"\r\n"
    "\r\n"
    "b,\xc9\xf2\xd1\xf4,heat,coal,grate_small,heat_small,300,t,heating,urban,low_stack,,,,me\r\n"
    "c,Dalian,heat,coal,grate_small,heat_small,100,t,heating,urban,low_stack,,,,me\r\n"
    "d,Dalian,heat,coal,grate_large,heat_large,300,t,heating,urban,low_stack,,,,me";

static program_result update(const char *text) {
    assert_true(files_write_text(ledger, good));
    assert_true(files_write_text(series, text));
    files_remove(out);
    return program_run(NULL, "inventory", "update", ledger, "--with", series, "--out", out);
}

static char *new_version(void) {
    char path[500];
    size_t size;
    snprintf(path, sizeof path, "%s/my.csv", out);
    return files_read(path, &size);
}

static lt_ledger *read_new(void) {
    char path[500];
    snprintf(path, sizeof path, "%s/my.csv", out);
    return fixture_own_ledger(path, "");
}

/* Every line of the old file but those that begin with one of these ids stands in the new one, byte for byte and in the
 * same order, behind the remarks of the version. */
static void assert_untouched(const char *made, const char *touched) {
    const char *at = made;
    while (strncmp(at, "# version", 9) == 0 || strncmp(at, "# parent", 8) == 0 || strncmp(at, "# change", 8) == 0)
        at = strchr(at, '\n') + 1;
    for (const char *line = good; *line;) {
        const size_t length = strcspn(line, "\n") + (line[strcspn(line, "\n")] == '\n');
        const bool may_differ = strchr(touched, line[0]) && line[1] == ',';
        if (!may_differ) assert_memory_equal(at, line, length);
        at += may_differ ? strcspn(at, "\n") + (at[strcspn(at, "\n")] == '\n') : length;
        line += length;
    }
    assert_string_equal(at, "");
}

static void test_a_month(void **state) {
    (void)state;
    /* One new month: August 2020 is 200 t; the others keep 1200 t x their share of the calendar `power`. */
    program_result result = update("id,year,unit,m01,m02,m03,m04,m05,m06,m07,m08,m09,m10,m11,m12\n"
                                   "a,2020,kilotonne,,,,,,,,0.2,,,,\n");
    assert_int_equal(result.code, 0);
    program_free(&result);
    char *made = new_version();
    assert_non_null(made);
    assert_int_equal(strncmp(made, "# version: 2\n# parent: ", 23), 0);
    assert_untouched(made, "a");
    lt_ledger *before = fixture_own_ledger(ledger, ""), *after = read_new();
    lt_allocation old_days, days;
    fixture_fail(lt_allocation_of(before, &old_days));
    fixture_fail(lt_allocation_of(after, &days));
    const lt_calendar *power = &old_days.calendars->items[lt_calendars_find(old_days.calendars, "power")];
    const double year = 1200 * (1 - power->month[7]) + 200;
    assert_true(fabs(lt_ledger_find(after, "a")->activity / year - 1) < 1e-14);
    const int k = lt_calendars_find(days.calendars, lt_ledger_find(after, "a")->calendar);
    assert_true(k >= 0);
    const lt_calendar *own = &days.calendars->items[k];
    assert_true(fabs(own->month[7] - 200 / year) < 2e-9); /* nine digits are written */
    assert_true(fabs(own->month[0] - 1200 * power->month[0] / year) < 2e-9);
    assert_true(fabs(own->hour[12] - power->hour[12]) < 2e-9);
    for (int other = 1; other < 4; other++)
        assert_near(after->sources[other].activity, before->sources[other].activity, 0);
    lt_allocation_free(&days);
    lt_allocation_free(&old_days);
    lt_ledger_free(after);
    lt_ledger_free(before);
    free(made);
}

/* Selected rows share a sum in proportion to what they had: 400 t of 100 and 300. */
static void test_selected_rows(void **state) {
    (void)state;
    program_result result = update("region,sector,year,unit,m01,m02,m03,m04,m05,m06,m07,m08,m09,m10,m11,m12\n"
                                   "Dalian,heat,2020,t,200,200,200,0,0,0,0,0,0,0,0,200\n");
    assert_int_equal(result.code, 0);
    program_free(&result);
    char *made = new_version();
    assert_untouched(made, "cd");
    lt_ledger *after = read_new();
    assert_near(lt_ledger_find(after, "c")->activity, 200, 1e-12);
    assert_near(lt_ledger_find(after, "d")->activity, 600, 1e-12);
    assert_string_equal(lt_ledger_find(after, "c")->calendar, lt_ledger_find(after, "d")->calendar);
    lt_ledger_free(after);
    free(made);
}

/* 30 mg/m3 x 200 000 m3/h = 6 kg/h: 52 560 kg in 8 760 h, gaps or not, as long as a day has 18 hours. */
static char *hours(int missing_a_day, int missing_days) {
    char *text = calloc(1, 600000), *end = text;
    end += sprintf(end, "id,time_local,SO2_mgm3,flow_m3h\n");
    for (int d = 0; d < 365; d++)
        for (int h = 0; h < 24; h++) {
            const lt_civil t = lt_time_civil(lt_time_from_civil(2021, 1, 1, h, 0, 0) + (lt_time)d * LT_DAY);
            const bool gap = h < missing_a_day || (t.month == 3 && t.day <= missing_days);
            end +=
                sprintf(end, "d,%04d-%02d-%02d %02d:00,%s,200000\n", t.year, t.month, t.day, t.hour, gap ? "" : "30");
        }
    return text;
}

static void test_a_measured_stack(void **state) {
    (void)state;
    static const int gaps[][2] = {{0, 0}, {6, 0}, {0, 7}};
    for (int k = 0; k < 3; k++) {
        char *text = hours(gaps[k][0], gaps[k][1]);
        program_result result = update(text);
        if (result.code) print_error("%s", result.err);
        assert_int_equal(result.code, 0);
        program_free(&result);
        char *made = new_version();
        assert_untouched(made, "d");
        lt_ledger *after = read_new();
        const lt_source *s = lt_ledger_find(after, "d");
        assert_true(fabs(lt_source_emission_kg(s, LT_SO2) / 52560 - 1) < 1e-12);
        assert_near(s->activity, 300, 0);
        lt_ledger_free(after);
        free(made);
        free(text);
    }
    /* 17 hours a day are none, and 8 days without in March (23 of 31 valid, 24 needed) are too many. */
    for (int k = 0; k < 2; k++) {
        char *text = k ? hours(0, 8) : hours(7, 0);
        program_result result = update(text);
        assert_int_equal(result.code, 2);
        assert_non_null(strstr(result.err, "too few valid days"));
        program_free(&result);
        assert_null(new_version());
        free(text);
    }
}

/* Half as much on Saturday and Sunday: weekdays weigh 7/6, those two 7/12; nothing but the calendar changes. */
static void test_electricity(void **state) {
    (void)state;
    char *text = calloc(1, 20000), *end = text;
    end += sprintf(end, "id,date,electricity_kWh\n");
    for (int d = 0; d < 365; d++) {
        const lt_civil t = lt_time_civil(lt_time_from_civil(2021, 1, 1, 0, 0, 0) + (lt_time)d * LT_DAY);
        end += sprintf(end, "c,%04d-%02d-%02d,%d\n", t.year, t.month, t.day, t.weekday < 5 ? 1000 : 500);
    }
    program_result result = update(text);
    assert_int_equal(result.code, 0);
    program_free(&result);
    char *made = new_version();
    assert_untouched(made, "c");
    lt_ledger *after = read_new();
    lt_allocation days;
    fixture_fail(lt_allocation_of(after, &days));
    const lt_source *s = lt_ledger_find(after, "c");
    const lt_calendar *own = &days.calendars->items[lt_calendars_find(days.calendars, s->calendar)];
    assert_near(s->activity, 100, 0);
    assert_true(fabs(own->weekday[0] / own->weekday[5] - 2) < 1e-8);
    double sum = 0;
    for (int w = 0; w < 7; w++) sum += own->weekday[w];
    assert_true(fabs(sum - 7) < 1e-8);
    /* January 2021: 21 working days and 10 others of 261 and 104 in the year. */
    assert_true(fabs(own->month[0] - (21 * 1000 + 10 * 500) / (261.0 * 1000 + 104 * 500)) < 2e-9);
    lt_allocation_free(&days);
    lt_ledger_free(after);
    free(made);
    /* A day less. */
    *strrchr(text, 'c') = '\0';
    result = update(text);
    assert_int_equal(result.code, 2);
    assert_non_null(strstr(result.err, "no 2021-12-31"));
    assert_null(new_version());
    program_free(&result);
    free(text);
}

#define MONTHS "m01,m02,m03,m04,m05,m06,m07,m08,m09,m10,m11,m12\n"

static void test_bad_series_change_nothing(void **state) {
    (void)state;
    static const struct {
        const char *text, *say[2];
    } bad[] = {
        {"id,year,unit," MONTHS "x,2020,t,1,,,,,,,,,,,\n", {"series.csv:2, column id", "no row of the ledger fits"}},
        {"id,year,unit," MONTHS "a,2020,km,1,,,,,,,,,,,\n", {"series.csv:2, column unit", "another dimension"}},
        {"id,year,unit," MONTHS "a,2020,,1,,,,,,,,,,,\n", {"series.csv:2, column unit", "no unit"}},
        {"id,year,unit," MONTHS "a,2020,t,-1,,,,,,,,,,,\n", {"series.csv:2, column m01", "negative"}},
        {"id,year,unit," MONTHS "a,2020,t,,,,,,,,,,,,\n", {"series.csv:2", "without a month"}},
        {"id,year,unit," MONTHS "a,2020,t,1,,,,,,,,,,,\nb,2021,t,1,,,,,,,,,,,\n",
         {"series.csv:3, column year", "two years"}},
        {"id,year,unit," MONTHS "a,2020,t,1,,,,,,,,,,,\na,2020,t,1,,,,,,,,,,,\n", {"series.csv:3", "mean one row"}},
        {"id,yaer,unit," MONTHS "a,2020,t,1,,,,,,,,,,,\n", {"yaer", "did you mean year"}},
        {"id,time_local,SO9_mgm3,flow_m3h\nd,2021-01-01 00:00,1,1\n", {"SO9_mgm3", "unknown column"}},
        {"id,time_local,SO2_mgm3\nd,2021-01-01 00:00,1\n", {"flow_m3h", "missing"}},
        {"id,time_local,SO2_kg\nd,2021-01-01 01:00,1\nd,2021-01-01 00:00,1\n", {"series.csv:3", "do not grow"}},
        {"id,time_local,SO2_kg\nd,2021-01-01 01:00,-1\n", {"series.csv:2, column SO2_kg", "can have"}},
        {"id,date,electricity_kWh\nc,2021-01-01,1\nc,2021-01-01,1\n", {"series.csv:3", "stands twice"}},
        {"name,number\na,1\n", {"series.csv", "no kind of series"}},
    };
    char before[65], after[65];
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        assert_true(files_write_text(ledger, good));
        fixture_fail(lt_hash_file(ledger, before));
        program_result result = update(bad[k].text);
        bool right = result.code == 2;
        for (int m = 0; m < 2; m++) right = right && strstr(result.err, bad[k].say[m]);
        if (!right) print_error("%s%d %s\n", bad[k].text, result.code, result.err);
        assert_true(right);
        assert_null(new_version());
        fixture_fail(lt_hash_file(ledger, after));
        assert_string_equal(before, after);
        program_free(&result);
    }
    /* Nor does a good one write over the ledger itself. */
    program_result result = update("id,year,unit," MONTHS "a,2020,t,1,,,,,,,,,,,\n");
    program_free(&result);
    result = program_run(NULL, "inventory", "update", ledger, "--with", series, "--out", root);
    assert_int_equal(result.code, 2);
    fixture_fail(lt_hash_file(ledger, after));
    assert_string_equal(before, after);
    program_free(&result);
}

static void test_differences(void **state) {
    (void)state;
    char other[400];
    snprintf(other, sizeof other, "%s/other.csv", root);
    assert_true(files_write_text(ledger, good));
    assert_true(files_write_text(other, HEAD
                                 "a,Tieling,residential,coal,stove,none,1200,t,power,rural,surface,,,,other words\r\n"
                                 "c,Dalian,heat,coal,grate_small,heat_small,150,t,heating,urban,low_stack,,,,me\r\n"
                                 "d,Dalian,heat,coal,grate_large,none,300,t,heating,urban,low_stack,,,,me\r\n"
                                 "e,Anshan,heat,coal,grate_small,none,10,t,heating,urban,low_stack,,,,me\r\n"));
    program_result diff = program_run(NULL, "inventory", "diff", ledger, other);
    assert_int_equal(diff.code, 0);
    assert_non_null(strstr(diff.said, "1 rows added, 1 removed, 2 changed"));
    assert_non_null(strstr(diff.said, "100 -> 150"));
    program_free(&diff);
    diff = program_run(NULL, "inventory", "diff", ledger, other, "--json");
    assert_int_equal(diff.code, 0);
    assert_non_null(strstr(diff.said, "\"removed\""));
    program_free(&diff);
    diff = program_run(NULL, "inventory", "diff", ledger, ledger);
    assert_non_null(strstr(diff.said, "0 rows added, 0 removed, 0 changed"));
    program_free(&diff);
}

/* A version of another year than 2020 differs in that year's column, and diff finds the year in the version. */
static void test_difference_of_a_year(void **state) {
    (void)state;
    char path[500];
    assert_true(files_write_text(
        ledger, "id,region,sector,process,technology,control,activity,activity_2014,unit,calendar,surrogate,profile,"
                "source\na,Tieling,residential,coal,stove,none,1200,2400,t,power,rural,surface,me\n"));
    assert_true(files_write_text(series, "id,year,unit,m01,m02,m03,m04,m05,m06,m07,m08,m09,m10,m11,m12\n"
                                         "a,2014,t,100,100,100,100,100,100,100,100,100,100,100,100\n"));
    files_remove(out);
    program_result result = program_run(NULL, "inventory", "update", ledger, "--with", series, "--out", out);
    if (result.code) print_error("%s", result.err);
    assert_int_equal(result.code, 0);
    program_free(&result);
    snprintf(path, sizeof path, "%s/my.csv", out);
    result = program_run(NULL, "inventory", "diff", ledger, path);
    assert_non_null(strstr(result.said, "2014: 0 rows added, 0 removed, 1 changed"));
    assert_non_null(strstr(result.said, "2400 -> 1200"));
    program_free(&result);
    result = program_run(NULL, "inventory", "diff", ledger, path, "--year", "2020", "--lang", "zh");
    assert_non_null(strstr(result.said, "2020 年：新增 0 行，删除 0 行，改变 1 行")); /* the calendar */
    assert_null(strstr(result.said, "2400"));
    program_free(&result);
}

/* `lantian check` knows a series of each kind for what it is. */
static void test_check_knows_series(void **state) {
    (void)state;
    static const char *const heads[] = {"id,year,unit,m01,m02,m03,m04,m05,m06,m07,m08,m09,m10,m11,m12,source\n",
                                        "id,time_local,flow_m3h,SO2_mgm3\n", "region,date,electricity_kWh\n"};
    for (int k = 0; k < 3; k++) {
        assert_true(files_write_text(series, heads[k]));
        program_result result = program_run(NULL, "check", series);
        assert_int_not_equal(result.code, 0);
        if (!strstr(result.said, "a series is checked with its ledger")) print_error("%s%s", result.said, result.err);
        assert_non_null(strstr(result.said, "a series is checked with its ledger"));
        program_free(&result);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_a_month),
                                       cmocka_unit_test(test_selected_rows),
                                       cmocka_unit_test(test_a_measured_stack),
                                       cmocka_unit_test(test_electricity),
                                       cmocka_unit_test(test_bad_series_change_nothing),
                                       cmocka_unit_test(test_differences),
                                       cmocka_unit_test(test_difference_of_a_year),
                                       cmocka_unit_test(test_check_knows_series)};
    return cmocka_run_group_tests(tests, set_up, remove_root);
}
