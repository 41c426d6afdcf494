/* The sub-grid map of real plumes: the mean of every cell is the grid's to 1e-10, nothing is negative, windows end
 * where tags end, the mean of hours is the map of means, and limited and flat cells are counted. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/gaussian/subgrid/near_field.h"
#include "model/gaussian/subgrid/near_map.h"
#include "model/gaussian/verify/hours.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 5, POINTS = 18, CELLS = N * N, ROW = N * POINTS, FINE = ROW * ROW };
static const lt_near_grid grid = {
    .shape = {N, N, POINTS}, .west_m = -22500, .south_m = -22500, .cell_m = 9000, .layer_m = 40};
static const double square[] = {-10000, 3000, -7000, 3000, -7000, 5000, -10000, 5000};
static const lt_plume_source sources[] = {
    {.kind = LT_PLUME_POINT, .x_m = 120, .y_m = -340, .height_m = 80, .diameter_m = 3, .exit_ms = 15, .exit_K = 390},
    {.kind = LT_PLUME_POINT, .x_m = 4490, .y_m = 4490, .height_m = 45, .diameter_m = 1.5, .exit_ms = 8, .exit_K = 420},
    {.kind = LT_PLUME_VOLUME, .x_m = -4505, .y_m = 200, .height_m = 5, .sigma_y0_m = 30, .sigma_z0_m = 5},
    {.kind = LT_PLUME_AREA, .x_m = -8500, .y_m = 4000, .height_m = 3, .corners_m = square, .n_corners = 4}};
enum { N_SOURCES = sizeof sources / sizeof *sources };
static const lt_plume_ways ways = {.meander = false};
static double gauss[FINE], out[FINE], stacks[FINE], sum[FINE], cell[CELLS], tag[CELLS];
static uint64_t seed = 7;

static double cell_mean(const double *fine, int c) {
    double total = 0.0;
    for (int q = 0; q < POINTS; q++)
        for (int p = 0; p < POINTS; p++) total += fine[(c / N * POINTS + q) * ROW + c % N * POINTS + p];
    return total / (POINTS * POINTS);
}

/* ug m-3 */
static void make_gauss(lt_near_field *field, int hour) {
    lt_profile profile;
    lt_profile_make(&profile, &lt_named_hours[hour].hour, NULL);
    memset(gauss, 0, sizeof gauss);
    for (int s = 0; s < N_SOURCES; s++)
        lt_near_field_add(field, &sources[s], &profile, &ways, 1e6 * (20.0 + 10.0 * s), gauss);
}

/* Values of a grid that knows these sources about as the plumes do, with cells that do not. */
static void draw_cells(void) {
    for (int c = 0; c < CELLS; c++) {
        const double luck = lt_verify_random(&seed);
        tag[c] = luck < 0.2 ? 0.0 : luck < 0.3 ? 5.0 : cell_mean(gauss, c) * pow(10.0, 2.0 * luck - 1.0);
        cell[c] = luck > 0.8 ? 0.7 * tag[c] : tag[c] + 60.0 * lt_verify_random(&seed);
    }
}

static double worst_mean(const double *fine, const double *want) {
    double worst = 0.0;
    for (int c = 0; c < CELLS; c++) worst = fmax(worst, fabs(cell_mean(fine, c) - want[c]) / fmax(want[c], 1e-30));
    return worst;
}

static void test_one_mass(void **state) {
    (void)state;
    lt_near_field *field;
    lt_near_map *map;
    lt_near_count count = {0};
    double mean[CELLS] = {0};
    int limited = 0;
    memset(sum, 0, sizeof sum);
    assert_int_equal(lt_near_field_create(&grid, &field), LT_OK);
    assert_int_equal(lt_near_map_create(grid.shape, &map), LT_OK);
    for (int h = 0; h < LT_N_NAMED_HOURS; h++) {
        make_gauss(field, h);
        draw_cells();
        lt_near_map_make(map, cell, tag, gauss, 0.01, out, stacks, &count);
        for (int f = 0; f < FINE; f++) {
            assert_true(out[f] >= 0.0 && isfinite(out[f]));
            assert_true(stacks[f] >= 0.0 && stacks[f] <= out[f]);
            sum[f] += out[f] / LT_N_NAMED_HOURS;
        }
        assert_true(worst_mean(out, cell) < 1e-10);
        for (int c = 0; c < CELLS; c++) {
            mean[c] += cell[c] / LT_N_NAMED_HOURS;
            limited += tag[c] > cell[c];
        }
    }
    assert_true(worst_mean(sum, mean) < 1e-10);
    assert_int_equal(count.cells, CELLS * LT_N_NAMED_HOURS);
    assert_int_equal(count.limited, limited);
    assert_true(limited > 0 && count.flat > 0 && count.flat < count.local);
    lt_near_map_free(map);
    lt_near_field_free(field);
}

/* Where the grid says what the plumes say in the ratio of every cell, the map is the plumes. */
static void test_shape_of_the_plumes(void **state) {
    (void)state;
    lt_near_field *field;
    lt_near_map *map;
    lt_near_count count = {0};
    double most = 0.0;
    assert_int_equal(lt_near_field_create(&grid, &field), LT_OK);
    assert_int_equal(lt_near_map_create(grid.shape, &map), LT_OK);
    make_gauss(field, 0);
    for (int c = 0; c < CELLS; c++) cell[c] = tag[c] = 1.7 * cell_mean(gauss, c);
    lt_near_map_make(map, cell, tag, gauss, 0.01, out, stacks, &count);
    for (int f = 0; f < FINE; f++) most = fmax(most, gauss[f]);
    for (int f = 0; f < FINE; f++) assert_true(fabs(out[f] - 1.7 * gauss[f]) <= 1e-12 * most);
    for (int f = 0; f < FINE; f++) assert_true(stacks[f] == out[f]);
    assert_true(most > 0.0 && count.flat == 0 && count.limited == 0);
    lt_near_map_free(map);
    lt_near_field_free(field);
}

static void test_window(void **state) {
    (void)state;
    assert_true(lt_near_window(0.49, -0.5) == 1.0 && lt_near_window(1.5, 0.0) == 0.0 && lt_near_window(0, -1.6) == 0.0);
    for (double x = -2.0; x < 2.0; x += 0.003) /* no steeper than 1 a cell */
        assert_true(fabs(lt_near_window(x, 0.2) - lt_near_window(x + 0.001, 0.2)) <= 0.001 + 1e-15);
    lt_near_field *field;
    lt_profile profile;
    assert_int_equal(lt_near_field_create(&grid, &field), LT_OK);
    lt_profile_make(&profile, &lt_named_hours[0].hour, NULL);
    lt_plume_source source = sources[2];
    const lt_plume_ways all_ways = {.meander = true}; /* so that something goes against the wind too */
    source.x_m = -13600;                              /* in the westernmost cells */
    memset(gauss, 0, sizeof gauss);
    lt_near_field_add(field, &source, &profile, &all_ways, 1.0, gauss);
    for (int c = 0; c < CELLS; c++) {
        const bool seen = c % N <= 1 && abs(c / N - 2) <= 1;
        assert_true((cell_mean(gauss, c) > 0.0) == seen);
    }
    source.x_m = -31600; /* its ring ends at the grid */
    memset(gauss, 0, sizeof gauss);
    lt_near_field_add(field, &source, &profile, &all_ways, 1.0, gauss);
    for (int f = 0; f < FINE; f++) assert_true(gauss[f] == 0.0);
    lt_near_field_free(field);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_one_mass), cmocka_unit_test(test_shape_of_the_plumes),
                                       cmocka_unit_test(test_window)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
