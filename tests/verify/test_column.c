/* The vertical solve, own exp/log/pow, plume rise and deposition against closed forms. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/emission/plume_rise.h"
#include "model/kernel/kernels.h"
#include "model/kernel/ltmath.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* The solve over 40 layers: 64 units. */
#define EPS (64 * DBL_EPSILON)

/* libm is the oracle: exp within 2 ulp, log 2 ulp, pow within 1e-16 |y log x| + 4 ulp. */
static void test_own_functions(void **state) {
    (void)state;
    for (double x = -700; x < 700; x += 0.37) assert_true(fabs(lt_exp(x) / exp(x) - 1) <= 2 * DBL_EPSILON);
    for (double x = 1e-300; x < 1e300; x *= 1.83)
        assert_true(fabs(lt_log(x) - log(x)) <= 2 * DBL_EPSILON * fmax(1e-2, fabs(log(x))));
    for (double x = 0.5; x < 2; x += 1e-3)
        assert_true(fabs(lt_log(x) - log(x)) <= 2 * DBL_EPSILON * fmax(fabs(log(x)), 1e-3));
    for (double x = 1e-8; x < 1e8; x *= 1.7)
        for (double y = -3; y < 3; y += 0.31)
            assert_true(fabs(lt_pow(x, y) / pow(x, y) - 1) <= DBL_EPSILON * (4 + fabs(y * log(x))));
    assert_true(lt_exp(0.0) == 1.0 && lt_log(1.0) == 0.0);
    assert_true(lt_exp(-1e4) < 1e-300 && lt_exp(1e4) > 1e300); /* clamped, not wrapped */
}

enum { NZ = 40, L = LT_LANES };

/* In [0, 1). */
static double any_of(uint64_t *seed) {
    *seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(*seed >> 11) * 0x1p-53;
}

static const lt_kernels *sets[2] = {&lt_kernels_v3, &lt_kernels_v4};

static int n_sets(void) {
    __builtin_cpu_init();
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                   __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl")
               ? 2
               : 1;
}

/* One step of nz layers of a tile. */
static void solve(const lt_kernels *kernels, int nz, double dt, const double *mass, const double *exchange,
                  const double *source, const double *swept, double *x, double *deposited) {
    static double weights[4][NZ * L], held[L];
    const lt_tile_mixing tile = {nz, dt, 0, mass, weights[0], weights[1], weights[2], weights[3], held};
    kernels->factor_columns(&tile, exchange, NULL);
    kernels->solve_columns(&tile, source ? nz : 0, source, swept, x, deposited);
}

/* Layers above the highest source change no bit, of zeros of either sign too: so parts of a domain need not agree on
 * how many layers a species' sources have. */
static void test_layers_that_emit_nothing(void **state) {
    (void)state;
    enum { EMITTING = 3 };
    static double q[NZ * L], few[NZ * L], many[NZ * L], mass[NZ * L], exchange[NZ * L], source[NZ * L];
    static double weights[4][NZ * L], held[L], swept[L], deposited[2][L];
    uint64_t seed = 5;
    for (int c = 0; c < NZ * L; ++c) {
        const double any = any_of(&seed);
        q[c] = any < 0.3 ? 0.0 : any < 0.6 ? -0.0 : any * 1e-7;
        mass[c] = 1e7 * (1 + any_of(&seed));
        exchange[c] = c < L || any > 0.8 ? 0.0 : 1e4 * any;
        source[c] = c < EMITTING * L ? any : 0.0;
    }
    for (int l = 0; l < L; ++l) swept[l] = l % 3 == 0 ? 0.0 : 1e4;
    for (int n = 0; n < n_sets(); ++n) {
        const lt_tile_mixing tile = {NZ, 300, 0, mass, weights[0], weights[1], weights[2], weights[3], held};
        memcpy(few, q, sizeof q);
        memcpy(many, q, sizeof q);
        sets[n]->factor_columns(&tile, exchange, NULL);
        sets[n]->solve_columns(&tile, EMITTING, source, swept, few, deposited[0]);
        sets[n]->solve_columns(&tile, NZ, source, swept, many, deposited[1]);
        assert_memory_equal(few, many, sizeof few);
        assert_memory_equal(deposited[0], deposited[1], sizeof deposited[0]);
    }
}

/* Diffusion of a cosine in a closed column of even layers: backward Euler shrinks the discrete mode exactly by
 * 1 / (1 + dt lambda), lambda = 4 G/M sin^2(pi / (2 NZ)). */
