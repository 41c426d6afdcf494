/* batch.c - states in memory for the suites. */
#include "model/aerosol/equilibrium/verify/batch.h"

#include "base/verify.h"
#include "model/state/isa.h"

#include <math.h>
#include <string.h>

const char *const lt_batch_kinds[LT_N_BATCH_KINDS] = {"no NaCl", "NaCl", "NaCl Ca K Mg"};

enum { N_IN = 2 + LT_N_TOTALS, N_OUT = LT_N_GASES + LT_N_IONS + LT_N_SOLIDS + 4, N_COLUMNS = N_IN + N_OUT + 1 };

lt_status lt_batch_create(size_t n, lt_batch *out) {
    *out = (lt_batch){.n = n};
    LT_TRY(lt_calloc(n * N_COLUMNS, sizeof *out->memory, &out->memory));
    double *next = out->memory;
    lt_equilibrium_states *s = &out->states;
    s->temperature = out->temperature = next, next += n;
    s->humidity = out->humidity = next, next += n;
    for (int t = 0; t < LT_N_TOTALS; t++) s->total[t] = out->total[t] = next, next += n;
    for (int k = 0; k < LT_N_GASES; k++) s->gas[k] = next, next += n;
    for (int k = 0; k < LT_N_IONS; k++) s->ion[k] = next, next += n;
    for (int k = 0; k < LT_N_SOLIDS; k++) s->solid[k] = next, next += n;
    s->hydroxide = next, next += n;
    s->water = next, next += n;
    s->ph = next, next += n;
    s->residual = next, next += n;
    s->flags = (unsigned *)next;
    return LT_OK;
}

void lt_batch_free(lt_batch *batch) {
    lt_free(batch->memory);
    *batch = (lt_batch){0};
}

void lt_batch_solve(const lt_equilibrium_setup *setup, const lt_batch *batch) {
    lt_equilibrium_solve(setup, &batch->states, 0, batch->n);
}

lt_equilibrium_setup lt_batch_setup(void) {
    const lt_kernels *kernels;
    const bool runs = lt_isa_kernels(&kernels) == LT_OK;
    return (lt_equilibrium_setup){.kernel = runs ? lt_equilibrium_kernel_of(kernels->isa) : NULL};
}

/* --- at random ---------------------------------------------------------------------------------------------------- */

enum { TOWN, CLEAN, WIDEST, N_RANGES };
/* mol/m3; SO4, NO3, NH4, the rest. 1e-7 mol/m3 of sulfate are 9.6 ug/m3. */
static const double ranges[N_RANGES][4][2] = {[TOWN] = {{1e-8, 1e-6}, {1e-8, 2e-6}, {3e-8, 5e-6}, {1e-10, 3e-7}},
                                              [CLEAN] = {{1e-10, 2e-8}, {1e-10, 2e-8}, {1e-10, 1e-7}, {1e-11, 1e-7}},
                                              [WIDEST] = {{1e-12, 1e-5}, {1e-12, 1e-5}, {1e-12, 1e-5}, {1e-12, 1e-5}}};

/* A seed of its own for every state; beside each other they would give a lattice (the finaliser of splitmix64, Steele
 * et al. 2014, doi 10.1145/2714064.2660195). */
static uint64_t scrambled(uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static double between(uint64_t *seed, double least, double most) {
    return least + (most - least) * lt_verify_random(seed);
}

static bool has(lt_batch_kind kind, int total) {
    if (total == LT_TOTAL_SO4 || total == LT_TOTAL_NH4 || total == LT_TOTAL_NO3) return true;
    if (total == LT_TOTAL_NA || total == LT_TOTAL_CL) return kind != LT_BATCH_AMMONIUM;
    return kind == LT_BATCH_CRUSTAL;
}

/* Reverse: what the anions can hold. */
static void balance(double *total, double share) {
    const double cations =
        total[LT_TOTAL_NA] + total[LT_TOTAL_NH4] + total[LT_TOTAL_K] + 2 * total[LT_TOTAL_MG] + 2 * total[LT_TOTAL_CA];
    const double anions = 2 * total[LT_TOTAL_SO4] + total[LT_TOTAL_NO3] + total[LT_TOTAL_CL];
    static const int of_cations[] = {LT_TOTAL_NA, LT_TOTAL_NH4, LT_TOTAL_K, LT_TOTAL_MG, LT_TOTAL_CA};
    for (int k = 0; k < 5 && cations > 0; k++) total[of_cations[k]] *= share * anions / cations;
}

void lt_batch_random(const lt_equilibrium_setup *setup, lt_batch_kind kind, uint64_t seed, lt_batch *batch) {
    for (size_t i = 0; i < batch->n; i++) {
        uint64_t own = scrambled(seed * 1000003 + i);
        batch->temperature[i] = between(&own, 233, 313);
        batch->humidity[i] = between(&own, 0.05, 0.99);
        const int range = (int)(N_RANGES * lt_verify_random(&own));
        double total[LT_N_TOTALS];
        for (int t = 0; t < LT_N_TOTALS; t++) {
            const int of = t == LT_TOTAL_SO4 ? 0 : t == LT_TOTAL_NO3 ? 1 : t == LT_TOTAL_NH4 ? 2 : 3;
            const double *r = ranges[range][of], value = exp(between(&own, log(r[0]), log(r[1])));
            total[t] = has(kind, t) && lt_verify_random(&own) >= 0.05 ? value : 0;
        }
        const double share = 1 - pow(10, between(&own, -3, 0));
        if (setup->mode == LT_EQ_REVERSE) balance(total, lt_verify_random(&own) < 0.1 ? 1 : share);
        for (int t = 0; t < LT_N_TOTALS; t++) batch->total[t][i] = total[t];
    }
}

const char *lt_batch_text(const lt_batch *b, size_t i) {
    const char *text = lt_fmt("%.6g K %.6g", b->temperature[i], b->humidity[i]);
    for (int t = 0; t < LT_N_TOTALS; t++)
        if (b->total[t][i] > 0) text = lt_fmt("%s %s %.3g", text, lt_total_names[t], b->total[t][i]);
    return text;
}
