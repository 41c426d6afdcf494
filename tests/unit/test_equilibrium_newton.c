/* test_equilibrium_newton.c - the parts of the forward solver: constants by temperature, composition of unknowns, the
 * matrix of derivatives against differences, the step of Newton, and H+ with activities held. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#define LT_PLAIN
#include "model/aerosol/equilibrium/newton.h"
#include "model/aerosol/equilibrium/water.h"
#include "tests/support/near.h"
#include "tests/support/uniform.h"

#include <math.h>
#include <string.h>

static lt_problem problem_of(double temperature, double humidity, const double *total, int activity) {
    static const double at_298[LT_N_CONSTANTS] = {
#define AT_298(name, value, a, b) value,
        LT_EQ_CONSTANTS(AT_298)};
    double log_k[LT_N_CONSTANTS], water[LT_N_SALTS];
    lt_problem p = {.crustal = total[LT_TOTAL_CA] + total[LT_TOTAL_K] + total[LT_TOTAL_MG] > 0};
    for (int k = 0; k < LT_N_CONSTANTS; k++) log_k[k] = log(at_298[k]);
    memcpy(p.total, total, sizeof p.total);
    p.air = lt_activity_air_of(activity, temperature);
    lt_water_of_salts(humidity, 0, water);
    lt_problem_prepare(&p, temperature, humidity, log_k, water, LT_EQ_SEED);
    return p;
}

/* --- constants ---------------------------------------------------------------------------------------------------- */

/* K(T) by the formula of constants.h, computed elsewhere (D): bisulfate, NH3 dissolves, NH3 ionises, HNO3, HCl, water.
 */
static const struct {
    double temperature, k[LT_N_CONSTANTS];
} constants[] = {
    {253.15, {3.429599773e-02, 7.218379404e+02, 9.447054499e-06, 3.534968356e+08, 3.190215773e+08, 1.260058290e-16}},
    {273.15, {2.065971701e-02, 2.080179553e+02, 1.414762106e-05, 3.391966209e+07, 2.890347592e+07, 1.156137679e-15}},
    {278.15, {1.802552489e-02, 1.574421059e+02, 1.516311626e-05, 1.962065825e+07, 1.645951785e+07, 1.871688476e-15}},
    {298.15, {1.015e-02, 57.639, 1.805e-05, 2.511e+06, 1.971e+06, 1.010e-14}},
    {313.15, {6.447928198e-03, 2.996545693e+01, 1.878558738e-05, 6.086450703e+05, 4.530975134e+05, 2.877035180e-14}},
};
enum { N_TEMPERATURES = sizeof constants / sizeof *constants };

static void test_constants(void **state) {
    (void)state;
    static const double total[LT_N_TOTALS] = {[LT_TOTAL_SO4] = 1e-8};
    for (int t = 0; t < N_TEMPERATURES; t++) {
        const double temperature = constants[t].temperature, *k = constants[t].k, rt = 82.0567e-6 * temperature;
        const lt_problem p = problem_of(temperature, 0.6, total, 0);
        const double want[LT_N_G] = {
            [LT_G_NH4] = k[1] * k[2] / k[5] * rt, [LT_G_NO3] = k[3] * rt, [LT_G_CL] = k[4] * rt, [LT_G_SO4] = k[0]};
        for (int g = 0; g < LT_N_G; g++) assert_near(exp(p.constant[g]) / want[g], 1, 3e-9); /* ten digits above */
        assert_near(p.hydroxide / (k[5] * 0.6), 1, 3e-9);
    }
}

/* Beside measured ones (R): pK of water (CRC Handbook) and of ammonium (Bates and Pinching 1949), to 0.015. */
static void test_constants_beside_measured(void **state) {
    (void)state;
    static const double measured[N_TEMPERATURES][2] = {
        {NAN, NAN}, {14.947, 10.081}, {14.734, 9.904}, {13.995, 9.245}, {13.535, 8.805}};
    static const double total[LT_N_TOTALS] = {[LT_TOTAL_SO4] = 1e-8};
    for (int t = 1; t < N_TEMPERATURES; t++) {
        const double temperature = constants[t].temperature;
        const lt_problem p = problem_of(temperature, 1, total, 0);
        assert_near(-log10(p.hydroxide), measured[t][0], 0.015);
        /* NH4+ over H+ and gas, less what of the gas dissolves (K of the table) */
        const double dissolves = constants[t].k[1] * 82.0567e-6 * temperature;
        assert_near(p.constant[LT_G_NH4] / LT_LN10 - log10(dissolves), measured[t][1], 0.015);
    }
}

