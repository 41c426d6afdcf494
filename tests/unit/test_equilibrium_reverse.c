/* Reverse mode of the equilibrium: closed forms with ideal activities, the way there and back with the forward mode,
 * the plain method, and the same bits of all kernels. */
#include "model/aerosol/equilibrium/activity.h"
#include "model/aerosol/equilibrium/constants.h"
#include "model/aerosol/equilibrium/equilibrium.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "tests/support/equilibrium_states.h"
#include "tests/support/kernel_sets.h"

enum { N = 4000 };

static void solve(const lt_equilibrium_setup *setup, made_states *p, size_t n) {
    p->n = n;
    states_solve(setup, p);
}

/* Totals of 1e-10 to 3e-7 mol/m3, as of gas and particle. */
static void random_totals(made_states *p, bool crustal, uint64_t seed) {
    for (int i = 0; i < N; i++) {
        p->temperature[i] = 233 + 80 * uniform(&seed);
        p->humidity[i] = 0.05 + 0.94 * uniform(&seed);
        for (int t = 0; t < LT_N_TOTALS; t++) {
            const double amount = pow(10, -10 + 3.5 * uniform(&seed));
            p->total[t][i] = t < LT_TOTAL_CA || crustal ? amount : 0;
        }
    }
}

/* The same, cations cut to 0.99 of the anions where there are more. */
static void acid_particles(made_states *p, bool crustal, uint64_t seed) {
    random_totals(p, crustal, seed);
    for (int i = 0; i < N; i++) {
        const double minus = 2 * p->total[LT_TOTAL_SO4][i] + p->total[LT_TOTAL_NO3][i] + p->total[LT_TOTAL_CL][i];
        const double plus = p->total[LT_TOTAL_NA][i] + p->total[LT_TOTAL_NH4][i] + p->total[LT_TOTAL_K][i] +
                            2 * (p->total[LT_TOTAL_CA][i] + p->total[LT_TOTAL_MG][i]);
        const double less = 0.99 * minus / plus;
        if (less >= 1) continue;
        static const int cations[] = {LT_TOTAL_NA, LT_TOTAL_NH4, LT_TOTAL_K, LT_TOTAL_CA, LT_TOTAL_MG};
        for (int k = 0; k < 5; k++) p->total[cations[k]][i] *= less;
    }
}

/* Particles of all kinds within the limits of the judge: half of the species missing, 1e-18 to 1e-2 mol/m3, exactly
 * neutral, acid, and with a surplus of cations. */
static void random_particles(made_states *p, uint64_t seed) {
    static const double charge[LT_N_TOTALS] = {
        [LT_TOTAL_NA] = -1, [LT_TOTAL_SO4] = 2, [LT_TOTAL_NH4] = -1, [LT_TOTAL_NO3] = 1,
        [LT_TOTAL_CL] = 1,  [LT_TOTAL_CA] = -2, [LT_TOTAL_K] = -1,   [LT_TOTAL_MG] = -2};
    for (int i = 0; i < N; i++) {
        const double edge = uniform(&seed);
        p->temperature[i] = 200 + 120 * uniform(&seed);
        p->humidity[i] = edge < 0.05 ? 0 : edge < 0.1 ? 1 : uniform(&seed);
        double plus = 0, minus = 0;
        for (int t = 0; t < LT_N_TOTALS; t++) {
            p->total[t][i] = uniform(&seed) < 0.5 ? 0 : pow(10, -18 + 15.5 * uniform(&seed));
            *(charge[t] > 0 ? &minus : &plus) += fabs(charge[t]) * p->total[t][i];
        }
        if (plus <= minus) continue;
        if (minus <= 0) p->total[LT_TOTAL_CL][i] = minus = plus;
        const double kind = uniform(&seed), less = kind < 0.2 ? 1 : kind < 0.4 ? 1.001 : uniform(&seed);
        for (int t = 0; t < LT_N_TOTALS; t++)
            if (charge[t] < 0) p->total[t][i] *= less * minus / plus;
    }
}

