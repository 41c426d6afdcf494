/* bench_cells.c - cells in memory, drawn at random. */
#include "model/aerosol/organics/bench/bench_cells.h"

#include "base/verify.h"
#include "model/kernel/ltmath.h"

#include <stdlib.h>

lt_status lt_bench_cells_create(const lt_organics_scheme *scheme, size_t n, lt_bench_cells *out) {
    const size_t rows = 2 + 2 * (size_t)scheme->n_pairs + (size_t)scheme->n_only;
    double *next = calloc(rows * n, sizeof *next);
    if (!next) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for cells", .where = "organics");
    *out = (lt_bench_cells){.scheme = scheme, .n = n, .memory = next, .temperature = next, .moles = next + n};
    lt_organics_facts_fill(scheme, &out->facts);
    next += 2 * n;
    for (int p = 0; p < scheme->n_pairs; p++, next += n) out->total[p] = next;
    for (int p = 0; p < scheme->n_pairs; p++, next += n) out->particle[p] = next;
    for (int p = 0; p < scheme->n_only; p++, next += n) out->only[p] = next;
    return LT_OK;
}

void lt_bench_cells_free(lt_bench_cells *cells) {
    free(cells->memory);
    cells->memory = NULL;
}

static double log_even(uint64_t *seed, double low, double high) {
    return low * lt_exp(lt_verify_random(seed) * lt_log(high / low));
}

/* How far the totals saturate: 1 where a phase begins. */
static double saturation(const lt_bench_cells *cells, size_t c) {
    const lt_organics_facts *facts = &cells->facts;
    const double t = cells->temperature[c], colder = 1 / LT_ORGANICS_REFERENCE_K - 1 / t;
    double s = 0;
    for (int p = 0; p < facts->n_pairs; p++) {
        const double k =
            facts->at_298[p] * LT_ORGANICS_REFERENCE_K / t * lt_exp(facts->enthalpy_K[facts->enthalpy_of[p]] * colder);
        s += cells->total[p][c] * facts->per_ug[p] / k;
    }
    return s;
}

static void bring_to_onset(lt_bench_cells *cells, size_t c, uint64_t *seed) {
    const double side = lt_verify_random(seed) < 0.5 ? -1 : 1, off = side * log_even(seed, 1e-9, 0.1);
    const double factor = (1 + off) / saturation(cells, c);
    for (int p = 0; p < cells->facts.n_pairs; p++) cells->total[p][c] *= factor;
    for (int p = 0; p < cells->facts.n_only; p++) cells->only[p][c] = 0;
    if (lt_verify_random(seed) < 0.5) cells->only[0][c] = log_even(seed, 1e-18, 1e-4);
}

void lt_bench_cells_draw(lt_bench_cells *cells, size_t c, lt_bench_air air, uint64_t *seed) {
    static const double low[] = {1e-3, 1e-12, 1e-6, 1e-3}, high[] = {10, 1e3, 1e-2, 10};
    cells->temperature[c] = 200 + 120 * lt_verify_random(seed);
    for (int p = 0; p < cells->facts.n_pairs; p++) {
        const bool none = air == LT_BENCH_ANYTHING && lt_verify_random(seed) < 0.2;
        cells->total[p][c] = none ? 0 : log_even(seed, low[air], high[air]);
    }
    for (int p = 0; p < cells->facts.n_only; p++)
        cells->only[p][c] = lt_verify_random(seed) < 0.3 ? 0 : log_even(seed, low[air], high[air]);
    if (air == LT_BENCH_ONSET) bring_to_onset(cells, c, seed);
}

lt_organics_verdict lt_bench_cells_solve(const lt_organics_kernel *kernel, lt_bench_cells *cells, size_t first,
                                         size_t n) {
    const double *total[LT_ORGANICS_MOST_PAIRS], *only[LT_ORGANICS_MOST_ONLY];
    double *particle[LT_ORGANICS_MOST_PAIRS];
    for (int p = 0; p < cells->facts.n_pairs; p++) {
        total[p] = cells->total[p] + first;
        particle[p] = cells->particle[p] + first;
    }
    for (int p = 0; p < cells->facts.n_only; p++) only[p] = cells->only[p] + first;
    const lt_organics_cells rows = {n, cells->temperature + first, total, only, particle, cells->moles + first, NULL};
    return kernel->partition(&cells->facts, &rows);
}

void lt_bench_cells_bisect(lt_bench_cells *cells) {
    for (size_t c = 0; c < cells->n; c++) {
        double total[LT_ORGANICS_MOST_PAIRS], only[LT_ORGANICS_MOST_ONLY], particle[LT_ORGANICS_MOST_PAIRS];
        for (int p = 0; p < cells->facts.n_pairs; p++) total[p] = cells->total[p][c];
        for (int p = 0; p < cells->facts.n_only; p++) only[p] = cells->only[p][c];
        cells->moles[c] = lt_organics_reference(cells->scheme, cells->temperature[c], total, only, particle);
        for (int p = 0; p < cells->facts.n_pairs; p++) cells->particle[p][c] = particle[p];
    }
}
