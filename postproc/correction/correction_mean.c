/* Running mean of the error (decaying average; Cui et al. 2012, doi 10.1175/WAF-D-11-00011.1, recalled, R):
 *   b <- (1 - w) b + w (F - O),   out = F - b
 * w is `weight`, and 1/k for pair k while that is larger, so that the first pairs have a plain mean. [b: unit of F] */
#include "postproc/correction/correction_private.h"

typedef struct mean {
    long n;
    double error;
} mean;

size_t lt_correction_mean_size(const lt_correction_setup *setup) {
    (void)setup;
    return sizeof(mean);
}

void lt_correction_mean_learn(const lt_correction_setup *setup, void *state, const double *predictor, double obs,
                              bool has) {
    mean *m = state;
    if (!has) return;
    m->n++;
    const double w = fmax(setup->weight, 1 / (double)m->n);
    m->error += w * (lt_correction_forecast(setup, predictor) - obs - m->error);
}

void lt_correction_mean_correct(const lt_correction_setup *setup, const void *state, const double *predictor,
                                const double *in, int n, double *out) {
    const mean *m = state;
    (void)setup;
    (void)predictor;
    for (int i = 0; i < n; i++) out[i] = isfinite(in[i]) ? lt_correction_less(in[i], m->error) : in[i];
}