/* One particle with activities 1 at 298.15 K, where constants are those of the table. */
static made_states one;
static void ideal(double humidity, double na, double so4, double nh4, double no3, double cl) {
    memset(&one, 0, sizeof one);
    one.temperature[0] = 298.15, one.humidity[0] = humidity;
    one.total[LT_TOTAL_NA][0] = na, one.total[LT_TOTAL_SO4][0] = so4, one.total[LT_TOTAL_NH4][0] = nh4;
    one.total[LT_TOTAL_NO3][0] = no3, one.total[LT_TOTAL_CL][0] = cl;
    solve(&(lt_equilibrium_setup){.mode = LT_EQ_REVERSE, .activity = lt_activity_ideal}, &one, 1);
    assert_true(one.residual[0] <= 1e-10);
}

static double kg_of_water(void) {
    return one.water[0] * LT_EQ_M_WATER;
}

static void assert_within(double value, double expected, double relative) {
    if (!(fabs(value - expected) <= relative * fabs(expected)))
        fail_msg("found %.15g, expected %.15g within %g of it", value, expected, relative);
}

static const double k_bisulfate = 1.015e-2, k_water = 1.010e-14, k_hno3 = 2.511e6, k_hcl = 1.971e6,
                    k_nh3 = 57.639 * 1.805e-5 / 1.010e-14; /* constants.h */

/* H + HSO4 = D, hydroxide aside: H^2 + (q + S - D) H - D q = 0. NH4HSO4 (D = S), H2SO4 (D = 2 S), letovicite (D = S/2).
 * Hydroxide is 1e-12 of the acid or less. */
static void acids_follow_the_quadratic(void **state) {
    (void)state;
    static const double nh4_of_so4[3] = {1, 0, 1.5};
    for (int k = 0; k < 3; k++) {
        const double s = 3e-8, nh4 = nh4_of_so4[k] * s, d = 2 * s - nh4;
        ideal(0.6, 0, s, nh4, 0, 0);
        const double q = k_bisulfate * kg_of_water(), b = q + s - d, h = (sqrt(b * b + 4 * d * q) - b) / 2;
        assert_within(one.ion[LT_ION_H][0], h, 1e-9);
        assert_within(one.ion[LT_ION_HSO4][0], d - h, 1e-9);
        assert_within(one.ion[LT_ION_SO4][0], s - (d - h), 1e-9);
        assert_within(one.ph[0], -log10(h / kg_of_water()), 1e-9);
        assert_int_equal(one.flags[0] & LT_EQ_SURPLUS, 0);
        assert_true(one.gas[LT_GAS_HNO3][0] <= 0 && one.gas[LT_GAS_HCL][0] <= 0);
    }
}

/* (NH4)2SO4: H + HSO4 = OH, so H^2 (1 + S/(H + q)) = kw aw W^2. */
static void a_neutral_salt_has_the_acidity_of_water(void **state) {
    (void)state;
    const double s = 0x1p-25;
    ideal(0.7, 0, s, 2 * s, 0, 0);
    const double w = kg_of_water(), q = k_bisulfate * w, h = one.ion[LT_ION_H][0];
    assert_within(h * h * (1 + s / (h + q)), k_water * 0.7 * w * w, 1e-9);
    assert_within(one.hydroxide[0], k_water * 0.7 * w * w / h, 1e-12);
    assert_int_equal(one.flags[0] & LT_EQ_SURPLUS, 0);
    assert_true(one.flags[0] & LT_EQ_UNCERTAIN); /* a neutral salt: NH3 above it would hang on the last digit */
    ideal(0.8, 0, 1e-8, 1e-8, 0, 0);
    assert_int_equal(one.flags[0] & LT_EQ_UNCERTAIN, 0);
}

