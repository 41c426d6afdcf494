/* `lantian met check`: what it says of weather that is known by formula, and of our own file against what netCDF holds.
 *
 * Tolerances: values are 32-bit in the files (3e-8 of 300 K: 2e-5), JSON prints 15 digits. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/timeaxis.h"
#include "tests/support/data.h"
#include "tests/support/made_weather.h"
#include "tests/support/near.h"
#include "tests/support/program.h"
#include "tests/support/root.h"

#include <cjson/cJSON.h>

/* --- JSON --------------------------------------------------------------------------------------------------------- */

static cJSON *check(int code, const char *const *arguments) {
    program_result result = program_run_list(NULL, arguments);
    if (result.code != code) print_error("exit code %d:\n%s%s\n", result.code, result.said, result.err);
    assert_int_equal(result.code, code);
    cJSON *json = cJSON_Parse(result.said);
    assert_non_null(json);
    assert_string_equal(cJSON_GetObjectItem(json, "schema")->valuestring, "lantian-met-check-1");
    program_free(&result);
    return json;
}
#define CHECK(code, ...) check((code), (const char *const[]){"met", "check", __VA_ARGS__, "--json", NULL})

static const cJSON *first_file(const cJSON *json) {
    return cJSON_GetArrayItem(cJSON_GetObjectItem(json, "files"), 0);
}

/* The row of an array whose key has this text. */
static const cJSON *row_of(const cJSON *rows, const char *key, const char *text) {
    const cJSON *row;
    cJSON_ArrayForEach(row, rows) if (strcmp(cJSON_GetObjectItem(row, key)->valuestring, text) == 0) return row;
    print_error("no row with %s %s\n", key, text);
    fail();
    return NULL;
}

static double number(const cJSON *row, const char *key) {
    const cJSON *item = cJSON_GetObjectItem(row, key);
    assert_non_null(item);
    return cJSON_IsNumber(item) ? item->valuedouble : NAN;
}

static double element(const cJSON *row, const char *key, int k) {
    return cJSON_GetArrayItem(cJSON_GetObjectItem(row, key), k)->valuedouble;
}

/* --- weather by formula ------------------------------------------------------------------------------------------- */

static double surface_temperature(double hour, double lon, double lat) {
    return 280.0 + 0.5 * hour + 0.1 * (lon - 122.0) + 0.2 * (lat - 42.0);
}

static void linear_weather(const char *path) {
    static double values[13 * MADE_NY * MADE_NX];
    const made_weather plain = {.n_times = 13, .uniform = true};
    int id;
    made_weather_write(path, &plain);
    for (int i = 0; i < 13 * MADE_NY * MADE_NX; i++) {
        const int c = i % (MADE_NY * MADE_NX);
        values[i] =
            surface_temperature(i / (MADE_NY * MADE_NX), 112.0 + 2.0 * (c % MADE_NX), 50.0 - 2.0 * (c / MADE_NX));
    }
    nc_good(nc_open(path, NC_WRITE, &id));
    nc_put(id, "t2m", values);
    nc_end(id);
}

static void test_ranges_and_places(void **state) {
    (void)state;
    linear_weather(in_root("linear.nc"));
    cJSON *json = CHECK(0, in_root("linear.nc"));
    const cJSON *file = first_file(json),
                *field = row_of(cJSON_GetObjectItem(file, "fields"), "field", "air_temperature_2m");
    assert_string_equal(cJSON_GetObjectItem(file, "reader")->valuestring, "cf");
    assert_near(number(field, "least"), surface_temperature(0, 112, 34), 2e-5);
    assert_near(number(field, "most"), surface_temperature(12, 132, 50), 2e-5);
    assert_near(number(field, "mean"), surface_temperature(6, 122, 42), 2e-5);
    assert_near(number(field, "n"), 13 * MADE_NX * MADE_NY, 0);
    assert_string_equal(cJSON_GetObjectItem(field, "most_at")->valuestring, "2020-01-06T12:00:00Z, 50.00 N 132.00 E");
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(file, "places")), 14);
    const cJSON *place = row_of(cJSON_GetObjectItem(file, "places"), "place", "Shenyang"),
                *rose = cJSON_GetObjectItem(place, "rose");
    /* 3 m/s east, 2 m/s south: from 303.7 degrees, which is WNW (292.5 +- 11.25). */
    assert_near(element(rose, "share_from_north_clockwise", 13), 1, 0);
    assert_near(element(rose, "speed_ms", 13), hypot(3, 2), 1e-6);
    /* Hours 0 to 12 UTC are 8 to 20 local; each is there once. */
    const cJSON *day = cJSON_GetObjectItem(place, "day");
    assert_int_equal(cJSON_GetArraySize(day), 13);
    assert_near(number(cJSON_GetArrayItem(day, 6), "local_hour"), 14, 0);
    assert_near(number(cJSON_GetArrayItem(day, 6), "temperature_2m_K"),
                surface_temperature(6, number(place, "lon"), number(place, "lat")), 4e-5);
    cJSON_Delete(json);
}

