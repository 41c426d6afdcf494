/* `lantian scenario compare`: the numbers of `apply`, costs and curves out of measures of one's own, tables, words in
 * both languages, and a finished run that is refused where it is not of the ledgers of now. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/outdir.h"
#include "tests/support/error_block.h"
#include "tests/support/json.h"
#include "tests/support/near.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

static const char *const quantities[] = {"SO2", "NOx", "NMVOC", "NH3", "PM2.5", "CO2", "ofp_kt_o3"};

/* A package stands beside others as `apply` has it alone. */
static void side_by_side(void **state) {
    (void)state;
    cJSON *said = json_of(program_run(NULL, "scenario", "compare", "low-voc", "rail", "boilers", "--json"));
    assert_string_equal(json_text(said, "schema"), "lantian-compare-1");
    assert_string_equal(json_text(said, "reference"), "reference-2025");
    static const char *const ids[] = {"low-voc", "rail", "boilers"};
    for (int k = 0; k < 3; k++) {
        cJSON *alone = json_of(program_run(NULL, "scenario", "apply", ids[k], "--json"));
        const cJSON *ours = json_at(said, lt_fmt("packages/%d", k)), *emissions = json_at(alone, "emissions_kt");
        assert_string_equal(json_text(ours, "id"), ids[k]);
        for (size_t q = 0; q < sizeof quantities / sizeof *quantities; q++) {
            const double before = json_number(json_at(emissions, "reference-2025"), quantities[q]);
            const double after = json_number(json_at(emissions, ids[k]), quantities[q]);
            assert_near(json_number(json_at(said, "emissions_kt/reference-2025"), quantities[q]), before, 0);
            assert_near(json_number(json_at(ours, "emissions_kt"), quantities[q]), after, 0);
            assert_near(json_number(json_at(ours, "change_kt"), quantities[q]), after - before, 1e-14 * before);
        }
        cJSON_Delete(alone);
    }
    /* low-voc changes VOC alone, so its equivalents are VOC over 0.95 kg */
    const cJSON *voc = json_at(said, "packages/0");
    assert_string_equal(json_text(voc, "cocontrol/quadrant"), "axis");
    assert_near(json_number(voc, "cocontrol/equivalents_reduction_million"),
                -json_number(voc, "change_kt/NMVOC") / 0.95, 1e-12);
    assert_true(cJSON_IsNull(json_at(voc, "cocontrol/elasticity/NMVOC")) && cJSON_IsNull(json_at(voc, "cost/sum")));
    assert_true(cJSON_IsFalse(json_at(voc, "cost/whole")) && json_number(voc, "cost/with_cost") == 0);
    const cJSON *boilers = json_at(said, "packages/2");
    assert_string_equal(json_text(boilers, "cocontrol/quadrant"), "I");
    assert_near(json_number(boilers, "cocontrol/elasticity/SO2"),
                json_number(boilers, "change_pct/SO2") / json_number(boilers, "change_pct/CO2"), 1e-9);
    assert_string_equal(json_text(said, "equivalents/0/mark"), "S");
    assert_null(cJSON_GetObjectItem(boilers, "air"));
    cJSON_Delete(said);
}

static void write_measure(const char *id, const char *action, const char *costs) {
    static const char *const form = "id: %s\ntitle_en: t\ntitle_zh: 措\ndocuments:\n  - {id: P, clause: c, catalogue: "
                                    "P-1, force: must, word_zh: w, "
                                    "quote_zh: q}\nselector: {sectors: [heat]}\nactions:\n  - {%s}\n%s";
    char text[2048];
    snprintf(text, sizeof text, form, id, action, costs);
    assert_true(files_write_text(in_root(lt_fmt("%s.yaml", id)), text));
}

static void write_list(const char *id, const char *first, const char *second) {
    char text[2048];
    snprintf(text, sizeof text, "id: %s\ntitle_en: t\ntitle_zh: 包\nmeasures: [%s/%s.yaml, %s/%s.yaml]\n", id, root,
             first, root, second);
    assert_true(files_write_text(in_root(lt_fmt("%s.yaml", id)), text));
}