/* Cations beyond anions stand against hydroxide, and the flag says so. */
static void hydroxide_balances_a_surplus(void **state) {
    (void)state;
    const double cl = 0x1p-25, more = 0x1p-36;
    ideal(0.8, cl + more, 0, 0, 0, cl);
    const double w = kg_of_water(), h = one.ion[LT_ION_H][0], ions = k_water * 0.8 * w * w;
    assert_within(one.hydroxide[0], (more + sqrt(more * more + 4 * ions)) / 2, 1e-10);
    assert_within(h * one.hydroxide[0], ions, 1e-10);
    assert_true(one.flags[0] & LT_EQ_SURPLUS);
    ideal(0.8, cl, 0, 0, 0, cl);
    assert_within(one.ion[LT_ION_H][0], sqrt(k_water * 0.8) * kg_of_water(), 1e-10);
    assert_int_equal(one.flags[0] & LT_EQ_SURPLUS, 0);
}

/* NH3 = NH4/(H K RT), HNO3 = NO3 H/(K RT W^2), HCl alike. */
static void gases_stand_above_the_solution(void **state) {
    (void)state;
    ideal(0.75, 1e-8, 2e-8, 2.5e-8, 5e-9, 7e-9);
    const double w = kg_of_water(), h = one.ion[LT_ION_H][0], rt = LT_EQ_GAS_CONSTANT * 298.15;
    assert_within(one.gas[LT_GAS_NH3][0], 2.5e-8 / (h * k_nh3 * rt), 1e-9);
    assert_within(one.gas[LT_GAS_HNO3][0], 5e-9 * h / (k_hno3 * rt * w * w), 1e-9);
    assert_within(one.gas[LT_GAS_HCL][0], 7e-9 * h / (k_hcl * rt * w * w), 1e-9);
}

static double charges_of(const made_states *p, int i) {
    double sum = p->hydroxide[i];
    for (int k = 0; k < LT_N_IONS; k++) sum += lt_ion_charge[k] * p->ion[k][i];
    return sum;
}

/* The forward mode's particle, given to the reverse mode, is the same particle under the same gases. Acidity is the
 * difference D of what is given: where charge holds to e (the forward residual, 1e-10, and rounding) of the sum C of
 * all charges, H is known to e C/(H + HSO4 + OH). Particles of which that is less than 1e-8 must agree to 1e-6, others
 * to a hundred times it. Some one in a thousand are acid particles of which there are two; reverse gives the one of
 * less ionic strength (checked). */
static made_states there, back;
static void there_and_back(void **state) {
    (void)state;
    static const double charge_two[LT_N_IONS] = {
        [LT_ION_CA] = 1.5, [LT_ION_MG] = 1.5, [LT_ION_SO4] = 1.5}; /* of strength, beyond a half of charge */
    int others = 0, sharp = 0;
    for (int crustal = 0; crustal < 2; crustal++) {
        random_totals(&there, crustal, 9 + (uint64_t)crustal);
        solve(&(lt_equilibrium_setup){.mode = LT_EQ_FORWARD}, &there, N);
        memcpy(&back, &there, sizeof back);
        memcpy(back.total[LT_TOTAL_NH4], there.ion[LT_ION_NH4], sizeof back.total[0]);
        memcpy(back.total[LT_TOTAL_NO3], there.ion[LT_ION_NO3], sizeof back.total[0]);
        memcpy(back.total[LT_TOTAL_CL], there.ion[LT_ION_CL], sizeof back.total[0]);
        solve(&(lt_equilibrium_setup){.mode = LT_EQ_REVERSE}, &back, N);
        for (int i = 0; i < N; i++) {
            if (there.flags[i] & LT_EQ_UNSOLVED) continue;
            const double acid = there.ion[LT_ION_H][i] + there.ion[LT_ION_HSO4][i] + there.hydroxide[i];
            const double known = (1e-10 + 0x1p-50) * charges_of(&there, i) / acid;
            const double tolerance = fmax(1e-6, 100 * known);
            assert_true(back.residual[i] <= 1e-10);
            if (!(fabs(back.ion[LT_ION_H][i] / there.ion[LT_ION_H][i] - 1) <= tolerance)) {
                double less = 0;
                for (int k = 0; k < LT_N_IONS; k++)
                    less += (0.5 + charge_two[k]) * (there.ion[k][i] / there.water[i] - back.ion[k][i] / back.water[i]);
                assert_true(less > 0);
                others++;
                continue;
            }
            sharp += known < 1e-8;
            assert_within(back.water[i], there.water[i], tolerance);
            for (int k = 0; k < LT_N_GASES; k++)
                if (there.gas[k][i] > 1e-30) assert_within(back.gas[k][i], there.gas[k][i], 3 * tolerance);
        }
    }
    assert_true(others <= 2 * N * 2 / 1000);
    assert_true(sharp >= N / 2);
}

