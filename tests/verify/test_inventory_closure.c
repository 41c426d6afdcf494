/* Mass: the gridded sum is the table sum, the file holds a year's share of it (1e-9). */
#include "../unit/inventory_fixture.h"

#include "base/log.h"
#include "base/ncio.h"
#include "inventory/place/gridding.h"
#include "tests/support/root.h"
#include "tests/support/emission_file.h"

static void test_memory_closure(void **state) {
    (void)state;
    lt_grid *grid = fixture_grid();
    for (int year = 2014; year <= 2020; year += 6) {
        lt_ledger *ledger = fixture_ledger(year);
        double want[LT_N_POLLUTANTS], kt[LT_N_PARTS][LT_N_POLLUTANTS], sea[LT_N_POLLUTANTS];
        lt_ledger_totals_kt(ledger, NULL, NULL, want);
        fixture_fail(lt_inventory_gridded_totals(ledger, grid, kt));
        for (int p = 0; p < LT_N_POLLUTANTS; p++) assert_true(fabs(kt[LT_PART_CITIES][p] - want[p]) <= 1e-9 * want[p]);
        assert_true(kt[LT_PART_LAND][LT_SO2] > 0);
        /* Only the share of Jilin and the DPRK on this grid comes in. */
        double jilin[LT_N_POLLUTANTS], prk[LT_N_POLLUTANTS];
        lt_ledger_totals_kt(ledger, "CHN_JL", NULL, jilin);
        lt_ledger_totals_kt(ledger, "PRK", NULL, prk);
        assert_true(kt[LT_PART_LAND][LT_SO2] < jilin[LT_SO2] + prk[LT_SO2]);
        /* All ships at sea: every port of the table lies on this grid. */
        lt_ledger_totals_kt(ledger, "sea", NULL, sea);
        for (int p = 0; p < LT_N_POLLUTANTS; p++)
            assert_true(fabs(kt[LT_PART_SEA][p] - sea[p]) <= 1e-9 * sea[p] &&
                        (sea[p] > 0 || p == LT_NH3 || p == LT_TSP || p >= LT_CO2_BIO));
        lt_ledger_free(ledger);
    }
    lt_grid_free(grid);
}

/* Species on the grid, summed over groups and points, against the speciated ledger. */
static void test_species_closure(void **state) {
    (void)state;
    lt_grid *grid = fixture_grid();
    lt_ledger *ledger = fixture_ledger(2020);
    lt_allocation allocation;
    lt_gridded *g;
    fixture_fail(lt_allocation_read(2020, &allocation));
    /* The neighbours' share is another test's matter. */
    long cities = 0;
    for (long k = 0; k < ledger->n; k++)
        if (lt_region_is_liaoning(ledger->sources[k].region)) ledger->sources[cities++] = ledger->sources[k];
    ledger->n = cities;
    fixture_fail(lt_gridded_create(ledger, grid, &allocation, &g));
    assert_int_equal(g->n_outside, 0);
    double want[LT_N_POLLUTANTS], sum[LT_MOST_EMITTED] = {0};
    lt_ledger_totals_kt(ledger, NULL, NULL, want);
    for (int e = 0; e < g->speciation->n; e++) {
        for (int k = 0; k < g->n_groups; k++)
            for (long c = 0; g->groups[k].kg[e] && c < (long)grid->nx * grid->ny; c++) sum[e] += g->groups[k].kg[e][c];
        for (long n = 0; n < g->n_points; n++) sum[e] += g->points[n].kg[e];
        sum[e] *= 1e-6;
    }
    assert_true(
        fabs((sum[lt_speciation_find(g->speciation, "SO2")] / 64 + sum[lt_speciation_find(g->speciation, "SO4")] / 96) /
                 (want[LT_SO2] / 64) -
             1) < 1e-9);
    assert_true(fabs(sum[lt_speciation_find(g->speciation, "NOX")] / want[LT_NOX] - 1) < 1e-9);
    assert_true(fabs(sum[lt_speciation_find(g->speciation, "NH3")] / want[LT_NH3] - 1) < 1e-9);
    assert_true(fabs(sum[lt_speciation_find(g->speciation, "CO2")] / want[LT_CO2] - 1) < 1e-9);
    double fine = sum[lt_speciation_find(g->speciation, "BC")] + sum[lt_speciation_find(g->speciation, "POM")] +
                  sum[lt_speciation_find(g->speciation, "PMO")];
    assert_true(fabs((fine - g->clipped_kg * 1e-6) / want[LT_PM25] - 1) < 1e-9);
    lt_gridded_free(g);
    lt_allocation_free(&allocation);
    lt_ledger_free(ledger);
    lt_grid_free(grid);
}

