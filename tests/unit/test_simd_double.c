/* test_simd_double.c - lanes of simd_double.h are ltmath.h to the last bit, on every instruction set. */
#include "base/verify.h"
#include "tests/support/elementary.h"

#include "model/kernel/ltmath.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "tests/support/kernel_sets.h"

enum { N = 1 << 21 }; /* arguments of each function */

static double *x, *y, *exp_x, *log_y, *pow_yx;

/* Arguments of exp over all that it takes and beyond; of log over all normal numbers, every exponent alike. */
static void fill(void) {
    static const double x_special[] = {
        0.0,   -0.0,   1.0,    -1.0,     708.0,     -708.0, 709.0,   -708.0000001,       709.1,
        1e300, -1e300, 1e-300, INFINITY, -INFINITY, NAN,    0x1p-60, 0.34657359027997264};
    static const double y_special[] = {1.0,
                                       2.0,
                                       0.5,
                                       0x1p-1022,
                                       0x1.fffffffffffffp1023,
                                       0.70710678118654746,
                                       0.70710678118654757,
                                       1.4142135623730949,
                                       1.4142135623730951,
                                       300.0,
                                       10.0};
    uint64_t seed = 20261126;
    for (long i = 0; i < N; ++i) {
        const double wide = i % 2 ? 1500.0 : 40.0;
        x[i] = (uniform(&seed) - 0.5) * wide;
        y[i] = ldexp(1.0 + uniform(&seed), (int)(uniform(&seed) * 2045.0) - 1022);
        if (i % 3 == 0) y[i] = 0.5 + uniform(&seed);
    }
    memcpy(x, x_special, sizeof x_special);
    memcpy(y, y_special, sizeof y_special);
}

static int make(void **state) {
    find_sets(state);
    x = malloc(5 * sizeof *x * N);
    if (!x) return 1;
    y = x + N;
    exp_x = y + N;
    log_y = exp_x + N;
    pow_yx = log_y + N;
    fill();
    return 0;
}

static int release(void **state) {
    (void)state;
    free(x);
    return 0;
}

static void assert_bits(double found, double expected, const char *what, double argument) {
    if (isnan(expected) ? isnan(found) : memcmp(&found, &expected, sizeof found) == 0) return;
    fail_msg("%s of %.17g: %.17g, scalar %.17g", what, argument, found, expected);
}

static void judge(void) {
    for (long i = 0; i < N; ++i) {
        assert_bits(exp_x[i], lt_exp(x[i]), "exp", x[i]);
        assert_bits(log_y[i], lt_log(y[i]), "log", y[i]);
        assert_bits(pow_yx[i], lt_pow(y[i], x[i]), "pow", y[i]);
    }
}

static void same_bits_v3(void **state) {
    (void)state;
    lt_kernel_elementary_v3(N, x, y, exp_x, log_y, pow_yx);
    judge();
}

static void same_bits_v4(void **state) {
    (void)state;
    if (n_sets < 2) skip();
    memset(exp_x, 0, 3 * sizeof *exp_x * N);
    lt_kernel_elementary_v4(N, x, y, exp_x, log_y, pow_yx);
    judge();
}

/* Against the C library in long double: what ltmath.h says of itself. */
static void near_the_truth(void **state) {
    (void)state;
    double worst_exp = 0, worst_log = 0;
    for (long i = 32; i < N; i += 7) {
        if (fabs(x[i]) < 700.0)
            worst_exp = lt_verify_worse(worst_exp, fabs((double)(lt_exp(x[i]) / expl(x[i]) - 1.0L)));
        const long double log_true = logl(y[i]);
        if (log_true != 0) worst_log = lt_verify_worse(worst_log, fabs((double)((lt_log(y[i]) - log_true) / log_true)));
    }
    print_message("largest relative error: exp %.2e, log %.2e\n", worst_exp, worst_log);
    assert_true(worst_exp < 3e-16); /* measured 2.3e-16 */
    assert_true(worst_log < 4e-16);
}

static void stored_as_real(void **state) {
    (void)state;
    enum { FEW = 64 };
    lt_real v3[FEW], v4[FEW];
    double given[FEW];
    uint64_t seed = 7;
    for (int i = 0; i < FEW; ++i) given[i] = ldexp(uniform(&seed), (int)(uniform(&seed) * 60.0) - 30);
    lt_kernel_as_real_v3(FEW, given, v3);
    for (int i = 0; i < FEW; ++i) assert_true(v3[i] == (lt_real)given[i]);
    if (n_sets < 2) return;
    lt_kernel_as_real_v4(FEW, given, v4);
    assert_memory_equal(v3, v4, sizeof v3);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(same_bits_v3), cmocka_unit_test(same_bits_v4),
                                       cmocka_unit_test(near_the_truth), cmocka_unit_test(stored_as_real)};
    return cmocka_run_group_tests(tests, make, release);
}
