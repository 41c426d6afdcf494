/* The exact sum against an independent integer sum, in any order, with cancellation, subnormals and huge values. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/exactsum.h"

#include <float.h>
#include <math.h>
#include <string.h>

enum { N = 4000 };

/* xorshift64*: the same numbers on every machine. */
static uint64_t random_state = UINT64_C(88172645463325252);
static uint64_t random_bits(void) {
    random_state ^= random_state >> 12;
    random_state ^= random_state << 25;
    random_state ^= random_state >> 27;
    return random_state * UINT64_C(2685821657736338717);
}

static double sum_of(const double *values, long n) {
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    lt_exactsum_add_n(&sum, values, n);
    return lt_exactsum_value(&sum);
}

static void shuffle(double *values, int n) {
    for (int k = n - 1; k > 0; k--) {
        const int other = (int)(random_bits() % (uint64_t)(k + 1));
        const double kept = values[k];
        values[k] = values[other];
        values[other] = kept;
    }
}

static void assert_same_bits(double a, double b) {
    assert_memory_equal(&a, &b, sizeof a);
}

static void test_small_cases(void **state) {
    (void)state;
    assert_same_bits(sum_of(NULL, 0), 0.0);
    assert_same_bits(sum_of((double[]){-0.0}, 1), 0.0);
    assert_same_bits(sum_of((double[]){1e100, 1, -1e100}, 3), 1.0);
    assert_same_bits(sum_of((double[]){1e308, 1e308, -1e308, -1e308, 3}, 5), 3.0);
    assert_same_bits(sum_of((double[]){DBL_MAX, DBL_MAX, -DBL_MAX}, 3), DBL_MAX);
    assert_same_bits(sum_of((double[]){DBL_MAX, DBL_MAX}, 2), INFINITY);
    assert_same_bits(sum_of((double[]){-DBL_MAX, -DBL_MAX}, 2), -INFINITY);
    assert_same_bits(sum_of((double[]){DBL_MAX, 0x1p969}, 2), DBL_MAX);  /* less than half a unit in the last place */
    assert_same_bits(sum_of((double[]){DBL_MAX, 0x1p970}, 2), INFINITY); /* exactly half: to even, that is up */
    assert_same_bits(sum_of((double[]){-1, 0x1p-1074, 1}, 3), 0x1p-1074);
    assert_same_bits(sum_of((double[]){0.1, 0.2, 0.3, -0.3, -0.2, -0.1}, 6), 0.0);
    assert_true(isnan(sum_of((double[]){1, NAN}, 2)));
    assert_true(isnan(sum_of((double[]){1, INFINITY}, 2)));
}

static void test_one_value_comes_back(void **state) {
    (void)state;
    for (int k = 0; k < 100000; k++) {
        const uint64_t bits = random_bits();
        double value;
        memcpy(&value, &bits, sizeof value);
        if (!isfinite(value) || value == 0) continue;
        assert_same_bits(sum_of(&value, 1), value);
    }
}

/* Two values: the addition of the processor is rounded correctly. */
static void test_two_values(void **state) {
    (void)state;
    for (int k = 0; k < 200000; k++) {
        const double a = ldexp((double)(int64_t)random_bits(), (int)(random_bits() % 140) - 70);
        const double b = ldexp((double)(int64_t)random_bits(), (int)(random_bits() % 140) - 70);
        assert_same_bits(sum_of((double[]){a, b}, 2), a + b);
        assert_same_bits(sum_of((double[]){a, -b}, 2), a - b);
        const double s = a * 0x1p-1060, t = b * 0x1p-1060; /* into the subnormals */
        assert_same_bits(sum_of((double[]){s, t}, 2), s + t + 0.0);
    }
}

