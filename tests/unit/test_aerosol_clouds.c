/* Clouds and the aerosol: they change their own cells alone, make organics and sulfate by their equations, and leave
 * glyoxal to one water. */
#include "aerosol_fixture.h"

/* Clouds in some columns change no bit of the others, though they share a tile; and something within. */
static void test_own_cell(void **state) {
    (void)state;
    lt_gas_case with, without;
    int changed = 0;
    gas_case("cb6r5", &with);
    gas_case("cb6r5", &without);
    fill(&with);
    fill(&without);
    memset(without.weather.cloud_water, 0, (size_t)GAS_NZ * GAS_COLUMNS * sizeof *without.weather.cloud_water);
    step(&with);
    step(&without);
    for (int s = 0; s < with.set->n; ++s)
        for (int k = 0; k < GAS_NZ; ++k)
            for (int i = 0; i < GAS_COLUMNS; ++i) {
                const char *name = with.set->info[s].name;
                const bool same = at(&with, name, k, i) == at(&without, name, k, i);
                if (with.weather.cloud_water[k * GAS_COLUMNS + i] > 0.0)
                    changed += !same;
                else if (!same)
                    fail_msg("%s of layer %d, column %d knows of clouds elsewhere", name, k, i);
            }
    assert_true(changed > 0 && lt_aerosol_work_of(with.aerosol).cloudy > 0);
    lt_gas_case_free(&with);
    lt_gas_case_free(&without);
}

/* Organics of drops: 0.04 mol of 177 g of each mol of aldehyde, on top of what there was. */
static void test_organics_of_clouds(void **state) {
    (void)state;
    const double molar_gly = 58.0, molar_mgly = 72.0, molar = 177.0;
    lt_gas_case c;
    int cloudy = 0;
    gas_case("cb6r5", &c);
    lt_gas_case_set(&c, "GLY", 1.0);
    lt_gas_case_set(&c, "MGLY", 1.0);
    lt_gas_case_set(&c, "OH", 1e-3);
    lt_gas_case_set(&c, "AORGCJ", 0.01);
    const double gly = mol_of(&c, "GLY", molar_gly, 0, 0), mgly = mol_of(&c, "MGLY", molar_mgly, 0, 0),
                 before = at(&c, "AORGCJ", 0, 0);
    step(&c);
    for (int k = 0; k < GAS_NZ; ++k)
        for (int i = 0; i < GAS_COLUMNS; ++i) {
            const double gone = gly - mol_of(&c, "GLY", molar_gly, k, i) + mgly - mol_of(&c, "MGLY", molar_mgly, k, i);
            const double made = 1e-3 * 0.04 * molar * gone, won = at(&c, "AORGCJ", k, i) - before;
            assert_near(won, made, 2e-3 * made + rounding * (before + gly * 0.04e-3 * molar));
            cloudy += made > 1e-3 * before;
        }
    assert_true(cloudy > 0);
    lt_gas_case_free(&c);
}

/* Lye of soil lasts until sulfate has bound it, and no longer: of a step no more forms; sulfur stays. */
static void test_lye(void **state) {
    (void)state;
    static const char *const none[] = {"SULF", "HNO3", "HCL", "ACLJ", "ANAJ", "AKJ", "AMGJ", "ASO4J", "AHMSJ"};
    lt_gas_case c;
    gas_case("cb6r5", &c);
    for (size_t n = 0; n < sizeof none / sizeof *none; ++n) lt_gas_case_set(&c, none[n], 0.0);
    lt_gas_case_set(&c, "ACAJ", 1.0);
    lt_gas_case_set(&c, "ANO3J", 1.0);
    lt_gas_case_set(&c, "SO2", 30.0);
    lt_gas_case_set(&c, "O3", 60.0);
    for (int i = 0; i < GAS_COLUMNS * GAS_NZ; ++i) c.weather.humidity[i] = 0.9;
    const double surplus = 2e-6 / 40.078 - 1e-6 / 62.004, sulfur = mol_of(&c, "SO2", 64.066, 0, 0);
    step(&c);
    const double sulfate = mol_of(&c, "ASO4J", 96.056, 0, 0), hms = mol_of(&c, "AHMSJ", 111.091, 0, 0);
    print_message("of %.3g umol of lye a kg of air a step leaves %.3g\n", 1e6 * surplus,
                  1e6 * (surplus - 2.0 * sulfate - hms));
    assert_near(2.0 * sulfate + hms, surplus, 1e-5 * surplus);
    assert_near(mol_of(&c, "SO2", 64.066, 0, 0) + sulfate + hms, sulfur, rounding * sulfur);
    lt_gas_case_free(&c);
}

/* The chemistry of gases knows the share of a cell that drops fill, and leaves glyoxal there to them; with the cloud
 * too thin for its chemistry, or none, particles have all of the cell. */
static void test_no_glyoxal_in_both_waters(void **state) {
    (void)state;
    enum { CLOUDY = 3, THIN = 1, N_LANES = 32 }; /* layer of gas_case's cloud, and one that gets a thin one */
    lt_gas_case c;
    gas_lit l;
    gas_case("cb6r5", &c);
    for (int i = 0; i < GAS_COLUMNS; ++i) {
        c.weather.cloud_water[THIN * GAS_COLUMNS + i] = 2e-6;
        c.weather.cloud_fraction[THIN * GAS_COLUMNS + i] = 0.5;
    }
    gas_lit_create(&c, &l);
    gas_lit_at(&c, &l, LT_GAS_CASE_START + 12 * 3600.0, step_s);
    double beside[GAS_NZ * LT_LANES];
    memcpy(beside, l.uptake.rate[LT_UPTAKE_GLY], sizeof beside);
    l.plan.setup.aqueous = false;
    memset(l.uptake.cloud, 0, sizeof beside);
    gas_lit_at(&c, &l, LT_GAS_CASE_START + 12 * 3600.0, step_s);
    int cloudy = 0;
    for (int k = 0; k < GAS_NZ; ++k)
        for (int lane = 0; lane < N_LANES; ++lane) {
            const lt_tile *tile = &c.state->tiles[0];
            const int at = k * LT_LANES + lane, column = tile->j[lane] * GAS_NX + tile->i[lane];
            const bool drops = k == CLOUDY && column % 3 == 1;
            assert_true(l.uptake.rate[LT_UPTAKE_GLY][at] > 0.0);
            assert_true(beside[at] == (drops ? 1.0 - 0.6 : 1.0) * l.uptake.rate[LT_UPTAKE_GLY][at]);
            cloudy += drops;
        }
    assert_true(cloudy > 5);
    gas_lit_free(&l);
    lt_gas_case_free(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_own_cell), cmocka_unit_test(test_organics_of_clouds),
                                       cmocka_unit_test(test_lye), cmocka_unit_test(test_no_glyoxal_in_both_waters)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
