/* evaluation.json of small runs whose answer is known. */
#include "tests/unit/post_fixture.h"

#include "base/pad.h"
#include "postproc/evaluation.h"
#include "postproc/no2_ratio.h"
#include "postproc/post_stage.h"
#include "postproc/text.h"
#include "tests/support/near.h"
#include "tests/support/data.h"

/* A file of observations for the fixture's run of 2014-01-06 .. 08: the model itself, in the state of the file. */
static void write_observations(const fixture *f, const char *consulate, const char *daily) {
    int i = 0, j = 0;
    bool inside = false;
    FILE *stream = fopen(consulate, "w");
    assert_non_null(stream);
    fprintf(stream, "time_lt,TEMP,HUMI,wspd_ms,PM_US Post\n");
    assert_good(lt_grid_cell(f->grid, 123.43, 41.78, &i, &j, &inside));
    for (int q = -240; q < FIXTURE_HOURS + 240; q++) {
        char text[24];
        lt_time_local(f->period.start + (lt_time)q * LT_HOUR, text);
        fprintf(stream, "%s:00,%d,50,%d,%.4f\n", text, -10 + q % 5, q % 7 < 0 ? 1 : q % 7,
                fixture_pm25(f, "base", (long)j * f->grid->nx + i, q));
    }
    fclose(stream);
    stream = fopen(daily, "w");
    assert_non_null(stream);
    fprintf(stream, "city,date,PM25_ugm3\nShenyang,2014-01-05,50\nShenyang,2014-01-06,50\nShenyang,2014-01-07,60\n"
                    "Dalian,2014-01-06,50\n");
    fclose(stream);
}

static const cJSON *row_of(const cJSON *root, const char *site, const char *averaging, const char *predictor) {
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "rows")) {
        if (strcmp(lt_json_text(row, "site"), site) == 0 && strcmp(lt_json_text(row, "averaging"), averaging) == 0 &&
            strcmp(lt_json_text(row, "predictor"), predictor) == 0)
            return row;
    }
    return NULL;
}

static cJSON *evaluate(fixture *f, const char *section) {
    char path[256], *text = NULL;
    lt_node *node = NULL;
    assert_good(lt_node_parse("case.yaml", section, &node));
    f->setup.evaluation = node;
    fixture_listen();
    assert_good(lt_post_stage(&f->job));
    f->setup.evaluation = NULL;
    lt_node_free(node);
    snprintf(path, sizeof path, "%s/evaluation.json", f->folder);
    assert_good(lt_path_read_text(path, &text));
    cJSON *root = cJSON_Parse(text);
    free(text);
    assert_non_null(root);
    return root;
}

/* Weather over the whole grid judges every city; the regression stays with the city whose hours are there. */
static void all_cities_are_evidence(void **state) {
    (void)state;
    fixture f;
    char folder[] = "/tmp/lantian-evaluation-XXXXXX", hourly[128], daily[128], section[600];
    fixture_create(&f, "all", lt_time_from_civil(2014, 1, 5, 16, 0, 0));
    assert_non_null(mkdtemp(folder));
    snprintf(hourly, sizeof hourly, "%s/hourly.csv", folder);
    snprintf(daily, sizeof daily, "%s/daily.csv", folder);
    write_observations(&f, hourly, daily);
    snprintf(section, sizeof section, "observations: [%s, %s]\nweather: %s\n", hourly, daily, hourly);
    cJSON *root = evaluate(&f, section);
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(row_of(root, "Shenyang", "day", "lantian"), "evidence")));
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(row_of(root, "Dalian", "day", "lantian"), "evidence")));
    assert_null(strstr(fixture_said, "Not evidence"));
    cJSON_Delete(root);
    fixture_remove(folder);
    fixture_free(&f);
}

