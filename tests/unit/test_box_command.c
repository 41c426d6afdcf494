/* lantian box as a user runs it: tables, netCDF, JSON, both languages; the written case runs again to the same bytes.
 */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/ncio.h"
#include "tests/support/box_case.h"
#include "tests/support/program.h"

#include <cjson/cJSON.h>

static const char text[] =
    "box: command\nmechanism: co_ch4_nox\nstart: 2020-06-21 10:00\nduration: 3 h\noutput_step: 30 min\n"
    "air: {temperature: 298 K, pressure: 1000 hPa, relative_humidity: 0.5}\nsun: {latitude: 41.8, longitude: 123.4}\n"
    "photolysis: {values: {others: 1e-5 s-1}}\ninitial: {NO: 2 ppb}\nemissions: [{species: {CO: 10 ppb/h}}]\n"
    "output: {species: [O3, NOx], families: {NOx: [NO, NO2]}, budget: [O3, CO], rates: [T1]}\n";

static box_test t;
static char case_path[4096], out[4096];

static int set_up(void **state) {
    (void)state;
    box_folder(&t);
    lt_mechanism *m; /* the label of its first reaction, whatever it is */
    BOX_OK(lt_mechanism_read("co_ch4_nox", &m));
    char *mine = strdup(text), *label = strstr(mine, "[T1]");
    char whole[4096];
    snprintf(whole, sizeof whole, "%.*s[%s]%s", (int)(label - mine), mine, m->reactions[0].label, label + 4);
    free(mine);
    lt_mechanism_free(m);
    assert_true(files_join(case_path, t.folder, "case.yaml"));
    assert_true(files_join(out, t.folder, "out"));
    assert_true(files_write_text(case_path, whole));
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    box_remove(&t);
    return 0;
}

static program_result run_box(const char *file, const char *a, const char *b, const char *c, const char *d) {
    program_result r = program_run(NULL, "box", file, a, b, c, d);
    if (r.code != 0) fail_msg("%s%s", r.said, r.err);
    return r;
}

static char *read_below(const char *folder, const char *name) {
    char path[4096];
    assert_true(files_join(path, folder, name));
    char *whole = files_read(path, NULL);
    assert_non_null(whole);
    return whole;
}

/* The table without its remarks, which hold the command. */
static const char *rows_of(const char *table) {
    while (*table == '#') table = strchr(table, '\n') + 1;
    return table;
}

static void test_tables(void **state) {
    (void)state;
    char path[4096], again[4096];
    program_result r = run_box(case_path, "--out", out, NULL, NULL);
    assert_non_null(strstr(r.said, "solver steps"));
    assert_non_null(strstr(r.said, "budget of O3"));
    const char *of_file = strstr(r.said, "start values from #INITVALUES of the mechanism: ");
    assert_non_null(of_file); /* NO is given, NO2 is not */
    char line[1024];
    snprintf(line, sizeof line, "%.*s,", (int)strcspn(of_file, "\n"), of_file);
    if (!strstr(line, " NO2,") || strstr(line, " NO,")) fail_msg("%s", line);
    program_free(&r);
    assert_true(files_join(path, out, "box.csv"));
    lt_csv *table;
    BOX_OK(lt_csv_read(path, &table));
    assert_int_equal(lt_csv_rows(table), 7);
    assert_string_equal(lt_csv_text(table, 0, lt_csv_find(table, "time_local")), "2020-06-21 10:00");
    assert_true(lt_csv_find(table, "O3_ppb") > 0 && lt_csv_find(table, "NOx_ppb") > 0);
    double nox;
    BOX_OK(lt_csv_double(table, 0, lt_csv_find(table, "NOx_ppb"), &nox));
    assert_near(nox, 2.4, 1e-9); /* NO2 is the mechanism's own start value */
    lt_csv_free(table);
    assert_true(files_join(path, out, "box_budget.csv"));
    BOX_OK(lt_csv_read(path, &table));
    int kind;
    BOX_OK(lt_csv_column(table, "kind", &kind));
    assert_string_equal(lt_csv_text(table, lt_csv_rows(table) - 1, kind), "residual");
    lt_csv_free(table);
    /* The written case runs again, to the same numbers. */
    assert_true(files_join(path, out, "box_case.yaml"));
    assert_true(files_join(again, t.folder, "again"));
    r = run_box(path, "--out", again, NULL, NULL);
    program_free(&r);
    static const char *const names[] = {"box.csv", "box_budget.csv", "box_clipped.csv", "box_case.yaml"};
    for (int k = 0; k < 4; k++) {
        char *a = read_below(out, names[k]), *b = read_below(again, names[k]);
        assert_string_equal(rows_of(a), rows_of(b));
        free(a);
        free(b);
    }
}