static void test_diffusion_mode(void **state) {
    (void)state;
    static double q[NZ * L], mass[NZ * L], exchange[NZ * L], deposition[L], deposited[L];
    const double pi = 3.14159265358979323846, dt = 900, m = 1e7, g = 5e3;
    for (int set = 0; set < n_sets(); ++set) {
        for (int c = 0; c < NZ * L; ++c) {
            mass[c] = m;
            exchange[c] = g;
            q[c] = 2.0 + cos(pi * (c / L + 0.5) / NZ);
        }
        solve(sets[set], NZ, dt, mass, exchange, NULL, deposition, q, deposited);
        double s = sin(pi / (2 * NZ)), shrink = 1.0 / (1.0 + dt * 4 * g / m * s * s);
        for (int c = 0; c < NZ * L; ++c)
            assert_true(fabs(q[c] - (2.0 + shrink * cos(pi * (c / L + 0.5) / NZ))) < 8 * EPS);
        assert_true(deposited[0] == 0.0);
    }
}

/* One layer: q (M + dt D) = M q + dt E. And mass: what was emitted is stored or deposited, in any column. */
static void test_emission_and_deposition(void **state) {
    (void)state;
    static double q[NZ * L], mass[NZ * L], exchange[NZ * L], source[NZ * L], deposition[L], deposited[L];
    for (int set = 0; set < n_sets(); ++set) {
        double before = 0, after = 0, emitted = 0, gone = 0;
        for (int c = 0; c < NZ * L; ++c) {
            mass[c] = 1e7 * (1 + c % 5);
            q[c] = 1e-9 * (1 + c % 3);
            source[c] = c / L == 2 ? 1e-3 : 0.0;
            exchange[c] = 1e3 * (1 + c % 7);
            before += q[c] * mass[c];
            emitted += 900 * source[c];
        }
        for (int l = 0; l < L; ++l) deposition[l] = 500.0 * l;
        solve(sets[set], NZ, 900, mass, exchange, source, deposition, q, deposited);
        for (int c = 0; c < NZ * L; ++c) after += q[c] * mass[c];
        for (int l = 0; l < L; ++l) gone += deposited[l];
        assert_true(deposited[0] == 0.0 && deposited[1] > 0.0 && deposited[2] > deposited[1]);
        assert_true(fabs(after - (before + emitted - gone)) <= 2 * EPS * before);
        for (int l = 0; l < L; ++l) {
            q[l] = 2;
            mass[l] = 10;
            source[l] = 3;
            deposition[l] = 0.5;
        }
        solve(sets[set], 1, 4, mass, exchange, source, deposition, q, deposited);
        assert_true(fabs(q[0] - 32.0 / 12.0) < 4 * EPS && fabs(deposited[0] - 4 * 0.5 * 32.0 / 12.0) < 1e-12);
    }
}

/* Briggs by hand: d 5 m, v 20 m/s, 400 K in 270 K air: F = 9.80665/4 * 20 * 25 * 130/400 = 398.4. */
static void test_plume_rise(void **state) {
    (void)state;
    lt_stack stack = {180, 5, 400, 20};
    double f = 9.80665 * 0.25 * 20 * 25 * 130 / 400, u = 4 * pow(18, 0.15);
    assert_true(fabs(lt_plume_rise(&stack, &(lt_stack_air){270, 4, 0}) - 38.71 * pow(f, 0.6) / u) < 1e-9 * 500);
    double us = 4 * pow(18, 0.35), s = 9.80665 / 270 * 0.035;
    assert_true(fabs(lt_plume_rise(&stack, &(lt_stack_air){270, 4, 0.05}) - 2.6 * cbrt(f / (us * s))) < 1e-9 * 500);
    stack.exit_temperature = 260;
    assert_true(lt_plume_rise(&stack, &(lt_stack_air){270, 4, 0}) == 0);
    double edges[4] = {0, 100, 300, 900}, share[3];
    lt_plume_layers(200, 400, 3, edges, share);
    assert_true(share[0] == 0 && fabs(share[1] - 0.5) < 1e-12 && fabs(share[2] - 0.5) < 1e-12);
    lt_plume_layers(2000, 2500, 3, edges, share); /* above the top: the highest layer takes it */
    assert_true(share[2] == 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_own_functions), cmocka_unit_test(test_layers_that_emit_nothing),
        cmocka_unit_test(test_diffusion_mode), cmocka_unit_test(test_emission_and_deposition),
        cmocka_unit_test(test_plume_rise)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
