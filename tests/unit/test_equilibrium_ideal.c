/* test_equilibrium_ideal.c - the forward solution where all activity coefficients are 1: it then has closed forms; and
 * particles of one species, seeds and zeros. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "model/aerosol/equilibrium/activity.h"
#include "model/aerosol/equilibrium/water.h"
#include "tests/support/equilibrium_states.h"
#include "tests/support/near.h"

#include <math.h>

static made_states s;

/* Constants at 298.15 K (constants.h), and gases in mol/m3: K R T. */
static const double temperature = 298.15, rt = 82.0567e-6 * 298.15;
static const double k_bisulfate = 1.015e-2, k_hno3 = 2.511e6, k_hcl = 1.971e6, k_water = 1.010e-14,
                    k_nh4 = 57.639 * 1.805e-5 / 1.010e-14;

static double water_of(double humidity, int salt) {
    double w[LT_N_SALTS];
    lt_water_of_salts(humidity, 0, w);
    return w[salt];
}

/* One state with ideal activities. */
static void solve(double humidity, const double *total) {
    const lt_equilibrium_setup setup = {.activity = lt_activity_ideal};
    s.n = 0;
    states_add(&s, temperature, humidity, total);
    states_solve(&setup, &s);
    if (!(s.residual[0] <= LT_EQ_TOLERANCE)) states_print(&s, 0);
    assert_true(s.residual[0] <= LT_EQ_TOLERANCE && !(s.flags[0] & LT_EQ_UNSOLVED));
}

static double positive_root(double b, double c) { /* of x^2 + b x - c */
    return 2 * c / (b + sqrt(b * b + 4 * c));
}

/* H2SO4 alone: W is its own; SO4 (SO4 + T) / (T - SO4) = K W. */
static void test_sulfuric_acid(void **state) {
    (void)state;
    static const double humidities[] = {0.1, 0.35, 0.8, 0.97}, amounts[] = {1e-15, 1e-8, 1e-2};
    for (int h = 0; h < 4; h++)
        for (int a = 0; a < 3; a++) {
            const double t = amounts[a], total[LT_N_TOTALS] = {[LT_TOTAL_SO4] = t};
            solve(humidities[h], total);
            const double w = t * water_of(humidities[h], LT_SALT_H2SO4), kw = k_bisulfate * w;
            const double so4 = positive_root(t + kw, kw * t);
            assert_near(s.water[0] * 0.01801528, w, 1e-10 * w);
            assert_near(s.ion[LT_ION_SO4][0], so4, 1e-8 * so4);
            assert_near(s.ion[LT_ION_H][0], t + so4, 1e-8 * t);
            assert_near(s.ph[0], -log10((t + so4) / w), 1e-8);
        }
}

/* NH4NO3 alone: as much of both dissolves (H+ is little), with water of its own, so gas NH3 times gas HNO3 is
 * 1 / (K w^2), as over a solid; (A - n)(N - n) = P. */
static void test_ammonium_nitrate(void **state) {
    (void)state;
    static const double humidities[] = {0.6, 0.8, 0.95};
    for (int h = 0; h < 3; h++) {
        const double w = water_of(humidities[h], LT_SALT_NH4NO3), p = 1 / (k_nh4 * rt * k_hno3 * rt * w * w);
        const double a = 3e-6 + 2 * sqrt(p), b = 2e-6 + 2 * sqrt(p);
        const double total[LT_N_TOTALS] = {[LT_TOTAL_NH4] = a, [LT_TOTAL_NO3] = b};
        solve(humidities[h], total);
        const double n = (a + b - sqrt((a - b) * (a - b) + 4 * p)) / 2;
        const double acid = s.ion[LT_ION_H][0] / n; /* NO3 exceeds NH4 by it; it has no water with nitrate */
        assert_true(acid < 1e-3);
        assert_near(s.ion[LT_ION_NO3][0], n, (3 * acid + 1e-8) * b);
        assert_near(s.gas[LT_GAS_NH3][0] * s.gas[LT_GAS_HNO3][0], p, (3 * acid + 1e-8) * p);
        assert_near(s.water[0] * 0.01801528, n * w, (3 * acid + 1e-8) * n * w);
    }
}

