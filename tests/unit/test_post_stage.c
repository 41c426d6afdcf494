/* The stage post on a small finished run: files, their keys and numbers, the table, the map, what is left behind. */
#include "tests/unit/post_fixture.h"

#include "base/pad.h"
#include "postproc/city_value.h"
#include "postproc/conc.h"
#include "postproc/post_stage.h"
#include "base/csv.h"
#include "postproc/text.h"
#include "tests/support/near.h"

#include <dirent.h>
#include <omp.h>
#include <unistd.h>

static fixture shared;

static int set_up(void **state) {
    (void)state;
    fixture_create(&shared, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    fixture_listen();
    /* The run before the maps has used OpenMP; the child that draws must live with that. */
    double sum = 0;
#pragma omp parallel for reduction(+ : sum) num_threads(2)
    for (int q = 0; q < 1000; q++) sum += q;
    assert_true(sum > 0);
    assert_good(lt_post_stage(&shared.job));
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    fixture_free(&shared);
    return 0;
}

static cJSON *summary(void) {
    char path[256], *text = NULL;
    snprintf(path, sizeof path, "%s/summary.json", shared.folder);
    assert_good(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    return root;
}

static void only_finite_numbers(const cJSON *item) {
    for (const cJSON *q = item; q; q = q->next) {
        assert_false(cJSON_IsNull(q));
        if (cJSON_IsNumber(q)) assert_true(isfinite(q->valuedouble));
        only_finite_numbers(q->child);
    }
}

static void summary_has_all_keys(void **state) {
    (void)state;
    static const char *const keys[] = {"schema",  "code_version", "weather",     "base_year",
                                       "periods", "cities",       "emissions_kt"};
    cJSON *root = summary();
    only_finite_numbers(root);
    for (size_t q = 0; q < sizeof keys / sizeof *keys; q++) assert_true(cJSON_HasObjectItem(root, keys[q]));
    assert_string_equal(lt_json_text(root, "weather"), "synthetic:typical-winter");
    assert_string_equal(lt_json_text(root, "weather_kind"), "synthetic");
    const cJSON *period = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "periods"), 0);
    assert_string_equal(lt_json_text(period, "id"), "winter");
    assert_string_equal(lt_json_text(period, "start"), "2020-01-09T16:00:00Z");
    assert_string_equal(lt_json_text(period, "end"), "2020-01-12T16:00:00Z");
    assert_near(lt_json_number(period, "spinup_h"), FIXTURE_SPINUP, 0);
    /* a chemistry without ozone: nothing about it, not even zero */
    assert_false(cJSON_HasObjectItem(root, "ozone"));
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "quantities")), 1);
    assert_false(lt_outdir_has_any(shared.out, "ozone_", ".nc"));
    const cJSON *cities = cJSON_GetObjectItem(root, "cities");
    assert_int_equal(cJSON_GetArraySize(cities), 14);
    assert_false(cJSON_HasObjectItem(cJSON_GetArrayItem(cities, 0), "o3_mda8_base_ugm3"));
    assert_false(cJSON_HasObjectItem(cJSON_GetArrayItem(cities, 0), "no2_base_ugm3"));
    for (int c = 0; c < 14; c++) {
        const cJSON *city = cJSON_GetArrayItem(cities, c), *package = NULL;
        assert_string_equal(lt_json_text(city, "name_en"), lt_cities[c].name_en);
        assert_string_equal(lt_json_text(city, "name_zh"), lt_cities[c].name_zh);
        assert_true(lt_json_number(city, "pm25_base_ugm3") > 0 && lt_json_number(city, "pm25_area_ugm3") > 0 &&
                    lt_json_number(city, "pm25_pop_ugm3") > 0);
        assert_true(
            lt_json_number(cJSON_GetObjectItem(cJSON_GetObjectItem(city, "by_period"), "winter"), "pm25_pop_ugm3") > 0);
        package = cJSON_GetObjectItem(cJSON_GetObjectItem(city, "packages"), "boilers");
        assert_true(lt_json_number(package, "pm25_delta_ugm3") < 0);
        /* float files: 1e-3 against steps of 4e-6 at 60 ug/m3, mean over many */
        assert_near(lt_json_number(package, "pm25_noise_ugm3"), 0.001, 1e-5);
        package = cJSON_GetObjectItem(cJSON_GetObjectItem(package, "by_period"), "winter");
        assert_true(lt_json_number(package, "pm25_delta_ugm3") < 0);
        assert_near(lt_json_number(package, "pm25_noise_ugm3"), 0.001, 1e-5);
    }
    cJSON_Delete(root);
}