/* Over all hours, areas with all their profiles or stacks. */
static double sum_file(lt_ncr *file, bool area, const char *species, size_t records, size_t cells, size_t n) {
    double *v = calloc(n, sizeof *v), sum = 0;
    for (size_t r = 0; r < records; r++) {
        if (area)
            emission_area_hour(file, species, "kg", r, cells, v);
        else
            emission_points_hour(file, species, "kg", r, n, v);
        for (size_t k = 0; k < n; k++) sum += v[k];
    }
    free(v);
    return sum;
}

/* The third group: potentials are the year's mass of what goes by a law, cell by cell and stack by stack, to the bit.
 */
static void test_potentials(lt_ncr *file, const lt_gridded *g, size_t cells) {
    double count = -1, sum[2] = {0};
    fixture_fail(lt_ncr_get_double(file, "laws/count", "1", 1, &count));
    assert_true(count >= 4);
    double *v = calloc(cells > (size_t)g->n_points ? cells : (size_t)g->n_points, sizeof *v);
    for (int e = 0; e < g->speciation->n; e++) {
        const char *area = lt_fmt("laws/area/%s", g->speciation->species[e].name);
        double number[256];
        size_t n = 0, k = 0;
        int potential = 0;
        if (lt_ncr_has(file, area)) fixture_fail(lt_ncr_attr_doubles(file, area, "potential", 256, number, &n));
        for (int group = 0; group < g->n_groups; group++) {
            if (g->groups[group].law < 0) continue;
            const double *kg = g->groups[group].kg[e];
            const int here = potential++;
            if (!kg) continue;
            assert_true(k < n && number[k] == here); /* those that are there, in their order */
            fixture_fail(lt_ncr_get_double_record(file, area, "kg", k++, cells, v));
            for (size_t c = 0; c < cells; c++) {
                assert_true(v[c] == kg[c]);
                sum[0] += v[c];
            }
        }
        assert_int_equal(k, n);
        assert_true(potential <= count);
        const char *points = lt_fmt("laws/points/%s", g->speciation->species[e].name);
        memset(v, 0, (size_t)g->n_points * sizeof *v);
        if (lt_ncr_has(file, points)) fixture_fail(lt_ncr_get_double(file, points, "kg", (size_t)g->n_points, v));
        for (long p = 0; p < g->n_points; p++) {
            assert_true(
                v[p] ==
                (lt_timing_moves(g->points[p].timing.law, g->speciation->species[e].name) ? g->points[p].kg[e] : 0));
            sum[1] += v[p];
        }
    }
    print_message("potentials: %g of area, %g of points [kg, all species]\n", sum[0], sum[1]);
    assert_true(sum[0] > 0);
    free(v);
}

