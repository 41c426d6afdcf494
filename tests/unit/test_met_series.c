/* Many files as one series: fields and times merged, what must agree, which states make a mean; points of land and sea;
 * amounts on rows of different lengths. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the headers above */
#include <cmocka.h>

#include "grids/regrid.h"
#include "model/met/gridded/flow.h"
#include "model/met/gridded/horizontal.h"
#include "model/met/gridded/plane_mesh.h"
#include "tests/support/air_source.h"
#include "tests/support/near.h"
#include "tests/support/words.h"

static const double two[2] = {9e4, 8e4}, others[2] = {9e4, 7e4};
static const lt_gridded_field levels[] = {LT_G_TEMPERATURE, LT_G_EAST}, ground[] = {LT_G_T2M, LT_G_TERRAIN};

static float anything(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    (void)lon, (void)lat, (void)begin;
    return field == LT_G_TEMPERATURE ? 260.0f + (float)level + (float)(end / 3600) : 0.0f;
}

static lt_gridded *level_file(double lon0, const double *pressure, lt_time first, int n) {
    lt_gridded *g = air_source_make(air_source_plane(8, 6, lon0, 35, 1, 1), 2, pressure, anything);
    air_source_states(g, levels, 2, first, n, LT_HOUR);
    return g;
}

static lt_gridded *ground_file(double step, lt_time first, int n) {
    lt_gridded *g = air_source_make(air_source_plane(20, 20, 115, 33, step, step), 0, NULL, anything);
    air_source_states(g, ground, 2, first, n, LT_HOUR);
    return g;
}

/* Two files of levels one after the other, given the wrong way round, and ground on other points in between. */
static void test_merged(void **state) {
    (void)state;
    lt_gridded *parts[3] = {level_file(118, two, 4 * LT_HOUR, 3), ground_file(0.5, 0, 7), level_file(478, two, 0, 4)};
    lt_series *s = NULL;
    assert_int_equal(lt_series_take(3, parts, &s), LT_OK);
    assert_int_equal(s->n_planes, 2);
    assert_int_equal(s->field[LT_G_TEMPERATURE].n, 7);
    assert_int_equal(s->field[LT_G_TERRAIN].n, 1);
    for (long r = 0; r < 7; r++) {
        float values[2 * 48];
        assert_true(s->field[LT_G_TEMPERATURE].items[r].end == r * LT_HOUR);
        assert_int_equal(lt_series_read(s, LT_G_TEMPERATURE, r, values), LT_OK);
        assert_near(values[48], 261.0 + (double)r, 0);
    }
    assert_true(lt_series_covers(s, LT_G_TEMPERATURE, 0, 6 * LT_HOUR));
    assert_false(lt_series_covers(s, LT_G_TEMPERATURE, 0, 6 * LT_HOUR + 1));
    assert_int_equal(lt_series_plane(s, LT_G_T2M)->nx, 20);
    lt_series_free(s);
}

static void test_disagreement(void **state) {
    (void)state;
    lt_series *s = NULL;
    lt_gridded *twice[2] = {level_file(118, two, 0, 3), level_file(118, two, 2 * LT_HOUR, 3)};
    assert_int_equal(lt_series_take(2, twice, &s), LT_ERR_INPUT);
    EXPECT("two files give one field at one time");
    lt_gridded *elsewhere[2] = {level_file(118, two, 0, 3), level_file(119, two, 3 * LT_HOUR, 3)};
    assert_int_equal(lt_series_take(2, elsewhere, &s), LT_ERR_INPUT);
    EXPECT("levels over other points");
    lt_gridded *higher[2] = {level_file(118, two, 0, 3), level_file(118, others, 3 * LT_HOUR, 3)};
    assert_int_equal(lt_series_take(2, higher, &s), LT_ERR_INPUT);
    EXPECT("other levels");
    lt_gridded *finer[2] = {ground_file(0.5, 0, 3), ground_file(0.4, 3 * LT_HOUR, 3)};
    assert_int_equal(lt_series_take(2, finer, &s), LT_ERR_INPUT);
    EXPECT("one field on other points");
}

/* The weights give the mean of a straight line exactly, of a broken one by its pieces; constant beyond the ends. */
static void test_weights(void **state) {
    (void)state;
    const lt_time at[5] = {0, 1800, 3600, 10800, 32400};
    const double value[5] = {0, 4, 2, 8, 8};
    lt_series_record items[5];
    for (int r = 0; r < 5; r++) items[r] = (lt_series_record){at[r], at[r], 0, r};
    const struct {
        lt_time from, to;
        double mean;
    } cases[] = {{0, 3600, 2.5},    {900, 900, 2},      {1800, 3600, 3},
                 {3600, 7200, 3.5}, {7200, 10800, 6.5}, {0, 10800, (2.5 * 3600 + 5 * 7200) / 10800},
                 {10800, 32400, 8}, {32400, 36000, 8},  {-3600, 0, 0}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        long first, n;
        double weight[5], sum = 0, mean = 0;
        lt_series_weights(items, 5, cases[k].from, cases[k].to, &first, &n, weight);
        for (long r = 0; r < n; r++) sum += weight[r], mean += weight[r] * value[first + r];
        assert_near(sum, 1, 1e-12);
        assert_near(mean, cases[k].mean, 1e-12);
    }
}

