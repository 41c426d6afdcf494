/* Bad cases of lantian plume: check lists every fault with its line, and the run stops at the first. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "tests/support/program.h"

#include <math.h>

static char folder[256];

static int set_up(void **state) {
    (void)state;
    if (!files_make_folder(folder)) return -1;
    char path[512];
    program_result met = program_run(NULL, "example", "plume-met");
    snprintf(path, sizeof path, "%s/weather.csv", folder);
    const bool good = files_write_text(path, met.said);
    program_free(&met);
    snprintf(path, sizeof path, "%s/m.csv", folder);
    return good && files_write_text(path, "id,x_m,y_m,height_m\nm,300,300,-5\n") ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

static void put(const char *name, const char *text) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    assert_true(files_write_text(path, text));
}

static program_result run(const char *command) {
    const program_options options = {.folder = folder};
    return program_run(&options, command, "bad.yaml");
}

#define HEAD "plume: bad\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv}\n"
#define SOURCE                                                                                                         \
    "sources: [{id: a, type: volume, x: 0 m, y: 0 m, height: 5 m, rate: 1 g/s, sigma_y: 10 m, sigma_z: 5 m}]\n"
#define GRID "receptors: {grids: [{x: [-1 km, 1 km], y: [-1 km, 1 km], step: 500 m}]}\n"
#define UTM                                                                                                            \
    "plume: bad\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80, projection: EPSG:32651}\n"                            \
    "weather: {file: weather.csv}\n"

/* text, words (one a fault) */
static const struct {
    const char *text;
    const char *words[8];
} cases[] = {
    {HEAD "sources:\n"
          "  - {id: a, x: 0 m, y: 0 m, height: -5 m, diameter: 1 m, flow: -2 m3/s, rate: -1 g/s}\n"
          "  - {id: a, x: 0 m, y: 0 m, height: 5 m, velocity: 2 m/s, flow: 2 m3/s, rate: 1 g/s}\n"
          "  - {id: c, type: area, x: 0 m, y: 0 m, height: 0 m, rate: 1 g/s}\n" GRID,
     {"source a is below ground", "emits less than nothing", "flows inward", "two sources have one id",
      "stack a has no diameter", "given twice", "area source c has no shape"}},
    {HEAD SOURCE GRID "receptrs: 1\noutputs: {averages: [1h, 3h], nth: [1.5], by: [groups], format: [xls]}\n",
     {"unknown key \"receptrs\"", "3h", "no whole number", "groups", "xls"}},
    {HEAD SOURCE "receptors: {places: [{id: p, x: 3 m, y: 4 m}, {id: q, x: 300 m}, {id: r, x: 1 m, y: 1 m, lon: 123, "
                 "lat: 41}]}\n",
     {"receptor p stands inside a source", "given by half", "given twice"}},
    /* on the lanes: 9.9 m of 10 m from the middle; beside them, and beyond the end, it may stand */
    {HEAD "sources: [{id: ring, type: road, corners: [[0, 0], [300, 0], [300, 400]], width: 20 m, height: 1 m, rate: 1 "
          "g/s}]\nreceptors: {places: [{id: p, x: 150 m, y: 9.9 m}, {id: q, x: 150 m, y: 10.1 m}, {id: r, x: -10.1 m, "
          "y: 0 m}, {id: s, x: 291 m, y: 390 m}]}\n",
     {"receptor p stands inside a source", "9.0 m from ring"}},
    {HEAD "model: puff\ndispersion: briggs_rural\n" SOURCE GRID, {"puffs spread by similarity alone"}},
    /* metres of UTM where metres from the site are meant; degrees exchanged */
    {HEAD "sources: [{id: a, type: volume, x: 535700 m, y: 4627600 m, height: 5 m, rate: 1 g/s, sigma_y: 10 m, "
          "sigma_z: 5 m}]\nreceptors: {places: [{id: p, lon: 41.81, lat: 123.44}]}\n",
     {"add projection: EPSG:32651", "lon and lat look exchanged"}},
    /* the same place in the zone to the west; x and y exchanged */
    {UTM
     "sources: [{id: a, type: volume, x: 1034300 m, y: 4647600 m, height: 5 m, rate: 1 g/s, sigma_y: 10 m, sigma_z: "
     "5 m}]\nreceptors: {places: [{id: p, x: 4627800 m, y: 535900 m}]}\n",
     {"x and y fit UTM zone 50", "x and y look exchanged"}},
    {"plume: bad case\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv, calms: "
     "lowest_wind, "
     "land: "
     "sea}\nmodel: puff\n" SOURCE
     "receptors: {}\nbackground: {constant: 5 ug/m3, file: x.csv, exclude_sectors: [10]}\n",
     {"cannot name things", "given a wind, and puffs", "no class of land", "has no receptor", "one end only",
      "given twice"}},
    {HEAD "sources: [{id: a, x: 0 m, y: 0 m, height: 5 m, diameter: 1 m, velocity: 2 m/s, rate: 1 g/s, factors: dya}]\n"
          "factors: [{id: day, hours: [1, 2]}, {id: none}]\n" GRID,
     {"did you mean day?", "a wrong number of factors", "factors say nothing"}},
    {"plume: bad\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: nowhere.csv}\n" SOURCE GRID,
     {"nowhere.csv"}},
    {"plume: bad\npollutant: SO2\nsite: {lon: 41.80, lat: 123.43}\nweather: {file: weather.csv}\n" SOURCE GRID,
     {"the latitude of the site"}},
    {HEAD "receptors: {polar: [{radii: [100 m]}]}\n", {"the case has no source"}},
    {"plume: bad\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv}\nremoval: {no2: olm}\n" SOURCE GRID,
     {"the key pollutant is missing"}},
    {HEAD SOURCE GRID "removal: {no2: olm}\n", {"only NOx becomes NO2"}},
    {HEAD "model: puff\nsources: [{id: a, type: area, x: 0 m, y: 0 m, radius: 50 m, height: 1 m, rate: 1 g/s}]\n" GRID,
     {"puffs of areas and lines"}},
    {HEAD "model: puff\n" SOURCE "receptors: {places: [{id: p, x: 300 m, y: 0 m, hill: 200 m}]}\n",
     {"flat ground only"}},
    {HEAD SOURCE GRID "background: {file: none.csv}\n", {"none.csv"}},
    {HEAD SOURCE "receptors: {grids: [{x: [0 m, 0 m], y: [0 m, 5 m], step: 1 m}]}\n",
     {"no receptor outside its sources"}},
    {HEAD SOURCE GRID "outputs: {averages: [period], percentiles: [98], series: yes}\n",
     {"percentiles have no means to be of", "series has no receptor to be of"}},
    /* units that mean something else; gas hotter than any flame of a stack, colder than any air */
    {HEAD "sources:\n"
          "  - {id: a, x: 0 m, y: 0 m, height: 5 m, diameter: 1 m, flow: 2000 Nm3/h, temperature: 120 C, rate: 1 g/s}\n"
          "  - {id: b, type: area, x: 0 m, y: 0 m, rectangle: [20 m, 10 m], angle: 20 deg, height: 1 m, rate: 7 t/a}\n"
          "  - {id: c, x: 0 m, y: 0 m, height: 5 m, diameter: 1 m, velocity: 2 m/s, temperature: 1800 degC, rate: 1 "
          "g/s}\n"
          "  - {id: d, x: 0 m, y: 0 m, height: 5 m, diameter: 1 m, velocity: 2 m/s, temperature: 120 K, rate: 1 "
          "g/s}\n" GRID,
     {"no normal cubic metre", "write degC", "write degree", "write year", "\"1800 degC\"", "\"120 K\""}},
    {HEAD SOURCE GRID "outputs: {percentiles: [0.98, 98, 1]}\n", {"percent: 98"}},
    {HEAD SOURCE "receptors: {layer: 40 m, places: [{id: p, x: 300 m, y: 0 m, height: 2 m}]}\n",
     {"the mean of a layer is one over flat ground"}},
    /* shapes that would divide by 0, count a part as less than nothing, or lose a piece */
    {HEAD "sources:\n"
          "  - {id: a, type: area, corners: [[0, 0], [100, 0], [200, 0]], height: 1 m, rate: 1 g/s}\n"
          "  - {id: b, type: area, corners: [[0, 0], [100, 100], [100, 0], [0, 100]], height: 1 m, rate: 1 g/s}\n"
          "  - {id: c, type: line, corners: [[0, 0], [0, 0], [100, 0]], height: 1 m, rate: 1 g/s}\n"
          "  - {id: d-1, type: volume, x: 0 m, y: 0 m, height: 5 m, rate: 1 g/s, sigma_y: 9 m, sigma_z: 5 m, urban: "
          "yes}\n"
          "  - {id: d_1, type: volume, x: 0 m, y: 0 m, height: 5 m, rate: 1 g/s, sigma_y: 9 m, sigma_z: 5 m, group: "
          "\"a, b\"}\n" GRID,
     {"3 corners around 0 m2", "edges 1 and 3 cross", "points 1 and 2 at one place",
      "source d-1 stands in a town without people", "two sources have one id", "group cannot name things"}},
    {HEAD SOURCE
     "receptors:\n  grids: [{x: [0 m, 100 m], y: [500 m, 600 m], step: 100 m}, {x: [0 m, 100 m], y: [900 m, "
     "1 km], step: 100 m}]\n  places: [{id: p, x: 200 m, y: 0 m}, {id: p, x: 300 m, y: 0 m}, {id: "
     "pppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppppp, x: 1 km, y: 0 m}]\n"
     "  monitors: m.csv\noutputs: {nth: [1, 4, 1], percentiles: [98, 98]}\n",
     {"two grids or rings have one id", "two receptors have one id", "a receptor has no id that fits",
      "height_m of a monitor cannot be", "nth has a number twice", "percentiles has a number twice"}},
};

