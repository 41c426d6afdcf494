/* A case with maps around places: the mean of a map over a cell is what the run has there, for base and package, with
 * the same bytes for any threads; only maps are made again when only they change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/ncio.h"
#include "tests/support/root.h"
#include "tests/support/tiny_case.h"
#include "tests/support/words.h"

#include <math.h>

enum { CELLS = 3, POINTS = 54, SIDE = CELLS * POINTS };

/* Lingyuan's boilers stand in the middle cell; 27 km at 500 m. */
static const char near_text[] = "model:\n"
                                "  chemistry: off\n"
                                "  near:\n"
                                "    - {site: lingyuan, lon: 119.395052, lat: 41.243305, resolution: 500 m}\n";
static const char period_text[] = "    start: 2020-01-06\n";

static void write_case(const char *near, char path[512]) {
    char *text = tiny_case_with(tiny_case_text, "packages: [boilers]\n", "packages: [chaoyang-boiler-table]\n");
    char *at_noon = tiny_case_with(text, period_text, "    start: 2020-01-06T12:00\n");
    snprintf(path, 512, "%s/case.yaml", root);
    char *all = malloc(strlen(at_noon) + strlen(near) + 1);
    assert_non_null(all);
    sprintf(all, "%s%s", at_noon, near);
    assert_true(files_write_text(path, all));
    free(all);
    free(at_noon);
    free(text);
}

static lt_outdir *dir;
static char run_folder[512];

static lt_ncr *open_near(const char *variant) {
    lt_ncr *file;
    assert_int_equal(lt_ncr_open_own(dir, lt_fmt("near_lingyuan_%s_hours.nc", variant), &file), LT_OK);
    return file;
}

static double mean_of_cell(const double *fine, int i, int j) {
    double sum = 0.0;
    for (int q = 0; q < POINTS; q++)
        for (int p = 0; p < POINTS; p++) sum += fine[(j * POINTS + q) * SIDE + i * POINTS + p];
    return sum / (POINTS * POINTS);
}

/* Against the file of concentrations, cell by cell; its hours are floats. */
static void expect_mean(lt_ncr *near, lt_ncr *conc, const char *name) {
    static double fine[SIDE * SIDE], x[CELLS], y[CELLS], first_x, first_y;
    double axis[2];
    float hour[CELLS * CELLS];
    size_t nx, ny;
    assert_int_equal(lt_ncr_get_double(near, name, "ug m-3", SIDE * SIDE, fine), LT_OK);
    assert_int_equal(lt_ncr_get_double(near, "cell_x", "m", CELLS, x), LT_OK);
    assert_int_equal(lt_ncr_get_double(near, "cell_y", "m", CELLS, y), LT_OK);
    assert_int_equal(lt_ncr_dim(conc, "x", &nx), LT_OK);
    assert_int_equal(lt_ncr_dim(conc, "y", &ny), LT_OK);
    double *all = calloc(nx + ny, sizeof *all);
    assert_int_equal(lt_ncr_get_double(conc, "x", "m", nx, all), LT_OK);
    assert_int_equal(lt_ncr_get_double(conc, "y", "m", ny, all + nx), LT_OK);
    first_x = all[0];
    first_y = all[nx];
    free(all);
    axis[0] = round((x[0] - first_x) / 27e3);
    axis[1] = round((y[0] - first_y) / 27e3);
    assert_true(fabs(first_x + 27e3 * axis[0] - x[0]) < 1e-6 && fabs(first_y + 27e3 * axis[1] - y[0]) < 1e-6);
    double sum[CELLS * CELLS] = {0};
    for (long h = 0; h < 2; h++) {
        const lt_ncr_window window = {(size_t)axis[1], (size_t)axis[0], CELLS, CELLS};
        assert_int_equal(lt_ncr_get_float_window(conc, name, "ug m-3", h, &window, hour), LT_OK);
        for (int c = 0; c < CELLS * CELLS; c++) sum[c] += 0.5 * (double)hour[c];
    }
    for (int c = 0; c < CELLS * CELLS; c++) {
        const double mean = mean_of_cell(fine, c % CELLS, c / CELLS);
        if (fabs(mean - sum[c]) > 1e-10 * sum[c]) fail_msg("%s cell %d: %.15g, run %.15g", name, c, mean, sum[c]);
    }
    for (int k = 0; k < SIDE * SIDE; k++) assert_true(fine[k] >= 0.0);
}

