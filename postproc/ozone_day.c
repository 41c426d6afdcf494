#include "postproc/ozone_day.h"

#include <math.h>
#include <stdlib.h>

enum { WINDOW = 8, WINDOW_HOURS = 6, DAY_WINDOWS = 14, DAY_HOURS = 20 };

lt_ozone_day lt_ozone_day_of(const double hour[24], double limit) {
    lt_ozone_day day = {-INFINITY, -INFINITY};
    int windows = 0, hours = 0;
    for (int end = WINDOW; end <= 24; end++) {
        double sum = 0;
        int n = 0;
        for (int h = end - WINDOW; h < end; h++)
            if (isfinite(hour[h])) sum += hour[h], n++;
        if (n < WINDOW_HOURS) continue;
        windows++;
        day.mda8 = fmax(day.mda8, sum / n);
    }
    for (int h = 0; h < 24; h++)
        if (isfinite(hour[h])) day.mda1 = fmax(day.mda1, hour[h]), hours++;
    if (windows < DAY_WINDOWS && !(day.mda8 > limit)) day.mda8 = NAN;
    if (hours < DAY_HOURS) day.mda1 = NAN;
    return day;
}

static int ascending(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

double lt_percentile(double *values, long n, double p) {
    if (n <= 0) return NAN;
    qsort(values, (size_t)n, sizeof *values, ascending);
    const double k = (double)(n - 1) * p;
    const long s = (long)floor(k);
    return s + 1 < n ? values[s] + (values[s + 1] - values[s]) * (k - (double)s) : values[n - 1];
}
