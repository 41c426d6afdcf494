/* lantian plume as a user runs it: its examples, tables, JSON, both languages, threads. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/ncio.h"
#include "tests/support/program.h"

#include <cjson/cJSON.h>
#include <gdal.h>
#include <math.h>
#include <ogr_api.h>
#include <sys/stat.h>

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

static char *get(const char *name) {
    char path[512];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *text = files_read(path, NULL);
    if (!text) fail_msg("no %s", path);
    return text;
}

static program_result run(const char *a, const char *b, const char *c, const char *d, const char *e) {
    const program_options options = {.folder = folder};
    program_result r = program_run(&options, a, b, c, d, e);
    if (r.code != 0) fail_msg("lantian %s %s: %s%s", a, b ? b : "", r.said, r.err);
    return r;
}

static void put_examples(void) {
    program_result plume = run("example", "plume", NULL, NULL, NULL),
                   met = run("example", "plume-met", NULL, NULL, NULL);
    put("plume.yaml", plume.said);
    put("weather.csv", met.said);
    program_free(&plume);
    program_free(&met);
}

static void test_examples(void **state) {
    (void)state;
    put_examples();
    program_result check = run("check", "plume.yaml", NULL, NULL, NULL);
    assert_non_null(strstr(check.said, "a valid plume"));
    program_free(&check);
    check = run("check", "weather.csv", NULL, NULL, NULL);
    assert_non_null(strstr(check.said, "a valid plume-met"));
    program_free(&check);
    program_result zh = run("plume", "plume.yaml", "--lang", "zh", NULL);
    assert_non_null(strstr(zh.said, "最大值"));
    program_free(&zh);
    char *table = get("out/plume-my-plume/plume.csv");
    assert_non_null(strstr(table, "receptor,x_m,y_m,lon,lat,height_m,all_mean_ugm3,all_1h_rank1_ugm3,"));
    assert_int_equal(program_count(table, "\ngrid_"), 17 * 17 - 1); /* without the one at the stack */
    free(table);
    program_result sums = run("verify", "out/plume-my-plume", NULL, NULL, NULL);
    program_free(&sums);
}

/* A second plume of the same source, half as strong, in two groups: contributions add up to the whole, and doubling the
 * rate doubles the mean (to the six digits that the table has). */
static void test_contributions(void **state) {
    (void)state;
    put_examples();
    put("two.yaml",
        "plume: two\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv}\nsources:\n"
        "  - {id: a, x: 0 m, y: 0 m, height: 20 m, diameter: 1 m, velocity: 5 m/s, temperature: 400 K, rate: 2 g/s, "
        "group: works}\n"
        "  - {id: b, x: 0 m, y: 0 m, height: 20 m, diameter: 1 m, velocity: 5 m/s, temperature: 400 K, rate: 1 g/s, "
        "group: town}\n"
        "receptors: {places: [{id: p, x: 400 m, y: -500 m}]}\n"
        "background: {constant: 10 ug/m3}\n"
        "outputs: {averages: [period], by: [group, source], series: yes}\n");
    program_result r = run("plume", "two.yaml", "--out", "two", "--json");
    cJSON *root = cJSON_Parse(r.said);
    assert_non_null(root);
    double value[6];
    const cJSON *rows = cJSON_GetObjectItem(root, "highest");
    assert_int_equal(cJSON_GetArraySize(rows), 6); /* all, total, two groups, two sources */
    for (int k = 0; k < 6; k++) value[k] = cJSON_GetObjectItem(cJSON_GetArrayItem(rows, k), "ugm3")->valuedouble;
    assert_true(value[0] > 1.0);
    assert_true(fabs(value[1] - value[0] - 10.0) < 1e-9 * value[1]); /* rounding of a few sums */
    assert_true(fabs(value[2] + value[3] - value[0]) < 1e-12 * value[0]);
    assert_true(fabs(value[2] - 2.0 * value[3]) < 1e-12 * value[0]);
    assert_true(value[4] == value[2] && value[5] == value[3]);
    cJSON_Delete(root);
    program_free(&r);
    char *series = get("two/plume_series.csv");
    assert_non_null(strstr(series, "time_local,p\n2020-01-10 06:00,"));
    free(series);
}

