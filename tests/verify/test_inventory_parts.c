/* On liaoning-27 itself: the 14 cities, other land and the sea add up to the total of every species, 1e-9 in memory and
 * in the file. Two ways of cutting: by the rows of the ledger, and by the masks of the grid. */
#include "../unit/inventory_fixture.h"

#include "base/ncio.h"
#include "grids/build/stage.h"
#include "inventory/place/gridding.h"
#include "tests/support/root.h"
#include "tests/support/emission_file.h"

static const long n_hours = 24;
static lt_time start;
static lt_grid *grid;
static lt_ledger *all;
static lt_allocation allocation;
static lt_gridded *gridded[LT_N_PARTS + 1]; /* the last: all parts at once */
static long cells;

static int set_up(void **state) {
    (void)state;
    lt_region_report report[LT_N_PREFECTURES];
    fixture_fail(lt_grid_build("liaoning-27", NULL, NULL, &grid, report));
    cells = (long)grid->nx * grid->ny;
    start = lt_time_from_civil(2014, 1, 5, 16, 0, 0);
    all = fixture_ledger(2014);
    fixture_fail(lt_allocation_read(2014, &allocation));
    for (int part = 0; part <= LT_N_PARTS; part++) {
        /* A ledger of the part's rows, made once and left: lt_gridded borrows its sources. */
        lt_ledger *own;
        fixture_fail(lt_ledger_create(2014, &own));
        for (long k = 0; k < all->n; k++)
            if (part == LT_N_PARTS || (int)lt_part_of(all->sources[k].region) == part)
                fixture_fail(lt_ledger_append(own, &all->sources[k]));
        fixture_fail(lt_gridded_create(own, grid, &allocation, &gridded[part]));
        assert_true(part != LT_PART_SEA || gridded[part]->n_points == 0);
        lt_ledger_free(own); /* its rows are not looked at again here */
    }
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    for (int part = 0; part <= LT_N_PARTS; part++) lt_gridded_free(gridded[part]);
    lt_allocation_free(&allocation);
    lt_ledger_free(all);
    lt_grid_free(grid);
    return 0;
}

/* Share of a cell that is cities, other land, sea. */
static double share(int part, long c) {
    double sum = 0;
    for (int r = 0; r < LT_N_PREFECTURES && part == LT_PART_CITIES; r++) sum += grid->region_fraction[r * cells + c];
    if (part == LT_PART_LAND) sum = grid->region_fraction[LT_REGION_OTHER_LAND * cells + c];
    if (part == LT_PART_SEA) sum = grid->region_fraction[LT_REGION_SEA * cells + c];
    return sum;
}

/* Of a species over the year, or (file_time) over the hours of the file, of what goes by calendars; mask -1: whole
 * cells. */
static double area_sum(const lt_gridded *g, int e, int mask, bool file_time) {
    double sum = 0;
    for (int k = 0; k < g->n_groups; k++) {
        double rate = 1;
        if (file_time && g->groups[k].law >= 0) continue;
        if (file_time) {
            rate = 0;
            for (long h = 0; h < n_hours; h++)
                rate += lt_calendar_rate(&allocation.calendars->items[g->groups[k].calendar], start + h * LT_HOUR);
        }
        for (long c = 0; g->groups[k].kg[e] && c < cells; c++)
            sum += rate * g->groups[k].kg[e][c] * (mask < 0 ? 1 : share(mask, c));
    }
    return sum;
}

static double point_sum(const lt_gridded *g, int e) {
    double sum = 0;
    for (long k = 0; k < g->n_points; k++) sum += g->points[k].kg[e];
    return sum;
}

static void test_in_memory(void **state) {
    (void)state;
    const lt_gridded *whole = gridded[LT_N_PARTS];
    for (int e = 0; e < gridded[0]->speciation->n; e++) {
        double total = area_sum(whole, e, -1, false) + point_sum(whole, e), rows = 0, masks = point_sum(whole, e);
        for (int part = 0; part < LT_N_PARTS; part++) {
            rows += area_sum(gridded[part], e, -1, false) + point_sum(gridded[part], e);
            masks += area_sum(whole, e, part, false);
        }
        assert_true(total > 0 ||
                    e >= lt_speciation_find(whole->speciation, "CO2_bio")); /* the neighbours count no such gas */
        assert_true(fabs(rows - total) <= 1e-9 * total);
        assert_true(fabs(masks - total) <= 1e-9 * total);
    }
    /* Ships put nothing on land but for the land of a shore's cell. */
    for (long c = 0; c < cells; c++)
        for (int k = 0; k < gridded[LT_PART_SEA]->n_groups; k++) {
            const double *nox = gridded[LT_PART_SEA]->groups[k].kg[lt_speciation_find(whole->speciation, "NOX")];
            assert_true(!nox || nox[c] == 0 || share(LT_PART_SEA, c) > 0);
        }
}

static void test_in_the_file(void **state) {
    (void)state;
    lt_outdir *dir;
    lt_ncr *file;
    size_t np;
    assert_int_equal(make_root(state), 0);
    fixture_fail(lt_outdir_open(root, &dir));
    fixture_fail(lt_grid_write(grid, dir, "grid.nc"));
    fixture_fail(lt_inventory_emissions(all, dir, "grid.nc", start, n_hours, "emissions.nc"));
    fixture_fail(lt_ncr_open_own(dir, "emissions.nc", &file));
    fixture_fail(lt_ncr_dim(file, "profile", &np));
    double *v = calloc(np * (size_t)cells, sizeof *v);
    for (int e = 0; e < gridded[0]->speciation->n; e++) {
        double got[LT_N_PARTS] = {0}, sum = 0, rows = 0;
        for (long h = 0; h < n_hours; h++) {
            emission_area_hour(file, gridded[0]->speciation->species[e].name, "kg", (size_t)h, (size_t)cells, v);
            for (size_t k = 0; k < np * (size_t)cells; k++) {
                sum += v[k];
                for (int part = 0; part < LT_N_PARTS; part++) got[part] += v[k] * share(part, (long)k % cells);
            }
        }
        for (int part = 0; part < LT_N_PARTS; part++) rows += area_sum(gridded[part], e, -1, true);
        assert_true(fabs(got[0] + got[1] + got[2] - sum) <= 1e-9 * sum);
        assert_true(fabs(sum - rows) <= 1e-9 * rows);
    }
    free(v);
    lt_ncr_close(file);
    lt_outdir_close(dir);
    assert_int_equal(remove_root(state), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_in_memory), cmocka_unit_test(test_in_the_file)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
