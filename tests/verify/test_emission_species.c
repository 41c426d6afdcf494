/* One ledger as lumps for `chemistry: off` and as CB6r5's species for the mechanism, each through its own emissions.nc
 * into the model: the same nitrogen, sulfur, carbon monoxide, ammonia and particles enter, in July with plants and
 * soils. */
/* Two rooms that never meet have types of one name. */
#define lt_source lt_inventory_source
#define lt_mechanism lt_inventory_mechanism
#define lt_part lt_inventory_part
#include "../unit/inventory_fixture.h"
#include "inventory/place/gridding.h"
#undef lt_source
#undef lt_mechanism
#undef lt_part

#include "base/ncio.h"
#include "model/emission/emission.h"
#include "model/state/chemical_set.h"
#include "tests/support/root.h"
#include "tests/support/source_totals.h"

enum { YEAR = 2020 };

static lt_grid *grid;
static lt_outdir *dir;
static lt_chemical_set *lumps, *cb6;
static double *of_lumps, *of_cb6; /* kg/s over the domain */

/* Totals of one hour by the laws' mean year, which needs no weather but that of stacks. */
static double *hour_totals(lt_ledger *ledger, const lt_chemical_set *set, const char *mechanism, const char *name) {
    const lt_time begin = lt_time_from_civil(YEAR, 7, 10, 3, 0, 0); /* 11 o'clock */
    const size_t plane = (size_t)grid->nx * (size_t)grid->ny;
    const lt_species_set species = lt_chemical_set_species(set);
    const lt_source *source;
    lt_emission *e;
    lt_air *air;
    lt_ncr *file;
    double *t2m = calloc(plane, sizeof *t2m), *wind = calloc(plane, sizeof *wind),
           *stable = calloc(plane, sizeof *wind);
    double *total = calloc((size_t)set->n, sizeof *total);
    for (size_t c = 0; c < plane; c++) t2m[c] = 298, wind[c] = 3;
    lt_weather w = {.nx = (size_t)grid->nx,
                    .ny = (size_t)grid->ny,
                    .nz = (size_t)grid->nz,
                    .temperature_2m = t2m,
                    .wind_10m = wind,
                    .inverse_obukhov_length = stable};
    const lt_emission_setup setup = {.place = {grid->x0, grid->y0, grid->dx, 0, 0, 0, 0},
                                     .z_edge = grid->z_edge,
                                     .start = begin,
                                     .n_hours = 1,
                                     .mean_laws = true,
                                     .chemical = set};
    strcpy(ledger->mechanism, mechanism);
    fixture_fail(lt_inventory_emissions(ledger, dir, "grid.nc", begin, 1, name));
    fixture_fail(lt_ncr_open_own(dir, name, &file));
    fixture_fail(lt_air_create(grid->nx, grid->ny, grid->nz, &air));
    fixture_fail(lt_emission_open(file, &species, &w, air, &setup, &e));
    assert_null(lt_emission_dropped(e));
    fixture_fail(lt_emission_hour(e, 0, &w, &source));
    source_totals(air, source, species.n, total);
    lt_emission_close(e);
    lt_air_free(air);
    free(t2m);
    free(wind);
    free(stable);
    return total;
}

static int make(void **state) {
    if (make_root(state) != 0 || lt_outdir_open(root, &dir) != LT_OK) return -1;
    grid = fixture_grid();
    lt_ledger *ledger = fixture_whole_ledger(YEAR);
    fixture_fail(lt_grid_write(grid, dir, "grid.nc"));
    fixture_fail(lt_chemical_set_create("off", &lumps));
    fixture_fail(lt_chemical_set_create("cb6r5", &cb6));
    of_lumps = hour_totals(ledger, lumps, "simple", "lumps.nc");
    of_cb6 = hour_totals(ledger, cb6, "cb6r5", "cb6r5.nc");
    lt_ledger_free(ledger);
    return 0;
}

static int drop(void **state) {
    free(of_lumps);
    free(of_cb6);
    lt_chemical_set_free(lumps);
    lt_chemical_set_free(cb6);
    lt_outdir_close(dir);
    lt_grid_free(grid);
    return remove_root(state);
}

static double kg(const char *species) {
    const int s = lt_chemical_set_find(cb6, species);
    assert_true(s >= 0);
    return of_cb6[s];
}

static double mol(const char *species) {
    return 1e3 * kg(species) / cb6->info[lt_chemical_set_find(cb6, species)].molar_mass;
}

/* Rates are float in both files and in the model, of thousands of cells: 1e-6. */
static void expect_same(const char *what, double found, double wanted) {
    print_message("%-28s %12.6f kg/s, %.1e off\n", what, found, found / wanted - 1);
    assert_true(wanted > 0 && fabs(found / wanted - 1) < 1e-6);
}

static void test_same_masses(void **state) {
    (void)state;
    expect_same("CO", kg("CO"), of_lumps[LT_S_CO]);
    expect_same("NH3", kg("NH3"), of_lumps[LT_S_NH3]);
    expect_same("SO2", kg("SO2"), of_lumps[LT_S_SO2]);
    expect_same("NO + NO2 + HONO as NO2", 46.0055e-3 * (mol("NO") + mol("NO2") + mol("HONO")), of_lumps[LT_S_NOX]);
    expect_same("elemental carbon", kg("AECJ"), of_lumps[LT_S_BC]);
    expect_same("organic matter", kg("ALVPO1J") + kg("ASVPO1J") + kg("ASVPO2J") + kg("ASVPO3J") + kg("AIVPO1J"),
                of_lumps[LT_S_POM]);
    expect_same("other fine, with sulfate",
                kg("ASO4J") + kg("ANO3J") + kg("ANH4J") + kg("ANAJ") + kg("ACLJ") + kg("ACAJ") + kg("AKJ") +
                    kg("AMGJ") + kg("AFEJ") + kg("AMNJ") + kg("ASOILJ") + kg("AOTHRJ"),
                of_lumps[LT_S_PMO] + of_lumps[LT_S_SO4]);
    expect_same("coarse", kg("ACORS") + kg("ASOIL"), of_lumps[LT_S_PMC]);
}

/* What plants give off arrives, as much by noon as CB6r5's molecules of it weigh; the lumps have it inside VOC. */
static void test_plants(void **state) {
    (void)state;
    static const char *const gases[] = {"ISOP", "APIN", "TERP", "SESQ", "MEOH", "ACET", "ETOH", "ALD2", "FACD", "AACD"};
    double sum = 0;
    for (size_t k = 0; k < sizeof gases / sizeof *gases; k++) {
        assert_true(kg(gases[k]) > 0);
        sum += kg(gases[k]);
    }
    print_message("isoprene %.1f, with terpenes and others %.1f of %.1f kg/s of VOC\n", kg("ISOP"), sum,
                  of_lumps[LT_S_VOC]);
    assert_true(kg("ISOP") > kg("APIN") + kg("TERP") && sum < of_lumps[LT_S_VOC]);
    assert_true(kg("O3") == 0 && kg("HNO3") == 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_same_masses), cmocka_unit_test(test_plants)};
    return cmocka_run_group_tests(tests, make, drop);
}