/* --- composition -------------------------------------------------------------------------------------------------- */

static double log_between(uint64_t *seed, double low, double high) {
    return exp(log(low) + (log(high) - log(low)) * uniform(seed));
}

typedef struct place {
    lt_problem p;
    int activity;
    double r[LT_N_G], log_h;
} place;

/* Any totals, and unknowns that need not solve them. */
static place draw(uint64_t *seed, int n) {
    place at = {.activity = n % 3 == 2 ? lt_activity_isorropia : lt_activity_kusik_meissner};
    double total[LT_N_TOTALS], sum = 0;
    for (int t = 0; t < LT_N_TOTALS; t++) {
        const bool crust = t == LT_TOTAL_CA || t == LT_TOTAL_K || t == LT_TOTAL_MG;
        total[t] = (crust && n % 2) || uniform(seed) < 0.15 ? 0 : log_between(seed, 1e-10, 1e-6);
        sum += total[t];
    }
    at.p = problem_of(235 + 80 * uniform(seed), 0.15 + 0.84 * uniform(seed), total, at.activity);
    for (int k = 0; k < LT_N_G; k++) at.r[k] = -6 + 12 * uniform(seed);
    at.log_h = log(sum) - 16 * uniform(seed);
    return at;
}

static void test_composition(void **state) {
    (void)state;
    uint64_t seed = 7;
    for (int n = 0; n < 1000; n++) {
        place at = draw(&seed, n);
        lt_composition c;
        if (n % 10 == 0) at.r[n / 10 % LT_N_G] = n % 20 ? 1e4 : -1e4; /* far beyond what is left of either side */
        lt_problem_composition(&at.p, at.r, at.log_h, &c);
        const double *total = at.p.total, *ion = c.ion;
        const double whole[4][3] = {{ion[LT_ION_NH4], c.gas[LT_GAS_NH3], total[LT_TOTAL_NH4]},
                                    {ion[LT_ION_NO3], c.gas[LT_GAS_HNO3], total[LT_TOTAL_NO3]},
                                    {ion[LT_ION_CL], c.gas[LT_GAS_HCL], total[LT_TOTAL_CL]},
                                    {ion[LT_ION_SO4], ion[LT_ION_HSO4], at.p.sulfate}};
        for (int k = 0; k < 4; k++) {
            const double r = fmin(fmax(at.r[k], -150), 150);
            assert_near(whole[k][0] + whole[k][1], whole[k][2], 1e-15 * whole[k][2]);
            if (whole[k][2] > 0)
                assert_near(whole[k][0] / whole[k][1], exp(r), 1e-12 * exp(r));
            else
                assert_true(whole[k][0] == 0 && whole[k][1] == 0);
        }
        const double sum = ion[LT_ION_H] + ion[LT_ION_NA] + ion[LT_ION_NH4] + ion[LT_ION_K] + ion[LT_ION_HSO4] +
                           ion[LT_ION_NO3] + ion[LT_ION_CL] + 4 * (ion[LT_ION_CA] + ion[LT_ION_MG] + ion[LT_ION_SO4]);
        assert_near(c.strength, sum / 2 / c.water.water, 1e-13 * c.strength);
        assert_near(c.hydroxide * ion[LT_ION_H], at.p.hydroxide * c.water.water * c.water.water,
                    1e-13 * c.hydroxide * ion[LT_ION_H]);
        assert_near(ion[LT_ION_CA] + at.p.caso4, total[LT_TOTAL_CA], 1e-15 * total[LT_TOTAL_CA]);
        assert_near(at.p.sulfate + at.p.caso4, total[LT_TOTAL_SO4], 1e-15 * total[LT_TOTAL_SO4] + LT_EQ_SEED);
    }
}

/* (Ca - p)(SO4 - p) = 1e-6 Ca SO4: with as much of both a thousandth of each stays dissolved. */
static void test_caso4(void **state) {
    (void)state;
    static const double amounts[][2] = {{1e-8, 1e-8}, {3e-8, 1e-8}, {1e-8, 3e-8}, {1e-14, 1e-3}, {1e-2, 1e-13}};
    for (int k = 0; k < 5; k++) {
        const double total[LT_N_TOTALS] = {[LT_TOTAL_CA] = amounts[k][0], [LT_TOTAL_SO4] = amounts[k][1]};
        const lt_problem p = problem_of(280, 0.5, total, 0);
        assert_near(p.ca * p.sulfate / (1e-6 * amounts[k][0] * amounts[k][1]), 1, 1e-9);
        if (k == 0) assert_near(p.caso4, 1e-8 * (1 - 1e-3), 1e-21);
    }
    static const double no_sulfate[LT_N_TOTALS] = {[LT_TOTAL_CA] = 1e-8};
    const lt_problem p = problem_of(280, 0.5, no_sulfate, 0);
    assert_true(p.caso4 == 0 && p.ca == 1e-8 && p.sulfate == LT_EQ_SEED);
}

