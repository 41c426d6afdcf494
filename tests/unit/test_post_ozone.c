/* The stage post on a small run whose chemistry has ozone: its numbers in summary.json, cities.csv, ozone_*.nc, the
 * tables and evaluation.json are those of the closed forms of the fixture. */
#include "tests/unit/post_fixture.h"

#include "base/csv.h"
#include "postproc/ozone_file.h"
#include "postproc/post_stage.h"
#include "postproc/quantity.h"
#include "postproc/regime.h"
#include "postproc/text.h"
#include "tests/support/near.h"

static fixture shared;

/* Ozone at local hour h of day d of the run (from 0): 50 + 2 h + 10 d, a little more from cell to cell; the package
 * titrates less. What makes the regime is right between 13 and 15 h local, a thousand times that at all other hours. */
static double gas_of(const fixture *f, const char *variant, const char *gas, long cell, long hour) {
    const long local = (long)((f->period.start + LT_CST_OFFSET) % LT_DAY / LT_HOUR) + hour, of_day = local % 24;
    const double afternoon = of_day == 13 || of_day == 14 ? 1 : 1000;
    const double ozone = 50 + 2 * (double)of_day + 10 * (double)(local / 24) + 0.001 * (double)cell;
    if (strcmp(gas, "o3") == 0)
        return ozone + (strcmp(variant, "noise") == 0 ? 0.01 : 0) + (strcmp(variant, "boilers") == 0 ? 3 : 0);
    if (strcmp(gas, "no2") == 0) return 60;
    if (strcmp(gas, "hcho") == 0) return 6 * afternoon;
    if (strcmp(gas, "h2o2") == 0) return 1 * afternoon;
    if (strcmp(gas, "hno3") == 0) return 2;
    return strcmp(gas, "hcho_column") == 0 ? 3e-4 * afternoon : 1e-4;
}

static void add_gases(fixture *f) {
    f->has_gases = true;
    fixture_conc(f, "base");
    fixture_conc(f, "noise");
    fixture_conc(f, "boilers");
}

static double factor; /* from ambient to 298.15 K: T 263.15 K, terrain 100 m, no pressure in the weather */

static int set_up(void **state) {
    (void)state;
    fixture_gas_of = gas_of;
    fixture_create(&shared, "Shenyang", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    add_gases(&shared);
    factor = 263.15 / 298.15 * exp(9.80665 * 100 / (287.05 * 263.15));
    char path[300], section[400];
    snprintf(path, sizeof path, "%s/obs.csv", shared.folder);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fprintf(stream, "city,date,PM25_ugm3,SO2_ugm3,NO2_ugm3,CO_mgm3,O3_ugm3\n");
    for (int day = 5; day < 15; day++)
        fprintf(stream, "Shenyang,2020-01-%02d,50,30,60,1.5,%d\nDalian,2020-01-%02d,50,30,60,1.5,80\n", day, 60 + day,
                day);
    fclose(stream);
    lt_node *node = NULL;
    snprintf(section, sizeof section, "observations: [%s]\n", path);
    assert_good(lt_node_parse("case.yaml", section, &node));
    shared.setup.evaluation = node;
    fixture_listen();
    assert_good(lt_post_stage(&shared.job));
    lt_node_free(node);
    shared.setup.evaluation = NULL;
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    fixture_free(&shared);
    return 0;
}

static cJSON *json(const char *name) {
    char path[256], *text = NULL;
    snprintf(path, sizeof path, "%s/%s", shared.folder, name);
    assert_good(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    return root;
}

/* Mean over the sites of Shenyang of the small part that differs from cell to cell. */
static double site_part(void) {
    lt_sites sites = {0};
    double sum = 0;
    int n = 0;
    assert_good(lt_sites_read_shipped(&sites));
    for (long s = 0; s < sites.n; s++) {
        int i, j;
        bool inside;
        if (sites.items[s].city != 0) continue;
        assert_good(lt_grid_cell(shared.grid, sites.items[s].lon, sites.items[s].lat, &i, &j, &inside));
        sum += 0.001 * ((double)j * shared.grid->nx + i);
        n++;
    }
    lt_sites_free(&sites);
    return sum / n;
}

static const double bits = 2e-7; /* relative: floats of the concentrations and of the temperature */

static void near_relative(double value, double expected) {
    assert_near(value, expected, bits * fabs(expected));
}

/* Days: the window of hours 16 .. 23 is 50 + 39 = 89, then 99, 109; the hour 23 is 96, 106, 116; the mean of all 83. */
static void summary_tells_ozone(void **state) {
    (void)state;
    cJSON *root = json("summary.json");
    const cJSON *city = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "cities"), 0);
    const cJSON *winter = cJSON_GetObjectItem(cJSON_GetObjectItem(city, "by_period"), "winter");
    const double part = site_part();
    for (int top = 0; top < 2; top++) {
        const cJSON *of = top ? city : winter;
        near_relative(lt_json_number(of, "o3_mda8_base_ugm3"), (99 + part) * factor);
        near_relative(lt_json_number(of, "o3_p90_base_ugm3"), (107 + part) * factor);
        near_relative(lt_json_number(of, "o3_mda1_base_ugm3"), (106 + part) * factor);
        near_relative(lt_json_number(of, "o3_mean_base_ugm3"), (83 + part) * factor);
        near_relative(lt_json_number(of, "no2_base_ugm3"), 60 * factor);
        assert_true(cJSON_HasObjectItem(of, "o3_mda8_area_ugm3") && cJSON_HasObjectItem(of, "no2_pop_ugm3"));
    }
    const cJSON *package = cJSON_GetObjectItem(cJSON_GetObjectItem(city, "packages"), "boilers");
    assert_near(lt_json_number(package, "o3_mda8_delta_ugm3"), 3 * factor, 110 * bits);
    assert_near(lt_json_number(package, "o3_mda8_noise_ugm3"), 0.01 * factor, 110 * bits);
    assert_near(lt_json_number(package, "no2_delta_ugm3"), 0, 0);
    const cJSON *ozone = cJSON_GetObjectItem(root, "ozone");
    const cJSON *period = cJSON_GetObjectItem(cJSON_GetObjectItem(ozone, "by_period"), "winter");
    assert_near(lt_json_number(period, "days"), 3, 0);
    assert_near(lt_json_number(period, "state_K"), 298.15, 0);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "quantities")), LT_N_QUANTITIES);
    cJSON_Delete(root);
}

