/* Plumes of the files of a run: the cell of met.nc that holds the site, stacks of emissions.nc hour by hour; the
 * background and its sectors. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/gaussian/case/plume_setup.h"
#include "tests/support/nc_make.h"

#include <math.h>

#define GOOD(call)                                                                                                     \
    do {                                                                                                               \
        lt_status status_ = (call);                                                                                    \
        char text_[2048] = "";                                                                                         \
        if (status_ != LT_OK) lt_error_text(status_, text_, sizeof text_);                                             \
        if (status_ != LT_OK) fail_msg("%s: %s", #call, text_);                                                        \
    } while (0)

static const char projection[] = "+proj=lcc +lat_1=36 +lat_2=46 +lat_0=41.8 +lon_0=123.43 +R=6370000 +units=m +no_defs";
static const lt_time start = 1578268800; /* 2020-01-06 00:00 UTC */
static char folder[256];

static const char *in(const char *name) {
    return lt_fmt("%s/%s", folder, name);
}

static void put_times(int id, int n) {
    double bounds[16];
    for (int k = 0; k < n; k++) {
        bounds[2 * k] = (double)(start + k * LT_HOUR);
        bounds[2 * k + 1] = (double)(start + (k + 1) * LT_HOUR);
    }
    nc_dim(id, "time", (size_t)n);
    nc_dim(id, "nv", 2);
    nc_var(id, "time_bnds", NC_DOUBLE, "time nv", NULL);
    nc_put(id, "time_bnds", bounds);
}

static void put_field(int id, const char *name, const char *unit, double elsewhere, const double *here) {
    double v[3 * 9];
    for (int k = 0; k < 27; k++) v[k] = k % 9 == 4 ? here[k / 9] : elsewhere;
    nc_var(id, name, NC_FLOAT, "time y x", unit);
    nc_put(id, name, v);
}

/* 3 x 3 cells of 9 km around the site; only the middle one has weather that can be. */
static void make_met(void) {
    static const double axis[] = {-9000, 0, 9000}, z[] = {20, 100, 500, 1500};
    static const double t[] = {270, 270, 275, 280};
    const int id = nc_begin(in("met.nc"));
    double layers[3 * 4 * 9];
    put_times(id, 3);
    nc_dim(id, "z", 4);
    nc_dim(id, "y", 3);
    nc_dim(id, "x", 3);
    nc_var(id, "x", NC_DOUBLE, "x", "m");
    nc_var(id, "y", NC_DOUBLE, "y", "m");
    nc_var(id, "z", NC_DOUBLE, "z", "m");
    nc_put(id, "x", axis);
    nc_put(id, "y", axis);
    nc_put(id, "z", z);
    nc_text(id, NC_GLOBAL, "proj4", projection);
    put_field(id, "friction_velocity", "m s-1", 9, (const double[]){0.25, 0.5, 0.5});
    put_field(id, "inverse_obukhov_length", "m-1", 9, (const double[]){0.0625, -0.03125, 0.0});
    put_field(id, "boundary_layer_height", "m", 9, (const double[]){128, 512, 256});
    put_field(id, "convective_velocity_scale", "m s-1", 9, (const double[]){0, 1.5, 0});
    put_field(id, "roughness_length", "m", 9, (const double[]){0.125, 0.125, 0.125});
    put_field(id, "u_wind_10m", "m s-1", 9, (const double[]){3, 0, 0});
    put_field(id, "v_wind_10m", "m s-1", 9, (const double[]){0, -4, 0});
    put_field(id, "wind_speed_10m", "m s-1", 9, (const double[]){3, 4, 0});
    put_field(id, "air_temperature_2m", "K", 300, (const double[]){270, 271, 272});
    put_field(id, "precipitation_flux", "kg m-2 s-1", 0, (const double[]){0, 0.0009765625, 0});
    for (int k = 0; k < 3 * 4 * 9; k++) layers[k] = t[k / 9 % 4];
    nc_var(id, "air_temperature", NC_FLOAT, "time z y x", "K");
    nc_put(id, "air_temperature", layers);
    nc_var(id, "relative_humidity", NC_FLOAT, "time z y x", "1");
    nc_fill(id, "relative_humidity", 0.5);
    nc_end(id);
}

