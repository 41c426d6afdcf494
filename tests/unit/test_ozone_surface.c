/* The surface over cuts of NOx and VOC: polynomials that it must find again, leave-one-out by making it again,
 * hand-worked cuts that hold ozone, classes, and designs that determine none. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "postproc/ozone_desk/answer.h"
#include "tests/support/near.h"
#include "tests/support/words.h"

/* The design of scenarios/ozone-surface. */
static const double design_x[] = {0.15, 0.3, 0.6, 0, 0, 0.15, 0.3, 0.3, 0.6, 0.6};
static const double design_y[] = {0, 0, 0, 0.3, 0.6, 0.3, 0.3, 0.6, 0.3, 0.6};
enum { N_DESIGN = 10 };

/* Of numbers near 100 after a pseudo-inverse whose condition is below 1e3 here: some 1e5 roundings of 1e-16. */
static const double exact = 1e-9;

/* sum of c[p][q] x^p y^q */
static double polynomial(const double c[4][4], double x, double y) {
    double sum = 0;
    for (int p = 0; p < 4; p++)
        for (int q = 0; q < 4; q++) sum += c[p][q] * pow(x, p) * pow(y, q);
    return sum;
}

static lt_surface_plan plan_of(lt_surface_method method, const double *x, const double *y, int n) {
    lt_surface_plan plan;
    assert_int_equal(lt_surface_plan_make(method, x, y, n, &plan), LT_OK);
    assert_int_equal(lt_surface_plan_judge(&plan), LT_OK);
    return plan;
}

static void assert_found_again(lt_surface_method method, const double *x, const double *y, int n,
                               const double c[4][4]) {
    const lt_surface_plan plan = plan_of(method, x, y, n);
    double d[LT_SURFACE_MOST_POINTS], slope[2], gain[2];
    lt_surface surface;
    for (int i = 0; i < n; i++) d[i] = polynomial(c, x[i], y[i]);
    lt_surface_fit(&plan, d, &surface);
    for (int k = 0; k < plan.n_terms; k++) assert_near(surface.c[k], c[plan.p[k]][plan.q[k]], exact);
    assert_near(lt_surface_at(&plan, &surface, 0.23, 0.41), polynomial(c, 0.23, 0.41), exact);
    assert_true(lt_surface_at(&plan, &surface, 0, 0) == 0);
    lt_surface_slope(&plan, &surface, slope, gain);
    assert_near(slope[0], c[1][0], exact);
    assert_near(slope[1], c[0][1], exact);
    assert_near(surface.rms, 0, exact);
    if (surface.n_left_out > 0) assert_near(surface.left_out_most, 0, exact);
}

/* 15 points: all pairs of 0, 15, 30, 60 % but the base. */
static int full_grid(double *x, double *y) {
    static const double levels[] = {0, 0.15, 0.3, 0.6};
    int n = 0;
    for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            if (i + j > 0) x[n] = levels[i], y[n++] = levels[j];
    return n;
}

static void polynomials_are_found_again(void **state) {
    (void)state;
    static const double quadratic[4][4] = {{0, -7.5, 2.25}, {31.5, 12.25}, {-64}};
    static const double cubic[4][4] = {{0, -7.5, 2.25, 1.5}, {31.5, 12.25, -3}, {-64, 5.5}, {20}};
    static const double all[4][4] = {{0, -7.5, 2, 1}, {31, 12, -3, 2}, {-64, 5, 4, -3}, {20, 1, -2, 6}};
    double x[LT_SURFACE_MOST_POINTS], y[LT_SURFACE_MOST_POINTS];
    const int n = full_grid(x, y);
    assert_found_again(LT_SURFACE_QUADRATIC, design_x, design_y, N_DESIGN, quadratic);
    assert_found_again(LT_SURFACE_QUADRATIC, x, y, n, quadratic);
    assert_found_again(LT_SURFACE_CUBIC, x, y, n, cubic);
    assert_found_again(LT_SURFACE_GRID, x, y, n, all);
    assert_true(lt_surface_is_grid(x, y, n));
    assert_false(lt_surface_is_grid(design_x, design_y, N_DESIGN));
}

/* A full grid goes through anything; it cannot do without any of its runs. */
static void the_grid_meets_every_run(void **state) {
    (void)state;
    double x[LT_SURFACE_MOST_POINTS], y[LT_SURFACE_MOST_POINTS], d[LT_SURFACE_MOST_POINTS];
    const int n = full_grid(x, y);
    const lt_surface_plan plan = plan_of(LT_SURFACE_GRID, x, y, n);
    lt_surface surface;
    for (int i = 0; i < n; i++) d[i] = sin(7.0 * i) * 5;
    lt_surface_fit(&plan, d, &surface);
    for (int i = 0; i < n; i++) assert_near(lt_surface_at(&plan, &surface, x[i], y[i]), d[i], exact);
    assert_int_equal(surface.n_left_out, 0);
    assert_true(isnan(surface.left_out_rms));
}

