/* A map near the sources whose run holds what is no number: refused with its place, never taken for clean air. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "model/gaussian/subgrid/near_stage.h"
#include "tests/support/nc_make.h"
#include "tests/support/root.h"
#include "tests/support/tiny_case.h"
#include "tests/support/words.h"

#include <math.h>

static const char near_text[] = "packages: []\n"
                                "model:\n"
                                "  chemistry: off\n"
                                "  near:\n"
                                "    - {site: lingyuan, lon: 119.395052, lat: 41.243305, resolution: 900 m}\n";
/* Of the run's two hours the later one. */
enum { HOUR = 1 };
static char path[512], folder[512];

static size_t length(int id, const char *name) {
    int dim;
    size_t n;
    nc_good(nc_inq_dimid(id, name, &dim));
    nc_good(nc_inq_dimlen(id, dim, &n));
    return n;
}

/* The cell of the grid whose middle lies there. */
static size_t find(int id, const char *name, double middle) {
    const size_t n = length(id, name);
    double *values = malloc(n * sizeof *values);
    int var;
    size_t at = 0;
    assert_non_null(values);
    nc_good(nc_inq_varid(id, name, &var));
    nc_good(nc_get_var_double(id, var, values));
    while (at < n && fabs(values[at] - middle) > 1.0) at++;
    assert_true(at < n);
    free(values);
    return at;
}

static void middle_of_map(double middle[2]) {
    char name[600];
    int id, var;
    snprintf(name, sizeof name, "%s/near_lingyuan_base_hours.nc", folder);
    nc_good(nc_open(name, NC_NOWRITE, &id));
    for (int d = 0; d < 2; d++) {
        const size_t one = 1;
        nc_good(nc_inq_varid(id, d == 0 ? "cell_x" : "cell_y", &var));
        nc_good(nc_get_var1_double(id, var, &one, &middle[d]));
    }
    nc_end(id);
}

/* A value of the run put in place of that of a cell, and the file entered as the run's own; what was there. */
static float put(const char *variable, float value, size_t at[3]) {
    static const char conc[] = "conc_base_hours.nc";
    lt_outdir *dir;
    char from[600], to[600], *text;
    double middle[2];
    float before;
    size_t size = 0;
    int id, var, dims;
    middle_of_map(middle);
    assert_int_equal(lt_outdir_open(folder, &dir), LT_OK);
    assert_int_equal(lt_outdir_join(dir, conc, from, sizeof from), LT_OK);
    assert_int_equal(lt_outdir_join_temporary(dir, conc, to, sizeof to), LT_OK);
    text = files_read(from, &size);
    assert_non_null(text);
    assert_true(files_write(to, text, size));
    free(text);
    nc_good(nc_open(to, NC_WRITE, &id));
    nc_good(nc_inq_varid(id, variable, &var));
    nc_good(nc_inq_varndims(id, var, &dims));
    assert_int_equal(dims, 3);
    at[0] = HOUR, at[1] = find(id, "y", middle[1]), at[2] = find(id, "x", middle[0]);
    nc_good(nc_get_var1_float(id, var, at, &before));
    nc_good(nc_put_var1_float(id, var, at, &value));
    nc_end(id);
    assert_int_equal(lt_outdir_commit(dir, conc), LT_OK);
    lt_outdir_close(dir);
    return before;
}

/* The stage alone: a run would make the model's file again first. */
static void refuse(const char *variable, const char *found, const size_t at[3]) {
    lt_case *setup;
    lt_outdir *dir;
    char hour[128], place[64], text[2048];
    assert_int_equal(lt_case_read(path, NULL, &setup), LT_OK);
    assert_int_equal(lt_outdir_open(folder, &dir), LT_OK);
    const lt_job job = {.setup = setup, .out = dir, .period = setup->periods.items, .variant = "base", .threads = 1};
    snprintf(hour, sizeof hour, "%s, hour %zu (from 2020-01-06T05:00", variable, at[0]);
    snprintf(place, sizeof place, "row %zu, column %zu", at[1], at[2]);
    const lt_status status = lt_near_stage(&job);
    lt_error_text(status, text, sizeof text);
    assert_int_equal(status, LT_ERR_INPUT);
    SAYS(text, "a near-field map needs is no concentration", "conc_base_hours.nc", hour, place, "at most 2e+09 ug m-3",
         found, "lantian run");
    lt_outdir_close(dir);
    lt_case_free(setup);
}

static void test_no_number_is_refused(void **state) {
    (void)state;
    /* near1_SO2_1_1: the tag of the middle cell */
    static const struct {
        const char *variable;
        float value;
        const char *found;
    } rows[] = {{"so2", NAN, "no number"},
                {"near1_SO2_1_1", NAN, "no number"},
                {"pm25", NC_FILL_FLOAT, "9.96921e+36"},
                {"nox", INFINITY, "inf"}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        size_t at[3];
        const float before = put(rows[r].variable, rows[r].value, at);
        refuse(rows[r].variable, rows[r].found, at);
        put(rows[r].variable, before, at);
    }
}

static int make(void **state) {
    if (make_root(state) != 0) return -1;
    char *noon = tiny_case_with(tiny_case_text, "start: 2020-01-06\n", "start: 2020-01-06T12:00\n");
    char *text = tiny_case_with(noon, "packages: [boilers]\n", near_text);
    snprintf(path, sizeof path, "%s/case.yaml", root);
    snprintf(folder, sizeof folder, "%s/out", root);
    if (!files_write_text(path, text)) return -1;
    free(text);
    free(noon);
    tiny_case_run(path, folder, "1");
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_number_is_refused)};
    return cmocka_run_group_tests(tests, make, remove_root);
}
