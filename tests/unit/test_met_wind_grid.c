/* A gridded wind: linear fields come back exactly in space and time; what is wrong with a file is said. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/ncio.h"
#include "model/met/wind_grid.h"
#include "tests/support/root.h"

#include <math.h>
#include <netcdf.h>
#include <string.h>

static const lt_time start = 1479600000; /* 2016-11-20 00:00 UTC */
enum { NT = 3, NY = 4, NX = 5 };

static double u_of(double t, double lat, double lon) {
    return 1.0 + 0.5 * t + 0.25 * (lat - 40.0) - 0.125 * (lon - 120.0);
}

static const char *wind_dims = "time lat lon";

/* rows from north to south, as analyses come; speeds in wind_unit, which holds factor of them a m/s */
static void write_wind(const char *name, const char *v_name, const char *wind_unit, double factor, double hole) {
    lt_outdir *dir = NULL;
    lt_ncw *file = NULL;
    double time[NT], lat[NY], lon[NX], wind[NT * NY * NX];
    assert_int_equal(lt_outdir_open(root, &dir), LT_OK);
    assert_int_equal(lt_ncw_create(dir, name, "wind", &file), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "time", NT), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "lat", NY), LT_OK);
    assert_int_equal(lt_ncw_dim(file, "lon", NX), LT_OK);
    const lt_field fields[] = {{"time", "time", "hours since 2016-11-20 00:00:00", "time", "t"},
                               {"lat", "latitude", "degrees_north", "lat", "lat"},
                               {"lon", "longitude", "degrees_east", "lon", "lon"},
                               {"u10", NULL, wind_unit, wind_dims, "u"},
                               {v_name, NULL, wind_unit, wind_dims, "v"}};
    for (int v = 0; v < 5; v++) assert_int_equal(lt_ncw_var(file, &fields[v], NC_DOUBLE), LT_OK);
    for (int k = 0; k < NT; k++) time[k] = 6.0 * k;
    for (int j = 0; j < NY; j++) lat[j] = 43.0 - j;
    for (int i = 0; i < NX; i++) lon[i] = 118.0 + i;
    assert_int_equal(lt_ncw_put_double(file, "time", time), LT_OK);
    assert_int_equal(lt_ncw_put_double(file, "lat", lat), LT_OK);
    assert_int_equal(lt_ncw_put_double(file, "lon", lon), LT_OK);
    for (int n = 0; n < NT * NY * NX; n++) wind[n] = factor * u_of(n / (NY * NX), lat[n / NX % NY], lon[n % NX]);
    assert_int_equal(lt_ncw_put_double(file, "u10", wind), LT_OK);
    for (int n = 0; n < NT * NY * NX; n++) wind[n] = -wind[n];
    wind[7] += hole;
    assert_int_equal(lt_ncw_put_double(file, v_name, wind), LT_OK);
    assert_int_equal(lt_ncw_commit(file), LT_OK);
    lt_outdir_close(dir);
}

static void check_field(const char *name) {
    lt_wind_grid *w = NULL;
    double east[NY * NX], north[NY * NX];
    assert_int_equal(lt_wind_grid_read(in_root(name), &w), LT_OK);
    assert_true(w->time[0] == start && w->time[2] == start + 12 * LT_HOUR);
    lt_wind_grid_at(w, start + 9 * LT_HOUR, east, north);
    lt_wind_place place = lt_wind_grid_place(w, 41.3, 121.9);
    assert_true(fabs(lt_wind_place_value(w, &place, east) - u_of(1.5, 41.3, 121.9)) < 1e-12);
    assert_true(fabs(lt_wind_place_value(w, &place, north) + u_of(1.5, 41.3, 121.9)) < 1e-12);
    lt_wind_grid_free(w);
}

static void test_linear(void **state) {
    (void)state;
    write_wind("good.nc", "v10", "m s-1", 1.0, 0.0);
    check_field("good.nc");
    write_wind("kmh.nc", "v10", "km/h", 3.6, 0.0); /* a foreign unit passes udunits */
    check_field("kmh.nc");
}

static void expect(const char *name, const char *what) {
    lt_wind_grid *w = NULL;
    char text[4096];
    assert_int_equal(lt_wind_grid_read(in_root(name), &w), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    if (!strstr(text, what)) fail_msg("no \"%s\" in: %s", what, text);
    assert_null(w);
}

static void test_faults(void **state) {
    (void)state;
    write_wind("variable.nc", "v100", "m s-1", 1.0, 0.0);
    expect("variable.nc", "0 of the northward wind");
    write_wind("unit.nc", "v10", "kg", 1.0, 0.0);
    expect("unit.nc", "u10");
    write_wind("hole.nc", "v10", "m s-1", 1.0, NAN);
    expect("hole.nc", "missing");
    wind_dims = "time lon lat"; /* as many values */
    write_wind("turned.nc", "v10", "m s-1", 1.0, 0.0);
    wind_dims = "time lat lon";
    expect("turned.nc", "longitudes stand before latitudes");
}

static void test_cover(void **state) {
    (void)state;
    lt_wind_grid *w = NULL;
    double lat[] = {40.1, 42.9}, lon[] = {118.0, 122.0};
    lt_grid grid = {.name = "g", .nx = 2, .ny = 1, .lat = lat, .lon = lon};
    assert_int_equal(lt_wind_grid_read(in_root("good.nc"), &w), LT_OK);
    assert_int_equal(lt_wind_grid_cover(w, &grid, start, start + 12 * LT_HOUR), LT_OK);
    assert_int_equal(lt_wind_grid_cover(w, &grid, start, start + 13 * LT_HOUR), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "cover the period"));
    assert_int_equal(lt_wind_grid_cover(w, &grid, start - 1, start + 12 * LT_HOUR), LT_ERR_INPUT);
    w->time[2] += 6 * LT_HOUR; /* a time is missing; a period before the gap does not need it */
    assert_int_equal(lt_wind_grid_cover(w, &grid, start, start + 6 * LT_HOUR), LT_OK);
    assert_int_equal(lt_wind_grid_cover(w, &grid, start, start + 7 * LT_HOUR), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "gap"));
    w->time[2] -= 6 * LT_HOUR;
    lon[1] = 122.1;
    assert_int_equal(lt_wind_grid_cover(w, &grid, start, start + 12 * LT_HOUR), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "cover the model grid"));
    lt_error_clear();
    lt_wind_grid_free(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_linear), cmocka_unit_test(test_faults),
                                       cmocka_unit_test(test_cover)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
