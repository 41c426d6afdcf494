/* Shares of games worked by hand, and of functions whose path integral has a closed form. */
#include "base/shapley.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tests/support/near.h"

/* Sums of at most 16 terms of size 1 to 100, each wrong by a rounding: 1e-13 is above what they can lack. */
static const double ROUNDING = 1e-13;

/* One has a left glove, two have a right one; a pair is worth 1. Of 6 orders the left one makes the pair in 4. */
static void gloves(void **state) {
    (void)state;
    double value[8], share[3];
    for (unsigned set = 0; set < 8; set++) value[set] = (set & 1U) && (set & 6U) ? 1 : 0;
    lt_shapley(3, value, share);
    assert_near(share[0], 2.0 / 3, ROUNDING);
    assert_near(share[1], 1.0 / 6, ROUNDING);
    assert_near(share[2], 1.0 / 6, ROUNDING);
}

/* Votes 4, 3, 2, 1 and a majority of 6 of 10: in 10, 6, 6 and 2 of the 24 orders one decides. */
static void votes(void **state) {
    (void)state;
    static const int votes_of[] = {4, 3, 2, 1}, pivots[] = {10, 6, 6, 2};
    double value[16], share[4];
    for (unsigned set = 0; set < 16; set++) {
        int sum = 0;
        for (int g = 0; g < 4; g++) sum += (set >> g & 1U) ? votes_of[g] : 0;
        value[set] = sum >= 6;
    }
    lt_shapley(4, value, share);
    for (int g = 0; g < 4; g++) assert_near(share[g], pivots[g] / 24.0, ROUNDING);
}

/* What each brings whoever else acts is its share, to the rounding; one who brings nothing has none, to the bit. */
static void additive_and_dummy(void **state) {
    (void)state;
    static const double brings[] = {-3, 0, 7.5, 0.125};
    double value[16], share[4];
    for (unsigned set = 0; set < 16; set++) {
        value[set] = 40;
        for (int g = 0; g < 4; g++) value[set] += (set >> g & 1U) ? brings[g] : 0;
    }
    lt_shapley(4, value, share);
    for (int g = 0; g < 4; g++) assert_near(share[g], brings[g], ROUNDING * 40);
    assert_true(share[1] == 0);
}

/* Players that can be exchanged have the same share; any game's shares sum to what all do. */
static void symmetric_and_efficient(void **state) {
    (void)state;
    double value[32], share[5], sum = 0;
    for (unsigned set = 0; set < 32; set++) {
        const int pair = (int)(set & 1U) + (int)(set >> 1 & 1U);
        value[set] = sin(3.0 * (double)(set >> 2)) + pair * pair * (1 + (double)(set >> 2));
    }
    lt_shapley(5, value, share);
    assert_near(share[0], share[1], ROUNDING * 100);
    for (int g = 0; g < 5; g++) sum += share[g];
    assert_near(sum, value[31] - value[0], 1e-9);
}

static void one_player(void **state) {
    (void)state;
    const double value[2] = {3, 5};
    double share;
    lt_shapley(1, value, &share);
    assert_true(share == 2);
}

typedef double (*function_of)(const double *x, int n);

static double path_share(function_of v, int n, int g) {
    double value[LT_PATH_VALUES], x[8];
    for (int point = 0; point < LT_PATH_POINTS; point++)
        for (int step = 0; step < LT_PATH_STEPS; step++) {
            for (int k = 0; k < n; k++) x[k] = lt_path_strength(point, step, k == g);
            value[point * LT_PATH_STEPS + step] = v(x, n);
        }
    return lt_path_share(value);
}

/* 1 + 2 x0 - 3 x1 + x0 x1 + x1^2 - 4 x0 x2: halves of the products, the whole of the square. */
static double quadratic(const double *x, int n) {
    (void)n;
    return 1 + 2 * x[0] - 3 * x[1] + x[0] * x[1] + x[1] * x[1] - 4 * x[0] * x[2];
}

static void path_of_a_quadratic(void **state) {
    (void)state;
    static const double wanted[] = {2 + 0.5 - 2, -3 + 0.5 + 1, -2};
    for (int g = 0; g < 3; g++) assert_near(path_share(quadratic, 3, g), wanted[g], ROUNDING * 10);
}

/* x0^2 x1^2: its derivative 2 l^3 on the path, a half each. The last degree that is exact. */
static double quartic(const double *x, int n) {
    (void)n;
    return x[0] * x[0] * x[1] * x[1];
}

static double exponential(const double *x, int n) {
    double sum = 0;
    for (int k = 0; k < n; k++) sum += (0.1 + 0.05 * k) * x[k];
    return 50 * exp(-sum);
}

/* Beyond it the shares lack little: of exp(-0.1 x0 ... ) each is a_g / sum a of the whole. Its error is that of the
 * differences, h^2 / 6 of the third derivative: below 0.0074 a^2 of the share, a at most 0.3; that of the two points,
 * sum a^4 / 4320 of the whole, is smaller. */
static void path_beyond(void **state) {
    (void)state;
    for (int g = 0; g < 2; g++) assert_near(path_share(quartic, 2, g), 0.5, ROUNDING);
    const double x[2][5] = {{0, 0, 0, 0, 0}, {1, 1, 1, 1, 1}};
    const double whole = exponential(x[1], 5) - exponential(x[0], 5);
    double sum = 0;
    for (int g = 0; g < 5; g++) {
        const double share = path_share(exponential, 5, g);
        assert_near(share, (0.1 + 0.05 * g) * whole, fabs(whole) * 1e-3);
        sum += share;
    }
    assert_true(fabs(whole - sum) < 1e-3 * fabs(whole));
    assert_true(whole != sum); /* the remainder is not hidden */
}

/* The points are those of Gauss, the ends of the differences within 0 and 1, and noise grows by 1 / (2 h). */
static void path_points(void **state) {
    (void)state;
    const double low = (1 - 1 / sqrt(3)) / 2;
    assert_near(lt_path_strength(0, 0, 0), low, 1e-16);
    assert_near(lt_path_strength(1, 1, 0), 1 - low, 1e-15);
    assert_true(lt_path_strength(0, 0, 1) == 0 && lt_path_strength(1, 1, 1) == 1);
    const double worst[LT_PATH_VALUES] = {0, 1, 0, 1};
    assert_near(lt_path_share(worst), lt_path_noise(), ROUNDING);
    assert_near(lt_path_noise(), 0.5 / low, ROUNDING);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(gloves),
                                       cmocka_unit_test(votes),
                                       cmocka_unit_test(additive_and_dummy),
                                       cmocka_unit_test(symmetric_and_efficient),
                                       cmocka_unit_test(one_player),
                                       cmocka_unit_test(path_of_a_quadratic),
                                       cmocka_unit_test(path_beyond),
                                       cmocka_unit_test(path_points)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
