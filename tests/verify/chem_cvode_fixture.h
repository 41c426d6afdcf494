/* chem_cvode_fixture.h - random states of CB6r5 against CVODE, an hour of six pulses. For test_chem_cvode (few cells)
 * and test_chem_cvode_long (a thousand). Error: |c - r| / max(|r|, 1 ppt), over cells and species; held to the
 * project's goals: generated code and interpreter at the tolerances of methods.h rms 1e-4 and 99.9 % within 1e-3, the
 * interpreter at a tight one rms 1e-6. */
#ifndef LT_TESTS_CHEM_CVODE_FIXTURE_H
#define LT_TESTS_CHEM_CVODE_FIXTURE_H

#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"
#include "model/chemistry/solver/chemistry.h"
#include "model/kernel/real.h"
#include "model/chemistry/verify/random_states.h"
#ifdef LT_HAS_CVODE
#include "tests/support/cvode.h"

/* CVODE's, ppb; at 1e-8 and 1e-10 it is itself wrong by 1.3e-6 rms on a thousand cells, by 4.8e-4 in one where the
 * chloride runs out. */
static const double cvode_rtol = 1e-10, cvode_atol = 1e-13;
#endif

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct fixture {
    lt_mechanism *mechanism;
    lt_states *states;
    double *reference; /* [cell][species] */
} fixture;

/* Errors of all numbers, sorted. */
typedef struct errors {
    long n;
    double *value, rms;
} errors;

static inline void cell_of(const lt_states *s, const double *rows, int n_rows, int cell, double *out) {
    for (int r = 0; r < n_rows; r++) out[r] = rows[(ptrdiff_t)r * s->n + cell];
}