static void rows_of_a_run(void **state) {
    (void)state;
    static const char *const keys[] = {"period", "site", "species", "averaging", "predictor", "evidence", "n",
                                       "mb",     "nmb",  "nme",     "r",         "fac2",      "mfb",      "mfe"};
    fixture f;
    char folder[] = "/tmp/lantian-evaluation-XXXXXX", hourly[128], daily[128], section[600];
    fixture_create(&f, "Shenyang", lt_time_from_civil(2014, 1, 5, 16, 0, 0));
    assert_non_null(mkdtemp(folder));
    snprintf(hourly, sizeof hourly, "%s/hourly.csv", folder);
    snprintf(daily, sizeof daily, "%s/daily.csv", folder);
    write_observations(&f, hourly, daily);
    snprintf(section, sizeof section, "observations: [%s, %s]\nweather: %s\n", hourly, daily, hourly);
    cJSON *root = evaluate(&f, section);
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "rows")) {
        for (size_t q = 0; q < sizeof keys / sizeof *keys; q++) assert_true(cJSON_HasObjectItem(row, keys[q]));
        assert_string_equal(lt_json_text(row, "species"), "PM2.5");
    }
    /* The monitor is at ambient state: the model meets it but for the float of the file. */
    row = row_of(root, "Shenyang", "hour", "lantian");
    assert_near(lt_json_number(row, "n"), FIXTURE_HOURS, 0);
    assert_near(lt_json_number(row, "mb"), 0, 1e-4);
    assert_near(lt_json_number(row, "r"), 1, 1e-6);
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(row, "evidence")));
    /* The sine has a period of 24 h: persistence is perfect too; climatology by hour as well. */
    assert_near(lt_json_number(row_of(root, "Shenyang", "hour", "persistence"), "mb"), 0, 1e-3);
    assert_near(lt_json_number(row_of(root, "Shenyang", "hour", "climatology"), "nme"), 0, 1e-4);
    assert_non_null(row_of(root, "Shenyang", "hour", "regression"));
    /* City means of 2014 stand at 273.15 K: model 60.1 (sites) x 263.15/273.15 x exp(g 100 m / (R 263.15 K)) */
    lt_sites sites = {0};
    double model = 0;
    assert_good(lt_sites_read_shipped(&sites));
    for (long q = 0; q < sites.n; q++) {
        int i = 0, j = 0;
        bool inside = false;
        if (sites.items[q].city != 0) continue;
        assert_good(lt_grid_cell(f.grid, sites.items[q].lon, sites.items[q].lat, &i, &j, &inside));
        model += (50 + 0.01 * (j * f.grid->nx + i)) / 11;
    }
    lt_sites_free(&sites);
    model *= 263.15 / 273.15 * exp(9.80665 * 100 / (287.05 * 263.15));
    row = row_of(root, "Shenyang", "day", "lantian");
    assert_near(lt_json_number(row, "n"), 2, 0);
    assert_near(lt_json_number(row, "mb"), model - 55, 1e-3);
    assert_true(cJSON_IsNull(cJSON_GetObjectItem(row, "r"))); /* of two pairs */
    row = row_of(root, "Shenyang", "day", "persistence");
    assert_near(lt_json_number(row, "mb"), -5, 1e-12); /* 50, 50 against 50, 60 */
    /* Dalian is not where the weather was observed. */
    row = row_of(root, "Dalian", "day", "lantian");
    assert_true(cJSON_IsFalse(cJSON_GetObjectItem(row, "evidence")));
    assert_null(row_of(root, "Dalian", "day", "regression"));
    assert_true(cJSON_IsNull(cJSON_GetObjectItem(row_of(root, "Dalian", "day", "persistence"), "mb"))); /* n = 0 */
    assert_true(cJSON_IsTrue(cJSON_GetObjectItem(root, "perfect_weather_hindcast")));
    assert_non_null(strstr(fixture_said, "Not evidence"));
    /* a line of the table keeps all its columns: n, observed and its own mean, MB, NMB %, NME % */
    assert_non_null(strstr(fixture_said, "persistence      2     55.0     50.0     -5.0      -9       9"));
    assert_non_null(strstr(fixture_said, "erfect-weather hindcast"));
    cJSON_Delete(root);

    /* --obs judges another file; without weather there is no regression, and it says so. */
    f.cli.obs = (lt_cli_files){{daily}, 1};
    snprintf(section, sizeof section, "observations: [%s]\n", hourly);
    root = evaluate(&f, section);
    assert_null(row_of(root, "Shenyang", "hour", "lantian"));
    assert_non_null(row_of(root, "Shenyang", "day", "lantian"));
    assert_null(row_of(root, "Shenyang", "day", "regression"));
    assert_non_null(strstr(fixture_said, "no regression"));
    cJSON_Delete(root);
    f.cli.obs.n = 0;

    /* A missing file is an error before anything is written. */
    lt_node *node = NULL;
    lt_digest before, after;
    assert_true(lt_outdir_has(f.out, "summary.json", true, before));
    assert_good(lt_node_parse("case.yaml", "observations: [/nowhere/obs.csv]\n", &node));
    f.setup.evaluation = node;
    assert_int_equal(lt_post_stage(&f.job), LT_ERR_INPUT);
    lt_node_free(node);
    assert_true(lt_outdir_has(f.out, "summary.json", true, after));
    assert_string_equal(before, after);
    /* Without a section the old evaluation.json goes. */
    f.setup.evaluation = NULL;
    assert_good(lt_post_stage(&f.job));
    assert_false(lt_outdir_has(f.out, "evaluation.json", false, NULL));
    fixture_remove(folder);
    fixture_free(&f);
}

