/* label: long
 * A fresh outer run gives the fields that ship with the main job: winter of liaoning-long as
 * scenarios/liaoning/fields/make runs it, against the shipped file. Where it fails, the model has moved on: make the
 * fields again. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/ncio.h"
#include "tests/support/program.h"

#include <math.h>

static char folder[256], path[512];

/* The lines of the case that make leaves out. */
static void without(char *text, const char *key) {
    char *line = strstr(text, key);
    assert_true(line && line > text && line[-1] == '\n');
    char *next = strchr(line, '\n') + 1;
    memmove(line, next, strlen(next) + 1);
}

static int run_outer(void **state) {
    (void)state;
    if (!files_make_folder(folder)) return 1;
    char out[400], *text = files_read(LT_SOURCE_DIR "/scenarios/liaoning-long/case.yaml", NULL);
    without(text, "packages:");
    without(text, "reference:");
    snprintf(path, sizeof path, "%s/case.yaml", folder);
    assert_true(files_write_text(path, text));
    free(text);
    snprintf(out, sizeof out, "%s/out", folder);
    program_result run =
        program_run(NULL, "run", path, "--out", out, "--start", "2020-01-11", "--days", "1", "--quiet");
    if (run.code != 0) print_error("%s%s\n", run.said, run.err);
    int code = run.code;
    program_free(&run);
    snprintf(path, sizeof path, "%s/boundary_liaoning-27w_base_2020-01-11.nc", out);
    return code;
}

static int remove_all(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static size_t record_size(const lt_ncr_shape *shape) {
    size_t n = 1;
    for (int d = 1; d < shape->n; ++d) n *= shape->length[d];
    return n;
}

/* Mean difference of a species over the mean of the shipped values; *apart counts values that differ. */
static void compare(lt_ncr *shipped, lt_ncr *fresh, const char *variable, size_t *apart, double *worst) {
    lt_ncr_shape a, b;
    assert_int_equal(lt_ncr_get_shape(shipped, variable, &a), LT_OK);
    assert_int_equal(lt_ncr_get_shape(fresh, variable, &b), LT_OK);
    assert_int_equal(a.n, b.n);
    for (int d = 0; d < a.n; ++d) assert_int_equal(a.length[d], b.length[d]);
    size_t n = record_size(&a), n_species = a.length[1], cells = n / n_species;
    double *of[2] = {malloc(n * sizeof(double)), malloc(n * sizeof(double))};
    for (size_t r = 0; r < a.length[0]; ++r) {
        assert_int_equal(lt_ncr_get_double_record(shipped, variable, "kg kg-1", r, n, of[0]), LT_OK);
        assert_int_equal(lt_ncr_get_double_record(fresh, variable, "kg kg-1", r, n, of[1]), LT_OK);
        for (size_t s = 0; s < n_species; ++s) {
            double sum = 0, difference = 0;
            for (size_t c = s * cells; c < (s + 1) * cells; ++c) {
                sum += of[0][c];
                difference += fabs(of[1][c] - of[0][c]);
                *apart += of[0][c] != of[1][c];
            }
            /* 1e-15 kg kg-1: a thousandth of a ppt, which is nothing. */
            if (sum > 1e-15 * (double)cells) *worst = fmax(*worst, difference / sum);
        }
    }
    free(of[0]);
    free(of[1]);
}

static void test_same_fields(void **state) {
    (void)state;
    static const char *const variables[] = {"initial", "west", "east", "south", "north", "top"};
    lt_ncr *shipped, *fresh;
    size_t apart = 0;
    double worst = 0;
    assert_int_equal(
        lt_ncr_open(LT_SOURCE_DIR "/scenarios/liaoning/fields/boundary_liaoning-27w_base_winter.nc", &shipped), LT_OK);
    assert_int_equal(lt_ncr_open(path, &fresh), LT_OK);
    for (size_t v = 0; v < sizeof variables / sizeof *variables; ++v)
        compare(shipped, fresh, variables[v], &apart, &worst);
    lt_ncr_close(shipped);
    lt_ncr_close(fresh);
    print_message("%zu values differ; of a species and instant by %.2e of its mean at most\n", apart, worst);
    /* The same code gives the same bits on one machine. A hundredth: what is small beside the border's own error. */
    assert_true(worst < 0.01);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_fields)};
    return cmocka_run_group_tests_name("liaoning_fields", tests, run_outer, remove_all);
}