/* The mean over whole days of the sine is 0: city value = 50 + 0.01 * mean index of the sites' cells. */
static void city_value_is_the_mean_of_the_sites_cells(void **state) {
    (void)state;
    lt_sites sites = {0};
    assert_good(lt_sites_read_shipped(&sites));
    assert_int_equal(sites.n, 77);
    double sum = 0;
    int n = 0;
    for (long q = 0; q < sites.n; q++) {
        int i = 0, j = 0;
        bool inside = false;
        if (strcmp(lt_cities[sites.items[q].city].name_en, "Shenyang") != 0) continue;
        assert_good(lt_grid_cell(shared.grid, sites.items[q].lon, sites.items[q].lat, &i, &j, &inside));
        sum += 50 + 0.01 * (j * shared.grid->nx + i);
        n++;
    }
    assert_int_equal(n, 11);
    cJSON *root = summary();
    assert_near(lt_json_number(cJSON_GetArrayItem(cJSON_GetObjectItem(root, "cities"), 0), "pm25_base_ugm3"), sum / n,
                1e-4); /* float file: 4e-6 a value */
    cJSON_Delete(root);
    lt_sites_free(&sites);
}

static void area_and_population_means_are_weighted(void **state) {
    (void)state;
    const lt_grid *grid = shared.grid;
    const long n_cells = (long)grid->nx * grid->ny;
    double area = 0, area_sum = 0, people = 0, people_sum = 0;
    const int dalian = lt_city_find("Dalian");
    for (long q = 0; q < n_cells; q++) {
        const double share = grid->region_fraction[dalian * n_cells + q], value = 50 + 0.01 * (double)q;
        area += grid->area[q] * share;
        area_sum += grid->area[q] * share * value;
        people += grid->population[q] * share;
        people_sum += grid->population[q] * share * value;
    }
    cJSON *root = summary();
    const cJSON *city = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "cities"), dalian);
    assert_near(lt_json_number(city, "pm25_area_ugm3"), area_sum / area, 1e-4);
    assert_near(lt_json_number(city, "pm25_pop_ugm3"), people_sum / people, 1e-4);
    assert_true(fabs(area_sum / area - people_sum / people) > 1e-3); /* or the test could not tell them apart */
    cJSON_Delete(root);
}

static void emissions_are_those_of_liaoning(void **state) {
    (void)state;
    cJSON *root = summary();
    const cJSON *all = cJSON_GetObjectItem(root, "emissions_kt"), *base = cJSON_GetObjectItem(all, "base");
    assert_near(lt_json_number(base, "SO2"), 1.5, 1e-12);
    assert_near(lt_json_number(base, "NOx"), 2, 1e-12);
    assert_near(lt_json_number(base, "PM2.5"), 0.5, 1e-12);
    assert_near(lt_json_number(base, "CO2"), 7000, 1e-9);
    assert_near(lt_json_number(cJSON_GetObjectItem(all, "boilers"), "CO2"), 6000, 1e-9);
    assert_near(lt_json_number(base, "ofp_kt_o3"), 12, 1e-12);
    assert_int_equal(cJSON_GetArraySize(base), 11);
    const cJSON *nature = cJSON_GetObjectItem(cJSON_GetObjectItem(root, "emissions_natural_kt"), "base");
    assert_near(lt_json_number(nature, "NOx"), 7, 1e-12);
    assert_near(lt_json_number(nature, "NMVOC"), 8, 1e-12);
    assert_int_equal(cJSON_GetArraySize(nature), 3);
    assert_null(cJSON_GetObjectItem(root, "shares")); /* one measure is no package of several */
    cJSON_Delete(root);
}

