/* Puffs in the fields of a met.nc: the air that the fields give is that which was put in, turned to the plane; even
 * fields give what a table of the same hours gives; what cannot be is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "model/gaussian/profile.h"
#include "model/gaussian/weather/met_fields.h"
#include "tests/support/nc_make.h"
#include "tests/support/program.h"

#include <math.h>

enum { NX = 6, NY = 5, NZ = 8, HOURS = 4 };
static const double heights[NZ] = {10, 30, 60, 100, 160, 250, 400, 800}, cell = 9000.0, mass = 1e9;
static const lt_time start = 1578268800; /* 2020-01-06 00:00 UTC */
static const char here[] = "+proj=aeqd +lat_0=41.8 +lon_0=123.43 +datum=WGS84 +units=m";
static char folder[256];

/* A stable hour; the wind comes from the west at 3 m/s in 10 m. */
static const lt_plume_hour night = {.wind_ms = 3.0,
                                    .wind_from_deg = 270.0,
                                    .wind_height_m = 10.0,
                                    .temperature_K = 270.0,
                                    .temperature_height_m = 10.0,
                                    .pressure_Pa = 101325.0,
                                    .friction_velocity_ms = 0.2,
                                    .obukhov_m = 80.0,
                                    .mechanical_height_m = 206.0,
                                    .lapse_above_Km = 0.005,
                                    .roughness_m = 0.1,
                                    .measured_height_m = 10.0,
                                    .sigma_v_ms = NAN,
                                    .sigma_w_ms = NAN};

