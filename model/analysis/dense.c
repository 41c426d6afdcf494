#include "model/analysis/dense.h"

#include <math.h>

static double dot(long n, const double *x, const double *y) {
    double sum[4] = {0.0, 0.0, 0.0, 0.0};
    long i = 0;
    for (; i + 4 <= n; i += 4)
        for (int l = 0; l < 4; ++l) sum[l] += x[i + l] * y[i + l];
    double rest = 0.0;
    for (; i < n; ++i) rest += x[i] * y[i];
    return (sum[0] + sum[1]) + (sum[2] + sum[3]) + rest;
}

bool lt_dense_cholesky(long n, double *a, long *first) {
    for (long i = 0; i < n; ++i) {
        double *row = a + i * n;
        first[i] = 0;
        while (first[i] < i && row[first[i]] == 0.0) ++first[i];
        for (long j = first[i]; j < i; ++j) {
            const double *other = a + j * n;
            const long from = first[i] > first[j] ? first[i] : first[j];
            row[j] = (row[j] - dot(j > from ? j - from : 0, row + from, other + from)) / other[j];
        }
        const double pivot = row[i] - dot(i - first[i], row + first[i], row + first[i]);
        if (!(pivot > 0.0)) return false;
        row[i] = sqrt(pivot);
    }
    return true;
}

void lt_dense_solve(long n, const double *l, const long *first, double *x) {
    for (long i = 0; i < n; ++i) {
        const double *row = l + i * n;
        x[i] = (x[i] - dot(i - first[i], row + first[i], x + first[i])) / row[i];
    }
    for (long i = n - 1; i >= 0; --i) {
        const double *row = l + i * n;
        x[i] /= row[i];
        for (long j = first[i]; j < i; ++j) x[j] -= row[j] * x[i];
    }
}

/* One rotation that makes a[p][q] 0, with its columns of the vectors. */
static void rotate(int n, int p, int q, double *a, double *vector) {
    const double apq = a[p * n + q];
    const double theta = (a[q * n + q] - a[p * n + p]) / (2.0 * apq);
    const double t = (theta < 0.0 ? -1.0 : 1.0) / (fabs(theta) + sqrt(theta * theta + 1.0));
    const double c = 1.0 / sqrt(t * t + 1.0), s = t * c;
    for (int k = 0; k < n; ++k) {
        const double akp = a[k * n + p], akq = a[k * n + q];
        a[k * n + p] = c * akp - s * akq;
        a[k * n + q] = s * akp + c * akq;
    }
    for (int k = 0; k < n; ++k) {
        const double apk = a[p * n + k], aqk = a[q * n + k];
        a[p * n + k] = c * apk - s * aqk;
        a[q * n + k] = s * apk + c * aqk;
    }
    a[p * n + q] = a[q * n + p] = 0.0;
    for (int k = 0; k < n; ++k) {
        const double vp = vector[k * n + p], vq = vector[k * n + q];
        vector[k * n + p] = c * vp - s * vq;
        vector[k * n + q] = s * vp + c * vq;
    }
}

bool lt_dense_eigen(int n, double *a, double *value, double *vector) {
    for (int i = 0; i < n * n; ++i) vector[i] = i % (n + 1) == 0 ? 1.0 : 0.0;
    for (int sweep = 0; sweep < 40; ++sweep) {
        bool turned = false;
        for (int p = 0; p < n - 1; ++p)
            for (int q = p + 1; q < n; ++q) {
                /* Below this the rotation would change neither of the two on the diagonal. */
                const double small = 1e-17 * sqrt(fabs(a[p * n + p]) * fabs(a[q * n + q]));
                if (fabs(a[p * n + q]) <= small) continue;
                if (!isfinite(a[p * n + q])) return false;
                rotate(n, p, q, a, vector);
                turned = true;
            }
        for (int i = 0; i < n; ++i) value[i] = a[i * n + i];
        if (!turned) return true;
    }
    return false;
}
