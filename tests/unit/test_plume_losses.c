/* What a case of lantian plume loses: dry deposition of every hour by the functions of the grid, depletion that closes
 * the mass, and what must be known for it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "grids/grid.h"
#include "model/gaussian/command/plume_run.h"
#include "model/gaussian/course.h"
#include "model/gaussian/dry_hour.h"
#include "model/gaussian/plume.h"
#include "tests/support/files.h"
#include "tests/support/words.h"

#include <math.h>

#define GOOD(call)                                                                                                     \
    do {                                                                                                               \
        lt_status status_ = (call);                                                                                    \
        char text_[2048] = "";                                                                                         \
        if (status_ != LT_OK) lt_error_text(status_, text_, sizeof text_);                                             \
        if (status_ != LT_OK) fail_msg("%s: %s", #call, text_);                                                        \
    } while (0)

static char folder[256];

static const char *in(const char *name) {
    return lt_fmt("%s/%s", folder, name);
}

/* A winter night, a summer noon in the rain with a calm before it. */
#define COLUMNS                                                                                                        \
    "time_local,wind_ms,wind_from_deg,temperature_degC,friction_velocity_ms,obukhov_m,convective_velocity_ms,"         \
    "convective_height_m,mechanical_height_m,lapse_above_Km,roughness_m,relative_humidity_pct,cloud_pct,rain_mmh\n"
static const char weather[] = COLUMNS "2020-07-14 23:00,2.1,350,18,0.18,25,0,0,180,0.006,0.3,80,20,0\n"
                                      "2020-07-15 11:00,0,,28,0.2,-20,1.1,900,400,0.006,0.3,50,30,0\n"
                                      "2020-07-15 12:00,4.1,200,29,0.45,-60,1.4,1100,900,0.006,0.3,50,30,2\n";

static int set_up(void **state) {
    (void)state;
    return files_make_folder(folder) && files_write_text(in("weather.csv"), weather) ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

#define HEAD                                                                                                           \
    "plume: lost\nmeander: no\nsite: {lon: 123.43, lat: 41.80}\nsources: [{id: a, x: 0 m, y: 0 m, height: 3 m, "       \
    "diameter: 1 m, velocity: 0 m/s, downwash: no, rate: 1 g/s}]\nreceptors: {places: [{id: p, x: 100 m, y: -600 m}, " \
    "{id: q, x: "                                                                                                      \
    "250 m, y: 700 m}]}\noutputs: {averages: [1h], series: yes}\nweather: {file: weather.csv, land: cropland}\n"

static lt_status open_case(const char *rest, lt_plume_setup **out) {
    lt_faults strict = {0};
    assert_true(files_write_text(in("plume.yaml"), lt_fmt("%s%s", HEAD, rest)));
    return lt_plume_setup_open(in("plume.yaml"), &strict, out);
}

static void test_velocities(void **state) {
    (void)state;
    static const struct {
        const char *keys;
        lt_dry_matter matter;
        double crops, town, snow;
    } cases[] = {
        {"pollutant: SO2\nremoval: {dry: computed}\n", {"SO2", 0, 0}, 1.0, 0.0, 0.0},
        {"pollutant: NOx\nremoval: {dry: computed, gas: NO2, cover: {cropland: 0.25, urban: 0.75}, snow_cover: "
         "0.5}\n",
         {"NO2", 0, 0},
         0.25,
         0.75,
         0.5},
        {"pollutant: NOx\nremoval: {dry: computed}\n", {"NO2", 0, 0}, 1.0, 0.0, 0.0}, /* its rates are as NO2 */
        {"pollutant: PM10\nremoval: {dry: computed, particle_diameter: 8 um, particle_density: 2 g/cm3}\n",
         {NULL, 8e-6, 2000.0},
         1.0,
         0.0,
         0.0}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        lt_plume_setup *s;
        lt_dry_hours *dry;
        GOOD(open_case(cases[k].keys, &s));
        assert_true(s->losses.computed && s->losses.n == 14);
        lt_dry_place place = {s->plane.lon, s->plane.lat, {0}, cases[k].snow};
        place.fraction[LT_LAND_CROPLAND] = cases[k].crops;
        place.fraction[LT_LAND_URBAN] = cases[k].town;
        GOOD(lt_dry_hours_create(&place, &cases[k].matter, 1, &dry));
        for (long h = 0; h < 14; h += 13) {
            double v, fall;
            GOOD(lt_dry_hours_of(dry, &s->weather->hours[h], &v, &fall));
            const lt_plume_removal *lost = &s->losses.of[h]; /* rounding of 8 um and 2 g/cm3 */
            assert_true(v > 0.0 && fabs(lost->deposition_ms - v) <= 1e-12 * v);
            assert_true(fabs(lost->settling_ms - fall) <= 1e-12 * fall);
        }
        assert_true(s->losses.of[12].deposition_ms == 0.0); /* calm, and skipped */
        const double night = s->losses.of[0].deposition_ms, noon = s->losses.of[13].deposition_ms;
        assert_true(night != noon && s->losses.mean_ms == 0.5 * (night + noon));
        lt_dry_hours_free(dry);
        lt_plume_setup_free(s);
    }
}

/* A grid of 27 km cells of forest; three eighths crops and five eighths town around the site. */
static void make_grid(double lon, double lat) {
    lt_definition *definition;
    lt_grid *grid;
    lt_outdir *dir;
    int i, j;
    bool inside;
    GOOD(lt_definition_read("liaoning-27", &definition));
    GOOD(lt_grid_create(definition, 1, &grid));
    lt_definition_free(definition);
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) grid->region_fraction[c] = 1.0;
    lt_land_from_regions(grid, LT_LAND_MIXED_FOREST);
    GOOD(lt_grid_cell(grid, lon, lat, &i, &j, &inside));
    assert_true(inside);
    double *here = grid->land_fraction + (long)j * grid->nx + i;
    const long cells = (long)grid->nx * grid->ny;
    here[LT_LAND_MIXED_FOREST * cells] = 0.0;
    here[LT_LAND_CROPLAND * cells] = 0.375;
    here[LT_LAND_URBAN * cells] = 0.625;
    snprintf(grid->neighbour_id[0], sizeof grid->neighbour_id[0], "CHN_JL");
    GOOD(lt_outdir_open(folder, &dir));
    GOOD(lt_grid_write(grid, dir, "grid.nc"));
    lt_outdir_close(dir);
    lt_grid_free(grid);
}