/* One value of a file that stands. */
static void change(const char *name, const char *variable, const size_t *at, double value) {
    int id, group, var;
    nc_good(nc_open(in(name), NC_WRITE, &id));
    const char *slash = strchr(variable, '/');
    group = id;
    if (slash) nc_good(nc_inq_ncid(id, "points", &group));
    nc_good(nc_inq_varid(group, slash ? slash + 1 : variable, &var));
    nc_good(nc_put_var1_double(group, var, at, &value));
    nc_good(nc_close(id));
}

/* Two stacks near the site, one 60 km away. */
static void make_emissions(double temperature_K) {
    static const double x[] = {1000, -2000, 60000}, y[] = {0, 500, 0}, size[] = {60, 100, 80};
    static const double rate[] = {1, 2, 9, 3, 4, 9, 5, 6, 9};
    const int id = nc_begin(in("emissions.nc"));
    int group, var;
    put_times(id, 3);
    nc_dim(id, "point", 3);
    nc_text(id, NC_GLOBAL, "proj4", projection);
    nc_good(nc_def_grp(id, "points", &group));
    static const char *const names[] = {"x", "y", "height", "diameter", "exit_velocity"};
    static const char *const units[] = {"m", "m", "m", "m", "m s-1"};
    for (int k = 0; k < 5; k++) nc_var(group, names[k], NC_DOUBLE, "point", units[k]);
    nc_put(group, "x", x);
    nc_put(group, "y", y);
    nc_put(group, "height", size);
    nc_fill(group, "diameter", 2.0);
    nc_fill(group, "exit_velocity", 10.0);
    nc_var(group, "exit_temperature", NC_DOUBLE, "point", "K");
    nc_fill(group, "exit_temperature", temperature_K);
    static const char *const ids[] = {"A1", "A 1, \"north\"", "A1"};
    var = nc_var(group, "id", NC_STRING, "point", NULL);
    nc_good(nc_put_var_string(group, var, (const char **)(uintptr_t)ids));
    var = nc_var(group, "NO", NC_FLOAT, "time point", "mol s-1");
    nc_number(group, var, "molar_mass", NC_DOUBLE, 30.0061);
    nc_fill(group, "NO", 1.0);
    var = nc_var(group, "SO2", NC_FLOAT, "time point", "mol s-1");
    nc_number(group, var, "molar_mass", NC_DOUBLE, 64.0);
    nc_put(group, "SO2", rate);
    nc_var(group, "PEC", NC_FLOAT, "time point", "kg s-1");
    nc_fill(group, "PEC", 0.5);
    nc_end(id);
}