/* Files that a case names beside itself are found again from wherever the written case stands. */
static void test_written_case_finds_its_files(void **state) {
    (void)state;
    char path[4096];
    box_write(&t, "decay.def", "#DEFVAR\n X = IGNORE; Y = IGNORE;\n#EQUATIONS\n<R1> X = Y : 2.0E-5;\n");
    box_write(&t, "air.csv", "hour,temperature_K,pressure_hPa\n0,280,950\n2,290,950\n");
    box_write(&t, "own.yaml",
              "box: own\nmechanism: decay.def\nstart: 2020-06-21 10:00\nduration: 2 h\nair: {table: air.csv}\n"
              "initial: {X: 3 ppb}\n");
    assert_true(files_join(path, t.folder, "own.yaml"));
    program_result r = run_box(path, "--out", out, NULL, NULL);
    program_free(&r);
    char *first = read_below(out, "box.csv");
    assert_true(files_join(path, out, "box_case.yaml"));
    r = run_box(path, "--out", out, NULL, NULL);
    program_free(&r);
    char *second = read_below(out, "box.csv");
    assert_string_equal(rows_of(first), rows_of(second));
    free(first);
    free(second);
}

static void test_netcdf_says_the_same(void **state) {
    (void)state;
    char path[4096], csv_path[4096];
    assert_true(files_join(path, out, "mine.nc"));
    program_result r = run_box(case_path, "--out", path, NULL, NULL);
    program_free(&r);
    r = run_box(case_path, "--out", out, "--as", "csv");
    program_free(&r);
    lt_ncr *file;
    BOX_OK(lt_ncr_open(path, &file));
    double o3[7], time[7];
    BOX_OK(lt_ncr_get_double(file, "O3", "1e-9", 7, o3));
    BOX_OK(lt_ncr_get_double(file, "time", NULL, 7, time));
    assert_near(time[6] - time[0], 10800.0, 0.0);
    assert_near(time[0], (double)lt_time_from_civil(2020, 6, 21, 2, 0, 0), 0.0);
    char text_of[256];
    BOX_OK(lt_ncr_attr_text(file, "O3", "long_name", text_of, sizeof text_of));
    assert_non_null(strstr(text_of, "ozone"));
    BOX_OK(lt_ncr_attr_text(file, "NOx", "long_name", text_of, sizeof text_of));
    assert_non_null(strstr(text_of, "NO + NO2"));
    size_t lines;
    BOX_OK(lt_ncr_dim(file, "line", &lines));
    lt_ncr_close(file);
    assert_true(files_join(csv_path, out, "box.csv"));
    lt_csv *table;
    BOX_OK(lt_csv_read(csv_path, &table));
    for (long row = 0; row < 7; row++) {
        double value;
        BOX_OK(lt_csv_double(table, row, lt_csv_find(table, "O3_ppb"), &value));
        assert_near(value, o3[row], 1e-8 * o3[row]); /* nine digits are written */
    }
    lt_csv_free(table);
    assert_true(files_join(csv_path, out, "box_budget.csv"));
    BOX_OK(lt_csv_read(csv_path, &table));
    assert_int_equal((long)lines, lt_csv_rows(table));
    lt_csv_free(table);
}

