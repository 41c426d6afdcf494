/* Bad input: every fault gives one clear error (place, found, expected, what to do), exit code 2, and neither writes
 * nor overwrites anything. Each row below is one fault put into an input that is otherwise good. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/ledger_text.h"
#include "tests/support/root.h"
#include "tests/support/tiny_case.h"

static bool complain(const char *fault, const char *text) {
    print_error("%s: %s\n", fault, text);
    return false;
}

/* Run the case; it must end with one error that holds the words. Once into a folder that is not there, which must not
 * have been made, and once into one that holds a file of the user's, which must stand as it was. */
static bool run_is_refused(const char *fault, int depth, const char *case_path, const char *const *words) {
    char fresh[400], used[400], path[600];
    lt_digest before, after;
    snprintf(fresh, sizeof fresh, "%s/fresh", root);
    snprintf(used, sizeof used, "%s/used", root);
    snprintf(path, sizeof path, "%s/summary.json", used);
    mkdir(used, 0777);
    assert_true(files_write_text(path, "{\"of\": \"an earlier run\"}\n"));
    files_digest(used, before);
    program_result result = program_run(NULL, "run", case_path, "--out", fresh);
    bool good = error_block_good(&result, fault, 2, depth, words);
    if (files_exists(fresh)) good = complain(fault, "the output folder was made");
    program_free(&result);
    result = program_run(NULL, "run", case_path, "--out", used);
    files_digest(used, after);
    bool untouched = result.code == 2 && strcmp(before, after) == 0 && files_count(used) == 1;
    if (!untouched) good = complain(fault, "the files of an earlier run were touched");
    program_free(&result);
    files_remove(used);
    files_remove(fresh);
    return good;
}

/* `lantian check FILE` refuses the file alone, and says the word. */
static bool check_refuses(const char *fault, const char *path, const char *word) {
    program_result check = program_run(NULL, "check", path);
    bool good = check.code == 2 && (strstr(check.err, word) || strstr(check.said, word));
    if (!good) print_error("%s: check gave %d, not \"%s\"\n%s%s\n", fault, check.code, word, check.said, check.err);
    program_free(&check);
    return good;
}

/* --- case.yaml --- */
static void test_bad_cases(void **state) {
    (void)state;
    static const struct {
        int depth;
        const char *fault, *from, *to;
        const char *words[5]; /* ended by NULL */
    } faults[] = {
        {ERROR_FULL, "unknown key", "grid: liao", "gird: liao", {"case.yaml:4", "gird", "did you mean grid"}},
        {ERROR_FULL,
         "unknown key of a period",
         "spinup: 0",
         "spinnup: 0",
         {"case.yaml:10", "spinnup", "did you mean spinup"}},
        {ERROR_FULL, "missing unit", "length: 2 h", "length: 2", {"case.yaml:9", "length", "unit"}},
        {ERROR_BRIEF, "wrong unit", "length: 2 h", "length: 2 kg", {"case.yaml:9", "length", "kg"}},
        {ERROR_BRIEF, "no such day", "2020-01-06", "2020-02-30", {"case.yaml:8", "start", "2020-02-30"}},
        {ERROR_BRIEF, "not whole hours", "length: 2 h", "length: 90 min", {"case.yaml:9", "90 min", "whole hours"}},
        {ERROR_BRIEF, "negative spin-up", "spinup: 0 h", "spinup: -1 h", {"case.yaml:10", "-1 h"}},
        {ERROR_BRIEF, "unknown grid", "liaoning-27", "liaoning-72", {"liaoning-72", "did you mean liaoning-27"}},
        {ERROR_BRIEF, "unknown package", "[boilers]", "[boiler]", {"boiler", "did you mean boilers"}},
        {ERROR_BRIEF, "missing key", "title_en", "# title_en", {"case.yaml", "title_en"}},
        {ERROR_BRIEF, "the same key twice", "base_year: 2020", "grid: liaoning-9", {"case.yaml:5", "grid"}},
        {ERROR_BRIEF, "no YAML", "periods:", "periods: [", {"case.yaml"}},
        {ERROR_FULL, "unknown key of met", "source:", "sorce:", {"case.yaml:13", "sorce", "did you mean source"}},
        {ERROR_BRIEF, "unknown weather", "typical-winter", "typical-wintr", {"case.yaml:13", "typical-wintr"}},
        {ERROR_FULL, "unknown key of model", "met:", "model:\n  stepp: 900 s\nmet:", {"case.yaml:13", "stepp"}},
        {ERROR_FULL,
         "unknown key of inventory",
         "met:",
         "inventory:\n  leger: a.csv\nmet:",
         {"case.yaml:13", "leger", "ledger"}},
        {ERROR_BRIEF, "ledger that is not there", "met:", "inventory:\n  ledger: none.csv\nmet:", {"none.csv"}},
    };
    int bad_ones = 0;
    for (size_t n = 0; n < sizeof faults / sizeof *faults; n++) {
        char path[512];
        tiny_case_write(root, faults[n].from, faults[n].to, path);
        bad_ones += !run_is_refused(faults[n].fault, faults[n].depth, path, faults[n].words);
        bad_ones += !check_refuses(faults[n].fault, path, faults[n].words[0]);
    }
    assert_int_equal(bad_ones, 0);
}