static int set_up(void **state) {
    (void)state;
    if (!files_make_folder(folder)) return -1;
    make_met();
    make_emissions(400.0);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

#define HEAD "plume: files\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: met.nc}\n"
#define PLACE "receptors: {places: [{id: p, x: 500 m, y: 500 m}]}\n"

static lt_plume_setup *open_case(const char *text) {
    lt_faults strict = {0};
    lt_plume_setup *setup;
    assert_true(files_write_text(in("plume.yaml"), text));
    GOOD(lt_plume_setup_open(in("plume.yaml"), &strict, &setup));
    return setup;
}

static void test_met_cell(void **state) {
    (void)state;
    lt_plume_setup *s = open_case(HEAD "emissions: {file: emissions.nc, within: 30 km}\n" PLACE);
    const lt_plume_hour *h = s->weather->hours;
    assert_int_equal(s->weather->n, 3);
    assert_true(h[0].end_s == start + LT_HOUR && h[0].air == LT_AIR_GOOD);
    assert_true(fabs(h[0].wind_from_deg - 270.0) < 1e-9 && h[0].wind_ms == 3.0); /* to the east */
    assert_true(h[0].friction_velocity_ms == 0.25 && h[0].obukhov_m == 16.0 && h[0].mechanical_height_m == 128.0);
    assert_true(h[0].convective_height_m == 0.0 && h[0].roughness_m == 0.125 && h[0].temperature_K == 270.0);
    assert_true(h[1].wind_from_deg == 0.0 && h[1].wind_ms == 4.0); /* to the south */
    assert_true(h[1].obukhov_m == -32.0 && h[1].convective_height_m == 512.0 && h[1].convective_velocity_ms == 1.5);
    /* friction alone (0.3 u* / f) would mix 1.5 km: it stays below the boundary layer of the file */
    assert_true(h[1].mechanical_height_m <= h[1].convective_height_m && h[1].mechanical_height_m > 100.0);
    assert_true(h[1].rain_mmh == 3600.0 * 0.0009765625);
    /* between 500 and 1500 m, the first two layers of which one is above 512 m: 5 K in 1000 m and g/cp */
    assert_true(fabs(h[1].lapse_above_Km - (0.005 + 9.80665 / 1004.64)) < 1e-7); /* float temperatures */
    assert_int_equal(h[2].air, LT_AIR_CALM);
    assert_true(h[2].obukhov_m == 1.0 / 1e-5); /* neutral */
    lt_plume_setup_free(s);
}

static void test_stacks(void **state) {
    (void)state;
    lt_plume_setup *s = open_case(HEAD "emissions: {file: emissions.nc, within: 30 km, species: [SO2, PEC]}\n" PLACE);
    assert_int_equal(s->sources.n, 2);
    /* scale of the map between its parallels 0.4 %, its sphere against the ellipsoid of the plane 0.3 % */
    assert_true(fabs(s->sources.items[0].x_m - 1000.0) < 10.0 && fabs(s->sources.items[0].y_m) < 1.0);
    assert_true(s->sources.items[1].height_m == 100.0 && s->sources.items[1].exit_K == 400.0);
    assert_true(s->sources.items[1].exit_ms == 10.0 && s->sources.items[1].diameter_m == 2.0);
    for (long hour = 0; hour < 3; hour++)
        for (long k = 0; k < 2; k++)
            assert_true(lt_source_set_rate(&s->sources, k, hour, s->weather->hours[hour].end_s) ==
                        64.0 * (double)(1 + k + 2 * hour) + 500.0);
    /* names that can stand in files of results, each once */
    assert_string_equal(s->sources.ids[0].text, "A1");
    assert_string_equal(s->sources.ids[1].text, "point_2");
    lt_plume_setup_free(s);
    /* rates of NOx are as NO2, of a mol of NO too */
    s = open_case("plume: files\npollutant: NOx\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: met.nc}\n"
                  "emissions: {file: emissions.nc, within: 30 km, species: [NO]}\n" PLACE);
    assert_true(lt_source_set_rate(&s->sources, 0, 0, s->weather->hours[0].end_s) == LT_NO2_GRAMS);
    lt_plume_setup_free(s);
    lt_faults strict = {0};
    assert_true(files_write_text(in("plume.yaml"), HEAD "emissions: {file: emissions.nc, within: 100 m}\n" PLACE));
    assert_int_equal(lt_plume_setup_open(in("plume.yaml"), &strict, &s), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "no stack"));
    assert_true(files_write_text(in("plume.yaml"), HEAD "emissions: {file: emissions.nc, species: [NOx]}\n" PLACE));
    assert_int_equal(lt_plume_setup_open(in("plume.yaml"), &strict, &s), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "no such species"));
    make_emissions(-400.0);
    assert_true(files_write_text(in("plume.yaml"), HEAD "emissions: {file: emissions.nc, within: 30 km}\n" PLACE));
    assert_int_equal(lt_plume_setup_open(in("plume.yaml"), &strict, &s), LT_ERR_INPUT);
    char text[2048];
    lt_error_text(LT_ERR_INPUT, text, sizeof text);
    assert_non_null(strstr(text, "stack 1 of the emissions cannot be"));
    assert_non_null(strstr(text, "-400 K"));
}

static void expect_fault(const char *text, const char *word) {
    lt_faults strict = {0};
    lt_plume_setup *s;
    char said[4096];
    assert_true(files_write_text(in("plume.yaml"), text));
    assert_int_equal(lt_plume_setup_open(in("plume.yaml"), &strict, &s), LT_ERR_INPUT);
    lt_error_text(LT_ERR_INPUT, said, sizeof said);
    if (!strstr(said, word)) fail_msg("\"%s\" is not in %s", word, said);
    lt_error_clear();
}

