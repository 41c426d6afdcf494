/* Amounts of gridded weather by the hour: running sums and intervals, totals kept, the course of the sun, what is
 * refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the headers above */
#include <cmocka.h>

#include "tests/verify/gridded_supply_fixture.h"

/* Rain as a running sum that begins anew after 12 hours; every 3 hours; the rate depends on place and hour. */
static double rain_rate(double lon, double lat, long hour) {
    double place = exp(-pow((lon - 122) / 3, 2) - pow((lat - 41) / 2, 2));
    return place * (hour % 5 == 0 ? 0 : 1e-4 * (double)(1 + hour % 7));
}

static float sum_of_rain(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    if (field != LT_G_RAIN) return uniform(field, level, lon, lat, begin, end);
    double sum = 0;
    for (lt_time t = begin; t < end; t += LT_HOUR) sum += 3600 * rain_rate(lon, lat, (long)((t - start) / LT_HOUR));
    return (float)sum;
}

static void add_sums(lt_gridded *g, int hours, int every, int anew) {
    for (int h = every; h <= hours; h += every)
        assert_int_equal(
            lt_gridded_add_record(g, LT_G_RAIN, start + (h - 1) / anew * anew * LT_HOUR, start + h * LT_HOUR), LT_OK);
}

static void test_precipitation(void **state) {
    (void)state;
    enum { HOURS = 24, NX = 26, NY = 18 };
    lt_gridded *g = source_of(sum_of_rain, 1.0, HOURS, 6);
    add_sums(g, HOURS, 3, 12);
    lt_series *series = NULL;
    lt_horizontal *h = NULL;
    lt_flow *flow = NULL;
    const lt_flow_options options = {.conservative = true, .threads = 2};
    assert_int_equal(lt_series_take(1, &g, &series), LT_OK);
    assert_int_equal(lt_horizontal_create(series->plane[0], grid, "functions", &h), LT_OK);
    assert_int_equal(lt_flow_create(series, LT_G_RAIN, h, grid, &options, &flow), LT_OK);
    assert_true(lt_flow_covers(flow, start, start + HOURS * LT_HOUR));
    assert_false(lt_flow_covers(flow, start, start + (HOURS + 1) * LT_HOUR));
    long n = (long)grid->nx * grid->ny;
    float *rate = calloc((size_t)n, sizeof *rate), *field = calloc((size_t)series->plane[0]->n, sizeof *field);
    double *whole = calloc((size_t)n, sizeof *whole), *total = calloc((size_t)n, sizeof *total), all = 0, placed = 0;
    double three[8] = {0};
    for (int hour = 0; hour < HOURS; hour++) {
        assert_int_equal(lt_flow_hour(flow, start + hour * LT_HOUR, rate), LT_OK);
        for (long c = 0; c < n; c++) {
            total[c] += 3600.0 * rate[c];
            three[hour / 3] += 3600.0 * rate[c] * grid->area[c];
        }
    }
    /* the whole run at once: the two sums of 12 hours */
    const lt_series_record *items = series->field[LT_G_RAIN].items;
    for (long r = 3; r < 8; r += 4) {
        assert_true(items[r].end - items[r].begin == 12 * LT_HOUR);
        assert_int_equal(lt_series_read(series, LT_G_RAIN, r, field), LT_OK);
        assert_int_equal(lt_horizontal_amount(h, field, whole), LT_OK);
        for (long c = 0; c < n; c++) all += whole[c] * grid->area[c];
    }
    for (long c = 0; c < n; c++) placed += total[c] * grid->area[c];
    assert_near(placed / all, 1, 1e-6); /* rates are floats */
    double lowest;
    assert_int_equal(lt_flow_repairs(flow, &lowest), 0);
    /* and by three hours: what fell in them, at the source's points */
    double fell = 0, wanted = 0;
    for (int hour = 3; hour < 6; hour++) wanted += rain_rate(122, 41, hour);
    for (int hour = 0; hour < HOURS; hour++) fell += rain_rate(122, 41, hour);
    double sum = 0;
    for (int q = 0; q < 8; q++) sum += three[q];
    assert_near(three[1] / sum, wanted / fell, 1e-5); /* place and hour are factors */
    lt_flow_free(flow);
    lt_horizontal_free(h);
    lt_series_free(series);
    free(rate);
    free(field);
    free(whole);
    free(total);
}