/* The standard atmosphere, half saturated, with winds of made_weather.h. */
static void test_profiles(void **state) {
    (void)state;
    const made_weather plain = {.uniform = true};
    made_weather_write(in_root("standard.nc"), &plain);
    cJSON *json = CHECK(0, in_root("standard.nc"), "--city", "Dalian");
    const cJSON *places = cJSON_GetObjectItem(first_file(json), "places"), *row;
    const cJSON *rows = cJSON_GetObjectItem(row_of(places, "place", "Dalian"), "profiles");
    assert_int_equal(cJSON_GetArraySize(places), 1);
    int n = 0;
    cJSON_ArrayForEach(row, rows) {
        const int k = n++ % MADE_NZ;
        assert_near(number(row, "height_m"), made_height(made_levels_hPa[k]), 2e-3);
        assert_near(number(row, "temperature_K"), made_temperature(made_levels_hPa[k]), 2e-5);
        assert_near(number(row, "relative_humidity"), 0.5, 1e-5);
        assert_near(number(row, "wind_speed_ms"), hypot(5 + 0.5 * k, -3), 1e-5);
    }
    assert_int_equal(n, 2 * MADE_NZ); /* 8 to 14 local: the hours around 6 and around 12 */
    cJSON_Delete(json);
}

/* A station 1.5 K warmer and 1 m/s slower, its wind turned by 20 degrees, linear in time like the weather. */
static void test_scores(void **state) {
    (void)state;
    double lon = 0, lat = 0;
    linear_weather(in_root("linear.nc"));
    cJSON *json = CHECK(0, in_root("linear.nc"));
    const cJSON *place = row_of(cJSON_GetObjectItem(first_file(json), "places"), "place", "Shenyang");
    lon = number(place, "lon");
    lat = number(place, "lat");
    cJSON_Delete(json);
    FILE *out = fopen(in_root("station.csv"), "w");
    assert_non_null(out);
    fputs("time_utc,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n", out);
    const double from = fmod(atan2(-3.0, 2.0) * 57.295779513082323 + 360.0, 360.0);
    for (int h = 0; h < 16; h++) /* the hour's mean is the value at its middle */
        fprintf(out, "2020-01-06 %02d:00,%.9f,%.6f,1003.25,%.6f,%.6f\n", h,
                surface_temperature(h + 0.5, lon, lat) + 1.5 - 273.15, 278 - 273.15, hypot(3, 2) - 1, from - 20);
    assert_int_equal(fclose(out), 0);
    json = CHECK(0, in_root("linear.nc"), "--met", in_root("station.csv"), "--city", "Shenyang");
    const cJSON *score = row_of(cJSON_GetObjectItem(first_file(json), "stations"), "station", "Shenyang"),
                *t = cJSON_GetObjectItem(score, "temperature_2m_K"),
                *v = cJSON_GetObjectItem(score, "wind_speed_10m_ms"),
                *p = cJSON_GetObjectItem(score, "sea_level_pressure_hPa"),
                *d = cJSON_GetObjectItem(score, "wind_direction_deg");
    assert_near(number(t, "n"), 12, 0); /* hours on both sides: the first instant has none before it */
    assert_near(number(t, "bias"), -1.5, 4e-5);
    assert_near(number(t, "rmse"), 1.5, 4e-5);
    assert_near(number(t, "r"), 1, 1e-6);
    assert_near(number(v, "bias"), 1, 1e-6);
    assert_near(number(p, "bias"), 10, 1e-4);
    assert_near(number(d, "bias"), 20, 1e-4);
    assert_near(number(d, "mean_error"), 20, 1e-4);
    cJSON_Delete(json);
}