/* Without ozone NO2 is what left the stack and what comes along; with plenty all NOx is NO2; arm2 lies between its two
 * ratios. */
static void test_no2(void **state) {
    (void)state;
    static const char *const ways[] = {"olm, no2_air: none.csv", "olm, no2_air: plenty.csv", "full", "arm2"};
    double nox = 0.0, no2[4];
    put_examples();
    put("none.csv", "time_local,o3_ppb,no2_ppb\n2020-01-10 06:00,0,0\n2020-01-10 07:00,0,0\n2020-01-10 08:00,0,0\n"
                    "2020-01-10 09:00,0,0\n");
    put("plenty.csv", "time_local,o3_ppb,no2_ppb\n2020-01-10 06:00,900,0\n2020-01-10 07:00,900,0\n"
                      "2020-01-10 08:00,900,0\n2020-01-10 09:00,900,0\n");
    for (int k = 0; k < 4; k++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "plume: no2\npollutant: NOx\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv}\n"
                 "sources: [{id: a, x: 0 m, y: 0 m, height: 20 m, diameter: 1 m, velocity: 5 m/s, temperature: 400 K, "
                 "rate: 2 g/s}]\nreceptors: {places: [{id: p, x: 400 m, y: -500 m}]}\n"
                 "removal: {no2_in_stack: 0.25, no2: %s}\noutputs: {averages: [period]}\n",
                 ways[k]);
        put("no2.yaml", text);
        program_result r = run("plume", "no2.yaml", "--json", NULL, NULL);
        cJSON *root = cJSON_Parse(r.said);
        const cJSON *rows = cJSON_GetObjectItem(root, "highest");
        assert_int_equal(cJSON_GetArraySize(rows), 2);
        nox = cJSON_GetObjectItem(cJSON_GetArrayItem(rows, 0), "ugm3")->valuedouble;
        no2[k] = cJSON_GetObjectItem(cJSON_GetArrayItem(rows, 1), "ugm3")->valuedouble;
        cJSON_Delete(root);
        program_free(&r);
    }
    assert_true(nox > 1.0);
    assert_true(fabs(no2[0] - 0.25 * nox) < 1e-12 * nox); /* rounding of the way to ppb and back */
    assert_true(fabs(no2[1] - nox) < 1e-12 * nox && fabs(no2[2] - nox) < 1e-12 * nox);
    assert_true(no2[3] >= 0.5 * nox && no2[3] <= 0.9 * nox * (1.0 + 1e-12));
}

/* A monitor on a slope: its ground and the hill change what it breathes; as high as the site and without a hill it is
 * the flat plume. */
static void test_hills(void **state) {
    (void)state;
    static const char *const places[] = {"{id: p, x: 450 m, y: -500 m}", "{id: p, x: 450 m, y: -500 m, ground: 40 m}",
                                         "{id: p, x: 450 m, y: -500 m, ground: 140 m}",
                                         "{id: p, x: 450 m, y: -500 m, ground: 140 m, hill: 500 m}"};
    double c[4];
    put_examples();
    for (int k = 0; k < 4; k++) {
        char text[1024];
        snprintf(text, sizeof text,
                 "plume: hills\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80, ground: 40 m}\nweather: {file: "
                 "weather.csv}\n"
                 "sources: [{id: a, x: 0 m, y: 0 m, height: 90 m, diameter: 1 m, velocity: 5 m/s, temperature: 400 K, "
                 "rate: 2 g/s}]\nreceptors: {places: [%s]}\noutputs: {averages: [period]}\n",
                 places[k]);
        put("hills.yaml", text);
        program_result r = run("plume", "hills.yaml", "--json", NULL, NULL);
        cJSON *root = cJSON_Parse(r.said);
        c[k] = cJSON_GetObjectItem(cJSON_GetArrayItem(cJSON_GetObjectItem(root, "highest"), 0), "ugm3")->valuedouble;
        cJSON_Delete(root);
        program_free(&r);
    }
    assert_true(c[0] > 0.0 && c[0] == c[1]);
    assert_true(c[2] > 1.05 * c[0]); /* the plume's axis is nearer */
    assert_true(c[3] > c[2]);        /* more of it goes around in stable hours */
}

