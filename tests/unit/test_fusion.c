/* Inventories of others under the ledger: border cells, hierarchy, months, what arrives on the grid. */
#include "base/verify.h"
#include "fusion_fixture.h"

#include "grids/regrid.h"

/* sum(cell) = own + base (1 - share of Shenyang), to 1e-12; shares of 0.3 at the border. */
static void test_border_cells(void **state) {
    (void)state;
    const long n = (long)grid->nx * grid->ny;
    const int city = lt_grid_region(grid, "Shenyang"), land = LT_REGION_OTHER_LAND;
    double *saved = malloc((size_t)n * 2 * sizeof *saved);
    memcpy(saved, grid->region_fraction + city * n, (size_t)n * sizeof *saved);
    memcpy(saved + n, grid->region_fraction + land * n, (size_t)n * sizeof *saved);
    for (long c = 0; c < n; c++) /* a third of its cells become border cells */
        if (saved[c] == 1 && c % 3 == 0) {
            grid->region_fraction[city * n + c] = 0.3;
            grid->region_fraction[land * n + c] = 0.7;
        }
    write_meic("2020_01_residential_NOx.asc", 1);
    lt_ledger *own = ledger_with("", shenyang),
              *both = ledger_with(background("meic_asc", "2020_01_residential_NOx.asc", ""), shenyang);
    lt_gridded *a, *b;
    lt_fusion *f;
    fixture_fail(lt_gridded_create(own, grid, &allocation, &a));
    fixture_fail(lt_gridded_create(both, grid, &allocation, &b));
    fixture_fail(lt_fusion_create(both, grid, &allocation, &f));
    assert_int_equal(f->n_fields, 1);
    assert_int_equal(f->fields[0].month, 1);
    long border = 0;
    double worst = 0;
    for (long c = 0; c < n; c++) {
        const double share = grid->region_fraction[city * n + c], base = f->fields[0].kg[LT_NOX][c];
        const double expected = group_sum(a, nox, c) + base * (1 - share);
        border += share == 0.3;
        assert_true(base > 0);
        worst = lt_verify_worse(worst, fabs(group_sum(b, nox, c) / expected - 1));
        if (share == 1) assert_near(group_sum(b, nox, c), group_sum(a, nox, c), 0);
    }
    assert_true(border > 2);
    assert_true(worst < 1e-12);
    memcpy(grid->region_fraction + city * n, saved, (size_t)n * sizeof *saved);
    memcpy(grid->region_fraction + land * n, saved + n, (size_t)n * sizeof *saved);
    free(saved);
    lt_fusion_free(f);
    lt_gridded_free(a);
    lt_gridded_free(b);
    lt_ledger_free(own);
    lt_ledger_free(both);
}

/* An even density [t/sr] arrives in every cell by its area, a grid of others covers all of ours. The cells are cut by
 * chords: 1e-7 is the bound of grids/mesh.c. */
static void test_conservation(void **state) {
    (void)state;
    const double degree = M_PI / 180, density = 5e6;
    double values[24][40];
    for (int j = 0; j < 24; j++)
        for (int i = 0; i < 40; i++)
            values[j][i] = density * 0.5 * degree * (sin((47 - 0.5 * j) * degree) - sin((47 - 0.5 * (j + 1)) * degree));
    write_grid("2020_02_power_SO2.asc", values);
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_02_power_SO2.asc", ""), shenyang);
    lt_fusion *f;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) {
        assert_near(f->fields[0].kg[LT_SO2][c] / (1e3 * density * grid->area[c] / (6370e3 * 6370e3)), 1, 1e-7);
        assert_near(f->extent[0][c], 1, 1e-9);
    }
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

