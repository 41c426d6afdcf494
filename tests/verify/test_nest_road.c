/* The road of a case with a nest: files of both grids, one model run, numbers judged on the grid that the case names;
 * the boundary file that it writes drives another case; what does not fit is refused before anything is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/files.h"
#include "tests/support/tiny_case.h"

static char root[64], out[128], path[512];

static const char nested[] = "grid: liaoning-27\nnest: liaoning-9\nnest_spinup: 1 h\n";
static const char section[] = "  source: typical-winter\nmodel:\n  boundary_for: liaoning-27w\n";

static int set_up(void **state) {
    (void)state;
    snprintf(root, sizeof root, "/tmp/lantian-nest-XXXXXX");
    if (!mkdtemp(root)) return -1;
    snprintf(out, sizeof out, "%s/out", root);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    char command[128];
    snprintf(command, sizeof command, "rm -rf %s", root);
    return system(command);
}

/* The tiny case without packages, two hours of spin-up, with a grid and a last section of its own, into case.yaml. */
static void write_case(const char *grid, const char *last) {
    char *a = tiny_case_with(tiny_case_text, "packages: [boilers]\n", "");
    char *b = tiny_case_with(a, "spinup: 0 h", "spinup: 2 h"), *c = tiny_case_with(b, "grid: liaoning-27\n", grid);
    char *d = tiny_case_with(c, "  source: typical-winter\n", last);
    snprintf(path, sizeof path, "%s/case.yaml", root);
    assert_true(files_write_text(path, d));
    free(a);
    free(b);
    free(c);
    free(d);
}

static bool stands(const char *name) {
    char file[4096];
    assert_true(files_join(file, out, name));
    return files_exists(file);
}

static void expect_in_file(const char *name, const char *words) {
    char file[4096];
    assert_true(files_join(file, out, name));
    char *text = files_read(file, NULL);
    assert_non_null(text);
    if (!strstr(text, words)) fail_msg("\"%s\" is not in %s", words, name);
    free(text);
}

static void test_both_grids(void **state) {
    (void)state;
    static const char *const files[] = {"grid.nc",
                                        "grid_liaoning-9.nc",
                                        "met_hours.nc",
                                        "met_hours_liaoning-9.nc",
                                        "emissions_base_hours.nc",
                                        "emissions_base_hours_liaoning-9.nc",
                                        "ledger_base.csv",
                                        "conc_base_hours.nc",
                                        "conc_base_hours_liaoning-9.nc",
                                        "budget_base_hours.csv",
                                        "budget_base_hours_liaoning-9.csv",
                                        "border_base_hours_liaoning-9.csv",
                                        "boundary_liaoning-27w_base_hours.nc"};
    write_case(nested, section);
    tiny_case_run(path, out, "2");
    for (size_t n = 0; n < sizeof files / sizeof *files; ++n)
        if (!stands(files[n])) fail_msg("%s is not there", files[n]);
    assert_false(stands("ledger_base_liaoning-9.csv")); /* the ledger knows no grid */
    expect_in_file("summary.json", "\"grid\":\t\"liaoning-9\"");
    expect_in_file("stages.json", "\"met hours liaoning-9\"");
    /* The nest began an hour after its parent: its budget has three hours of eleven species. */
    char file[4096];
    assert_true(files_join(file, out, "budget_base_hours_liaoning-9.csv"));
    char *text = files_read(file, NULL);
    assert_int_equal(program_count(text, ",SO2,"), 3);
    free(text);
    program_result again = program_run(NULL, "run", path, "--out", out);
    assert_int_equal(again.code, 0);
    assert_non_null(strstr(again.said, "everything is up to date (8 tasks)"));
    program_free(&again);
}

static void test_judged_on_the_parent(void **state) {
    (void)state;
    write_case("grid: liaoning-27\nnest: liaoning-9\nnest_spinup: 1 h\njudged_on: grid\n", section);
    program_result result = program_run(NULL, "run", path, "--out", out);
    assert_int_equal(result.code, 0);
    assert_null(strstr(result.said, "budget of the run")); /* the model did not run again */
    assert_non_null(strstr(result.said, "post"));
    program_free(&result);
    expect_in_file("summary.json", "\"grid\":\t\"liaoning-27\"");
}

static void test_window_from_its_boundary_file(void **state) {
    (void)state;
    char last[512], boundary[256], window[128];
    snprintf(boundary, sizeof boundary, "%s/boundary_liaoning-27w_base_hours.nc", out);
    program_result check = program_run(NULL, "check", boundary);
    assert_int_equal(check.code, 0);
    assert_non_null(strstr(check.said, "boundary.nc"));
    program_free(&check);
    snprintf(last, sizeof last,
             "  source: typical-winter\nmodel:\n  boundary: %s/boundary_liaoning-27w_base_{period}.nc\n"
             "  initial: boundary\n",
             out);
    write_case("grid: liaoning-27w\n", last);
    snprintf(window, sizeof window, "%s/window", root);
    tiny_case_run(path, window, "2");
}

static void expect_refused(const char *grid, const char *last, const char *say) {
    char other[128];
    snprintf(other, sizeof other, "%s/other", root);
    write_case(grid, last);
    program_result result = program_run(NULL, "run", path, "--out", other);
    assert_int_equal(result.code, 2);
    if (!strstr(result.err, say)) fail_msg("\"%s\" is not in: %s", say, result.err);
    assert_false(files_exists(other));
    program_free(&result);
}

static void test_what_does_not_fit(void **state) {
    (void)state;
    char last[512];
    expect_refused("grid: liaoning-9\nnest: liaoning-27\n", "  source: typical-winter\n", "x -594000 .. 594000 m");
    expect_refused(nested, "  source: typical-winter\nmodel:\n  nest_step: 600 s\n", "divides 900 s");
    expect_refused(nested, "  source: typical-winter\nmodel:\n  boundary: nowhere.nc\n", "nowhere.nc");
    expect_refused("grid: liaoning-9\n", "  source: typical-winter\nmodel:\n  boundary_for: liaoning-27\n",
                   "boundary_for: liaoning-27");
    /* Output sets, before time is spent on inputs; of a tracer too. */
    expect_refused("grid: liaoning-27\n",
                   "  source: typical-winter\nmodel:\n  output: [{set: 3d, fields: [pm2.5]}]\n",
                   "did you mean pm25?");
    expect_refused(nested, "  source: typical-winter\nmodel:\n  output: [{set: cities, interval: 10 min}]\n",
                   "the step of 900 s");
    expect_refused("grid: liaoning-27\n", "  source: typical-winter\nmodel:\n  output: [{set: 3d, interval: 3 h}]\n",
                   "the period's 2 h");
    expect_refused("grid: liaoning-27\n",
                   "  source: typical-winter\nmodel:\n  tracers: [{name: CO2, kind: gas}]\n"
                   "  output: [{set: 3d, fields: [CO2, CO2_enhancemen]}]\n",
                   "did you mean CO2_enhancement?");
    /* That of another grid. */
    snprintf(last, sizeof last,
             "  source: typical-winter\nmodel:\n  boundary: %s/boundary_liaoning-27w_base_hours.nc\n", out);
    expect_refused("grid: liaoning-27\n", last, "grid liaoning-27");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_both_grids), cmocka_unit_test(test_judged_on_the_parent),
                                       cmocka_unit_test(test_window_from_its_boundary_file),
                                       cmocka_unit_test(test_what_does_not_fit)};
    return cmocka_run_group_tests_name("nest_road", tests, set_up, tear_down);
}
