/* One suite for all engines: the interpreter, and every generated kernel of the build in float and in double, of the
 * shipped mechanisms and of a random one. Each is held to the definition of the mechanism itself, in long double:
 *
 *   fun         f = sum over reactions of net coefficient times k prod c, to the roundings of its terms
 *   LU          L U = shift - J with J by the product rule, to the roundings of the terms of each entry
 *   solve       the residual of (shift - J) x = b, relative to |shift - J| |x| + |b|
 *   integrate   the end of ten minutes, to a solution at rtol 1e-9
 *
 * and generated double to the interpreter: 1e-10 (issue 7). Roundings are 2^-24 in float and 2^-53 in double; how many
 * of them are allowed is derived, or measured where a line says so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/chemistry/solver/interpreter.h"
#include "model/chemistry/solver/methods.h"
#include "tests/support/all_kernels.h"
#include "tests/support/kernel_cells.h"

#include <float.h>

/* --- an engine: takes and gives double, works in its own type ----------------------------------------------------- */

typedef struct engine {
    const lt_mechanism *m;
    lt_interpreter *interpreter;  /* its own, or only the pattern of a kernel */
    const lt_chem_kernel *kernel; /* NULL: the interpreter */
    double rounding;
    char name[64];
    int lane; /* where the next state lies: other states beside it */
} engine;

static bool is_float(const engine *e) {
    return e->kernel && e->kernel->real_bytes == 4;
}

static double rounded(const engine *e, double x) {
    return is_float(e) ? (double)(float)x : x;
}

/* x [n] into the engine's lane, other values into the others. */
static void *spread_out(engine *e, const double *x, int n) {
    const lt_chem_kernel *kernel = e->kernel;
    void *vectors = kernel_memory((size_t)n * (size_t)kernel->lanes, (size_t)kernel->real_bytes);
    for (int i = 0; i < n; i++)
        for (int l = 0; l < kernel->lanes; l++)
            lt_kernel_put(kernel, vectors, (ptrdiff_t)i * kernel->lanes + l,
                          x[i] * (1 + 0.1 * (l != e->lane) * (l + 1)));
    return vectors;
}

static void take_lane(const engine *e, void *vectors, int n, double *x) {
    for (int i = 0; i < n; i++) x[i] = lt_kernel_get(e->kernel, vectors, (ptrdiff_t)i * e->kernel->lanes + e->lane);
    lt_free(vectors);
}

static void engine_fun(engine *e, const double *k, const double *c, double *f) {
    if (!e->kernel) {
        lt_interpreter_fun(e->interpreter, k, c, f);
        return;
    }
    void *kv = spread_out(e, k, e->m->n_reactions), *cv = spread_out(e, c, e->m->n_variable);
    void *fv = spread_out(e, c, e->m->n_variable);
    e->kernel->fun(kv, cv, fv);
    take_lane(e, fv, e->m->n_variable, f);
    lt_free(kv);
    lt_free(cv);
}

/* lu [n_lu] of shift - J, and x in place. */
static void engine_solve(engine *e, const double *k, const double *c, double shift, double *lu, double *x) {
    const lt_sparsity *sparsity = lt_interpreter_sparsity(e->interpreter);
    const int n = e->m->n_variable;
    if (!e->kernel) {
        lt_interpreter_jacobian(e->interpreter, k, c, lu);
        for (int entry = 0; entry < sparsity->n_lu; entry++) lu[entry] = -lu[entry];
        for (int p = 0; p < n; p++) lu[sparsity->diagonal[p]] += shift;
        lt_interpreter_factor(e->interpreter, lu);
        lt_interpreter_solve(e->interpreter, lu, x);
        return;
    }
    void *kv = spread_out(e, k, e->m->n_reactions), *cv = spread_out(e, c, n), *xv = spread_out(e, x, n);
    void *sv = spread_out(e, &shift, 1), *luv = spread_out(e, lu, sparsity->n_lu);
    e->kernel->factor(kv, cv, sv, luv);
    e->kernel->solve(luv, xv);
    take_lane(e, luv, sparsity->n_lu, lu);
    take_lane(e, xv, n, x);
    lt_free(kv);
    lt_free(cv);
    lt_free(sv);
}

/* --- the definition ----------------------------------------------------------------------------------------------- */

