/* The vertical kernels on random tiles, on every instruction set that the processor has: agreement with the plain
 * versions (which are written from the equations), a uniform mixing ratio to the last bit, bounds, mass. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/kernel/vertical_reference.h"
#include "tests/support/kernel_sets.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { NZ = 20, L = LT_LANES, TRIALS = 300 };

/* A tile of 1 to NZ layers: masses up to 11 times their neighbour's, outflow of a layer up to 0.9 of its mass, mixing
 * ratios with zeros among them. */
typedef struct tile {
    int nz;
    double mass[NZ * L], moved[(NZ + 1) * L], above[L], q[(NZ + LT_ABOVE) * L];
    double exchange[NZ * L], lifted[NZ * L], source[NZ * L], swept[L];
} tile;

static void random_tile(tile *t, int trial, uint64_t *seed) {
    memset(t, 0, sizeof *t);
    t->nz = 1 + trial % NZ;
    for (int c = 0; c < t->nz * L; ++c) {
        double u = uniform(seed), mixing = uniform(seed);
        t->mass[c] = 1e8 * (0.5 + 5.0 * uniform(seed));
        t->q[c] = u < 0.3 ? 0.0 : 1e-8 * u;
        t->exchange[c] = 1e6 * mixing * mixing * mixing; /* up to ten times the mass in a step */
        t->lifted[c] = trial % 2 ? 1e5 * uniform(seed) : 0.0;
        t->source[c] = trial % 3 ? 1e-6 * uniform(seed) : 0.0;
    }
    for (int l = 0; l < L; ++l) {
        t->above[l] = 1e-8 * uniform(seed);
        t->swept[l] = l % 4 ? 1e5 * uniform(seed) : 0.0;
    }
    for (int c = L; c < (t->nz + 1) * L; ++c) t->moved[c] = 0.22e8 * (2.0 * uniform(seed) - 1.0);
}

static void advect(const lt_kernels *kernels, const tile *t, double *q, double *top) {
    static double work[7][(NZ + 1) * L];
    const lt_tile_air air = {t->nz, t->mass, t->moved, work[0], work[1], work[2], work[3], work[4], work[5], work[6]};
    kernels->tile_air(&air);
    kernels->advect_z(&air, t->above, q, top);
}

static void solve(const lt_kernels *kernels, const tile *t, int lifts, const double *source, double *q,
                  double *deposited) {
    static double work[4][NZ * L], held[L];
    const lt_tile_mixing mixing = {t->nz, 900, lifts, t->mass, work[0], work[1], work[2], work[3], held};
    kernels->factor_columns(&mixing, t->exchange, lifts ? t->lifted : NULL);
    kernels->solve_columns(&mixing, source ? t->nz : 0, source, t->swept, q, deposited);
}

static void column_of(const double *x, int n, int l, double *column) {
    for (int k = 0; k < n; ++k) column[k] = x[k * L + l];
}

/* 1e-14 of the largest value: forty operations a layer with numbers of that size. */
static void test_advection_is_the_plain_one(void **state) {
    (void)state;
    uint64_t seed = 1;
    static tile t;
    for (int s = 0; s < n_sets; ++s)
        for (int trial = 0; trial < TRIALS; ++trial) {
            double q[(NZ + LT_ABOVE) * L], top[L];
            random_tile(&t, trial, &seed);
            memcpy(q, t.q, sizeof q);
            advect(sets[s], &t, q, top);
            for (int l = 0; l < L; ++l) {
                double mass[NZ], moved[NZ + 1], plain[NZ];
                column_of(t.mass, t.nz, l, mass);
                column_of(t.moved, t.nz + 1, l, moved);
                column_of(t.q, t.nz, l, plain);
                double out = lt_reference_advect_z(t.nz, mass, moved, t.above[l], plain);
                assert_true(fabs(out - top[l]) <= 1e-14 * 1e-8 * 1e8);
                for (int k = 0; k < t.nz; ++k) assert_true(fabs(plain[k] - q[k * L + l]) <= 1e-14 * 1e-8);
            }
        }
}

/* Nothing passes the layer's own value and those beside it (above the top: what stands there), not by a bit; mass is
 * kept to rounding: the last operation of the kernel takes off no more. */
static void test_advection_bounds_and_mass(void **state) {
    (void)state;
    uint64_t seed = 3;
    static tile t;
    for (int s = 0; s < n_sets; ++s)
        for (int trial = 0; trial < TRIALS; ++trial) {
            double q[(NZ + LT_ABOVE) * L], top[L];
            random_tile(&t, trial, &seed);
            memcpy(q, t.q, sizeof q);
            advect(sets[s], &t, q, top);
            for (int l = 0; l < L; ++l) {
                double before = -top[l], after = 0, gross = fabs(top[l]);
                for (int k = 0; k < t.nz; ++k) {
                    int c = k * L + l;
                    double own = t.q[c], low = k ? t.q[c - L] : own, high = k < t.nz - 1 ? t.q[c + L] : t.above[l];
                    assert_true(q[c] >= fmin(own, fmin(low, high)) && q[c] <= fmax(own, fmax(low, high)));
                    before += own * t.mass[c];
                    after += q[c] * (t.mass[c] - (t.moved[c + L] - t.moved[c]));
                }
                assert_true(fabs(after - before) <= 8 * DBL_EPSILON * (after + gross));
            }
        }
}