static void test_means(void **state) {
    (void)state;
    static const char *const variants[] = {"base", "chaoyang-boiler-table"};
    for (int v = 0; v < 2; v++) {
        lt_ncr *near = open_near(variants[v]), *conc;
        double error;
        assert_int_equal(lt_ncr_open_own(dir, lt_fmt("conc_%s_hours.nc", variants[v]), &conc), LT_OK);
        expect_mean(near, conc, "so2");
        expect_mean(near, conc, "nox");
        expect_mean(near, conc, "pm25");
        assert_int_equal(lt_ncr_attr_double(near, NULL, "mean_error", &error), LT_OK);
        assert_true(error < 1e-12);
        lt_ncr_close(near);
        lt_ncr_close(conc);
    }
}

/* The plumes are there: by day the highest point stands well above its cell's mean, and lower where boilers are
 * cleaned. */
static void test_plumes(void **state) {
    (void)state;
    static double base[SIDE * SIDE], package[SIDE * SIDE];
    lt_ncr *a = open_near("base"), *b = open_near("chaoyang-boiler-table");
    assert_int_equal(lt_ncr_get_double(a, "so2", "ug m-3", SIDE * SIDE, base), LT_OK);
    assert_int_equal(lt_ncr_get_double(b, "so2", "ug m-3", SIDE * SIDE, package), LT_OK);
    int top = 0;
    for (int k = 0; k < SIDE * SIDE; k++) top = base[k] > base[top] ? k : top;
    const int i = top % SIDE / POINTS, j = top / SIDE / POINTS;
    assert_true(base[top] > 1.2 * mean_of_cell(base, i, j));
    assert_true(package[top] < base[top]);
    lt_ncr_close(a);
    lt_ncr_close(b);
}

/* What the package takes: the mean of a cell's change is the change of the cell. A point rises only by what the grid
 * has more of in an hour beside what its stacks give less; the difference of the two maps, each with its own alpha,
 * rises by 15 times as much here. */
static void test_change(void **state) {
    (void)state;
    static double change[SIDE * SIDE], base[SIDE * SIDE], package[SIDE * SIDE];
    double before[CELLS * CELLS], after[CELLS * CELLS];
    char from[64];
    double rise = 0.0, most = 0.0, apart = 0.0;
    lt_ncr *a = open_near("base"), *b = open_near("chaoyang-boiler-table");
    assert_false(lt_ncr_has(a, "so2_change"));
    assert_int_equal(lt_ncr_attr_text(b, NULL, "change_from", from, sizeof from), LT_OK);
    assert_string_equal(from, "base");
    assert_int_equal(lt_ncr_get_double(b, "so2_change", "ug m-3", SIDE * SIDE, change), LT_OK);
    assert_int_equal(lt_ncr_get_double(a, "so2_cell", "ug m-3", CELLS * CELLS, before), LT_OK);
    assert_int_equal(lt_ncr_get_double(b, "so2_cell", "ug m-3", CELLS * CELLS, after), LT_OK);
    for (int c = 0; c < CELLS * CELLS; c++) {
        const double mean = mean_of_cell(change, c % CELLS, c / CELLS), want = after[c] - before[c];
        assert_true(fabs(mean - want) <= 1e-10 * before[c]);
        rise = fmax(rise, want);
    }
    assert_int_equal(lt_ncr_get_double(a, "so2", "ug m-3", SIDE * SIDE, base), LT_OK);
    assert_int_equal(lt_ncr_get_double(b, "so2", "ug m-3", SIDE * SIDE, package), LT_OK);
    for (int k = 0; k < SIDE * SIDE; k++) {
        most = fmax(most, change[k]);
        apart = fmax(apart, package[k] - base[k]);
    }
    print_message("largest rise: %.3g of a cell, %.3g of a point, %.3g of the difference of maps\n", rise, most, apart);
    assert_true(apart > 0.0 && most < 0.2 * apart);
    lt_ncr_close(a);
    lt_ncr_close(b);
}