/* --- derivatives -------------------------------------------------------------------------------------------------- */

/* Residuals with one unknown moved; that of charge on the scale that it had. */
static void residuals_at(const place *at, int unknown, double move, double scale, double *e) {
    static const int r_of[LT_N_UNKNOWNS] = {
        [LT_U_NH4] = LT_G_NH4, [LT_U_NO3] = LT_G_NO3, [LT_U_CL] = LT_G_CL, [LT_U_SO4] = LT_G_SO4};
    place moved = *at;
    lt_composition c;
    lt_dvec a[LT_N_UNKNOWNS][LT_N_UNKNOWNS];
    double its_scale;
    if (unknown == LT_U_H)
        moved.log_h += move;
    else
        moved.r[r_of[unknown]] += move;
    lt_newton_system(&moved.p, moved.activity, lt_activity_sums_of(moved.activity), moved.r, moved.log_h, &c, e, a);
    const double charge = lt_problem_charge(&moved.p, &c, &its_scale) / its_scale;
    e[LT_U_H] = charge * scale;
}

/* Differences of fourth order with a step of 2e-4: curvature of the corners (2 % wide) gives some 1e-7, rounding
 * 1e-15 |e| / 2e-4 (largest measured: 6e-7). */
static void test_matrix(void **state) {
    (void)state;
    uint64_t seed = 13;
    int compared = 0;
    for (int n = 0; n < 2000; n++) {
        const place at = draw(&seed, n);
        lt_composition c;
        lt_dvec e[LT_N_UNKNOWNS], a[LT_N_UNKNOWNS][LT_N_UNKNOWNS];
        double scale;
        lt_newton_system(&at.p, at.activity, lt_activity_sums_of(at.activity), at.r, at.log_h, &c, e, a);
        (void)lt_problem_charge(&at.p, &c, &scale);
        /* where lines of water meet there is no solution, and its derivatives are not wanted */
        const double *total = at.p.total, all = total[LT_TOTAL_NH4] + total[LT_TOTAL_NO3] + total[LT_TOTAL_CL];
        if (c.water.water < 1e-4 * (all + at.p.sulfate)) continue;
        compared++;
        for (int u = 0; u < LT_N_UNKNOWNS; u++) {
            const double h = 2e-4;
            double f[4][LT_N_UNKNOWNS];
            for (int k = 0; k < 4; k++) residuals_at(&at, u, (k < 2 ? k - 2 : k - 1) * h, scale, f[k]);
            for (int i = 0; i < LT_N_UNKNOWNS; i++) {
                const double want = (8 * (f[2][i] - f[1][i]) - (f[3][i] - f[0][i])) / (12 * h);
                const double size = 1 + fabs(want) + 1e-3 * fabs(e[i]);
                if (!(fabs(a[i][u] - want) <= 1e-5 * size))
                    fail_msg("state %d: d e[%d] / d u[%d] = %.10g, by differences %.10g (strength %g, water %g)", n, i,
                             u, a[i][u], want, c.strength, c.water.water);
            }
        }
    }
    assert_true(compared > 1000);
}

/* --- steps -------------------------------------------------------------------------------------------------------- */

/* Where sulfate is not led the step is the solution of the linear system. */
static void test_step_solves(void **state) {
    (void)state;
    uint64_t seed = 19;
    for (int n = 0; n < 500; n++) {
        double a[LT_N_UNKNOWNS][LT_N_UNKNOWNS], kept[LT_N_UNKNOWNS][LT_N_UNKNOWNS], e[LT_N_UNKNOWNS], x[LT_N_UNKNOWNS];
        double way;
        for (int i = 0; i < LT_N_UNKNOWNS; i++) {
            e[i] = 0.2 * (uniform(&seed) - 0.5);
            for (int j = 0; j < LT_N_UNKNOWNS; j++) a[i][j] = uniform(&seed) - 0.5 + (i == j ? 4 : 0);
        }
        memcpy(kept, a, sizeof a);
        memcpy(x, e, sizeof e);
        lt_newton_step(a, x, 100, &way);
        for (int i = 0; i < LT_N_UNKNOWNS; i++) {
            double sum = 0;
            for (int j = 0; j < LT_N_UNKNOWNS; j++) sum += kept[i][j] * x[j];
            assert_near(sum, e[i], 1e-14);
        }
    }
}