/* Left out one by one and made again from the others. */
static void leave_one_out_is_what_it_says(void **state) {
    (void)state;
    const lt_surface_plan plan = plan_of(LT_SURFACE_QUADRATIC, design_x, design_y, N_DESIGN);
    double d[N_DESIGN], squares = 0, most = 0;
    lt_surface surface;
    for (int i = 0; i < N_DESIGN; i++) d[i] = 20 * sin(3 * design_x[i]) - 4 * exp(design_y[i]) + 4 + 0.1 * i;
    lt_surface_fit(&plan, d, &surface);
    for (int out = 0; out < N_DESIGN; out++) {
        double x[N_DESIGN], y[N_DESIGN], rest[N_DESIGN];
        int n = 0;
        for (int i = 0; i < N_DESIGN; i++)
            if (i != out) x[n] = design_x[i], y[n] = design_y[i], rest[n++] = d[i];
        const lt_surface_plan other = plan_of(LT_SURFACE_QUADRATIC, x, y, n);
        lt_surface without;
        lt_surface_fit(&other, rest, &without);
        const double error = d[out] - lt_surface_at(&other, &without, design_x[out], design_y[out]);
        const double at = lt_surface_at(&plan, &surface, design_x[out], design_y[out]);
        assert_near(lt_surface_left_out(&plan, out, d[out] - at), error, exact);
        squares += error * error;
        most = fmax(most, fabs(error));
    }
    assert_int_equal(surface.n_left_out, N_DESIGN);
    assert_near(surface.left_out_rms, sqrt(squares / N_DESIGN), exact);
    assert_near(surface.left_out_most, most, exact);
    assert_true(most > 0.01);
}

/* The gain of a slope: errors of one run alone, summed in squares. */
static void gain_of_the_slopes(void **state) {
    (void)state;
    const lt_surface_plan plan = plan_of(LT_SURFACE_QUADRATIC, design_x, design_y, N_DESIGN);
    double squares[2] = {0, 0}, slope[2], gain[2];
    for (int i = 0; i < N_DESIGN; i++) {
        double d[N_DESIGN] = {0};
        lt_surface surface;
        d[i] = 1;
        lt_surface_fit(&plan, d, &surface);
        lt_surface_slope(&plan, &surface, slope, gain);
        for (int k = 0; k < 2; k++) squares[k] += slope[k] * slope[k];
    }
    for (int k = 0; k < 2; k++) assert_near(gain[k], sqrt(squares[k]), exact);
}

static lt_surface surface_of(const lt_surface_plan *plan, const double c[4][4]) {
    double d[N_DESIGN];
    lt_surface surface;
    for (int i = 0; i < N_DESIGN; i++) d[i] = polynomial(c, design_x[i], design_y[i]);
    lt_surface_fit(plan, d, &surface);
    return surface;
}

/* D = 10 x - 8 y, floor 0.5. NOx -30 %: +3, back by 3/8 of VOC, 2.5/8 to 3.5/8; a ratio of 1.25. NOx -60 %: +6, which
 * 75 % of VOC would bring back: beyond 60 %. NOx -4 %: +0.4, below the floor. */
static void hand_worked_cuts(void **state) {
    (void)state;
    static const double c[4][4] = {{0, -8}, {10}}, falling[4][4] = {{0, -8}, {-10}};
    const lt_surface_plan plan = plan_of(LT_SURFACE_QUADRATIC, design_x, design_y, N_DESIGN);
    const lt_surface rising = surface_of(&plan, c), lower = surface_of(&plan, falling);
    const lt_hold hold = lt_hold_at(&plan, &rising, 0.3, 0.5), beyond = lt_hold_at(&plan, &rising, 0.6, 0.5);
    assert_int_equal(hold.kind, LT_HOLD_HELD);
    assert_near(hold.voc, 0.375, exact);
    assert_near(hold.voc / hold.nox, 1.25, exact);
    assert_near(hold.low, 0.3125, exact);
    assert_near(hold.high, 0.4375, exact);
    assert_int_equal(beyond.kind, LT_HOLD_BEYOND);
    assert_near(beyond.voc, 0.6, exact);
    assert_true(isnan(beyond.low) && isnan(beyond.high));
    assert_int_equal(lt_hold_at(&plan, &rising, 0.04, 0.5).kind, LT_HOLD_NONE);
    assert_int_equal(lt_hold_at(&plan, &rising, 0.06, 0.5).kind, LT_HOLD_HELD);
    assert_int_equal(lt_hold_at(&plan, &lower, 0.3, 0.5).kind, LT_HOLD_FALLS);
    assert_int_equal(lt_hold_at(&plan, &lower, 0.3, 3.5).kind, LT_HOLD_NONE);
}