/* k prod c, without one factor of species `without` (-1: all factors). */
static long double product(const lt_mechanism *m, int r, const double *k, const double *c, int without) {
    const lt_reaction *reaction = &m->reactions[r];
    long double rate = k[r];
    for (int t = 0; t < reaction->n_reactants; t++) {
        const int s = reaction->reactants[t].species;
        if (s >= m->n_variable) continue;
        int times = (int)reaction->reactants[t].coefficient;
        if (s == without) {
            times--;
            without = -1;
        }
        for (; times > 0; times--) rate *= c[s];
    }
    return rate;
}

/* How often a variable species stands among the reactants. */
static int multiplicity(const lt_mechanism *m, int r, int species) {
    int times = 0;
    for (int t = 0; t < m->reactions[r].n_reactants; t++)
        if (m->reactions[r].reactants[t].species == species) times += (int)m->reactions[r].reactants[t].coefficient;
    return times;
}

/* Net coefficients of a reaction: species and value, at most MOST. */
enum { MOST = 64 };
static int net_of(const lt_mechanism *m, int r, int *species, double *net) {
    const lt_reaction *reaction = &m->reactions[r];
    int n = 0;
    for (int t = 0; t < reaction->n_reactants + reaction->n_products; t++) {
        const int s = t < reaction->n_reactants ? reaction->reactants[t].species
                                                : reaction->products[t - reaction->n_reactants].species;
        bool known = s >= m->n_variable;
        for (int i = 0; i < n && !known; i++) known = species[i] == s;
        if (known) continue;
        assert_true(n < MOST);
        species[n] = s;
        net[n++] = lt_reaction_net(reaction, s);
    }
    return n;
}

/* Terms of f: their sum, the sum of their sizes, and their number, all [n_variable]. */
static void define_fun(const lt_mechanism *m, const double *k, const double *c, long double *f, long double *size,
                       int *terms) {
    memset(f, 0, (size_t)m->n_variable * sizeof *f);
    memset(size, 0, (size_t)m->n_variable * sizeof *size);
    memset(terms, 0, (size_t)m->n_variable * sizeof *terms);
    for (int r = 0; r < m->n_reactions; r++) {
        int species[MOST];
        double net[MOST];
        const int n = net_of(m, r, species, net);
        const long double rate = product(m, r, k, c, -1);
        for (int i = 0; i < n; i++) {
            f[species[i]] += net[i] * rate;
            size[species[i]] += fabsl(net[i] * rate);
            terms[species[i]]++;
        }
    }
}

/* a = shift - J and the sum of the sizes of the terms of each entry, [n][n] by species. */
static void define_matrix(const lt_mechanism *m, const double *k, const double *c, double shift, long double *a,
                          long double *size) {
    const size_t n = (size_t)m->n_variable;
    memset(a, 0, n * n * sizeof *a);
    memset(size, 0, n * n * sizeof *size);
    for (size_t s = 0; s < n; s++) a[s * n + s] = size[s * n + s] = shift;
    for (int r = 0; r < m->n_reactions; r++) {
        int species[MOST], tried[MOST], n_tried = 0;
        double net[MOST];
        const int n_net = net_of(m, r, species, net);
        for (int t = 0; t < m->reactions[r].n_reactants; t++) {
            const int j = m->reactions[r].reactants[t].species;
            bool again = j >= m->n_variable;
            for (int i = 0; i < n_tried && !again; i++) again = tried[i] == j;
            if (again) continue;
            tried[n_tried++] = j;
            const long double partial = multiplicity(m, r, j) * product(m, r, k, c, j);
            for (int i = 0; i < n_net; i++) {
                a[(size_t)species[i] * n + (size_t)j] -= net[i] * partial;
                size[(size_t)species[i] * n + (size_t)j] += fabsl(net[i] * partial);
            }
        }
    }
}

/* --- one state through one engine --------------------------------------------------------------------------------- */

/* Largest errors of an engine, in roundings. */
typedef struct worst {
    double fun, lu, residual, against_fun, against_solve;
} worst;

/* Errors of f in roundings of the size of its terms. A term is rounded once for each factor and the coefficient, a sum
 * of n terms at most n times (D): n + 6. */