/* Only the hours 13 and 14 count: HCHO/NO2 of the column 3, at the ground 6/30.026 over 60/46.0055, H2O2/HNO3 1/34.014
 * over 2/63.012. */
static void summary_tells_regime(void **state) {
    (void)state;
    static const double ratios[LT_N_INDICATORS] = {3.0, 6 / 30.026 / (60 / 46.0055), 1 / 34.014 / (2 / 63.012)};
    static const char *const classes[LT_N_INDICATORS] = {"transitional", "voc_limited", "nox_limited"};
    cJSON *root = json("summary.json");
    const cJSON *city = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "cities"), 3);
    const cJSON *winter = cJSON_GetObjectItem(cJSON_GetObjectItem(city, "by_period"), "winter");
    const cJSON *package = cJSON_GetObjectItem(cJSON_GetObjectItem(city, "packages"), "boilers");
    const cJSON *of_package = cJSON_GetObjectItem(cJSON_GetObjectItem(package, "by_period"), "winter");
    for (int i = 0; i < LT_N_INDICATORS; i++) {
        const char *key = lt_indicator_table[i].key;
        const cJSON *base = cJSON_GetObjectItem(cJSON_GetObjectItem(winter, "regime"), key);
        near_relative(lt_json_number(base, "ratio"), ratios[i]);
        assert_string_equal(lt_json_text(base, "class"), classes[i]);
        assert_true(cJSON_HasObjectItem(cJSON_GetObjectItem(of_package, "regime"), key));
    }
    assert_false(cJSON_HasObjectItem(city, "regime")); /* of no mean over seasons */
    cJSON_Delete(root);
}

static void file_holds_days_and_maps(void **state) {
    (void)state;
    enum { CELL = 700 };
    const size_t n = (size_t)shared.grid->nx * (size_t)shared.grid->ny;
    lt_ncr *file = NULL;
    double *map, bounds[6];
    assert_good(lt_calloc(n, sizeof *map, &map));
    assert_good(lt_ncr_open_own(shared.out, "ozone_base_winter.nc", &file));
    assert_good(lt_ncr_get_double(file, "time_bnds", NULL, 6, bounds));
    assert_true(bounds[0] == (double)shared.period.start && bounds[5] == (double)shared.period.start + 3 * LT_DAY);
    assert_good(lt_ncr_get_double_record(file, "mda8", "ug m-3", 1, n, map));
    near_relative(map[CELL], (99 + 0.001 * CELL) * factor);
    assert_good(lt_ncr_get_double_record(file, "mda1", "ug m-3", 2, n, map));
    near_relative(map[CELL], (116 + 0.001 * CELL) * factor);
    assert_good(lt_ncr_get_double(file, "o3_p90", "ug m-3", n, map));
    near_relative(map[CELL], (107 + 0.001 * CELL) * factor);
    assert_good(lt_ncr_get_double(file, "regime_by_hcho_no2_column", "1", n, map));
    assert_true(map[CELL] == LT_REGIME_TRANSITION);
    assert_false(lt_ncr_has(file, "o3_mda8_delta"));
    lt_ncr_close(file);
    assert_good(lt_ncr_open_own(shared.out, "ozone_boilers_winter.nc", &file));
    assert_good(lt_ncr_get_double(file, "o3_mda8_delta", "ug m-3", n, map));
    assert_near(map[CELL], 3 * factor, 110 * bits);
    assert_good(lt_ncr_get_double(file, "o3_mda8_noise", "ug m-3", n, map));
    assert_near(map[CELL], 0.01 * factor, 110 * bits);
    lt_faults faults = {0};
    assert_good(lt_ozone_file_judge(file, &faults));
    lt_ncr_close(file);
    assert_false(lt_outdir_has(shared.out, "ozone_noise_winter.nc", false, NULL));
    lt_free(map);
}

