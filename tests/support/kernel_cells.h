/* kernel_cells.h - cells for a generated kernel in its own type, given and read back as double; and states for any
 * mechanism. Header only. */
#ifndef LT_TESTS_KERNEL_CELLS_H
#define LT_TESTS_KERNEL_CELLS_H

#include "model/chemistry/solver/chemistry.h"
#include "model/chemistry/solver/methods.h"
#include "model/chemistry/verify/random_states.h"
#include "base/verify.h"
#include "tests/support/files.h"

#include <math.h>

typedef struct kernel_cells {
    const lt_chem_kernel *kernel;
    int n;
    ptrdiff_t stride;
    void *c, *k, *work;
    double *step, *clipped; /* clipped [n_variable][stride] */
    int32_t *steps, *rejected;
    uint8_t *failed;
} kernel_cells;

static LT_UNUSED void *kernel_memory(size_t n, size_t size) {
    void *memory;
    assert_int_equal(lt_calloc(n, size, &memory), LT_OK);
    return memory;
}

static LT_UNUSED double kernel_get(const lt_chem_kernel *kernel, const void *x, ptrdiff_t at) {
    return kernel->real_bytes == 4 ? (double)((const float *)x)[at] : ((const double *)x)[at];
}

static LT_UNUSED void kernel_put(const lt_chem_kernel *kernel, void *x, ptrdiff_t at, double value) {
    if (kernel->real_bytes == 4)
        ((float *)x)[at] = (float)value;
    else
        ((double *)x)[at] = value;
}

/* Cells ids[0 .. n - 1] of the states, side by side; rows are n + pad apart. */
static LT_UNUSED kernel_cells kernel_cells_make(const lt_chem_kernel *kernel, const lt_states *states, const int *ids,
                                                int n, int pad) {
    const size_t size = (size_t)kernel->real_bytes, stride = (size_t)(n + pad);
    kernel_cells x = {.kernel = kernel, .n = n, .stride = n + pad};
    x.c = kernel_memory((size_t)kernel->n_variable * stride, size);
    x.k = kernel_memory((size_t)kernel->n_reactions * stride, size);
    x.work = kernel_memory(1, kernel->work_bytes);
    x.step = kernel_memory((size_t)n, sizeof(double));
    x.clipped = kernel_memory((size_t)kernel->n_variable * stride, sizeof(double));
    x.steps = kernel_memory((size_t)n, sizeof(int32_t));
    x.rejected = kernel_memory((size_t)n, sizeof(int32_t));
    x.failed = kernel_memory((size_t)n, 1);
    for (int i = 0; i < n; i++) {
        for (int s = 0; s < kernel->n_variable; s++)
            kernel_put(kernel, x.c, s * x.stride + i, states->start[s * states->n + ids[i]]);
        for (int r = 0; r < kernel->n_reactions; r++)
            kernel_put(kernel, x.k, r * x.stride + i, states->k[r * states->n + ids[i]]);
    }
    return x;
}

static LT_UNUSED void kernel_cells_free(kernel_cells *x) {
    void *const all[] = {x->c, x->k, x->work, x->step, x->clipped, x->steps, x->rejected, x->failed};
    for (size_t a = 0; a < sizeof all / sizeof *all; a++) lt_free(all[a]);
}

static LT_UNUSED void kernel_cells_pulse(kernel_cells *x, const lt_states *states, const int *ids) {
    for (int s = 0; s < x->kernel->n_variable; s++)
        for (int i = 0; i < x->n; i++) {
            const ptrdiff_t at = s * x->stride + i;
            kernel_put(x->kernel, x->c, at, kernel_get(x->kernel, x->c, at) + states->pulse[s * states->n + ids[i]]);
        }
}