static void check_fun(engine *e, const double *k, const double *c, worst *w) {
    const size_t n = (size_t)e->m->n_variable;
    long double *f = kernel_memory(n, sizeof *f), *size = kernel_memory(n, sizeof *size);
    double *got = kernel_memory(n, sizeof *got), *reference = kernel_memory(n, sizeof *reference);
    int *terms = kernel_memory(n, sizeof *terms);
    define_fun(e->m, k, c, f, size, terms);
    engine_fun(e, k, c, got);
    lt_interpreter_fun(e->interpreter, k, c, reference);
    for (size_t s = 0; s < n; s++) {
        assert_true(isfinite(got[s]));
        if (size[s] == 0) {
            assert_true(got[s] == 0);
            continue;
        }
        const double off = (double)(fabsl(got[s] - f[s]) / size[s]) / e->rounding;
        if (!(off <= terms[s] + 6)) print_error("%s: f of %s\n", e->name, e->m->species[s].name);
        assert_true(off <= terms[s] + 6);
        w->fun = lt_verify_worse(w->fun, off);
        w->against_fun = lt_verify_worse(w->against_fun, (double)(fabs(got[s] - reference[s]) / size[s]));
    }
    lt_free(f);
    lt_free(size);
    lt_free(got);
    lt_free(reference);
    lt_free(terms);
}

/* L U against shift - J, entry by entry, relative to |L| |U| plus the sizes of the entry's terms; residual of x the
 * same way. */
static void check_lu(engine *e, const double *k, const double *c, double shift, const double *b, worst *w) {
    const lt_sparsity *sp = lt_interpreter_sparsity(e->interpreter);
    const int n = e->m->n_variable;
    const size_t square = (size_t)n * (size_t)n;
    long double *a = kernel_memory(square, sizeof *a), *size = kernel_memory(square, sizeof *size);
    double *lu = kernel_memory((size_t)sp->n_lu, sizeof *lu), *x = kernel_memory((size_t)n, sizeof *x);
    long double *row = kernel_memory((size_t)n, sizeof *row), *row_size = kernel_memory((size_t)n, sizeof *row_size);
    define_matrix(e->m, k, c, shift, a, size);
    memcpy(x, b, (size_t)n * sizeof *x);
    engine_solve(e, k, c, shift, lu, x);
    for (int p = 0; p < n; p++) {
        memset(row, 0, (size_t)n * sizeof *row);
        memset(row_size, 0, (size_t)n * sizeof *row_size);
        for (int i = sp->row[p]; i < sp->row[p + 1]; i++) {
            const int q = sp->column[i];
            if (q < p) { /* L_pq times row q of U */
                for (int j = sp->diagonal[q]; j < sp->row[q + 1]; j++) {
                    const long double u = j == sp->diagonal[q] ? 1 / (long double)lu[j] : (long double)lu[j];
                    row[sp->column[j]] += lu[i] * u;
                    row_size[sp->column[j]] += fabsl(lu[i] * u);
                }
            } else {
                const long double u = q == p ? 1 / (long double)lu[i] : (long double)lu[i];
                row[q] += u;
                row_size[q] += fabsl(u);
            }
        }
        long double sum = -(long double)b[sp->pivot[p]], sum_size = fabsl((long double)b[sp->pivot[p]]);
        for (int q = 0; q < n; q++) {
            const size_t at = (size_t)sp->pivot[p] * (size_t)n + (size_t)sp->pivot[q];
            const long double all = row_size[q] + size[at];
            if (all > 0) w->lu = lt_verify_worse(w->lu, (double)(fabsl(row[q] - a[at]) / all) / e->rounding);
            sum += a[at] * x[sp->pivot[q]];
            sum_size += size[at] * fabsl((long double)x[sp->pivot[q]]);
        }
        if (sum_size > 0) w->residual = lt_verify_worse(w->residual, (double)(fabsl(sum) / sum_size) / e->rounding);
    }
    engine reference = {.m = e->m, .interpreter = e->interpreter};
    double *y = kernel_memory((size_t)n, sizeof *y), most = 0;
    memcpy(y, b, (size_t)n * sizeof *y);
    engine_solve(&reference, k, c, shift, lu, y);
    for (int s = 0; s < n; s++) most = lt_verify_worse(most, fabs(y[s]));
    for (int s = 0; s < n; s++)
        w->against_solve = lt_verify_worse(w->against_solve, fabs(x[s] - y[s]) / fmax(fabs(y[s]), 1e-6 * most));
    void *const all[] = {a, size, lu, x, y, row, row_size};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) lt_free(all[i]);
}

