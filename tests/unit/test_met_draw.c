/* Drawn directions: numbers of an hour do not depend on where a run begins, are evenly spread and persistent; the
 * direction of the day narrows the sector; the geostrophic wind is that of a plane of pressure. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/direction.h"
#include "model/met/draw.h"
#include "model/met/pressure_wind.h"
#include "tests/support/root.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const lt_time start = 1388505600; /* 2014-01-01 00:00 UTC+8 */

static void test_no_beginning(void **state) {
    (void)state;
    double a[300], b[200], c[300];
    assert_int_equal(lt_draw_series(1, 2, 9 * 3600.0, start, 300, a), LT_OK);
    assert_int_equal(lt_draw_series(1, 2, 9 * 3600.0, start + 100 * LT_HOUR, 200, b), LT_OK);
    assert_memory_equal(a + 100, b, sizeof b);
    assert_int_equal(lt_draw_series(1, 3, 9 * 3600.0, start, 300, c), LT_OK);
    assert_memory_not_equal(a, c, sizeof a);
    assert_int_equal(lt_draw_series(2, 2, 9 * 3600.0, start, 300, c), LT_OK);
    assert_memory_not_equal(a, c, sizeof a);
}

/* 20000 hours hold some 20000/18 independent numbers: the mean of an even spread (sd 0.289) is known to 0.009, the
 * share of each tenth to 0.009; four times that is allowed. Autocorrelation at the persistence: (6/pi) asin(e^-1/2). */
static void test_spread(void **state) {
    (void)state;
    enum { N = 20000 };
    double *u = calloc(N, sizeof *u), sum = 0, squares = 0, lagged = 0;
    int tenth[10] = {0};
    assert_int_equal(lt_draw_series(7, 1, 9 * 3600.0, start, N, u), LT_OK);
    for (int i = 0; i < N; i++) {
        assert_true(u[i] > 0.0 && u[i] < 1.0);
        sum += u[i];
        tenth[(int)(10.0 * u[i])]++;
    }
    for (int i = 0; i < N; i++) squares += (u[i] - sum / N) * (u[i] - sum / N) / N;
    for (int i = 0; i < N - 9; i++) lagged += (u[i] - sum / N) * (u[i + 9] - sum / N) / (N - 9);
    assert_true(fabs(sum / N - 0.5) < 0.036);
    for (int k = 0; k < 10; k++) assert_true(fabs(tenth[k] / (double)N - 0.1) < 0.036);
    print_message("autocorrelation at 9 h: %.3f (%.3f)\n", lagged / squares, 6.0 / M_PI * asin(exp(-1.0) / 2.0));
    assert_true(fabs(lagged / squares - 6.0 / M_PI * asin(exp(-1.0) / 2.0)) < 0.08);
    free(u);
}

static void test_range(void **state) {
    (void)state;
    static const struct {
        double centre, day, first, last;
        bool says;
    } rows[] = {{45, 45, -33.75, 33.75, true},  {45, 0, -45, -11.25, true},  {45, 337.5, -45, -33.75, true},
                {45, 315, -45, 45, false},      {315, 360, 11.25, 45, true}, {315, 22.5, 33.75, 45, true},
                {225, 247.5, -11.25, 45, true}, {135, 315, -45, 45, false},  {45, NAN, -45, 45, false}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; r++) {
        double first, last;
        assert_int_equal(lt_direction_range(rows[r].centre, rows[r].day, &first, &last), rows[r].says);
        assert_true(fabs(first - rows[r].first) < 1e-9 && fabs(last - rows[r].last) < 1e-9);
    }
}

/* Six cities on a plane of pressure at sea level, brought to their height; the wind of the plane comes back. Slopes of
 * 1 hPa a degree; the plane in degrees and that in metres differ by the tangent plane alone: the cities' x = lon
 * cos(mean lat) is what the program takes too, so that rounding to 0.1 hPa in the file remains (0.05 hPa over 700 km:
 * 0.06 m/s a station, 0.1 m/s). */
static const char *const names[] = {"Shenyang", "Changchun", "Beijing", "Tianjin", "Qingdao", "Weifang"};
static const double lats[] = {41.73, 43.9, 39.8, 39.08, 36.07, 36.75},
                    lons[] = {123.52, 125.22, 116.47, 117.07, 120.33, 119.18}, heights[] = {49, 237, 31, 4, 76, 22};

static void write_daily(const char *path, int days, double north_hPa, double east_hPa) {
    FILE *f = fopen(path, "w");
    assert_non_null(f);
    fputs("city,lat_nominal,lon_nominal,date,T_mean_C,T_max_C,T_min_C,RH_mean_pct,ws_mean_ms,wd_max_deg,sunshine_h,"
          "precip_mm,p_mean_hPa\n",
          f);
    for (int d = 0; d < days; d++)
        for (int c = 0; c < 6; c++) {
            double p = 1020.0 + north_hPa * (lats[c] - 40.0) + east_hPa * (lons[c] - 120.0);
            p *= exp(-LT_GRAVITY * heights[c] / (LT_R_DRY * (263.15 + 0.0025 * heights[c])));
            fprintf(f, "%s,%g,%g,2014-01-%02d,-10,-5,-15,50,3,270,%s,0,%.1f\n", names[c], lats[c], lons[c], d + 1,
                    d == 1 ? "" : "6.5", p);
        }
    fclose(f);
}