/* No line of what was said is wider than a terminal of 100 columns. */
static void said_fits(void) {
    char line[1024];
    for (const char *at = fixture_said; *at;) {
        const size_t n = strcspn(at, "\n");
        assert_true(n < sizeof line);
        memcpy(line, at, n);
        line[n] = '\0';
        if (lt_pad_columns(line) > 100) fail_msg("%d columns: %s", lt_pad_columns(line), line);
        at += n + (at[n] == '\n');
    }
}

static const cJSON *entry_of(const cJSON *root, const char *array, const char *site, const char *species) {
    const cJSON *one = NULL;
    cJSON_ArrayForEach(one, cJSON_GetObjectItem(root, array)) {
        if (strcmp(lt_json_text(one, "site"), site) == 0 && strcmp(lt_json_text(one, "species"), species) == 0)
            return one;
    }
    return NULL;
}

static double model_mean(const cJSON *root, const char *species) {
    const cJSON *one = entry_of(root, "rows", "Shenyang", species); /* lantian stands first */
    assert_non_null(one);
    assert_string_equal(lt_json_text(one, "predictor"), "lantian");
    return lt_json_number(one, "mean_model");
}

/* 20 November 00Z for 72 h: of local days 21 and 22 are whole. The case of three days stands for any. */
static cJSON *evaluate_six(fixture *f, const char *folder, int year) {
    char path[300], section[400];
    snprintf(path, sizeof path, "%s/six_%d.csv", folder, year);
    FILE *stream = fopen(path, "w");
    assert_non_null(stream);
    fprintf(stream, "city,date,PM25_ugm3,PM10_ugm3,SO2_ugm3,NO2_ugm3,CO_mgm3,O3_ugm3\n");
    for (int day = 18; day < 26; day++) {
        fprintf(stream, "Shenyang,%d-11-%d,70,100,30,60,1,40\n", year, day);
        fprintf(stream, "Dalian,%d-11-%d,70,100,30,60,1,40\n", year, day);
    }
    fclose(stream);
    snprintf(section, sizeof section, "observations: [%s]\n", path);
    return evaluate(f, section);
}