/* --- ledger.csv --- */
static void test_bad_ledgers(void **state) {
    (void)state;
    static const struct {
        int depth;
        const char *fault, *column, *value; /* of the first record; column NULL: the record twice */
        const char *words[5];
    } faults[] = {
        {ERROR_FULL, "negative activity", "activity", "-5", {"ledger.csv:", "column activity", "-5"}},
        {ERROR_BRIEF, "activity that is no number", "activity", "many", {"ledger.csv:", "column activity", "many"}},
        {ERROR_BRIEF, "no activity", "activity", "", {"ledger.csv:", "column activity"}},
        {ERROR_FULL, "missing unit", "unit", "", {"ledger.csv:", "unit"}},
        {ERROR_BRIEF, "unknown unit", "unit", "bushel", {"ledger.csv:", "bushel"}},
        {ERROR_FULL, "efficiency above 1", "efficiency_SO2", "1.2", {"ledger.csv:", "efficiency_SO2", "1.2"}},
        {ERROR_FULL, "unknown city", "region", "Shenyagn", {"ledger.csv:", "Shenyagn", "did you mean Shenyang"}},
        {ERROR_FULL, "unknown species", "factor_SO5", "1", {"ledger.csv", "factor_SO5", "did you mean factor_SO2"}},
        {ERROR_BRIEF, "unknown column", "activty_2013", "1", {"ledger.csv", "activty_2013"}},
        {ERROR_FULL, "duplicate row", NULL, NULL, {"ledger.csv:", "same id"}},
    };
    char *good = ledger_example();
    int bad_ones = 0;
    for (size_t n = 0; n < sizeof faults / sizeof *faults; n++) {
        char ledger[512], path[512], section[700];
        char *bad = faults[n].column ? ledger_with(good, faults[n].column, faults[n].value) : ledger_row_twice(good);
        snprintf(ledger, sizeof ledger, "%s/ledger.csv", root);
        assert_true(files_write_text(ledger, bad));
        free(bad);
        snprintf(section, sizeof section, "inventory:\n  ledger: %s\nmet:", ledger);
        tiny_case_write(root, "met:", section, path);
        bad_ones += !run_is_refused(faults[n].fault, faults[n].depth, path, faults[n].words);
        bad_ones += !check_refuses(faults[n].fault, ledger, faults[n].words[0]);
    }
    free(good);
    assert_int_equal(bad_ones, 0);
}

