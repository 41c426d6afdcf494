/* rate_airs.h - surroundings of cells for rate constants, as wide as the atmosphere is. Header only. */
#ifndef LT_TESTS_RATE_AIRS_H
#define LT_TESTS_RATE_AIRS_H

#include "model/chemistry/mechanism/mechanism.h"
#include "tests/support/uniform.h"

/* Surroundings of n cells in rows: variables, n_fixed ratios [ppb], n_externals. */
static inline void fill_airs(const lt_mechanism *m, int n, ptrdiff_t stride, uint64_t seed, double *rows) {
    const int n_fixed = m->n_species - m->n_variable;
    for (int cell = 0; cell < n; ++cell) {
        double *x = rows + cell;
        const double T = 180.0 + 150.0 * uniform(&seed), p = 1.5e4 + 9e4 * uniform(&seed), M = lt_air_number(T, p);
        const double cosine = 1.5 * uniform(&seed) - 0.5;
        x[LT_RATE_TEMP * stride] = T;
        x[LT_RATE_PRESS * stride] = p;
        x[LT_RATE_SUN * stride] = cosine > 0.0 ? cosine : 0.0;
        x[LT_RATE_AIR * stride] = M;
        x[LT_RATE_O2 * stride] = 0.2095 * M;
        x[LT_RATE_N2 * stride] = 0.7808 * M;
        x[LT_RATE_H2O * stride] = 0.03 * M * uniform(&seed);
        x[LT_RATE_CFACTOR * stride] = 1e-6 * M * (0.5 + uniform(&seed));
        x[LT_RATE_COS_SZA * stride] = cosine;
        x[LT_RATE_SEA * stride] = cell % 3 ? uniform(&seed) : 0.0;
        for (int f = 0; f < n_fixed; ++f) x[(LT_RATE_N_VARIABLES + f) * stride] = 1e8 * uniform(&seed);
        for (int e = 0; e < m->n_externals; ++e)
            x[(LT_RATE_N_VARIABLES + n_fixed + e) * stride] = 1e-2 * uniform(&seed);
    }
}

static inline int air_rows(const lt_mechanism *m) {
    return LT_RATE_N_VARIABLES + m->n_species - m->n_variable + m->n_externals;
}

#endif
