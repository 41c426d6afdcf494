#include "inventory/uncertainty/evaluate.h"

#include <math.h>

lt_status lt_draw_open(const lt_inputs *in, const float *z, long n, lt_draw *d) {
    const size_t cells = (size_t)(in->ledger->n + 1) * LT_N_POLLUTANTS;
    *d = (lt_draw){.in = in, .z = z, .n = n};
    LT_TRY(lt_calloc((size_t)in->n + 1, sizeof(double), &d->factor));
    LT_TRY(lt_calloc((size_t)in->n_vectors + 1, sizeof(double), &d->sum));
    LT_TRY(lt_calloc((size_t)in->n_vectors + 1, sizeof(double), &d->whole));
    for (long i = 0; i < in->n; i++) d->factor[i] = 1;
    for (int v = 0; v < in->n_vectors; v++) d->sum[v] = d->whole[v] = lt_draw_share_sum(d, v);
    LT_TRY(lt_calloc(cells, sizeof(double), &d->through));
    return lt_calloc(cells, sizeof(double), &d->kt);
}

void lt_draw_close(lt_draw *d) {
    lt_free(d->factor);
    lt_free(d->sum);
    lt_free(d->whole);
    lt_free(d->through);
    lt_free(d->kt);
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

static double at(const lt_draw *d, long input) {
    return input < 0 ? 1 : d->factor[input];
}

double lt_draw_let_through(double through, double factor) {
    if (through >= 1 || factor == 1) return through;
    const double odds = through / (1 - through) * factor;
    return odds / (1 + odds);
}

static double let_through(const lt_draw *d, long r, int p, int family) {
    return lt_draw_let_through(1 - d->in->ledger->sources[r].removal[p],
                               at(d, d->in->control[r * LT_N_FAMILIES + family]));
}

/* On the activity: its own, and that of its city's share, with all shares of the vector brought to their sum again. */
static double on_activity(const lt_draw *d, long r) {
    const int v = d->in->vector[r];
    const double factor = at(d, d->in->activity[r]);
    return v >= 0 && d->sum[v] > 0 ? factor * (at(d, d->in->share[r]) * (d->whole[v] / d->sum[v])) : factor;
}

void lt_draw_source(const lt_draw *d, long r, lt_source *s) {
    if (d->in->place[r] < 0) return;
    s->activity *= on_activity(d, r);
    for (int f = 0; f < LT_N_FAMILIES; f++)
        for (int p = lt_family_first[f]; p < lt_family_first[f + 1]; p++) {
            const double before = 1 - s->removal[p], through = let_through(d, r, p, f);
            s->factor_kg[p] *= at(d, d->in->factor[r * LT_N_FAMILIES + f]);
            if (through != before) s->removal[p] = 1 - through;
        }
}

void lt_draw_row(const lt_draw *d, long r, int family, bool controlled, double out[LT_N_POLLUTANTS]) {
    const lt_inputs *in = d->in;
    const lt_source *s = &in->ledger->sources[r];
    const double *kept = d->through + r * LT_N_POLLUTANTS;
    const double amount = s->activity * 1e-6 * on_activity(d, r);
    for (int f = family < 0 ? 0 : family; f < (family < 0 ? LT_N_FAMILIES : family + 1); f++) {
        const double factor = at(d, in->factor[r * LT_N_FAMILIES + f]);
        for (int p = lt_family_first[f]; p < lt_family_first[f + 1]; p++)
            out[p] = s->factor_kg[p] == 0
                         ? 0
                         : amount * s->factor_kg[p] * factor * (controlled ? let_through(d, r, p, f) : kept[p]);
    }
}

void lt_draw_load(lt_draw *d, long k) {
    const lt_inputs *in = d->in;
    for (long i = 0; i < in->n; i++) d->factor[i] = lt_draw_factor(&in->items[i], d->z[i * d->n + k]);
    for (int v = 0; v < in->n_vectors; v++) d->sum[v] = lt_draw_share_sum(d, v);
    for (long r = 0; r < in->ledger->n; r++) {
        if (in->place[r] < 0) continue;
        for (int f = 0; f < LT_N_FAMILIES; f++)
            for (int p = lt_family_first[f]; p < lt_family_first[f + 1]; p++)
                d->through[r * LT_N_POLLUTANTS + p] = let_through(d, r, p, f);
        lt_draw_row(d, r, -1, false, d->kt + r * LT_N_POLLUTANTS);
    }
}