static void test_geostrophic(void **state) {
    (void)state;
    lt_daily *daily = NULL;
    lt_pressure_wind *wind = NULL;
    double east, north, coriolis = lt_coriolis(41.64), mean_lat = 0;
    for (int c = 0; c < 6; c++) mean_lat += lats[c] / 6;
    write_daily(in_root("daily.csv"), 3, -1.0, 0.5);
    assert_int_equal(lt_daily_read(in_root("daily.csv"), &daily), LT_OK);
    assert_int_equal(daily->n_cities, 6);
    assert_true(isnan(lt_daily_at(daily, 0, lt_local_day(start) + 1, LT_DAILY_SUNSHINE)));
    assert_true(lt_daily_at(daily, 0, lt_local_day(start), LT_DAILY_SUNSHINE) == 6.5 * 3600.0);
    assert_int_equal(lt_pressure_wind_create(daily, 41.64, &wind), LT_OK);
    assert_true(lt_pressure_wind_at(wind, start + 30 * LT_HOUR, &east, &north));
    double density = 102000.0 / (LT_R_DRY * 263.15), degree = 111194.9;
    double u = 100.0 / degree / (density * coriolis);
    double v = 50.0 / (degree * cos(mean_lat * LT_DEGREE)) / (density * coriolis);
    print_message("geostrophic %.3f %.3f (%.3f %.3f) m/s\n", east, north, u, v);
    assert_true(fabs(east - u) < 0.1 &&
                fabs(north - v) < 0.1); /* low in the north: west wind; high in the east: south */
    assert_false(lt_pressure_wind_at(wind, start - LT_HOUR, &east, &north));
    assert_true(east == 0.0 && north == 0.0);
    assert_false(lt_pressure_wind_at(NULL, start, &east, &north));
    lt_pressure_wind_free(wind);
    lt_daily_free(daily);
}

static void test_daily_faults(void **state) {
    (void)state;
    lt_daily *daily = NULL;
    size_t size = 0;
    write_daily(in_root("daily.csv"), 2, 0.0, 0.0);
    char *text = files_read(in_root("daily.csv"), &size), *twice = malloc(size + 100);
    snprintf(twice, size + 100, "%sShenyang,41.73,123.52,2014-01-02,-10,-5,-15,50,3,270,6,0,1010\n", text);
    assert_true(files_write_text(in_root("twice.csv"), twice));
    assert_int_equal(lt_daily_read(in_root("twice.csv"), &daily), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "same day twice"));
    char *column = strstr(text, "sunshine_h");
    column[9] = 'm';
    assert_true(files_write_text(in_root("unit.csv"), text));
    assert_int_equal(lt_daily_read(in_root("unit.csv"), &daily), LT_ERR_INPUT); /* sunshine_m: another unit */
    lt_error_clear();
    free(text);
    free(twice);
}

/* Hours with sectors; the same hour of two overlapping windows has the same bits, and stays in its sector. */
static lt_station *sectors(void) {
    static const double centres[] = {315, 45, 135, 225, NAN};
    lt_station *s = NULL;
    assert_int_equal(lt_station_create("s", start - 48 * LT_HOUR, 240, &s), LT_OK);
    for (int i = 0; i < 240; i++) s->hours[i] = (lt_station_hour){270, 265, 1e5, 2.0 + i % 3, centres[i / 7 % 5], 0.0, NAN, NAN};
    s->sectors = true;
    return s;
}

static void test_overlap(void **state) {
    (void)state;
    lt_met_settings settings = {.draw_seed = 1, .draw_persistence_s = 9 * 3600.0};
    settings.station.lat = 41.64;
    settings.station.roughness_m = 0.05;
    lt_station *before = sectors(), *a = sectors(), *b = sectors(), *c = sectors();
    lt_directions count;
    assert_int_equal(lt_directions_draw(b, NULL, -1, NULL, &settings, 1, start + 24 * LT_HOUR, 96, &count), LT_OK);
    assert_int_equal(lt_directions_draw(a, NULL, -1, NULL, &settings, 1, start, 96, &count), LT_OK);
    assert_int_equal(lt_directions_draw(c, NULL, -1, NULL, &settings, 2, start, 96, &count), LT_OK);
    assert_int_equal(count.of_sector + count.calm_by_last, 96);
    assert_true(count.of_day == 0 && count.calm_by_last > 0);
    assert_memory_equal(a->hours + 72, b->hours + 72, 72 * sizeof *a->hours);
    int different = 0;
    for (int i = 48; i < 144; i++) {
        double centre = before->hours[i].wind_from_deg;
        if (!isnan(centre)) assert_true(fabs(remainder(a->hours[i].wind_from_deg - centre, 360.0)) <= 45.0);
        different += a->hours[i].wind_from_deg != c->hours[i].wind_from_deg;
    }
    assert_int_equal(different, 96);
    lt_station_free(before);
    lt_station_free(a);
    lt_station_free(b);
    lt_station_free(c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_no_beginning), cmocka_unit_test(test_spread),       cmocka_unit_test(test_range),
        cmocka_unit_test(test_geostrophic),  cmocka_unit_test(test_daily_faults), cmocka_unit_test(test_overlap),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
