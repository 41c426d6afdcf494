/* propagate.c - distributions of totals, and total Sobol shares.
 *
 *   Y(z) = sum over rows of E_row prod over its inputs of exp(sigma z - sigma^2 / 2)     shares brought to sum 1
 * Distribution: the values of Y over the draws. Total Sobol share of input i (Jansen 1999, Comput. Phys. Commun. 117,
 * 35; Saltelli et al. 2010, Comput. Phys. Commun. 181, 259), A and B independent draws, A_B^i: A with i from B:
 *   S_i = sum over draws of (Y(A) - Y(A_B^i))^2 / (2 N Var Y)
 * Only the rows that use i change, so that all inputs together cost about as much as a few evaluations of the ledger.
 * The sums run over blocks of draws in their order: the same bits for any number of threads. */
#include "inventory/uncertainty/uncertainty.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double lt_spread_quantiles[5] = {0.025, 0.25, 0.5, 0.75, 0.975};
enum { KEPT = 10 }; /* Sobol shares of a place and pollutant */

const char *lt_place_name(int place) {
    return place == LT_PROVINCE ? "Liaoning" : lt_city_names[place];
}

/* The inputs' factors of one draw; of a row without an input the factor is 1. */
typedef struct draw {
    const lt_inputs *in;
    const float *z; /* [input * n + draw] */
    long n, k;
    double *factor; /* [input] */
    double *sum;    /* [vector] of share x factor over its cities */
} draw;

static double factor_of(const lt_input *input, double z) {
    return exp(input->sigma * z - 0.5 * input->sigma * input->sigma);
}

static double share_sum(const draw *d, int v) {
    double sum = 0;
    for (int c = 0; c < LT_N_CITIES; c++) {
        const long i = d->in->share_input[v * LT_N_CITIES + c];
        sum += d->in->share_of[v * LT_N_CITIES + c] * (i < 0 ? 1 : d->factor[i]);
    }
    return sum;
}

static void load(draw *d, long k) {
    d->k = k;
    for (long i = 0; i < d->in->n; i++) d->factor[i] = factor_of(&d->in->items[i], d->z[i * d->n + k]);
    for (int v = 0; v < d->in->n_vectors; v++) d->sum[v] = share_sum(d, v);
}

static double at(const draw *d, long input) {
    return input < 0 ? 1 : d->factor[input];
}