/* Running sums of the same begin, one that begins anew, a bucket, a hole; an overlap is refused. */
static void test_intervals(void **state) {
    (void)state;
    const int spans[][2] = {{0, 0}, {0, 3}, {0, 6}, {6, 9}, {6, 12}, {12, 13}, {15, 18}};
    const int expected[][4] = {{0, 3, 1, -1}, {3, 6, 2, 1},    {6, 9, 3, -1},
                               {9, 12, 4, 3}, {12, 13, 5, -1}, {15, 18, 6, -1}};
    lt_gridded *g = air_source_make(air_source_plane(4, 4, 118, 35, 1, 1), 0, NULL, anything);
    for (int k = 0; k < 7; k++)
        assert_int_equal(lt_gridded_add_record(g, LT_G_RAIN, spans[k][0] * LT_HOUR, spans[k][1] * LT_HOUR), LT_OK);
    lt_series *s = NULL;
    lt_interval *interval = NULL;
    long n;
    assert_int_equal(lt_series_take(1, &g, &s), LT_OK);
    assert_int_equal(lt_flow_intervals(s, LT_G_RAIN, &interval, &n), LT_OK);
    assert_int_equal(n, 6);
    for (long k = 0; k < n; k++) {
        assert_true(interval[k].begin == expected[k][0] * LT_HOUR && interval[k].end == expected[k][1] * LT_HOUR);
        assert_int_equal(interval[k].record, expected[k][2]);
        assert_int_equal(interval[k].minus, expected[k][3]);
    }
    lt_free(interval);
    lt_series_free(s);
    g = air_source_make(air_source_plane(4, 4, 118, 35, 1, 1), 0, NULL, anything);
    assert_int_equal(lt_gridded_add_record(g, LT_G_RAIN, 0, 6 * LT_HOUR), LT_OK);
    assert_int_equal(lt_gridded_add_record(g, LT_G_RAIN, 3 * LT_HOUR, 9 * LT_HOUR), LT_OK);
    assert_int_equal(lt_series_take(1, &g, &s), LT_OK);
    assert_int_equal(lt_flow_intervals(s, LT_G_RAIN, &interval, &n), LT_ERR_INPUT);
    EXPECT("overlap");
    lt_series_free(s);
}

static lt_grid *grid_of(void) {
    lt_definition *definition = NULL;
    lt_grid *grid = NULL;
    assert_int_equal(lt_definition_read("liaoning-27", &definition), LT_OK);
    assert_int_equal(lt_grid_create(definition, 0, &grid), LT_OK);
    lt_definition_free(definition);
    return grid;
}

/* Land in the north 270 K, sea in the south 280 K: no cell of a kind sees the other; a missing value takes no part. */
static void test_land_and_sea(void **state) {
    (void)state;
    lt_grid *grid = grid_of();
    long n = (long)grid->nx * grid->ny;
    for (long c = 0; c < n; c++) grid->region_fraction[(long)LT_REGION_SEA * n + c] = grid->lat[c] < 40.4;
    lt_plane *plane = air_source_plane(20, 14, 112, 34, 1, 1);
    lt_horizontal *h = NULL;
    float land[20 * 14], skin[20 * 14];
    float *cells = calloc((size_t)n, sizeof *cells);
    for (int p = 0; p < 20 * 14; p++) land[p] = p / 20 > 6, skin[p] = land[p] > 0 ? 270 : 280;
    assert_int_equal(lt_horizontal_create(plane, grid, "skin", &h), LT_OK);
    assert_false(lt_horizontal_masked(h));
    assert_int_equal(lt_horizontal_mask(h, land, 2), LT_OK);
    lt_horizontal_ground(h, LT_POINTS_CELL, skin, 2, cells);
    for (long c = 0; c < n; c++) assert_near(cells[c], grid->lat[c] < 40.4 ? 280 : 270, 1e-4);
    lt_horizontal_ground(h, LT_POINTS_SEA, skin, 2, cells);
    for (long c = 0; c < n; c++) assert_near(cells[c], 280, 1e-4);
    for (int p = 0; p < 20 * 14; p++)
        if (land[p] > 0) skin[p] = NAN;
    lt_horizontal_ground(h, LT_POINTS_ALL, skin, 2, cells);
    for (long c = 0; c < n; c++) {
        if (grid->lat[c] < 40.99) assert_near(cells[c], 280, 1e-4);
        if (grid->lat[c] > 41.01) assert_true(isnan(cells[c]));
    }
    lt_horizontal_free(h);
    lt_plane_free(plane);
    lt_grid_free(grid);
    free(cells);
}

/* Rain on the rows of a reduced grid: the integral over the Earth's rows is that of the mesh of the longest row. */
static void test_amount_on_rows(void **state) {
    (void)state;
    const double lat[] = {60, 50, 40, 30}, lon0[] = {0, 0, 0, 0}, step[] = {360 / 20.0, 360 / 25.0, 360 / 32.0, 10};
    const int n[] = {20, 25, 32, 36};
    lt_plane *plane = NULL;
    lt_plane_mesh *mesh = NULL;
    float rain[20 + 25 + 32 + 36];
    assert_int_equal(lt_plane_rows(4, lat, n, lon0, step, &plane), LT_OK);
    assert_int_equal(lt_plane_mesh_create(plane, &mesh), LT_OK);
    for (long p = 0; p < plane->n; p++) rain[p] = (float)(1 + p % 7);
    for (int j = 0; j < 4; j++) {
        double row = 0, sum = 0;
        for (long p = plane->row[j]; p < plane->row[j + 1]; p++) row += (double)rain[p] / n[j];
        for (int i = 0; i < 36; i++) sum += lt_plane_mesh_value(mesh, rain, i, j) / 36;
        assert_near(sum, row, 1e-12);
    }
    lt_plane_mesh_free(mesh);
    lt_plane_free(plane);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_merged),    cmocka_unit_test(test_disagreement), cmocka_unit_test(test_weights),
        cmocka_unit_test(test_intervals), cmocka_unit_test(test_land_and_sea), cmocka_unit_test(test_amount_on_rows),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
