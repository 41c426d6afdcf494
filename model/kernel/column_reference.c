/* column_reference.c - the vertical solve as a full matrix: mass balance of every layer written down flow by flow. */
#include "model/kernel/vertical_reference.h"

#include <stddef.h>

enum { N = LT_REFERENCE_LAYERS };

/* kg of air that go from layer `from` to layer `to`: the one loses what the other gains. */
static void flow(double a[N][N], int from, int to, double kg) {
    a[from][from] += kg;
    a[to][from] -= kg;
}

static double size(double x) {
    return x < 0 ? -x : x;
}

/* Gaussian elimination with column pivots; b becomes the solution. */
static void eliminate(int n, double a[N][N], double *b) {
    for (int c = 0; c < n; ++c) {
        int best = c;
        for (int r = c + 1; r < n; ++r)
            if (size(a[r][c]) > size(a[best][c])) best = r;
        for (int k = 0; k < n; ++k) {
            double kept = a[c][k];
            a[c][k] = a[best][k];
            a[best][k] = kept;
        }
        double kept = b[c];
        b[c] = b[best];
        b[best] = kept;
        for (int r = c + 1; r < n; ++r) {
            double f = a[r][c] / a[c][c];
            for (int k = c; k < n; ++k) a[r][k] -= f * a[c][k];
            b[r] -= f * b[c];
        }
    }
    for (int r = n - 1; r >= 0; --r) {
        for (int k = r + 1; k < n; ++k) b[r] -= a[r][k] * b[k];
        b[r] /= a[r][r];
    }
}

double lt_reference_column(int nz, double dt, const double *mass, const double *exchange, const double *lifted,
                           const double *source, double swept, double *q) {
    double a[N][N] = {{0}};
    for (int k = 0; k < nz; ++k) {
        a[k][k] += mass[k];
        q[k] = mass[k] * q[k] + (source ? dt * source[k] : 0.0);
        if (k == 0) continue;
        flow(a, k, k - 1, dt * exchange[k]);
        flow(a, k - 1, k, dt * exchange[k]);
        if (!lifted) continue;
        flow(a, 0, k, dt * lifted[k]);
        for (int j = k; j > 0; --j) flow(a, j, j - 1, dt * lifted[k]); /* what rose to k sinks through all below it */
    }
    a[0][0] += dt * swept;
    eliminate(nz, a, q);
    return dt * swept * q[0];
}