/* --- measure.yaml --- */
static void test_bad_measures(void **state) {
    (void)state;
    static const struct {
        int depth;
        const char *fault, *from, *to;
        const char *words[5];
    } faults[] = {
        {ERROR_FULL,
         "unknown city in a measure",
         "[Shenyang]",
         "[Shenyagn]",
         {"half-coal.yaml:", "did you mean Shenyang"}},
        {ERROR_FULL, "unknown key in a measure", "regions:", "regoins:", {"half-coal.yaml:", "did you mean regions"}},
        {ERROR_FULL, "missing unit in a measure", "35 t/h", "35", {"half-coal.yaml:", "unit_size_max", "unit"}},
        {ERROR_BRIEF, "share above 1", "value: 50 %", "value: 5000 %", {"half-coal.yaml:"}},
        {ERROR_BRIEF, "range without its value", "[45 %, 55 %]", "[60 %, 70 %]", {"half-coal.yaml:"}},
        {ERROR_BRIEF, "unknown action", "scale_activity", "scale_actvity", {"half-coal.yaml:", "scale_actvity"}},
        {ERROR_BRIEF, "unknown assumption", "factor: coal_left", "factor: coal_lef", {"half-coal.yaml:", "coal_left"}},
        {ERROR_BRIEF, "unknown force word", "force: about", "force: perhaps", {"half-coal.yaml:", "perhaps"}},
        {ERROR_BRIEF, "no document", "clause: （一）", "claus: （一）", {"half-coal.yaml:", "claus"}},
    };
    int bad_ones = 0;
    program_result example = program_run(NULL, "example", "measure");
    assert_int_equal(example.code, 0);
    for (size_t n = 0; n < sizeof faults / sizeof *faults; n++) {
        char measure[512], path[512], packages[700];
        char *bad = tiny_case_with(example.said, faults[n].from, faults[n].to);
        snprintf(measure, sizeof measure, "%s/half-coal.yaml", root);
        assert_true(files_write_text(measure, bad));
        free(bad);
        snprintf(packages, sizeof packages, "[%s]", measure);
        tiny_case_write(root, "[boilers]", packages, path);
        bad_ones += !run_is_refused(faults[n].fault, faults[n].depth, path, faults[n].words);
        bad_ones += !check_refuses(faults[n].fault, measure, faults[n].words[0]);
    }
    program_free(&example);
    assert_int_equal(bad_ones, 0);
}

/* --- the grid --- */
static void test_grids_that_do_not_cover(void **state) {
    (void)state;
    static const struct {
        const char *fault, *from, *to;
        const char *words[4];
    } faults[] = {
        {"grid that cuts prefectures off", "nx: 10", "nx: 10", {"cut.yaml", "does not cover", "Dalian", "reach out"}},
        {"grid of another country",
         "origin_longitude: 123.4",
         "origin_longitude: 10",
         {"cut.yaml", "does not cover", "Shenyang", "Huludao"}},
        {"parent that does not cover",
         "layer_edges",
         "centre_east: 40\nparent: liaoning-27\nlayer_edges",
         {"cut.yaml", "parent", "projection"}},
        {"grid that is not there", NULL, NULL, {"cut.yaml", "no such file"}},
    };
    program_result example = program_run(NULL, "example", "grid");
    int bad_ones = 0;
    for (size_t n = 0; n < sizeof faults / sizeof *faults; n++) {
        char grid[512], path[512];
        const char *words[5] = {faults[n].words[0], faults[n].words[1], faults[n].words[2], faults[n].words[3], NULL};
        snprintf(grid, sizeof grid, "%s/cut.yaml", root);
        if (faults[n].from) {
            char *bad = tiny_case_with(example.said, faults[n].from, faults[n].to);
            assert_true(files_write_text(grid, bad));
            free(bad);
        } else {
            remove(grid);
        }
        tiny_case_write(root, "liaoning-27", grid, path);
        bad_ones += !run_is_refused(faults[n].fault, ERROR_FULL, path, words);
        bad_ones += !check_refuses(faults[n].fault, path, "cut.yaml");
    }
    program_free(&example);
    assert_int_equal(bad_ones, 0);
}

