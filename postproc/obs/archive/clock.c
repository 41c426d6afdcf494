#include "postproc/obs/archive/clock.h"

#include <math.h>

/* Pearson's r of own moved by shift hours; NaN with too few pairs. */
static double correlation(const double *own, const double *around, long n, int shift) {
    double x = 0, y = 0, xx = 0, yy = 0, xy = 0;
    long pairs = 0;
    for (long h = 0; h < n; h++) {
        const long from = h - shift;
        if (from < 0 || from >= n || !isfinite(own[from]) || !isfinite(around[h])) continue;
        x += own[from], y += around[h];
        pairs++;
    }
    if (pairs < LT_CLOCK_PAIRS) return NAN;
    x /= (double)pairs, y /= (double)pairs;
    for (long h = 0; h < n; h++) {
        const long from = h - shift;
        if (from < 0 || from >= n || !isfinite(own[from]) || !isfinite(around[h])) continue;
        xx += (own[from] - x) * (own[from] - x);
        yy += (around[h] - y) * (around[h] - y);
        xy += (own[from] - x) * (around[h] - y);
    }
    return xx > 0 && yy > 0 ? xy / sqrt(xx * yy) : NAN;
}

void lt_clock_beside(const double *own, const double *around, long n, lt_clock *out) {
    *out = (lt_clock){.r_now = correlation(own, around, n, 0)};
    out->r_shifted = out->r_now;
    for (int shift = -LT_CLOCK_MOST_H; shift <= LT_CLOCK_MOST_H; shift++) {
        const double r = correlation(own, around, n, shift);
        if (!(r > out->r_shifted)) continue; /* false for NaN */
        out->r_shifted = r;
        out->shift_h = shift;
    }
    const bool far = out->shift_h >= 2 || out->shift_h <= -2;
    out->is_off = far && out->r_shifted >= 0.7 && out->r_shifted - out->r_now >= 0.25;
}

double lt_clock_ozone_peak(const double *o3, long n, double first_hour) {
    double sum[24] = {0}, mean = 0, c = 0, s = 0;
    long count[24] = {0};
    for (long h = 0; h < n; h++)
        if (isfinite(o3[h])) sum[h % 24] += o3[h], count[h % 24]++;
    for (int h = 0; h < 24; h++) {
        if (count[h] < LT_CLOCK_DAYS) return NAN;
        const double angle = 2 * acos(-1.0) * (first_hour + h) / 24, value = sum[h] / (double)count[h];
        mean += value / 24;
        c += value * cos(angle) / 12;
        s += value * sin(angle) / 12;
    }
    if (!(sqrt(c * c + s * s) > 0.1 * mean)) return NAN;
    const double peak = atan2(s, c) * 12 / acos(-1.0);
    return peak < 0 ? peak + 24 : peak;
}

bool lt_clock_ozone_is_off(double peak_hour) {
    return peak_hour < 11 || peak_hour > 19; /* false for NaN */
}
