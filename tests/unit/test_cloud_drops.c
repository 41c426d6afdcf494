/* Chemistry in cloud drops: mass closes, same bits in any company and by any kernel, what is switched off does nothing,
 * what cannot be is held and said. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/aerosol/cloud/bench/cloud_states.h"
#include "model/aerosol/cloud/coarse.h"

#include <math.h>
#include <stdbool.h>
#include <string.h>

enum { N = 203 };

static lt_cloud_setup setup_of(const char *isa) {
    lt_cloud_setup setup = lt_cloud_setup_default();
    setup.kernel = lt_cloud_kernel_of(isa);
    return setup;
}

static bool has_v4(void) {
    return __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl");
}

/* Sums of what must not change, by cell: S, N(V), N(-III), Cl, oxidants and carbon with what they made. */
enum { N_SUMS = 6 };
static void sums_of(const lt_cloud_cells *c, size_t i, double *out) {
    double *const *a = c->amount;
    out[0] = a[LT_CLOUD_SO2][i] + a[LT_CLOUD_ASO4J][i] + a[LT_CLOUD_AHMSJ][i];
    out[1] = a[LT_CLOUD_HNO3][i] + a[LT_CLOUD_ANO3J][i];
    out[2] = a[LT_CLOUD_NH3][i] + a[LT_CLOUD_ANH4J][i];
    out[3] = a[LT_CLOUD_HCL][i] + a[LT_CLOUD_ACLJ][i];
    out[4] = a[LT_CLOUD_FORM][i] + a[LT_CLOUD_AHMSJ][i];
    out[5] = a[LT_CLOUD_GLY][i] + a[LT_CLOUD_MGLY][i] + a[LT_CLOUD_AORGCJ][i] / 0.04;
}

static void test_mass_closes(void **state) {
    (void)state;
    lt_cloud_states before, after;
    const lt_cloud_setup setup = setup_of("v3");
    assert_int_equal(lt_cloud_states_create(N, &before), LT_OK);
    assert_int_equal(lt_cloud_states_create(N, &after), LT_OK);
    lt_cloud_step(&setup, &after.cells, 0, N, 300.0);
    for (size_t i = 0; i < N; i++) {
        double was[N_SUMS], is[N_SUMS];
        sums_of(&before.cells, i, was);
        sums_of(&after.cells, i, is);
        for (int k = 0; k < N_SUMS; k++) assert_true(fabs(is[k] - was[k]) <= 1e-14 * was[k]);
        static const int oxidant[] = {LT_CLOUD_H2O2, LT_CLOUD_O3, LT_CLOUD_MEPX, LT_CLOUD_PACD};
        for (int w = LT_WAY_H2O2; w <= LT_WAY_PAA; w++) {
            const double *x0 = before.cells.amount[oxidant[w]], *x1 = after.cells.amount[oxidant[w]];
            assert_true(fabs(x0[i] - x1[i] - after.cells.way[w][i]) <= 1e-14 * x0[i]);
        }
        for (int s = 0; s < LT_N_CLOUD_SPECIES; s++) assert_true(after.cells.amount[s][i] >= 0.0);
        const double formed = after.cells.amount[LT_CLOUD_ASO4J][i] - before.cells.amount[LT_CLOUD_ASO4J][i];
        assert_true(formed >= 0.0);
        assert_true(after.flags[i] & LT_CLOUD_IS_CLOUD);
        assert_false(after.flags[i] & LT_CLOUD_IS_UNSETTLED);
    }
    lt_cloud_states_free(&before);
    lt_cloud_states_free(&after);
}

static void expect_same(const lt_cloud_states *a, size_t i, const lt_cloud_states *b, size_t j) {
    for (int s = 0; s < LT_N_CLOUD_SPECIES; s++)
        assert_memory_equal(&a->cells.amount[s][i], &b->cells.amount[s][j], sizeof(double));
    for (int w = 0; w < LT_N_WAYS; w++) assert_memory_equal(&a->cells.way[w][i], &b->cells.way[w][j], sizeof(double));
    assert_memory_equal(&a->cells.ph[i], &b->cells.ph[j], sizeof(double));
    assert_int_equal(a->flags[i], b->flags[j]);
}

static void test_same_bits(void **state) {
    (void)state;
    lt_cloud_states whole, other;
    assert_int_equal(lt_cloud_states_create(N, &whole), LT_OK);
    assert_int_equal(lt_cloud_states_create(N, &other), LT_OK);
    lt_cloud_setup setup = setup_of("plain");
    lt_cloud_step(&setup, &whole.cells, 0, N, 300.0);
    static const char *const isas[] = {"v3", "v4"};
    for (int k = 0; k < (has_v4() ? 2 : 1); k++) {
        setup = setup_of(isas[k]);
        lt_cloud_states_fill(&other);
        for (size_t first = 0; first < N; first += 13 * (size_t)(k + 1)) {
            const size_t n = 13 * (size_t)(k + 1);
            lt_cloud_step(&setup, &other.cells, first, first + n < N ? n : N - first, 300.0);
        }
        for (size_t i = 0; i < N; i++) expect_same(&whole, i, &other, i);
    }
    lt_cloud_states_free(&whole);
    lt_cloud_states_free(&other);
}

