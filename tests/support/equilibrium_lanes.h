/* equilibrium_lanes.h - tests of the elementary functions of the equilibrium's kernels, for the program that includes
 * it with LT_PLAIN and, for float, LT_SINGLE. Header only. */
#ifndef LT_TESTS_EQUILIBRIUM_LANES_H
#define LT_TESTS_EQUILIBRIUM_LANES_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "model/aerosol/equilibrium/lanes.h"
#include "tests/support/near.h"
#include "tests/support/uniform.h"

#include <math.h>

enum { IN_FLOAT = sizeof(lt_dvec) == sizeof(float) };
static const double ulp = IN_FLOAT ? 0x1p-23 : 0x1p-52, exp_end = IN_FLOAT ? 87 : 700;

/* What the series leave out, relative: r^12/12! (float r^8/8!) over e^r at r = -ln2/2; of 2 atanh(s), as lanes.h says.
 */
static const double exp_remainder = IN_FLOAT ? 1e-8 : 9e-15, log_remainder = IN_FLOAT ? 4e-9 : 4e-15;

static void test_exp(void **state) {
    (void)state;
    uint64_t seed = 1;
    for (int n = 0; n < 200000; n++) {
        const lt_dvec x = (lt_dvec)((2 * uniform(&seed) - 1) * (n % 2 ? exp_end : 3));
        const double got = (double)lt_e_exp(x), want = exp((double)x);
        assert_near(got / want, 1, exp_remainder + 2 * ulp);
    }
    assert_true(lt_e_exp((lt_dvec)0) == 1);
    /* beyond the ends it is held, never zero, infinite or not a number */
    static const double far[] = {1e4, 1e30, INFINITY};
    for (int k = 0; k < 3; k++) {
        assert_true(lt_e_exp((lt_dvec)far[k]) == lt_e_exp((lt_dvec)exp_end));
        assert_true(lt_e_exp((lt_dvec)-far[k]) == lt_e_exp((lt_dvec)-exp_end));
    }
    assert_true(lt_e_exp((lt_dvec)-exp_end) > 0 && isfinite(lt_e_exp((lt_dvec)exp_end)));
}

static void test_log(void **state) {
    (void)state;
    uint64_t seed = 2;
    for (int n = 0; n < 200000; n++) {
        const lt_dvec x = (lt_dvec)(n % 2 ? exp((2 * uniform(&seed) - 1) * exp_end) : 0.5 + uniform(&seed));
        const double want = log((double)x);
        assert_near((double)lt_e_log(x), want, (log_remainder + 2 * ulp) * fabs(want) + log_remainder * (n % 2));
    }
    assert_true(lt_e_log((lt_dvec)1) == 0);
}

/* q (q - x) = 4 d^2 u v and q >= x, 0: what lt_d_corner is; its derivatives from that equation. */
static void test_corner(void **state) {
    (void)state;
    uint64_t seed = 3;
    for (int n = 0; n < 20000; n++) {
        const lt_dvec u = (lt_dvec)exp(8 * uniform(&seed) - 4), v = (lt_dvec)exp(8 * uniform(&seed) - 4);
        const lt_dvec x = (lt_dvec)((2 * uniform(&seed) - 1) * (double)(u + v));
        lt_dvec to_x, to_u, to_v;
        const double q = (double)lt_d_corner(x, u, v, &to_x, &to_u, &to_v), d2 = LT_ROUNDED * LT_ROUNDED;
        const double size = fabs((double)x) + q, e = 4 * d2 * (double)u * (double)v;
        assert_near(q * (q - (double)x), e, 4 * ulp * size * size);
        /* (2 q - x) dq = q dx + 4 d^2 (v du + u dv), 2 q - x = root */
        const double root = 2 * q - (double)x;
        assert_near((double)to_x, q / root, 8 * ulp * size / root);
        assert_near((double)to_u, 4 * d2 * (double)v / root, 8 * ulp * (1 + size / root) * (double)to_u);
        assert_near((double)to_v, 4 * d2 * (double)u / root, 8 * ulp * (1 + size / root) * (double)to_v);
    }
    lt_dvec to_x, to_u, to_v;
    assert_true(lt_d_corner((lt_dvec)2, 0, 5, &to_x, &to_u, &to_v) == 2 && to_x == 1);
    assert_true(lt_d_corner((lt_dvec)-2, 7, 0, &to_x, &to_u, &to_v) == 0 && to_x == 0);
    assert_true(lt_d_corner(0, 0, 0, &to_x, &to_u, &to_v) == 0 && isfinite(to_x) && isfinite(to_u) && isfinite(to_v));
}

static int test_lanes(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_exp), cmocka_unit_test(test_log),
                                       cmocka_unit_test(test_corner)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

#endif
