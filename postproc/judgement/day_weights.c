#include "postproc/judgement/day_weights.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

static bool holds(const lt_weighed_period *period, lt_time first, long day) {
    const lt_time noon = first - LT_CST_OFFSET + day * LT_DAY + LT_DAY / 2;
    return noon >= period->start && noon < period->end;
}

void lt_day_weights(const lt_weighed_periods *periods, lt_time first, const double *value, long days, double *weight) {
    for (long d = 0; d < days; d++) weight[d] = 0;
    for (long p = 0; p < periods->n; p++) {
        const lt_weighed_period *period = &periods->items[p];
        long n = 0;
        for (long d = 0; d < days; d++) n += isfinite(value[d]) && holds(period, first, d);
        for (long d = 0; d < days; d++)
            if (isfinite(value[d]) && holds(period, first, d)) weight[d] = period->part / (double)n;
    }
}

static int ascending(const void *a, const void *b) {
    const double x = ((const lt_weighed_value *)a)->value, y = ((const lt_weighed_value *)b)->value;
    return (x > y) - (x < y);
}

double lt_weighed_percentile(lt_weighed_value *of, long n, double p) {
    if (n <= 0) return NAN;
    qsort(of, (size_t)n, sizeof *of, ascending);
    double total = 0, place = 0;
    for (long k = 0; k + 1 < n; k++) total += (of[k].weight + of[k + 1].weight) / 2;
    for (long k = 0; k + 1 < n; k++) {
        const double step = (of[k].weight + of[k + 1].weight) / 2;
        if (place + step > p * total) return of[k].value + (of[k + 1].value - of[k].value) * (p * total - place) / step;
        place += step;
    }
    return of[n - 1].value;
}