/* A grid that lies wholly inside ours: all of its mass arrives. */
static void test_small_grid(void **state) {
    (void)state;
    fixture_write(in_root("2020_03_power_SO2.asc"),
                  "ncols 5\nnrows 3\nxllcorner 121.5\nyllcorner 40.5\ncellsize 0.3\nNODATA_value -9999\n"
                  "1 2 3 4 5\n6 7 -9999 9 10\n11 12 13 14 15\n");
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_03_power_SO2.asc", ""), shenyang);
    lt_fusion *f;
    const long n = (long)grid->nx * grid->ny;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    double sum = 0;
    for (long c = 0; c < n; c++) sum += f->fields[0].kg[LT_SO2][c];
    assert_near(sum / 112e3, 1, 1e-12);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

/* covered: sectors - a ledger of stoves replaces residential, not power; a month emits in its month alone. */
static void test_sectors_and_months(void **state) {
    (void)state;
    write_meic("2020_07_power_SO2.asc", 3);
    lt_ledger *all = ledger_with(background("meic_asc", "2020_07_power_SO2.asc", ""), shenyang);
    lt_ledger *some = ledger_with(background("meic_asc", "2020_07_power_SO2.asc", "    covered: sectors\n"), shenyang);
    const long n = (long)grid->nx * grid->ny;
    double *kept = malloc((size_t)n * sizeof *kept);
    lt_fusion *f;
    lt_gridded *g;
    fixture_fail(lt_fusion_create(some, grid, &allocation, &f));
    lt_fusion_kept(f, 0, f->fields[0].sector, kept);
    for (long c = 0; c < n; c++) assert_near(kept[c], 1, 0);
    lt_fusion_free(f);
    fixture_fail(lt_fusion_create(all, grid, &allocation, &f));
    lt_fusion_kept(f, 0, f->fields[0].sector, kept);
    for (long c = 0; c < n; c++) assert_near(kept[c], 1 - grid->region_fraction[c], 1e-15); /* Shenyang is 0 */
    fixture_fail(lt_gridded_create(some, grid, &allocation, &g));
    bool found = false;
    for (int k = 0; k < g->n_groups; k++) {
        lt_calendar *calendar = &allocation.calendars->items[g->groups[k].calendar];
        if (!strchr(calendar->name, '@')) continue;
        found = true;
        assert_true(lt_calendar_rate(calendar, lt_time_from_civil(2020, 7, 14, 4, 0, 0)) > 0);
        assert_near(lt_calendar_rate(calendar, lt_time_from_civil(2020, 8, 14, 4, 0, 0)), 0, 0);
        /* the hours of July hold all of it */
        double sum = 0;
        for (int h = 0; h < 31 * 24; h++)
            sum += 3600 * lt_calendar_rate(calendar, lt_time_from_civil(2020, 6, 30, 16, 0, 0) + h * LT_HOUR);
        assert_near(sum, 1, 1e-12);
    }
    assert_true(found);
    free(kept);
    lt_fusion_free(f);
    lt_gridded_free(g);
    lt_ledger_free(all);
    lt_ledger_free(some);
}

/* Two levels that both fill everything: the lower one is seen nowhere; a level with regions covers those alone. */
static void test_levels(void **state) {
    (void)state;
    char text[1600];
    write_meic("2020_01_industry_NOx.asc", 1);
    write_meic("2020_02_industry_NOx.asc", 7);
    snprintf(
        text, sizeof text,
        "background:\n  - format: meic_asc\n    files: [%s/2020_01_industry_NOx.asc]\n    regions: [Dalian, CHN_JL]\n"
        "  - format: meic_asc\n    files: [%s/2020_02_industry_NOx.asc]\n"
        "  - format: meic_asc\n    files: [%s/2020_01_industry_NOx.asc]\n",
        root, root, root);
    lt_ledger *ledger = ledger_with(text, shenyang);
    const long n = (long)grid->nx * grid->ny;
    const int dalian = lt_grid_region(grid, "Dalian");
    double *kept[3];
    lt_fusion *f;
    fixture_fail(lt_fusion_create(ledger, grid, &allocation, &f));
    for (int k = 0; k < 3; k++) {
        kept[k] = malloc((size_t)n * sizeof(double));
        lt_fusion_kept(f, k, f->fields[0].sector, kept[k]);
    }
    for (long c = 0; c < n; c++) {
        const double above = grid->region_fraction[dalian * n + c] + grid->neighbour_fraction[c];
        assert_near(kept[0][c], above, 1e-15);
        assert_near(kept[1][c], 1 - above - grid->region_fraction[c], 1e-15);
        assert_near(kept[2][c], 0, 1e-9);
        assert_true(kept[0][c] + kept[1][c] + kept[2][c] + grid->region_fraction[c] <
                    1 + 1e-9); /* no mask acts twice */
    }
    for (int k = 0; k < 3; k++) free(kept[k]);
    lt_fusion_free(f);
    lt_ledger_free(ledger);
}

static void test_unknown_names(void **state) {
    (void)state;
    write_meic("2020_01_mining_NOx.asc", 4);
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_01_mining_NOx.asc", ""), shenyang);
    lt_fusion *f;
    assert_int_equal(lt_fusion_create(ledger, grid, &allocation, &f), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "sector of others"));
    lt_ledger_free(ledger);
}

/* The weights of a background stay in the folder of emissions.nc, and give the same bits when they are read. */
static void test_kept_weights(void **state) {
    (void)state;
    lt_outdir *dir;
    lt_fusion *made, *read;
    write_meic("2020_06_power_NOx.asc", 2);
    lt_ledger *ledger = ledger_with(background("meic_asc", "2020_06_power_NOx.asc", ""), shenyang);
    fixture_fail(lt_outdir_open(in_root("weights"), &dir));
    lt_allocation keeping = allocation;
    keeping.weights = dir;
    fixture_fail(lt_fusion_create(ledger, grid, &keeping, &made));
    lt_mesh *source, *target;
    lt_regrid *regrid;
    double lon[41], lat[25];
    for (int k = 0; k <= 40; k++) lon[k] = 112 + 0.5 * k;
    for (int k = 0; k <= 24; k++) lat[k] = 35 + 0.5 * k;
    bool new = true;
    fixture_fail(lt_mesh_lonlat(40, 24, lon, lat, &source));
    fixture_fail(lt_mesh_grid(grid, &target));
    fixture_fail(lt_regrid_cached(dir, source, target, &regrid, &new));
    assert_false(new); /* they were written */
    fixture_fail(lt_fusion_create(ledger, grid, &keeping, &read));
    const size_t bytes = (size_t)grid->nx * (size_t)grid->ny * sizeof(double);
    assert_memory_equal(made->fields[0].kg[LT_NOX], read->fields[0].kg[LT_NOX], bytes);
    assert_memory_equal(made->extent[0], read->extent[0], bytes);
    lt_regrid_free(regrid);
    lt_mesh_free(source);
    lt_mesh_free(target);
    lt_fusion_free(made);
    lt_fusion_free(read);
    lt_outdir_close(dir);
    lt_ledger_free(ledger);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_border_cells), cmocka_unit_test(test_conservation),
                                       cmocka_unit_test(test_small_grid),   cmocka_unit_test(test_sectors_and_months),
                                       cmocka_unit_test(test_levels),       cmocka_unit_test(test_unknown_names),
                                       cmocka_unit_test(test_kept_weights)};
    return cmocka_run_group_tests(tests, start, end);
}