/* D(x, 0) = 10 x - 25 x2: most, +1, at 20 %, zero again at 40 %; looked for in steps of 0.1 %. */
static void hand_worked_turn(void **state) {
    (void)state;
    static const double c[4][4] = {{0, -1}, {10}, {-25}}, up[4][4] = {{0, -1}, {10}}, down[4][4] = {{0, -1}, {-10}};
    const lt_surface_plan plan = plan_of(LT_SURFACE_QUADRATIC, design_x, design_y, N_DESIGN);
    const lt_surface turning = surface_of(&plan, c), rising = surface_of(&plan, up), falling = surface_of(&plan, down);
    const lt_turn turn = lt_turn_of(&plan, &turning, 0.5), none = lt_turn_of(&plan, &turning, 1.5);
    assert_near(turn.peak, 0.2, 1e-3);
    assert_near(turn.rise, 1, 25e-6); /* 25 (1e-3)^2 */
    assert_near(turn.back, 0.4, exact);
    assert_true(none.peak == 0 && none.rise == 0 && isnan(none.back));
    assert_near(lt_turn_of(&plan, &rising, 0.5).peak, 0.6, exact);
    assert_true(isnan(lt_turn_of(&plan, &rising, 0.5).back));
    assert_true(lt_turn_of(&plan, &falling, 0.5).peak == 0);
}

static void classes(void **state) {
    (void)state;
    static const struct {
        double slope[2];
        lt_regime regime;
    } rows[] = {{{-10, -2}, LT_REGIME_NOX},   {{-10, -5.1}, LT_REGIME_TRANSITION}, {{-5.1, -10}, LT_REGIME_TRANSITION},
                {{-4, -10}, LT_REGIME_VOC},   {{10, -2}, LT_REGIME_VOC},           {{10, 0}, LT_REGIME_VOC},
                {{-0.5, -0.5}, LT_N_REGIMES}, {{-10, 5}, LT_REGIME_NOX},           {{0.5, -10}, LT_REGIME_VOC},
                {{-0.5, 10}, LT_N_REGIMES},   {{-10, 0}, LT_REGIME_NOX},           {{0.5, 0.5}, LT_N_REGIMES}};
    static const double error[2] = {1, 1};
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        assert_int_equal(lt_regime_of_slopes(rows[k].slope, error), rows[k].regime);
    assert_near(lt_ratio_of_slopes((const double[2]){10, -4}, error), 2.5, 0);
    assert_true(isnan(lt_ratio_of_slopes((const double[2]){-10, -4}, error)));
    assert_true(isnan(lt_ratio_of_slopes((const double[2]){10, -0.5}, error)));
}

static void assert_refused(lt_surface_method method, const double *x, const double *y, int n, const char *what) {
    lt_surface_plan plan;
    assert_int_equal(lt_surface_plan_make(method, x, y, n, &plan), LT_OK);
    assert_false(plan.determined);
    BAD_INPUT(lt_surface_plan_judge(&plan), what, "to do");
    lt_error_clear();
}

static void bad_designs(void **state) {
    (void)state;
    static const double ray[] = {0.1, 0.2, 0.3, 0.4, 0.5, 0.6}, zero[6] = {0}, two[] = {0.3, 0, 0.3, 0.3, 0, 0.6},
                        other[] = {0, 0.3, 0.3, 0.6, 0.6, 0};
    assert_refused(LT_SURFACE_QUADRATIC, ray, ray, 6, "do not determine"); /* NOx and VOC always together */
    assert_refused(LT_SURFACE_QUADRATIC, ray, zero, 6, "VOC 0 %");         /* VOC never cut */
    assert_refused(LT_SURFACE_QUADRATIC, zero, ray, 6, "NOx 0 %");
    assert_refused(LT_SURFACE_QUADRATIC, two, other, 5, "3 levels"); /* x is 0 or 30 %: x and x2 are one */
    assert_refused(LT_SURFACE_QUADRATIC, design_x, design_y, 4, "4 runs");
    assert_refused(LT_SURFACE_CUBIC, design_x, design_y, N_DESIGN, "4 levels"); /* VOC has three */
    assert_refused(LT_SURFACE_GRID, design_x, design_y, N_DESIGN, "full grid");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(polynomials_are_found_again),
                                       cmocka_unit_test(the_grid_meets_every_run),
                                       cmocka_unit_test(leave_one_out_is_what_it_says),
                                       cmocka_unit_test(gain_of_the_slopes),
                                       cmocka_unit_test(hand_worked_cuts),
                                       cmocka_unit_test(hand_worked_turn),
                                       cmocka_unit_test(classes),
                                       cmocka_unit_test(bad_designs)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
