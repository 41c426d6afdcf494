/* Bad weather as a user meets it: what `lantian met check` and `lantian met CASE` say of each fault that gridded
 * weather and station tables are known for, and that what is repaired is counted. The readers' own tests say more of
 * each. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/weather_files.h"
#include "tests/support/data.h"
#include "tests/support/error_block.h"
#include "tests/support/made_weather.h"
#include "tests/support/root.h"

/* What `met check FILE --grid liaoning-27w` says: its exit code, and every word on stdout. */
static void check_says(const char *fault, const char *path, int code, const char *const *words) {
    program_result result = program_run(NULL, "met", "check", path, "--grid", "liaoning-27w");
    bool good = result.code == code;
    for (; *words && good; words++) good = strstr(result.said, *words) != NULL;
    if (!good)
        print_error("%s: exit code %d (wanted %d)%s%s:\n%s%s\n", fault, result.code, code, *words ? ", lacks " : "",
                    *words ? *(words - 1) : "", result.said, result.err);
    assert_true(good);
    program_free(&result);
}
#define SAYS(fault, path, code, ...) check_says((fault), (path), (code), (const char *const[]){__VA_ARGS__, NULL})

/* --- gridded weather ---------------------------------------------------------------------------------------------- */

static void test_made_is_good(void **state) {
    (void)state;
    const made_weather good = {0};
    made_weather_write(in_root("good.nc"), &good);
    SAYS("nothing is wrong", in_root("good.nc"), 0, "no faults", "covers all cells of liaoning-27w", "step 1 h",
         "latitudes fall", "Shenyang", "would be diagnosed", "temperature: that of the air at 2 m");
}

static void test_faults(void **state) {
    (void)state;
    static const struct {
        const char *fault;
        made_weather weather;
        int code;
        const char *words[6];
    } cases[] = {
        {"missing hours",
         {.n_times = 5, .left_out = 8},
         2,
         {"hours are missing", "8 times missing", "2020-01-06T02:00:00Z"}},
        {"a short gap", {.n_times = 5, .left_out = 3}, 0, {"3 times missing", "straight line"}},
        {"times too far apart", {.n_times = 3, .step_h = 12}, 2, {"times too far apart", "12 h"}},
        {"Celsius as kelvin",
         {.temperature_add = -273.15},
         2,
         {"air_temperature looks like degC", "correct the attribute units"}},
        {"a unit that is none of temperature", {.temperature_unit = "kg"}, 2, {"variable t", "kg"}},
        {"a level type that is none",
         {.level_unit = "furlong"},
         2,
         {"levels of a kind that is not known", "unit of pressure"}},
        {"winds of 200 m/s", {.wind_times = 40}, 2, {"values of eastward_wind that cannot be", "winds that cannot be"}},
        {"winds over 100 m/s", {.wind_times = 13, .uniform = true}, 0, {"winds over 100 m/s, the fastest"}},
        {"supersaturation", {.humidity = 1.2}, 0, {"supersaturated over water", "cut to saturation"}},
        {"0 to 360", {.turn = 360}, 0, {"covers all cells"}},
        {"west of Greenwich", {.turn = -360}, 0, {"covers all cells"}},
        {"latitudes that grow", {.ascending = true}, 0, {"covers all cells"}},
        {"precipitation that falls a little",
         {.rain_fall_mm = 0.5},
         0,
         {"precipitation falls while it accumulates: 99 values"}},
        {"precipitation that falls", {.rain_fall_mm = 3}, 2, {"values of precipitation_amount that cannot be"}},
    };
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        const char *path = in_root("case.nc");
        made_weather_write(path, &cases[n].weather);
        check_says(cases[n].fault, path, cases[n].code, cases[n].words);
    }
}

/* Nothing that --met names is passed over: places of stations say nothing of gridded weather. */
static void test_list_beside_gridded(void **state) {
    (void)state;
    const made_weather good = {0};
    made_weather_write(in_root("good.nc"), &good);
    assert_true(files_write_text(in_root("places.csv"), "station,lat,lon,altitude\nA,41,123,50\n"));
    const lt_cli cli = {.met = {{in_root("good.nc"), in_root("places.csv")}, 2}};
    const lt_job job = {.cli = &cli};
    const lt_list none = {0};
    const lt_weather_names names = {&none, "", "", "", NULL};
    const char *source = "gridded";
    char message[4096];
    lt_weather_files files;
    lt_status status = lt_weather_files_find(&job, &names, "test", &source, &files);
    lt_error_text(status, message, sizeof message);
    lt_error_clear();
    lt_weather_files_release(&files);
    assert_int_equal(status, LT_ERR_USAGE);
    assert_non_null(strstr(message, "places.csv"));
}