static void six_species_in_their_state(void **state) {
    (void)state;
    static const char *const species[] = {"PM2.5", "PM10", "SO2", "NO2", "CO"};
    char folder[] = "/tmp/lantian-evaluation-XXXXXX";
    assert_non_null(mkdtemp(folder));
    /* to p0 from 100 m; the model's air has 263.15 K */
    const double up = exp(9.80665 * 100 / (287.05 * 263.15));
    const double standard = 263.15 / 273.15 * up, reference = 263.15 / 298.15 * up;
    /* x = 200 reference = 178.8285; r(x) by the polynomial of no2_ratio.h, worked out in Python */
    const double no2 = 200 * 0.7205191807;
    for (int new_rule = 0; new_rule < 2; new_rule++) {
        const int year = new_rule ? 2018 : 2016;
        fixture f;
        fixture_create(&f, "Shenyang", lt_time_from_civil(year, 11, 20, 0, 0, 0));
        cJSON *root = evaluate_six(&f, folder, year);
        const double gas = new_rule ? reference : standard, particles = new_rule ? 1 : standard;
        const double bits = 6e-8; /* relative: half a bit of the float that keeps 263.15 K in the file */
        for (int s = 0; s < 5; s++) {
            const cJSON *row = entry_of(root, "rows", "Shenyang", species[s]);
            assert_near(lt_json_number(row, "n"), 2, 0);
            assert_string_equal(lt_json_text(row, "unit"), s == 4 ? "mg/m3" : "ug/m3");
            assert_string_equal(lt_json_text(row, "averaging"), "day");
            assert_null(entry_of(root, "rows", "Fuxin", species[s]));
        }
        assert_near(model_mean(root, "PM10"), 80 * particles, 80 * bits);
        assert_near(model_mean(root, "SO2"), 30 * gas, 30 * bits);
        assert_near(model_mean(root, "CO"), 1.5 * gas, 1.5 * bits);
        assert_near(model_mean(root, "NO2"), no2 * gas,
                    no2 * bits); /* r(x) falls less than x grows; its ten digits are finer */
        const cJSON *row = entry_of(root, "rows", "Shenyang", "NO2");
        assert_near(lt_json_number(row, "mean_nox_as_no2"), 200 * gas, 200 * bits);
        assert_near(lt_json_number(row, "mb"), model_mean(root, "NO2") - 60, 1e-9);
        assert_true(strlen(lt_json_text(row, "derived")) > 0);
        assert_string_equal(lt_json_text(row, "state"), new_rule ? "298.15 K, 1013.25 hPa" : "273.15 K, 1013.25 hPa");
        /* O3 waits, and has no score */
        assert_null(entry_of(root, "rows", "Shenyang", "O3"));
        const cJSON *waiting = entry_of(root, "waiting", "Shenyang", "O3");
        assert_near(lt_json_number(waiting, "n"), 2, 0);
        assert_true(cJSON_IsTrue(cJSON_GetObjectItem(waiting, "evidence")));
        assert_non_null(strstr(fixture_said, "O3: not carried by the chemistry of this run (2 observed values)"));
        /* observations never change: climatology and persistence are right, the model is not */
        const cJSON *below = entry_of(root, "below", "Shenyang", "PM10");
        assert_string_equal(lt_json_text(below, "en"), "by NME worse than persistence and climatology");
        assert_non_null(strstr(fixture_said, "\n  by NME worse than persistence and climatology\n"));
        assert_int_equal(cJSON_GetArraySize(cJSON_GetObjectItem(below, "than")), 2);
        assert_null(entry_of(root, "below", "Dalian", "PM10")); /* not evidence */
        const cJSON *sentence = entry_of(root, "sentences", "Shenyang", "SO2");
        assert_non_null(strstr(lt_json_text(sentence, "en"), "Scores of 2 pairs say little"));
        assert_true(strlen(lt_json_text(sentence, "zh")) > 0);
        said_fits();
        char *text = cJSON_Print(root);
        fixture_listen();
        assert_good(lt_evaluation_print(text, true));
        assert_non_null(strstr(fixture_said, "按NME劣于持续性和气候平均"));
        assert_non_null(strstr(fixture_said, lt_fmt("winter（UTC %d-11-20T00至%d-11-23T00时）", year, year)));
        said_fits();
        free(text);
        cJSON_Delete(root);
        fixture_free(&f);
    }
    fixture_remove(folder);
}

/* The second draw is 4 ug/m3 above the first: lantian is their mean. */
static void draws_are_averaged(void **state) {
    (void)state;
    char folder[] = "/tmp/lantian-evaluation-XXXXXX";
    fixture f;
    assert_non_null(mkdtemp(folder));
    fixture_create(&f, "Shenyang", lt_time_from_civil(2018, 11, 20, 0, 0, 0));
    cJSON *one = evaluate_six(&f, folder, 2018);
    f.period.draws = 2;
    fixture_conc(&f, "draw2");
    fixture_met_of(&f, "draw2", "Shenyang");
    cJSON *two = evaluate_six(&f, folder, 2018);
    assert_near(model_mean(two, "PM2.5"), model_mean(one, "PM2.5") + 2, 1e-5); /* floats of the file */
    const cJSON *row = entry_of(two, "rows", "Shenyang", "PM2.5"), *draws = cJSON_GetObjectItem(row, "draws");
    assert_int_equal(cJSON_GetArraySize(draws), 2);
    const double nmb_1 = lt_json_number(entry_of(one, "rows", "Shenyang", "PM2.5"), "nmb");
    assert_near(lt_json_number(cJSON_GetArrayItem(draws, 0), "nmb"), nmb_1, 1e-12);
    const cJSON *nmb = cJSON_GetObjectItem(cJSON_GetObjectItem(row, "spread"), "nmb");
    assert_near(cJSON_GetArrayItem(nmb, 0)->valuedouble, nmb_1, 1e-12);
    assert_near(cJSON_GetArrayItem(nmb, 1)->valuedouble, nmb_1 + 4 / 70.0, 1e-7);
    assert_true(cJSON_IsNull(cJSON_GetArrayItem(cJSON_GetObjectItem(cJSON_GetObjectItem(row, "spread"), "r"), 0)));
    assert_non_null(strstr(fixture_said, "2 draws: NMB "));
    const cJSON *kept = entry_of(two, "series", "Shenyang", "PM2.5"), *most = cJSON_GetObjectItem(kept, "model_most");
    assert_int_equal(cJSON_GetArraySize(most), 2);
    assert_near(cJSON_GetArrayItem(most, 1)->valuedouble -
                    cJSON_GetArrayItem(cJSON_GetObjectItem(kept, "model_least"), 1)->valuedouble,
                4, 0.011); /* two decimals each, and floats */
    assert_true(cJSON_GetArrayItem(cJSON_GetObjectItem(kept, "obs"), 0)->valuedouble == 70);
    assert_string_equal(lt_json_text(kept, "start"), "2018-11-20T16:00:00Z"); /* midnight of the 21st */
    assert_null(entry_of(two, "series", "Dalian", "PM2.5"));
    assert_false(cJSON_HasObjectItem(entry_of(one, "rows", "Shenyang", "PM2.5"), "draws"));
    cJSON_Delete(one);
    cJSON_Delete(two);
    fixture_free(&f);
    fixture_remove(folder);
}

