/* Gases on and in particles (model/aerosol/uptake): same bits of kernels, order and company; what is off is nothing;
 * names of the mechanism; what the cell's cloud leaves. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "model/aerosol/tunings.h"
#include "model/aerosol/uptake/verify/batch.h"
#include "model/aerosol/uptake/verify/verify.h"
#include "model/chemistry/mechanism/mechanism.h"

enum { N = 1024 };

static void batch_of(uint64_t seed, lt_uptake_batch *b) {
    assert_int_equal(lt_uptake_batch_create(N, b), LT_OK);
    lt_uptake_batch_random(seed, b);
}

static const lt_uptake_kernel *here(void) {
    const lt_uptake_kernel *kernel = NULL;
    assert_int_equal(lt_uptake_kernel_here(&kernel), LT_OK);
    return kernel;
}

static void run(const lt_uptake_kernel *kernel, unsigned tunings, int law, lt_uptake_batch *b) {
    lt_uptake_setup rates = lt_uptake_all();
    const lt_haze_setup haze = lt_haze_all();
    rates.tunings = tunings;
    rates.n2o5 = (lt_n2o5_law)law;
    kernel->rates(&rates, &b->uptake);
    kernel->haze(&haze, &b->haze);
}

static void assert_same(const lt_uptake_batch *a, const lt_uptake_batch *b) {
    assert_memory_equal(a->memory, b->memory, (size_t)LT_N_UPTAKE_ROWS * N * sizeof(double));
}

static void test_kernels_give_the_same_bits(void **state) {
    (void)state;
    for (int law = 0; law < LT_N_N2O5_LAWS; law++) {
        lt_uptake_batch plain, wide, narrow;
        batch_of(7, &plain);
        batch_of(7, &wide);
        batch_of(7, &narrow);
        const unsigned tunings = law ? (1u << LT_N_TUNINGS) - 1u : 0u;
        run(&lt_uptake_plain, tunings, law, &plain);
        run(here(), tunings, law, &wide);
        run(lt_uptake_kernel_of("v3"), tunings, law, &narrow);
        assert_same(&plain, &wide);
        assert_same(&plain, &narrow);
        for (int r = 0; r < LT_N_UPTAKE_ROWS; r++)
            for (int i = 0; i < N; i++) assert_true(isfinite(lt_uptake_batch_row(&plain, r)[i]));
        lt_uptake_batch_free(&plain);
        lt_uptake_batch_free(&wide);
        lt_uptake_batch_free(&narrow);
    }
}

/* Cells in the opposite order. */
static void test_a_cell_depends_on_itself_alone(void **state) {
    (void)state;
    lt_uptake_batch a, b;
    batch_of(9, &a);
    batch_of(9, &b);
    for (int r = 0; r < LT_N_UPTAKE_ROWS; r++)
        for (int i = 0; i < N; i++) lt_uptake_batch_row(&b, r)[N - 1 - i] = lt_uptake_batch_row(&a, r)[i];
    run(here(), 0, 0, &a);
    run(here(), 0, 0, &b);
    for (int r = 0; r < LT_N_UPTAKE_ROWS; r++)
        for (int i = 0; i < N; i++)
            assert_memory_equal(lt_uptake_batch_row(&a, r) + i, lt_uptake_batch_row(&b, r) + N - 1 - i, sizeof(double));
    lt_uptake_batch_free(&a);
    lt_uptake_batch_free(&b);
}

