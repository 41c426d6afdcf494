#include "model/analysis/transform.h"

#include "model/analysis/dense.h"

#include <math.h>
#include <string.h>

void lt_seen_members_fill(const double *seen, const double *value, const lt_seen_members *out) {
    for (long j = 0; j < out->n; ++j) {
        double mean = 0.0;
        for (int m = 0; m < out->members; ++m) mean += seen[m * out->n + j] / out->members;
        for (int m = 0; m < out->members; ++m) out->departure[j * out->members + m] = seen[m * out->n + j] - mean;
        out->innovation[j] = value[j] - mean;
    }
}

size_t lt_transform_room(int members) {
    const size_t n = (size_t)members;
    return 2 * n * n + 3 * n;
}

/* C Y [members][members] and C (y - mean H x) [members]. */
static void gather(const lt_seen_members *seen, const double *precision, double *cy, double *cd) {
    const int members = seen->members;
    memset(cy, 0, (size_t)members * (size_t)members * sizeof *cy);
    memset(cd, 0, (size_t)members * sizeof *cd);
    for (long j = 0; j < seen->n; ++j) {
        if (!(precision[j] > 0.0)) continue;
        const double *y = seen->departure + j * members;
        for (int a = 0; a < members; ++a) {
            const double weighted = precision[j] * y[a];
            cd[a] += weighted * seen->innovation[j];
            for (int b = 0; b <= a; ++b) cy[a * members + b] += weighted * y[b];
        }
    }
    for (int a = 0; a < members; ++a)
        for (int b = a + 1; b < members; ++b) cy[a * members + b] = cy[b * members + a];
}

/* By the eigenvalues of C Y: those of P~ and its root have the same vectors. */
static void combine(int n, double prior, const double *cd, double *value, const double *vector, double *turned,
                    double *weight) {
    for (int k = 0; k < n; ++k) {
        double sum = 0.0;
        for (int a = 0; a < n; ++a) sum += vector[a * n + k] * cd[a];
        value[k] = prior + (value[k] > 0.0 ? value[k] : 0.0);
        turned[k] = sum / value[k];
        value[k] = sqrt((n - 1) / value[k]);
    }
    for (int a = 0; a < n; ++a) {
        double mean = 0.0;
        for (int k = 0; k < n; ++k) mean += vector[a * n + k] * turned[k];
        for (int b = 0; b < n; ++b) {
            double root = 0.0;
            for (int k = 0; k < n; ++k) root += vector[a * n + k] * vector[b * n + k] * value[k];
            weight[a * n + b] = mean + root;
        }
    }
}

bool lt_transform_weights(const lt_seen_members *seen, const double *precision, double inflation, double *room,
                          double *weight) {
    const int n = seen->members;
    double *cy = room, *vector = cy + n * n, *cd = vector + n * n, *value = cd + n, *turned = value + n;
    gather(seen, precision, cy, cd);
    if (!lt_dense_eigen(n, cy, value, vector)) return false;
    combine(n, (n - 1) / inflation, cd, value, vector, turned, weight);
    return true;
}

void lt_transform_apply(int members, const double *value, long value_stride, const double *weight, double reach,
                        double *room, double *change, long change_stride) {
    double mean = 0.0;
    for (int m = 0; m < members; ++m) mean += value[m * value_stride] / members;
    for (int m = 0; m < members; ++m) room[m] = value[m * value_stride] - mean;
    for (int m = 0; m < members; ++m) {
        double sum = 0.0;
        for (int a = 0; a < members; ++a) sum += room[a] * weight[a * members + m];
        change[m * change_stride] = reach * (sum - room[m]);
    }
}
