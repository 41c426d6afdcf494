/* Partitioning of organic matter (aerosol/organics): closed forms, numbers that were computed independently, what
 * happens at the edges, which way it answers. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify.h"
#include "tests/support/organics_cells.h"

#include <math.h>
#include <string.h>

static const char *const kernels[] = {"plain", "v3"};
enum { N_KERNELS = sizeof kernels / sizeof *kernels };

static void expect_near(double value, double truth, double tolerance) {
    if (!(fabs(value - truth) <= tolerance * fabs(truth))) fail_msg("%.17g, not %.17g", value, truth);
}

/* Pairs of one C*, any molar masses, and a seed: n^2 + (k - t - n0) n - n0 k = 0, t the sum of all. */
static double quadratic(double k, double t, double n0) {
    const double b = k - t - n0, root = sqrt(b * b + 4 * n0 * k);
    return b > 0 ? 2 * n0 * k / (b + root) : 0.5 * (root - b);
}

static void solve_one_k(int n_pairs, double k, double total_umol, double n0) {
    lt_organics_pair pairs[LT_ORGANICS_MOST_PAIRS] = {0};
    const lt_organics_particle seed = {.name = "SEED", .molar_mass = 200, .absorbs = true};
    for (int p = 0; p < n_pairs; p++) {
        pairs[p] = (lt_organics_pair){.gas = "A", .saturation_ugm3 = k * (100 + 10 * p), .enthalpy = 5e4};
        pairs[p].particle.molar_mass = 100 + 10 * p;
    }
    const lt_organics_scheme scheme = {.n_pairs = n_pairs, .pairs = pairs, .n_only = 1, .only = &seed};
    for (int i = 0; i < N_KERNELS; i++) {
        lt_bench_cells r = cells_of(&scheme, 3);
        for (int c = 0; c < 3; c++) {
            r.temperature[c] = LT_ORGANICS_REFERENCE_K;
            r.only[0][c] = 200 * n0;
            for (int p = 0; p < n_pairs; p++) r.total[p][c] = total_umol / n_pairs * pairs[p].particle.molar_mass;
        }
        assert_int_equal(solve(lt_organics_kernel_of(kernels[i]), &r).n_unsolved, 0);
        const double n = quadratic(k, total_umol, n0);
        for (int c = 0; c < 3; c++) {
            expect_near(r.moles[c], n, 1.1e-10);
            for (int p = 0; p < n_pairs; p++) expect_near(r.particle[p][c], r.total[p][c] * n / (k + n), 1.1e-10);
        }
        lt_bench_cells_free(&r);
    }
}

static void test_one_volatility(void **state) {
    (void)state;
    static const double ks[] = {1e-4, 0.01, 1}, totals[] = {1e-5, 0.005, 0.02, 3}, seeds[] = {1e-9, 1e-4, 0.1};
    for (int k = 0; k < 3; k++)
        for (int t = 0; t < 4; t++)
            for (int s = 0; s < 3; s++)
                for (int n_pairs = 1; n_pairs <= 7; n_pairs += 3) solve_one_k(n_pairs, ks[k], totals[t], seeds[s]);
}

/* Two vapours of which one is far too volatile to matter: each alone would have answered. */
static void test_without_seed(void **state) {
    (void)state;
    solve_one_k(1, 0.01, 0.005, 0); /* below saturation: all gas */
    solve_one_k(1, 0.01, 0.02, 0);  /* beyond it: t - k */
    expect_near(quadratic(0.01, 0.02, 0), 0.01, 1e-15);
}

/* AE7, total of pair p (p mod 5 + 1)/4 ug/m3, APCSOJ 1 ug/m3, all times a dilution; n [umol/m3] and the mass of the
 * pairs in particles [ug/m3] by bisection with 40 digits (Python's decimal), from equations and facts typed again. */
static const struct curve {
    double temperature, dilution, seed, moles, mass;
} curves[] = {
    {230, 1, 1, 0.098169342525547557, 16.52161448915929},
    {253, 1, 1, 0.087341925628773201, 14.603633345757947},
    {273, 1, 1, 0.072043221333981333, 11.970405604419387},
    {298, 1, 1, 0.050984993480240319, 8.2697463643513736},
    {303, 1, 1, 0.046731892225512703, 7.5129849358755196},
    {313, 1, 1, 0.037953025262202032, 5.952904328758601},
    {298, 100, 1, 9.8837956266475828, 1652.8922698282381},
    {298, 10, 1, 0.79655551866857444, 132.3291003429068},
    {298, 0.1, 1, 0.0026659377313013348, 0.39419267797026647},
    {298, 0.01, 1, 0.00012052930272191843, 0.013153095536769443},
    {298, 0.001, 1, 6.7492007227327991e-06, 0.00020281193875893531},
    {298, 10, 0, 0.72812802187905301, 130.72527781466155},
    {298, 1, 0, 0.043621244262873025, 8.003088265274906},
    {298, 0.1, 0, 0.0018379006746078387, 0.35208872907167771},
    {298, 0.02, 0, 0.00012614377503632781, 0.026832004570953284},
};
enum { N_CURVES = sizeof curves / sizeof *curves };

