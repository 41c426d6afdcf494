#include "model/aerosol/equilibrium/bench/bench_states.h"

#include "base/verify.h"
#include "model/kernel/ltmath.h"

#include <math.h>
#include <stdint.h>

static const uint64_t first_seed = 20261126;

/* Humidity and temperature of the peers' task; totals [mol/m3] from the least to the most of the states of that task
 * that ../shared/data/chemistry/equilibrium_states_dev_010 to 012 hold (V). Na and Cl from set NACL on, Ca, K and Mg
 * in CRUSTAL. */
static const double temperatures[2] = {253, 303}, humidities[2] = {0.30, 0.95};
static const double totals[LT_N_TOTALS][2] = {
    [LT_TOTAL_NA] = {8.7e-10, 8.8e-8},  [LT_TOTAL_SO4] = {1.0e-8, 4.0e-7}, [LT_TOTAL_NH4] = {7.3e-9, 2.2e-6},
    [LT_TOTAL_NO3] = {4.1e-12, 9.6e-7}, [LT_TOTAL_CL] = {5.6e-10, 8.5e-8}, [LT_TOTAL_CA] = {2.5e-10, 2.5e-8},
    [LT_TOTAL_K] = {2.6e-10, 1.3e-8},   [LT_TOTAL_MG] = {4.1e-10, 1.3e-8}};

static const double acids[2] = {1e-4, 0.5}; /* A */

static int first_set_with(int total) {
    switch (total) {
    case LT_TOTAL_NA:
    case LT_TOTAL_CL:
        return LT_BENCH_NACL;
    case LT_TOTAL_CA:
    case LT_TOTAL_K:
    case LT_TOTAL_MG:
        return LT_BENCH_CRUSTAL;
    default:
        return LT_BENCH_PLAIN;
    }
}

static double between(uint64_t *seed, const double *range) {
    return range[0] + (range[1] - range[0]) * lt_verify_random(seed);
}

static double between_logs(uint64_t *seed, const double *range) {
    const double logs[2] = {lt_log(range[0]), lt_log(range[1])};
    return lt_exp(between(seed, logs));
}

/* Ammonium of a particle whose anions are balanced by H+ in the share `acid`. */
static void balance(double acid, size_t i, double *const *total) {
    static const int fixed[] = {LT_TOTAL_NA, LT_TOTAL_CA, LT_TOTAL_K, LT_TOTAL_MG};
    static const double charge[] = {1, 2, 1, 2};
    const double anions = 2 * total[LT_TOTAL_SO4][i] + total[LT_TOTAL_NO3][i] + total[LT_TOTAL_CL][i];
    double cations = 0;
    for (int k = 0; k < 4; k++) cations += charge[k] * total[fixed[k]][i];
    const double most = 0.9 * (1 - acid) * anions, less = cations > most ? most / cations : 1;
    for (int k = 0; k < 4; k++) total[fixed[k]][i] *= less;
    total[LT_TOTAL_NH4][i] = (1 - acid) * anions - less * cations;
}

/* The same numbers are drawn for every mode and set, so they have the same states. */
static void draw(lt_equilibrium_mode mode, int set, uint64_t *seed, size_t i, double *temperature, double *humidity,
                 double *const *total) {
    temperature[i] = between(seed, temperatures);
    humidity[i] = between(seed, humidities);
    for (int t = 0; t < LT_N_TOTALS; t++) {
        const double drawn = between_logs(seed, totals[t]);
        total[t][i] = set >= first_set_with(t) ? drawn : 0;
    }
    const double acid = between_logs(seed, acids);
    if (mode == LT_EQ_REVERSE) balance(acid, i, total);
}

/* Amounts that an answer has, by their number, with their columns. */
enum { N_AMOUNTS = LT_N_GASES + LT_N_IONS + LT_N_SOLIDS + 2 };

static double **amount_of(lt_equilibrium_states *s, int k, const char **name) {
    if (k < LT_N_GASES) return *name = lt_gas_names[k], &s->gas[k];
    k -= LT_N_GASES;
    if (k < LT_N_IONS) return *name = lt_ion_names[k], &s->ion[k];
    k -= LT_N_IONS;
    if (k < LT_N_SOLIDS) return *name = lt_solid_names[k], &s->solid[k];
    return k == LT_N_SOLIDS ? (*name = "OH_p", &s->hydroxide) : (*name = "H2O", &s->water);
}

lt_status lt_bench_states_create(lt_equilibrium_mode mode, int set, size_t n, lt_bench_states *out) {
    enum { ROWS = 2 + LT_N_TOTALS + N_AMOUNTS + 2 };
    const char *name;
    double *total[LT_N_TOTALS];
    *out = (lt_bench_states){.n = n};
    LT_TRY(lt_calloc(ROWS * n, sizeof *out->memory, &out->memory));
    const lt_status status = lt_calloc(n, sizeof *out->flags, &out->flags);
    if (status != LT_OK) lt_bench_states_free(out);
    LT_TRY(status);
    lt_equilibrium_states *s = &out->states;
    double *row = out->memory, *temperature = row, *humidity = row += n;
    for (int t = 0; t < LT_N_TOTALS; t++) s->total[t] = total[t] = row += n;
    for (int k = 0; k < N_AMOUNTS; k++) *amount_of(s, k, &name) = row += n;
    s->temperature = temperature;
    s->humidity = humidity;
    s->ph = row += n;
    s->residual = row + n;
    s->flags = out->flags;
    uint64_t seed = first_seed;
    for (size_t i = 0; i < n; i++) draw(mode, set, &seed, i, temperature, humidity, total);
    return LT_OK;
}

void lt_bench_states_free(lt_bench_states *states) {
    lt_free(states->memory);
    lt_free(states->flags);
    *states = (lt_bench_states){0};
}

void lt_bench_states_solve(const lt_equilibrium_setup *setup, lt_bench_states *states, int threads) {
#pragma omp parallel for schedule(static) num_threads(threads)
    for (int t = 0; t < threads; t++) {
        const size_t from = states->n * (size_t)t / (size_t)threads, to = states->n * ((size_t)t + 1) / (size_t)threads;
        lt_equilibrium_solve(setup, &states->states, from, to - from);
    }
}

void lt_bench_states_compare(const lt_bench_states *states, const lt_bench_states *reference,
                             lt_bench_difference *out) {
    lt_equilibrium_states s = states->states, r = reference->states;
    size_t within = 0;
    *out = (lt_bench_difference){.most = -1};
    for (size_t i = 0; i < states->n; i++) {
        bool is_within = true;
        for (int k = 0; k < N_AMOUNTS; k++) {
            const char *name;
            const double got = (*amount_of(&s, k, &name))[i], want = (*amount_of(&r, k, &name))[i];
            const double difference = fabs(got - want) / fmax(want, LT_BENCH_LEAST);
            if (!(difference <= 1e-3)) is_within = false;
            if (!(difference <= out->most) && !isnan(out->most))
                *out = (lt_bench_difference){.most = difference, .most_species = name, .most_state = i};
        }
        within += is_within;
    }
    out->share_within = (double)within / (double)states->n;
}

size_t lt_bench_states_flagged(const lt_bench_states *states, unsigned flag) {
    size_t count = 0;
    for (size_t i = 0; i < states->n; i++) count += (states->flags[i] & flag) != 0;
    return count;
}