/* --- all engines -------------------------------------------------------------------------------------------------- */

enum { STATES = 12 };

static void pieces_of(engine *e) {
    worst w = {0};
    uint64_t seed = 17;
    const size_t n = (size_t)e->m->n_variable, reactions = (size_t)e->m->n_reactions;
    lt_states *states = states_for(e->m, STATES, 23);
    double *k = kernel_memory(reactions, sizeof *k), *c = kernel_memory(n, sizeof *c), *b = kernel_memory(n, sizeof *b);
    for (int i = 0; i < STATES; i++) {
        /* 1 / (h gamma) of steps from a tenth of a second to ten minutes. */
        const double shift = rounded(e, pow(10, -2.5 + 4 * lt_verify_random(&seed)));
        for (size_t r = 0; r < reactions; r++) k[r] = rounded(e, states->k[r * STATES + (size_t)i]);
        for (size_t s = 0; s < n; s++) c[s] = rounded(e, states->start[s * STATES + (size_t)i]);
        for (size_t s = 0; s < n; s++) b[s] = rounded(e, c[s] * (2 * lt_verify_random(&seed) - 1));
        if (e->kernel) e->lane = (e->lane + 3) % e->kernel->lanes;
        check_fun(e, k, c, &w);
        check_lu(e, k, c, shift, b, &w);
    }
    print_message("%-28s roundings: f %.1f, L U %.1f, residual %.0f; to the interpreter: f %.1e, x %.1e\n", e->name,
                  w.fun, w.lu, w.residual, w.against_fun, w.against_solve);
    assert_true(w.lu <= 30);       /* measured below 6 */
    assert_true(w.residual <= 60); /* measured below 11: elimination without exchange of rows does not let it grow */
    if (!is_float(e)) assert_true(w.against_fun <= 1e-10 && w.against_solve <= 1e-10);
    lt_free(k);
    lt_free(c);
    lt_free(b);
    lt_states_free(states);
}

static bool met_before(int number) {
    const char *mechanism = any_kernel(number)->mechanism;
    for (int n = 0; n < number; n++)
        if (strcmp(any_kernel(n)->mechanism, mechanism) == 0) return true;
    return false;
}

static void each_engine(void (*check)(engine *e)) {
    const lt_chem_kernel *kernel;
    int n_kernels = 0;
    for (int number = 0; (kernel = any_kernel(number)) != NULL; number++) {
        engine e = {.kernel = kernel, .rounding = kernel->real_bytes == 4 ? 0x1p-24 : 0x1p-53};
        lt_mechanism *m = mechanism_of_kernel(kernel);
        e.m = m;
        assert_int_equal(lt_interpreter_create(m, &e.interpreter), LT_OK);
        if (!met_before(number)) {
            engine plain = {.m = m, .interpreter = e.interpreter, .rounding = 0x1p-53};
            snprintf(plain.name, sizeof plain.name, "%s interpreter", kernel->mechanism);
            check(&plain);
        }
        snprintf(e.name, sizeof e.name, "%s %.2s %s", kernel->mechanism, kernel->isa,
                 kernel->real_bytes == 4 ? "float" : "double");
        if (lt_chem_kernel_runs(kernel)) {
            check(&e);
            n_kernels++;
        }
        lt_interpreter_free(e.interpreter);
        lt_mechanism_free(m);
    }
    assert_true(n_kernels >= 3);
}

static void test_pieces(void **state) {
    (void)state;
    each_engine(pieces_of);
}

/* --- integrate ---------------------------------------------------------------------------------------------------- */

enum { CELLS = 24 };

