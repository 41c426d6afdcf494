#include "postproc/skill/ensemble.h"

#include <math.h>
#include <stdlib.h>

static int compare(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

int lt_ensemble_sort(double *members, int n) {
    int kept = 0;
    for (int i = 0; i < n; i++)
        if (isfinite(members[i])) members[kept++] = members[i];
    if (kept > 1) qsort(members, (size_t)kept, sizeof *members, compare);
    return kept;
}

/* sum|x_i - O| and sum_i<j |x_i - x_j|: in ascending order member i is the greater of i pairs and the smaller of
 * n - 1 - i. */
static void sums_of(const double *sorted, int n, double obs, double *to_obs, double *among) {
    *to_obs = *among = 0;
    for (int i = 0; i < n; i++) {
        *to_obs += fabs(sorted[i] - obs);
        *among += (2.0 * i - (n - 1)) * (sorted[i] - sorted[0]);
    }
}

double lt_ensemble_crps(const double *sorted, int n, double obs) {
    double to_obs, among;
    if (n < 1) return NAN;
    sums_of(sorted, n, obs, &to_obs, &among);
    return to_obs / n - among / ((double)n * n);
}

double lt_ensemble_crps_fair(const double *sorted, int n, double obs) {
    double to_obs, among;
    if (n < 2) return NAN;
    sums_of(sorted, n, obs, &to_obs, &among);
    return to_obs / n - among / ((double)n * (n - 1));
}

double lt_ensemble_mean(const double *members, int n) {
    double sum = 0;
    for (int i = 1; i < n; i++) sum += members[i] - members[0];
    return n > 0 ? members[0] + sum / n : NAN;
}

static const int64_t whole = INT64_C(1) << 40;

bool lt_rank_add(lt_rank_histogram *histogram, const double *sorted, int n, double obs) {
    if (n < 1 || n > LT_MOST_RANKED || (histogram->members && histogram->members != n)) return false;
    int below = 0, equal = 0;
    for (int i = 0; i < n; i++) {
        below += sorted[i] < obs;
        equal += sorted[i] == obs;
    }
    histogram->members = n;
    histogram->n++;
    for (int k = 0; k <= equal; k++) histogram->place[below + k] += whole / (equal + 1) + (k < whole % (equal + 1));
    return true;
}

void lt_rank_counts(const lt_rank_histogram *histogram, double counts[LT_MOST_RANKED + 1]) {
    for (int k = 0; k <= LT_MOST_RANKED; k++)
        counts[k] = k <= histogram->members ? (double)histogram->place[k] / (double)whole : 0;
}

double lt_rank_chi2(const lt_rank_histogram *histogram) {
    if (histogram->n == 0) return NAN;
    double counts[LT_MOST_RANKED + 1], chi2 = 0;
    lt_rank_counts(histogram, counts);
    const double expected = (double)histogram->n / (histogram->members + 1);
    for (int k = 0; k <= histogram->members; k++) chi2 += (counts[k] - expected) * (counts[k] - expected) / expected;
    return chi2;
}
