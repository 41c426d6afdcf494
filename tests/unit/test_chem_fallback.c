/* Every stage of the fallback is the one that saves a cell, is counted as that, and leaves a cell that is as good as
 * the tolerance says; the last error's case runs again in the box and gives what the cell should have become.
 *
 * What a stage needs is made with the control (solver/chemistry_private.h): a first step that is too bold while the
 * least one is not small, or few steps a call. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/log.h"
#include "base/verify.h"
#include "model/chemistry/solver/chemistry_private.h"
#include "model/chemistry/solver/methods.h"
#include "model/chemistry/verify/random_states.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

#include <math.h>

enum { N = 12 };

static lt_mechanism *mechanism;
static lt_states *states;
static double *tight; /* [n_variable][N] after ten minutes */

static int make(void **state) {
    (void)state;
    lt_interpreter *interpreter;
    const lt_rosenbrock *method;
    const lt_ros_control control = lt_ros_control_default(1e-8);
    if (make_root(NULL) != 0 || lt_mechanism_read("cb6r5", &mechanism) != LT_OK) return -1;
    if (lt_random_states(mechanism, N, 41, &states) != LT_OK) return -1;
    if (lt_interpreter_create(mechanism, &interpreter) != LT_OK) return -1;
    if (lt_ros_method_find("rodas4", &method) != LT_OK) return -1;
    const int n = mechanism->n_variable;
    tight = malloc((size_t)n * N * sizeof *tight);
    double *c = malloc((size_t)n * sizeof *c), *atol = malloc((size_t)n * sizeof *atol);
    double *k = malloc((size_t)mechanism->n_reactions * sizeof *k);
    for (int i = 0; i < N; i++) {
        lt_chem_result result;
        for (int r = 0; r < mechanism->n_reactions; r++) k[r] = states->k[r * N + i];
        for (int s = 0; s < n; s++) c[s] = states->start[s * N + i] + states->pulse[s * N + i];
        for (int s = 0; s < n; s++) atol[s] = 1e-10;
        lt_interpreter_integrate(interpreter, method, &control, atol, k, NULL, 600, 0, c, NULL, &result);
        if (result.failed) return -1;
        for (int s = 0; s < n; s++) tight[s * N + i] = c[s];
    }
    free(c);
    free(atol);
    free(k);
    lt_interpreter_free(interpreter);
    return 0;
}

static int unmake(void **state) {
    free(tight);
    lt_states_free(states);
    lt_mechanism_free(mechanism);
    return remove_root(state);
}

typedef struct outcome {
    lt_status status;
    lt_chem_counts counts;
    lt_real *c;
    double step[N];
    int32_t steps[N];
    uint8_t failed[N];
} outcome;

/* What is changed of the control and the start; 0: nothing. */
typedef struct limits {
    double first_step, least_step;
    int most_steps;
    bool dark; /* no radicals and nothing that the chemistry made: emitted gases and ozone alone */
} limits;

static void leave_emitted(lt_real *c) {
    static const char *const emitted[] = {"NO", "NO2", "O3", "CO", "FORM", "PAR", "ISOP", "TOL", "SO2"};
    for (int s = 0; s < mechanism->n_variable; s++) {
        bool kept = false;
        for (size_t e = 0; e < sizeof emitted / sizeof *emitted; e++)
            kept = kept || strcmp(mechanism->species[s].name, emitted[e]) == 0;
        for (int i = 0; i < N && !kept; i++) c[s * N + i] = 0;
    }
}

/* Ten minutes of N cells with the pulse. */
static outcome run(const lt_chem_setup *setup, limits limit) {
    outcome o = {0};
    lt_chemistry *chemistry;
    const size_t n = (size_t)mechanism->n_variable * N, r = (size_t)mechanism->n_reactions * N;
    lt_real *k;
    assert_int_equal(lt_calloc(n, sizeof *o.c, &o.c), LT_OK);
    assert_int_equal(lt_calloc(r, sizeof *k, &k), LT_OK);
    for (size_t i = 0; i < n; i++) o.c[i] = (lt_real)(states->start[i] + states->pulse[i]);
    for (size_t i = 0; i < r; i++) k[i] = (lt_real)states->k[i];
    if (limit.dark) leave_emitted(o.c);
    assert_int_equal(lt_chemistry_create(mechanism, setup, &chemistry), LT_OK);
    if (limit.most_steps > 0) chemistry->control.most_steps = limit.most_steps;
    if (limit.first_step > 0) chemistry->control.first_step = limit.first_step;
    if (limit.least_step > 0) chemistry->control.least_step = limit.least_step;
    const lt_chem_cells cells = {
        .n = N, .stride = N, .seconds = 600, .c = o.c, .k = k, .step = o.step, .steps = o.steps, .failed = o.failed};
    o.status = lt_chemistry_integrate(chemistry, &cells, &o.counts);
    lt_chemistry_free(chemistry);
    lt_free(k);
    return o;
}

