/* test_equilibrium_vectors.c - the numbers of the equilibrium's kernels: AVX2, AVX-512 and one at a time are the same
 * bits, in double and in float, also of what is not a number. How good they are: test_equilibrium_lanes.c. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tests/support/kernel_sets.h"
#include "tests/support/lanes.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { N = 1 << 16 };

static double x[N], y[N], plain[LANES_N][N], vectors[LANES_N][N];

/* x over all that exp takes and beyond; y over all exponents of float and, every fourth, of double; both with what lies
 * at the ends and pairs that are equal, signed zeros and no numbers. */
static void fill(void) {
    static const double special[] = {0.0,    -0.0,     1.0,      -1.0,     87.0,      -87.0,     87.1,    -87.1,
                                     700.0,  -700.0,   701.0,    1e300,    -1e300,    0x1p-1022, 0x1p-30, 0x1p-60,
                                     1e-320, 0x1p-126, 0x1p-127, INFINITY, -INFINITY, NAN};
    enum { N_SPECIAL = sizeof special / sizeof *special };
    uint64_t seed = 20261126;
    for (int i = 0; i < N; i++) {
        const double wide = i % 3 == 0 ? 1500 : i % 3 == 1 ? 180 : 2;
        const int exponents = i % 4 ? 253 : 2045;
        x[i] = (uniform(&seed) - 0.5) * wide;
        y[i] = ldexp(1 + uniform(&seed), (int)(uniform(&seed) * exponents) - exponents / 2);
        if (i % 5 == 0) y[i] = 0.5 + uniform(&seed);
        if (i % 64 == 0) y[i] = x[i];
    }
    for (int i = 0; i < N_SPECIAL * N_SPECIAL; i++) {
        x[i] = special[i / N_SPECIAL];
        y[i] = special[i % N_SPECIAL];
    }
}

static void into(lanes_function *function, double (*out)[N]) {
    double *places[LANES_N];
    for (int k = 0; k < LANES_N; k++) places[k] = out[k];
    memset(out, 0x55, sizeof plain);
    function(N, x, y, places);
}

static void assert_same_as_plain(lanes_function *function) {
    into(function, vectors);
    for (int k = 0; k < LANES_N; k++)
        for (int i = 0; i < N; i++)
            if (isnan(plain[k][i]) ? !isnan(vectors[k][i]) : memcmp(&plain[k][i], &vectors[k][i], sizeof(double)) != 0)
                fail_msg("function %d of %.17g, %.17g: %.17g, one at a time %.17g", k, x[i], y[i], vectors[k][i],
                         plain[k][i]);
}

static void same_bits_in_double(void **state) {
    (void)state;
    into(lt_kernel_lanes_double_plain, plain);
    assert_same_as_plain(lt_kernel_lanes_double_v3);
    if (n_sets > 1) assert_same_as_plain(lt_kernel_lanes_double_v4);
}

static void same_bits_in_float(void **state) {
    (void)state;
    into(lt_kernel_lanes_single_plain, plain);
    assert_same_as_plain(lt_kernel_lanes_single_v3);
    if (n_sets > 1) assert_same_as_plain(lt_kernel_lanes_single_v4);
}

/* What all three have is what the C library has: values exactly, and of min and max of what is not a number the second,
 * on which the solvers rely. */
static void simple_ones_are_right(void **state) {
    (void)state;
    into(lt_kernel_lanes_double_plain, plain);
    for (int i = 0; i < N; i++) {
        const bool none = isnan(x[i]) || isnan(y[i]);
        assert_true(none ? isnan(plain[LANES_MIN][i]) == isnan(y[i]) : plain[LANES_MIN][i] == fmin(x[i], y[i]));
        assert_true(none ? isnan(plain[LANES_MAX][i]) == isnan(y[i]) : plain[LANES_MAX][i] == fmax(x[i], y[i]));
        assert_true(plain[LANES_LESS][i] == (isless(x[i], y[i]) ? 1 : 2));
        const double root = sqrt(x[i]), fused = fma(x[i], y[i], x[i]);
        assert_true(isnan(root) ? isnan(plain[LANES_SQRT][i]) : plain[LANES_SQRT][i] == root);
        assert_true(isnan(fused) ? isnan(plain[LANES_FMA][i]) : plain[LANES_FMA][i] == fused);
        if (isnan(x[i])) assert_true(isnan(plain[LANES_EXP][i]) && isnan(plain[LANES_ABS][i]));
        if (!(y[i] >= 0x1p-1022 && y[i] < INFINITY)) continue;
        const double mantissa = plain[LANES_MANTISSA][i];
        assert_true(ldexp(mantissa, (int)plain[LANES_EXPONENT][i]) == y[i]);
        assert_true(mantissa >= 0.70710678118654746 && mantissa < 1.4142135623730954);
    }
}

static int make(void **state) {
    fill();
    return find_sets(state);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_bits_in_double), cmocka_unit_test(same_bits_in_float),
                                       cmocka_unit_test(simple_ones_are_right)};
    return cmocka_run_group_tests(tests, make, NULL);
}
