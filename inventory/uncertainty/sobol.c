/* sobol.c - total Sobol shares (Jansen 1999, Comput. Phys. Commun. 117, 35; Saltelli et al. 2010, Comput. Phys. Commun.
 * 181, 259). A and B independent draws, A_B^i: A with input i from B:
 *   S_i = sum over draws of (Y(A) - Y(A_B^i))^2 / (2 N Var Y)                                       Y: evaluate.h
 * Only the rows that use i change, so that all inputs together cost about as much as a few evaluations of the ledger.
 * The sums run over blocks of draws in their order: the same bits for any number of threads. */
#include "inventory/uncertainty/evaluate.h"

#include <string.h>

enum { KEPT = 10 }; /* Sobol shares of a place and pollutant */

typedef struct work {
    lt_uncertainty *u;
    const float *z, *zb;
    long n;
} work;

typedef double variance[LT_N_PLACES][LT_N_POLLUTANTS];
enum { BLOCK = 128 }; /* draws that are summed by themselves */

/* Gain of (Y(A) - Y(A_B^i))^2 of this draw for one input; other: its factor in B. */
static void input_variance(lt_draw *a, long i, double other, variance sum) {
    const lt_inputs *in = a->in;
    const lt_input *input = &in->items[i];
    variance change;
    bool touched[LT_N_PLACES] = {false};
    double after[LT_N_POLLUTANTS];
    const double kept = a->factor[i];
    const int v = input->kind == LT_INPUT_SHARE ? in->vector[input->uses[0].row] : -1;
    const double kept_sum = v < 0 ? 0 : a->sum[v];
    a->factor[i] = other;
    const double other_sum = v < 0 ? 0 : lt_draw_share_sum(a, v);
    touched[LT_PROVINCE] = true;
    memset(change[LT_PROVINCE], 0, sizeof change[LT_PROVINCE]);
    if (v >= 0) a->sum[v] = other_sum;
    for (long m = 0; m < input->n_uses; m++) {
        const long r = input->uses[m].row;
        const int place = in->place[r], family = input->uses[m].family, end = lt_family_end(family);
        const double *before = a->kt + r * LT_N_POLLUTANTS;
        if (lt_source_is_natural(&in->ledger->sources[r])) continue; /* as in the totals */
        lt_draw_row(a, r, family, input->kind == LT_INPUT_CONTROL, after);
        if (!touched[place]) memset(change[place], 0, sizeof change[place]);
        touched[place] = true;
        for (int p = lt_family_begin(family); p < end; p++) {
            change[place][p] += after[p] - before[p];
            change[LT_PROVINCE][p] += after[p] - before[p];
        }
    }
    a->factor[i] = kept;
    if (v >= 0) a->sum[v] = kept_sum;
    for (int place = 0; place < LT_N_PLACES; place++)
        for (int p = 0; touched[place] && p < LT_N_POLLUTANTS; p++)
            sum[place][p] += change[place][p] * change[place][p];
}

/* Into the list of a place and pollutant, which is kept in order. */
static void keep(lt_sobol *list, int *n, const lt_sobol *one) {
    int k = *n;
    if (k == KEPT && !(one->total > list[KEPT - 1].total)) return;
    if (k < KEPT) ++*n;
    for (k = *n - 1; k > 0 && list[k - 1].total < one->total; k--) list[k] = list[k - 1];
    list[k] = *one;
}

static lt_status sort_shares(const work *w, const variance *sums) {
    lt_uncertainty *u = w->u;
    LT_TRY(lt_calloc((size_t)LT_N_PLACES * LT_N_POLLUTANTS * KEPT, sizeof *u->sobol, &u->sobol));
    for (int place = 0; place < LT_N_PLACES; place++)
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            double sd = 0;
            int n = 0;
            for (long k = 0; k < u->n_spreads; k++)
                if (u->spreads[k].place == place && !u->spreads[k].sector && u->spreads[k].pollutant == p)
                    sd = u->spreads[k].sd_kt;
            if (sd == 0) continue;
            for (long i = 0; i < u->inputs->n; i++) {
                const lt_sobol one = {place, p, i, sums[i][place][p] / (2.0 * (double)w->n * sd * sd)};
                if (one.total > 0) keep(u->sobol + u->n_sobol, &n, &one);
            }
            u->n_sobol += n;
        }
    return LT_OK;
}

static lt_status block_sums(const work *w, long block, variance *sums) {
    const lt_inputs *in = w->u->inputs;
    lt_draw a;
    lt_status status = lt_draw_open(in, w->z, w->n, &a);
    for (long k = block * BLOCK; k < (block + 1) * BLOCK && k < w->n && status == LT_OK; k++) {
        lt_draw_load(&a, k);
        for (long i = 0; i < in->n; i++)
            input_variance(&a, i, lt_draw_factor(&in->items[i], w->zb[i * w->n + k]), sums[i]);
    }
    lt_draw_close(&a);
    return status;
}

lt_status lt_sobol_shares(lt_uncertainty *u, const long *order, float *z, float *zb) {
    const lt_inputs *in = u->inputs;
    const work work_of = {.u = u, .z = z, .zb = zb, .n = u->n_sobol_draws}, *w = &work_of;
    const int most = in->n < 20 ? (int)in->n : 20;
    variance *sums;
    lt_status status = LT_OK;
    const long n_blocks = (w->n + BLOCK - 1) / BLOCK;
    LT_TRY(lt_draws_make(in->n, order, w->n, 0, most, 2, z));
    LT_TRY(lt_draws_make(in->n, order, w->n, 20, most, 3, zb));
    LT_TRY(lt_calloc((size_t)(n_blocks * in->n) + 1, sizeof *sums, &sums));
#pragma omp parallel for schedule(dynamic)
    for (long block = 0; block < n_blocks; block++)
        if (block_sums(w, block, sums + block * in->n) != LT_OK) {
#pragma omp critical
            status = LT_ERR_MEMORY;
        }
    for (long block = 1; block < n_blocks; block++)
        for (long i = 0; i < in->n; i++)
            for (int place = 0; place < LT_N_PLACES; place++)
                for (int p = 0; p < LT_N_POLLUTANTS; p++) sums[i][place][p] += sums[block * in->n + i][place][p];
    status = status == LT_OK ? sort_shares(w, (const variance *)sums)
                             : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the draws");
    lt_free(sums);
    return status;
}