/* 10 % of all that heating burns costs a sum a year, and 20 % of its SO2 so much a t. */
static void write_package(void) {
    write_measure("less", "do: scale_activity, factor: 90 %",
                  "costs:\n  - {value: 2e9 yuan/year, range: [1e9 yuan/year, 4e9 yuan/year], prices: '2020', mark: S, "
                  "source: s, meaning_en: heat saved, meaning_zh: 节热}\n");
    write_measure("cleaner", "do: cut_emission, share: 20 %, of: SO2",
                  "costs:\n  - {value: 5000 yuan/t, range: [4000 yuan/t, 7000 yuan/t], of: SO2, mark: R, source: s, "
                  "meaning_en: lime, meaning_zh: 脱硫}\n");
    write_measure("third", "do: cut_emission, share: 1 %, of: NH3", "");
    write_list("both", "less", "cleaner");
    write_list("three", "both", "third");
}

static void costs_and_curves(void **state) {
    (void)state;
    write_package();
    cJSON *said = json_of(program_run(NULL, "scenario", "compare", in_root("both.yaml"), in_root("three.yaml"),
                                      "--reference", "base", "--json"));
    const cJSON *both = json_at(said, "packages/0"), *cost = json_at(both, "cost");
    /* SO2: 0.9 x 0.8 of what heating emits is left, so the second takes 0.18 of 0.28 of all that falls */
    const double so2_t = -1e3 * json_number(both, "change_kt/SO2"), co2_mt = -1e-3 * json_number(both, "change_kt/CO2");
    const double lime = 1e-6 * 5000 * so2_t * 0.18 / 0.28;
    assert_near(json_number(cost, "sum/million_yuan"), 2000 + lime, 1e-9 * lime);
    assert_near(json_number(cost, "sum/low"), 1000 + lime * 4 / 5, 1e-9 * lime);
    assert_near(json_number(cost, "sum/high"), 4000 + lime * 7 / 5, 1e-9 * lime);
    assert_true(cJSON_IsTrue(json_at(cost, "whole")));
    /* SO2 alone reduces no CO2: one step there, two of equivalents, the cheap one first (5000 yuan a t: 4.75 each) */
    assert_int_equal(cJSON_GetArraySize(json_at(cost, "curve_co2")), 1);
    assert_near(json_number(cost, "curve_co2/0/yuan_per_t"), 2000 / co2_mt, 1e-9 * 2000 / co2_mt);
    assert_int_equal(cJSON_GetArraySize(json_at(cost, "curve_equivalents")), 2);
    assert_string_equal(json_text(cost, "curve_equivalents/0/id"), "cleaner");
    assert_near(json_number(cost, "curve_equivalents/0/yuan_per_equivalent"), 5000 * 0.95e-3, 1e-12);
    assert_near(json_number(cost, "curve_equivalents/0/from_million"), 0, 0);
    assert_near(json_number(cost, "curve_equivalents/1/from_million"),
                json_number(cost, "curve_equivalents/0/to_million"), 0);
    assert_near(json_number(cost, "curve_equivalents/1/to_million"),
                json_number(both, "cocontrol/equivalents_reduction_million"), 1e-9);
    const cJSON *three = json_at(said, "packages/1/cost");
    assert_true(json_number(three, "measures") == 3 && json_number(three, "with_cost") == 2 &&
                cJSON_IsFalse(json_at(three, "whole")));
    cJSON_Delete(said);
}

static void says(const program_result *result, const char *const *words) {
    assert_int_equal(result->code, 0);
    assert_string_equal(result->err, "");
    expect_said(result->said, words);
}

