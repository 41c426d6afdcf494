#include "postproc/skill/reference.h"

#include <math.h>

static long same_phase_before(long cycle, long valid, int period) {
    return valid - (valid - cycle + period) / period * period;
}

double lt_reference_persistence(const lt_reference *reference, long cycle, long valid) {
    const long newest = same_phase_before(cycle, valid, reference->period);
    for (int back = 0; back < LT_PERSISTS; back++) {
        const long t = newest - (long)back * reference->period;
        if (t >= 0 && t < reference->n && isfinite(reference->obs[t])) return reference->obs[t];
    }
    return NAN;
}

/* Days of the year as places on a circle of 365.2425. */
static double apart(double a, double b) {
    const double year = 365.2425, d = fmod(fabs(a - b), year);
    return fmin(d, year - d);
}

static long day_of(const lt_reference *reference, long t) {
    const lt_time step = LT_DAY / reference->period, at = reference->start + LT_CST_OFFSET + t * step;
    return (long)(at >= 0 ? at / LT_DAY : -((LT_DAY - 1 - at) / LT_DAY));
}

int lt_reference_climatology(const lt_reference *reference, long cycle, long valid, double *members, int room) {
    const int period = reference->period;
    const long newest = same_phase_before(cycle, valid, period), day = day_of(reference, valid);
    int n = 0;
    for (long t = newest; t >= 0 && n < room; t -= period) {
        const double away = apart((double)day_of(reference, t), (double)day);
        if (away > reference->window + 0.5) {
            /* On to the window of a year before: no step nearer than this can be in it. */
            const long skip = (long)(away - reference->window - 0.5) - 1;
            if (skip > 0) t -= skip * period;
            continue;
        }
        if (t < reference->n && isfinite(reference->obs[t])) members[n++] = reference->obs[t];
    }
    if (n < reference->least) return 0;
    for (int i = 0; i < n / 2; i++) {
        const double other = members[i];
        members[i] = members[n - 1 - i];
        members[n - 1 - i] = other;
    }
    return n;
}
