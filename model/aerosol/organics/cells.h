/* cells.h - cells through the vectors of solve.h: rows in, rows out. Included by the kernels. */
#ifndef LT_ORGANICS_CELLS_H
#define LT_ORGANICS_CELLS_H

#include "model/aerosol/organics/solve.h"

/* What is loaded where a row has no cell any more: nothing, at 298 K. */
static inline lt_dvec lt_organics_load(const double *row, size_t first, size_t n, double empty) {
    double lanes[LT_D_LANES];
    if (first + LT_D_LANES <= n) return lt_d_load(row + first);
    for (size_t l = 0; l < LT_D_LANES; l++) lanes[l] = first + l < n ? row[first + l] : empty;
    return lt_d_load(lanes);
}

static inline void lt_organics_store(double *row, size_t first, size_t n, lt_dvec x) {
    double lanes[LT_D_LANES];
    if (first + LT_D_LANES <= n) {
        lt_d_store(row + first, x);
        return;
    }
    lt_d_store(lanes, x);
    for (size_t l = 0; first + l < n; l++) row[first + l] = lanes[l];
}

static inline void lt_organics_judge(const lt_organics_cells *cells, size_t first, lt_dvec gap,
                                     lt_organics_verdict *verdict) {
    double lanes[LT_D_LANES];
    lt_d_store(lanes, gap);
    for (size_t l = 0; l < LT_D_LANES && first + l < cells->n; l++) {
        const bool solved = lanes[l] <= LT_ORGANICS_TOLERANCE; /* not so where it is no number */
        if (cells->unsolved) cells->unsolved[first + l] = !solved;
        if (solved) continue;
        if (verdict->n_unsolved++ == 0) verdict->first = first + l;
    }
}

static inline lt_organics_verdict lt_organics_through_cells(const lt_organics_facts *facts,
                                                            const lt_organics_cells *cells) {
    lt_organics_verdict verdict = {0, 0};
    for (size_t c = 0; c < cells->n; c += LT_D_LANES) {
        lt_dvec total[LT_ORGANICS_MOST_PAIRS], particle[LT_ORGANICS_MOST_PAIRS], gap, n0 = lt_d_all(0.0);
        const lt_dvec temperature = lt_organics_load(cells->temperature, c, cells->n, LT_ORGANICS_REFERENCE_K);
        for (int p = 0; p < facts->n_pairs; p++) total[p] = lt_organics_load(cells->total[p], c, cells->n, 0.0);
        for (int p = 0; p < facts->n_only; p++)
            n0 = n0 + lt_d_max(lt_d_all(0.0), lt_organics_load(cells->only[p], c, cells->n, 0.0)) *
                          lt_d_all(facts->only_per_ug[p]);
        const lt_dvec n = lt_organics_partition(facts, temperature, total, n0, particle, &gap);
        for (int p = 0; p < facts->n_pairs; p++) lt_organics_store(cells->particle[p], c, cells->n, particle[p]);
        if (cells->moles) lt_organics_store(cells->moles, c, cells->n, n);
        lt_organics_judge(cells, c, gap, &verdict);
    }
    return verdict;
}

#endif