/* No water, no share, not enough of it: nothing changes, to the last bit. */
static void test_no_cloud(void **state) {
    (void)state;
    lt_cloud_states before, after;
    const lt_cloud_setup setup = setup_of("v3");
    assert_int_equal(lt_cloud_states_create(9, &before), LT_OK);
    assert_int_equal(lt_cloud_states_create(9, &after), LT_OK);
    double water[9], fraction[9];
    for (size_t i = 0; i < 9; i++) {
        fraction[i] = i < 3 ? 0.5 : i < 6 ? 0.0 : NAN;
        water[i] = i < 3 ? 0.49e-5 / after.cells.air_density[i] : 3e-4;
    }
    water[1] = -1.0, water[2] = NAN;
    after.cells.water = water, after.cells.fraction = fraction;
    lt_cloud_step(&setup, &after.cells, 0, 9, 300.0);
    for (size_t i = 0; i < 9; i++) {
        for (int s = 0; s < LT_N_CLOUD_SPECIES; s++)
            assert_memory_equal(&before.cells.amount[s][i], &after.cells.amount[s][i], sizeof(double));
        assert_int_equal(after.flags[i], 0);
        assert_true(isnan(after.cells.ph[i]));
    }
    lt_cloud_states_free(&before);
    lt_cloud_states_free(&after);
}

/* Each path switched off is nothing, the others go on. */
static void test_switches(void **state) {
    (void)state;
#define PATH(name, path, ...) LT_PATH_##path,
    static const int path_of[LT_N_WAYS] = {LT_CLOUD_WAYS(PATH)};
    lt_cloud_states states;
    assert_int_equal(lt_cloud_states_create(40, &states), LT_OK);
    for (int w = 0; w < LT_N_WAYS; w++) {
        lt_cloud_setup setup = setup_of("v3");
        setup.paths &= ~LT_PATH_BIT(path_of[w]);
        lt_cloud_states_fill(&states);
        lt_cloud_step(&setup, &states.cells, 0, 40, 300.0);
        for (size_t i = 0; i < 40; i++)
            for (int v = 0; v < LT_N_WAYS; v++)
                assert_true(path_of[v] == path_of[w] ? states.cells.way[v][i] == 0.0 : states.cells.way[v][i] != 0.0);
    }
    lt_cloud_setup setup = setup_of("v3");
    setup.paths &= ~LT_PATH_BIT(LT_PATH_cloud_soa);
    lt_cloud_states_fill(&states);
    lt_cloud_step(&setup, &states.cells, 0, 40, 300.0);
    for (size_t i = 0; i < 40; i++) assert_true(states.cells.amount[LT_CLOUD_AORGCJ][i] == 0.0);
    lt_cloud_states_free(&states);
}

/* What cannot be is held and flagged, and neighbours do not feel it. */
static void test_held(void **state) {
    (void)state;
    lt_cloud_states good, bad;
    const lt_cloud_setup setup = setup_of("v3");
    assert_int_equal(lt_cloud_states_create(8, &good), LT_OK);
    assert_int_equal(lt_cloud_states_create(8, &bad), LT_OK);
    double temperature[8], water[8];
    memcpy(temperature, bad.cells.temperature, sizeof temperature);
    memcpy(water, bad.cells.water, sizeof water);
    temperature[0] = 199.0, temperature[1] = 321.0, temperature[2] = NAN, water[3] = 1.0;
    bad.cells.temperature = temperature, bad.cells.water = water;
    bad.cells.amount[LT_CLOUD_O3][4] = -1e-9;
    bad.cells.amount[LT_CLOUD_H2O2][5] = NAN;
    lt_cloud_step(&setup, &good.cells, 0, 8, 300.0);
    lt_cloud_step(&setup, &bad.cells, 0, 8, 300.0);
    for (size_t i = 0; i < 3; i++) assert_true(bad.flags[i] & LT_CLOUD_IS_TEMPERATURE);
    assert_true(bad.flags[3] & LT_CLOUD_IS_WATER);
    assert_true(bad.flags[4] & LT_CLOUD_IS_NEGATIVE && bad.flags[5] & LT_CLOUD_IS_NEGATIVE);
    for (size_t i = 0; i < 8; i++)
        for (int s = 0; s < LT_N_CLOUD_SPECIES; s++) assert_true(bad.cells.amount[s][i] >= 0.0);
    for (size_t i = 6; i < 8; i++) expect_same(&good, i, &bad, i);
    lt_cloud_states_free(&good);
    lt_cloud_states_free(&bad);
}