/* An acid particle with the gases above it, where these are what air can have (below 1e-4 mol/m3, 2 ppm), given to the
 * forward mode is that particle. One in a thousand may have an answer with less ionic strength, gases being free. */
static void back_and_there(void **state) {
    (void)state;
    int others = 0, compared = 0;
    acid_particles(&back, true, 12);
    solve(&(lt_equilibrium_setup){.mode = LT_EQ_REVERSE}, &back, N);
    memcpy(&there, &back, sizeof there);
    for (int i = 0; i < N; i++) {
        there.total[LT_TOTAL_NH4][i] += back.gas[LT_GAS_NH3][i];
        there.total[LT_TOTAL_NO3][i] += back.gas[LT_GAS_HNO3][i];
        there.total[LT_TOTAL_CL][i] += back.gas[LT_GAS_HCL][i];
    }
    solve(&(lt_equilibrium_setup){.mode = LT_EQ_FORWARD}, &there, N);
    for (int i = 0; i < N; i++) {
        if (!(back.gas[LT_GAS_NH3][i] + back.gas[LT_GAS_HNO3][i] + back.gas[LT_GAS_HCL][i] < 1e-4)) continue;
        compared++;
        if (fabs(there.ion[LT_ION_H][i] / back.ion[LT_ION_H][i] - 1) <= 1e-6)
            assert_within(there.water[i], back.water[i], 1e-6);
        else
            others++;
    }
    assert_true(compared >= N / 2 && others <= N / 1000);
}

static made_states first, second;
static void assert_same_bits(int i, int j) {
    for (int k = 0; k < LT_N_IONS; k++) assert_memory_equal(&first.ion[k][i], &second.ion[k][j], sizeof(double));
    for (int k = 0; k < LT_N_GASES; k++) assert_memory_equal(&first.gas[k][i], &second.gas[k][j], sizeof(double));
    assert_memory_equal(&first.hydroxide[i], &second.hydroxide[j], sizeof(double));
    assert_memory_equal(&first.water[i], &second.water[j], sizeof(double));
    assert_memory_equal(&first.residual[i], &second.residual[j], sizeof(double));
    assert_int_equal(first.flags[i], second.flags[j]);
}

/* Every kind of particle is solved by the fast method, by all kernels and in any order alike. */
static void all_kinds_are_solved_by_all_kernels(void **state) {
    (void)state;
    for (int activity = 0; activity < LT_N_ACTIVITIES; activity++) {
        lt_equilibrium_setup setup = {.mode = LT_EQ_REVERSE, .activity = activity};
        random_particles(&first, 2026);
        second = first;
        solve(&setup, &first, N);
        for (int i = 0; i < N; i++) {
            assert_true(first.residual[i] <= LT_EQ_TOLERANCE && !(first.flags[i] & LT_EQ_PLAIN));
            if (first.flags[i] & LT_EQ_EMPTY) continue;
            assert_true(first.ion[LT_ION_H][i] > 0 && first.water[i] > 0);
            for (int k = 0; k < LT_N_GASES; k++) assert_true(first.gas[k][i] >= 0 && isfinite(first.gas[k][i]));
        }
        for (int k = 0; k < n_sets; k++) {
            setup.kernel = lt_equilibrium_kernel_of(sets[k]->isa);
            solve(&setup, &second, N);
            for (int i = 0; i < N; i++) assert_same_bits(i, i);
        }
        for (int i = 0; i < N; i++) {
            second.temperature[i] = first.temperature[N - 1 - i], second.humidity[i] = first.humidity[N - 1 - i];
            for (int t = 0; t < LT_N_TOTALS; t++) second.total[t][i] = first.total[t][N - 1 - i];
        }
        solve(&setup, &second, N);
        for (int i = 0; i < N; i++) assert_same_bits(N - 1 - i, i);
    }
}