static inline int rising(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static inline errors errors_of(const fixture *f, const double *c) {
    errors e = {.n = (long)f->states->n * f->states->n_variable};
    e.value = malloc((size_t)e.n * sizeof(double));
    for (long i = 0; i < e.n; i++) {
        e.value[i] = fabs(c[i] - f->reference[i]) / fmax(fabs(f->reference[i]), 1e-3);
        e.rms += e.value[i] * e.value[i];
    }
    e.rms = sqrt(e.rms / (double)e.n);
    qsort(e.value, (size_t)e.n, sizeof(double), rising);
    return e;
}

/* Ends of all cells by the interpreter, [cell][species]. */
static inline double *interpreter_hour(const fixture *f, const char *name, double rtol, double atol_ppb) {
    const lt_states *s = f->states;
    size_t n = (size_t)s->n_variable;
    double *end = malloc((size_t)s->n * n * sizeof(double)), *k = malloc((size_t)s->n_reactions * sizeof(double)),
           *pulse = malloc(n * sizeof(double)), *atol = malloc(n * sizeof(double));
    const lt_rosenbrock *method;
    lt_interpreter *interpreter;
    lt_ros_control control = lt_ros_control_default(rtol);
    assert_int_equal(lt_ros_method_find(name, &method), LT_OK);
    assert_int_equal(lt_interpreter_create(f->mechanism, &interpreter), LT_OK);
    for (size_t v = 0; v < n; v++) atol[v] = atol_ppb;
    for (int cell = 0; cell < s->n; cell++) {
        double *c = end + (size_t)cell * n, step = 0.0;
        cell_of(s, s->start, s->n_variable, cell, c);
        cell_of(s, s->pulse, s->n_variable, cell, pulse);
        cell_of(s, s->k, s->n_reactions, cell, k);
        for (int p = 0; p < LT_STATES_PULSES; p++) {
            lt_chem_result result;
            for (size_t v = 0; v < n; v++) c[v] += pulse[v];
            lt_interpreter_integrate(interpreter, method, &control, atol, k, NULL, LT_STATES_PULSE_S, step, c, NULL,
                                     &result);
            assert_int_equal(result.failed, 0);
            step = result.next_step;
        }
    }
    lt_interpreter_free(interpreter);
    free(k);
    free(pulse);
    free(atol);
    return end;
}

static inline void fixture_make(fixture *f, int n_cells, uint64_t seed) {
#ifdef LT_HAS_CVODE
    cvode v;
    assert_int_equal(lt_mechanism_read("cb6r5", &f->mechanism), LT_OK);
    assert_int_equal(lt_random_states(f->mechanism, n_cells, seed, &f->states), LT_OK);
    const lt_states *s = f->states;
    size_t n = (size_t)s->n_variable;
    double *k = malloc((size_t)s->n_reactions * sizeof(double)), *pulse = malloc(n * sizeof(double));
    f->reference = malloc((size_t)n_cells * n * sizeof(double));
    cvode_create(f->mechanism, &v);
    for (int cell = 0; cell < n_cells; cell++) {
        double *c = f->reference + (size_t)cell * n;
        cell_of(s, s->start, s->n_variable, cell, c);
        cell_of(s, s->pulse, s->n_variable, cell, pulse);
        cell_of(s, s->k, s->n_reactions, cell, k);
        for (int p = 0; p < LT_STATES_PULSES; p++) {
            for (size_t i = 0; i < n; i++) c[i] += pulse[i];
            cvode_integrate(&v, k, LT_STATES_PULSE_S, cvode_rtol, cvode_atol, c);
        }
    }
    cvode_free(&v);
    free(k);
    free(pulse);
#else
    (void)f, (void)n_cells, (void)seed;
    const char *ci = getenv("CI");
    if (ci && strcmp(ci, "true") == 0) fail_msg("SUNDIALS must be there in CI (libsundials-dev)");
    print_message("skipped: this build has no SUNDIALS (libsundials-dev)\n");
    skip();
#endif
}

static inline void fixture_free(fixture *f) {
    free(f->reference);
    lt_states_free(f->states);
    lt_mechanism_free(f->mechanism);
}

/* The same by what the model calls: generated code in the build's type, with the tolerances that are there unasked. */
static inline double *kernel_hour(const fixture *f) {
    const lt_states *s = f->states;
    size_t n = (size_t)s->n_variable, cells = (size_t)s->n;
    lt_real *c = malloc(n * cells * sizeof(lt_real)), *k = malloc((size_t)s->n_reactions * cells * sizeof(lt_real));
    double *end = malloc(n * cells * sizeof(double)), *step = calloc(cells, sizeof(double));
    uint8_t *failed = calloc(cells, 1);
    lt_chemistry *chemistry;
    assert_int_equal(lt_chemistry_create(f->mechanism, &(lt_chem_setup){.engine = LT_ENGINE_GENERATED}, &chemistry),
                     LT_OK);
    for (size_t i = 0; i < n * cells; i++) c[i] = (lt_real)s->start[i];
    for (size_t i = 0; i < (size_t)s->n_reactions * cells; i++) k[i] = (lt_real)s->k[i];
    const lt_chem_cells work = {
        .n = s->n, .stride = s->n, .seconds = LT_STATES_PULSE_S, .c = c, .k = k, .step = step, .failed = failed};
    for (int p = 0; p < LT_STATES_PULSES; p++) {
        lt_chem_counts counts;
        for (size_t i = 0; i < n * cells; i++) c[i] += (lt_real)s->pulse[i];
        assert_int_equal(lt_chemistry_integrate(chemistry, &work, &counts), LT_OK);
        assert_int_equal(counts.smaller_steps + counts.in_double + counts.rodas4, 0);
    }
    for (size_t v = 0; v < n; v++)
        for (size_t cell = 0; cell < cells; cell++) end[cell * n + v] = (double)c[v * cells + cell];
    lt_chemistry_free(chemistry);
    free(c);
    free(k);
    free(step);
    free(failed);
    return end;
}

/* Prints and holds the errors of end (freed): rms, the 99.9 % quantile (0: not held). */
static inline void hold(const fixture *f, const char *what, double *end, double rms, double most) {
    errors e = errors_of(f, end);
    double quantile = e.value[(long)(0.999 * (double)e.n)];
    print_message("%d cells, %s: rms %.2e, 99.9 %% %.2e, largest %.2e\n", f->states->n, what, e.rms, quantile,
                  e.value[e.n - 1]);
    assert_true(e.rms <= rms);
    if (most > 0) assert_true(quantile <= most);
    free(e.value);
    free(end);
}

static inline void hold_states(int n_cells, uint64_t seed) {
    fixture f = {0};
    fixture_make(&f, n_cells, seed);
    hold(&f, "generated code", kernel_hour(&f), 1e-4, 1e-3);
    hold(&f, "interpreter", interpreter_hour(&f, "ros3", LT_CHEM_RTOL, LT_CHEM_ATOL_PPB), 1e-4, 1e-3);
    hold(&f, "interpreter, tight", interpreter_hour(&f, "rodas4", 1e-7, 1e-9), 1e-6, 0.0);
    fixture_free(&f);
}

#endif
