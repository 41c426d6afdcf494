/* same_bits.c - what a cell becomes depends on nothing but its own numbers: 41 random cells through three calls with
 * pulses, once as they stand, and then taken up in another order, lying in another order, each alone, by other
 * instruction sets, and by two to four threads. The rows count values (amounts, kept steps, counts of steps) that have
 * other bits: 0. Two compilers cannot be in one program: tests/invariant/test_digests_long.c. */
#include "model/chemistry/verify/kernel_cells.h"
#include "model/chemistry/verify/random_states.h"
#include "model/chemistry/verify/shipped.h"
#include "model/chemistry/verify/verify.h"

#include "model/chemistry/solver/methods.h"
#include "model/kernel/real.h"

#include <string.h>

enum { N = 41, CALLS = 3, CALL_S = 600, MOST_THREADS = 4 };

/* What becomes of the cells: n values of each. */
typedef struct ends {
    int n;
    double *value; /* [N][n]: amounts, step, steps, rejected */
} ends;

static void take(const lt_kernel_cells *x, const int *ids, ends *out) {
    const int nv = x->kernel->n_variable;
    for (int i = 0; i < x->n; i++) {
        double *value = out->value + (ptrdiff_t)ids[i] * out->n;
        for (int s = 0; s < nv; s++) value[s] = lt_kernel_get(x->kernel, x->c, s * x->stride + i);
        value[nv] = x->step[i];
        value[nv + 1] += x->steps[i];
        value[nv + 2] += x->rejected[i];
    }
}

static lt_status go(const lt_chem_kernel *kernel, const lt_states *states, const int *ids, int n, const int *order,
                    ends *out) {
    lt_kernel_cells x;
    lt_status status = lt_kernel_cells_create(kernel, states, ids, n, 0, &x);
    for (int call = 0; call < CALLS && status == LT_OK; call++) {
        lt_kernel_cells_pulse(&x, states, ids);
        status = lt_kernel_cells_integrate(&x, "ros3", LT_CHEM_RTOL, LT_CHEM_ATOL_PPB, CALL_S, order);
        if (status == LT_OK) take(&x, ids, out);
    }
    lt_kernel_cells_free(&x);
    return status;
}

static void clear(ends *e) {
    memset(e->value, 0, (size_t)N * (size_t)e->n * sizeof *e->value);
}

static lt_status report(lt_verify *verify, const lt_mechanism *m, const char *how, const ends *a, const ends *b) {
    int other = 0;
    for (ptrdiff_t at = 0; at < (ptrdiff_t)N * a->n; at++)
        other += memcmp(&a->value[at], &b->value[at], sizeof *a->value) != 0;
    return LT_VERIFY_ADD(verify, .test = m->name, .metric = lt_fmt("other_bits_%s", how), .value = other, .bound = 0,
                         .source = "exact");
}

/* --- order and company -------------------------------------------------------------------------------------------- */

static lt_status alone(const lt_chem_kernel *kernel, const lt_states *states, ends *out) {
    for (int i = 0; i < N; i++) LT_TRY(go(kernel, states, &i, 1, NULL, out));
    return LT_OK;
}

static lt_status order_and_company(lt_verify *verify, const lt_mechanism *m, const lt_chem_kernel *kernel,
                                   const lt_states *states, const ends *all, ends *other) {
    int plain[N], turned[N];
    for (int i = 0; i < N; i++) {
        plain[i] = i;
        turned[i] = (i * 16 + 5) % N; /* N is prime: every cell once */
    }
    clear(other);
    LT_TRY(go(kernel, states, plain, N, turned, other));
    LT_TRY(report(verify, m, "order", all, other));
    clear(other);
    LT_TRY(go(kernel, states, turned, N, NULL, other));
    LT_TRY(report(verify, m, "place", all, other));
    clear(other);
    LT_TRY(alone(kernel, states, other));
    return report(verify, m, "company", all, other);
}

/* --- instruction sets --------------------------------------------------------------------------------------------- */

static lt_status instruction_sets(lt_verify *verify, const lt_mechanism *m, const lt_chem_kernel *kernel,
                                  const lt_states *states, const ends *all, ends *other) {
    const lt_chem_kernel *twin;
    int ids[N];
    for (int i = 0; i < N; i++) ids[i] = i;
    for (int n = 0; (twin = lt_chem_kernel_number(n)) != NULL; n++) {
        if (twin == kernel || twin->real_bytes != kernel->real_bytes || !lt_chem_kernel_runs(twin) ||
            strcmp(twin->digest, kernel->digest) != 0)
            continue;
        clear(other);
        LT_TRY(go(twin, states, ids, N, NULL, other));
        LT_TRY(report(verify, m, lt_fmt("%.2s_%.2s", kernel->isa, twin->isa), all, other));
    }
    return LT_OK;
}

