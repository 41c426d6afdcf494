/* test_equilibrium_start.c - the way to the root in float: activities are those of double, and double that begins where
 * float ended finds the root of the plain method, with every model of activities. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#define LT_SINGLE
#define LT_PLAIN
#include "model/aerosol/equilibrium/start.h"
#include "model/aerosol/equilibrium/water.h"
#include "tests/support/equilibrium_states.h"
#include "tests/support/kernel_sets.h"
#include "tests/support/near.h"

#include <math.h>

static made_states fast, sweeps, other;

/* Nearest of 198, 223 ... 323 K also where numbers have 24 bits. */
static void test_isorropia_in_float(void **state) {
    (void)state;
    static const double at[][2] = {{200, 198}, {260.4, 248}, {260.6, 273}, {285.4, 273}, {285.6, 298}, {320, 323}};
    for (int k = 0; k < 6; k++) {
        const lt_activity_air air = lt_isorropia_air((float)at[k][0]);
        assert_near(air.gain, 1.125 - 0.005 * (at[k][1] - 273), 1e-6);
        assert_near(air.debye, 0.511 * pow(298 / at[k][0], 1.5), 1e-6);
    }
}

static double log_between(uint64_t *seed, double low, double high) {
    return exp(log(low) + (log(high) - log(low)) * uniform(seed));
}

/* Acid and other states; their amounts to the residual of both, 1e-10 of all charges. */
static void test_roots_of_all_models(void **state) {
    (void)state;
    uint64_t seed = 41;
    for (int n = 0; n < 1000; n++) {
        double total[LT_N_TOTALS];
        for (int t = 0; t < LT_N_TOTALS; t++) total[t] = uniform(&seed) < 0.2 ? 0 : log_between(&seed, 1e-10, 1e-6);
        states_add(&fast, 235 + 80 * uniform(&seed), 0.1 + 0.89 * uniform(&seed), total);
    }
    for (int activity = 0; activity < LT_N_ACTIVITIES; activity++) {
        sweeps = fast;
        states_solve(&(lt_equilibrium_setup){.activity = activity}, &fast);
        states_solve(&(lt_equilibrium_setup){.activity = activity, .sweeps = true}, &sweeps);
        for (size_t i = 0; i < fast.n; i++)
            for (int k = 0; k < LT_N_IONS; k++)
                if (!(fabs(fast.ion[k][i] - sweeps.ion[k][i]) <= 1e-6 * sweeps.ion[k][i])) {
                    states_print(&fast, i);
                    states_print(&sweeps, i);
                    fail_msg("model %d: %s %.9g, by sweeps %.9g", activity, lt_ion_names[k], fast.ion[k][i],
                             sweeps.ion[k][i]);
                }
    }
}

/* All kernels, with every model of activities; test_equilibrium_edges.c has the default at the ends of what is taken.
 */
static void test_bits_of_all_models(void **state) {
    (void)state;
    for (int activity = 0; activity < LT_N_ACTIVITIES; activity++) {
        states_solve(&(lt_equilibrium_setup){.activity = activity}, &fast);
        for (int k = 0; k < n_sets; k++) {
            other = fast;
            states_solve(
                &(lt_equilibrium_setup){.activity = activity, .kernel = lt_equilibrium_kernel_of(sets[k]->isa)},
                &other);
            assert_memory_equal(fast.ion, other.ion, sizeof fast.ion);
            assert_memory_equal(fast.gas, other.gas, sizeof fast.gas);
            assert_memory_equal(fast.water, other.water, sizeof fast.water);
            assert_memory_equal(fast.residual, other.residual, sizeof fast.residual);
            assert_memory_equal(fast.flags, other.flags, sizeof fast.flags);
        }
    }
}

/* Float brings most of them home: what it ends with is a root to its own residual. */
static void test_float_arrives(void **state) {
    (void)state;
    int well = 0;
    for (size_t i = 0; i + LT_EQ_LANES <= fast.n; i += LT_EQ_LANES) {
        lt_equilibrium_block block = {.crustal = true};
        static const double at_298[LT_N_CONSTANTS] = {
#define AT_298(name, value, a, b) value,
            LT_EQ_CONSTANTS(AT_298)};
        for (int k = 0; k < LT_N_CONSTANTS; k++) block.log_k[k] = log(at_298[k]);
        for (int lane = 0; lane < LT_EQ_LANES; lane++) {
            double water[LT_N_SALTS];
            lt_water_of_salts(fast.humidity[i + (size_t)lane], 0, water);
            for (int s = 0; s < LT_N_SALTS; s++) block.water_of_salts[s][lane] = water[s];
            for (int t = 0; t < LT_N_TOTALS; t++) block.total[t][lane] = fast.total[t][i + (size_t)lane];
            block.temperature[lane] = fast.temperature[i + (size_t)lane];
            block.humidity[lane] = fast.humidity[i + (size_t)lane];
        }
        lt_block_start(&block);
        for (int lane = 0; lane < LT_EQ_LANES; lane++) well += block.start_residual[lane] <= LT_EQ_STARTED;
    }
    print_message("%d of %d begin where float ended\n", well, (int)(fast.n / LT_EQ_LANES * LT_EQ_LANES));
    assert_true(well >= 980);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_isorropia_in_float),
                                       cmocka_unit_test(test_roots_of_all_models),
                                       cmocka_unit_test(test_bits_of_all_models), cmocka_unit_test(test_float_arrives)};
    return cmocka_run_group_tests(tests, find_sets, NULL);
}