static void the_table_names_all_cities_and_marks_noise(void **state) {
    (void)state;
    for (int c = 0; c < 14; c++) assert_non_null(strstr(fixture_said, lt_cities[c].name_en));
    assert_non_null(strstr(fixture_said, "synthetic"));
    assert_non_null(strstr(fixture_said, "-1000.00")); /* kt of CO2 */
    assert_non_null(strstr(fixture_said, "in no total and no target, kt a year: NOx 7, NMVOC 8, OFP 9"));
    assert_string_equal(lt_text_delta(-0.5, 0.1), "-0.50");
    assert_string_equal(lt_text_delta(-0.29, 0.1), "< 0.3");
    assert_string_equal(lt_text_delta(0.29, 0.1), "< 0.3");
    assert_string_equal(lt_text_delta(0.3, 0.1 / 1.0001), "+0.30");
    assert_string_equal(lt_text_delta(0, 0), "+0.00");
    assert_string_equal(lt_pad("沈阳", 6), "沈阳  ");
    assert_string_equal(lt_pad("NOx", -5), "  NOx");
}

static void cities_csv_has_a_row_a_city(void **state) {
    (void)state;
    char path[256];
    lt_csv *table = NULL;
    double value = 0;
    snprintf(path, sizeof path, "%s/cities.csv", shared.folder);
    assert_good(lt_csv_read(path, &table));
    assert_int_equal(lt_csv_rows(table), 14);
    assert_string_equal(lt_csv_text(table, 1, lt_csv_find(table, "city_zh")), "大连");
    assert_good(lt_csv_double(table, 0, lt_csv_find(table, "boilers_delta_sites_ugm3"), &value));
    assert_true(value < -1 && value > -2);
    lt_csv_free(table);
}

static void the_map_is_a_png_and_nothing_else_is_left(void **state) {
    (void)state;
    unsigned char head[24];
    char path[256];
    snprintf(path, sizeof path, "%s/map_boilers_winter.png", shared.folder);
    FILE *stream = fopen(path, "rb");
    assert_non_null(stream);
    assert_int_equal(fread(head, 1, sizeof head, stream), sizeof head);
    fseek(stream, 0, SEEK_END);
    assert_true(ftell(stream) > 5000);
    fclose(stream);
    assert_memory_equal(head, "\x89PNG\r\n\x1a\n", 8);
    const long width = head[16] << 24 | head[17] << 16 | head[18] << 8 | head[19];
    const long height = head[20] << 24 | head[21] << 16 | head[22] << 8 | head[23];
    assert_in_range(width, 1000, 2500);
    assert_in_range(height, 1000, 3000);
    assert_true(lt_outdir_has(shared.out, "map_boilers_winter.png", true, NULL));
    DIR *folder = opendir(shared.folder);
    for (const struct dirent *entry; (entry = readdir(folder));) {
        assert_null(strstr(entry->d_name, ".tmp"));
        assert_null(strstr(entry->d_name, "lantian-map"));
    }
    closedir(folder);
    assert_false(lt_outdir_has(shared.out, "evaluation.json", false, NULL)); /* the case has no observations */
}

/* TMPDIR of its own: the folder of the map must be gone afterwards, also after a failure. */
static void the_map_cleans_up(void **state) {
    (void)state;
    char folder[] = "/tmp/lantian-posttmp-XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("TMPDIR", folder, 1);
    assert_good(lt_outdir_write_text(shared.out, "map-o3_boilers_winter.png", "of a run that had ozone"));
    shared.cli.lang = "zh"; /* in Chinese, or in English where there is no font */
    assert_good(lt_post_stage(&shared.job));
    shared.cli.lang = NULL;
    unsetenv("TMPDIR");
    assert_int_equal(rmdir(folder), 0); /* fails unless empty */
    assert_false(lt_outdir_has_any(shared.out, "map-o3_", ".png")); /* this run has none */
    setenv("TMPDIR", "/nowhere/at/all", 1);
    assert_int_equal(lt_post_stage(&shared.job), LT_ERR_ENV);
    unsetenv("TMPDIR");
    assert_true(lt_outdir_has(shared.out, "map_boilers_winter.png", true, NULL)); /* the older one still stands whole */
}

static void digest_inputs(lt_digest out) {
    lt_hash hash;
    lt_hash_init(&hash);
    assert_good(lt_post_inputs(&shared.job, &hash));
    lt_hash_end(&hash, out);
}