static int only_of(const lt_organics_scheme *scheme, const char *name) {
    for (int p = 0; p < scheme->n_only; p++)
        if (!strcmp(scheme->only[p].name, name)) return p;
    fail_msg("%s is missing", name);
    return -1;
}

/* (The 40 digits count pairs in this order.) */
static const char *const order[] = {"VLVPO1", "VSVPO1", "VSVPO2", "VSVPO3", "VIVPO1", "VLVOO1", "VLVOO2", "VSVOO1",
                                    "VSVOO2", "VSVOO3", "SVAVB1", "SVAVB2", "SVAVB3", "SVAVB4", "SVISO1", "SVISO2",
                                    "SVSQT",  "SVMT1",  "SVMT2",  "SVMT3",  "SVMT4",  "SVMT5",  "SVMT6",  "MTNO3"};

static void test_temperature_and_dilution(void **state) {
    (void)state;
    const lt_organics_scheme *ae7 = scheme_of("ae7");
    for (int i = 0; i < N_KERNELS; i++) {
        lt_bench_cells r = cells_of(ae7, N_CURVES);
        for (int c = 0; c < N_CURVES; c++) {
            r.temperature[c] = curves[c].temperature;
            r.only[only_of(ae7, "APCSOJ")][c] = curves[c].dilution * curves[c].seed;
            for (int p = 0; p < 24; p++) r.total[pair_of(ae7, order[p])][c] = curves[c].dilution * (p % 5 + 1) / 4;
        }
        assert_int_equal(solve(lt_organics_kernel_of(kernels[i]), &r).n_unsolved, 0);
        for (int c = 0; c < N_CURVES; c++) {
            double mass = 0;
            for (int p = 0; p < ae7->n_pairs; p++) mass += r.particle[p][c];
            expect_near(r.moles[c], curves[c].moles, 1.1e-10);
            expect_near(mass, curves[c].mass, 1.1e-10);
        }
        lt_bench_cells_free(&r);
    }
}

/* Colder, more of anything, more that does not evaporate: never less of the phase; a part of a pair never falls as
 * others come in. */
static void test_one_way(void **state) {
    (void)state;
    enum { CASES = 400, STEPS = 4 };
    const lt_organics_scheme *ae7 = scheme_of("ae7");
    lt_bench_cells r = cells_of(ae7, STEPS);
    uint64_t seed = 7;
    for (int n = 0; n < CASES; n++) {
        lt_bench_cells_draw(&r, (size_t)(n % 3), (lt_bench_air)(n % 3), &seed); /* not at the onset */
        const size_t from = (size_t)(n % 3);
        const double temperature = r.temperature[from];
        const int more = n % ae7->n_pairs, what = n % 4;
        double totals[LT_ORGANICS_MOST_PAIRS], only[LT_ORGANICS_MOST_ONLY];
        for (int p = 0; p < ae7->n_pairs; p++) totals[p] = r.total[p][from];
        for (int p = 0; p < ae7->n_only; p++) only[p] = r.only[p][from];
        for (int c = 0; c < STEPS; c++) {
            r.temperature[c] = temperature - (what == 0 ? 5 * c : 0);
            for (int p = 0; p < ae7->n_pairs; p++) r.total[p][c] = totals[p];
            for (int p = 0; p < ae7->n_only; p++) r.only[p][c] = only[p];
            if (what == 1 || what == 3) r.total[more][c] *= pow(3, c);
            if (what == 2) r.only[0][c] += 0.1 * c;
        }
        assert_int_equal(solve(lt_organics_kernel_of("v3"), &r).n_unsolved, 0);
        for (int c = 1; c < STEPS; c++) {
            assert_true(r.moles[c] >= r.moles[c - 1] * (1 - 1e-9));
            for (int p = 0; p < ae7->n_pairs; p++) assert_true(r.particle[p][c] >= r.particle[p][c - 1] * (1 - 1e-9));
        }
    }
    lt_bench_cells_free(&r);
}

/* Across the beginning of a phase n is continuous: steps of 1e-6 in all totals move it by about as much of k, and as
 * the seed goes to 0 the answer goes to that without. */