static void test_all_faults_are_listed(void **state) {
    (void)state;
    for (size_t n = 0; n < sizeof cases / sizeof *cases; n++) {
        put("bad.yaml", cases[n].text);
        program_result check = run("check");
        int wanted = 0;
        for (; wanted < 8 && cases[n].words[wanted]; wanted++)
            if (!strstr(check.said, cases[n].words[wanted]))
                fail_msg("case %zu: \"%s\" is not in:\n%s%s", n, cases[n].words[wanted], check.said, check.err);
        const int listed = program_count(check.said, "bad input: ");
        if (listed != wanted) fail_msg("case %zu: %d faults, not %d:\n%s", n, listed, wanted, check.said);
        assert_int_equal(check.code, 2);
        program_free(&check);
        program_result plume = run("plume");
        assert_int_equal(plume.code, 2);
        assert_int_equal(program_count(plume.err, "bad input: "), 1);
        assert_non_null(strstr(plume.err, "lantian check bad.yaml lists all its faults"));
        program_free(&plume);
    }
}

/* More corners than an area may have; a grid whose rows leave the site's reach is told with its line, however many
 * receptors came before. */
static void test_too_much(void **state) {
    (void)state;
    enum { CORNERS = 1025 };
    char *text = calloc(1, 64 * CORNERS);
    assert_non_null(text);
    char *at = text + sprintf(text, HEAD "sources:\n  - {id: a, type: area, height: 1 m, rate: 1 g/s, corners: [");
    for (int k = 0; k < CORNERS; k++)
        at += sprintf(at, "%s[%.3f, %.3f]", k ? ", " : "", 500 * cos(k * 2 * M_PI / CORNERS),
                      500 * sin(k * 2 * M_PI / CORNERS));
    strcpy(at, "]}\n" GRID);
    put("bad.yaml", text);
    free(text);
    program_result r = run("plume");
    assert_int_equal(r.code, 2);
    assert_non_null(strstr(r.err, "1025 of them, at most 1024"));
    program_free(&r);
    put("bad.yaml", HEAD SOURCE "receptors:\n  grids:\n    - {x: [0 km, 0 km], y: [-40 km, 60 km], step: 5 m}\n");
    r = run("plume");
    assert_int_equal(r.code, 2);
    if (!strstr(r.err, "bad.yaml:8")) fail_msg("%s", r.err);
    program_free(&r);
}