/* end [n_variable][CELLS]. */
static void engine_integrate(const engine *e, const lt_states *states, const char *method, double rtol, double atol,
                             double seconds, double *end, int64_t *steps) {
    const int n = e->m->n_variable;
    *steps = 0;
    if (e->kernel) {
        int ids[CELLS];
        for (int i = 0; i < CELLS; i++) ids[i] = i;
        lt_kernel_cells x;
        assert_int_equal(lt_kernel_cells_create(e->kernel, states, ids, CELLS, 0, &x), LT_OK);
        assert_int_equal(lt_kernel_cells_integrate(&x, method, rtol, atol, seconds, NULL), LT_OK);
        for (int s = 0; s < n; s++)
            for (int i = 0; i < CELLS; i++) end[s * CELLS + i] = lt_kernel_get(e->kernel, x.c, s * x.stride + i);
        for (int i = 0; i < CELLS; i++) {
            assert_false(x.failed[i]);
            *steps += x.steps[i];
        }
        lt_kernel_cells_free(&x);
        return;
    }
    const lt_rosenbrock *rosenbrock;
    const lt_ros_control control = lt_ros_control_default(rtol);
    assert_int_equal(lt_ros_method_find(method, &rosenbrock), LT_OK);
    double *k = kernel_memory((size_t)e->m->n_reactions, 8), *c = kernel_memory((size_t)n, 8);
    double *tolerance = kernel_memory((size_t)n, 8);
    for (int s = 0; s < n; s++) tolerance[s] = atol;
    for (int i = 0; i < CELLS; i++) {
        lt_chem_result result;
        for (int r = 0; r < e->m->n_reactions; r++) k[r] = states->k[r * states->n + i];
        for (int s = 0; s < n; s++) c[s] = states->start[s * states->n + i];
        lt_interpreter_integrate(e->interpreter, rosenbrock, &control, tolerance, k, NULL, seconds, 0, c, NULL,
                                 &result);
        assert_false(result.failed);
        *steps += result.steps;
        for (int s = 0; s < n; s++) end[s * CELLS + i] = c[s];
    }
    lt_free(k);
    lt_free(c);
    lt_free(tolerance);
}

/* As the benchmark measures: |c - r| / max(|r|, 1 ppt), rms and most over cells and species. */
static double rms(const double *c, const double *r, size_t n, double *most) {
    double sum = 0;
    *most = 0;
    for (size_t i = 0; i < n; i++) {
        const double off = fabs(c[i] - r[i]) / fmax(fabs(r[i]), 1e-3);
        sum += off * off;
        *most = fmax(*most, off);
    }
    return sqrt(sum / (double)n);
}

/* The random mechanism grows without bound in minutes: ten seconds of it. */
static double seconds_of(const engine *e) {
    return strcmp(e->m->name, "random") == 0 ? 10 : 600;
}

static void ends_of(engine *e) {
    static const char *const methods[] = {"ros3", "rodas3", "rodas31", "rodas4"};
    const size_t n = (size_t)e->m->n_variable * CELLS;
    lt_states *states = states_for(e->m, CELLS, 29);
    double *tight = kernel_memory(n, 8), *end = kernel_memory(n, 8), *same = kernel_memory(n, 8), most, same_most;
    int64_t steps, same_steps;
    engine reference = {.m = e->m, .interpreter = e->interpreter, .rounding = 0x1p-53};
    engine_integrate(&reference, states, "rodas4", 1e-9, 1e-12, seconds_of(e), tight, &steps);
    for (size_t i = 0; i < sizeof methods / sizeof *methods; i++) {
        engine_integrate(e, states, methods[i], 1e-3, 1e-6, seconds_of(e), end, &steps);
        const double error = rms(end, tight, n, &most);
        engine_integrate(&reference, states, methods[i], 1e-3, 1e-6, seconds_of(e), same, &same_steps);
        rms(end, same, n, &same_most);
        print_message("%-28s %-7s rms %.1e most %.1e, %.1f steps a cell; most to the interpreter %.1e\n", e->name,
                      methods[i], error, most, (double)steps / CELLS, same_most);
        assert_true(error <= 1e-3 * (double)steps / CELLS); /* every step to its tolerance; measured a tenth of it */
        if (!is_float(e)) {
            assert_true(same_most <= 1e-10);
            assert_int_equal(steps, same_steps);
        }
    }
    lt_free(tight);
    lt_free(end);
    lt_free(same);
    lt_states_free(states);
}

static void test_integrate(void **state) {
    (void)state;
    each_engine(ends_of);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_pieces), cmocka_unit_test(test_integrate)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