static void inputs_follow_what_decides(void **state) {
    (void)state;
    lt_digest a, b, c;
    digest_inputs(a);
    digest_inputs(b);
    assert_string_equal(a, b);
    shared.cli.lang = "zh";
    digest_inputs(c);
    shared.cli.lang = NULL;
    assert_string_not_equal(a, c);
    shared.setup.base_year += 1; /* stands in summary.json */
    digest_inputs(c);
    shared.setup.base_year -= 1;
    assert_string_not_equal(a, c);
    assert_good(lt_outdir_write_text(shared.out, "case_effective.yaml", "case: test\n")); /* its digest on the page */
    digest_inputs(c);
    assert_string_not_equal(a, c);
    assert_good(lt_outdir_write_text(shared.out, "ledger_boilers.csv", "id,region\n"));
    digest_inputs(b);
    assert_string_not_equal(c, b);
    /* and such a ledger is refused */
    assert_int_equal(lt_post_stage(&shared.job), LT_ERR_INPUT);
}

/* No packages, no noise run: city values and emissions of the base alone. */
static void a_case_without_packages_has_a_summary(void **state) {
    (void)state;
    fixture f;
    char path[256], *text = NULL;
    fixture_create(&f, "", lt_time_from_civil(2020, 1, 5, 16, 0, 0));
    f.setup.packages.n = 0;
    lt_job noise = f.job;
    noise.variant = "noise";
    noise.period = &f.period;
    assert_good(lt_outdir_drop(f.out, lt_job_file(&noise, "conc", ".nc")));
    fixture_listen();
    assert_good(lt_post_stage(&f.job));
    snprintf(path, sizeof path, "%s/summary.json", f.folder);
    assert_good(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    const cJSON *city = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "cities"), 0);
    assert_true(cJSON_GetObjectItem(city, "pm25_base_ugm3")->valuedouble > 30);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(city, "packages")), 0);
    assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(root, "emissions_kt")), 1);
    cJSON_Delete(root);
    fixture_free(&f);
}

static void the_command_prints_it_again(void **state) {
    (void)state;
    const lt_cli cli = {.command = "post", .positional = {shared.folder}, .n_positional = 1, .lang = "zh"};
    fixture_listen();
    assert_good(lt_post_command(&cli));
    assert_non_null(strstr(fixture_said, "葫芦岛"));
    assert_non_null(strstr(fixture_said, "合成冬季气象"));
    const lt_cli json = {.command = "post", .positional = {shared.folder}, .n_positional = 1, .json = true};
    fixture_listen();
    assert_good(lt_post_command(&json));
    cJSON *root = cJSON_Parse(fixture_said);
    assert_non_null(root);
    cJSON_Delete(root);
    const lt_cli nothing = {.command = "post", .positional = {"/tmp"}, .n_positional = 1, .out = "/tmp"};
    assert_int_equal(lt_post_command(&nothing), LT_ERR_INPUT);
}

/* Every id that a source writes (model/met/sources). */
static void test_kinds_of_weather(void **state) {
    (void)state;
    static const struct {
        const char *id, *word;
    } of[] = {{"synthetic:dust-front", "synthetic"}, {"station:Shenyang", "observed"}, {"stations:12", "observed"},
              {"gridded-wind:u.nc", "observed"},     {"gridded:NCEP GFS", "gridded"},  {"held:NCEP GFS", "held"}};
    for (size_t k = 0; k < sizeof of / sizeof *of; k++) {
        lt_weather_label label = {0};
        snprintf(label.id, sizeof label.id, "%s", of[k].id);
        assert_string_equal(lt_weather_kind_word(lt_weather_kind_of(&label)), of[k].word);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds_of_weather),
        cmocka_unit_test(summary_has_all_keys),
        cmocka_unit_test(city_value_is_the_mean_of_the_sites_cells),
        cmocka_unit_test(area_and_population_means_are_weighted),
        cmocka_unit_test(emissions_are_those_of_liaoning),
        cmocka_unit_test(the_table_names_all_cities_and_marks_noise),
        cmocka_unit_test(cities_csv_has_a_row_a_city),
        cmocka_unit_test(the_map_is_a_png_and_nothing_else_is_left),
        cmocka_unit_test(the_command_prints_it_again),
        cmocka_unit_test(the_map_cleans_up),
        cmocka_unit_test(inputs_follow_what_decides),
        cmocka_unit_test(a_case_without_packages_has_a_summary),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