/* The mean of a layer is that of the heights in it: Simpson's rule on 20 steps and six digits of the table, 1e-5;
 * measured 8e-7. */
static void test_layer(void **state) {
    (void)state;
    enum { STEPS = 20 };
    char text[4096], place[96];
    double mean[2] = {0};
    put_examples();
    for (int layer = 0; layer < 2; layer++) {
        snprintf(text, sizeof text,
                 "plume: layer\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv}\n"
                 "sources: [{id: a, x: 0 m, y: 0 m, height: 30 m, diameter: 1 m, velocity: 5 m/s, temperature: 400 K, "
                 "rate: 2 g/s}]\noutputs: {averages: [period]}\nreceptors: {%splaces: [",
                 layer ? "layer: 40 m, " : "");
        for (int k = 0; k <= (layer ? 0 : STEPS); k++) {
            snprintf(place, sizeof place, "%s{id: p%d, x: 400 m, y: -500 m, height: %d m}", k ? ", " : "", k, 2 * k);
            strcat(text, place);
        }
        strcat(text, "]}\n");
        put("layer.yaml", text);
        program_result r = run("plume", "layer.yaml", "--out", "layer", "--quiet");
        program_free(&r);
        char path[512];
        lt_csv *table;
        snprintf(path, sizeof path, "%s/layer/plume.csv", folder);
        assert_int_equal(lt_csv_read(path, &table), LT_OK);
        for (int k = 0; k < lt_csv_rows(table); k++) {
            double c;
            assert_int_equal(lt_csv_double(table, k, lt_csv_find(table, "all_mean_ugm3"), &c), LT_OK);
            mean[layer] += layer ? c : c * (k == 0 || k == STEPS ? 1.0 : k % 2 ? 4.0 : 2.0) / (3.0 * STEPS);
        }
        lt_csv_free(table);
    }
    assert_true(mean[0] > 1.0);
    if (fabs(mean[1] - mean[0]) > 1e-5 * mean[0]) fail_msg("%.9g, not %.9g", mean[1], mean[0]);
    print_message("layer: %.1e apart\n", mean[1] / mean[0] - 1.0);
}

/* 60 hours, more than two batches, with calm and missing ones. */
static void put_long_weather(void) {
    char text[8192] = "time_local,wind_ms,wind_from_deg,temperature_degC,relative_humidity_pct,cloud_pct\n", row[96];
    for (int h = 0; h < 60; h++) {
        snprintf(row, sizeof row, "2020-01-%02d %02d:00,%s,%d,-8,60,%d\n", 10 + h / 24, h % 24,
                 h % 13 == 5   ? "0"
                 : h % 17 == 3 ? ""
                 : h % 2       ? "2.5"
                               : "4",
                 h * 37 % 360, h * 11 % 100);
        strcat(text, row);
    }
    put("weather.csv", text);
}

static void test_threads(void **state) {
    (void)state;
    static const char *const threads[] = {"1", "2", "3"}, *const names[] = {"plume.csv", "plume.nc",
                                                                            "plume_series.csv"};
    char *first[3] = {0};
    size_t sizes[3];
    put_long_weather();
    put("long.yaml",
        "plume: long\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv}\nsources:\n"
        "  - {id: a, x: 0 m, y: 0 m, height: 20 m, diameter: 1 m, velocity: 5 m/s, temperature: 400 K, rate: 2 g/s}\n"
        "  - {id: b, type: area, x: 300 m, y: 0 m, rectangle: [100 m, 50 m], height: 1 m, rate: 1 g/s, group: g}\n"
        "receptors: {polar: [{radii: [200 m, 900 m]}], places: [{id: p, x: 400 m, y: -500 m}]}\n"
        "background: {constant: 10 ug/m3}\n"
        "outputs: {averages: [1h, 8h, 24h, period], nth: [1, 4], percentiles: [50, 98], by: [group, source], "
        "format: [csv, netcdf], series: yes}\n");
    for (int k = 0; k < 3; k++) {
        program_result r = run("plume", "long.yaml", "--threads", threads[k], NULL);
        assert_non_null(strstr(r.said, "hours: 60"));
        program_free(&r);
        for (int f = 0; f < 3; f++) {
            char path[512];
            size_t size;
            snprintf(path, sizeof path, "%s/out/plume-long/%s", folder, names[f]);
            char *bytes = files_read(path, &size);
            assert_non_null(bytes);
            if (k == 0) {
                first[f] = bytes;
                sizes[f] = size;
                continue;
            }
            assert_int_equal(size, sizes[f]);
            assert_memory_equal(bytes, first[f], size);
            free(bytes);
        }
    }
    for (int f = 0; f < 3; f++) free(first[f]);
}