/* Total over the grid equals the integral over what the source's cells give to it, to rounding. */
static void test_total_kept(void **state) {
    (void)state;
    lt_plane *plane = air_source_plane(26, 18, 111, 50, 1.0, -1.0); /* from north to south */
    lt_horizontal *h = NULL;
    assert_int_equal(lt_horizontal_create(plane, grid, "rain", &h), LT_OK);
    long n = (long)grid->nx * grid->ny;
    float *field = calloc((size_t)plane->n, sizeof *field);
    double *cells = calloc((size_t)n, sizeof *cells), total = 0, expected = 0;
    /* rain in cells that lie wholly inside the grid: its own area is known */
    for (int j = 6; j < 12; j++)
        for (int i = 8; i < 15; i++) {
            double value = 1 + i + 3 * j, r = 6370e3;
            field[j * 26 + i] = (float)value;
            expected += value * r * r * LT_DEGREE * (sin((50 - j + 0.5) * LT_DEGREE) - sin((50 - j - 0.5) * LT_DEGREE));
        }
    assert_int_equal(lt_horizontal_amount(h, field, cells), LT_OK);
    for (long c = 0; c < n; c++) total += cells[c] * grid->area[c];
    /* cells' edges are chords of 3 km, which differ from the true area of 27 km cells by 4e-8 (grids/README.md) */
    assert_near(total / expected, 1, 1e-7);
    lt_mesh *from = NULL, *to = NULL;
    lt_regrid *regrid = NULL;
    total = expected = 0;
    lt_plane_free(plane);
    lt_horizontal_free(h);
    plane = air_source_plane(26, 18, 111, 50, 1.0, -1.0);
    assert_int_equal(lt_mesh_centres(26, 18, plane->lon, plane->lat, &from), LT_OK);
    assert_int_equal(lt_mesh_grid(grid, &to), LT_OK);
    assert_int_equal(lt_regrid_create(from, to, &regrid), LT_OK);
    for (long c = 0; c < n; c++) total += cells[c] * regrid->target_area[c];
    for (int j = 6; j < 12; j++)
        for (int i = 8; i < 15; i++) expected += field[j * 26 + i] * lt_mesh_area(from, j * 26 + i);
    assert_near(total / expected, 1, 1e-12);
    lt_regrid_free(regrid);
    lt_mesh_free(from);
    lt_mesh_free(to);
    lt_plane_free(plane);
    free(field);
    free(cells);
}

/* Shortwave as means over 6 hours: the hours follow the sun and their mean is the interval's. */
static void test_shortwave(void **state) {
    (void)state;
    lt_gridded *g = source_of(uniform, 1.0, 24, 6);
    for (int q = 0; q < 4; q++)
        assert_int_equal(
            lt_gridded_add_record(g, LT_G_SHORTWAVE, start + q * 6 * LT_HOUR, start + (q + 1) * 6 * LT_HOUR), LT_OK);
    lt_series *series = NULL;
    lt_horizontal *h = NULL;
    lt_flow *flow = NULL;
    const lt_flow_options options = {.sun = true, .threads = 1};
    assert_int_equal(lt_series_take(1, &g, &series), LT_OK);
    assert_int_equal(lt_horizontal_create(series->plane[0], grid, "functions", &h), LT_OK);
    assert_int_equal(lt_flow_create(series, LT_G_SHORTWAVE, h, grid, &options, &flow), LT_OK);
    long n = (long)grid->nx * grid->ny, c = n / 2;
    float *rate = calloc((size_t)n, sizeof *rate);
    double hours[24];
    for (int hour = 0; hour < 24; hour++) {
        assert_int_equal(lt_flow_hour(flow, start + hour * LT_HOUR, rate), LT_OK);
        hours[hour] = rate[c];
    }
    for (int q = 0; q < 4; q++) {
        double mean = 0;
        for (int k = 0; k < 6; k++) mean += hours[6 * q + k] / 6;
        assert_near(mean, 150, 1e-4);
    }
    assert_true(hours[3] > 1.5 * hours[0]); /* 11-12 and 8-9 local time in January */
    assert_near(hours[13], 150, 1e-4);      /* dark: evenly */
    lt_flow_free(flow);
    lt_horizontal_free(h);
    lt_series_free(series);
    free(rate);
}

