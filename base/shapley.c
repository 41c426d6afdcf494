/* shapley.c - see shapley.h. */
#include "base/shapley.h"

/* (1 - 1/sqrt(3)) / 2: the first Gauss point on 0 to 1, and half the width of the differences, for it is as near to 0
 * as the other is to 1. */
static const double LOW = 0.21132486540518711774542560974902;

static int count(unsigned set) {
    int n = 0;
    for (; set; set >>= 1) n += (int)(set & 1U);
    return n;
}

/* |S|! (n - |S| - 1)! / n! = 1 / (n C(n - 1, |S|)) */
static double weight_of(int n, int size) {
    double choices = 1;
    for (int k = 1; k <= size; k++) choices = choices * (double)(n - k) / (double)k;
    return 1 / ((double)n * choices);
}

void lt_shapley(int n, const double *value, double *share) {
    for (int g = 0; g < n; g++) {
        share[g] = 0;
        for (unsigned set = 0; set < 1U << n; set++)
            if (!(set >> g & 1U)) share[g] += weight_of(n, count(set)) * (value[set | 1U << g] - value[set]);
    }
}

double lt_path_strength(int point, int step, int own) {
    if (!own) return point ? 1 - LOW : LOW;
    if (!point) return step ? 2 * LOW : 0;
    return step ? 1 : 1 - 2 * LOW;
}

double lt_path_share(const double value[LT_PATH_VALUES]) {
    return (value[1] - value[0] + value[3] - value[2]) / (4 * LOW);
}

double lt_path_noise(void) {
    return 1 / (2 * LOW);
}
