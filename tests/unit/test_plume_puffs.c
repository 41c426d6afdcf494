/* Puffs of lantian plume as a user runs them: calms of a case of plumes, whole runs of puffs; mass, parts, threads,
 * what is refused. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "tests/support/program.h"

#include <cjson/cJSON.h>
#include <math.h>

static char folder[256];

static int set_up(void **state) {
    (void)state;
    return files_make_folder(folder) ? 0 : -1;
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

static program_result run(const char *a, const char *b, const char *c) {
    const program_options options = {.folder = folder};
    return program_run(&options, "plume", "case.yaml", a, b, c);
}

/* Winds of consecutive hours of a night; empty: missing. All else stays. */
static void put_weather(const char *const *winds, int n) {
    char text[8192] = "time_local,wind_ms,wind_from_deg,temperature_degC,friction_velocity_ms,obukhov_m,"
                      "mechanical_height_m,roughness_m\n",
         row[128];
    for (int h = 0; h < n; h++) {
        snprintf(row, sizeof row, "2020-01-%02d %02d:00,%s,%d,-8,0.18,25,180,0.3\n", 10 + h / 24, h % 24, winds[h],
                 h * 20 % 360);
        strcat(text, row);
    }
    put("weather.csv", text);
}

#define STACKS                                                                                                         \
    "sources:\n"                                                                                                       \
    "  - {id: a, x: 0 m, y: 0 m, height: 20 m, diameter: 1 m, velocity: 5 m/s, temperature: 400 K, rate: 2 g/s, "      \
    "group: works}\n"                                                                                                  \
    "  - {id: b, type: volume, x: 300 m, y: 100 m, height: 3 m, sigma_y: 10 m, sigma_z: 2 m, rate: 1 g/s, urban: "     \
    "yes}\n"
#define RECEPTORS                                                                                                      \
    "receptors: {polar: [{radii: [500 m, 2 km], directions: 12}], places: [{id: p, x: 400 m, y: -500 m}]}\n"

static void put_case(const char *weather, const char *rest) {
    char text[4096];
    snprintf(text, sizeof text,
             "plume: c\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80, town_people: 5e5, town_roughness: 1 m}\n"
             "weather: {file: weather.csv%s}\n" STACKS RECEPTORS "%s",
             weather, rest);
    put("case.yaml", text);
}

static cJSON *result_of(program_result *r) {
    if (r->code != 0) fail_msg("%s%s", r->said, r->err);
    cJSON *root = cJSON_Parse(r->said);
    assert_non_null(root);
    program_free(r);
    return root;
}

static cJSON *run_json(void) {
    program_result r = run("--json", NULL, NULL);
    return result_of(&r);
}

static double number(const cJSON *root, const char *name) {
    const cJSON *item = cJSON_GetObjectItem(root, name);
    if (!cJSON_IsNumber(item)) fail_msg("no number %s", name);
    return item->valuedouble;
}

static double highest(const cJSON *root, const char *column) {
    const cJSON *row, *rows = cJSON_GetObjectItem(root, "highest");
    cJSON_ArrayForEach(row, rows) {
        if (strcmp(cJSON_GetObjectItem(row, "column")->valuestring, column) == 0) return number(row, "ugm3");
    }
    fail_msg("no column %s", column);
    return NAN;
}

/* What was released is aloft, lost or gone; kg. */
static void expect_budget(const cJSON *root, double emitted) {
    const cJSON *kg = cJSON_GetObjectItem(root, "puffs_kg");
    const double sum = number(kg, "aloft") + number(kg, "deposited") + number(kg, "washed") + number(kg, "decayed") +
                       number(kg, "left");
    assert_true(fabs(number(kg, "emitted") / emitted - 1.0) < 1e-12);
    assert_true(fabs(sum / emitted - 1.0) < 1e-12);
}

/* Two calms and a breath of wind in a night: they count, their emission alone is in puffs, and the hours after them
 * get what is still aloft. */
static void test_calms(void **state) {
    (void)state;
    static const char *const winds[] = {"3", "2.5", "0", "0", "0.3", "2", "2", "3"};
    put_weather(winds, 8);
    put_case(", calms: skip", "outputs: {averages: [1h, period], series: yes}\n");
    cJSON *skipped = run_json();
    assert_true(number(skipped, "hours_good") == 6.0 && number(skipped, "hours_puffs") == 0.0);
    put_case(", calms: puff", "outputs: {averages: [1h, period], series: yes}\nremoval: {deposition_velocity: 1 cm/s, "
                              "half_life: 4 h}\n");
    cJSON *root = run_json();
    assert_true(number(root, "hours_good") == 8.0 && number(root, "hours_calm") == 2.0);
    assert_true(number(root, "hours_puffs") == 3.0 && number(root, "hours_missing") == 0.0);
    expect_budget(root, 3.0 * 3600.0 * 3.0 / 1000.0);
    assert_true(number(cJSON_GetObjectItem(root, "puffs_kg"), "deposited") > 0.0);
    assert_true(isfinite(highest(root, "all_1h_rank1_ugm3")));
    cJSON_Delete(root);
    cJSON_Delete(skipped);
}

