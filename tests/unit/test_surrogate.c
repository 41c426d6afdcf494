/* Surrogates: weights sum to 1 inside their region. */
#include "inventory_fixture.h"

#include "grids/land.h"
#include "inventory/place/surrogate.h"

static lt_status weights(const lt_grid *grid, const char *region, const char *county, const char *surrogate, double *w,
                         bool *fell_back) {
    return lt_surrogate_weights(grid, &(lt_spread){region, county, surrogate}, w, fell_back);
}

static void test_city_weights(void **state) {
    (void)state;
    lt_grid *grid = fixture_grid();
    long n = (long)grid->nx * grid->ny;
    double *w = calloc((size_t)n, sizeof *w);
    for (int c = 0; c < 14; c++)
        for (int kind = LT_BY_POPULATION; kind <= LT_BY_COAST; kind++) {
            bool fell_back;
            double sum = 0;
            fixture_fail(weights(grid, lt_city_names[c], "", lt_surrogate_names[kind], w, &fell_back));
            for (long k = 0; k < n; k++) {
                assert_true(w[k] >= 0);
                if (grid->region_fraction[c * n + k] == 0) assert_true(w[k] == 0);
                sum += w[k];
            }
            assert_true(fabs(sum - 1) < 1e-12);
            /* No cell of this grid is both city and sea, all its land is fields: where a kind is empty area steps in.
             */
            assert_int_equal(fell_back, kind == LT_BY_COAST || kind == LT_BY_FOREST || kind == LT_BY_GRASSLAND);
        }
    free(w);
    lt_grid_free(grid);
}

static void test_population_is_followed(void **state) {
    (void)state;
    lt_grid *grid = fixture_grid();
    long n = (long)grid->nx * grid->ny;
    double *w = calloc((size_t)n, sizeof *w);
    bool fell_back;
    fixture_fail(weights(grid, "Shenyang", "", "population", w, &fell_back));
    double ratio = 0;
    for (long k = 0; k < n; k++) {
        if (w[k] == 0) continue;
        if (ratio == 0) ratio = w[k] / grid->population[k];
        assert_true(fabs(w[k] / grid->population[k] / ratio - 1) < 1e-12);
    }
    free(w);
    lt_grid_free(grid);
}

/* Two cells of a city: one of mixed forest with a quarter water, one half mosaic, half fields. Forest 0.75 and 0.5 x
 * 0.25, grass 0 and the same, fields 0 and 0.5 x 0.5 + 0.5; by cells of nearly the same area. */
static void test_land_is_followed(void **state) {
    (void)state;
    lt_grid *grid = fixture_grid();
    const long n = (long)grid->nx * grid->ny;
    double *w = calloc((size_t)n, sizeof *w);
    long cell[2], found = 0;
    bool fell_back;
    const double *rf = grid->region_fraction + lt_grid_region(grid, "Shenyang") * n;
    for (long c = 0; c < n && found < 2; c++)
        if (rf[c] > 0) cell[found++] = c;
    assert_int_equal(found, 2);
    for (long c = 0; c < n; c++)
        for (int k = 0; k < LT_N_LAND && rf[c] > 0; k++) grid->land_fraction[k * n + c] = k == LT_LAND_URBAN;
    for (int k = 0; k < 2; k++) grid->land_fraction[LT_LAND_URBAN * n + cell[k]] = 0;
    grid->land_fraction[LT_LAND_MIXED_FOREST * n + cell[0]] = 0.75;
    grid->land_fraction[LT_LAND_WATER * n + cell[0]] = 0.25;
    grid->land_fraction[LT_LAND_CROPLAND_MOSAIC * n + cell[1]] = 0.5;
    grid->land_fraction[LT_LAND_CROPLAND * n + cell[1]] = 0.5;
    const double a = grid->area[cell[0]], b = grid->area[cell[1]];
    fixture_fail(weights(grid, "Shenyang", "", "forest", w, &fell_back));
    assert_true(fabs(w[cell[0]] / (0.75 * a / (0.75 * a + 0.125 * b)) - 1) < 1e-12 && !fell_back);
    fixture_fail(weights(grid, "Shenyang", "", "grassland", w, &fell_back));
    assert_true(w[cell[0]] == 0 && fabs(w[cell[1]] - 1) < 1e-12 && !fell_back);
    fixture_fail(weights(grid, "Shenyang", "", "cropland", w, &fell_back));
    assert_true(w[cell[0]] == 0 && fabs(w[cell[1]] - 1) < 1e-12 && !fell_back);
    free(w);
    lt_grid_free(grid);
}

static void test_unknown_region(void **state) {
    (void)state;
    lt_grid *grid = fixture_grid();
    double *w = calloc((size_t)grid->nx * (size_t)grid->ny, sizeof *w);
    bool fell_back;
    assert_int_equal(weights(grid, "Harbin", "", "area", w, &fell_back), LT_ERR_INPUT);
    free(w);
    lt_grid_free(grid);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_city_weights),
                                       cmocka_unit_test(test_population_is_followed),
                                       cmocka_unit_test(test_land_is_followed), cmocka_unit_test(test_unknown_region)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