/* One call of integrate; order as in lt_chem_cells. */
static LT_UNUSED void kernel_cells_integrate(kernel_cells *x, const char *method, double rtol, double atol,
                                             double seconds, const int *order) {
    const lt_rosenbrock *rosenbrock;
    const lt_ros_control control = lt_ros_control_default(rtol);
    assert_int_equal(lt_ros_method_find(method, &rosenbrock), LT_OK);
    void *tolerance = kernel_memory((size_t)x->kernel->n_variable, (size_t)x->kernel->real_bytes);
    for (int s = 0; s < x->kernel->n_variable; s++) kernel_put(x->kernel, tolerance, s, atol);
    const lt_chem_cells cells = {.n = x->n,
                                 .stride = x->stride,
                                 .seconds = seconds,
                                 .order = order,
                                 .c = x->c,
                                 .k = x->k,
                                 .step = x->step,
                                 .clipped = x->clipped,
                                 .steps = x->steps,
                                 .rejected = x->rejected,
                                 .failed = x->failed};
    x->kernel->integrate(rosenbrock, &control, tolerance, &cells, x->work);
    lt_free(tolerance);
}

/* A cell for a mechanism that means nothing: rate constants of its laws in a random air, amounts log-uniform from 1e-5
 * to 10 ppb. */
static LT_UNUSED void drawn_cell(const lt_mechanism *m, lt_states *s, int cell, uint64_t *seed) {
    double *k = kernel_memory((size_t)m->n_reactions, sizeof *k), *factor = kernel_memory((size_t)m->n_reactions, 8);
    double *fixed = kernel_memory((size_t)m->n_species, 8);
    const double T = 220 + 80 * lt_verify_random(seed), p = 3e4 + 7e4 * lt_verify_random(seed);
    const double M = lt_air_number(T, p);
    lt_rate_air air = {.variable = {[LT_RATE_TEMP] = T,
                                    [LT_RATE_PRESS] = p,
                                    [LT_RATE_SUN] = 0.5,
                                    [LT_RATE_AIR] = M,
                                    [LT_RATE_O2] = 0.21 * M,
                                    [LT_RATE_N2] = 0.78 * M,
                                    [LT_RATE_H2O] = 0.01 * M,
                                    [LT_RATE_CFACTOR] = m->cfactor,
                                    [LT_RATE_COS_SZA] = 0.5}};
    for (int f = m->n_variable; f < m->n_species; f++)
        fixed[f - m->n_variable] = strcmp(m->species[f].name, "M") == 0 ? 1e9 : 2e8;
    assert_int_equal(lt_rates(m, &air, k), LT_OK);
    lt_rate_scale(m, M, fixed, factor);
    for (int r = 0; r < m->n_reactions; r++) s->k[r * s->n + cell] = k[r] * factor[r];
    for (int v = 0; v < m->n_variable; v++) s->start[v * s->n + cell] = pow(10, -5 + 6 * lt_verify_random(seed));
    for (int v = 0; v < m->n_variable; v++) s->pulse[v * s->n + cell] = 0.1 * s->start[v * s->n + cell];
    lt_free(k);
    lt_free(factor);
    lt_free(fixed);
}

/* n cells for a mechanism: the air of random_states.h, but for the random one. Free: lt_states_free. */
static LT_UNUSED lt_states *states_for(const lt_mechanism *m, int n, uint64_t seed) {
    lt_states *s;
    if (strcmp(m->name, "random") != 0) {
        assert_int_equal(lt_random_states(m, n, seed, &s), LT_OK);
        return s;
    }
    s = kernel_memory(1, sizeof *s);
    s->n = n;
    s->n_variable = m->n_variable;
    s->n_reactions = m->n_reactions;
    s->start = kernel_memory((size_t)n * (size_t)m->n_variable, sizeof(double));
    s->pulse = kernel_memory((size_t)n * (size_t)m->n_variable, sizeof(double));
    s->k = kernel_memory((size_t)n * (size_t)m->n_reactions, sizeof(double));
    for (int i = 0; i < n; i++) drawn_cell(m, s, i, &seed);
    return s;
}

#endif
