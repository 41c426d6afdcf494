/* propagate.c - distributions of totals: the values of Y (evaluate.h) over the draws. */
#include "inventory/uncertainty/evaluate.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

const double lt_spread_quantiles[5] = {0.025, 0.25, 0.5, 0.75, 0.975};

const char *lt_place_name(int place) {
    return place == LT_PROVINCE ? "Liaoning" : lt_city_names[place];
}

enum { MOST_SECTORS = 64 };

typedef struct work {
    lt_uncertainty *u;
    const char *sectors[MOST_SECTORS]; /* of the ledger's rows in Liaoning */
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
        if (k == w->n_sectors && k < MOST_SECTORS) w->sectors[w->n_sectors++] = ledger->sources[r].sector;
        w->sector_of[r] = k < MOST_SECTORS ? k : MOST_SECTORS - 1;
    }
}

static int n_groups(const work *w) {
    return LT_N_PLACES + w->n_sectors;
}

/* One draw of the whole ledger. */
static void evaluate(const work *w, lt_draw *d, long k) {
    const lt_inputs *in = w->u->inputs;
    double sum[LT_N_PLACES + MOST_SECTORS][LT_N_POLLUTANTS] = {{0}};
    lt_draw_load(d, k);
    for (long r = 0; r < in->ledger->n; r++) {
        const double *kt = d->kt + r * LT_N_POLLUTANTS;
        if (in->place[r] < 0) continue;
        const int group[3] = {LT_N_PLACES + w->sector_of[r], in->place[r], LT_PROVINCE};
        const int n = lt_source_is_natural(&in->ledger->sources[r]) ? 1 : 3;
        for (int g = 0; g < n; g++)
            for (int p = 0; p < LT_N_POLLUTANTS; p++) sum[group[g]][p] += kt[p];
    }
    for (int g = 0; g < n_groups(w); g++)
        for (int p = 0; p < LT_N_POLLUTANTS; p++) w->values[((long)g * LT_N_POLLUTANTS + p) * w->n + k] = sum[g][p];
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
        lt_ledger_totals_kt(u->inputs->ledger, place, sector ? sector : LT_OF_PEOPLE, table);
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
    LT_TRY(lt_inputs_draw(in, w->order, w->n, w->z));
#pragma omp parallel
    {
        lt_draw d;
        const lt_status status = lt_draw_open(w->u->inputs, w->z, w->n, &d);
#pragma omp for schedule(static)
        for (long k = 0; k < w->n; k++)
            if (status == LT_OK) evaluate(w, &d, k);
        lt_draw_close(&d);
        if (status != LT_OK) {
#pragma omp critical
            failed = status;
        }
    }
    return failed == LT_OK ? summarise(w) : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the draws");
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
    return lt_sobol_shares(w->u, w->order, w->z, w->zb);
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
