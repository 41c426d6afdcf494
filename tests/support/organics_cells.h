/* organics_cells.h - cells of organic matter in memory, and random ones, for tests of model/aerosol/organics. Header
 * only. */
#ifndef LT_TESTS_ORGANICS_CELLS_H
#define LT_TESTS_ORGANICS_CELLS_H

#include "base/verify.h"
#include "model/aerosol/organics/partition.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

typedef struct organics_rows {
    size_t n;
    double *numbers; /* all rows */
    double *temperature, *moles;
    double *total[LT_ORGANICS_MOST_PAIRS], *particle[LT_ORGANICS_MOST_PAIRS], *only[LT_ORGANICS_MOST_ONLY];
} organics_rows;

static inline organics_rows organics_rows_of(const lt_organics_scheme *scheme, size_t n) {
    organics_rows r = {.n = n};
    const size_t rows = 2 + 2 * (size_t)scheme->n_pairs + (size_t)scheme->n_only;
    double *next = r.numbers = calloc(rows * n, sizeof *r.numbers);
    r.temperature = next;
    r.moles = next += n;
    for (int p = 0; p < scheme->n_pairs; p++) r.total[p] = next += n;
    for (int p = 0; p < scheme->n_pairs; p++) r.particle[p] = next += n;
    for (int p = 0; p < scheme->n_only; p++) r.only[p] = next += n;
    return r;
}

static inline void organics_rows_free(organics_rows *r) {
    free(r->numbers);
}

/* n cells from the first on. */
static inline lt_organics_verdict organics_part(const lt_organics_kernel *kernel, const lt_organics_scheme *scheme,
                                                organics_rows *r, size_t first, size_t n) {
    const double *total[LT_ORGANICS_MOST_PAIRS], *only[LT_ORGANICS_MOST_ONLY];
    double *particle[LT_ORGANICS_MOST_PAIRS];
    lt_organics_facts facts;
    lt_organics_facts_fill(scheme, &facts);
    for (int p = 0; p < scheme->n_pairs; p++) {
        total[p] = r->total[p] + first;
        particle[p] = r->particle[p] + first;
    }
    for (int p = 0; p < scheme->n_only; p++) only[p] = r->only[p] + first;
    const lt_organics_cells cells = {
        n, r->temperature + first, total, only, particle, r->moles + first,
    };
    return kernel->partition(&facts, &cells);
}

static inline lt_organics_verdict organics_solve(const lt_organics_kernel *kernel, const lt_organics_scheme *scheme,
                                                 organics_rows *r) {
    return organics_part(kernel, scheme, r, 0, r->n);
}

static inline double organics_log_even(uint64_t *seed, double low, double high) {
    return exp(log(low) + lt_verify_random(seed) * log(high / low));
}

/* Of four kinds by turns: as in air, anything (1e-12 to 1e3 ug/m3, with zeros), clean air, and totals scaled to where
 * a phase begins with little or nothing that does not evaporate. */
static inline void organics_random(const lt_organics_scheme *scheme, uint64_t *seed, organics_rows *r, size_t c) {
    static const double low[] = {1e-3, 1e-12, 1e-6, 1e-3}, high[] = {10, 1e3, 1e-2, 10};
    const int kind = (int)(c % 4);
    lt_organics_facts facts;
    lt_organics_facts_fill(scheme, &facts);
    r->temperature[c] = 200 + 120 * lt_verify_random(seed);
    double s = 0;
    for (int p = 0; p < scheme->n_pairs; p++) {
        const bool none = kind == 1 && lt_verify_random(seed) < 0.2;
        r->total[p][c] = none ? 0 : organics_log_even(seed, low[kind], high[kind]);
        const double warm =
            LT_ORGANICS_REFERENCE_K / r->temperature[c] *
            exp(facts.enthalpy_K[facts.enthalpy_of[p]] * (1 / LT_ORGANICS_REFERENCE_K - 1 / r->temperature[c]));
        s += r->total[p][c] * facts.per_ug[p] / (facts.at_298[p] * warm);
    }
    for (int p = 0; p < scheme->n_only; p++)
        r->only[p][c] = kind == 3 || lt_verify_random(seed) < 0.3 ? 0 : organics_log_even(seed, low[kind], high[kind]);
    if (kind != 3) return;
    const double off = (lt_verify_random(seed) < 0.5 ? -1 : 1) * organics_log_even(seed, 1e-9, 0.1);
    for (int p = 0; p < scheme->n_pairs; p++) r->total[p][c] *= (1 + off) / s;
    if (lt_verify_random(seed) < 0.5) r->only[0][c] = organics_log_even(seed, 1e-18, 1e-4);
}

#endif
