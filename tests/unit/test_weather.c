/* The hour of met_*.nc that the model reads: numbers that cannot be are refused with their place, before they meet the
 * state; hours with a gap are no time axis. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/state/weather.h"
#include "tests/support/mini_faults.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

enum { N_HOURS = 3 };

static lt_outdir *dir;

static int make(void **state) {
    if (make_root(state) != 0) return -1;
    return lt_outdir_open(root, &dir) == LT_OK ? 0 : -1;
}

static int drop(void **state) {
    lt_outdir_close(dir);
    return remove_root(state);
}

/* met.nc with one value replaced (variable NULL: none), then that hour read. */
static lt_status read_at(const char *variable, const size_t at[4], double value) {
    lt_ncr *file;
    lt_weather weather;
    mini_met(dir, "met.nc", N_HOURS);
    if (variable) mini_put(dir, "met.nc", variable, at, value);
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &file));
    lt_status status = lt_weather_open(file, MINI_NX, MINI_NY, MINI_NZ, mini_start, N_HOURS, &weather);
    if (status == LT_OK) status = lt_weather_want(&weather, &weather.temperature);
    if (status == LT_OK) status = lt_weather_hour(&weather, at[0]);
    lt_weather_close(&weather);
    return status;
}

/* The first value of hour 1. */
static lt_status read_changed(const char *variable, double value) {
    return read_at(variable, (const size_t[4]){1, 0, 0, 0}, value);
}

static void test_values(void **state) {
    (void)state;
    assert_int_equal(read_changed(NULL, 0), LT_OK);
    assert_int_equal(read_changed("kz", -1), LT_ERR_INPUT);
    EXPECT("kz", "hour 1 (from 2020-01-06T01", "interface 0, row 0, column 0", "-1");
    assert_int_equal(read_changed("air_temperature_2m", -8), LT_ERR_INPUT); /* degrees Celsius */
    EXPECT("air_temperature_2m", "K", "-8");
    assert_int_equal(read_changed("friction_velocity", NAN), LT_ERR_INPUT);
    assert_int_equal(read_changed("relative_humidity", 60), LT_ERR_INPUT); /* per cent */
    assert_int_equal(read_changed("precipitation_flux", -1e-6), LT_ERR_INPUT);
    assert_int_equal(read_changed("mass_flux_x", NAN), LT_ERR_INPUT);
}

/* A number that is none, or that is missing, in the first, a middle and the last hour: field, hour and cell are named.
 */
static void test_places(void **state) {
    (void)state;
    static const struct {
        const char *field;
        size_t at[4];
        const char *place;
    } rows[] = {
        {"mass_flux_x", {0, 2, 3, MINI_NX}, "hour 0 (from 2020-01-06T00:00:00Z), layer 2, row 3, column 14 (west"},
        {"mass_flux_y", {2, 1, MINI_NY, 4}, "hour 2 (from 2020-01-06T02:00:00Z), layer 1, row 12, column 4 (south"},
        {"kz", {1, MINI_NZ, 5, 6}, "interface 6, row 5, column 6"},
        {"air_temperature", {1, 3, 0, 2}, "layer 3, row 0, column 2"},
        {"relative_humidity", {2, 5, 11, 13}, "layer 5, row 11, column 13"},
        {"boundary_layer_height", {2, 7, 9}, "hour 2 (from 2020-01-06T02:00:00Z), row 7, column 9"},
        {"wind_speed_10m", {0, 1, 2}, "row 1, column 2"}};
    for (size_t r = 0; r < sizeof rows / sizeof *rows; ++r) {
        const double bad[] = {NAN, NC_FILL_FLOAT};
        for (int b = 0; b < 2; ++b) {
            assert_int_equal(read_at(rows[r].field, rows[r].at, bad[b]), LT_ERR_INPUT);
            EXPECT(rows[r].field, rows[r].place, b == 0 ? "no number (missing, or NaN)" : "found");
        }
    }
}

static void test_hours(void **state) {
    (void)state;
    assert_int_equal(read_changed("time", mini_start + 2.5 * LT_HOUR), LT_ERR_INPUT);
    EXPECT("an hour of the meteorology is missing", "record 1", "that from 2020-01-06T01:00:00Z",
           "one from 2020-01-06T02:00:00Z");
    assert_int_equal(read_changed("time", NAN), LT_ERR_INPUT);
    EXPECT("record 1", "no number");
    assert_int_equal(read_at("time", (const size_t[4]){0}, 9.969e36), LT_ERR_INPUT); /* a fill value */
    EXPECT("record 0", "no number (missing, or NaN)");
    lt_ncr *file;
    lt_weather weather;
    mini_met(dir, "met.nc", N_HOURS);
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &file));
    assert_int_equal(lt_weather_open(file, MINI_NX, MINI_NY, MINI_NZ, mini_start, N_HOURS + 1, &weather), LT_ERR_INPUT);
    EXPECT("does not cover the run", "2020-01-06T04");
    lt_weather_close(&weather);
}

static void test_another_grid(void **state) {
    (void)state;
    lt_ncr *file;
    lt_weather weather;
    mini_met(dir, "met.nc", N_HOURS);
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &file));
    assert_int_equal(lt_weather_open(file, MINI_NX, MINI_NY + 1, MINI_NZ, mini_start, N_HOURS, &weather), LT_ERR_INPUT);
    lt_weather_close(&weather); /* closes the file after a failure too; the leak checker sees it otherwise */
}

