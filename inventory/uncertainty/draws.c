/* draws.c - points of the inputs' space.
 *
 * Sobol's sequence (GSL has 40 dimensions) covers the inputs that matter most evenly; every other input is stratified:
 * its n draws lie one in each n-th of the probability, in an order of its own (Latin hypercube). Uniform numbers become
 * standard normal ones by the inverse of the distribution. The order and the place inside a stratum come of a counter
 * based generator (splitmix64), so that they are the same on every machine and for any number of threads. */
#include "inventory/uncertainty/uncertainty.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_qrng.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

enum { SOBOL_DIMENSIONS = 40 };

static uint64_t mix(uint64_t x) {
    x += 0x9E3779B97F4A7C15u;
    x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9u;
    x = (x ^ (x >> 27)) * 0x94D049BB133111EBu;
    return x ^ (x >> 31);
}

/* In (0, 1). */
static double uniform(uint64_t seed, uint64_t counter) {
    return ((double)(mix(mix(seed) ^ counter) >> 12) + 0.5) / 4503599627370496.0;
}

static lt_status stratified(long n, uint64_t seed, float *z) {
    long *order;
    LT_TRY(lt_calloc((size_t)n, sizeof *order, &order));
    for (long k = 0; k < n; k++) order[k] = k;
    for (long k = n - 1; k > 0; k--) { /* Fisher and Yates */
        const long other = (long)(uniform(seed, (uint64_t)k) * (double)(k + 1)), kept = order[k];
        order[k] = order[other];
        order[other] = kept;
    }
    for (long k = 0; k < n; k++)
        z[k] = (float)gsl_cdf_ugaussian_Pinv(((double)order[k] + uniform(seed, (uint64_t)(n + k))) / (double)n);
    lt_free(order);
    return LT_OK;
}

static lt_status sobol(long n_inputs, const long *order, long n, int first, int most, float *z) {
    gsl_qrng *sequence = gsl_qrng_alloc(gsl_qrng_sobol, SOBOL_DIMENSIONS);
    double point[SOBOL_DIMENSIONS];
    if (!sequence) return LT_RAISE(LT_ERR_MEMORY, .what = "no memory for Sobol's sequence");
    for (long k = 0; k < n; k++) {
        gsl_qrng_get(sequence, point);
        for (int d = 0; d < most && d < n_inputs; d++)
            z[order[d] * n + k] = (float)gsl_cdf_ugaussian_Pinv(point[first + d]);
    }
    gsl_qrng_free(sequence);
    return LT_OK;
}

lt_status lt_draws_make(long n_inputs, const long *order, long n, int first, int most, unsigned long seed, float *z) {
    if (first + most > SOBOL_DIMENSIONS) return LT_RAISE(LT_ERR_INTERNAL, .what = "too many dimensions of Sobol");
    LT_TRY(sobol(n_inputs, order, n, first, most, z));
    lt_status status = LT_OK;
#pragma omp parallel for schedule(dynamic, 16)
    for (long d = most; d < n_inputs; d++) {
        const lt_status one = stratified(n, mix(seed) + (uint64_t)order[d], z + order[d] * n);
        if (one != LT_OK) {
#pragma omp critical
            status = one;
        }
    }
    return status == LT_OK ? LT_OK : LT_RAISE(LT_ERR_MEMORY, .what = "no memory for the draws");
}

lt_status lt_inputs_draw(const lt_inputs *in, const long *order, long n, float *z) {
    const long most = n < LT_LEAST_SOBOL_DRAWS ? 0 : SOBOL_DIMENSIONS;
    return lt_draws_make(in->n, order, n, 0, (int)(in->n < most ? in->n : most), 1, z);
}

/* FNV-1a, 64 bits. */
static uint64_t hash_of(const char *name) {
    uint64_t hash = 0xCBF29CE484222325u;
    for (; *name; name++) hash = (hash ^ (unsigned char)*name) * 0x100000001B3u;
    return hash;
}

lt_status lt_draw_named(const char *name, long n, long k, float *z) {
    float *all;
    LT_TRY(lt_calloc((size_t)n, sizeof *all, &all));
    const lt_status status = stratified(n, mix(hash_of(name)), all);
    if (status == LT_OK) *z = all[k];
    lt_free(all);
    return status;
}

typedef struct weight {
    long input;
    double part;
} weight;

static int by_part(const void *a, const void *b) {
    const weight *x = a, *y = b;
    if (x->part != y->part) return x->part < y->part ? 1 : -1;
    return x->input < y->input ? -1 : x->input > y->input;
}

lt_status lt_inputs_rank(const lt_inputs *in, long *order) {
    double kt[LT_N_POLLUTANTS];
    weight *weights;
    LT_TRY(lt_calloc((size_t)in->n + 1, sizeof *weights, &weights));
    lt_ledger_totals_kt(in->ledger, NULL, LT_OF_PEOPLE, kt);
    for (long i = 0; i < in->n; i++) {
        const lt_input *input = &in->items[i];
        double of[LT_N_POLLUTANTS] = {0};
        for (long k = 0; k < input->n_uses && input->kind != LT_INPUT_SHARE; k++) {
            const int family = input->uses[k].family, end = lt_family_end(family);
            const lt_source *source = &in->ledger->sources[input->uses[k].row];
            for (int p = lt_family_begin(family); p < end && !lt_source_is_natural(source); p++)
                of[p] += lt_source_emission_kg(source, (enum lt_pollutant)p) * 1e-6;
        }
        weights[i].input = i;
        for (int p = 0; p < LT_N_POLLUTANTS; p++)
            if (kt[p] > 0) weights[i].part += pow(input->sigma * of[p] / kt[p], 2);
    }
    qsort(weights, (size_t)in->n, sizeof *weights, by_part);
    for (long i = 0; i < in->n; i++) order[i] = weights[i].input;
    lt_free(weights);
    return LT_OK;
}