/* The same values in all formats. */
static void test_formats(void **state) {
    (void)state;
    put_examples();
    put("formats.yaml",
        "plume: formats\npollutant: SO2\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv}\n"
        "sources: [{id: a, x: 0 m, y: 0 m, height: 20 m, diameter: 1 m, velocity: 5 m/s, temperature: 400 "
        "K, rate: 2 g/s}]\nreceptors: {polar: [{radii: [500 m], directions: 4}]}\n"
        "removal: {dry: computed, cover: {cropland: 0.5, urban: 0.5}}\n"
        "outputs: {averages: [1h, period], percentiles: [98], format: [csv, netcdf, gpkg]}\n");
    put("weather.csv", "time_local,wind_ms,wind_from_deg,temperature_degC,relative_humidity_pct,cloud_pct,rain_mmh\n"
                       "2020-01-10 11:00,3,350,-6,50,20,0\n2020-01-10 12:00,4,80,-5,50,20,0\n");
    program_result r = run("plume", "formats.yaml", "--out", "f", "--quiet");
    program_free(&r);
    char path[512];
    lt_csv *table;
    lt_ncr *file;
    double ranks[4], mean[4], value;
    snprintf(path, sizeof path, "%s/f/plume.csv", folder);
    assert_int_equal(lt_csv_read(path, &table), LT_OK);
    assert_int_equal(lt_csv_rows(table), 4);
    snprintf(path, sizeof path, "%s/f/plume.nc", folder);
    assert_int_equal(lt_ncr_open(path, &file), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "all_1h_rank1", "ug m-3", 4, ranks), LT_OK);
    assert_int_equal(lt_ncr_get_double(file, "all_mean", "ug m-3", 4, mean), LT_OK);
    lt_ncr_close(file);
    snprintf(path, sizeof path, "%s/f/plume.gpkg", folder);
    GDALAllRegister();
    GDALDatasetH data = GDALOpenEx(path, GDAL_OF_VECTOR, NULL, NULL, NULL);
    assert_non_null(data);
    OGRLayerH layer = GDALDatasetGetLayerByName(data, "receptors");
    assert_int_equal(OGR_L_GetFeatureCount(layer, 1), 4);
    for (int n = 0; n < 4; n++) {
        assert_int_equal(lt_csv_double(table, n, lt_csv_find(table, "all_1h_rank1_ugm3"), &value), LT_OK);
        assert_true(fabs(value - ranks[n]) <= 1e-5 * ranks[n]); /* six digits */
        OGRFeatureH feature = OGR_L_GetNextFeature(layer);
        assert_true(OGR_F_GetFieldAsDouble(feature, OGR_F_GetFieldIndex(feature, "all_mean_ugm3")) == mean[n]);
        OGR_F_Destroy(feature);
    }
    GDALClose(data);
    lt_csv_free(table);
}

/* Groups and sources stand in the table, not on the terminal. */
static void test_summary(void **state) {
    (void)state;
    put_examples();
    put("sum.yaml",
        "plume: sum\npollutant: NOx\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: weather.csv}\n"
        "sources: [{id: a, type: volume, x: 0 m, y: 0 m, height: 20 m, sigma_y: 5 m, sigma_z: 5 m, rate: 2 g/s, group: "
        "works}]\nreceptors: {places: [{id: p, x: 400 m, y: -500 m}]}\nbackground: {constant: 10 ug/m3}\n"
        "removal: {no2: full}\noutputs: {averages: [1h, period], by: [group, source], format: [netcdf]}\n");
    program_result r = run("plume", "sum.yaml", "--out", "s", NULL);
    assert_non_null(strstr(r.said, "NOx, 1 source, 1 receptor, "));
    assert_non_null(strstr(r.said, "all_mean_ugm3") && strstr(r.said, "total_mean_ugm3"));
    assert_non_null(strstr(r.said, "NO2_1h_rank1_ugm3"));
    if (strstr(r.said, "group_") || strstr(r.said, "source_")) fail_msg("%s", r.said);
    assert_non_null(strstr(r.said, "by group and source: 4 more in s/plume.nc"));
    program_free(&r);
}