/* `--met 'wrfout_*'`: the shell leaves the pattern to us; all its files are one series. */
static void test_pattern(void **state) {
    (void)state;
    const made_weather good = {0};
    made_weather_write(in_root("series_1.nc"), &good);
    made_weather_write(in_root("series_2.nc"), &good);
    const lt_cli fits = {.met = {{in_root("series_*.nc")}, 1}}, empty = {.met = {{in_root("series_?.grb")}, 1}};
    const lt_job job = {.cli = &fits}, other = {.cli = &empty};
    const lt_list none = {0};
    const lt_weather_names names = {&none, "", "", "", NULL};
    const char *source = "typical-winter";
    char message[4096];
    lt_weather_files files;
    assert_int_equal(lt_weather_files_find(&job, &names, "test", &source, &files), LT_OK);
    assert_string_equal(source, "gridded");
    assert_int_equal(files.gridded.n, 2);
    assert_string_equal(files.gridded.path[1], in_root("series_2.nc"));
    lt_weather_files_release(&files);
    lt_status status = lt_weather_files_find(&other, &names, "test", &source, &files);
    lt_error_text(status, message, sizeof message);
    lt_error_clear();
    lt_weather_files_release(&files);
    assert_int_equal(status, LT_ERR_INPUT);
    assert_non_null(strstr(message, "no file of this pattern"));
}

static int variable(int file, const char *name) {
    int id = -1;
    nc_good(nc_inq_varid(file, name, &id));
    return id;
}

static void test_missing_values(void **state) {
    (void)state;
    int id;
    const size_t at[] = {3, 4, 5}, hole[] = {2, 1, 4, 5};
    const made_weather good = {0};
    const char *path = in_root("missing.nc");
    made_weather_write(path, &good);
    nc_good(nc_open(path, NC_WRITE, &id));
    nc_good(nc_put_att_double(id, variable(id, "t2m"), "missing_value", NC_FLOAT, 1, (double[]){-9999}));
    nc_good(nc_put_var1_double(id, variable(id, "t2m"), at, (double[]){-9999}));
    nc_good(nc_put_var1_double(id, variable(id, "q"), hole, (double[]){NAN}));
    nc_end(id);
    SAYS("missing values", path, 0, "air_temperature_2m: 1 of 693 values are missing",
         "specific_humidity: 1 of 5544 values are missing");
}

/* Two packings of one number: the fill value of packed data is missing, a number of it without scale is not weather. */
static void test_packed(void **state) {
    (void)state;
    int id;
    short values[7 * MADE_NY * MADE_NX];
    const made_weather good = {0};
    const char *path = in_root("packed.nc");
    made_weather_write(path, &good);
    nc_good(nc_open(path, NC_WRITE, &id));
    nc_good(nc_redef(id));
    const int var = nc_var(id, "skt", NC_SHORT, "time latitude longitude", "K");
    nc_good(nc_put_att_double(id, var, "scale_factor", NC_DOUBLE, 1, (double[]){0.001}));
    nc_good(nc_put_att_double(id, var, "add_offset", NC_DOUBLE, 1, (double[]){280}));
    nc_good(nc_put_att_short(id, var, "missing_value", NC_SHORT, 1, (short[]){-32767}));
    nc_good(nc_enddef(id));
    for (int c = 0; c < 7 * MADE_NY * MADE_NX; c++) values[c] = (short)(c % 5 == 0 ? 32000 : c);
    values[0] = -32767;
    nc_good(nc_put_var_short(id, var, values));
    nc_end(id);
    SAYS("packed", path, 0, "surface_temperature: 1 of 693 values are missing", "surface_temperature");
}

static void test_too_small(void **state) {
    (void)state;
    const made_weather good = {.turn = 8};
    made_weather_write(in_root("east.nc"), &good);
    SAYS("a domain that does not cover the grid", in_root("east.nc"), 2, "does not cover the grid liaoning-27w",
         "120.00 to 140.00 E", "cells lie outside");
}

/* --- GRIB --------------------------------------------------------------------------------------------------------- */

