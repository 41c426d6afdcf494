/* Quantile mapping, empirical: the newest `window` pairs give n forecasts F_(i) and n observations O_(i), each in
 * ascending order; a forecast equal to F_(i) becomes O_(i), between two of them on the straight line. Equal forecasts
 * become the mean of their O. Beyond what was seen:
 *   above F_(n)   O_(n) + (F - F_(n))    the largest error is kept (Boe et al. 2007, doi 10.1002/joc.1602; R)
 *   below F_(1)   O_(1) F / F_(1)        the smallest ratio is kept, so that nothing becomes negative (A)
 * The map never falls. */
#include "postproc/correction/correction_private.h"

#include <string.h>

typedef struct quantile {
    int n, next;      /* in the ring, and where the next pair goes */
    double numbers[]; /* window each: ring of F, ring of O, F ascending, O ascending */
} quantile;

size_t lt_correction_quantile_size(const lt_correction_setup *setup) {
    return sizeof(quantile) + 4 * (size_t)setup->window * sizeof(double);
}

/* How many of n ascending numbers are below x. */
static int below(const double *sorted, int n, double x) {
    int low = 0, high = n;
    while (low < high) {
        const int middle = (low + high) / 2;
        if (sorted[middle] < x)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static void put(double *sorted, int n, double x) {
    const int at = below(sorted, n, x);
    memmove(sorted + at + 1, sorted + at, (size_t)(n - at) * sizeof *sorted);
    sorted[at] = x;
}

static void take(double *sorted, int n, double x) {
    const int at = below(sorted, n, x);
    memmove(sorted + at, sorted + at + 1, (size_t)(n - at - 1) * sizeof *sorted);
}

void lt_correction_quantile_learn(const lt_correction_setup *setup, void *state, const double *predictor, double obs,
                                  bool has) {
    quantile *q = state;
    if (!has) return;
    const int window = setup->window;
    double *ring_f = q->numbers, *ring_o = ring_f + window, *f = ring_o + window, *o = f + window;
    if (q->n == window) {
        take(f, q->n, ring_f[q->next]);
        take(o, q->n, ring_o[q->next]);
        q->n--;
    }
    ring_f[q->next] = lt_correction_forecast(setup, predictor);
    ring_o[q->next] = obs;
    put(f, q->n, ring_f[q->next]);
    put(o, q->n, obs);
    q->n++;
    q->next = (q->next + 1) % window;
}

/* The mean of the observations that the forecasts equal to f[i] have. */
static double at(const double *f, const double *o, int n, int i) {
    double sum = 0;
    int first = below(f, n, f[i]), last = first;
    for (; last < n && f[last] == f[i]; last++) sum += o[last] - o[first];
    return o[first] + sum / (last - first);
}

static double map(const double *f, const double *o, int n, double x) {
    const int i = below(f, n, x);
    if (i == n) return at(f, o, n, n - 1) + (x - f[n - 1]);
    if (f[i] == x) return at(f, o, n, i);
    if (i == 0) return f[0] > 0 ? at(f, o, n, 0) * fmax(x, 0) / f[0] : at(f, o, n, 0);
    const double low = at(f, o, n, i - 1), high = at(f, o, n, i);
    return low + (high - low) * ((x - f[i - 1]) / (f[i] - f[i - 1]));
}

void lt_correction_quantile_correct(const lt_correction_setup *setup, const void *state, const double *predictor,
                                    const double *in, int n, double *out) {
    const quantile *q = state;
    (void)predictor;
    const double *f = q->numbers + 2 * setup->window, *o = f + setup->window;
    for (int i = 0; i < n; i++) out[i] = isfinite(in[i]) ? map(f, o, q->n, in[i]) : in[i];
}
