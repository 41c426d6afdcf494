/* same_bits.c - a state's answer depends on itself alone: in another order, in other calls, alone, with another kernel,
 * by several threads. Random states of all kinds beside each other (also empty ones, and such as the plain method must
 * rescue); rows count values that have other bits: 0. */
#include "model/aerosol/equilibrium/verify/batch.h"
#include "model/aerosol/equilibrium/verify/verify.h"

#include <string.h>

enum { N = 4099, THREADS = 3 }; /* N is prime: i * 2048 mod N meets every state once */

/* All kinds in turn. */
static lt_status mixed(const lt_equilibrium_setup *setup, lt_batch *out) {
    lt_batch kinds;
    LT_TRY(lt_batch_create(N, out));
    LT_TRY(lt_batch_create(N, &kinds));
    for (int kind = 0; kind < LT_N_BATCH_KINDS; kind++) {
        lt_batch_random(setup, (lt_batch_kind)kind, 41, &kinds);
        for (size_t i = (size_t)kind; i < N; i += LT_N_BATCH_KINDS) {
            out->temperature[i] = kinds.temperature[i];
            out->humidity[i] = kinds.humidity[i];
            for (int t = 0; t < LT_N_TOTALS; t++) out->total[t][i] = i % 97 == 5 ? 0 : kinds.total[t][i];
        }
    }
    lt_batch_free(&kinds);
    return LT_OK;
}

static size_t turned(size_t i) {
    return i * 2048 % N;
}

static void copy_in(const lt_batch *from, size_t i, lt_batch *to, size_t at) {
    to->temperature[at] = from->temperature[i];
    to->humidity[at] = from->humidity[i];
    for (int t = 0; t < LT_N_TOTALS; t++) to->total[t][at] = from->total[t][i];
}

static long differs(const double *a, size_t i, const double *b, size_t at) {
    return memcmp(a + i, b + at, sizeof *a) != 0;
}

static long other_bits(const lt_batch *a, size_t i, const lt_batch *b, size_t at) {
    const lt_equilibrium_states *x = &a->states, *y = &b->states;
    long n = differs(x->hydroxide, i, y->hydroxide, at) + differs(x->water, i, y->water, at) +
             differs(x->ph, i, y->ph, at) + differs(x->residual, i, y->residual, at);
    for (int k = 0; k < LT_N_GASES; k++) n += differs(x->gas[k], i, y->gas[k], at);
    for (int k = 0; k < LT_N_IONS; k++) n += differs(x->ion[k], i, y->ion[k], at);
    for (int k = 0; k < LT_N_SOLIDS; k++) n += differs(x->solid[k], i, y->solid[k], at);
    return n + (x->flags[i] != y->flags[at]);
}

static lt_status report(lt_verify *verify, const char *scheme, const char *how, long other) {
    return LT_VERIFY_ADD(verify, .test = how, .metric = "other_bits", .scheme = scheme, .value = (double)other,
                         .bound = 0, .source = lt_fmt("%d states", N));
}

static long count(const lt_batch *a, const lt_batch *b, bool by_turns) {
    long other = 0;
    for (size_t i = 0; i < N; i++) other += other_bits(a, i, b, by_turns ? turned(i) : i);
    return other;
}

static lt_status in_calls(lt_verify *verify, const char *scheme, const lt_equilibrium_setup *setup, const lt_batch *a,
                          lt_batch *b) {
    for (size_t i = 0; i < N; i++) copy_in(a, i, b, turned(i));
    lt_batch_solve(setup, b);
    LT_TRY(report(verify, scheme, "another order", count(a, b, true)));
    for (size_t i = 0; i < N; i++) copy_in(a, i, b, i);
    for (size_t from = 0, n = 1; from < N; from += n, n = n % 67 + 1)
        lt_equilibrium_solve(setup, &b->states, from, from + n < N ? n : N - from);
    LT_TRY(report(verify, scheme, "calls of 1 to 67 states", count(a, b, false)));
    for (size_t i = 0; i < N; i++) lt_equilibrium_solve(setup, &b->states, i, 1);
    return report(verify, scheme, "each alone", count(a, b, false));
}

static lt_status in_threads(lt_verify *verify, const char *scheme, const lt_equilibrium_setup *setup, const lt_batch *a,
                            lt_batch *b) {
    memset(b->states.gas[0], 0, N * sizeof *b->states.gas[0]);
#pragma omp parallel for schedule(dynamic) num_threads(THREADS)
    for (int part = 0; part < 41; part++) {
        const size_t from = (size_t)part * 100;
        lt_equilibrium_solve(setup, &b->states, from, part == 40 ? N - from : 100);
    }
    return report(verify, scheme, "three threads", count(a, b, false));
}

static lt_status by_kernels(lt_verify *verify, const char *scheme, const lt_equilibrium_setup *setup, const lt_batch *a,
                            lt_batch *b) {
    static const char *const isas[] = {"plain", "v3", "v4"};
    for (int k = 0; k < 3; k++) {
        lt_equilibrium_setup other = *setup;
        other.kernel = lt_equilibrium_kernel_of(isas[k]);
        if (k == 2 && other.kernel != setup->kernel) continue; /* it does not run here, or LT_ISA says so */
        lt_batch_solve(&other, b);
        LT_TRY(report(verify, scheme, lt_fmt("kernel %s", isas[k]), count(a, b, false)));
    }
    return LT_OK;
}

static lt_status run(lt_verify *verify, const char *scheme, const lt_equilibrium_setup *setup) {
    lt_batch a = {0}, b = {0};
    lt_status status = mixed(setup, &a);
    if (status == LT_OK) status = lt_batch_create(N, &b);
    if (status == LT_OK) {
        lt_batch_solve(setup, &a);
        status = in_calls(verify, scheme, setup, &a, &b);
    }
    if (status == LT_OK) status = by_kernels(verify, scheme, setup, &a, &b);
    if (status == LT_OK) status = in_threads(verify, scheme, setup, &a, &b);
    lt_batch_free(&a);
    lt_batch_free(&b);
    return status;
}

lt_status lt_verify_equilibrium_same_bits(lt_verify *verify) {
    lt_equilibrium_setup setup = lt_batch_setup();
    LT_TRY(run(verify, "forward metastable", &setup));
    setup.mode = LT_EQ_REVERSE;
    LT_TRY(run(verify, "reverse metastable", &setup));
    setup = lt_batch_setup();
    setup.state = LT_EQ_STABLE;
    LT_TRY(run(verify, "forward stable", &setup));
    if (!lt_verify_wants(verify, "same bits of the reverse stable state", 4)) return LT_OK;
    setup.mode = LT_EQ_REVERSE;
    return run(verify, "reverse stable", &setup);
}