/* --- threads ------------------------------------------------------------------------------------------------------ */

static void take_real(const lt_chem_cells *cells, ends *out) {
    const lt_real *c = cells->c;
    const int nv = out->n - 3;
    for (int i = 0; i < N; i++) {
        double *value = out->value + (ptrdiff_t)i * out->n;
        for (int s = 0; s < nv; s++) value[s] = (double)c[(ptrdiff_t)s * N + i];
        value[nv] = cells->step[i];
        value[nv + 1] += cells->steps[i];
        value[nv + 2] += cells->rejected[i];
    }
}

static lt_status calls(lt_chemistry *chemistry, const lt_states *states, const lt_chem_cells *cells, ends *out) {
    lt_real *c = cells->c;
    for (int call = 0; call < CALLS; call++) {
        for (ptrdiff_t at = 0; at < (ptrdiff_t)states->n_variable * N; at++) c[at] += (lt_real)states->pulse[at];
        LT_TRY(lt_chemistry_integrate(chemistry, cells, NULL));
        take_real(cells, out);
    }
    return LT_OK;
}

static lt_status by_threads(const lt_mechanism *m, const lt_states *states, int threads, ends *out) {
    lt_chemistry *chemistry;
    lt_real *memory;
    double step[N] = {0};
    int32_t steps[N], rejected[N];
    uint8_t failed[N];
    const size_t nc = (size_t)m->n_variable * N, nk = (size_t)m->n_reactions * N;
    LT_TRY(lt_calloc(nc + nk, sizeof *memory, &memory));
    const lt_chem_cells cells = {.n = N,
                                 .stride = N,
                                 .seconds = CALL_S,
                                 .c = memory,
                                 .k = memory + nc,
                                 .step = step,
                                 .steps = steps,
                                 .rejected = rejected,
                                 .failed = failed};
    for (size_t at = 0; at < nc; at++) memory[at] = (lt_real)states->start[at];
    for (size_t at = 0; at < nk; at++) memory[nc + at] = (lt_real)states->k[at];
    lt_status status = lt_chemistry_create(m, &(lt_chem_setup){.threads = threads}, &chemistry);
    if (status == LT_OK) status = calls(chemistry, states, &cells, out);
    lt_chemistry_free(chemistry);
    lt_free(memory);
    return status;
}

static lt_status threads(lt_verify *verify, const lt_mechanism *m, const lt_states *states, ends *one, ends *other) {
    clear(one);
    LT_TRY(by_threads(m, states, 1, one));
    for (int n = 2; n <= MOST_THREADS; n++) {
        clear(other);
        LT_TRY(by_threads(m, states, n, other));
        LT_TRY(report(verify, m, lt_fmt("%d_threads", n), one, other));
    }
    return LT_OK;
}

/* --- all ---------------------------------------------------------------------------------------------------------- */

static lt_status with_memory(lt_verify *verify, const lt_mechanism *m, const lt_chem_kernel *kernel,
                             const lt_states *states, ends *all, ends *other) {
    int ids[N];
    for (int i = 0; i < N; i++) ids[i] = i;
    LT_TRY(go(kernel, states, ids, N, NULL, all));
    LT_TRY(order_and_company(verify, m, kernel, states, all, other));
    LT_TRY(instruction_sets(verify, m, kernel, states, all, other));
    return threads(verify, m, states, all, other);
}

static lt_status check(lt_verify *verify, const lt_mechanism *m) {
    const lt_chem_kernel *kernel = lt_chem_kernel_find(m);
    lt_states *states = NULL;
    ends all = {.n = m->n_variable + 3}, other = all;
    if (!kernel) return LT_OK;
    lt_status status = lt_random_states(m, N, 47, &states);
    if (status == LT_OK) status = lt_calloc((size_t)N * (size_t)all.n, sizeof *all.value, &all.value);
    if (status == LT_OK) status = lt_calloc((size_t)N * (size_t)all.n, sizeof *all.value, &other.value);
    if (status == LT_OK) status = with_memory(verify, m, kernel, states, &all, &other);
    lt_free(all.value);
    lt_free(other.value);
    lt_states_free(states);
    return status;
}

lt_status lt_verify_chemistry_same_bits(lt_verify *verify) {
    return lt_shipped_each(verify, check);
}