static void words_and_tables(void **state) {
    (void)state;
    write_package();
    program_result en =
        program_run(NULL, "scenario", "compare", in_root("three.yaml"), "boilers", "--out", in_root("tables"));
    says(&en, (const char *const[]){"both fall", "TSP 2.18 (to 4) [S]", "NH3 9.09 [R]", "2 of 3 measures have a cost",
                                    "a part of the package only", "marginal cost", "1 packages have none", NULL});
    program_free(&en);
    program_result zh = program_run(NULL, "scenario", "compare", in_root("three.yaml"), "low-voc", "--lang", "zh");
    says(&zh, (const char *const[]){"协同减排", "仅污染物变化", "污染当量", "3 项措施有成本", "边际成本", NULL});
    program_free(&zh);
    program_result show = program_run(NULL, "scenario", "show", in_root("less.yaml"));
    says(&show, (const char *const[]){"What it costs", "heat saved", "2e9 yuan/year", "prices of 2020", NULL});
    program_free(&show);
    static const char *const heads[][2] = {
        {"tables/compare.csv", "package,quantity,before_kt,package_kt,change_kt,change_pct"},
        {"tables/cocontrol.csv", "y_equivalents_pct,quadrant,angle_deg"},
        {"tables/cost_curve.csv", "three,equivalents,1,cleaner,4.75"},
        {"tables/MANIFEST.sha256", "cost_curve.csv"}};
    for (size_t k = 0; k < sizeof heads / sizeof *heads; k++) {
        char *text = files_read(in_root(heads[k][0]), NULL);
        if (!text || !strstr(text, heads[k][1])) print_error("%s lacks %s\n", heads[k][0], heads[k][1]);
        assert_non_null(text);
        assert_non_null(strstr(text, heads[k][1]));
        free(text);
    }
    assert_false(files_exists(in_root("tables/compare_air.csv")));
}

static void bad_requests(void **state) {
    (void)state;
    assert_refused(program_run(NULL, "scenario", "compare"), "nothing to compare");
    assert_refused(program_run(NULL, "scenario", "compare", "rail", "rail"), "stands twice");
    assert_refused(program_run(NULL, "scenario", "compare", "rail", "reference-2025"), "with itself");
    assert_refused(program_run(NULL, "scenario", "compare", "rial"), "rail");
    assert_refused(program_run(NULL, "scenario", "compare", "rail", "--strength", "x"), "--strength");
    assert_refused(program_run(NULL, "scenario", "compair", "rail"), "did you mean compare?");
}

/* --- a finished run --- */

static void write_in_run(const char *name, const char *text) {
    lt_outdir *dir;
    assert_int_equal(lt_outdir_open(in_root("out/liaoning"), &dir), LT_OK);
    assert_int_equal(lt_outdir_write_text(dir, name, text), LT_OK);
    lt_outdir_close(dir);
}

/* Summary of a run with the emissions that `apply` found: PM2.5 of every city 50 and 49 at the reference, then 0.5 less
 * by the package, noise 0.01; MDA8 100 and 0.02 more, which the noise hides. */
static void write_run(const char *so2) {
    static const char *const cities[][2] = {
        {"Shenyang", "沈阳"}, {"Dalian", "大连"},  {"Anshan", "鞍山"},   {"Fushun", "抚顺"},   {"Benxi", "本溪"},
        {"Dandong", "丹东"},  {"Jinzhou", "锦州"}, {"Yingkou", "营口"},  {"Fuxin", "阜新"},    {"Liaoyang", "辽阳"},
        {"Panjin", "盘锦"},   {"Tieling", "铁岭"}, {"Chaoyang", "朝阳"}, {"Huludao", "葫芦岛"}};
    char text[16384];
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "{\"schema\": \"lantian-summary-1\", \"reference\": \"reference-2025\", "
                                   "\"weather_label_en\": \"made\", \"weather_label_zh\": \"虚构\", "
                                   "\"periods\": [{}], \"cities\": [");
    for (int c = 0; c < 14; c++)
        used += (size_t)snprintf(
            text + used, sizeof text - used,
            "%s{\"name_en\": \"%s\", \"name_zh\": \"%s\", \"pm25_base_ugm3\": 50, \"o3_mda8_base_ugm3\": 100, "
            "\"packages\": "
            "{\"reference-2025\": {\"pm25_delta_ugm3\": -1, \"pm25_noise_ugm3\": 0.01, \"o3_mda8_delta_ugm3\": 0, "
            "\"o3_mda8_noise_ugm3\": 0.01}, \"boilers\": {\"pm25_delta_ugm3\": %g, \"pm25_noise_ugm3\": 0.01, "
            "\"o3_mda8_delta_ugm3\": 0.02, \"o3_mda8_noise_ugm3\": 0.01}}}",
            c ? ", " : "", cities[c][0], cities[c][1], c == 0 ? -0.64 : -0.5);
    snprintf(text + used, sizeof text - used,
             "], \"emissions_kt\": {\"base\": {}, \"reference-2025\": {}, \"boilers\": {\"SO2\": %s}}}", so2);
    write_in_run("summary.json", text);
}

