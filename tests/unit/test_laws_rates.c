/* What the laws of vapour, plants and soil ask for, against their equations worked by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/emission/law.h"

#include <math.h>

enum { N = 64 };

/* g at the temperatures t, in the light, after a temperature. */
static void ask(const char *name, const double *parameter, int month, int n, const double *t, double before,
                double light, double *g) {
    double befores[N], lights[N];
    for (int c = 0; c < n; ++c) befores[c] = before, lights[c] = light;
    const lt_law_hour hour = {.n = n, .month = month, .day = t, .hour = t, .before = befores, .light = lights};
    lt_law_find(name)->ask(parameter, &hour, g);
}

static double one(const char *name, const double *parameter, int month, double t, double before, double light) {
    double g;
    ask(name, parameter, month, 1, &t, before, light, &g);
    return g;
}

static void expect(double value, double right) {
    if (!(fabs(value / right - 1) < 1e-5)) fail_msg("%.8g, by hand %.8g", value, right);
}

/* Petrol of R = 60 kPa = 8.702264 psi, S = 3: A = 15.64 - 3.211222 - 0.306088 x 2.163583 = 11.766532, B = 8742 -
 * 1804.7969 - 738.270 x 2.163583 = 5339.8943; at 298.15 K (536.67 R) p = exp(11.766532 - 9.950052) psi = 42 403.97 Pa.
 * The stock of AP-42's own table, R = 10 psi, has 5.2 psi at 60 degF. */
static void test_vapour_of_filling(void **state) {
    (void)state;
    const double summer[] = {60e3, 75e3, 3, 0}, ten[] = {68947.57293, 68947.57293, 3, 0};
    expect(one("evaporation", summer, 7, 298.15, 0, 0), 42403.968 / 298.15);
    const double f60 = 288.705556, psi = one("evaporation", ten, 7, f60, 0, 0) * f60 / 6894.757293;
    assert_true(fabs(psi - 5.2) < 0.05); /* two digits are printed */
    /* Winter's petrol is lighter: more vapour at the same warmth. November to April. */
    assert_true(one("evaporation", summer, 11, 280, 0, 0) > one("evaporation", summer, 10, 280, 0, 0));
    assert_true(one("evaporation", summer, 4, 280, 0, 0) == one("evaporation", summer, 11, 280, 0, 0));
    assert_true(one("evaporation", summer, 5, 280, 0, 0) == one("evaporation", summer, 10, 280, 0, 0));
}

/* 296.15 to 298.15 K: 2 / 298.15 + (42 403.97 - p(296.15)) / (101 325 - 42 403.97) = 0.05347832. Nothing leaves a tank
 * that cools. */
static void test_vapour_of_breathing(void **state) {
    (void)state;
    const double breathing[] = {60e3, 75e3, 3, 1};
    expect(one("evaporation/breathing", breathing, 7, 298.15, 296.15, 0), 42403.968 / 298.15 * 0.05347832);
    assert_true(one("evaporation/breathing", breathing, 7, 296.15, 298.15, 0) == 0);
    assert_true(one("evaporation/breathing", breathing, 7, 296.15, 296.15, 0) == 0);
    assert_true(isfinite(one("evaporation/breathing", breathing, 7, 349, 300, 0))); /* above its boiling point */
}

/* C_T(303) = 1 / (0.961 + exp(230 000 (303 - 314) / (8.314 303 303))) = 1.0026568, C_T(293) = 0.28685197. Light: 500
 * W/m2 x 2 umol/J = 1 000: asinh(1.35) - asinh(0.11081475) = 1.1086190 - 0.1105894, over 1.2892942 at 1 500. */
static void test_plants(void **state) {
    (void)state;
    const double isoprene[] = {1, 0.13, 2}, mixed[] = {0.5, 0.1, 2};
    const double full = one("biogenic/isoprene", isoprene, 7, 303, 0, 750);
    expect(full, 1.0026568);
    expect(one("biogenic/isoprene", isoprene, 7, 293, 0, 750), 0.28685197);
    expect(one("biogenic/isoprene", isoprene, 7, 303, 0, 500),
           1.0026568 * (asinh(1.35) - asinh(0.11081475)) / 1.2892942);
    /* Night: no isoprene, and of the mixture what goes by warmth: half of exp(0.1 (293 - 303)). */
    assert_true(one("biogenic/isoprene", isoprene, 7, 303, 0, 0) == 0);
    assert_true(one("biogenic/isoprene", isoprene, 7, 303, 0, -0.5) == 0); /* a sensor's night */
    expect(one("biogenic", mixed, 7, 293, 0, 0), 0.5 * exp(-1));
    expect(one("biogenic", mixed, 7, 303, 0, 750), 0.5 * 1.0026568 + 0.5);
}

/* dC_T/dT = 0 at 312.46 K (found on a grid of 0.01 K outside this program), where it is 1.95931. */
static void test_best_warmth_of_leaves(void **state) {
    (void)state;
    const double isoprene[] = {1, 0.13, 2};
    double t[N], g[N];
    for (int k = 0; k < N; ++k) t[k] = 273.15 + k;
    ask("biogenic", isoprene, 7, N, t, 0, 750, g);
    int best = 0;
    for (int k = 1; k < N; ++k) {
        if (g[k] > g[best]) best = k;
        assert_true(t[k] > 312.46 ? g[k] < g[k - 1] || t[k - 1] < 312.46 : g[k] > g[k - 1]);
    }
    assert_true(fabs(t[best] - 312.46) < 1);
    expect(one("biogenic", isoprene, 7, 312.46, 0, 750), 1.95930685);
    double light[] = {0, 1, 20, 200, 700, 1100}, last = -1;
    for (int k = 0; k < 6; ++k) {
        const double now = one("biogenic", isoprene, 7, 300, 0, light[k]);
        assert_true(now > last);
        last = now;
    }
}

/* 303.15 K: soil at 0.72 x 303.15 + 82.28 - 273.15 = 27.398 degC, exp(0.103 x 27.398) = 16.810337. 278.15 K: 9.398
 * degC, 0.28 x 9.398 = 2.63144. Frozen below 265.10 K; nothing more above 306.76 K (30 degC): exp(3.09). */
static void test_soil(void **state) {
    (void)state;
    expect(one("soil_no", NULL, 7, 303.15, 0, 0), 16.810337);
    expect(one("soil_no", NULL, 7, 278.15, 0, 0), 2.63144);
    assert_true(one("soil_no", NULL, 7, 265, 0, 0) == 0);
    expect(one("soil_no", NULL, 7, 315, 0, 0), exp(3.09));
    double t[N], g[N];
    for (int k = 0; k < N; ++k) t[k] = 255 + k;
    ask("soil_no", NULL, 7, N, t, 0, 0, g);
    for (int k = 1; k < N; ++k) assert_true(g[k] >= g[k - 1]);
    /* The branches meet at 10 degC, 278.986 K: 2.8 and 2.801066. */
    assert_true(fabs(one("soil_no", NULL, 7, 278.9862, 0, 0) / one("soil_no", NULL, 7, 278.9860, 0, 0) - 1) < 6e-4);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_vapour_of_filling),
                                       cmocka_unit_test(test_vapour_of_breathing), cmocka_unit_test(test_plants),
                                       cmocka_unit_test(test_best_warmth_of_leaves), cmocka_unit_test(test_soil)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
