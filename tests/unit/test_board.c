/* `lantian scenario targets`: values, projection and bands of a made run against numbers worked by hand; what is
 * missing is named; bad requests. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "tests/support/error_block.h"
#include "tests/support/json.h"
#include "tests/support/near.h"
#include "tests/support/root.h"
#include "tests/support/tiny_case.h"
#include "tests/support/words.h"

/* Jinzhou: PM2.5 of the base 40 and 60 in two periods, the reference takes 1 in both, the package 1 and 3. NOx of the
 * province 100 kt, 95 with the package, its sum known to 10 %. NME 0.2 of 10 days at 50 and 0.4 of 30 days at 100. */
static const char *const summary =
    "{\"schema\": \"lantian-summary-1\", \"case\": \"made\", \"grid\": \"liaoning-27w\", \"weather_kind\": "
    "\"synthetic\", "
    "\"weather_label_en\": \"SYNTHETIC summer\", \"weather_label_zh\": \"合成的夏季\", \"base_year\": 2020, "
    "\"reference\": \"r\", \"periods\": "
    "[{\"id\": \"a\"}, {\"id\": \"b\"}], \"cities\": [{\"name_en\": \"Jinzhou\", \"pm25_base_ugm3\": 50, "
    "\"by_period\": "
    "{\"a\": {\"pm25_base_ugm3\": 40}, \"b\": {\"pm25_base_ugm3\": 60}}, \"packages\": {"
    "\"r\": {\"pm25_delta_ugm3\": -1, \"by_period\": {\"a\": {\"pm25_delta_ugm3\": -1}, \"b\": {\"pm25_delta_ugm3\": "
    "-1}}}, "
    "\"p\": {\"pm25_delta_ugm3\": -2, \"by_period\": {\"a\": {\"pm25_delta_ugm3\": -1}, \"b\": {\"pm25_delta_ugm3\": "
    "-3}}}}}], "
    "\"emissions_kt\": {\"base\": {\"NOx\": 100}, \"r\": {\"NOx\": 99}, \"p\": {\"NOx\": 95}}}";
static const char *const evaluation = "{\"rows\": [{\"predictor\": \"lantian\", \"averaging\": \"day\", \"kind\": "
                                      "\"city\", \"species\": \"PM2.5\", \"evidence\": "
                                      "true, \"n\": 10, \"nme\": 0.2, \"mean_obs\": 50}, {\"predictor\": \"lantian\", "
                                      "\"averaging\": \"day\", \"kind\": \"city\", "
                                      "\"species\": \"PM2.5\", \"evidence\": true, \"n\": 30, \"nme\": 0.4, "
                                      "\"mean_obs\": 100}, {\"predictor\": \"lantian\", "
                                      "\"averaging\": \"day\", \"kind\": \"city\", \"species\": \"PM2.5\", "
                                      "\"evidence\": false, \"n\": 99, \"nme\": 9, \"mean_obs\": "
                                      "50}, {\"predictor\": \"persistence\", \"averaging\": \"day\", \"kind\": "
                                      "\"city\", \"species\": \"PM2.5\", \"evidence\": "
                                      "true, \"n\": 99, \"nme\": 9, \"mean_obs\": 50}]}";
static const char *const uncertainty = "# kt a year, 512 draws; made\nplace,sector,pollutant,table_kt,mean_kt,sd_kt\n"
                                       "Jinzhou,all,NOx,10,10,9\nLiaoning,all,NOx,100,100,10\n";

