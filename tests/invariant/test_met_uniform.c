/* A mixing ratio that is the same everywhere stays so to the last bit, whatever kind the weather is of: typical season,
 * one station, many stations with both adjustments, a gridded wind, a gridded analysis, WRF. (GFS:
 * test_gridded_uniform.c.) Air mass and fluxes of the file are what the model transports with, so that a file whose air
 * did not close, or that the model read otherwise than it was written, would leave a trace here. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/bench/wrf_file.h"
#include "tests/support/data.h"
#include "tests/support/made_weather.h"
#include "tests/support/root.h"
#include "tests/support/uniform_air.h"

enum { HOURS = 2 };

static void stays_uniform(const char *name, const char *start_text, const char *met) {
    lt_outdir *dir;
    lt_grid *grid;
    lt_time start;
    uniform_make(root, name, "liaoning-27w", start_text, HOURS, met, &dir, &grid, &start);
    const double worst = uniform_run(dir, grid, start, HOURS);
    if (worst != 0) print_error("%s: largest departure %.3g\n", name, worst);
    assert_true(worst == 0);
    lt_grid_free(grid);
    lt_outdir_close(dir);
}

static void test_season(void **state) {
    (void)state;
    stays_uniform("winter", "2020-01-06 12:00", "  source: typical-winter\n");
    stays_uniform("summer", "2020-07-06 12:00", "  source: typical-summer\n");
}

static void test_station(void **state) {
    (void)state;
    char met[1024];
    snprintf(met, sizeof met, "  source: station\n  file: %s\n",
             data_path("met/shenyang_hourly/shenyang_hourly_2013_2014.csv"));
    stays_uniform("station", "2014-01-06 12:00", met);
}

static void test_gridded_wind(void **state) {
    (void)state;
    char met[2048];
    int n = snprintf(met, sizeof met, "  source: gridded-wind\n  file: %s\n",
                     data_path("met/gfs_10m_wind_20161120_22/gfs_10m_wind_20161120_22_108-136E_32-50N.nc"));
    snprintf(met + n, sizeof met - (size_t)n, "  daily: %s\n",
             data_path("met/cma_daily_11cities/daily_met_2014_and_2016-11.csv"));
    stays_uniform("wind", "2016-11-20 12:00", met);
}

/* Six stations whose pressures and winds differ, so that the analysis has something to do. */
static void write_stations(const char *path) {
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fputs("time_utc,station,lat,lon,altitude,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_"
          "deg\n",
          out);
    for (int h = 0; h < 8; h++)
        for (int s = 0; s < 6; s++)
            fprintf(out, "2020-01-06 %02d:00,S%d,%.2f,%.2f,%d,%.1f,%.1f,%.1f,%.1f,%d\n", h, s, 39.0 + 0.9 * s,
                    119.0 + 1.3 * ((s * 2) % 5), 20 + 60 * s, -4.0 - 1.1 * s + 0.5 * h, -10.0 - s,
                    1025.0 + 0.8 * s - 0.3 * h, 2.0 + 0.7 * ((s + h) % 4), (200 + 35 * s + 5 * h) % 360);
    assert_int_equal(fclose(out), 0);
}

static void test_stations(void **state) {
    (void)state;
    static const char *const adjustments[] = {"columns", "variational"};
    char met[1024];
    write_stations(in_root("stations.csv"));
    for (int a = 0; a < 2; a++) {
        snprintf(met, sizeof met, "  source: stations\n  file: %s\n  mass_adjustment: %s\n", in_root("stations.csv"),
                 adjustments[a]);
        stays_uniform(adjustments[a], "2020-01-06 10:00", met);
    }
}

static void test_analysis(void **state) {
    (void)state;
    char met[1024];
    const made_weather weather = {.n_times = 4};
    made_weather_write(in_root("era5.nc"), &weather);
    snprintf(met, sizeof met, "  source: gridded\n  file: %s\n", in_root("era5.nc"));
    stays_uniform("analysis", "2020-01-06 08:00", met);
}

static void test_wrf(void **state) {
    (void)state;
    char met[1024];
    const lt_bench_wrf wrf = {
        .side = 120, .levels = 16, .start = lt_time_from_civil(2020, 1, 6, 0, 0, 0), .hours = HOURS};
    uniform_good(lt_bench_wrf_write(in_root("wrfout.nc"), &wrf));
    snprintf(met, sizeof met, "  source: gridded\n  file: %s\n", in_root("wrfout.nc"));
    stays_uniform("wrf", "2020-01-06 08:00", met);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_season),   cmocka_unit_test(test_station),  cmocka_unit_test(test_gridded_wind),
        cmocka_unit_test(test_stations), cmocka_unit_test(test_analysis), cmocka_unit_test(test_wrf),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