/* --- our own file ------------------------------------------------------------------------------------------------- */

static const char case_text[] =
    "case: own\ntitle_en: own\ntitle_zh: 自己\ngrid: liaoning-27w\nbase_year: 2020\nperiods:\n"
    "  - id: hours\n    start: 2020-01-06\n    length: 3 h\n    spinup: 0 h\n"
    "packages: [boilers]\nmet:\n  source: typical-winter\n";

static void make_own(void) {
    if (files_exists(in_root("own/met_hours.nc"))) return;
    assert_true(files_write_text(in_root("case.yaml"), case_text));
    program_result grid = program_run(NULL, "grid", "liaoning-27w", "--out", in_root("own"), "--quiet");
    assert_int_equal(grid.code, 0);
    program_free(&grid);
    program_result met = program_run(NULL, "met", in_root("case.yaml"), "--out", in_root("own"), "--quiet");
    assert_int_equal(met.code, 0);
    program_free(&met);
}

static void test_own_file(void **state) {
    (void)state;
    static float values[3 * 28 * 32];
    int id, var;
    make_own();
    cJSON *json = CHECK(0, in_root("own/met_hours.nc"), "--out", in_root("tables"));
    const cJSON *file = first_file(json),
                *field = row_of(cJSON_GetObjectItem(file, "fields"), "field", "air_temperature_2m"),
                *air = cJSON_GetObjectItem(file, "air");
    nc_good(nc_open(in_root("own/met_hours.nc"), NC_NOWRITE, &id));
    nc_good(nc_inq_varid(id, "air_temperature_2m", &var));
    nc_good(nc_get_var_float(id, var, values));
    nc_end(id);
    double least = values[0], most = values[0], sum = 0;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        least = fmin(least, values[i]);
        most = fmax(most, values[i]);
        sum += values[i];
    }
    assert_near(number(field, "least"), least, 1e-9);
    assert_near(number(field, "most"), most, 1e-9);
    assert_near(number(field, "mean"), sum / (3 * 28 * 32), 1e-9);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(air, "residual")), 3);
    for (int h = 0; h < 3; h++) {
        assert_true(element(air, "residual", h) < 1e-14);
        assert_near(element(air, "residual", h), element(air, "residual_stored", h), 0); /* the same sums, read back */
    }
    cJSON_Delete(json);
    static const char *const tables[] = {"fields", "rose", "day", "profiles", "air"};
    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++) {
        char name[64];
        snprintf(name, sizeof name, "tables/met_hours_%s.csv", tables[t]);
        assert_true(files_exists(in_root(name)));
    }
}

/* The wind of the layers is made from fluxes: for a flux of a known wind through every face it is that wind. */
static void test_wind_of_fluxes(void **state) {
    (void)state;
    size_t size;
    int id, var;
    make_own();
    char *bytes = files_read(in_root("own/met_hours.nc"), &size);
    assert_non_null(bytes);
    assert_true(files_write(in_root("moved.nc"), bytes, size));
    free(bytes);
    nc_good(nc_open(in_root("moved.nc"), NC_WRITE, &id));
    const size_t n = 4 * 14 * 28 * 32, nx = 3 * 14 * 28 * 33, ny = 3 * 14 * 29 * 32;
    double *mass = malloc(n * sizeof *mass), *x = malloc(nx * sizeof *x), *y = malloc(ny * sizeof *y);
    for (size_t i = 0; i < n; i++) mass[i] = 1e11;
    for (size_t i = 0; i < nx; i++) x[i] = 1e11 / 27000 * 8; /* 8 m/s along x where the map is true */
    for (size_t i = 0; i < ny; i++) y[i] = 0;
    nc_put(id, "air_mass", mass);
    nc_put(id, "mass_flux_x", x);
    nc_put(id, "mass_flux_y", y);
    nc_good(nc_inq_varid(id, "column_residual", &var));
    nc_end(id);
    free(mass), free(x), free(y);
    cJSON *json = CHECK(0, in_root("moved.nc"));
    const cJSON *fields = cJSON_GetObjectItem(first_file(json), "fields"),
                *east = row_of(fields, "field", "eastward_wind"), *north = row_of(fields, "field", "northward_wind");
    /* The map's scale is within 0.992 and 1.004 on this grid (cone between 36 and 46 N), its angle within 3.5 degrees.
     */
    assert_near(number(east, "most"), 8, 0.08);
    assert_true(number(east, "least") > 8 * cos(4.0 / 57.3) * 0.99);
    assert_true(fabs(number(north, "least")) < 8 * sin(4.0 / 57.3) && number(north, "least") < -0.2);
    assert_true(number(north, "most") > 0.2); /* east of the middle the map's +x points north of east */
    cJSON_Delete(json);
}

