/* clamp_area.h - exact area of any polygon inside a rectangle, by Green's theorem: an oracle that cuts nothing.
 *
 *   A = | sum over edges of the integral over u in [u1, u2] of (clamp(v(u), v1, v2) - v1) du |
 * v(u) is the edge; what is above v2 or below v1 counts as v2 or v1. Each integral is a sum of at most three straight
 * pieces. */
#ifndef LT_CLAMP_AREA_H
#define LT_CLAMP_AREA_H

#include <math.h>

/* The integral along one edge, with the sign of its direction in u. */
static inline double clamp_edge(double ua, double va, double ub, double vb, const double r[4]) {
    double low = fmax(fmin(ua, ub), r[0]), high = fmin(fmax(ua, ub), r[1]), cut[4] = {low, high, high, high};
    if (!(high > low)) return 0;
    double slope = (vb - va) / (ub - ua), sum = 0;
    int n = 1;
    for (int k = 2; k < 4; k++) {
        double at = slope == 0 ? low : ua + (r[k] - va) / slope; /* where the edge meets v1 or v2 */
        if (at > low && at < high) cut[n++] = at;
    }
    if (n == 3 && cut[1] > cut[2]) {
        double keep = cut[1];
        cut[1] = cut[2];
        cut[2] = keep;
    }
    cut[n] = high;
    for (int k = 0; k < n; k++) {
        double middle = 0.5 * (cut[k] + cut[k + 1]), v = va + slope * (middle - ua);
        sum += (fmin(fmax(v, r[2]), r[3]) - r[2]) * (cut[k + 1] - cut[k]);
    }
    return ub > ua ? sum : -sum;
}

/* Points (u, v) of the ring; r: u1, u2, v1, v2. */
static inline double clamp_area(const double *p, int n, const double r[4]) {
    double sum = 0;
    for (int k = 0; k < n; k++) {
        const double *a = p + 2 * k, *b = p + 2 * ((k + 1) % n);
        sum += clamp_edge(a[0], a[1], b[0], b[1], r);
    }
    return fabs(sum);
}

#endif
