#include "model/driver/process_sums.h"

enum { N_REGION_LINES = LT_N_PREFECTURES * LT_N_DEPTHS };

size_t lt_process_air_sums(const lt_process_budget *p) {
    return ((size_t)p->n_steps + 1) * N_REGION_LINES;
}

static size_t n_column_sums(const lt_process_budget *p) {
    return (size_t)lt_process_n_lines(p) * LT_PROCESS_TERMS;
}

size_t lt_process_most_sums(const lt_process_budget *p) {
    return lt_process_air_sums(p) > n_column_sums(p) ? lt_process_air_sums(p) : n_column_sums(p);
}

/* kg of air in a cell's share, by depth, after a part of the hour. */
static void air_of(const lt_process_budget *p, const lt_process_cell *cell, const lt_air *air, double fraction,
                   double kg[LT_N_DEPTHS]) {
    for (int d = 0; d < LT_N_DEPTHS; ++d) kg[d] = 0.0;
    for (int k = 0; k < p->nz; ++k)
        lt_process_add_layer(p, k, cell->share * lt_air_mass_at(air, lt_air_at(air, k, cell->j, cell->i), fraction),
                             kg);
}

void lt_process_sum_air(const lt_process_budget *p, const lt_air *air, lt_exactsum *sums) {
#pragma omp parallel for schedule(dynamic) collapse(2)
    for (int n = 0; n <= p->n_steps; ++n)
        for (int r = 0; r < LT_N_PREFECTURES; ++r) {
            lt_exactsum *sum = &sums[((ptrdiff_t)n * LT_N_PREFECTURES + r) * LT_N_DEPTHS];
            for (int d = 0; d < LT_N_DEPTHS; ++d) lt_exactsum_clear(&sum[d]);
            for (int c = p->first[r]; c < p->first[r + 1]; ++c) {
                double kg[LT_N_DEPTHS];
                air_of(p, &p->cells[c], air, (double)n / p->n_steps, kg);
                for (int d = 0; d < LT_N_DEPTHS; ++d) lt_exactsum_add(&sum[d], kg[d]);
            }
        }
}

void lt_process_take_air(lt_process_budget *p, const lt_exactsum *sums) {
    for (int n = 0; n <= p->n_steps; ++n)
        for (int r = 0; r < LT_N_PREFECTURES; ++r)
            for (int d = 0; d < LT_N_DEPTHS; ++d) p->air[n][r][d] = lt_exactsum_value(sums++);
}

static void sum_region(const lt_process_budget *p, int item, int r, lt_exactsum *sums) {
    for (int t = 0; t < LT_N_DEPTHS * LT_PROCESS_TERMS; ++t) lt_exactsum_clear(&sums[t]);
    for (int c = p->first[r]; c < p->first[r + 1]; ++c) {
        const double *terms = (const double *)lt_process_column_of(p, item, c)->at;
        for (int t = 0; t < LT_N_DEPTHS * LT_PROCESS_TERMS; ++t)
            if (terms[t] != 0.0) lt_exactsum_add(&sums[t], terms[t]);
    }
}

void lt_process_sum_columns(const lt_process_budget *p, lt_exactsum *sums) {
#pragma omp parallel for schedule(dynamic)
    for (int n = 0; n < p->n_items * LT_N_PREFECTURES; ++n)
        sum_region(p, n / LT_N_PREFECTURES, n % LT_N_PREFECTURES, &sums[(ptrdiff_t)n * LT_N_DEPTHS * LT_PROCESS_TERMS]);
}

lt_process_terms lt_process_terms_of(const lt_exactsum *sums, ptrdiff_t line) {
    lt_process_terms terms;
    double *term = (double *)&terms;
    for (int t = 0; t < LT_PROCESS_TERMS; ++t) term[t] = lt_exactsum_value(&sums[line * LT_PROCESS_TERMS + t]);
    return terms;
}