/* Below that product nothing condenses but the seed. */
static void test_too_little_ammonium_nitrate(void **state) {
    (void)state;
    const double w = water_of(0.6, LT_SALT_NH4NO3), p = 1 / (k_nh4 * rt * k_hno3 * rt * w * w);
    const double total[LT_N_TOTALS] = {[LT_TOTAL_NH4] = 0.5 * sqrt(p), [LT_TOTAL_NO3] = 0.5 * sqrt(p)};
    solve(0.6, total);
    assert_true(s.ion[LT_ION_NO3][0] < 1e-17 && s.water[0] < 1e-15);
    assert_near(s.gas[LT_GAS_HNO3][0], total[LT_TOTAL_NO3], 1e-9 * total[LT_TOTAL_NO3]);
}

/* HNO3 and HCl over a salt of theirs: H (Na + H) / (N - Na - H) = K W^2 with the water that there is. */
static void test_acids_dissolve(void **state) {
    (void)state;
    static const struct {
        int total, ion, gas;
        const double *k;
    } acids[] = {{LT_TOTAL_NO3, LT_ION_NO3, LT_GAS_HNO3, &k_hno3}, {LT_TOTAL_CL, LT_ION_CL, LT_GAS_HCL, &k_hcl}};
    for (int a = 0; a < 2; a++)
        for (double excess = 1e-10; excess < 1e-4; excess *= 30) {
            const double na = 1e-7, x = na + excess;
            double total[LT_N_TOTALS] = {[LT_TOTAL_NA] = na};
            total[acids[a].total] = x;
            solve(0.8, total);
            const double w = s.water[0] * 0.01801528, kw = *acids[a].k * rt * w * w;
            const double oh = s.hydroxide[0], h = positive_root(na - oh + kw, kw * (excess + oh));
            /* a residual of charge of 1e-10 moves the ion by that share, and the gas, of which H is made, by more */
            const double off = 1e-9 + 2e-10 * (na + h) / excess;
            assert_near(s.ion[LT_ION_H][0], h, off * h);
            assert_near(s.ion[acids[a].ion][0], na + h - oh, 1e-9 * (na + h));
            assert_near(s.gas[acids[a].gas][0], excess - h + oh, off * excess);
        }
}

/* NH3 beyond (NH4)2SO4 stays gas, and sets H+: H = NH4 / (gas K). */
static void test_ammonia_sets_acid(void **state) {
    (void)state;
    for (double excess = 1e-9; excess < 1e-5; excess *= 10) {
        const double t = 1e-7, total[LT_N_TOTALS] = {[LT_TOTAL_SO4] = t, [LT_TOTAL_NH4] = 2 * t + excess};
        solve(0.7, total);
        const double nh4 = s.ion[LT_ION_NH4][0], h = nh4 / ((2 * t + excess - nh4) * k_nh4 * rt);
        const double w = s.water[0] * 0.01801528, hso4 = t * h / (h + k_bisulfate * w);
        assert_near(s.ion[LT_ION_H][0], h, 1e-7 * h);
        assert_near(s.ion[LT_ION_HSO4][0], hso4, 1e-7 * hso4);
        assert_near(nh4, 2 * t - hso4 - h + s.hydroxide[0], 1e-8 * nh4);
        if (hso4 < 1e-4 * t) assert_near(w, t * water_of(0.7, LT_SALT_NH42SO4), 1e-3 * w);
        assert_near(s.hydroxide[0] * h, k_water * 0.7 * w * w, 1e-7 * s.hydroxide[0] * h);
    }
}