/* One hundred and sixty-eight hours in January: what the file holds against the calendars' own integral. */
static void test_file(void **state) {
    (void)state;
    lt_outdir *dir;
    lt_grid *grid = fixture_grid();
    lt_ledger *ledger = fixture_ledger(2020);
    fixture_fail(lt_outdir_open(root, &dir));
    fixture_fail(lt_grid_write(grid, dir, "grid.nc"));
    lt_time start = lt_time_from_civil(2020, 1, 5, 16, 0, 0);
    const long nh = 168;
    double began = lt_wall_seconds();
    fixture_fail(lt_inventory_emissions(ledger, dir, "grid.nc", start, nh, "emissions.nc"));
    print_message("emissions of 168 h on 44x40 cells: %.2f s\n", lt_wall_seconds() - began);
    lt_allocation allocation;
    lt_gridded *g;
    fixture_fail(lt_allocation_read(2020, &allocation));
    fixture_fail(lt_gridded_create(ledger, grid, &allocation, &g));
    lt_ncr *file;
    fixture_fail(lt_ncr_open_own(dir, "emissions.nc", &file));
    size_t np, points;
    fixture_fail(lt_ncr_dim(file, "profile", &np));
    fixture_fail(lt_ncr_dim(file, "point", &points));
    fixture_fail(lt_ncr_expect_dim(file, "time", (size_t)nh));
    assert_int_equal(points, g->n_points);
    size_t cells = (size_t)grid->nx * (size_t)grid->ny;
    for (int e = 0; e < g->speciation->n; e++) {
        double area = 0, stack = 0;
        for (long h = 0; h < nh; h++) {
            for (int k = 0; k < g->n_groups; k++) {
                if (g->groups[k].law >= 0) continue;
                double rate =
                    lt_calendar_rate(&allocation.calendars->items[g->groups[k].calendar], start + h * LT_HOUR);
                for (size_t c = 0; g->groups[k].kg[e] && c < cells; c++) area += rate * g->groups[k].kg[e][c];
            }
            for (long n = 0; n < g->n_points; n++)
                if (!lt_timing_moves(g->points[n].timing.law, g->speciation->species[e].name))
                    stack += g->points[n].kg[e] *
                             lt_calendar_rate(&allocation.calendars->items[g->points[n].timing.calendar],
                                              start + h * LT_HOUR);
        }
        const char *name = g->speciation->species[e].name;
        double got = sum_file(file, true, name, (size_t)nh, cells, np * cells);
        assert_true(fabs(got - area) <= 1e-9 * area);
        got = sum_file(file, false, name, (size_t)nh, cells, points);
        assert_true(fabs(got - stack) <= 1e-9 * stack);
    }
    test_potentials(file, g, cells);
    double *share = calloc(np * (size_t)grid->nz, sizeof *share);
    fixture_fail(lt_ncr_get_double(file, "area/profile_fraction", "1", np * (size_t)grid->nz, share));
    for (size_t p = 0; p < np; p++) {
        double sum = 0;
        for (int z = 0; z < grid->nz; z++) sum += share[p * (size_t)grid->nz + (size_t)z];
        assert_true(fabs(sum - 1) < 1e-12);
    }
    free(share);
    lt_ncr_close(file);
    lt_gridded_free(g);
    lt_allocation_free(&allocation);
    fixture_fail(lt_ledger_write_csv(ledger, dir, "ledger.csv"));
    lt_outdir_close(dir);
    lt_ledger_free(ledger);
    lt_grid_free(grid);
}

/* A ledger whose activity is zero makes a file that emits nothing. */
static void test_zero(void **state) {
    (void)state;
    lt_grid *grid = fixture_grid();
    lt_ledger *ledger = fixture_ledger(2020);
    for (long k = 0; k < ledger->n; k++) ledger->sources[k].activity = 0;
    double got[LT_N_PARTS][LT_N_POLLUTANTS];
    fixture_fail(lt_inventory_gridded_totals(ledger, grid, got));
    for (int p = 0; p < LT_N_POLLUTANTS; p++)
        for (int k = 0; k < LT_N_PARTS; k++) assert_true(got[k][p] == 0);
    lt_ledger_free(ledger);
    lt_grid_free(grid);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_memory_closure), cmocka_unit_test(test_species_closure),
                                       cmocka_unit_test(test_file), cmocka_unit_test(test_zero)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