/* A last unknown alone: e + s x = 0. It goes the way of its residual, not further than it may, also where the slope
 * has the other sign. */
static void test_step_is_led(void **state) {
    (void)state;
    static const struct {
        double slope, e, longest, move, way;
    } cases[] = {
        {1, 0.3, 0.7, 0.3, 1},     {1, -0.3, 0.7, -0.3, -1}, {-1, 0.3, 0.7, 0.7, 1},
        {-1, -0.3, 0.7, -0.7, -1}, {0.1, 0.3, 0.7, 0.7, 1},
    };
    for (int k = 0; k < 5; k++) {
        double a[LT_N_UNKNOWNS][LT_N_UNKNOWNS] = {0}, e[LT_N_UNKNOWNS] = {0}, way;
        for (int i = 0; i < LT_N_UNKNOWNS; i++) a[i][i] = 1;
        a[LT_U_SO4][LT_U_SO4] = cases[k].slope;
        e[LT_U_SO4] = cases[k].e;
        lt_newton_step(a, e, cases[k].longest, &way);
        assert_near(e[LT_U_SO4], cases[k].move, 1e-15);
        assert_true(way == cases[k].way && e[LT_U_H] == 0);
    }
}

/* What is not a number comes through to the residual, whichever unknown it is in. */
static void test_not_a_number(void **state) {
    (void)state;
    uint64_t seed = 37;
    for (int n = 0; n < 60; n++) {
        place at = draw(&seed, n);
        lt_composition c;
        lt_dvec e[LT_N_UNKNOWNS], a[LT_N_UNKNOWNS][LT_N_UNKNOWNS];
        if (n % LT_N_UNKNOWNS == LT_N_G)
            at.log_h = NAN;
        else
            at.r[n % LT_N_UNKNOWNS] = NAN;
        lt_newton_system(&at.p, at.activity, lt_activity_sums_of(at.activity), at.r, at.log_h, &c, e, a);
        /* of what there is none nothing can be told */
        const double with[] = {at.p.total[LT_TOTAL_NH4], at.p.total[LT_TOTAL_NO3], at.p.total[LT_TOTAL_CL], 1, 1};
        if (with[n % LT_N_UNKNOWNS] > 0) assert_true(isnan(lt_largest(e)));
    }
}

/* H+ with activities and water held: charges written out balance; from any start, within the bracket. */
static void test_acid(void **state) {
    (void)state;
    uint64_t seed = 29;
    for (int n = 0; n < 500; n++) {
        const place at = draw(&seed, n);
        const lt_problem *p = &at.p;
        double g[LT_N_G], k[LT_N_G];
        for (int i = 0; i < LT_N_G; i++) g[i] = 2 * uniform(&seed) - 1;
        const double log_w = log(log_between(&seed, 1e-11, 1e-6)), w = exp(log_w);
        const double start = log(1e-20) + 40 * uniform(&seed);
        const double h = exp(lt_solve_acid(p, g, log_w, start, 60));
        for (int i = 0; i < LT_N_G; i++) k[i] = exp(p->constant[i] + LT_LN10 * g[i]);
        const double nh4 = p->total[LT_TOTAL_NH4] * k[LT_G_NH4] * h / (1 + k[LT_G_NH4] * h);
        const double no3 = p->total[LT_TOTAL_NO3] * k[LT_G_NO3] * w * w / (k[LT_G_NO3] * w * w + h);
        const double cl = p->total[LT_TOTAL_CL] * k[LT_G_CL] * w * w / (k[LT_G_CL] * w * w + h);
        const double so4 = p->sulfate * k[LT_G_SO4] * w / (k[LT_G_SO4] * w + h), hso4 = p->sulfate - so4;
        const double plus = h + nh4 + p->fixed_charge, minus = p->hydroxide * w * w / h + 2 * so4 + hso4 + no3 + cl;
        assert_near(plus / minus, 1, 1e-11);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_constants),   cmocka_unit_test(test_constants_beside_measured),
        cmocka_unit_test(test_composition), cmocka_unit_test(test_caso4),
        cmocka_unit_test(test_matrix),      cmocka_unit_test(test_step_solves),
        cmocka_unit_test(test_step_is_led), cmocka_unit_test(test_not_a_number),
        cmocka_unit_test(test_acid)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
