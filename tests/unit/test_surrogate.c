/* Surrogates: weights sum to 1 inside their region. */
#include "inventory_fixture.h"

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
            /* No cell of this grid is both city and sea: the coast is empty and area steps in. */
            assert_int_equal(fell_back, kind == LT_BY_COAST);
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
                                       cmocka_unit_test(test_unknown_region)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