static void test_nothing_jumps(void **state) {
    (void)state;
    enum { STEPS = 401 };
    const lt_organics_scheme *ae7 = scheme_of("ae7");
    lt_bench_cells r = cells_of(ae7, STEPS);
    for (int c = 0; c < STEPS; c++) {
        r.temperature[c] = 298;
        for (int p = 0; p < ae7->n_pairs; p++) r.total[p][c] = 0.85 / 336.2 * (1 + 1e-3 * c);
    }
    assert_int_equal(solve(lt_organics_kernel_of("v3"), &r).n_unsolved, 0);
    int empty = 0;
    double largest = 0;
    for (int c = 0; c < STEPS; c++) empty += r.moles[c] == 0;
    for (int c = 1; c < STEPS; c++) largest = lt_verify_worse(largest, r.moles[c] - r.moles[c - 1]);
    assert_true(empty > 20 && empty < STEPS - 20);
    assert_true(largest < 20 * r.moles[STEPS - 1] / STEPS);
    const double without = r.moles[STEPS - 1];
    for (int c = 0; c < STEPS; c++) {
        for (int p = 0; p < ae7->n_pairs; p++) r.total[p][c] = r.total[p][STEPS - 1];
        r.only[0][c] = pow(10, -0.1 * c);
    }
    assert_int_equal(solve(lt_organics_kernel_of("v3"), &r).n_unsolved, 0);
    for (int c = 1; c < STEPS; c++) assert_true(r.moles[c] <= r.moles[c - 1] * (1 + 1e-9));
    expect_near(r.moles[STEPS - 1], without, 1e-9);
    lt_bench_cells_free(&r);
}

/* The flag of each cell says what the verdict counts. */
static void expect_only_unsolved(const lt_organics_kernel *kernel, const lt_bench_cells *r, size_t which) {
    unsigned char unsolved[64];
    assert_true(r->n <= sizeof unsolved);
    memset(unsolved, 7, sizeof unsolved);
    const lt_organics_cells cells = {
        r->n, r->temperature, (const double *const *)r->total, (const double *const *)r->only, r->particle,
        NULL, unsolved};
    kernel->partition(&r->facts, &cells);
    for (size_t c = 0; c < r->n; c++) assert_int_equal(unsolved[c], c == which);
}

/* Nothing, negative rests, what is no number: named, and nobody's neighbour is harmed. */
static void test_edges(void **state) {
    (void)state;
    const lt_organics_scheme *ae7 = scheme_of("ae7");
    for (int i = 0; i < N_KERNELS; i++) {
        lt_bench_cells r = cells_of(ae7, 13);
        uint64_t seed = 3;
        for (size_t c = 0; c < 13; c++) lt_bench_cells_draw(&r, c, (lt_bench_air)(c % LT_N_BENCH_AIRS), &seed);
        for (size_t c = 0; c < 13; c++) r.temperature[c] = 280;
        for (int p = 0; p < ae7->n_pairs; p++) r.total[p][1] = r.total[p][2] = r.total[p][3] = 0;
        for (int p = 0; p < ae7->n_only; p++) r.only[p][1] = r.only[p][3] = 0;
        r.only[0][2] = 1.7;
        r.total[4][3] = -1e-9;
        r.total[5][9] = NAN;
        const lt_organics_verdict verdict = solve(lt_organics_kernel_of(kernels[i]), &r);
        assert_int_equal(verdict.n_unsolved, 1);
        assert_int_equal(verdict.first, 9);
        assert_true(r.moles[1] == 0 && r.moles[3] == 0 && r.particle[4][3] == 0);
        for (int p = 0; p < ae7->n_pairs; p++) assert_true(r.particle[p][1] == 0 && r.particle[p][2] == 0);
        assert_true(r.moles[2] > 0 && isfinite(r.moles[8]) && isfinite(r.moles[10]));
        expect_only_unsolved(lt_organics_kernel_of(kernels[i]), &r, 9);
        lt_bench_cells_free(&r);
    }
}

/* Primary matter that does not evaporate: in warm and clean air still all particle, and the rest as in AE7 with a seed
 * of as many moles. */
static void test_nonvolatile(void **state) {
    (void)state;
    const lt_organics_scheme *stays = scheme_of("nonvolatile"), *ae7 = scheme_of("ae7");
    lt_bench_cells r = cells_of(stays, 1), seeded = cells_of(ae7, 1);
    const int seed = only_of(ae7, "AORGCJ"), first = pair_of(ae7, "VLVOO1");
    double moles = 0;
    r.temperature[0] = seeded.temperature[0] = 313;
    for (int p = 0; p < stays->n_pairs; p++) {
        r.total[p][0] = 0.01 * (p + 1);
        if (p < first)
            moles += r.total[p][0] / stays->pairs[p].particle.molar_mass;
        else
            seeded.total[p][0] = r.total[p][0];
    }
    seeded.only[seed][0] = moles * ae7->only[seed].molar_mass;
    assert_int_equal(solve(lt_organics_kernel_of(NULL), &r).n_unsolved, 0);
    assert_int_equal(solve(lt_organics_kernel_of(NULL), &seeded).n_unsolved, 0);
    for (int p = 0; p < first; p++) expect_near(r.particle[p][0], r.total[p][0], 1e-8);
    for (int p = first; p < stays->n_pairs; p++) expect_near(r.particle[p][0], seeded.particle[p][0], 1e-6);
    lt_bench_cells_free(&r);
    lt_bench_cells_free(&seeded);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_volatility),
                                       cmocka_unit_test(test_without_seed),
                                       cmocka_unit_test(test_temperature_and_dilution),
                                       cmocka_unit_test(test_one_way),
                                       cmocka_unit_test(test_nothing_jumps),
                                       cmocka_unit_test(test_edges),
                                       cmocka_unit_test(test_nonvolatile)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
