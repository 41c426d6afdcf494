/* clip.h - cutting a polygon by the convex cells of another grid, in a plane (Sutherland and Hodgman 1974,
 * 10.1145/360767.360802). A polygon that is not convex may come back with edges that lie on each other; its area is
 * right all the same. Points are (u, v) pairs. */
#ifndef LT_CLIP_H
#define LT_CLIP_H

#include <math.h>

enum { LT_CLIP_POINTS = 96 }; /* 4 edges of 9 pieces and what four cuts can add, with room */

/* The part of the polygon where a u + b v <= c; returns its number of points. */
static inline int lt_clip_half(const double *in, int n, double a, double b, double c, double *out) {
    int m = 0;
    if (n < 3) return 0;
    const double *p = in + 2 * (n - 1);
    double dp = a * p[0] + b * p[1] - c;
    for (int k = 0; k < n; k++) {
        const double *q = in + 2 * k;
        double dq = a * q[0] + b * q[1] - c;
        if ((dp < 0 && dq > 0) || (dp > 0 && dq < 0)) {
            double t = dp / (dp - dq);
            out[2 * m] = p[0] + t * (q[0] - p[0]);
            out[2 * m++ + 1] = p[1] + t * (q[1] - p[1]);
        }
        if (dq <= 0) {
            out[2 * m] = q[0];
            out[2 * m++ + 1] = q[1];
        }
        p = q;
        dp = dq;
        if (m > LT_CLIP_POINTS - 2) return -1; /* cannot be with cells that lt_mesh made */
    }
    return m;
}

/* Area with the sign of the turn; relative to the first point, so that small polygons keep their digits. */
static inline double lt_clip_area(const double *p, int n) {
    double sum = 0;
    for (int k = 1; k + 1 < n; k++)
        sum += (p[2 * k] - p[0]) * (p[2 * k + 3] - p[1]) - (p[2 * k + 1] - p[1]) * (p[2 * k + 2] - p[0]);
    return 0.5 * sum;
}

typedef struct lt_clip_box {
    double u1, u2, v1, v2;
} lt_clip_box;

static inline lt_clip_box lt_clip_bounds(const double *p, int n) {
    lt_clip_box b = {p[0], p[0], p[1], p[1]};
    for (int k = 1; k < n; k++) {
        b.u1 = fmin(b.u1, p[2 * k]);
        b.u2 = fmax(b.u2, p[2 * k]);
        b.v1 = fmin(b.v1, p[2 * k + 1]);
        b.v2 = fmax(b.v2, p[2 * k + 1]);
    }
    return b;
}

#endif