static void test_solve_is_the_plain_one(void **state) {
    (void)state;
    uint64_t seed = 5;
    static tile t;
    double worst = 0;
    for (int s = 0; s < n_sets; ++s)
        for (int trial = 0; trial < TRIALS; ++trial) {
            int lifts = trial % 2;
            double q[(NZ + LT_ABOVE) * L], deposited[L];
            random_tile(&t, trial, &seed);
            memcpy(q, t.q, sizeof q);
            solve(sets[s], &t, lifts, trial % 3 ? t.source : NULL, q, deposited);
            for (int l = 0; l < L; ++l) {
                double mass[NZ], exchange[NZ], lifted[NZ], source[NZ], plain[NZ];
                column_of(t.mass, t.nz, l, mass);
                column_of(t.exchange, t.nz, l, exchange);
                column_of(t.lifted, t.nz, l, lifted);
                column_of(t.source, t.nz, l, source);
                column_of(t.q, t.nz, l, plain);
                double out =
                    lt_reference_column(t.nz, 900, mass, exchange, lifts ? lifted : NULL, source, t.swept[l], plain);
                assert_true(fabs(deposited[l] - out) <= 1e-13 * out);
                for (int k = 0; k < t.nz; ++k) worst = lt_verify_worse(worst, fabs(q[k * L + l] - plain[k]) / 1e-8);
            }
        }
    print_message("largest difference from Gaussian elimination: %.1e of the largest value\n", worst);
    assert_true(worst <= 1e-13);
}

/* Bounds of the column (without source, from 0 with deposition), mass: what was there and came is stored or deposited.
 */
static void test_solve_bounds_and_mass(void **state) {
    (void)state;
    uint64_t seed = 7;
    static tile t;
    for (int s = 0; s < n_sets; ++s)
        for (int trial = 0; trial < TRIALS; ++trial) {
            double q[(NZ + LT_ABOVE) * L], deposited[L];
            int emits = trial % 3 != 0;
            random_tile(&t, trial, &seed);
            memcpy(q, t.q, sizeof q);
            solve(sets[s], &t, trial % 2, emits ? t.source : NULL, q, deposited);
            for (int l = 0; l < L; ++l) {
                double low = t.swept[l] > 0 ? 0.0 : 1.0, high = 0.0, before = 0, after = deposited[l];
                for (int k = 0; k < t.nz; ++k) {
                    int c = k * L + l;
                    low = fmin(low, t.q[c]);
                    high = fmax(high, t.q[c]);
                    before += t.q[c] * t.mass[c] + (emits ? 900 * t.source[c] : 0.0);
                    after += q[c] * t.mass[c];
                }
                for (int k = 0; k < t.nz && !emits; ++k)
                    assert_true(q[k * L + l] >= low && q[k * L + l] <= high * (1 + 2 * DBL_EPSILON));
                assert_true(fabs(after - before) <= 16 * DBL_EPSILON * before);
            }
        }
}

static void test_uniform_to_the_last_bit(void **state) {
    (void)state;
    uint64_t seed = 9;
    static tile t;
    for (int s = 0; s < n_sets; ++s)
        for (int trial = 0; trial < TRIALS; ++trial) {
            double top[L], deposited[L], value = 1e-8 * uniform(&seed);
            random_tile(&t, trial, &seed);
            memset(t.swept, 0, sizeof t.swept);
            for (int c = 0; c < (NZ + LT_ABOVE) * L; ++c) t.q[c] = value;
            for (int l = 0; l < L; ++l) t.above[l] = value;
            advect(sets[s], &t, t.q, top);
            solve(sets[s], &t, trial % 2, NULL, t.q, deposited);
            for (int c = 0; c < t.nz * L; ++c) assert_true(t.q[c] == value);
            for (int l = 0; l < L; ++l) assert_true(top[l] == t.moved[t.nz * L + l] * value && deposited[l] == 0.0);
        }
}

/* Convection alone, much faster than the step: all of the column becomes its mean. */
static void test_convection_mixes_well(void **state) {
    (void)state;
    uint64_t seed = 11;
    static tile t;
    for (int s = 0; s < n_sets; ++s) {
        double q[(NZ + LT_ABOVE) * L], deposited[L];
        random_tile(&t, NZ - 1, &seed);
        memset(t.exchange, 0, sizeof t.exchange);
        memset(t.swept, 0, sizeof t.swept);
        for (int c = 0; c < NZ * L; ++c) t.lifted[c] = 1e4 * t.mass[c]; /* rate 1e4 /s: 9e6 times a step */
        memcpy(q, t.q, sizeof q);
        solve(sets[s], &t, 1, NULL, q, deposited);
        for (int l = 0; l < L; ++l) {
            double all = 0, air = 0;
            for (int k = 0; k < NZ; ++k) all += t.q[k * L + l] * t.mass[k * L + l], air += t.mass[k * L + l];
            for (int k = 0; k < NZ; ++k) assert_true(fabs(q[k * L + l] / (all / air) - 1) < 1e-6);
        }
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_advection_is_the_plain_one), cmocka_unit_test(test_advection_bounds_and_mass),
        cmocka_unit_test(test_solve_is_the_plain_one),     cmocka_unit_test(test_solve_bounds_and_mass),
        cmocka_unit_test(test_uniform_to_the_last_bit),    cmocka_unit_test(test_convection_mixes_well)};
    return cmocka_run_group_tests(tests, find_sets, NULL);
}
