/* 100 000 random states of organic matter through the vectors: each is solved, agrees with the bisection as far as the
 * equation can be told, and no particle is more than its total. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/state/isa.h"
#include "tests/support/organics_cells.h"

#include <math.h>
#include <string.h>

enum { STATES = 100000, CHUNK = 1000 };

/* How much a rounding of F moves n: F' n at n, which is -g' but for rounding (solve.h). */
static double firmness(const lt_organics_scheme *scheme, const lt_bench_cells *r, size_t c, const double *particle,
                       double n) {
    double n0 = 0, sum = 0;
    for (int p = 0; p < scheme->n_only; p++) n0 += r->only[p][c] / scheme->only[p].molar_mass;
    for (int p = 0; p < scheme->n_pairs; p++)
        if (r->total[p][c] > 0) {
            const double share = particle[p] / r->total[p][c];
            sum += particle[p] / scheme->pairs[p].particle.molar_mass * share;
        }
    return (n0 + sum) / n;
}

static void one_state(const lt_organics_scheme *scheme, const lt_bench_cells *r, size_t c, double *worst) {
    double total[LT_ORGANICS_MOST_PAIRS], only[LT_ORGANICS_MOST_ONLY], particle[LT_ORGANICS_MOST_PAIRS];
    for (int p = 0; p < scheme->n_pairs; p++) {
        total[p] = r->total[p][c];
        if (!(r->particle[p][c] >= 0 && r->particle[p][c] <= total[p])) fail_msg("cell %zu pair %d", c, p);
    }
    for (int p = 0; p < scheme->n_only; p++) only[p] = r->only[p][c];
    const double n = lt_organics_reference(scheme, r->temperature[c], total, only, particle);
    if (n == 0 || r->moles[c] == 0) { /* at the beginning of a phase, to rounding */
        assert_true(fabs(n - r->moles[c]) < 1e-12);
        return;
    }
    /* 30 terms, each rounded three times, in two orders: 2e-14 of F at most */
    const double allowed = LT_ORGANICS_TOLERANCE + 2e-14 / firmness(scheme, r, c, particle, n);
    const double off = fabs(r->moles[c] - n) / n;
    if (off > allowed) fail_msg("cell %zu: n %.17g, not %.17g", c, r->moles[c], n);
    if (firmness(scheme, r, c, particle, n) > 1e-3) *worst = fmax(*worst, off);
}

static void test_random_states(void **state) {
    const lt_organics_scheme *scheme = scheme_of(*state);
    const lt_kernels *isa;
    uint64_t seed = 20260; /* any */
    double worst = 0;
    assert_int_equal(lt_isa_kernels(&isa), LT_OK);
    lt_bench_cells r = cells_of(scheme, CHUNK);
    for (int chunk = 0; chunk < STATES / CHUNK; chunk++) {
        for (size_t c = 0; c < CHUNK; c++) lt_bench_cells_draw(&r, c, (lt_bench_air)(c % LT_N_BENCH_AIRS), &seed);
        assert_int_equal(solve(lt_organics_kernel_of(isa->isa), &r).n_unsolved, 0);
        if (chunk % 5 == 0)
            for (size_t c = 0; c < CHUNK; c++) one_state(scheme, &r, c, &worst);
    }
    print_message("%s: largest difference of n from the bisection's, where it is firm: %.1e\n", scheme->name, worst);
    lt_bench_cells_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        {"ae7", test_random_states, NULL, NULL, "ae7"},
        {"nonvolatile", test_random_states, NULL, NULL, "nonvolatile"},
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
