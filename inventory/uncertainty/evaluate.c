#include "inventory/uncertainty/evaluate.h"

#include <math.h>

lt_status lt_draw_open(const lt_inputs *in, const float *z, long n, lt_draw *d) {
    *d = (lt_draw){.in = in, .z = z, .n = n};
    LT_TRY(lt_calloc((size_t)in->n + 1, sizeof(double), &d->factor));
    return lt_calloc((size_t)in->n_vectors + 1, sizeof(double), &d->sum);
}

void lt_draw_close(lt_draw *d) {
    lt_free(d->factor);
    lt_free(d->sum);
}

double lt_draw_factor(const lt_input *input, double z) {
    return exp(input->sigma * z - 0.5 * input->sigma * input->sigma);
}

double lt_draw_share_sum(const lt_draw *d, int v) {
    double sum = 0;
    for (int c = 0; c < LT_N_CITIES; c++) {
        const long i = d->in->share_input[v * LT_N_CITIES + c];
        sum += d->in->share_of[v * LT_N_CITIES + c] * (i < 0 ? 1 : d->factor[i]);
    }
    return sum;
}

void lt_draw_load(lt_draw *d, long k) {
    d->k = k;
    for (long i = 0; i < d->in->n; i++) d->factor[i] = lt_draw_factor(&d->in->items[i], d->z[i * d->n + k]);
    for (int v = 0; v < d->in->n_vectors; v++) d->sum[v] = lt_draw_share_sum(d, v);
}

static double at(const lt_draw *d, long input) {
    return input < 0 ? 1 : d->factor[input];
}

void lt_draw_row(const lt_draw *d, long r, int family, double out[LT_N_POLLUTANTS]) {
    const lt_inputs *in = d->in;
    const lt_source *s = &in->ledger->sources[r];
    double amount = s->activity * 1e-6 * at(d, in->activity[r]);
    if (in->vector[r] >= 0 && d->sum[in->vector[r]] > 0) amount *= at(d, in->share[r]) / d->sum[in->vector[r]];
    for (int p = 0; p < LT_N_POLLUTANTS; p++) {
        const int f = lt_family_of(p);
        const long which = r * LT_N_FAMILIES + f;
        out[p] = 0;
        if ((family >= 0 && f != family) || s->factor_kg[p] == 0) continue;
        double through = 1 - s->removal[p];
        if (through < 1 && in->control[which] >= 0) { /* on the odds, so that it stays below 1 */
            const double odds = through / (1 - through) * at(d, in->control[which]);
            through = odds / (1 + odds);
        }
        out[p] = amount * s->factor_kg[p] * at(d, in->factor[which]) * through;
    }
}
