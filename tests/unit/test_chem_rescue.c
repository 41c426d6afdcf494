/* What becomes of a cell that the vectors find no step for: it is tried in double, counted, and is then as good as the
 * interpreter makes it; a state that has no solution is an error that names the cell, keeps what it was, and is logged
 * as a case for the box. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/log.h"
#include "base/verify.h"
#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/verify/random_states.h"
#include "model/kernel/real.h"

#include "tests/support/program.h"
#include "tests/support/root.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { N = 9 };

static lt_mechanism *mechanism;
static lt_states *states;
static char log_text[64 * 1024];

static void keep_log(lt_log_level level, const char *text) {
    (void)level;
    size_t used = strlen(log_text);
    snprintf(log_text + used, sizeof log_text - used, "%s\n", text);
}

static int make(void **state) {
    (void)state;
    if (make_root(NULL) != 0) return -1;
    if (lt_mechanism_read("cb6r5_ae7_aq", &mechanism) != LT_OK) return -1;
    return lt_random_states(mechanism, N, 11, &states) == LT_OK ? 0 : -1;
}

static int unmake(void **state) {
    (void)state;
    lt_states_free(states);
    lt_mechanism_free(mechanism);
    return remove_root(NULL);
}

/* N cells of the states in the type of the build. */
typedef struct cells_of {
    lt_real *c, *k;
    double step[N];
    uint8_t failed[N];
    lt_chem_cells cells;
} cells_of;

static void take(cells_of *x) {
    memset(x, 0, sizeof *x);
    int n = mechanism->n_variable * N, r = mechanism->n_reactions * N;
    assert_int_equal(lt_calloc((size_t)n, sizeof(lt_real), &x->c), LT_OK);
    assert_int_equal(lt_calloc((size_t)r, sizeof(lt_real), &x->k), LT_OK);
    for (int i = 0; i < n; i++) x->c[i] = (lt_real)states->start[i];
    for (int i = 0; i < r; i++) x->k[i] = (lt_real)states->k[i];
    x->cells = (lt_chem_cells){
        .n = N, .stride = N, .seconds = 600, .c = x->c, .k = x->k, .step = x->step, .failed = x->failed};
}

static void leave(cells_of *x) {
    lt_free(x->c);
    lt_free(x->k);
}

static lt_status run(cells_of *x, double rtol, double atol_ppb, lt_chem_engine engine, lt_chem_counts *counts) {
    lt_chemistry *chemistry;
    const lt_chem_setup setup = {.rtol = rtol, .atol_ppb = atol_ppb, .engine = engine, .threads = 2};
    assert_int_equal(lt_chemistry_create(mechanism, &setup, &chemistry), LT_OK);
    lt_status status = lt_chemistry_integrate(chemistry, &x->cells, counts);
    lt_chemistry_free(chemistry);
    return status;
}

/* Floats cannot meet a tolerance of 1e-13: their rounding counts as an error that no step makes small. Such cells end
 * in double, where they are the interpreter's but for the smaller first step. */
static void test_double_rescues(void **state) {
    (void)state;
    if (sizeof(lt_real) == sizeof(double)) skip();
    cells_of vectors, reference;
    lt_chem_counts counts;
    take(&vectors);
    take(&reference);
    vectors.cells.n = reference.cells.n = 1; /* one cell for a moment: it costs 200 000 steps */
    vectors.cells.seconds = reference.cells.seconds = 0.1;
    assert_int_equal(run(&vectors, 1e-13, 1e-30, LT_ENGINE_GENERATED, &counts), LT_OK);
    print_message("%d cells: %d by smaller steps, %d in double, %d by rodas4\n", 1, (int)counts.smaller_steps,
                  (int)counts.in_double, (int)counts.rodas4);
    assert_true(counts.in_double == 1);
    assert_int_equal(run(&reference, 1e-13, 1e-30, LT_ENGINE_INTERPRETER, &counts), LT_OK);
    assert_int_equal(counts.in_double, 0);
    double worst = 0.0;
    for (int i = 0; i < mechanism->n_variable * N; i++) {
        double want = (double)reference.c[i];
        worst = lt_verify_worse(worst, fabs((double)vectors.c[i] - want) / fmax(fabs(want), 1e-3));
        assert_true(isfinite((double)vectors.c[i]));
    }
    print_message("largest difference from the interpreter: %.2g\n", worst);
    assert_true(worst < 1e-5);
    assert_int_equal(vectors.failed[0], 0);
    leave(&vectors);
    leave(&reference);
}

/* The logged case with a number where there was none is one that the box takes. */
static void expect_case(void) {
    char path[PATH_MAX];
    char *bad = strstr(log_text, "NO2: nan ppb");
    assert_non_null(bad);
    memcpy(bad, "NO2: 1.5 ppb", 12);
    snprintf(path, sizeof path, "%s/case.yaml", root);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(log_text, file);
    assert_int_equal(fclose(file), 0);
    program_result r = program_run(NULL, "check", path);
    if (r.code != 0) print_error("%s%s\n", r.said, r.err);
    assert_int_equal(r.code, 0);
    program_free(&r);
}

static void test_no_solution(void **state) {
    (void)state;
    const lt_chem_engine engines[] = {LT_ENGINE_GENERATED, LT_ENGINE_INTERPRETER};
    for (int e = 0; e < 2; e++) {
        cells_of x;
        char text[8192];
        lt_chem_counts counts;
        take(&x);
        int no2 = lt_mechanism_species(mechanism, "NO2");
        x.c[no2 * N + 7] = (lt_real)NAN;
        lt_real before = x.c[7];
        log_text[0] = '\0';
        lt_log_set_sinks(NULL, keep_log);
        assert_int_equal(run(&x, 1e-3, 1e-6, engines[e], &counts), LT_ERR_NUMERIC);
        lt_log_set_sinks(NULL, NULL);
        lt_error_text(LT_ERR_NUMERIC, text, sizeof text);
        assert_non_null(strstr(text, "cell 7"));
        assert_non_null(strstr(text, "no numbers"));
        assert_non_null(strstr(log_text, "box: cell_7"));
        assert_non_null(strstr(log_text, "constants:"));
        expect_case();
        assert_true(isnan(x.c[no2 * N + 7]));
        if (no2 != 0) assert_true(x.c[7] == before);
        leave(&x);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_double_rescues), cmocka_unit_test(test_no_solution)};
    return cmocka_run_group_tests(tests, make, unmake);
}