/* Largest |c - tight| / max(tight, 1 ppt). */
static double error_of(const outcome *o) {
    double most = 0;
    for (int i = 0; i < mechanism->n_variable * N; i++)
        most = lt_verify_worse(most, fabs((double)o->c[i] - tight[i]) / fmax(tight[i], 1e-3));
    return most;
}

static void expect_saved(outcome *o, const char *how, int64_t saved, double error) {
    print_message("%s: %d of %d cells; most error %.1e\n", how, (int)saved, N, error_of(o));
    assert_int_equal(o->status, LT_OK);
    assert_true(saved > 0);
    assert_true(o->counts.smaller_steps + o->counts.in_double + o->counts.rodas4 <= N);
    for (int i = 0; i < N; i++) {
        assert_false(o->failed[i]);
        assert_true(o->step[i] > 0);
    }
    assert_true(error_of(o) <= error);
    lt_free(o->c);
}

static const limits bold = {.first_step = 600, .least_step = 150};

/* A first step of ten minutes is tried again, but not with less than 150 s: that does the fallback, which begins with a
 * tenth. Errors are those of rtol 1e-6 (measured 2e-6 and less). */
static void test_smaller_steps(void **state) {
    (void)state;
    outcome o =
        run(&(lt_chem_setup){.engine = LT_ENGINE_GENERATED, .rtol = 1e-6, .atol_ppb = 1e-9, .threads = 2}, bold);
    expect_saved(&o, "smaller steps", o.counts.smaller_steps, 1e-5);
    o = run(&(lt_chem_setup){.engine = LT_ENGINE_INTERPRETER, .rtol = 1e-6, .atol_ppb = 1e-9, .threads = 2}, bold);
    expect_saved(&o, "smaller steps, interpreter", o.counts.smaller_steps, 1e-5);
}

/* A tolerance that floats cannot meet, but doubles can. Start and end are floats, and cells that floats did solve have
 * their rounding of every step: measured 5e-6. */
static void test_in_double(void **state) {
    (void)state;
    if (sizeof(lt_real) == sizeof(double)) skip();
    const lt_chem_setup setup = {.engine = LT_ENGINE_GENERATED, .rtol = 1e-9, .atol_ppb = 1e-12, .threads = 2};
    outcome o = run(&setup, (limits){.most_steps = 700});
    expect_saved(&o, "in double", o.counts.in_double, 2e-5);
}

/* At a tight tolerance the third order needs smaller steps than Rodas4 at a tenth of it: where steps may not be smaller
 * than 3 s, in the fallback 0.3 s, some cells come to their end by Rodas4 alone. The interpreter as engine, so that
 * floats do not fail first; start and end are floats (6e-8), and a change of the start may grow: measured 1e-7. */
static void test_rodas4(void **state) {
    (void)state;
    const lt_chem_setup setup = {.engine = LT_ENGINE_INTERPRETER, .rtol = 1e-9, .atol_ppb = 1e-12, .threads = 2};
    outcome o = run(&setup, (limits){.first_step = 600, .least_step = 3});
    expect_saved(&o, "by Rodas4", o.counts.rodas4, 1e-6);
}

/* A cell that was not in trouble does not know of those that were. */
static void test_others_untouched(void **state) {
    (void)state;
    const lt_chem_setup setup = {.engine = LT_ENGINE_GENERATED, .rtol = 1e-6, .atol_ppb = 1e-9, .threads = 1};
    outcome all = run(&setup, (limits){.first_step = 600}), some = run(&setup, bold);
    int same = 0;
    for (int i = 0; i < N; i++) {
        bool equal = true;
        for (int s = 0; s < mechanism->n_variable; s++) equal = equal && all.c[s * N + i] == some.c[s * N + i];
        same += equal;
    }
    print_message("%d of %d cells were saved, %d have the same bits\n", (int)some.counts.smaller_steps, N, same);
    assert_true(some.counts.smaller_steps < N);
    assert_int_equal(same, N - (int)some.counts.smaller_steps);
    lt_free(all.c);
    lt_free(some.c);
}