static program_result compare_run(const char *package) {
    return program_run(NULL, "scenario", "compare", package, "--case", in_root("out/liaoning"), "--json");
}

static void finished_run(void **state) {
    (void)state;
    char *setup = files_read(LT_SOURCE_DIR "/scenarios/liaoning/case.yaml", NULL);
    assert_non_null(setup);
    cJSON *apply = json_of(program_run(NULL, "scenario", "apply", "boilers", "--case", "liaoning", "--out",
                                       in_root("out/liaoning"), "--json"));
    char so2[64];
    snprintf(so2, sizeof so2, "%.17g", json_number(apply, "emissions_kt/boilers/SO2"));
    cJSON_Delete(apply);
    write_in_run("case_effective.yaml", setup);
    write_run(so2);
    cJSON *said = json_of(compare_run("boilers"));
    const cJSON *air = json_at(said, "packages/0/air");
    assert_int_equal(cJSON_GetArraySize(air), 15);
    assert_near(json_number(air, "0/pm25_before_ugm3"), 49, 0);
    assert_near(json_number(air, "0/pm25_delta_ugm3"), -0.64, 0);
    assert_near(json_number(air, "14/pm25_delta_ugm3"), -(0.64 + 13 * 0.5) / 14, 1e-15);
    assert_near(json_number(air, "14/pm25_noise_ugm3"), 0.01, 1e-15);
    cJSON_Delete(said);
    program_result zh = program_run(NULL, "scenario", "compare", "boilers", "--case", in_root("out/liaoning"), "--lang",
                                    "zh", "--out", in_root("air"));
    says(&zh, (const char *const[]){"葫芦岛", "-0.64", "< 0.03", "虚构", NULL});
    program_free(&zh);
    assert_true(files_exists(in_root("air/compare_air.csv")));

    /* out/<case> of the working root is found by the name of the case; a case whose alerts the run did not have */
    const program_options here = {.folder = root};
    said = json_of(program_run(&here, "scenario", "compare", "boilers", "--case", "liaoning", "--json"));
    assert_int_equal(cJSON_GetArraySize(json_at(said, "packages/0/air")), 15);
    cJSON_Delete(said);
    char *alerted = NULL;
    assert_true(asprintf(&alerted, "%s\nalerts:\n  - {start: 2020-01-11 08:00, end: 2020-01-11 20:00}\n", setup) > 0);
    assert_true(files_write_text(in_root("alerted.yaml"), alerted));
    assert_refused(program_run(&here, "scenario", "compare", "boilers", "--case", in_root("alerted.yaml"), "--json"),
                   "the run had other alerts");
    free(alerted);
    free(setup);

    /* not run; weaker than what was run; sums of another ledger; another reference; a ledger that is not there; a
     * summary that was touched */
    assert_refused(compare_run("rail"), "was not run");
    assert_refused(
        program_run(NULL, "scenario", "compare", "boilers", "--strength", "0.5", "--case", in_root("out/liaoning")),
        "another inventory version");
    assert_refused(
        program_run(NULL, "scenario", "compare", "boilers", "--reference", "base", "--case", in_root("out/liaoning")),
        "another reference");
    write_run("300");
    assert_refused(compare_run("boilers"), "another inventory version");
    write_run(so2);
    write_in_run("ledger_reference-2025.csv", "id\n");
    assert_refused(compare_run("boilers"), "the run of reference-2025 comes from another inventory version");
    assert_true(files_write_text(in_root("out/liaoning/summary.json"), "{}"));
    assert_refused(compare_run("boilers"), "not the one that the run wrote");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(side_by_side), cmocka_unit_test(costs_and_curves), cmocka_unit_test(words_and_tables),
        cmocka_unit_test(bad_requests), cmocka_unit_test(finished_run),
    };
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