/* More cations than anions: OH- balances what NH3 cannot. Na 2e-7, SO4 0.5e-7: OH = 1e-7. */
static void test_surplus(void **state) {
    (void)state;
    const double total[LT_N_TOTALS] = {[LT_TOTAL_NA] = 2e-7, [LT_TOTAL_SO4] = 0.5e-7, [LT_TOTAL_NH4] = 1e-8};
    solve(0.8, total);
    assert_true(s.flags[0] & LT_EQ_SURPLUS);
    assert_near(s.hydroxide[0], 1e-7, 1e-12);
    assert_near(s.gas[LT_GAS_NH3][0], 1e-8, 1e-11); /* NH4+ / NH3 = K H */
    /* magnesium next to alone in saturated air: water of MgCl2 */
    const double dust[LT_N_TOTALS] = {[LT_TOTAL_MG] = 2e-4, [LT_TOTAL_NH4] = 5e-8};
    solve(1, dust);
    assert_near(s.hydroxide[0], 4e-4, 1e-9);
    assert_near(s.water[0] * 0.01801528, 2e-4 * water_of(1, LT_SALT_MGCL2), 1e-9);
}

/* --- one species, nothing ----------------------------------------------------------------------------------------- */

/* A single total at each end of what is taken, with the real activities: solved, whole, where it belongs. */
static void test_single_species(void **state) {
    (void)state;
    static const double amounts[] = {1e-30, 1e-22, 1e-15, 1e-9, 1e-2};
    const lt_equilibrium_setup setup = {0};
    s.n = 0;
    for (int t = 0; t < LT_N_TOTALS; t++)
        for (int a = 0; a < 5; a++) {
            double total[LT_N_TOTALS] = {0};
            total[t] = amounts[a];
            states_add(&s, 280, 0.6, total);
        }
    states_solve(&setup, &s);
    for (int t = 0; t < LT_N_TOTALS; t++)
        for (int a = 0; a < 5; a++) {
            const size_t i = (size_t)(5 * t + a);
            if (!(s.residual[i] <= LT_EQ_TOLERANCE)) states_print(&s, i);
            assert_true(s.residual[i] <= LT_EQ_TOLERANCE);
            const double amount = amounts[a], seed = 1e-20;
            /* gases have nothing to dissolve in but the seed's water; acids and ammonia alone stay gas */
            if (t == LT_TOTAL_NH4) assert_near(s.gas[LT_GAS_NH3][i], amount, 1e-8 * amount + 3 * seed);
            if (t == LT_TOTAL_SO4)
                assert_near(s.ion[LT_ION_SO4][i] + s.ion[LT_ION_HSO4][i], fmax(amount, seed),
                            1e-14 * fmax(amount, seed));
            if (t == LT_TOTAL_NA) assert_true(s.ion[LT_ION_NA][i] == amount);
        }
}

/* What evaporates is gas and nothing else, whatever seed the solver stood on: no water, no pH, no sulfate. A little
 * more acid and ammonia together make a particle. */
static void test_gas_alone(void **state) {
    (void)state;
    const double ammonia[LT_N_TOTALS] = {[LT_TOTAL_NH4] = 5.9e-7}, acid[LT_N_TOTALS] = {[LT_TOTAL_NO3] = 1e-7};
    const double warm[LT_N_TOTALS] = {[LT_TOTAL_NH4] = 3e-8, [LT_TOTAL_NO3] = 2e-8, [LT_TOTAL_CL] = 1e-8};
    const double haze[LT_N_TOTALS] = {[LT_TOTAL_NH4] = 3e-7, [LT_TOTAL_NO3] = 2e-7};
    for (int stable = 0; stable < 2; stable++) {
        const lt_equilibrium_setup setup = {.state = stable ? LT_EQ_STABLE : LT_EQ_METASTABLE};
        s.n = 0;
        states_add(&s, 298, 0.5, ammonia);
        states_add(&s, 298, 0.6, acid);
        states_add(&s, 308, 0.6, warm);
        states_add(&s, 263, 0.6, haze);
        states_solve(&setup, &s);
        for (size_t i = 0; i < 3; i++) {
            assert_true(s.flags[i] == LT_EQ_EMPTY && isnan(s.ph[i]) && s.water[i] == 0);
            for (int k = 0; k < LT_N_IONS; k++) assert_true(s.ion[k][i] == 0);
        }
        assert_true(s.gas[LT_GAS_NH3][0] == 5.9e-7 && s.gas[LT_GAS_HNO3][1] == 1e-7 && s.gas[LT_GAS_HCL][2] == 1e-8);
        assert_true(!(s.flags[3] & LT_EQ_EMPTY) && s.ion[LT_ION_NO3][3] + s.solid[LT_SALT_NH4NO3][3] > 1e-7);
    }
}