/* Radicals that light makes out of nothing, held to 1e-18 ppb: first steps of less than a nanosecond, which are no
 * failure (they were, of every second cell, when the least step was 1e-9 s). Both methods end alike: rtol 1e-6 of every
 * step; the ends are floats. */
static void test_radicals_from_nothing(void **state) {
    (void)state;
    lt_chem_setup setup = {.engine = LT_ENGINE_INTERPRETER, .rtol = 1e-6, .atol_ppb = 1e-18, .threads = 2};
    outcome a = run(&setup, (limits){.dark = true});
    setup.method = "rodas4";
    outcome b = run(&setup, (limits){.dark = true});
    double most = 0;
    for (int i = 0; i < mechanism->n_variable * N; i++)
        most = lt_verify_worse(most, fabs((double)a.c[i] - (double)b.c[i]) / fmax((double)b.c[i], 1e-3));
    print_message("radicals from nothing: %.0f and %.0f steps a cell, most difference %.1e\n",
                  (double)a.counts.steps / N, (double)b.counts.steps / N, most);
    const lt_chem_counts *const counts[] = {&a.counts, &b.counts};
    assert_int_equal(a.status, LT_OK);
    assert_int_equal(b.status, LT_OK);
    for (int c = 0; c < 2; c++) assert_true(counts[c]->smaller_steps + counts[c]->in_double + counts[c]->rodas4 == 0);
    assert_true(most <= 1e-5);
    lt_free(a.c);
    lt_free(b.c);
}

/* --- the last error ----------------------------------------------------------------------------------------------- */

static char logged[256 * 1024];

static void keep_log(lt_log_level level, const char *text) {
    (void)level;
    const size_t used = strlen(logged);
    snprintf(logged + used, sizeof logged - used, "%s\n", text);
}

/* The box, in double, from the state that was logged: what the cell should have become, to the tolerance. */
static void test_case_runs_again(void **state) {
    (void)state;
    char text[8192];
    logged[0] = '\0';
    lt_log_set_sinks(NULL, keep_log);
    /* Rodas4 at rtol 1e-9 wants more than ten steps. */
    const lt_chem_setup setup = {.engine = LT_ENGINE_INTERPRETER, .rtol = 1e-8, .atol_ppb = 1e-11, .threads = 1};
    outcome o = run(&setup, (limits){.most_steps = 10});
    lt_log_set_sinks(NULL, NULL);
    assert_int_equal(o.status, LT_ERR_NUMERIC);
    lt_error_text(o.status, text, sizeof text);
    int cell = -1;
    assert_int_equal(sscanf(strstr(text, "where:"), "where: cell %d", &cell), 1);
    const char *yaml = strchr(strstr(logged, "case for lantian box"), '\n') + 1;
    assert_true(files_write_text(in_root("cell.yaml"), yaml));
    program_result r = program_run(NULL, "box", in_root("cell.yaml"), "--out", in_root("again"), "--quiet");
    if (r.code != 0) print_error("%s%s\n%s\n", r.said, r.err, yaml);
    assert_int_equal(r.code, 0);
    program_free(&r);
    lt_csv *table;
    double most = 0;
    assert_int_equal(lt_csv_read(in_root("again/box.csv"), &table), LT_OK);
    for (int s = 0; s < mechanism->n_variable; s++) {
        int column;
        double value;
        assert_int_equal(lt_csv_column(table, lt_fmt("%s_ppb", mechanism->species[s].name), &column), LT_OK);
        assert_int_equal(lt_csv_double(table, lt_csv_rows(table) - 1, column, &value), LT_OK);
        most = lt_verify_worse(most, fabs(value - tight[s * N + cell]) / fmax(tight[s * N + cell], 1e-3));
    }
    print_message("cell %d by the box again: most error %.1e\n", cell, most);
    assert_true(most <= 1e-6); /* the state was a float where the reference's was a double: 6e-8, and rtol */
    lt_csv_free(table);
    lt_free(o.c);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_smaller_steps),
                                       cmocka_unit_test(test_in_double),
                                       cmocka_unit_test(test_rodas4),
                                       cmocka_unit_test(test_others_untouched),
                                       cmocka_unit_test(test_radicals_from_nothing),
                                       cmocka_unit_test(test_case_runs_again)};
    return cmocka_run_group_tests(tests, make, unmake);
}