/* The series of one place. */
static void read_series(double *out, int n) {
    char path[512];
    lt_csv *table;
    snprintf(path, sizeof path, "%s/out/plume-c/plume_series.csv", folder);
    assert_int_equal(lt_csv_read(path, &table), LT_OK);
    assert_int_equal(lt_csv_rows(table), n);
    for (int h = 0; h < n; h++) assert_int_equal(lt_csv_double(table, h, lt_csv_find(table, "p"), &out[h]), LT_OK);
    lt_csv_free(table);
}

/* Hours before the calm are those of plumes alone; the hour after it is the plume and what was aloft; sources that emit
 * in wind only make no puffs. */
static void test_what_is_added(void **state) {
    (void)state;
    static const char *const winds[] = {"3", "2.5", "0", "2", "2", "3"};
    static const char rest[] = "outputs: {averages: [period], series: yes}\n";
    double plumes[6], both[6], puffs[6];
    put_weather(winds, 6);
    put_case(", calms: lowest_wind", rest);
    cJSON_Delete(run_json());
    read_series(plumes, 6);
    put_case(", calms: puff", rest);
    cJSON_Delete(run_json());
    read_series(both, 6);
    assert_true(both[0] == plumes[0] && both[1] == plumes[1]);
    assert_true(both[2] > 0.0 && both[3] > plumes[3] && both[4] >= plumes[4]);
    put_case("", "outputs: {averages: [period], series: yes}\nmodel: puff\n");
    cJSON *root = run_json();
    expect_budget(root, 3.0 * 3600.0 * 6.0 / 1000.0);
    cJSON_Delete(root);
    read_series(puffs, 6);
    for (int h = 0; h < 6; h++) assert_true(isfinite(puffs[h]) && puffs[h] >= 0.0);
}

/* Sources of groups and of their own add up; the same bytes for any threads, and again. */
static void test_parts_and_threads(void **state) {
    (void)state;
    static const char *const winds[] = {"3", "2.5", "0", "0.2", "2", "2", "", "3"}, *const threads[] = {"1", "2", "3"};
    put_weather(winds, 8);
    put_case(", calms: puff", "outputs: {averages: [period], by: [group, source], format: [csv, netcdf]}\n");
    cJSON *root = run_json();
    const double a = highest(root, "source_a_mean_ugm3"), b = highest(root, "source_b_mean_ugm3");
    assert_true(highest(root, "group_works_mean_ugm3") == a && a > 0.0 && b > 0.0);
    assert_true(highest(root, "all_mean_ugm3") <= (a + b) * (1.0 + 1e-12));
    cJSON_Delete(root);
    char *first = NULL;
    size_t first_size = 0;
    for (int k = 0; k < 3; k++) {
        program_result r = run("--threads", threads[k], "--quiet");
        assert_int_equal(r.code, 0);
        program_free(&r);
        char path[512];
        size_t size;
        snprintf(path, sizeof path, "%s/out/plume-c/plume.nc", folder);
        char *bytes = files_read(path, &size);
        assert_non_null(bytes);
        if (k == 0) {
            first = bytes;
            first_size = size;
            continue;
        }
        assert_int_equal(size, first_size);
        assert_memory_equal(bytes, first, size);
        free(bytes);
    }
    free(first);
}

/* Up to three missing hours in a row are bridged and stay out of the means; four are an error that names the first. */
static void test_missing(void **state) {
    (void)state;
    static const char *const some[] = {"3", "0", "", "", "", "2"}, *const many[] = {"3", "0", "", "", "", "", "2"};
    put_weather(some, 6);
    put_case(", calms: puff", "outputs: {averages: [period]}\n");
    cJSON *root = run_json();
    assert_true(number(root, "hours_good") == 3.0 && number(root, "hours_missing") == 3.0);
    expect_budget(root, 3.0 * 3600.0 / 1000.0);
    cJSON_Delete(root);
    put_weather(many, 7);
    program_result r = run(NULL, NULL, NULL);
    assert_int_equal(r.code, 2);
    assert_non_null(strstr(r.err, "from 2020-01-10 02:00"));
    program_free(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_calms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_what_is_added, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_parts_and_threads, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_missing, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