static void keep_digests(lt_digest near[2], lt_digest *conc) {
    assert_true(lt_outdir_has(dir, "near_lingyuan_base_hours.nc", true, near[0]));
    assert_true(lt_outdir_has(dir, "near_lingyuan_chaoyang-boiler-table_hours.nc", true, near[1]));
    assert_true(lt_outdir_has(dir, "conc_base_hours.nc", true, *conc));
    assert_false(lt_outdir_has(dir, "near_lingyuan_noise_hours.nc", false, NULL));
}

static void run_again(const char *near, const char *threads, const char *said) {
    char path[512];
    write_case(near, path);
    lt_outdir_close(dir);
    program_result result = program_run(NULL, "run", path, "--out", run_folder, "--threads", threads);
    if (result.code != 0) print_error("%s%s\n", result.said, result.err);
    assert_int_equal(result.code, 0);
    expect_said(result.said, (const char *const[]){said, NULL});
    program_free(&result);
    assert_int_equal(lt_outdir_open(run_folder, &dir), LT_OK);
}

static void test_only_maps(void **state) {
    (void)state;
    lt_digest near[2], again[2], conc, conc_again;
    char *coarse = tiny_case_with(near_text, "500 m", "900 m");
    keep_digests(near, &conc);
    run_again(coarse, "1", "model             0 up to date");
    keep_digests(again, &conc_again);
    assert_string_equal(conc, conc_again);
    assert_string_not_equal(near[0], again[0]);
    run_again(near_text, "2", "model             0 up to date"); /* made with one thread before */
    keep_digests(again, &conc_again);
    assert_string_equal(near[0], again[0]);
    assert_string_equal(near[1], again[1]);
    run_again(near_text, "2", "everything is up to date");
    free(coarse);
}

/* Faults that only the case knows. */
static void test_refused(void **state) {
    (void)state;
    static const struct {
        const char *from, *to, *word;
    } rows[] = {{"lat: 41.243305", "lat: 59.1", "leaves the grid"},
                {"lon: 119.395052", "lon: 30", "leaves the grid"},
                {"model:\n", "nest: liaoning-9\nmodel:\n", "with a nest"}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        char path[512], out[600];
        char *near = tiny_case_with(near_text, rows[r].from, rows[r].to);
        write_case(near, path);
        snprintf(out, sizeof out, "%s/refused", root);
        program_result result = program_run(NULL, "run", path, "--out", out);
        assert_int_not_equal(result.code, 0);
        SAYS(result.err, rows[r].word, "near");
        assert_false(lt_path_exists(out));
        program_free(&result);
        free(near);
    }
}

static int make(void **state) {
    char path[512];
    if (make_root(state) != 0) return -1;
    write_case(near_text, path);
    snprintf(run_folder, sizeof run_folder, "%s/out", root);
    tiny_case_run(path, run_folder, "1");
    return lt_outdir_open(run_folder, &dir) == LT_OK ? 0 : -1;
}

static int drop(void **state) {
    lt_outdir_close(dir);
    return remove_root(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_means), cmocka_unit_test(test_plumes),
                                       cmocka_unit_test(test_change), cmocka_unit_test(test_only_maps),
                                       cmocka_unit_test(test_refused)};
    return cmocka_run_group_tests(tests, make, drop);
}