/* 60 ug/m3 on every day of a year. */
static void write_observed(const char *name, int year) {
    static const int length[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    FILE *file = fopen(in_root(name), "w");
    assert_non_null(file);
    fputs("city,date,PM25_ugm3\n", file);
    for (int m = 0; m < 12; m++)
        for (int d = 1; d <= length[m]; d++) fprintf(file, "Jinzhou,%d-%02d-%02d,60\n", year, m + 1, d);
    assert_int_equal(fclose(file), 0);
}

static int set_up(void **state) {
    if (make_root(state) != 0) return -1;
    write_observed("obs.csv", 2020);
    write_observed("old.csv", 2015);
    return files_write_text(in_root("summary.json"), summary) &&
                   files_write_text(in_root("evaluation.json"), evaluation) &&
                   files_write_text(in_root("uncertainty_base.csv"), uncertainty)
               ? 0
               : -1;
}

static const cJSON *target(const cJSON *variant, const char *id) {
    const cJSON *row = NULL;
    cJSON_ArrayForEach(row, json_at(variant, "board")) if (strcmp(json_text(row, "id"), id) == 0) return row;
    fail_msg("no target %s", id);
    return NULL;
}

static void by_hand(void **state) {
    (void)state;
    cJSON *said = json_of(program_run(NULL, "scenario", "targets", root, "--obs", in_root("obs.csv"), "--json"));
    assert_string_equal(json_text(said, "schema"), "lantian-targets-1");
    assert_true(json_number(said, "observed_year") == 2020 && cJSON_GetArraySize(json_at(said, "variants")) == 3);
    const cJSON *p = json_at(said, "variants/2"), *row = target(p, "J-3.1-2020");
    assert_string_equal(json_text(p, "variant"), "p");
    assert_string_equal(json_text(row, "force"), "strive");
    /* 50 - 1 - 2 against 43; periods 38 and 56: sigma of their mean 9; NME (100 + 1200) / 3500 */
    const double nme = 1300.0 / 3500, z = 1.959963984540054;
    assert_near(json_number(row, "results/2012/value"), 47, 1e-13);
    assert_near(json_number(row, "results/2012/margin"), -4, 1e-13);
    assert_string_equal(json_text(row, "results/2012/outcome"), "incomplete"); /* two periods are no year */
    assert_near(json_number(row, "band/parts/weather/sigma"), 9, 1e-12);
    assert_near(json_number(row, "band/parts/model/sigma"), 47 * nme, 1e-12);
    assert_true(json_number(row, "band/parts/model/n") == 40);
    assert_int_equal(cJSON_GetArraySize(json_at(row, "band/missing")), 1);
    assert_string_equal(json_text(row, "band/missing/0"), "inventory");
    assert_near(json_number(row, "band/high"), 47 + z * sqrt(81 + 47 * 47 * nme * nme), 1e-11);
    /* 60 x 47 / 50; of the periods 60 x 38 / 40 and 60 x 56 / 60: sigma of their mean 0.5; the model made 3.6 of it */
    assert_near(json_number(row, "projected/2012/value"), 56.4, 1e-12);
    assert_string_equal(json_text(row, "projected/2012/outcome"), "fail");
    assert_near(json_number(row, "projected_band/parts/weather/sigma"), 0.5, 1e-12);
    assert_near(json_number(row, "projected_band/parts/model/sigma"), 3.6 * nme, 1e-12);
    /* NOx falls by 5 of 100 where 10 % are wanted; sure to 10 % of it */
    row = target(p, "P-03d");
    assert_near(json_number(row, "results/2012/value"), -5, 1e-12);
    assert_string_equal(json_text(row, "results/2012/outcome"), "fail");
    assert_near(json_number(row, "band/parts/inventory/sigma"), 0.5, 1e-12);
    assert_near(json_number(row, "band/low"), -5 - z * 0.5, 1e-12);
    assert_int_equal(cJSON_GetArraySize(json_at(row, "band/missing")), 0);
    row = target(p, "P-03b");
    assert_string_equal(json_text(row, "results/2012/outcome"), "not judgeable");
    cJSON_Delete(said);
    /* another year as base on request */
    said = json_of(program_run(NULL, "scenario", "targets", in_root("summary.json"), "--obs", in_root("old.csv"),
                               "--year", "2015", "--variant", "p", "--json"));
    assert_true(json_number(said, "observed_year") == 2015 && cJSON_GetArraySize(json_at(said, "variants")) == 1);
    assert_near(json_number(target(json_at(said, "variants/0"), "J-3.1-2018"), "projected/2012/margin"), 50 - 56.4,
                1e-12);
    cJSON_Delete(said);
}

/* The same with three quarters on the first period: the cities' means 45 - 1 - 1.5, of the periods 38 and 56; (9/16 x
 * 4.5^2 + 1/16 x 13.5^2) / (1 - 10/16) = 60.75. */
static void weights_of_the_periods(void **state) {
    (void)state;
    static const char *const swaps[][2] = {{"\"periods\": [{\"id\": \"a\"}, {\"id\": \"b\"}]",
                                            "\"period_weights\": \"case\", \"periods\": [{\"id\": "
                                            "\"a\", \"weight\": 0.75}, {\"id\": \"b\", \"weight\": 0.25}]"},
                                           {"\"pm25_base_ugm3\": 50", "\"pm25_base_ugm3\": 45"},
                                           {"\"pm25_delta_ugm3\": -2", "\"pm25_delta_ugm3\": -1.5"}};
    char *text = strdup(summary);
    for (size_t k = 0; k < sizeof swaps / sizeof *swaps; k++) {
        char *where = strstr(text, swaps[k][0]), *next = NULL;
        assert_non_null(where);
        assert_true(asprintf(&next, "%.*s%s%s", (int)(where - text), text, swaps[k][1], where + strlen(swaps[k][0])) >
                    0);
        free(text);
        text = next;
    }
    assert_true(files_write_text(in_root("weighed.json"), text));
    free(text);
    const char *file = in_root("weighed.json");
    cJSON *said = json_of(program_run(NULL, "scenario", "targets", file, "--variant", "p", "--json"));
    assert_string_equal(json_text(said, "period_weights"), "case");
    assert_true(json_number(said, "periods/1/weight") == 0.25);
    const cJSON *row = target(json_at(said, "variants/0"), "J-3.1-2020");
    assert_near(json_number(row, "results/2012/value"), 42.5, 1e-12);
    assert_near(json_number(row, "band/parts/weather/sigma"), sqrt(60.75), 1e-12);
    cJSON_Delete(said);
    program_result zh = program_run(NULL, "scenario", "targets", file, "--variant", "p", "--lang", "zh");
    SAYS(zh.said, "权重（由算例给定）", "a 75.0 %, b 25.0 %");
    program_free(&zh);
}

/* The same run on three draws of the inventory. Jinzhou, base 48, 50 and 55, the reference takes 1, 1 and 1.5, the
 * package 2, 1 and 3.5: 45, 48 and 50 with the package. */
static const char *const draws =
    "\"draws\": {\"base\": {\"pm25\": {\"values_ugm3\": [48, 50, 55]}}, \"r\": {\"pm25\": {\"values_ugm3\": [-1, "
    "-1, -1.5]}}, \"p\": {\"pm25\": {\"values_ugm3\": [-2, -1, -3.5]}}}, \"packages\": {\"r\"";

static void on_draws(void **state) {
    (void)state;
    char *with_draws = tiny_case_with(summary, "\"packages\": {\"r\"", draws);
    char *whole = tiny_case_with(with_draws, "\"cities\"", "\"inventory_draws\": {\"n\": 3}, \"cities\"");
    assert_true(files_write_text(in_root("drawn.json"), whole));
    free(with_draws);
    free(whole);
    cJSON *said =
        json_of(program_run(NULL, "scenario", "targets", in_root("drawn.json"), "--obs", in_root("obs.csv"), "--json"));
    const cJSON *row = target(json_at(said, "variants/2"), "J-3.1-2020");
    /* mean 143 / 3, squares of what is beside it (64 + 1 + 49) / 9 */
    const double sd = sqrt(114.0 / 9 / 2), nme = 1300.0 / 3500;
    assert_near(json_number(row, "band/parts/inventory/sigma"), sd, 1e-13);
    assert_true(json_number(row, "band/parts/inventory/n") == 3);
    assert_near(json_number(row, "band/parts/inventory/share"), sd * sd / (sd * sd + 81 + 47 * 47 * nme * nme), 1e-13);
    assert_int_equal(cJSON_GetArraySize(json_at(row, "band/missing")), 0);
    assert_near(json_number(row, "results/2012/value"), 47, 1e-13); /* still that of the run */
    /* The ratio is within a draw: 60 x 45 / 48, 60 x 48 / 50, 60 x 50 / 55. */
    const double a = 56.25, b = 57.6, c = 60 * 50 / 55.0, mean = (a + b + c) / 3;
    assert_near(json_number(row, "projected_band/parts/inventory/sigma"),
                sqrt(((a - mean) * (a - mean) + (b - mean) * (b - mean) + (c - mean) * (c - mean)) / 2), 1e-12);
    cJSON_Delete(said);
    /* of base without the packages */
    said = json_of(program_run(NULL, "scenario", "targets", in_root("drawn.json"), "--json"));
    row = target(json_at(said, "variants/0"), "J-3.1-2020");
    assert_near(json_number(row, "band/parts/inventory/sigma"), sqrt(13), 1e-13); /* 9 + 1 + 16 over 2 */
    cJSON_Delete(said);
}

/* Both periods are told with their days; each variant by what it is. A package may be called all. */
static void head(void **state) {
    (void)state;
    char *timed = tiny_case_with(summary, "[{\"id\": \"a\"}, {\"id\": \"b\"}]",
                                 "[{\"id\": \"a\", \"start\": \"2020-07-11T16:00:00Z\", \"end\": "
                                 "\"2020-07-12T16:00:00Z\"}, {\"id\": \"b\", \"start\": \"2020-01-10T16:00:00Z\", "
                                 "\"end\": \"2020-01-13T16:00:00Z\"}]");
    char *with_all = tiny_case_with(timed, "\"p\": {\"NOx\"", "\"all\": {\"NOx\": 90}, \"p\": {\"NOx\"");
    assert_true(files_write_text(in_root("timed.json"), timed) && files_write_text(in_root("all.json"), with_all));
    free(timed);
    free(with_all);
    program_result en = program_run(NULL, "scenario", "targets", in_root("all.json"));
    assert_int_equal(en.code, 0);
    SAYS(en.said, "case made", "grid liaoning-27w; base year of emissions 2020", "weather: SYNTHETIC summer",
         "days that count: 4 in all: a 1 (from 2020-07-12), b 3 (from 2020-01-11)",
         "variant base: the base, without measures", "variant r: what has been done since the base year",
         "variant all: the package of this name, after r", "variant p: the package of this name, after r");
    program_free(&en);
    program_result zh =
        program_run(NULL, "scenario", "targets", in_root("all.json"), "--variant", "all", "--lang", "zh");
    SAYS(zh.said, "网格 liaoning-27w", "气象：合成的夏季", "计入的天数：共 4 天", "情景 all：同名措施包，作用于 r");
    assert_null(strstr(zh.said, "variant"));
    assert_int_equal(program_count(zh.said, "情景 "), 1);
    program_free(&zh);
    cJSON *said = json_of(program_run(NULL, "scenario", "targets", in_root("timed.json"), "--json"));
    assert_string_equal(json_text(said, "about/grid"), "liaoning-27w");
    assert_string_equal(json_text(said, "about/weather_kind"), "synthetic");
    assert_string_equal(json_text(said, "about/weather_label_zh"), "合成的夏季");
    assert_true(json_number(said, "about/days/1/days") == 3);
    assert_string_equal(json_text(said, "variants/2/variant_en"), "variant p: the package of this name, after r");
    cJSON_Delete(said);
    /* who means every variant is told how */
    program_result none = program_run(NULL, "scenario", "targets", in_root("timed.json"), "--variant", "all");
    SAYS(none.err, "one of base, r, p", "no word for all variants", "leave --variant out: every variant is told");
    assert_refused(none, "this variant is not in the case");
}

static void words(void **state) {
    (void)state;
    program_result en = program_run(NULL, "scenario", "targets", root, "--variant", "p", "--obs", in_root("obs.csv"));
    SAYS(en.said, "J-3.1-2020", "projection", "missing: inventory", "the observation of 2020", "strive");
    program_free(&en);
    program_result zh = program_run(NULL, "scenario", "targets", root, "--variant", "p", "--lang", "zh");
    SAYS(zh.said, "无锚定推算", "缺 清单");
    assert_null(strstr(zh.said, "missing"));
    program_free(&zh);
}

static void bad_requests(void **state) {
    (void)state;
    assert_refused(program_run(NULL, "scenario", "targets"), "needs one finished run");
    assert_refused(program_run(NULL, "scenario", "targets", root, "--variant", "q", "--json"), "one of base, r, p");
    assert_refused(program_run(NULL, "scenario", "targets", root, "--obs", in_root("old.csv")),
                   "nothing of the base year");
    assert_refused(program_run(NULL, "scenario", "targets", in_root("none.json")), "no finished results");
    assert_refused(program_run(NULL, "judge", in_root("obs.csv"), "--obs", in_root("old.csv")),
                   "goes with a finished case");
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(by_hand),  cmocka_unit_test(weights_of_the_periods),
                                       cmocka_unit_test(on_draws), cmocka_unit_test(head),
                                       cmocka_unit_test(words),    cmocka_unit_test(bad_requests)};
    return cmocka_run_group_tests(tests, set_up, remove_root);
}
