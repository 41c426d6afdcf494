/* Pieces of every generated kernel of the build against the interpreter's: net change, factored matrix, solution; each
 * lane holds another state. Net change: 200 roundings of the sum of the sizes of its terms, for a species stands in
 * fewer reactions (D). Factored matrix against the largest entry of its row, solution against its own size: 1e-10 in
 * double (issue 7); in float 1e-10 * 2^29, for the states amplify the roundings of both types alike (D). */
#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/solver/interpreter.h"

#include "base/outdir.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <math.h>
#include <stdio.h>

#include <cmocka.h>

enum { MOST_LANES = 16 };

static uint64_t seed = 7;

/* Uniform in 0 .. 1. */
static double uniform(void) {
    seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(seed >> 11) * 0x1p-53;
}

static double spread(double low, double high) {
    return low * exp(uniform() * log(high / low));
}

/* One vector of states, in the kernel's type and in double. */
typedef struct lt_states_of {
    const lt_chem_kernel *kernel;
    lt_interpreter *interpreter;
    void *k, *c, *out, *shift, *lu; /* [rows][lanes] of the kernel's type */
    double *k1, *c1, *out1, *lu1, *size;
} lt_states_of;

static double get(const lt_chem_kernel *kernel, const void *x, int row, int lane) {
    int at = row * kernel->lanes + lane;
    return kernel->real_bytes == 4 ? (double)((const float *)x)[at] : ((const double *)x)[at];
}

static void set(const lt_chem_kernel *kernel, void *x, int row, int lane, double value) {
    int at = row * kernel->lanes + lane;
    if (kernel->real_bytes == 4)
        ((float *)x)[at] = (float)value;
    else
        ((double *)x)[at] = value;
}

static void *rows(int n) {
    void *out;
    assert_int_equal(lt_calloc((size_t)n * MOST_LANES, sizeof(double), &out), LT_OK);
    return out;
}

static void make(const lt_chem_kernel *kernel, lt_interpreter *interpreter, lt_states_of *s) {
    *s = (lt_states_of){.kernel = kernel, .interpreter = interpreter};
    int n = kernel->n_variable, most = kernel->n_lu + kernel->n_reactions;
    s->k = rows(kernel->n_reactions);
    s->c = rows(n);
    s->out = rows(n);
    s->shift = rows(1);
    s->lu = rows(kernel->n_lu);
    s->k1 = rows(most);
    s->c1 = rows(n);
    s->out1 = rows(n);
    s->lu1 = rows(most);
    s->size = rows(most);
    for (int lane = 0; lane < kernel->lanes; lane++) {
        set(kernel, s->shift, 0, lane, spread(1e-3, 10.0));
        for (int p = 0; p < n; p++) set(kernel, s->c, p, lane, spread(1e-6, 100.0));
        for (int r = 0; r < kernel->n_reactions; r++) set(kernel, s->k, r, lane, spread(1e-8, 1.0));
    }
}

static void unmake(lt_states_of *s) {
    void *all[] = {s->k, s->c, s->out, s->shift, s->lu, s->k1, s->c1, s->out1, s->lu1, s->size};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
}

/* Largest |x - y| / size; x: of the kernel's lane. */
static double worst(const lt_chem_kernel *kernel, const void *x, int lane, const double *y, const double *size, int n) {
    double most = 0.0;
    for (int row = 0; row < n; row++) {
        double off = fabs(get(kernel, x, row, lane) - y[row]);
        assert_true(isfinite(off));
        if (size[row] > 0.0)
            most = fmax(most, off / size[row]);
        else
            assert_true(off == 0.0);
    }
    return most;
}

static void check(const lt_mechanism *m, const lt_chem_kernel *kernel, lt_interpreter *interpreter) {
    const lt_sparsity *sparsity = lt_interpreter_sparsity(interpreter);
    int n = kernel->n_variable;
    double unit = kernel->real_bytes == 4 ? 0x1p-24 : 0x1p-53, f_worst = 0, lu_worst = 0, x_worst = 0;
    lt_states_of s;
    make(kernel, interpreter, &s);
    kernel->fun(s.k, s.c, s.out);
    kernel->factor(s.k, s.c, s.shift, s.lu);
    for (int lane = 0; lane < kernel->lanes; lane++) {
        for (int p = 0; p < n; p++) s.c1[p] = get(kernel, s.c, p, lane);
        for (int r = 0; r < kernel->n_reactions; r++) s.k1[r] = get(kernel, s.k, r, lane);
        /* Net change, against the sum of the sizes of its terms. */
        lt_interpreter_fun(interpreter, s.k1, s.c1, s.out1);
        double *rate = s.lu1;
        lt_interpreter_reaction_rates(interpreter, s.k1, s.c1, rate);
        for (int p = 0; p < n; p++) {
            s.size[p] = 0.0;
            for (int r = 0; r < kernel->n_reactions; r++)
                s.size[p] += fabs(lt_reaction_net(&m->reactions[r], p)) * rate[r];
        }
        f_worst = fmax(f_worst, worst(kernel, s.out, lane, s.out1, s.size, n));
        lt_interpreter_jacobian(interpreter, s.k1, s.c1, s.lu1);
        for (int e = 0; e < kernel->n_lu; e++) s.lu1[e] = -s.lu1[e];
        for (int p = 0; p < n; p++) s.lu1[sparsity->diagonal[p]] += get(kernel, s.shift, 0, lane);
        lt_interpreter_factor(interpreter, s.lu1);
        for (int p = 0; p < n; p++) {
            double size = 0.0;
            for (int e = sparsity->row[p]; e < sparsity->row[p + 1]; e++) size = fmax(size, fabs(s.lu1[e]));
            for (int e = sparsity->row[p]; e < sparsity->row[p + 1]; e++) s.size[e] = size;
        }
        lu_worst = fmax(lu_worst, worst(kernel, s.lu, lane, s.lu1, s.size, kernel->n_lu));
        lt_interpreter_solve(interpreter, s.lu1, s.out1);
        memcpy(s.c1, s.out1, (size_t)n * sizeof(double));
    }
    kernel->solve(s.lu, s.out);
    for (int p = 0; p < n; p++) s.size[p] = fabs(s.c1[p]);
    x_worst = worst(kernel, s.out, kernel->lanes - 1, s.c1, s.size, n);
    print_message("%s %s: f %.2g, LU %.2g, x %.2g (units of rounding %.2g)\n", kernel->mechanism, kernel->isa, f_worst,
                  lu_worst, x_worst, unit);
    unmake(&s);
    double bound = 1e-10 * unit / 0x1p-53;
    assert_true(f_worst <= 200 * unit);
    assert_true(lu_worst <= bound);
    assert_true(x_worst <= bound);
}

static void test_pieces(void **state) {
    (void)state;
    int checked = 0;
    const lt_chem_kernel *kernel;
    for (int n = 0; (kernel = lt_chem_kernel_number(n)); n++) {
        if (!lt_chem_kernel_runs(kernel)) continue;
        lt_mechanism *m;
        lt_interpreter *interpreter;
        assert_int_equal(lt_mechanism_read(kernel->mechanism, &m), LT_OK);
        assert_int_equal(lt_interpreter_create(m, &interpreter), LT_OK);
        check(m, kernel, interpreter);
        lt_interpreter_free(interpreter);
        lt_mechanism_free(m);
        checked++;
    }
    assert_true(checked > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pieces)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
