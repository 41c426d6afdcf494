/* Kalman filter of the error (Delle Monache et al. 2006, doi 10.1029/2005JD006311; constants recalled, R).
 *
 *   bias       x_t = x_t-1 + eta,  var eta = r v      (r: noise_ratio)
 *   error      y_t = F - O = x_t + eps,  var eps = v
 *   gain       k = (p + r v) / (p + r v + v),  x <- x + k (y - x),  p <- (p + r v)(1 - k)
 *   variance   (y_t - y_t-1)^2 has the mean (2 + r) v: v is the estimate of a second filter of it, whose observations
 *              have variance 1 and whose steps 0.0005
 * x starts with the first error (p = v then), v with the first difference of two errors that follow each other. A step
 * without a pair adds r v to p: the next error weighs more. For a v that stays, k goes to (sqrt(r^2 + 4 r) - r) / 2:
 * 0.095 for r = 0.01. */
#include "postproc/correction/correction_private.h"

static const double variance_step = 0.0005, least_variance = 1e-6; /* the latter of equal errors; unit of F squared */

typedef struct kalman {
    long n;
    bool has_last, has_v;
    double x, p, last; /* last: y of the step before */
    double v, v_p;
} kalman;

size_t lt_correction_kalman_size(const lt_correction_setup *setup) {
    (void)setup;
    return sizeof(kalman);
}

static void learn_variance(kalman *s, double ratio, double y) {
    const double seen = (y - s->last) * (y - s->last) / (2 + ratio);
    if (!s->has_v) {
        s->v = fmax(seen, least_variance);
        s->v_p = 1;
        s->p = s->v;
        s->has_v = true;
        return;
    }
    const double before = s->v_p + variance_step, gain = before / (before + 1);
    s->v = fmax(s->v + gain * (seen - s->v), least_variance);
    s->v_p = before * (1 - gain);
}

void lt_correction_kalman_learn(const lt_correction_setup *setup, void *state, const double *predictor, double obs,
                                bool has) {
    kalman *s = state;
    if (!has) {
        s->p += setup->noise_ratio * s->v;
        s->has_last = false;
        return;
    }
    const double y = lt_correction_forecast(setup, predictor) - obs;
    if (s->has_last) learn_variance(s, setup->noise_ratio, y);
    if (s->n == 0) {
        s->x = y;
    } else if (!s->has_v) {
        s->x += (y - s->x) / (double)(s->n + 1); /* nothing is known of v: a mean */
    } else {
        const double before = s->p + setup->noise_ratio * s->v, gain = before / (before + s->v);
        s->x += gain * (y - s->x);
        s->p = before * (1 - gain);
    }
    s->n++;
    s->last = y;
    s->has_last = true;
}

void lt_correction_kalman_correct(const lt_correction_setup *setup, const void *state, const double *predictor,
                                  const double *in, int n, double *out) {
    const kalman *s = state;
    (void)setup;
    (void)predictor;
    for (int i = 0; i < n; i++) out[i] = isfinite(in[i]) ? lt_correction_less(in[i], s->x) : in[i];
}