/* Receptors of a grid on the lanes of a road are left out and counted: three of twenty-one, at -5, 0 and 5 m. */
static void test_receptors_on_a_road(void **state) {
    (void)state;
    put("bad.yaml", HEAD "sources: [{id: ring, type: road, corners: [[0, -500], [0, 500]], width: 20 m, height: 1 m, "
                         "rate: 1 g/s}]\nreceptors: {grids: [{x: [-50 m, 50 m], y: [0 m, 0 m], step: 5 m}]}\n");
    program_result r = run("plume");
    assert_int_equal(r.code, 0);
    if (!strstr(r.err, "3 receptors of grids and rings stand inside stacks, volume sources or roads and are left out"))
        fail_msg("%s", r.err);
    assert_non_null(strstr(r.said, "18 receptors"));
    program_free(&r);
}

/* A table of factors that lacks an hour; an hour of the weather that is missing is left out, counted, and told. */
static void test_hours(void **state) {
    (void)state;
    put("factors.csv", "time_local,factor\n2020-01-10 06:00,1\n2020-01-10 07:00,1\n2020-01-10 09:00,1\n");
    put("bad.yaml", HEAD "sources: [{id: a, type: volume, x: 0 m, y: 0 m, height: 5 m, rate: 1 g/s, sigma_y: 10 m, "
                         "sigma_z: 5 m, factors: f}]\nfactors: [{id: f, file: factors.csv}]\n" GRID);
    program_result r = run("plume");
    assert_int_equal(r.code, 2);
    if (!strstr(r.err, "none for source a at 2020-01-10 08:00")) fail_msg("%s", r.err);
    program_free(&r);
    program_result met = program_run(NULL, "example", "plume-met");
    char *line = strstr(met.said, "2020-01-10 08:00,3.2"); /* the hour without its wind, as long as before */
    assert_non_null(line);
    memcpy(line, "2020-01-10 08:00,   ", 20);
    put("weather.csv", met.said);
    program_free(&met);
    r = run("plume");
    assert_int_equal(r.code, 0);
    assert_non_null(strstr(r.err, "1 of 4 hours are missing and left out of all means"));
    assert_non_null(strstr(r.said, "3 count; 0 calm (0 got the lowest wind), 1 missing"));
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_all_faults_are_listed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_too_much, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_receptors_on_a_road, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hours, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