/* Files of two folders, keys that may be absent, lists, shapes: the case that is kept beside the results makes, run
 * from its folder, the same bits, and is itself kept the same. */
static void test_kept_case(void **state) {
    (void)state;
    static const char *const names[] = {"plume.csv", "plume_series.csv", "plume_case.yaml"};
    static const char *const begins[] = {"\nreceptor,", "\ntime_local,", "plume:"}; /* behind the command */
    char path[512];
    put_examples();
    snprintf(path, sizeof path, "%s/in", folder);
    assert_int_equal(mkdir(path, 0777), 0);
    put("in/factors.csv", "time_local,factor\n2020-01-10 06:00,1\n2020-01-10 07:00,0.3\n2020-01-10 08:00,2\n"
                          "2020-01-10 09:00,1\n");
    put("in/air.csv", "time_local,value_ugm3\n2020-01-10 06:00,10\n2020-01-10 07:00,11\n2020-01-10 08:00,12\n"
                      "2020-01-10 09:00,13\n");
    put("in/monitors.csv", "id,x_m,y_m\nm1,700,-800\n");
    put("in/case.yaml",
        "plume: kept\npollutant: NOx\nsite: {lon: 123.43, lat: 41.80}\nweather: {file: ../weather.csv}\nsources:\n"
        "  - {id: a, x: 0 m, y: 0 m, height: 20 m, diameter: 1.3 m, flow: 20000 m3/h, temperature: 113.7 degC, rate: 7 "
        "t/year, factors: f, group: works}\n"
        "  - {id: b, type: area, lon: 123.434, lat: 41.803, rectangle: [70 m, 31 m], angle: 33 degree, height: 1 m, "
        "rate: 0.7 kg/h}\n"
        "  - {id: c, type: road, corners: [[-800, -600], [0.3, -500], [900, -700]], width: 20 m, height: 1 m, rate: 2 "
        "kg/h, factors: g}\n"
        "factors: [{id: f, file: factors.csv}, {id: g, weekdays: [1, 1, 1, 1, 1.1, 0.9, 0.8]}]\n"
        "receptors: {polar: [{radii: [500 m, 0.9 km], directions: 7}], monitors: monitors.csv}\n"
        "background: {file: air.csv}\nremoval: {half_life: 4 h, no2: arm2}\n"
        "outputs: {averages: [1h, period], percentiles: [98], by: [group, source], series: yes}\n");
    program_result r = run("plume", "in/case.yaml", "--out", "one", "--quiet");
    program_free(&r);
    char *kept = get("one/plume_case.yaml");
    if (strstr(kept, "start:") || !strstr(kept, "../weather.csv") || !strstr(kept, "../in/air.csv"))
        fail_msg("%s", kept);
    free(kept);
    snprintf(path, sizeof path, "%s/one", folder);
    const program_options there = {.folder = path};
    r = program_run(&there, "check", "plume_case.yaml");
    if (r.code != 0) fail_msg("%s%s", r.said, r.err);
    program_free(&r);
    r = program_run(&there, "plume", "plume_case.yaml", "--out", "../two", "--quiet");
    if (r.code != 0) fail_msg("%s%s", r.said, r.err);
    program_free(&r);
    for (int f = 0; f < 3; f++) {
        char *a = get(lt_fmt("one/%s", names[f])), *b = get(lt_fmt("two/%s", names[f]));
        assert_string_equal(strstr(a, begins[f]), strstr(b, begins[f]));
        free(a);
        free(b);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_examples, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_contributions, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_formats, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_summary, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_kept_case, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_no2, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_hills, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_layer, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_threads, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