static float falling_rain(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    if (field != LT_G_RAIN) return uniform(field, level, lon, lat, begin, end);
    return (end - start) / LT_HOUR == 6 ? 4.99f : 5.0f + (float)((end - start) / LT_HOUR == 9);
}

/* Rain of 3 hours, one point of the second record masked. */
static float holed_rain(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    if (field == LT_G_RAIN && begin > start && fabs(lon - 122) < 0.1 && fabs(lat - 41) < 0.1) return NAN;
    return uniform(field, level, lon, lat, begin, end);
}

/* The sum begins anew without a record that says so. */
static float dropping_rain(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    if (field != LT_G_RAIN) return uniform(field, level, lon, lat, begin, end);
    return (end - start) / LT_HOUR == 6 ? 1.0f : 5.0f;
}

static void test_falling_sum(void **state) {
    (void)state;
    lt_gridded *g = source_of(falling_rain, 1.0, 12, 6);
    add_sums(g, 9, 3, 12);
    lt_series *series = NULL;
    lt_horizontal *h = NULL;
    lt_flow *flow = NULL;
    const lt_flow_options options = {.conservative = true, .threads = 1};
    assert_int_equal(lt_series_take(1, &g, &series), LT_OK);
    assert_int_equal(lt_horizontal_create(series->plane[0], grid, "functions", &h), LT_OK);
    assert_int_equal(lt_flow_create(series, LT_G_RAIN, h, grid, &options, &flow), LT_OK);
    long n = (long)grid->nx * grid->ny;
    float *rate = calloc((size_t)n, sizeof *rate);
    double lowest;
    assert_int_equal(lt_flow_hour(flow, start + 4 * LT_HOUR, rate), LT_OK);
    assert_true(rate[0] == 0);
    assert_int_equal(lt_flow_repairs(flow, &lowest), n);
    assert_near(lowest, -0.01, 1e-5);
    lt_flow_free(flow);
    lt_horizontal_free(h);
    lt_series_free(series);
    free(rate);
}

/* An amount that is missing is not taken for none; a sum that falls by kilograms is another run's. */
static void test_amounts_refused(void **state) {
    (void)state;
    lt_supply *s = NULL;
    lt_gridded *g = source_of(holed_rain, 1.0, 6, 6);
    for (int q = 0; q < 2; q++)
        assert_int_equal(lt_gridded_add_record(g, LT_G_RAIN, start + 3 * q * LT_HOUR, start + 3 * (q + 1) * LT_HOUR),
                         LT_OK);
    assert_int_equal(supply_of(g, 6, 1, &s), LT_OK);
    assert_int_equal(s->load_hour(s, start), LT_OK);
    assert_int_equal(s->load_hour(s, start + 3 * LT_HOUR), LT_ERR_INPUT);
    EXPECT("an amount of the weather is missing");
    lt_supply_free(s);
    g = source_of(dropping_rain, 1.0, 6, 6);
    add_sums(g, 6, 3, 12);
    assert_int_equal(supply_of(g, 6, 1, &s), LT_OK);
    assert_int_equal(s->load_hour(s, start), LT_OK);
    assert_int_equal(s->load_hour(s, start + 3 * LT_HOUR), LT_ERR_INPUT);
    EXPECT("a running sum of the weather falls");
    lt_supply_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_total_kept),  cmocka_unit_test(test_precipitation),   cmocka_unit_test(test_shortwave),
        cmocka_unit_test(test_falling_sum), cmocka_unit_test(test_amounts_refused),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
