/* kernel_cells.h - cells for generated kernels (verify/kernel_cells.h): memory that is there, and states for any
 * mechanism. Header only. */
#ifndef LT_TESTS_KERNEL_CELLS_H
#define LT_TESTS_KERNEL_CELLS_H

#include "model/chemistry/verify/kernel_cells.h"
#include "model/chemistry/verify/random_states.h"
#include "base/verify.h"
#include "tests/support/files.h"

#include <math.h>

static LT_UNUSED void *kernel_memory(size_t n, size_t size) {
    void *memory;
    assert_int_equal(lt_calloc(n, size, &memory), LT_OK);
    return memory;
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