/* Hours of weather and emissions that disagree, values that are none, files that are cut. */
static void test_damaged_files(void **state) {
    (void)state;
    static const size_t end[2] = {1, 1}, here[3] = {1, 1, 1}, stack[2] = {1, 0};
    static const char *const text = HEAD "emissions: {file: emissions.nc, within: 30 km}\n" PLACE;
    change("met.nc", "friction_velocity", here, NAN);
    lt_plume_setup *s = open_case(text);
    assert_true(s->weather->missing == 1 && s->weather->calm == 1 && s->weather->hours[1].air == LT_AIR_MISSING);
    lt_plume_setup_free(s);
    expect_fault(HEAD "emissions: {file: emissions.nc, species: [SO2, PEC, SO2]}\n" PLACE, "summed twice");
    change("met.nc", "friction_velocity", here, 0.5);
    change("met.nc", "convective_velocity_scale", here, NAN);
    s = open_case(text); /* neither a w* of next to nothing nor an overcast sky */
    assert_true(s->weather->hours[1].air == LT_AIR_MISSING && isnan(s->weather->hours[0].cloud));
    lt_plume_setup_free(s);
    change("met.nc", "time_bnds", end, NAN);
    expect_fault(text, "an hour of the weather has no end");
    change("met.nc", "time_bnds", end, (double)start);
    expect_fault(text, "the hours do not go on");
    make_met();
    change("emissions.nc", "time_bnds", end, (double)(start + 7 * LT_HOUR));
    expect_fault(text, "the emissions lack an hour of the weather");
    make_emissions(400.0);
    change("emissions.nc", "points/SO2", stack, -1.0);
    expect_fault(text, "a stack emits what cannot be");
    change("emissions.nc", "points/SO2", stack, NAN);
    expect_fault(text, "a stack emits what cannot be");
    make_emissions(400.0);
    change("emissions.nc", "points/x", (const size_t[]){1}, NAN);
    expect_fault(text, "stack 2 of the emissions cannot be");
    make_emissions(400.0);
    static const char *const names[] = {"met.nc", "emissions.nc"};
    for (int f = 0; f < 2; f++) {
        size_t size = 0;
        char *bytes = files_read(in(names[f]), &size);
        assert_non_null(bytes);
        for (int cut = 0; cut < 4; cut++) {
            assert_true(files_write(in(names[f]), bytes, cut == 3 ? size - 1 : size * (size_t)cut / 3));
            expect_fault(text, names[f]);
        }
        assert_true(files_write(in(names[f]), bytes, size));
        free(bytes);
    }
    lt_plume_setup_free(open_case(text));
}

/* A source in a valley below the site's ground, on which all receptors stand: not flat. */
static void test_low_source(void **state) {
    (void)state;
    lt_plume_setup *s = open_case("plume: files\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80, ground: 140 m}\n"
                                  "weather: {file: met.nc}\nsources: [{id: v, type: volume, x: 0 m, y: 0 m, ground: 40 "
                                  "m, height: 5 m, rate: 1 g/s, sigma_y: 10 m, sigma_z: 5 m}]\n" PLACE);
    const lt_plume_receptors view = lt_receptor_set_view(&s->receptors);
    assert_true(s->sources.items[0].base_m == 40.0);
    assert_non_null(view.ground_m);
    assert_true(view.ground_m[0] == 140.0 && view.hill_m[0] == 140.0);
    lt_plume_setup_free(s);
}

/* A site outside the grid of the weather. */
static void test_elsewhere(void **state) {
    (void)state;
    lt_faults strict = {0};
    lt_plume_setup *s;
    assert_true(files_write_text(in("plume.yaml"), "plume: files\npollutant: SO2\nsite: {lon: 121, lat: 41.8}\n"
                                                   "weather: {file: met.nc}\nemissions: {file: emissions.nc}\n" PLACE));
    assert_int_equal(lt_plume_setup_open(in("plume.yaml"), &strict, &s), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "outside the grid"));
}