static int set_up(void **state) {
    (void)state;
    return files_make_folder(folder) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static const char *in(const char *name) {
    return lt_fmt("%s/%s", folder, name);
}

/* Layers as the profile of the night has them; each hour the wind is `more` stronger along y. gap: the last hour comes
 * an hour late. */
typedef struct wish {
    const char *projection;
    double more_ms;
    bool gap, hole;
} wish;

static void put_layers(int id, const char *name, const char *dims, const char *unit, size_t each, size_t n,
                       const double *of_layer, double more) {
    double *v = calloc(n * NZ * each, sizeof *v);
    assert_non_null(v);
    for (size_t h = 0; h < n; h++)
        for (size_t k = 0; k < NZ; k++)
            for (size_t c = 0; c < each; c++) v[(h * NZ + k) * each + c] = of_layer[k] + more * (double)h;
    nc_var(id, name, NC_DOUBLE, dims, unit);
    nc_put(id, name, v);
    free(v);
}

static void make_met(const wish *w) {
    static const struct {
        const char *name, *unit;
        double value;
    } surface[] = {{"friction_velocity", "m s-1", 0.2},   {"inverse_obukhov_length", "m-1", 1.0 / 80.0},
                   {"boundary_layer_height", "m", 206.0}, {"convective_velocity_scale", "m s-1", 0.0},
                   {"roughness_length", "m", 0.1},        {"u_wind_10m", "m s-1", 3.0},
                   {"v_wind_10m", "m s-1", 0.0},          {"wind_speed_10m", "m s-1", 3.0},
                   {"air_temperature_2m", "K", 270.0}};
    lt_profile profile;
    lt_profile_make(&profile, &night, NULL);
    double x[NX], y[NY], bounds[2 * HOURS], fluxes[NZ], nothing[NZ], masses[NZ], warm[NZ];
    for (int i = 0; i < NX; i++) x[i] = cell * (i - 2);
    for (int j = 0; j < NY; j++) y[j] = cell * (j - 2);
    for (int k = 0; k < NZ; k++) {
        fluxes[k] = lt_profile_at(&profile, heights[k]).wind_ms * mass / cell;
        nothing[k] = 0.0;
        masses[k] = mass;
        warm[k] = lt_profile_temperature(&profile, heights[k]);
    }
    for (int h = 0; h < HOURS; h++) {
        const int at = w->gap && h == HOURS - 1 ? h + 1 : h;
        bounds[2 * h] = (double)(start + at * LT_HOUR);
        bounds[2 * h + 1] = (double)(start + (at + 1) * LT_HOUR);
    }
    const int id = nc_begin(in("met.nc"));
    nc_dim(id, "time", HOURS);
    nc_dim(id, "time_edge", HOURS + 1);
    nc_dim(id, "nv", 2);
    nc_dim(id, "z", NZ);
    nc_dim(id, "y", NY);
    nc_dim(id, "x", NX);
    nc_dim(id, "y_edge", NY + 1);
    nc_dim(id, "x_edge", NX + 1);
    nc_var(id, "time_bnds", NC_DOUBLE, "time nv", NULL);
    nc_put(id, "time_bnds", bounds);
    nc_var(id, "x", NC_DOUBLE, "x", "m");
    nc_var(id, "y", NC_DOUBLE, "y", "m");
    nc_var(id, "z", NC_DOUBLE, "z", "m");
    nc_put(id, "x", x);
    nc_put(id, "y", y);
    nc_put(id, "z", heights);
    nc_text(id, NC_GLOBAL, "proj4", w->projection);
    put_layers(id, "air_mass", "time_edge z y x", "kg", NX * NY, HOURS + 1, masses, 0.0);
    put_layers(id, "mass_flux_x", "time z y x_edge", "kg s-1", (NX + 1) * NY, HOURS, fluxes, 0.0);
    put_layers(id, "mass_flux_y", "time z y_edge x", "kg s-1", NX * (NY + 1), HOURS, nothing, w->more_ms * mass / cell);
    put_layers(id, "air_temperature", "time z y x", "K", NX * NY, HOURS, warm, 0.0);
    put_layers(id, "relative_humidity", "time z y x", "1", NX * NY, HOURS, nothing, 0.0);
    for (size_t k = 0; k < sizeof surface / sizeof *surface; k++) {
        double v[HOURS * NX * NY];
        for (int c = 0; c < HOURS * NX * NY; c++) v[c] = surface[k].value;
        if (k == 0 && w->hole) v[3] = NAN;
        nc_var(id, surface[k].name, NC_DOUBLE, "time y x", surface[k].unit);
        nc_put(id, surface[k].name, v);
    }
    nc_end(id);
}

/* Degrees of (0, 0), (10 km, 0), (0, 10 km) by a sphere of the Earth's radius: to 0.3 % of the distance. */
static const lt_met_frame frame = {
    .lon = {123.43, 123.43 + 0.1206, 123.43}, .lat = {41.8, 41.8, 41.8 + 0.0899}, .apart_m = 1e4};

static void test_air(void **state) {
    (void)state;
    lt_met_fields *fields;
    lt_profile profile;
    lt_puff_weather w;
    lt_profile_make(&profile, &night, NULL);
    make_met(&(wish){.projection = here, .more_ms = 1.0});
    assert_int_equal(lt_met_fields_open(in("met.nc"), &frame, &fields), LT_OK);
    assert_true(lt_met_fields_cover(fields, 30e3, -20e3) && !lt_met_fields_cover(fields, 33e3, 0.0));
    assert_true(!lt_met_fields_cover(fields, 0.0, -23e3));
    const lt_puff_air air = lt_met_fields_air(fields);
    /* hours in any order: records are read again where they are not held */
    static const int order[] = {0, 1, 2, 3, 1};
    for (size_t n = 0; n < sizeof order / sizeof *order; n++) {
        const int h = order[n];
        assert_int_equal(lt_met_fields_hour(fields, start + (h + 1) * LT_HOUR, 3600.0 * h), LT_OK);
        for (int part = 0; part <= 4; part++)
            for (int k = 0; k < NZ; k++) {
                const double t = 3600.0 * (h + 0.25 * part);
                const double v = fmax(0.0, fmin(HOURS - 1.0, t / 3600.0 - 0.5)); /* linear between the middles */
                air.at(air.self, t, 4000.0, -7000.0, heights[k], &w);
                /* the frame is 0.3 % off */
                assert_true(fabs(w.u_ms / lt_profile_at(&profile, heights[k]).wind_ms - 1.0) < 0.005);
                assert_true(fabs(w.v_ms - v) < 0.015);
            }
    }
    assert_int_equal(lt_met_fields_hour(fields, start + LT_HOUR, 0.0), LT_OK);
    air.at(air.self, 0.0, 0.0, 0.0, 60.0, &w);
    const lt_profile_air known = lt_profile_exactly(&profile, 60.0);
    assert_true(fabs(w.sigma_v_ms / known.sigma_v_ms - 1.0) < 1e-3 && w.mixing_m == 206.0 && !w.convective);
    static lt_profile room;
    const lt_profile *release = air.profile(air.self, 0.0, 0.0, 0.0, &room);
    assert_true(fabs(release->to_x - 1.0) < 1e-4 &&
                fabs(lt_profile_at(release, 60.0).wind_ms / known.wind_ms - 1.0) < 0.005);
    lt_met_fields_close(fields);
}

/* A map whose middle lies 10 degrees west: there its east is turned by the convergence, 10 sin(42.3) degrees. */
static void test_turned(void **state) {
    (void)state;
    lt_met_fields *fields;
    lt_puff_weather w;
    make_met(&(wish){.projection = "+proj=lcc +lat_1=36 +lat_2=48 +lat_0=41.8 +lon_0=113.43 +x_0=-820000 +y_0=-50000 "
                                   "+R=6370000 +units=m"});
    assert_int_equal(lt_met_fields_open(in("met.nc"), &frame, &fields), LT_OK);
    assert_int_equal(lt_met_fields_hour(fields, start + LT_HOUR, 0.0), LT_OK);
    const lt_puff_air air = lt_met_fields_air(fields);
    air.at(air.self, 0.0, 0.0, 0.0, 60.0, &w);
    const double n = log(cos(36 * M_PI / 180) / cos(48 * M_PI / 180)) /
                     log(tan(M_PI * 0.25 + 48 * M_PI / 360) / tan(M_PI * 0.25 + 36 * M_PI / 360));
    /* the map's x points to the south of east where the map lies west */
    assert_true(fabs(atan2(w.v_ms, w.u_ms) * 180.0 / M_PI + 10.0 * n) < 0.2);
    lt_met_fields_close(fields);
}

/* --- the command -------------------------------------------------------------------------------------------------- */

static void put_case(const char *weather, const char *rest) {
    char text[2048];
    snprintf(text, sizeof text,
             "plume: f\npollutant: SO2\nmodel: puff\nsite: {lon: 123.43, lat: 41.8, town_people: 5e5}\n"
             "weather: {file: %s}\noutputs: {averages: [period], series: yes}\n%s",
             weather, rest);
    assert_true(files_write_text(in("case.yaml"), text));
}

#define SOURCE(more)                                                                                                   \
    "sources: [{id: a, type: volume, x: 0 m, y: 0 m, height: 40 m, sigma_y: 10 m, sigma_z: 5 m, rate: 1 g/s" more "}]" \
    "\n"
#define PLACES "receptors: {places: [{id: p, x: 1 km, y: 0 m}, {id: q, x: 3 km, y: 200 m}]}\n"

static program_result run(const char *a, const char *b) {
    const program_options options = {.folder = folder};
    return program_run(&options, "plume", "case.yaml", a, b);
}

static void read_series(double *p, double *q) {
    lt_csv *table;
    assert_int_equal(lt_csv_read(in("out/plume-f/plume_series.csv"), &table), LT_OK);
    assert_int_equal(lt_csv_double(table, HOURS - 1, lt_csv_find(table, "p"), p), LT_OK);
    assert_int_equal(lt_csv_double(table, HOURS - 1, lt_csv_find(table, "q"), q), LT_OK);
    lt_csv_free(table);
}

static void expect_good(program_result r) {
    if (r.code != 0) fail_msg("%s%s", r.said, r.err);
    program_free(&r);
}

/* Even fields and a table of the same night: apart by the layers' straight lines between their middles. */
static void test_beside_table(void **state) {
    (void)state;
    double fields[2], table[2];
    make_met(&(wish){.projection = here});
    put_case("met.nc", SOURCE("") PLACES);
    expect_good(run("--threads", "1"));
    read_series(&fields[0], &fields[1]);
    char *first = files_read(in("out/plume-f/plume_series.csv"), NULL);
    expect_good(run("--threads", "2"));
    char *second = files_read(in("out/plume-f/plume_series.csv"), NULL);
    assert_non_null(first);
    assert_string_equal(first + strcspn(first, "\n"), second + strcspn(second, "\n"));
    free(first);
    free(second);
    char text[1024] = "time_utc,wind_ms,wind_from_deg,temperature_degC,friction_velocity_ms,obukhov_m,"
                      "mechanical_height_m,roughness_m\n",
         row[128];
    for (int h = 0; h < HOURS; h++) {
        snprintf(row, sizeof row, "2020-01-06 %02d:00,3,270,-3.15,0.2,80,206,0.1\n", h);
        strcat(text, row);
    }
    assert_true(files_write_text(in("weather.csv"), text));
    put_case("weather.csv", SOURCE("") PLACES);
    expect_good(run(NULL, NULL));
    read_series(&table[0], &table[1]);
    for (int k = 0; k < 2; k++) {
        assert_true(table[k] > 1.0 && fabs(fields[k] / table[k] - 1.0) < 0.05); /* measured 0.032, 0.013 */
    }
}

static void expect_refused(const char *rest, const char *word) {
    put_case("met.nc", rest);
    program_result r = run(NULL, NULL);
    if (r.code != 2 || !strstr(r.err, word)) fail_msg("%d, not \"%s\":\n%s%s", r.code, word, r.said, r.err);
    program_free(&r);
}

static void test_refused(void **state) {
    (void)state;
    make_met(&(wish){.projection = here});
    expect_refused(SOURCE("") "receptors: {places: [{id: p, x: 1 km, y: 0 m}, {id: far, x: 35 km, y: 0 m}]}\n",
                   "receptor far");
    expect_refused(SOURCE(", urban: yes") PLACES, "have the towns themselves");
    make_met(&(wish){.projection = here, .gap = true});
    expect_refused(SOURCE("") PLACES, "none at 2020-01-06 11:00");
    make_met(&(wish){.projection = here, .hole = true});
    expect_refused(SOURCE("") PLACES, "friction_velocity is no number");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_air, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_turned, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_beside_table, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_refused, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
