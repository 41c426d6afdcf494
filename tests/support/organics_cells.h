/* organics_cells.h - cells of organic matter in memory, for tests of model/aerosol/organics. Header only; what the
 * benchmark draws is drawn here too (organics/bench/bench_cells.h). */
#ifndef LT_TESTS_ORGANICS_CELLS_H
#define LT_TESTS_ORGANICS_CELLS_H

#include "model/aerosol/organics/bench/bench_cells.h"

#include <string.h>

static inline const lt_organics_scheme *scheme_of(const char *name) {
    const lt_organics_scheme *scheme = NULL;
    assert_int_equal(lt_organics_scheme_choose(name, "t", &scheme), LT_OK);
    return scheme;
}

/* The place of the pair whose gas or whose particle has the name, -1 if none has. */
static inline int pair_of(const lt_organics_scheme *scheme, const char *name) {
    for (int p = 0; p < scheme->n_pairs; p++)
        if (strcmp(scheme->pairs[p].gas, name) == 0 || strcmp(scheme->pairs[p].particle.name, name) == 0) return p;
    return -1;
}

static inline lt_bench_cells cells_of(const lt_organics_scheme *scheme, size_t n) {
    lt_bench_cells cells;
    assert_int_equal(lt_bench_cells_create(scheme, n, &cells), LT_OK);
    return cells;
}

static inline lt_organics_verdict solve(const lt_organics_kernel *kernel, lt_bench_cells *cells) {
    return lt_bench_cells_solve(kernel, cells, 0, cells->n);
}

#endif