/* Half-way cases with a crumb far below: only a sum that keeps every bit rounds them well. */
static void test_ties(void **state) {
    (void)state;
    assert_same_bits(sum_of((double[]){1, 0x1p-53}, 2), 1.0);
    assert_same_bits(sum_of((double[]){1, 0x1p-53, 0x1p-1074}, 3), 1 + DBL_EPSILON);
    assert_same_bits(sum_of((double[]){1, 0x1p-53, -0x1p-1074}, 3), 1.0);
    assert_same_bits(sum_of((double[]){1 + DBL_EPSILON, 0x1p-53}, 2), 1 + 2 * DBL_EPSILON);
    assert_same_bits(sum_of((double[]){-1, -0x1p-53, -0x1p-1074}, 3), -1 - DBL_EPSILON);
}

/* Against whole numbers: values m 2^-20 with |m| < 2^50 sum to an int64_t without error. */
static void test_against_integers(void **state) {
    (void)state;
    double values[N];
    for (int round = 0; round < 50; round++) {
        int64_t expected = 0;
        for (int k = 0; k < N; k++) {
            const int64_t m = (int64_t)(random_bits() >> 14) - (INT64_C(1) << 49);
            expected += m;
            values[k] = ldexp((double)m, -20);
        }
        assert_same_bits(sum_of(values, N), ldexp((double)expected, -20));
    }
}

static void test_any_order(void **state) {
    (void)state;
    double values[N];
    for (int k = 0; k < N; k += 2) {
        const int exponent = (int)(random_bits() % 1900) - 950;
        values[k] = ldexp((double)(int64_t)random_bits(), exponent - 60);
        values[k + 1] = k % 8 ? -values[k] : ldexp((double)(int64_t)random_bits(), exponent % 40);
    }
    const double expected = sum_of(values, N);
    for (int round = 0; round < 20; round++) {
        shuffle(values, N);
        assert_same_bits(sum_of(values, N), expected);
    }
}

/* The carry: force it to be near by setting the counter of pending additions. */
static void test_carry(void **state) {
    (void)state;
    lt_exactsum sum;
    lt_exactsum_clear(&sum);
    for (int k = 0; k < 1000; k++) {
        sum.pending = (1 << 28) - 1;
        lt_exactsum_add(&sum, k % 2 ? -0x1.fffffffffffffp+31 : 0x1.fffffffffffffp+31);
        lt_exactsum_add(&sum, 0x1p-30);
    }
    assert_same_bits(lt_exactsum_value(&sum), 1000 * 0x1p-30);
    lt_exactsum_clear(&sum);
    for (int k = 0; k < 3000000; k++) lt_exactsum_add(&sum, -DBL_MAX / 4194304);
    assert_same_bits(lt_exactsum_value(&sum), -DBL_MAX / 4194304 * 3000000);
}

/* Pieces of a sum, with carries due in both, merged in any order. */
static void test_merge(void **state) {
    (void)state;
    double values[N];
    for (int k = 0; k < N; k++) values[k] = ldexp((double)(int64_t)random_bits(), (int)(random_bits() % 1900) - 1010);
    const double expected = sum_of(values, N);
    for (int pieces = 1; pieces <= 7; pieces++) {
        lt_exactsum all, piece;
        lt_exactsum_clear(&all);
        for (int p = pieces - 1; p >= 0; p--) {
            lt_exactsum_clear(&piece);
            for (int k = p; k < N; k += pieces) lt_exactsum_add(&piece, values[k]);
            lt_exactsum_merge(&all, &piece);
        }
        assert_same_bits(lt_exactsum_value(&all), expected);
        lt_exactsum_add(&piece, NAN);
        lt_exactsum_merge(&all, &piece);
        assert_true(isnan(lt_exactsum_value(&all)));
    }
}

static void test_not_finite(void **state) {
    (void)state;
    lt_exactsum a;
    lt_exactsum_clear(&a);
    lt_exactsum_add(&a, 1);
    lt_exactsum_add(&a, NAN);
    assert_true(isnan(lt_exactsum_value(&a)));
    lt_exactsum_clear(&a);
    assert_same_bits(lt_exactsum_value(&a), 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_cases),
        cmocka_unit_test(test_one_value_comes_back),
        cmocka_unit_test(test_two_values),
        cmocka_unit_test(test_ties),
        cmocka_unit_test(test_against_integers),
        cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_carry),
        cmocka_unit_test(test_merge),
        cmocka_unit_test(test_not_finite),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