/* --- weather and observations --- */
static void test_bad_series(void **state) {
    (void)state;
#define STATION "time_local,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n"
#define ROW ",-4,-8,1024,2,350\n"
    static const struct {
        const char *fault, *option, *text;
        const char *words[4];
    } faults[] = {
        {"series with a gap",
         "--met",
         STATION "2020-01-05 23:00" ROW "2020-01-06 06:00" ROW,
         {"series.csv", "gap too long", "hours 2020-01-06 00:00 to 2020-01-06 05:00", "6 hours missing"}},
        {"series in another zone",
         "--met",
         STATION "2020-01-06 00:00Z" ROW "2020-01-06 01:00Z" ROW,
         {"series.csv:2, column time_local", "another zone", "UTC+8", "name the column"}},
        {"series that does not cover",
         "--met",
         STATION "2020-01-06 00:00" ROW,
         {"series.csv", "does not cover", "01:00"}},
        {"half hours", "--met", STATION "2020-01-06 00:30" ROW "2020-01-06 01:30" ROW, {"series.csv:2", "full hour"}},
        {"an hour twice",
         "--met",
         STATION "2020-01-06 00:00" ROW "2020-01-06 00:00" ROW,
         {"series.csv:3", "stands twice"}},
        {"no weather", "--met", "a,b\n1,2\n", {"series.csv", "weather"}},
        {"unknown layout of observations", "--obs", "station,ozone\na,1\n", {"series.csv", "layout", "cities_daily"}},
        {"observations in another zone",
         "--obs",
         "city,date,PM25_ugm3\nShenyang,2020-01-06 00:00Z,5\n",
         {"series.csv:2, column date", "another zone"}},
        {"empty observations", "--obs", "", {"series.csv", "empty"}},
        {"a spreadsheet as observations", "--obs", "PK\3\4 and so on", {"series.csv", "xlsx"}},
    };
#undef STATION
#undef ROW
    int bad_ones = 0;
    char series[512], path[512], fresh[400];
    tiny_case_write(root, NULL, NULL, path);
    snprintf(series, sizeof series, "%s/series.csv", root);
    snprintf(fresh, sizeof fresh, "%s/fresh", root);
    for (size_t n = 0; n < sizeof faults / sizeof *faults; n++) {
        const char *words[5] = {faults[n].words[0], faults[n].words[1], faults[n].words[2], faults[n].words[3], NULL};
        assert_true(files_write_text(series, faults[n].text));
        program_result result = program_run(NULL, "run", path, "--out", fresh, faults[n].option, series);
        bad_ones += !error_block_good(&result, faults[n].fault, 2, ERROR_FULL, words);
        if (files_exists(fresh)) bad_ones += !complain(faults[n].fault, "the output folder was made");
        program_free(&result);
    }
    assert_int_equal(bad_ones, 0);
}

/* --- netCDF in place of text, and names of nothing --- */
static void test_bad_requests(void **state) {
    (void)state;
    static const struct {
        const char *fault, *arguments[4];
        const char *words[2];
    } faults[] = {
        {"two starts", {"--start", "2020-01-06", "--start", "2020-01-07"}, {"--start", "twice"}},
        {"negative days", {"--days", "-1"}, {"--days", "-1"}},
        {"grid of nothing", {"--grid", "none/none.yaml"}, {"none/none.yaml", "no such file"}},
        {"weather of nothing", {"--met", "none.csv"}, {"none.csv"}},
        {"observations of nothing", {"--obs", "none.csv"}, {"none.csv"}},
        {"a folder as weather", {"--met", "/tmp"}, {"/tmp", "folder"}},
    };
    char path[512], fresh[400];
    int bad_ones = 0;
    tiny_case_write(root, NULL, NULL, path);
    snprintf(fresh, sizeof fresh, "%s/fresh", root);
    for (size_t n = 0; n < sizeof faults / sizeof *faults; n++) {
        const char *const *a = faults[n].arguments;
        program_result result = a[2] ? program_run(NULL, "run", path, "--out", fresh, a[0], a[1], a[2], a[3])
                                     : program_run(NULL, "run", path, "--out", fresh, a[0], a[1]);
        const char *words[3] = {faults[n].words[0], faults[n].words[1], NULL};
        const char *headline = strstr(result.err, "bad request: ");
        bool good = result.code == 2 && (headline || strstr(result.err, "bad input: "));
        for (int w = 0; words[w]; w++) good = good && strstr(result.err, words[w]);
        static const char *const labels[] = {"where:", "expected:", "found:", "to do:"};
        for (int l = 0; l < 4; l++) good = good && program_count(result.err, labels[l]) == 1;
        if (!good) print_error("%s: exit code %d\n%s\n", faults[n].fault, result.code, result.err);
        if (files_exists(fresh)) good = complain(faults[n].fault, "the output folder was made");
        bad_ones += !good;
        program_free(&result);
    }
    assert_int_equal(bad_ones, 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bad_cases),    cmocka_unit_test(test_bad_ledgers),
        cmocka_unit_test(test_bad_measures), cmocka_unit_test(test_grids_that_do_not_cover),
        cmocka_unit_test(test_bad_series),   cmocka_unit_test(test_bad_requests),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
