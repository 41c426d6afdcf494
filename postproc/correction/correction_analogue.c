/* Analogues (Delle Monache et al. 2013, doi 10.1175/MWR-D-12-00281.1): the observations of those past cycles whose
 * forecasts of this lead were most like the present one,
 *   distance = sum_v (w_v / s_v) sqrt(sum_j (F_v,j - A_v,j)^2)
 * over variables v (weights w_v) and the neighbouring leads j of each; s_v is the standard deviation of the variable at
 * the lead itself among the past ones. A variable that never varied says nothing and is left out. Of equal distances
 * the newest comes first.
 * A forecast of one value becomes the mean of the observations; n members become their quantiles at (k + 1/2)/n, so
 * that the smallest member becomes the smallest of them and so on (equal members in the order of the list). */
#include "postproc/correction/correction_private.h"

#include <string.h>

typedef struct analogue {
    int n, next;
    double numbers[]; /* window: observations; then window predictors */
} analogue;

static int width_of(const lt_correction_setup *setup) {
    return setup->n_variables * setup->n_window;
}

size_t lt_correction_analogue_size(const lt_correction_setup *setup) {
    return sizeof(analogue) + (size_t)setup->window * (size_t)(1 + width_of(setup)) * sizeof(double);
}

void lt_correction_analogue_learn(const lt_correction_setup *setup, void *state, const double *predictor, double obs,
                                  bool has) {
    analogue *a = state;
    if (!has) return;
    const int width = width_of(setup);
    a->numbers[a->next] = obs;
    memcpy(a->numbers + setup->window + (long)a->next * width, predictor, (size_t)width * sizeof *predictor);
    a->next = (a->next + 1) % setup->window;
    if (a->n < setup->window) a->n++;
}

/* w_v / s_v of each variable, 0 where it never varied. */
static void scales_of(const lt_correction_setup *setup, const analogue *a, double scale[LT_MOST_PREDICTORS]) {
    const int width = width_of(setup);
    for (int v = 0; v < setup->n_variables; v++) {
        const double *first = a->numbers + setup->window + v * setup->n_window + setup->n_window / 2;
        double mean = 0, square = 0;
        for (int i = 0; i < a->n; i++) mean += (first[(long)i * width] - first[0]) / a->n;
        mean += first[0];
        for (int i = 0; i < a->n; i++) square += (first[(long)i * width] - mean) * (first[(long)i * width] - mean);
        scale[v] = square > 0 ? setup->variable_weight[v] / sqrt(square / a->n) : 0;
    }
}

static double distance_of(const lt_correction_setup *setup, const double *scale, const double *x, const double *y) {
    double sum = 0;
    for (int v = 0; v < setup->n_variables; v++) {
        double square = 0;
        for (int j = v * setup->n_window; j < (v + 1) * setup->n_window; j++) square += (x[j] - y[j]) * (x[j] - y[j]);
        sum += scale[v] * sqrt(square);
    }
    return sum;
}

/* The observations of the nearest, in ascending order of themselves. */
static int find(const lt_correction_setup *setup, const analogue *a, const double *predictor, double *found) {
    double scale[LT_MOST_PREDICTORS], near[LT_MOST_CORRECTED];
    int n = 0;
    scales_of(setup, a, scale);
    for (int back = 0; back < a->n; back++) {
        const int i = (a->next - 1 - back + 2 * setup->window) % setup->window;
        const double *past = a->numbers + setup->window + (long)i * width_of(setup);
        const double distance = distance_of(setup, scale, predictor, past);
        if (n == setup->analogues && distance >= near[n - 1]) continue;
        int at = n < setup->analogues ? n++ : n - 1;
        for (; at > 0 && distance < near[at - 1]; at--) {
            near[at] = near[at - 1];
            found[at] = found[at - 1];
        }
        near[at] = distance;
        found[at] = a->numbers[i];
    }
    for (int i = 1; i < n; i++) {
        const double x = found[i];
        int at = i;
        for (; at > 0 && x < found[at - 1]; at--) found[at] = found[at - 1];
        found[at] = x;
    }
    return n;
}

static double quantile_of(const double *sorted, int n, double share) {
    const double place = fmin(fmax(share * n - 0.5, 0), n - 1);
    const int low = (int)place, high = low + 1 < n ? low + 1 : low;
    return sorted[low] + (sorted[high] - sorted[low]) * (place - low);
}

void lt_correction_analogue_correct(const lt_correction_setup *setup, const void *state, const double *predictor,
                                    const double *in, int n, double *out) {
    double found[LT_MOST_CORRECTED], given[LT_MOST_CORRECTED];
    const int n_found = find(setup, state, predictor, found);
    double sum = 0;
    int there = 0;
    for (int i = 0; i < n_found; i++) sum += found[i] - found[0];
    for (int i = 0; i < n; i++) there += isfinite(in[i]);
    memcpy(given, in, (size_t)n * sizeof *in);
    for (int i = 0; i < n; i++) {
        int rank = 0;
        for (int k = 0; k < n; k++) rank += given[k] < given[i] || (given[k] == given[i] && k < i);
        out[i] = given[i];
        if (!isfinite(given[i])) continue;
        out[i] = n == 1 ? found[0] + sum / n_found : quantile_of(found, n_found, (rank + 0.5) / there);
    }
}