static void copy_part(const char *from, const char *to, double share) {
    FILE *in = fopen(from, "rb"), *out = fopen(to, "wb");
    assert_non_null(in);
    assert_non_null(out);
    fseek(in, 0, SEEK_END);
    const long n = (long)(share * (double)ftell(in));
    char *bytes = malloc((size_t)n);
    rewind(in);
    assert_int_equal(fread(bytes, 1, (size_t)n, in), n);
    assert_int_equal(fwrite(bytes, 1, (size_t)n, out), n);
    free(bytes);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

static void append(const char *from, const char *to) {
    FILE *in = fopen(from, "rb"), *out = fopen(to, "ab");
    char block[65536];
    assert_non_null(in);
    assert_non_null(out);
    for (size_t n; (n = fread(block, 1, sizeof block, in)) > 0;) assert_int_equal(fwrite(block, 1, n, out), n);
    fclose(in);
    assert_int_equal(fclose(out), 0);
}

static void test_grib(void **state) {
    (void)state;
    const char *wind = data_path("met/gfs_full_state_2p5deg/gfs_2023060112_f000_1deg_10mwind_only.grb2");
    copy_part(wind, in_root("short.grb2"), 0.9);
    SAYS("truncated GRIB", in_root("short.grb2"), 2, "bad input", "message", "short.grb2");
    copy_part(data_path("met/grib_netcdf_reader_samples/regular_gg_pl.grib"), in_root("mixed.grib"), 1.0);
    append(data_path("met/grib_netcdf_reader_samples/reduced_gg.grib"), in_root("mixed.grib"));
    SAYS("two grids in one file", in_root("mixed.grib"), 2, "grid");
}

/* --- tables ------------------------------------------------------------------------------------------------------- */

static const char *table(const char *rows) {
    static char path[512];
    snprintf(path, sizeof path, "%s/station.csv", root);
    FILE *out = fopen(path, "w");
    assert_non_null(out);
    fprintf(out, "time_utc,air_temperature_degC,dew_point_degC,pressure_hPa,wind_speed_ms,wind_from_deg\n%s", rows);
    assert_int_equal(fclose(out), 0);
    return path;
}

static void test_tables(void **state) {
    (void)state;
    const char *row = ",-5,-9,1020,3,315\n";
    char rows[4096] = "";
    for (int h = 0; h < 24; h++)
        if (h < 6 || h > 12) snprintf(rows + strlen(rows), sizeof rows - strlen(rows), "2020-01-06 %02d:00%s", h, row);
    SAYS("a gap of seven hours", table(rows), 2, "gap too long", "7 hours missing");
    SAYS("kelvin in a column of degC",
         table("2020-01-06 00:00,268,264,1020,3,315\n2020-01-06 01:00,268,264,1020,3,315\n"), 2, "out of range", "268",
         "4 faults");
    SAYS("another zone", table("2020-01-06 00:00+08:00,-5,-9,1020,3,315\n"), 2, "zone");
    SAYS("all is well", table("2020-01-06 00:00,-5,-9,1020,3,315\n2020-01-06 01:00,-5,-9,1020,0.2,\n"), 0, "no faults",
         "50.0");
}

/* --- a run -------------------------------------------------------------------------------------------------------- */

static const char case_text[] =
    "case: weather\ntitle_en: two hours\ntitle_zh: 两小时\ngrid: liaoning-27w\nbase_year: 2020\n"
    "periods:\n  - id: hours\n    start: 2020-01-06 08:00\n    length: 2 h\n    spinup: 0 h\n"
    "packages: [boilers]\nmet:\n  source: gridded\n  file: %s\n";

/* The stage refuses the weather before it writes anything. */
static void run_refuses(const char *fault, const made_weather *weather, const char *const *words) {
    char text[2048];
    made_weather_write(in_root("weather.nc"), weather);
    snprintf(text, sizeof text, case_text, in_root("weather.nc"));
    assert_true(files_write_text(in_root("case.yaml"), text));
    program_result met = program_run(NULL, "met", in_root("case.yaml"), "--out", in_root("out"));
    assert_true(error_block_good(&met, fault, 2, ERROR_FULL, words));
    assert_false(files_exists(in_root("out/met_hours.nc")));
    program_free(&met);
}
#define REFUSES(fault, weather, ...) run_refuses((fault), (weather), (const char *const[]){__VA_ARGS__, NULL})

static void test_runs(void **state) {
    (void)state;
    program_result grid = program_run(NULL, "grid", "liaoning-27w", "--out", in_root("out"), "--quiet");
    assert_int_equal(grid.code, 0);
    program_free(&grid);
    REFUSES("weather of another year", (&(made_weather){.since = "2019-01-06 00:00:00"}), "2019");
    REFUSES("weather of another zone", (&(made_weather){.since = "2020-01-06 08:00:00"}), "2020-01-06");
    REFUSES("hours missing inside", (&(made_weather){.n_times = 3, .left_out = 12}), "2020-01-06");
    REFUSES("a domain beside the grid", (&(made_weather){.turn = 8}), "cover");
    REFUSES("Celsius as kelvin", (&(made_weather){.temperature_add = -273.15}), "air_temperature");
    REFUSES("winds of 200 m/s", (&(made_weather){.wind_times = 40}), "eastward_wind");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_made_is_good),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_list_beside_gridded),
        cmocka_unit_test(test_pattern),
        cmocka_unit_test(test_missing_values),
        cmocka_unit_test(test_packed),
        cmocka_unit_test(test_too_small),
        cmocka_unit_test(test_grib),
        cmocka_unit_test(test_tables),
        cmocka_unit_test(test_runs),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