static void test_own_file_that_does_not_close(void **state) {
    (void)state;
    size_t size;
    int id, var;
    double flux;
    make_own();
    char *bytes = files_read(in_root("own/met_hours.nc"), &size);
    assert_true(files_write(in_root("open.nc"), bytes, size));
    free(bytes);
    const size_t at[] = {1, 2, 5, 7};
    nc_good(nc_open(in_root("open.nc"), NC_WRITE, &id));
    nc_good(nc_inq_varid(id, "mass_flux_x", &var));
    nc_good(nc_get_var1_double(id, var, at, &flux));
    flux *= 1.0 + 1e-6;
    nc_good(nc_put_var1_double(id, var, at, &flux));
    nc_end(id);
    cJSON *json = CHECK(2, in_root("open.nc"));
    const cJSON *file = first_file(json);
    const char *fault = cJSON_GetArrayItem(cJSON_GetObjectItem(file, "faults"), 0)->valuestring;
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(file, "faults")), 1);
    assert_non_null(strstr(fault, "does not close"));
    assert_non_null(strstr(fault, "2020-01-05T17:00:00Z"));
    cJSON_Delete(json);
}

/* --- patterns, languages ------------------------------------------------------------------------------------------ */

/* A pattern in quotes stands for its files; one that fits nothing is named. Places are told in the report's language.
 */
static void test_pattern(void **state) {
    (void)state;
    const made_weather one = {.n_times = 1}, two = {.n_times = 2};
    made_weather_write(in_root("many_1.nc"), &one);
    made_weather_write(in_root("many_2.nc"), &two);
    cJSON *json = CHECK(0, in_root("many_?.nc"));
    const cJSON *files = cJSON_GetObjectItem(json, "files");
    assert_int_equal(cJSON_GetArraySize(files), 2);
    for (int f = 0; f < 2; f++) {
        const char *name = cJSON_GetObjectItem(cJSON_GetArrayItem(files, f), "file")->valuestring;
        assert_non_null(strstr(name, f == 0 ? "many_1.nc" : "many_2.nc"));
    }
    cJSON_Delete(json);
    program_result none = program_run(NULL, "met", "check", in_root("nosuch_*.nc"));
    assert_int_equal(none.code, 2);
    assert_non_null(strstr(none.err, "no file of this pattern"));
    program_free(&none);
    program_result zh = program_run(NULL, "met", "check", in_root("many_2.nc"), "--lang", "zh");
    assert_int_equal(zh.code, 0);
    assert_non_null(strstr(zh.said, "第 1 层"));
    assert_null(strstr(zh.said, "level 1"));
    program_free(&zh);
}

/* --- real samples ------------------------------------------------------------------------------------------------- */

static void test_samples(void **state) {
    (void)state;
    cJSON *json = CHECK(0, data_path("met/wrf_samples/wrf_d01_allvars_cropped.nc"));
    const cJSON *file = first_file(json);
    assert_string_equal(cJSON_GetObjectItem(file, "reader")->valuestring, "wrf");
    const cJSON *t2 = row_of(cJSON_GetObjectItem(file, "fields"), "field", "air_temperature_2m");
    /* ncdump -v T2 | sort: 266.5188 to 289.2376 */
    assert_near(number(t2, "least"), 266.5188, 1e-4);
    assert_near(number(t2, "most"), 289.2376, 1e-4);
    cJSON_Delete(json);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ranges_and_places),
        cmocka_unit_test(test_profiles),
        cmocka_unit_test(test_scores),
        cmocka_unit_test(test_own_file),
        cmocka_unit_test(test_wind_of_fluxes),
        cmocka_unit_test(test_own_file_that_does_not_close),
        cmocka_unit_test(test_pattern),
        cmocka_unit_test(test_samples),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
