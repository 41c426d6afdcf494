/* What a cell becomes depends on nothing but its own numbers: not on the order in which cells are taken up, where they
 * lie, which others are there, how many threads work, or the instruction set. Every generated kernel of the build,
 * three calls with pulses between, so that the kept step counts too. Two compilers: test_digests_long.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/kernel/real.h"
#include "tests/support/all_kernels.h"
#include "tests/support/kernel_cells.h"

enum { N = 53, CALLS = 3 };

/* What is compared of a cell: everything that integrate gives back. */
typedef struct outcome {
    int n_variable;
    double *c, *clipped; /* [N][n_variable] */
    double step[N];
    int32_t steps[N], rejected[N];
    uint8_t failed[N];
} outcome;

static outcome outcome_make(int n_variable) {
    return (outcome){.n_variable = n_variable,
                     .c = kernel_memory((size_t)N * (size_t)n_variable, sizeof(double)),
                     .clipped = kernel_memory((size_t)N * (size_t)n_variable, sizeof(double))};
}

static void outcome_free(outcome *o) {
    lt_free(o->c);
    lt_free(o->clipped);
}

static void take(const lt_kernel_cells *x, const int *ids, outcome *out) {
    for (int i = 0; i < x->n; i++) {
        const int id = ids[i];
        for (int s = 0; s < out->n_variable; s++) {
            out->c[id * out->n_variable + s] = lt_kernel_get(x->kernel, x->c, s * x->stride + i);
            out->clipped[id * out->n_variable + s] = x->clipped[s * x->stride + i];
        }
        out->step[id] = x->step[i];
        out->steps[id] += x->steps[i];
        out->rejected[id] += x->rejected[i];
        out->failed[id] |= x->failed[i];
    }
}

/* Cells ids[0 .. n - 1] together, in this order of being taken up. */
static void go(const lt_chem_kernel *kernel, const lt_states *states, const int *ids, int n, int pad, const int *order,
               outcome *out) {
    lt_kernel_cells x;
    assert_int_equal(lt_kernel_cells_create(kernel, states, ids, n, pad, &x), LT_OK);
    for (int call = 0; call < CALLS; call++) {
        lt_kernel_cells_pulse(&x, states, ids);
        assert_int_equal(lt_kernel_cells_integrate(&x, "ros3", 1e-3, 1e-6, 600, order), LT_OK);
        take(&x, ids, out);
    }
    lt_kernel_cells_free(&x);
}

/* The same bits: values are compared as the words that they are. */
static void expect_same(const outcome *a, const outcome *b, const char *what) {
    const size_t n = (size_t)N * (size_t)a->n_variable * sizeof(double);
    const bool same = memcmp(a->c, b->c, n) == 0 && memcmp(a->clipped, b->clipped, n) == 0 &&
                      memcmp(a->step, b->step, sizeof a->step) == 0 &&
                      memcmp(a->steps, b->steps, sizeof a->steps) == 0 &&
                      memcmp(a->rejected, b->rejected, sizeof a->rejected) == 0 &&
                      memcmp(a->failed, b->failed, sizeof a->failed) == 0;
    if (!same) print_error("other bits: %s\n", what);
    assert_true(same);
}

static void shuffle(int *x, int n, uint64_t *seed) {
    for (int i = n - 1; i > 0; i--) {
        const int j = (int)(lt_verify_random(seed) * (i + 1)), y = x[i];
        x[i] = x[j];
        x[j] = y;
    }
}

static void first_numbers(int *x, int n) {
    for (int i = 0; i < n; i++) x[i] = i;
}

/* In groups of `size`, the last one smaller. */
static void in_groups(const lt_chem_kernel *kernel, const lt_states *states, const int *ids, int size, outcome *out) {
    for (int from = 0; from < N; from += size)
        go(kernel, states, ids + from, from + size < N ? size : N - from, 0, NULL, out);
}

static void against(const lt_chem_kernel *kernel, const lt_states *states, const outcome *all) {
    static const int sizes[] = {1, 2, 7, 16, 31};
    uint64_t seed = 3;
    int ids[N], order[N];
    for (int round = 0; round < 3; round++) {
        outcome taken_up = outcome_make(kernel->n_variable), lying = outcome_make(kernel->n_variable);
        first_numbers(ids, N);
        first_numbers(order, N);
        shuffle(order, N, &seed);
        go(kernel, states, ids, N, round, order, &taken_up);
        expect_same(all, &taken_up, lt_fmt("%s %s taken up in another order", kernel->mechanism, kernel->isa));
        shuffle(ids, N, &seed);
        go(kernel, states, ids, N, 5 * round, NULL, &lying);
        expect_same(all, &lying, lt_fmt("%s %s lying in another order", kernel->mechanism, kernel->isa));
        outcome_free(&taken_up);
        outcome_free(&lying);
    }
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++) {
        outcome grouped = outcome_make(kernel->n_variable);
        in_groups(kernel, states, ids, sizes[s], &grouped); /* shuffled: other company in each */
        expect_same(all, &grouped, lt_fmt("%s %s by %d", kernel->mechanism, kernel->isa, sizes[s]));
        outcome_free(&grouped);
    }
}