static void test_what_is_off_is_nothing(void **state) {
    (void)state;
    static const struct {
        int path, rates[3];
    } switches[] = {{LT_PATH_n2o5, {LT_UPTAKE_N2O5IJ, LT_UPTAKE_N2O5K, LT_UPTAKE_N2O5K}},
                    {LT_PATH_no2, {LT_UPTAKE_NO2, LT_UPTAKE_NO2, LT_UPTAKE_NO2}},
                    {LT_PATH_ho2, {LT_UPTAKE_HO2, LT_UPTAKE_HO2, LT_UPTAKE_HO2}},
                    {LT_PATH_iepox, {LT_UPTAKE_IEPOX, LT_UPTAKE_IEPOX, LT_UPTAKE_IEPOX}},
                    {LT_PATH_glyoxal, {LT_UPTAKE_GLY, LT_UPTAKE_MGLY, LT_UPTAKE_MGLY}}};
    lt_uptake_batch all, less;
    batch_of(4, &all);
    batch_of(4, &less);
    lt_uptake_setup setup = lt_uptake_all();
    here()->rates(&setup, &all.uptake);
    for (size_t k = 0; k < sizeof switches / sizeof *switches; k++) {
        setup.paths = LT_PATHS_ALL & ~LT_PATH_BIT(switches[k].path);
        here()->rates(&setup, &less.uptake);
        for (int rate = 0; rate < LT_N_UPTAKES; rate++) {
            const int *off = switches[k].rates;
            const bool is_off = rate == off[0] || rate == off[1] || rate == off[2];
            for (int i = 0; i < N; i++) assert_true(less.rate[rate][i] == (is_off ? 0.0 : all.rate[rate][i]));
        }
    }
    lt_uptake_batch_free(&all);
    lt_uptake_batch_free(&less);
}

static void test_haze_paths_that_are_off_form_nothing(void **state) {
    (void)state;
    static const int paths[LT_N_HAZE_PATHS] = {
#define PATH(name, gas, molecules) LT_PATH_##name,
        LT_HAZE_PATHS(PATH)
#undef PATH
    };
    lt_uptake_batch before, after;
    batch_of(5, &before);
    batch_of(5, &after);
    for (int way = 0; way < LT_N_HAZE_PATHS; way++) {
        lt_haze_setup setup = lt_haze_all();
        setup.paths &= ~LT_PATH_BIT(paths[way]);
        lt_uptake_batch_copy(&before, &after);
        here()->haze(&setup, &after.haze);
        for (int i = 0; i < N; i++) assert_true(after.formed[way][i] == 0.0);
    }
    lt_haze_setup none = lt_haze_all();
    none.paths = 0;
    lt_uptake_batch_copy(&before, &after);
    here()->haze(&none, &after.haze);
    assert_same(&before, &after);
    lt_uptake_batch_free(&before);
    lt_uptake_batch_free(&after);
}

/* Nothing happens in cells without water (but for so2_gamma, off here), and in those that are all cloud. */
static void test_water_and_cloud(void **state) {
    (void)state;
    lt_uptake_batch dry, half, clear;
    batch_of(6, &dry);
    batch_of(6, &half);
    batch_of(6, &clear);
    for (int i = 0; i < N; i++) {
        dry.water[i] = i % 2 ? 0.0 : dry.water[i];
        dry.cloud[i] = i % 2 ? 0.0 : 1.0;
        half.cloud[i] = 0.5;
        clear.cloud[i] = 0.0;
    }
    const double *rows[] = {dry.so2, dry.sulfate, dry.hms, dry.o3, dry.h2o2, dry.no2, dry.hono, dry.hcho};
    double before[8][N];
    for (int k = 0; k < 8; k++) memcpy(before[k], rows[k], sizeof before[k]);
    const lt_haze_setup setup = lt_haze_all();
    here()->haze(&setup, &dry.haze);
    here()->haze(&setup, &half.haze);
    here()->haze(&setup, &clear.haze);
    for (int i = 0; i < N; i++) {
        for (int k = 0; k < 8; k++) assert_true(rows[k][i] == before[k][i]);
        for (int way = 0; way < LT_N_HAZE_PATHS; way++) assert_true(half.formed[way][i] == 0.5 * clear.formed[way][i]);
    }
    lt_uptake_batch_free(&dry);
    lt_uptake_batch_free(&half);
    lt_uptake_batch_free(&clear);
}