/* Winds from 260 to 280 degrees bring the sources to the station: that hour gets the mean of the others. */
static void test_background(void **state) {
    (void)state;
    assert_true(files_write_text(in("air.csv"), "time_utc,value_ugm3\n2020-01-06 00:00,80\n2020-01-06 01:00,10\n"
                                                "2020-01-06 02:00,20\n"));
    lt_plume_setup *s = open_case(HEAD "emissions: {file: emissions.nc, within: 30 km}\n" PLACE
                                       "background: {file: air.csv, exclude_sectors: [260, 280]}\n");
    assert_int_equal(s->background.seen, 1);
    assert_true(fabs(s->background.gm3[1] - 10e-6) < 1e-18 && fabs(s->background.gm3[2] - 20e-6) < 1e-18);
    assert_true(fabs(s->background.gm3[0] - 15e-6) < 1e-18);
    lt_plume_setup_free(s);
}

/* Shapes: a rectangle turned by 90 degrees, a circle of its area, a road; hours and weekdays. */
static void test_shapes_and_courses(void **state) {
    (void)state;
    lt_plume_setup *s = open_case(
        HEAD PLACE "sources:\n"
                   "  - {id: r, type: area, x: 100 m, y: 0 m, rectangle: [200 m, 50 m], angle: 90 degree, height: 0 m, "
                   "rate: 1 g/s}\n"
                   "  - {id: c, type: area, x: 0 m, y: 0 m, radius: 100 m, height: 0 m, rate: 1 g/s, factors: f}\n"
                   "  - {id: l, type: road, corners: [[0, 0], [300, 400]], width: 20 m, height: 0.5 m, rate: 1 kg/h}\n"
                   "factors: [{id: f, hours: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, "
                   "20, 21, 22, 23], "
                   "months: [2, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], weekdays: [3, 1, 1, 1, 1, 1, 1]}]\n");
    assert_true(fabs(lt_plume_source_extent(&s->sources.items[0]) - 10000.0) < 1e-8);
    const double *c = s->sources.items[0].corners_m; /* the long side lies along y */
    assert_true(fabs(fabs(c[1] - c[3]) - 200.0) < 1e-9 && fabs(c[0] - c[2]) < 1e-9);
    assert_true(fabs(lt_plume_source_extent(&s->sources.items[1]) - M_PI * 1e4) < 1e-8);
    assert_true(fabs(lt_plume_source_extent(&s->sources.items[2]) - 500.0) < 1e-9);
    assert_true(s->sources.items[2].kind == LT_PLUME_LINE && s->sources.items[2].width_m == 20.0);
    assert_true(fabs(lt_source_set_rate(&s->sources, 2, 0, start + LT_HOUR) - 1.0 / 3.6) < 1e-15);
    /* 00 UTC of a Monday in January is 8 h local */
    assert_true(lt_source_set_rate(&s->sources, 1, 0, start + LT_HOUR) == 8.0 * 2.0 * 3.0);
    lt_plume_setup_free(s);
}

/* A plane of UTM: its north is not the true one, and winds are turned by its convergence. */
static void test_plane(void **state) {
    (void)state;
    lt_plume_setup *s =
        open_case("plume: files\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80, projection: EPSG:32650}\n"
                  "weather: {file: met.nc}\nemissions: {file: emissions.nc, within: 30 km}\n"
                  "receptors: {places: [{id: p, lon: 123.44, lat: 41.80}]}\n");
    /* 6.43 degrees east of the middle of the zone: sin(lat) times that to first order, 4.29, 4.30 exactly; the grid's
     * north lies clockwise of the true one, so that directions counted from it are smaller */
    const double convergence = atan(tan(6.43 * M_PI / 180) * sin(41.8 * M_PI / 180)) * 180 / M_PI;
    assert_true(fabs(s->weather->hours[0].wind_from_deg - (270.0 - convergence)) < 0.02);
    assert_true(fabs(hypot(s->receptors.x_m[0], s->receptors.y_m[0]) - 831.0) < 10.0);
    assert_true(fabs(s->receptors.y_m[0] / s->receptors.x_m[0] - tan(convergence * M_PI / 180)) < 0.001);
    lt_plume_setup_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_met_cell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_stacks, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_damaged_files, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_low_source, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_elsewhere, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_background, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_shapes_and_courses, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_plane, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