/* Anything from nothing to ppm of everything, in the cold and the heat, over 900 s: numbers, none below nothing, and
 * sulfur closes. */
static void test_anything(void **state) {
    (void)state;
    enum { CELLS = 400 };
    lt_cloud_states states;
    const lt_cloud_setup setup = setup_of("v3");
    double temperature[CELLS], sulfur[CELLS];
    uint64_t seed = 5;
    assert_int_equal(lt_cloud_states_create(CELLS, &states), LT_OK);
    double *const *a = states.cells.amount;
    for (size_t i = 0; i < CELLS; i++) {
        temperature[i] = 200.0 + 120.0 * lt_verify_random(&seed);
        for (int s = 0; s < LT_N_CLOUD_SPECIES; s++)
            a[s][i] = lt_verify_random(&seed) < 0.25 ? 0.0 : pow(10.0, -16.0 + 10.5 * lt_verify_random(&seed));
        sulfur[i] = a[LT_CLOUD_SO2][i] + a[LT_CLOUD_ASO4J][i] + a[LT_CLOUD_AHMSJ][i];
    }
    states.cells.temperature = temperature;
    lt_cloud_step(&setup, &states.cells, 0, CELLS, 900.0);
    for (size_t i = 0; i < CELLS; i++) {
        for (int s = 0; s < LT_N_CLOUD_SPECIES; s++) assert_true(a[s][i] >= 0.0 && a[s][i] < 1.0);
        assert_true(states.cells.ph[i] > -1.1 && states.cells.ph[i] < 12.1);
        assert_true(fabs(a[LT_CLOUD_SO2][i] + a[LT_CLOUD_ASO4J][i] + a[LT_CLOUD_AHMSJ][i] - sulfur[i]) <=
                    1e-14 * sulfur[i]);
        assert_false(states.flags[i] & LT_CLOUD_IS_UNSETTLED);
    }
    lt_cloud_states_free(&states);
}

/* Coarse matter: cations less anions by hand; soil makes the drops less acid and brings metals, chloride alone is acid.
 */
static void test_coarse(void **state) {
    (void)state;
    const lt_cloud_coarse sea = lt_cloud_coarse_of(0, 0, 1e-6, 0, 0, 0);
    assert_true(fabs(sea.charge / 1e-6 - (0.8373 / 22.99 + 2 * 0.0997 / 24.305 + 0.031 / 39.098 + 2 * 0.032 / 40.078)) <
                1e-12);
    const lt_cloud_coarse soil = lt_cloud_coarse_of(2e-5, 1e-5, 0, 0, 0, 0),
                          acid = lt_cloud_coarse_of(0, 0, 0, 1e-7, 0, 0);
    const double of_soil = 2 * 0.5 * 0.0838 / 40.078 / 0.95358,
                 of_other = (0.0023 / 22.99 + 2 * 0.0032 / 24.305 + 0.0176 / 39.098 + 2 * 0.0562 / 40.078) / 0.99675;
    assert_true(fabs(soil.charge / (2e-5 * of_soil + 1e-5 * of_other) - 1) < 1e-12);
    assert_true(soil.iron > 0 && soil.manganese > 0 && acid.charge == -1e-7);
    const lt_cloud_setup setup = setup_of("v3");
    lt_cloud_states bare, with;
    double charge[2] = {soil.charge, acid.charge}, iron[2] = {soil.iron, 0}, manganese[2] = {soil.manganese, 0};
    assert_int_equal(lt_cloud_states_create(2, &bare), LT_OK);
    assert_int_equal(lt_cloud_states_create(2, &with), LT_OK);
    with.cells.coarse_charge = charge, with.cells.coarse_iron = iron, with.cells.coarse_manganese = manganese;
    lt_cloud_step(&setup, &bare.cells, 0, 2, 300.0);
    lt_cloud_step(&setup, &with.cells, 0, 2, 300.0);
    assert_true(with.cells.ph[0] > bare.cells.ph[0] && with.cells.ph[1] < bare.cells.ph[1]);
    assert_true(with.cells.way[LT_WAY_TMI][0] > bare.cells.way[LT_WAY_TMI][0]);
    lt_cloud_states_free(&bare);
    lt_cloud_states_free(&with);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_mass_closes), cmocka_unit_test(test_same_bits),
                                       cmocka_unit_test(test_no_cloud),    cmocka_unit_test(test_switches),
                                       cmocka_unit_test(test_held),        cmocka_unit_test(test_coarse),
                                       cmocka_unit_test(test_anything)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