static void test_cover_of_a_cell(void **state) {
    (void)state;
    lt_plume_setup *cell, *written;
    make_grid(123.43, 41.80);
    GOOD(open_case("pollutant: SO2\nremoval: {dry: computed, cover_file: grid.nc}\n", &cell));
    GOOD(open_case("pollutant: SO2\nremoval: {dry: computed, cover: {cropland: 0.375, urban: 0.625}}\n", &written));
    for (long h = 0; h < 14; h += 13)
        assert_true(cell->losses.of[h].deposition_ms == written->losses.of[h].deposition_ms);
    lt_plume_setup_free(cell);
    lt_plume_setup_free(written);
    assert_true(files_write_text(
        in("far.yaml"), "plume: far\npollutant: SO2\nsite: {lon: 80, lat: 30}\nweather: {file: weather.csv}\n"
                        "sources: [{id: v, type: volume, x: 0 m, y: 0 m, height: 5 m, sigma_y: 9 m, sigma_z: 4 "
                        "m, rate: 1 g/s}]\nreceptors: {places: [{id: p, x: 400 m, y: -500 m}]}\n"
                        "removal: {dry: computed, cover_file: grid.nc}\n"));
    lt_faults strict = {0};
    BAD_INPUT(lt_plume_setup_open(in("far.yaml"), &strict, &cell), "outside the grid of its land cover", "80.0000 E");
    lt_error_clear();
}

static void series_of(const char *keys, double *out) {
    lt_plume_setup *s;
    lt_plume_run *run;
    GOOD(open_case(keys, &s));
    GOOD(lt_plume_run_make(s, 1, &run));
    for (int k = 0; k < 28; k++) out[k] = run->series[k];
    lt_plume_run_free(run);
    lt_plume_setup_free(s);
}

/* The hour of a case with computed velocities has the bits of one in which its velocity is written; less than without
 * losses. */
static void test_depletion(void **state) {
    (void)state;
    lt_plume_setup *s;
    double computed[28], fixed[28], whole[28];
    const char *keys = "pollutant: HNO3\nremoval: {dry: computed}\n";
    GOOD(open_case(keys, &s));
    const double v[2] = {s->losses.of[0].deposition_ms, s->losses.of[13].deposition_ms};
    lt_plume_setup_free(s);
    series_of(keys, computed);
    series_of("pollutant: HNO3\n", whole);
    for (int k = 0; k < 2; k++) {
        series_of(lt_fmt("pollutant: HNO3\nremoval: {deposition_velocity: %.17g m/s}\n", v[k]), fixed);
        const int at = k ? 13 * 2 + 1 : 0; /* p lies in the wind of the night, q in that of the noon */
        assert_true(computed[at] > 0.0 && computed[at] == fixed[at] && computed[at] < whole[at]);
        assert_true(computed[k ? 0 : 27] != fixed[k ? 0 : 27]);
    }
}

/* Velocity in, deposition out: what lies on the ground to 5 km and what is still in the air are what was emitted.
 * Trapezoids of 3000 steps: 1e-5, as lantian verify plume has it for a written velocity. */