static void test_json_and_chinese(void **state) {
    (void)state;
    program_result r = run_box(case_path, "--out", out, "--json", NULL);
    cJSON *root = cJSON_Parse(r.said);
    assert_non_null(root);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(root, "mechanism")), "co_ch4_nox");
    assert_true(cJSON_GetNumberValue(cJSON_GetObjectItem(root, "steps")) >= 36.0);
    const cJSON *name;
    bool no2 = false;
    cJSON_ArrayForEach(name, cJSON_GetObjectItem(root, "start_from_mechanism")) {
        assert_string_not_equal(cJSON_GetStringValue(name), "NO");
        no2 = no2 || strcmp(cJSON_GetStringValue(name), "NO2") == 0;
    }
    assert_true(no2);
    const cJSON *budget = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "budget"), 1); /* CO: 30 ppb were emitted */
    const double gross = cJSON_GetNumberValue(cJSON_GetObjectItem(budget, "gross"));
    assert_true(gross > 30.0);
    assert_near(cJSON_GetNumberValue(cJSON_GetObjectItem(budget, "residual")), 0.0, 1e-12 * gross);
    const cJSON *parts = cJSON_GetObjectItem(budget, "parts"), *part;
    double sum = 0.0;
    cJSON_ArrayForEach(part, parts) sum += cJSON_GetNumberValue(cJSON_GetObjectItem(part, "amount"));
    assert_near(sum, cJSON_GetNumberValue(cJSON_GetObjectItem(budget, "change")), 1e-12 * gross);
    assert_string_equal(cJSON_GetStringValue(cJSON_GetObjectItem(cJSON_GetArrayItem(parts, 0), "kind")), "emission");
    cJSON_Delete(root);
    program_free(&r);
    r = run_box(case_path, "--out", out, "--lang", "zh");
    assert_non_null(strstr(r.said, "求解步"));
    assert_non_null(strstr(r.said, "收支"));
    assert_non_null(strstr(r.said, "起始值取自机理"));
    program_free(&r);
    r = program_run(NULL, "box", case_path, "--out", out, "--method", "rodas4", "--rtol", "1e-5");
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.said, "rodas4"));
    assert_non_null(strstr(r.said, "1e-05"));
    program_free(&r);
}

static void test_bad_requests(void **state) {
    (void)state;
    char long_name[256];
    snprintf(long_name, sizeof long_name, "none/%0120d.nc", 0);
    const struct {
        const char *arguments[4], *word;
    } cases[] = {{{"box"}, "CASE.yaml"},
                 {{"box", case_path, case_path}, "2 names"},
                 {{"box", case_path, "--as", "hdf"}, "hdf"},
                 {{"box", case_path, "--method", "ros4"}, "did you mean ros3"},
                 {{"box", case_path, "--rtol", "1"}, "1e-12 to 0.1"},
                 {{"box", case_path, "--engine", "generated"}, "emissions"},
                 {{"box", case_path, "--mechanism", "cb6r55"}, "cb6r5"},
                 {{"box", case_path, "--atol", "1"}, "--atol"},
                 {{"box", "no_such_case.yaml"}, "no_such_case.yaml"},
                 {{"box", case_path, "--out", "/proc/none"}, "/proc"},
                 {{"box", case_path, "--out", "none/.csv"}, "--out names no file"},
                 {{"box", case_path, "--out", long_name}, "64 bytes"}};
    for (size_t c = 0; c < sizeof cases / sizeof *cases; c++) {
        const char *arguments[5] = {0};
        memcpy(arguments, cases[c].arguments, sizeof cases[c].arguments);
        program_result r = program_run_list(NULL, arguments);
        if (r.code < 2 || !strstr(r.err, cases[c].word)) fail_msg("%d: %s%s", r.code, r.said, r.err);
        program_free(&r);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_tables),
                                       cmocka_unit_test(test_written_case_finds_its_files),
                                       cmocka_unit_test(test_netcdf_says_the_same),
                                       cmocka_unit_test(test_json_and_chinese), cmocka_unit_test(test_bad_requests)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
