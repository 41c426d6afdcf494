/* source_totals.h - kg/s that the sources of an hour emit over the domain. */
#ifndef LT_TESTS_SOURCE_TOTALS_H
#define LT_TESTS_SOURCE_TOTALS_H

#include "model/driver/budget_sums.h"

/* total[n]. */
static inline void source_totals(const lt_air *air, const lt_source *source, int n, double *total) {
    for (int s = 0; s < n; ++s) {
        lt_exactsum sum;
        lt_sum_source(&source[s], air, &sum);
        total[s] = lt_exactsum_value(&sum);
    }
}

#endif