static void table_and_cities(void **state) {
    (void)state;
    char path[256];
    lt_csv *csv;
    int column;
    double value;
    snprintf(path, sizeof path, "%s/cities.csv", shared.folder);
    assert_good(lt_csv_read(path, &csv));
    assert_good(lt_csv_column(csv, "o3_mda8_base_sites_ugm3", &column));
    assert_good(lt_csv_double(csv, 0, column, &value));
    assert_near(value, (99 + site_part()) * factor, 1e-4); /* six digits */
    assert_good(lt_csv_column(csv, "boilers_o3_mda8_delta_sites_ugm3", &column));
    assert_good(lt_csv_column(csv, "o3_mda8_noise_sites_ugm3", &column));
    assert_good(lt_csv_column(csv, "regime_by_h2o2_hno3_winter", &column));
    assert_string_equal(lt_csv_text(csv, 13, column), "nox_limited");
    assert_int_equal(lt_csv_rows(csv), 14);
    lt_csv_free(csv);
    assert_non_null(strstr(fixture_said, "O3, daily maximum 8-h mean (MDA8), ug/m3"));
    assert_non_null(strstr(fixture_said, "3.00 transitional*\n"));
    fixture_said_in_100_columns();
}

static const cJSON *row_of(const cJSON *root, const char *city, const char *species, const char *predictor) {
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "rows")) {
        if (strcmp(lt_json_text(row, "city"), city) == 0 && strcmp(lt_json_text(row, "species"), species) == 0 &&
            strcmp(lt_json_text(row, "predictor"), predictor) == 0)
            return row;
    }
    return NULL;
}

/* NO2 is the model's own, ozone of a day its MDA8; beside them persistence and climatology, here and in other cities.
 */
static void evaluation_judges_gases(void **state) {
    (void)state;
    cJSON *root = json("evaluation.json");
    const cJSON *o3 = row_of(root, "Shenyang", "O3", "lantian"), *no2 = row_of(root, "Shenyang", "NO2", "lantian");
    assert_non_null(o3);
    assert_near(lt_json_number(o3, "n"), 3, 0);
    near_relative(lt_json_number(o3, "mean_model"), (99 + site_part()) * factor);
    assert_near(lt_json_number(o3, "mean_obs"), 71, 1e-12);
    assert_string_equal(lt_json_text(o3, "statistic"), "mda8");
    assert_string_equal(lt_json_text(o3, "state"), "298.15 K, 1013.25 hPa");
    near_relative(lt_json_number(no2, "mean_model"), 60 * factor);
    assert_false(cJSON_HasObjectItem(no2, "derived"));
    assert_near(lt_json_number(row_of(root, "Shenyang", "O3", "persistence"), "mb"), -1, 1e-12);
    assert_non_null(row_of(root, "Shenyang", "O3", "climatology"));
    assert_non_null(row_of(root, "Dalian", "O3", "lantian"));
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "waiting")), 0);
    cJSON_Delete(root);
}

/* A run that begins at 08:00 has no whole local day in its first 24 hours: 11 windows; the second day is whole. */
static void short_period_has_no_mda8(void **state) {
    (void)state;
    fixture f;
    fixture_create(&f, "", lt_time_from_civil(2014, 1, 10, 0, 0, 0));
    fixture_listen();
    f.period.length_s = 16 * LT_HOUR;
    add_gases(&f);
    assert_good(lt_post_stage(&f.job));
    char path[256], *text = NULL;
    snprintf(path, sizeof path, "%s/summary.json", f.folder);
    assert_good(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    const cJSON *city = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "cities"), 0);
    const double standard = 263.15 / 273.15 * exp(9.80665 * 100 / (287.05 * 263.15));
    assert_false(cJSON_HasObjectItem(city, "o3_mda8_base_ugm3"));
    assert_true(lt_json_number(city, "o3_mean_base_ugm3") > 0);
    near_relative(lt_json_number(city, "no2_base_ugm3"), 60 * standard); /* before 2018-09-01 */
    const cJSON *period =
        cJSON_GetObjectItem(cJSON_GetObjectItem(cJSON_GetObjectItem(root, "ozone"), "by_period"), "winter");
    assert_near(lt_json_number(period, "days"), 0, 0);
    assert_near(lt_json_number(period, "state_K"), 273.15, 0);
    cJSON_Delete(root);
    fixture_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(summary_tells_ozone),      cmocka_unit_test(summary_tells_regime),
        cmocka_unit_test(file_holds_days_and_maps), cmocka_unit_test(table_and_cities),
        cmocka_unit_test(evaluation_judges_gases),  cmocka_unit_test(short_period_has_no_mda8)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