/* A field that a file may lack is missed by who wants it, and by nobody else. */
static void test_wanted(void **state) {
    (void)state;
    lt_ncr *file;
    lt_weather weather;
    lt_faults faults = {0};
    mini_met(dir, "met.nc", N_HOURS);
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &file));
    MINI_OK(lt_weather_open(file, MINI_NX, MINI_NY, MINI_NZ, mini_start, N_HOURS, &weather));
    MINI_OK(lt_weather_judge(file, &faults));
    assert_int_equal(faults.n, 0);
    MINI_OK(lt_weather_hour(&weather, 0));
    assert_null(weather.soil_moisture);
    assert_int_equal(lt_weather_want(&weather, &weather.soil_moisture), LT_ERR_INPUT);
    EXPECT("lacks a field", "soil_moisture", "met.nc", "lantian met");
    lt_weather_close(&weather);
}

/* The ground alone: its fields are those of the whole hour, layers keep what they had, faults are told as ever. */
static void test_ground(void **state) {
    (void)state;
    enum { PLANE = MINI_NX * MINI_NY };
    lt_ncr *file;
    lt_weather weather;
    double first_kz[MINI_NZ + 1];
    mini_met(dir, "met.nc", N_HOURS);
    mini_put(dir, "met.nc", "kz", (const size_t[4]){2, 1, 0, 0}, -1);
    mini_put(dir, "met.nc", "air_temperature_2m", (const size_t[4]){2, 3, 4, 0}, 271.25);
    mini_put(dir, "met.nc", "friction_velocity", (const size_t[4]){1, 0, 0, 0}, NAN);
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &file));
    MINI_OK(lt_weather_open(file, MINI_NX, MINI_NY, MINI_NZ, mini_start, N_HOURS, &weather));
    MINI_OK(lt_weather_hour(&weather, 0));
    for (int k = 0; k <= MINI_NZ; ++k) first_kz[k] = weather.kz[k * PLANE];
    assert_true(weather.temperature_2m[3 * MINI_NX + 4] != 271.25);
    MINI_OK(lt_weather_hour_at_ground(&weather, 2));
    for (int k = 0; k <= MINI_NZ; ++k) assert_true(weather.kz[k * PLANE] == first_kz[k]);
    assert_true(weather.temperature_2m[3 * MINI_NX + 4] == 271.25);
    assert_int_equal(lt_weather_hour_at_ground(&weather, 1), LT_ERR_INPUT);
    EXPECT("friction_velocity", "hour 1");
    lt_weather_close(&weather);
}

/* met.nc without one of its fields. */
static lt_status open_without(const char *variable, lt_weather *weather) {
    lt_ncr *file;
    mini_met(dir, "met.nc", N_HOURS);
    mini_lose(dir, "met.nc", variable);
    MINI_OK(lt_ncr_open_own(dir, "met.nc", &file));
    return lt_weather_open(file, MINI_NX, MINI_NY, MINI_NZ, mini_start, N_HOURS, weather);
}

static void test_missing_fields(void **state) {
    (void)state;
    static const char *const clouds[] = {"cloud_liquid_water_mixing_ratio", "cloud_ice_mixing_ratio",
                                         "cloud_area_fraction_in_atmosphere_layer"};
    lt_weather weather;
    assert_int_equal(open_without("precipitation_flux", &weather), LT_ERR_INPUT);
    EXPECT("lacks a field", "precipitation_flux", "kg m-2 s-1", "met.nc", "lantian met");
    lt_weather_close(&weather);
    for (int n = 0; n < 3; ++n) {
        MINI_OK(open_without(clouds[n], &weather));
        double **const members[] = {&weather.cloud_water, &weather.cloud_ice, &weather.cloud_fraction};
        assert_int_equal(lt_weather_want(&weather, members[n]), LT_ERR_INPUT);
        EXPECT("lacks a field", clouds[n], "met.nc", "aqueous: off");
        assert_true(lt_weather_do_without_clouds(&weather));
        for (int m = 0; m < 3; ++m) MINI_OK(lt_weather_want(&weather, members[m]));
        MINI_OK(lt_weather_hour(&weather, 1));
        for (int m = 0; m < 3; ++m)
            for (int c = 0; c < MINI_NZ * MINI_NY * MINI_NX; ++c) assert_true((*members[m])[c] == 0.0);
        lt_weather_close(&weather);
    }
    MINI_OK(open_without("snow_cover", &weather));
    assert_false(lt_weather_do_without_clouds(&weather)); /* what is there is read */
    MINI_OK(lt_weather_want(&weather, &weather.cloud_water));
    MINI_OK(lt_weather_hour(&weather, 1));
    double most = 0.0;
    for (int c = 0; c < MINI_NZ * MINI_NY * MINI_NX; ++c) most = fmax(most, weather.cloud_water[c]);
    assert_true(most > 0.0);
    lt_weather_close(&weather);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_values),      cmocka_unit_test(test_places),
                                       cmocka_unit_test(test_wanted),      cmocka_unit_test(test_missing_fields),
                                       cmocka_unit_test(test_hours),       cmocka_unit_test(test_ground),
                                       cmocka_unit_test(test_another_grid)};
    return cmocka_run_group_tests(tests, make, drop);
}