/* The real files, 20 November 2016 00Z to 22 00Z: 48 hours, one whole local day. Hourly weather ends in 2014, so the
 * regression takes that of the days. */
static void november_2016_on_the_real_files(void **state) {
    (void)state;
    static const char section[] = "observations: [obs/shenyang_consulate_hourly_pm25_2013_2014_2016-11.csv, "
                                  "obs/cities_daily_2014_and_2016-11.csv]\n"
                                  "weather: [met/shenyang_hourly/shenyang_hourly_2013_2014.csv, "
                                  "met/cma_daily_11cities/daily_met_2014_and_2016-11.csv]\n";
    char path[4096];
    fixture f;
    snprintf(path, sizeof path, "%s", data_path("obs/cities_daily_2014_and_2016-11.csv"));
    fixture_create(&f, "Shenyang", lt_time_from_civil(2016, 11, 20, 0, 0, 0));
    f.period.length_s = 48 * LT_HOUR;
    fixture_conc(&f, "base");
    fixture_conc(&f, "noise");
    fixture_conc(&f, "boilers");
    cJSON *root = evaluate(&f, section);
    for (int p = 0; p < LT_N_PREDICTORS; p++) {
        assert_near(lt_json_number(row_of(root, "Shenyang", "hour", lt_predictor_names[p]), "n"), 48, 0);
        assert_near(lt_json_number(row_of(root, "Shenyang", "day", lt_predictor_names[p]), "n"), 1, 0);
    }
    /* the first judged hour is 08:00 to 09:00 of the 20th: 42.0 */
    const cJSON *kept = entry_of(root, "series", "Shenyang", "PM2.5");
    assert_true(cJSON_GetArrayItem(cJSON_GetObjectItem(kept, "obs"), 0)->valuedouble == 42);
    const cJSON *training = cJSON_GetObjectItem(row_of(root, "Shenyang", "hour", "regression"), "training");
    assert_string_equal(lt_json_text(training, "weather"), "days");
    assert_string_equal(lt_json_text(training, "from"), "the season");
    /* at most the autumn of 2014 (91 days) and 16 days of 2016, without the judged hours */
    assert_in_range((uintmax_t)lt_json_number(training, "n"), 1500, 24 * (91 + 16) - 48);
    print_message("regression of the hours trained on %.0f\n", lt_json_number(training, "n"));
    long cities = 0;
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "rows")) cities +=
        strcmp(lt_json_text(row, "species"), "SO2") == 0 && strcmp(lt_json_text(row, "predictor"), "lantian") == 0;
    assert_int_equal(cities, 14);
    said_fits();
    cJSON_Delete(root);
    fixture_free(&f);
}

static void no2_ratio_in_its_bounds(void **state) {
    (void)state;
    assert_true(lt_no2_ratio(0) == 0.9 && lt_no2_ratio(1e4) == 0.5 && lt_no2_ratio(110) == 0.9);
    assert_near(lt_no2_ratio(150), 0.7974176818, 1e-9); /* the polynomial in Python */
    for (int x = 0; x < 2000; x++) assert_true(lt_no2_ratio(x + 1) <= lt_no2_ratio(x));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(rows_of_a_run), cmocka_unit_test(all_cities_are_evidence),           cmocka_unit_test(six_species_in_their_state),
        cmocka_unit_test(draws_are_averaged),      cmocka_unit_test(november_2016_on_the_real_files),
        cmocka_unit_test(no2_ratio_in_its_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