/* --- one kernel after the other ----------------------------------------------------------------------------------- */

static int n_compared;

/* The kernel of the same mechanism and type that was met before, of another instruction set; NULL: none. */
static const lt_chem_kernel *twin(int number, const lt_chem_kernel *kernel) {
    for (int n = 0; n < number; n++) {
        const lt_chem_kernel *other = any_kernel(n);
        if (strcmp(other->mechanism, kernel->mechanism) == 0 && other->real_bytes == kernel->real_bytes) return other;
    }
    return NULL;
}

static void one_kernel(int number, const lt_chem_kernel *kernel) {
    int ids[N];
    lt_mechanism *m = mechanism_of_kernel(kernel);
    lt_states *states = states_for(m, N, 11);
    outcome all = outcome_make(kernel->n_variable);
    first_numbers(ids, N);
    go(kernel, states, ids, N, 0, NULL, &all);
    for (int i = 0; i < N; i++) {
        assert_false(all.failed[i]);
        assert_true(all.steps[i] >= CALLS);
    }
    against(kernel, states, &all);
    const lt_chem_kernel *other = twin(number, kernel);
    if (other) {
        outcome wide = outcome_make(kernel->n_variable);
        go(other, states, ids, N, 0, NULL, &wide);
        expect_same(&all, &wide, lt_fmt("%s on %s and %s", kernel->mechanism, kernel->isa, other->isa));
        outcome_free(&wide);
        n_compared++;
    }
    outcome_free(&all);
    lt_states_free(states);
    lt_mechanism_free(m);
}

static void test_order_company_isa(void **state) {
    (void)state;
    const lt_chem_kernel *kernel;
    for (int n = 0; (kernel = any_kernel(n)) != NULL; n++)
        if (lt_chem_kernel_runs(kernel)) one_kernel(n, kernel);
    print_message("%d kernels have the bits of their twins of another instruction set\n", n_compared);
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

static void with_threads(const lt_mechanism *m, const lt_states *states, lt_chem_engine engine, int threads, int n,
                         lt_real *c, double *step) {
    lt_chemistry *chemistry;
    const size_t size = (size_t)n;
    lt_real *k = kernel_memory((size_t)m->n_reactions * size, sizeof *k);
    uint8_t *failed = kernel_memory(size, 1);
    assert_int_equal(lt_chemistry_create(m, &(lt_chem_setup){.engine = engine, .threads = threads}, &chemistry), LT_OK);
    for (int r = 0; r < m->n_reactions; r++)
        for (int i = 0; i < n; i++) k[(size_t)r * size + (size_t)i] = (lt_real)states->k[r * states->n + i];
    for (int s = 0; s < m->n_variable; s++)
        for (int i = 0; i < n; i++) c[(size_t)s * size + (size_t)i] = (lt_real)states->start[s * states->n + i];
    const lt_chem_cells cells = {.n = n, .stride = n, .seconds = 600, .c = c, .k = k, .step = step, .failed = failed};
    for (int call = 0; call < CALLS; call++) assert_int_equal(lt_chemistry_integrate(chemistry, &cells, NULL), LT_OK);
    lt_chemistry_free(chemistry);
    lt_free(k);
    lt_free(failed);
}

static void test_threads(void **state) {
    (void)state;
    lt_mechanism *m;
    assert_int_equal(lt_mechanism_read("cb6r5_ae7_aq", &m), LT_OK);
    for (lt_chem_engine engine = LT_ENGINE_GENERATED; engine <= LT_ENGINE_INTERPRETER; engine++) {
        const int n = engine == LT_ENGINE_GENERATED ? 301 : 23;
        const size_t size = (size_t)n * (size_t)m->n_variable * sizeof(lt_real);
        lt_states *states = states_for(m, n, 5);
        lt_real *one = kernel_memory(size, 1), *many = kernel_memory(size, 1);
        double *step = kernel_memory((size_t)n, 8), *step_many = kernel_memory((size_t)n, 8);
        with_threads(m, states, engine, 1, n, one, step);
        for (int threads = 2; threads <= 4; threads++) {
            memset(step_many, 0, (size_t)n * sizeof *step_many);
            with_threads(m, states, engine, threads, n, many, step_many);
            assert_memory_equal(one, many, size);
            assert_memory_equal(step, step_many, (size_t)n * sizeof *step);
        }
        lt_free(one);
        lt_free(many);
        lt_free(step);
        lt_free(step_many);
        lt_states_free(states);
    }
    lt_mechanism_free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order_company_isa), cmocka_unit_test(test_threads)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