static void assert_plain_agrees(int n) {
    second = first;
    solve(&(lt_equilibrium_setup){.mode = LT_EQ_REVERSE}, &first, n);
    solve(&(lt_equilibrium_setup){.mode = LT_EQ_REVERSE, .sweeps = true}, &second, n);
    for (int i = 0; i < n; i++) {
        assert_true(second.residual[i] <= 1e-12);
        if (!(first.flags[i] & LT_EQ_EMPTY)) assert_within(first.ion[LT_ION_H][i], second.ion[LT_ION_H][i], 1e-8);
    }
}

/* The plain method walks up from below and knows no derivative. H of both ends at residuals of 1e-10 and less. */
static void the_plain_method_finds_the_same_root(void **state) {
    (void)state;
    random_particles(&first, 3);
    assert_plain_agrees(1500);
    acid_particles(&first, false, 5);
    assert_plain_agrees(N);
}

/* Ions are those that were given, mass closes, and a surplus beyond the tolerance is refused. */
static void what_is_given_stays(void **state) {
    (void)state;
    lt_equilibrium_fault faults[LT_EQ_MOST_FAULTS];
    random_particles(&first, 4);
    const lt_equilibrium_setup setup = {.mode = LT_EQ_REVERSE};
    solve(&setup, &first, N);
    for (int i = 0; i < N; i++) {
        double total[LT_N_TOTALS];
        for (int t = 0; t < LT_N_TOTALS; t++) total[t] = first.total[t][i];
        assert_int_equal(lt_equilibrium_judge(&setup, 298, 0.5, total, faults), 0);
        assert_true(first.ion[LT_ION_NH4][i] == total[LT_TOTAL_NH4] && first.ion[LT_ION_CL][i] == total[LT_TOTAL_CL]);
        const double sulfate = first.ion[LT_ION_SO4][i] + first.ion[LT_ION_HSO4][i] + first.solid[LT_SOLID_CASO4][i];
        const double ca = first.ion[LT_ION_CA][i] + first.solid[LT_SOLID_CASO4][i];
        assert_true(fabs(sulfate - total[LT_TOTAL_SO4]) <= 1e-15 * total[LT_TOTAL_SO4]);
        assert_true(fabs(ca - total[LT_TOTAL_CA]) <= 1e-15 * total[LT_TOTAL_CA]);
    }
    double basic[LT_N_TOTALS] = {[LT_TOTAL_NA] = 1.01e-8, [LT_TOTAL_CL] = 1e-8};
    assert_int_equal(lt_equilibrium_judge(&setup, 298, 0.5, basic, faults), 1);
    assert_true(faults[0].is_charge);
    assert_int_equal(lt_equilibrium_judge(&(lt_equilibrium_setup){.mode = LT_EQ_FORWARD}, 298, 0.5, basic, faults), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(acids_follow_the_quadratic),
        cmocka_unit_test(a_neutral_salt_has_the_acidity_of_water),
        cmocka_unit_test(hydroxide_balances_a_surplus),
        cmocka_unit_test(gases_stand_above_the_solution),
        cmocka_unit_test(there_and_back),
        cmocka_unit_test(back_and_there),
        cmocka_unit_test(all_kinds_are_solved_by_all_kernels),
        cmocka_unit_test(the_plain_method_finds_the_same_root),
        cmocka_unit_test(what_is_given_stays),
    };
    return cmocka_run_group_tests(tests, find_sets, NULL);
}