static void test_mass(void **state) {
    (void)state;
    enum { N = 3000 };
    static double x[N], y[N], distance[N], across[N], whole[N], lossy[N];
    lt_plume_setup *s;
    lt_plume_room *room;
    GOOD(open_case("pollutant: HNO3\nremoval: {dry: computed}\n", &s));
    GOOD(lt_plume_room_create(&room));
    for (long h = 0; h < 14; h += 13) {
        lt_profile profile;
        lt_plume_course course;
        lt_profile_make(&profile, &s->weather->hours[h], NULL);
        lt_plume_course_make(&course, &s->sources.items[0], &profile, false);
        for (int n = 0; n < N; n++) {
            lt_plume_cut cut;
            distance[n] = pow(5000.0, (double)n / (N - 1));
            lt_plume_course_cut(&course, distance[n], &cut);
            across[n] = sqrt(2.0 * M_PI) * cut.bundle[0].sigma_y_m;
            x[n] = distance[n] * profile.to_x;
            y[n] = distance[n] * profile.to_y;
            whole[n] = lossy[n] = 0.0;
        }
        const lt_plume_receptors r = {.n = N, .x_m = x, .y_m = y};
        const lt_plume_ways all = {0}, ways = {.removal = &s->losses.of[h]};
        lt_plume_add(&s->sources.items[0], &profile, &all, &r, 1.0, room, whole);
        lt_plume_add(&s->sources.items[0], &profile, &ways, &r, 1.0, room, lossy);
        const double v = s->losses.of[h].deposition_ms;
        double deposited = v * lossy[0] * across[0];
        for (int n = 1; n < N; n++)
            deposited +=
                0.5 * v * (distance[n] - distance[n - 1]) * (lossy[n] * across[n] + lossy[n - 1] * across[n - 1]);
        const double airborne = lossy[N - 1] / whole[N - 1];
        assert_true(deposited > 0.05);
        if (fabs(airborne + deposited - 1.0) > 1e-5) fail_msg("hour %ld: %g and %g", h, airborne, deposited);
    }
    lt_plume_room_free(room);
    lt_plume_setup_free(s);
}

static void test_faults(void **state) {
    (void)state;
    static const struct {
        const char *keys, *words[2];
    } cases[] = {
        {"pollutant: PM10\nremoval: {settling_velocity: 1 cm/s}\n", {"settle and do not reach the ground", "0.01 m/s"}},
        {"pollutant: SO2\nremoval: {dry: computed, deposition_velocity: 1 cm/s}\n", {"given twice", "take one out"}},
        {"pollutant: SO2\nremoval: {dry: computed, gas: SO2, particle_diameter: 1 um}\n", {"given twice", "gas"}},
        {"pollutant: SO2\nremoval: {dry: computed, cover: {urban: 1}, cover_file: grid.nc}\n",
         {"given twice", "cover"}},
        {"pollutant: VOC\nremoval: {dry: computed}\n", {"deposition of VOC cannot be computed", "NOx: as NO2"}},
        {"pollutant: SO2\nremoval: {dry: computed, gas: SO9}\n",
         {"deposition of SO9 cannot be computed", "plume.yaml"}},
        {"pollutant: SO2\nremoval: {dry: computed, cover: {sea: 1}}\n", {"unknown class of land", "sea"}},
        {"pollutant: SO2\nremoval: {dry: computed, cover: {urban: x}}\n", {"share of urban", "x"}},
        {"pollutant: SO2\nremoval: {dry: computed, cover: urban}\n", {"land cover cannot be read", "plume.yaml"}},
        {"pollutant: SO2\nremoval: {dry: computed, cover: {urban: 0.5}}\n", {"sum of 1", "0.5"}},
        {"pollutant: SO2\nremoval: {dry: computed, cover_file: none.nc}\n", {"none.nc", ""}}};
    lt_plume_setup *s;
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++)
        BAD_INPUT(open_case(cases[k].keys, &s), cases[k].words[0], cases[k].words[1]);
    /* a table without rain: no washout of nothing, and no velocity without it */
    assert_true(files_write_text(in("weather.csv"),
                                 "time_local,wind_ms,wind_from_deg,temperature_degC,friction_velocity_ms,obukhov_m,"
                                 "mechanical_height_m,roughness_m\n2020-07-14 23:00,2.1,350,18,0.18,25,180,0.3\n"));
    BAD_INPUT(open_case("pollutant: SO2\nremoval: {washout: 1e-4 s-1}\n", &s), "washout lacks the rain",
              "2020-07-14 23:00");
    BAD_INPUT(open_case("pollutant: SO2\nremoval: {dry: computed}\n", &s), "dry deposition lacks weather", "humidity");
    lt_error_clear();
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_velocities, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_cover_of_a_cell, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_depletion, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_mass, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_faults, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