/* Emission [kt] of a row's family in this draw; families -1: all. */
static void row_emission(const draw *d, long r, int family, double out[LT_N_POLLUTANTS]) {
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

/* --- distributions ---------------------------------------------------------------------------------------------- */

typedef struct work {
    lt_uncertainty *u;
    const char *sectors[64]; /* of the ledger's rows in Liaoning */
    int n_sectors;
    int *sector_of; /* [row] */
    double *values; /* [(place or sector) * LT_N_POLLUTANTS + pollutant][draw] */
    long n;
    float *z, *zb;
    long *order;
} work;

static void find_sectors(work *w) {
    const lt_ledger *ledger = w->u->inputs->ledger;
    for (long r = 0; r < ledger->n; r++) {
        int k = 0;
        if (w->u->inputs->place[r] < 0) continue;
        while (k < w->n_sectors && strcmp(w->sectors[k], ledger->sources[r].sector) != 0) k++;
        if (k == w->n_sectors && k < 64) w->sectors[w->n_sectors++] = ledger->sources[r].sector;
        w->sector_of[r] = k < 64 ? k : 63;
    }
}

static int n_groups(const work *w) {
    return LT_N_PLACES + w->n_sectors;
}

static lt_status open_draw(const work *w, const float *z, draw *d) {
    *d = (draw){.in = w->u->inputs, .z = z, .n = w->n};
    LT_TRY(lt_calloc((size_t)d->in->n + 1, sizeof(double), &d->factor));
    return lt_calloc((size_t)d->in->n_vectors + 1, sizeof(double), &d->sum);
}

static void close_draw(draw *d) {
    lt_free(d->factor);
    lt_free(d->sum);
}

/* One draw of the whole ledger. */
static void evaluate(const work *w, draw *d, long k) {
    const lt_inputs *in = w->u->inputs;
    double kt[LT_N_POLLUTANTS];
    load(d, k);
    for (long r = 0; r < in->ledger->n; r++) {
        if (in->place[r] < 0) continue;
        row_emission(d, r, -1, kt);
        const int group[3] = {in->place[r], LT_PROVINCE, LT_N_PLACES + w->sector_of[r]};
        for (int g = 0; g < 3; g++)
            for (int p = 0; p < LT_N_POLLUTANTS; p++)
                w->values[((long)group[g] * LT_N_POLLUTANTS + p) * w->n + k] += kt[p];
    }
}

static int by_value(const void *a, const void *b) {
    const double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

/* Mean, deviation and quantiles (linear between the ordered values); v is put in order. */
static void describe(double *v, long n, lt_total_spread *out) {
    double sum = 0, squares = 0;
    for (long k = 0; k < n; k++) sum += v[k];
    out->mean_kt = sum / (double)n;
    for (long k = 0; k < n; k++) squares += (v[k] - out->mean_kt) * (v[k] - out->mean_kt);
    out->sd_kt = sqrt(squares / (double)(n - 1));
    qsort(v, (size_t)n, sizeof *v, by_value);
    for (int q = 0; q < 5; q++) {
        const double where = lt_spread_quantiles[q] * (double)(n - 1);
        const long low = (long)where, high = low + 1 < n ? low + 1 : low;
        out->quantile_kt[q] = v[low] + (where - (double)low) * (v[high] - v[low]);
    }
}

static lt_status summarise(work *w) {
    lt_uncertainty *u = w->u;
    LT_TRY(lt_calloc((size_t)(n_groups(w) * LT_N_POLLUTANTS), sizeof *u->spreads, &u->spreads));
    for (int g = 0; g < n_groups(w); g++) {
        double table[LT_N_POLLUTANTS];
        const char *place = g < LT_PROVINCE ? lt_city_names[g] : NULL,
                   *sector = g < LT_N_PLACES ? NULL : w->sectors[g - LT_N_PLACES];
        lt_ledger_totals_kt(u->inputs->ledger, place, sector, table);
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
            if (table[p] == 0) continue;
            lt_total_spread *to = &u->spreads[u->n_spreads++];
            *to = (lt_total_spread){.place = g < LT_N_PLACES ? g : LT_PROVINCE, .sector = sector, .pollutant = p};
            to->table_kt = table[p];
            describe(w->values + ((long)g * LT_N_POLLUTANTS + p) * w->n, w->n, to);
        }
    }
    return LT_OK;
}

static lt_status distributions(work *w) {
    const lt_inputs *in = w->u->inputs;
    lt_status failed = LT_OK;
    LT_TRY(lt_calloc((size_t)n_groups(w) * LT_N_POLLUTANTS * (size_t)w->n, sizeof(double), &w->values));
    LT_TRY(lt_draws_make(in->n, w->order, w->n, 0, in->n < 40 ? (int)in->n : 40, 1, w->z));
#pragma omp parallel
    {
        draw d;
        const lt_status status = open_draw(w, w->z, &d);
#pragma omp for schedule(static)
        for (long k = 0; k < w->n; k++)
            if (status == LT_OK) evaluate(w, &d, k);
        close_draw(&d);
        if (status != LT_OK) {
#pragma omp critical
            failed = status;
        }
    }
    return failed == LT_OK ? summarise(w) : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the draws");
}

/* --- Sobol shares ------------------------------------------------------------------------------------------------ */

typedef double variance[LT_N_PLACES][LT_N_POLLUTANTS];
enum { BLOCK = 128 }; /* draws that are summed by themselves */

/* Gain of (Y(A) - Y(A_B^i))^2 of this draw for one input; other: its factor in B. */
static void input_variance(draw *a, long i, double other, variance sum) {
    const lt_inputs *in = a->in;
    const lt_input *input = &in->items[i];
    variance change;
    bool touched[LT_N_PLACES] = {false};
    double before[LT_N_POLLUTANTS], after[LT_N_POLLUTANTS];
    const double kept = a->factor[i];
    const int v = input->kind == LT_INPUT_SHARE ? in->vector[input->rows[0]] : -1;
    const double kept_sum = v < 0 ? 0 : a->sum[v];
    a->factor[i] = other;
    const double other_sum = v < 0 ? 0 : share_sum(a, v);
    touched[LT_PROVINCE] = true;
    memset(change[LT_PROVINCE], 0, sizeof change[LT_PROVINCE]);
    for (long m = 0; m < input->n_rows; m++) {
        const long r = input->rows[m];
        const int place = in->place[r];
        if (v >= 0) a->sum[v] = other_sum;
        row_emission(a, r, input->families[m], after);
        a->factor[i] = kept;
        if (v >= 0) a->sum[v] = kept_sum;
        row_emission(a, r, input->families[m], before);
        a->factor[i] = other;
        if (!touched[place]) memset(change[place], 0, sizeof change[place]);
        touched[place] = true;
        for (int p = 0; p < LT_N_POLLUTANTS; p++) {
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

static lt_status sort_shares(work *w, const variance *sums) {
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
    draw a;
    lt_status status = open_draw(w, w->z, &a);
    for (long k = block * BLOCK; k < (block + 1) * BLOCK && k < w->n && status == LT_OK; k++) {
        load(&a, k);
        for (long i = 0; i < in->n; i++) input_variance(&a, i, factor_of(&in->items[i], w->zb[i * w->n + k]), sums[i]);
    }
    close_draw(&a);
    return status;
}

static lt_status sobol_shares(work *w) {
    const lt_inputs *in = w->u->inputs;
    const int most = in->n < 20 ? (int)in->n : 20;
    variance *sums;
    lt_status status = LT_OK;
    w->n = w->u->n_sobol_draws;
    const long n_blocks = (w->n + BLOCK - 1) / BLOCK;
    LT_TRY(lt_draws_make(in->n, w->order, w->n, 0, most, 2, w->z));
    LT_TRY(lt_draws_make(in->n, w->order, w->n, 20, most, 3, w->zb));
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

static lt_status run(work *w) {
    const lt_inputs *in = w->u->inputs;
    const size_t n = (size_t)in->n + 1;
    LT_TRY(lt_calloc((size_t)in->ledger->n + 1, sizeof *w->sector_of, &w->sector_of));
    LT_TRY(lt_calloc(n, sizeof *w->order, &w->order));
    LT_TRY(lt_calloc(n * (size_t)w->n, sizeof *w->z, &w->z));
    LT_TRY(lt_calloc(n * (size_t)w->u->n_sobol_draws, sizeof *w->zb, &w->zb));
    find_sectors(w);
    LT_TRY(lt_inputs_rank(in, w->order));
    LT_TRY(distributions(w));
    return sobol_shares(w);
}

lt_status lt_uncertainty_of(const lt_ledger *ledger, long n_draws, lt_uncertainty **out) {
    lt_uncertainty *u;
    *out = NULL;
    if (n_draws < 16)
        return LT_RAISE(LT_ERR_USAGE, .what = "too few draws", .where = "--draws", .expected = "16 or more",
                        .found = lt_fmt("%ld", n_draws), .todo = "ask for 1000 or more");
    LT_TRY(lt_calloc(1, sizeof *u, &u));
    u->n_draws = n_draws;
    u->n_sobol_draws = n_draws < 2048 ? n_draws : 2048;
    work w = {.u = u, .n = n_draws};
    lt_status status = lt_inputs_create(ledger, &u->inputs);
    if (status == LT_OK) status = run(&w);
    lt_free(w.sector_of);
    lt_free(w.order);
    lt_free(w.values);
    lt_free(w.z);
    lt_free(w.zb);
    if (status != LT_OK) {
        lt_uncertainty_free(u);
        return status;
    }
    *out = u;
    return LT_OK;
}

void lt_uncertainty_free(lt_uncertainty *u) {
    if (!u) return;
    lt_inputs_free(u->inputs);
    lt_free(u->spreads);
    lt_free(u->sobol);
    lt_free(u);
}