/* What drops see to where there are some is taken up in the rest of the cell alone; all else in the whole cell. */
static void test_uptake_beside_cloud(void **state) {
    (void)state;
    static const int shared[] = {LT_UPTAKE_GLY, LT_UPTAKE_MGLY, LT_UPTAKE_IEPOX};
    lt_uptake_batch clear, cloudy;
    batch_of(11, &clear);
    batch_of(11, &cloudy);
    for (int i = 0; i < N; i++) clear.cloud[i] = 0.0;
    for (int i = 0; i < N; i++) cloudy.cloud[i] = i % 4 == 3 ? 2.0 : 0.25 * (i % 4);
    const lt_uptake_setup setup = lt_uptake_all();
    here()->rates(&setup, &clear.uptake);
    here()->rates(&setup, &cloudy.uptake);
    int taken = 0;
    for (int rate = 0; rate < LT_N_UPTAKES; rate++) {
        const bool is_shared = rate == shared[0] || rate == shared[1] || rate == shared[2];
        for (int i = 0; i < N; i++) {
            const double left = !is_shared ? 1.0 : i % 4 == 3 ? 0.0 : 1.0 - 0.25 * (i % 4);
            assert_true(cloudy.rate[rate][i] == left * clear.rate[rate][i]);
            taken += is_shared && clear.rate[rate][i] > 0.0;
        }
    }
    assert_true(taken > N);
    lt_uptake_batch_free(&clear);
    lt_uptake_batch_free(&cloudy);
}

/* Below zero counts as nothing and stays. */
static void test_rounding_below_zero(void **state) {
    (void)state;
    lt_uptake_batch b;
    batch_of(8, &b);
    for (int i = 0; i < N; i++) b.so2[i] = b.h2o2[i] = -1e-20;
    const lt_haze_setup setup = lt_haze_all();
    for (int i = 0; i < N; i++) b.hms[i] = 0;
    here()->haze(&setup, &b.haze);
    for (int i = 0; i < N; i++) {
        assert_true(b.so2[i] == -1e-20);
        assert_true(b.h2o2[i] == -1e-20);
    }
    lt_uptake_batch_free(&b);
}

/* Every HET of the shipped mechanism is one of this folder's, and the other way round. */
static void test_names_of_the_mechanism(void **state) {
    (void)state;
    lt_mechanism *m;
    assert_int_equal(lt_mechanism_read("cb6r5", &m), LT_OK);
    int found = 0;
    for (int k = 0; k < m->n_externals; k++) {
        if (m->externals[k].kind != LT_EXTERNAL_HET) continue;
        if (lt_uptake_of(m->externals[k].name) < 0) print_error("no rate for %s\n", m->externals[k].name);
        assert_true(lt_uptake_of(m->externals[k].name) >= 0);
        found++;
    }
    assert_int_equal(found, LT_N_UPTAKES);
    assert_int_equal(lt_uptake_of("HETERO_N2O5"), -1);
    assert_int_equal(lt_n2o5_law_of(NULL), LT_N2O5_bertram_thornton);
    assert_int_equal(lt_n2o5_law_of("bertram_thornton"), LT_N2O5_bertram_thornton);
    assert_int_equal(lt_n2o5_law_of("davis"), LT_N2O5_davis);
    assert_string_equal(LT_N2O5_NAMES, "bertram_thornton|davis");
    lt_mechanism_free(m);
}

/* Nothing that was fitted to air runs unless it is asked for. */
static void test_tunings_are_off(void **state) {
    (void)state;
    assert_int_equal(LT_TUNINGS_DEFAULT, 0);
    assert_false(LT_PATHS_DEFAULT & LT_PATH_BIT(LT_PATH_so2_gamma));
    assert_true(LT_PATHS_DEFAULT & LT_PATH_BIT(LT_PATH_haze_no2));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_kernels_give_the_same_bits),
                                       cmocka_unit_test(test_a_cell_depends_on_itself_alone),
                                       cmocka_unit_test(test_what_is_off_is_nothing),
                                       cmocka_unit_test(test_haze_paths_that_are_off_form_nothing),
                                       cmocka_unit_test(test_water_and_cloud),
                                       cmocka_unit_test(test_uptake_beside_cloud),
                                       cmocka_unit_test(test_rounding_below_zero),
                                       cmocka_unit_test(test_names_of_the_mechanism),
                                       cmocka_unit_test(test_tunings_are_off)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