static void test_nothing_at_all(void **state) {
    (void)state;
    const double nothing[LT_N_TOTALS] = {0}, something[LT_N_TOTALS] = {[LT_TOTAL_SO4] = 1e-8};
    const lt_equilibrium_setup setup = {0};
    memset(&s, 0x55, sizeof s);
    s.n = 0;
    states_add(&s, 280, 0.6, nothing);
    states_add(&s, 280, 0.6, something);
    states_add(&s, 280, 0, nothing);
    states_solve(&setup, &s);
    for (size_t i = 0; i < 3; i += 2) {
        assert_true(s.flags[i] == LT_EQ_EMPTY && isnan(s.ph[i]) && s.residual[i] == 0);
        assert_true(s.water[i] == 0 && s.hydroxide[i] == 0);
        for (int k = 0; k < LT_N_IONS; k++) assert_true(s.ion[k][i] == 0);
        for (int k = 0; k < LT_N_GASES; k++) assert_true(s.gas[k][i] == 0);
        for (int k = 0; k < LT_N_SOLIDS; k++) assert_true(s.solid[k][i] == 0);
    }
    assert_true(s.flags[1] == 0 && s.water[1] > 0);
}

/* Amounts whose squares underflow are nothing in all; beside others they do no harm. */
static void test_next_to_nothing(void **state) {
    (void)state;
    for (int mode = 0; mode < 2; mode++) {
        const lt_equilibrium_setup setup = {.mode = mode ? LT_EQ_REVERSE : LT_EQ_FORWARD};
        s.n = 0;
        for (double tiny = 1e-80; tiny > 0; tiny *= 1e-20) {
            double total[LT_N_TOTALS];
            for (int t = 0; t < LT_N_TOTALS; t++) total[t] = (t == LT_TOTAL_CL ? 8 : 1) * tiny;
            states_add(&s, 280, 0.6, total);
            total[LT_TOTAL_NA] = 1e-8, total[LT_TOTAL_CL] = 2e-8;
            states_add(&s, 280, 0.6, total);
        }
        states_solve(&setup, &s);
        for (size_t i = 0; i < s.n; i++) {
            assert_true(s.residual[i] <= LT_EQ_TOLERANCE);
            assert_true(((s.flags[i] & LT_EQ_EMPTY) != 0) == (i % 2 == 0 && i > 3)); /* below 1e-100 */
            if (i % 2) assert_near(s.ion[LT_ION_NA][i], 1e-8, 0);
            for (int k = 0; k < LT_N_IONS; k++) assert_true(s.ion[k][i] >= 0 && s.ion[k][i] < 1e-7);
        }
    }
}

/* Results that are not wanted are not written. */
static void test_unwanted_results(void **state) {
    (void)state;
    const double total[LT_N_TOTALS] = {[LT_TOTAL_SO4] = 1e-8, [LT_TOTAL_NH4] = 3e-8, [LT_TOTAL_NO3] = 2e-8};
    const lt_equilibrium_setup setup = {0};
    double water = -1;
    s.n = 0;
    states_add(&s, 280, 0.6, total);
    lt_equilibrium_states view = {.temperature = s.temperature, .humidity = s.humidity, .water = &water};
    for (int t = 0; t < LT_N_TOTALS; t++) view.total[t] = s.total[t];
    lt_equilibrium_solve(&setup, &view, 0, 1);
    states_solve(&setup, &s);
    assert_true(water == s.water[0] && water > 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sulfuric_acid),
                                       cmocka_unit_test(test_ammonium_nitrate),
                                       cmocka_unit_test(test_too_little_ammonium_nitrate),
                                       cmocka_unit_test(test_acids_dissolve),
                                       cmocka_unit_test(test_ammonia_sets_acid),
                                       cmocka_unit_test(test_surplus),
                                       cmocka_unit_test(test_single_species),
                                       cmocka_unit_test(test_gas_alone),
                                       cmocka_unit_test(test_nothing_at_all),
                                       cmocka_unit_test(test_next_to_nothing),
                                       cmocka_unit_test(test_unwanted_results)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
