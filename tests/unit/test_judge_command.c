/* `lantian judge`: real observations beside published facts and an independent count, a finished run, and bad input. */
#include "tests/unit/post_fixture.h"

#include "postproc/judgement/judge_all.h"
#include "postproc/judgement/judge_run.h"
#include "postproc/summary.h"
#include "tests/support/data.h"
#include "tests/support/error_block.h"
#include "tests/support/json.h"
#include "tests/support/near.h"
#include "tests/support/root.h"
#include "tests/support/words.h"

/* Its path. */
static const char *write_table(const char *name, const char *text) {
    const char *path = in_root(name);
    assert_true(files_write_text(path, text));
    return path;
}

static cJSON *judged(const char *file, const char *city) {
    program_result result = program_run(NULL, "judge", file, "--city", city, "--json");
    assert_string_equal(result.err, "");
    return json_of(result);
}

/* Shenyang 2014. Published: PM2.5 74 ug/m3, 191 good days (a health white paper of the city; the table is another
 * collection of the network's data): within 5 % and 5 percentage points. Counted apart from this code, from the same
 * table by a script of a few lines with the breakpoints of 2012: 179 good days of 365, mean 71.982. */
static void test_real_observations(void **state) {
    (void)state;
    const char *file = data_path("obs/cities_daily_2014_and_2016-11.csv");
    cJSON *said = judged(file, "Shenyang");
    assert_string_equal(json_text(said, "schema"), "lantian-judgement-1");
    const cJSON *years = json_at(said, "places/0/years"), *year = NULL;
    cJSON_ArrayForEach(year, years) if (json_number(year, "year") == 2014) break;
    assert_non_null(year);
    assert_true(json_number(year, "aqi/2012/valid") == 365 && json_number(year, "aqi/2012/good") == 179);
    assert_near(json_number(year, "aqi/2012/good_pct"), 52.3, 5);
    assert_true(json_number(year, "aqi/2026/good") < 179);
    assert_near(json_number(year, "limits/2012/pollutants/0/mean/value"), 71.982, 5e-4);
    assert_near(json_number(year, "limits/2012/pollutants/0/mean/value"), 74, 0.05 * 74);
    assert_string_equal(json_text(year, "limits/2012/verdict"), "exceeds");
    assert_string_equal(json_text(year, "limits/2012/pollutants/0/completeness"), "complete");
    assert_int_equal(cJSON_GetArraySize(json_at(year, "day")), 365);
    /* two weeks of November 2016 are no year, and say so */
    const cJSON *last = cJSON_GetArrayItem(years, cJSON_GetArraySize(years) - 1);
    assert_true(json_number(last, "year") == 2016 && json_number(last, "aqi/2012/valid") <= 16);
    assert_string_equal(json_text(last, "limits/2012/verdict"), "incomplete");
    cJSON_Delete(said);
    /* Dalian 2014, counted likewise: 281 good days */
    said = judged(file, "大连");
    cJSON_ArrayForEach(year, json_at(said, "places/0/years")) if (json_number(year, "year") == 2014) break;
    assert_true(json_number(year, "aqi/2012/valid") == 365 && json_number(year, "aqi/2012/good") == 281);
    cJSON_Delete(said);
}

/* Sum of what days say is what the year says, in both regimes. */
static void test_days_and_counts_agree(void **state) {
    (void)state;
    cJSON *said = judged(data_path("obs/cities_daily_2014_and_2016-11.csv"), "Benxi");
    const cJSON *year = NULL, *day = NULL;
    static const char *const regimes[] = {"2012", "2026"};
    cJSON_ArrayForEach(year, json_at(said, "places/0/years")) {
        for (int x = 0; x < 2; x++) {
            long good = 0, heavy = 0, valid = 0, pm25 = 0;
            cJSON_ArrayForEach(day, json_at(year, "day")) {
                const cJSON *of = json_at(day, regimes[x]), *name = NULL;
                if (cJSON_GetArraySize(json_at(of, "missing")) > 0) continue;
                valid++;
                good += json_number(of, "aqi") <= 100;
                heavy += json_number(of, "aqi") > 200;
                cJSON_ArrayForEach(name, json_at(of, "primary")) pm25 += strcmp(name->valuestring, "PM2.5") == 0;
            }
            const cJSON *sum = json_at(json_at(year, "aqi"), regimes[x]);
            assert_true(json_number(sum, "valid") == valid && json_number(sum, "good") == good &&
                        json_number(sum, "heavy") == heavy);
            assert_true(json_number(sum, "primary/PM2.5") == pm25);
        }
    }
    cJSON_Delete(said);
}

/* What a person reads names marks, regimes and what is not whole; a monitor of PM2.5 alone is a least value. */
static void test_words(void **state) {
    (void)state;
    const char *file = data_path("obs/shenyang_consulate_hourly_pm25_2013_2014_2016-11.csv");
    program_result en = program_run(NULL, "judge", file, "--year", "2014", "--top", "2");
    assert_int_equal(en.code, 0);
    SAYS(en.said, "Shenyang 2014 (site)", "without PM10 SO2 NO2 CO O3: the index is a least value", "HJ 633-2026",
         "incomplete: not judged", "[S]", "months with too few days: 4 7", "2014-10-31  2012: >= 500");
    program_free(&en);
    program_result zh = program_run(NULL, "judge", file, "--year", "2014", "--lang", "zh");
    SAYS(zh.said, "数据不完整，不判定", "GB 3095-2026，至2030-12-31（二级）", "2026（2031年起）");
    static const char *const english[] = {"not judged", "transition", "final", "3095-2026, "};
    for (size_t k = 0; k < sizeof english / sizeof *english; k++)
        if (strstr(zh.said, english[k])) fail_msg("\"%s\" in:\n%s", english[k], zh.said);
    program_free(&zh);
    program_result hour = program_run(NULL, "judge", file, "--hour", "2014-01-06T12");
    assert_int_equal(hour.code, 0);
    assert_int_equal(program_count(hour.said, "\n"), 1);
    SAYS(hour.said, "2014-01-06 12:00 (UTC+8)");
    program_free(&hour);
}

#define HEAD "city,date,PM25_ugm3,"
static void test_bad_tables(void **state) {
    (void)state;
    static const struct {
        const char *table, *word;
    } bad[] = {{HEAD "PM10\nShenyang,2014-01-06,50,80\n", "without its unit"},
               {HEAD "CO_ugm3\nShenyang,2014-01-06,50,800\n", "CO_mgm3"},
               {HEAD "SO2_mgm3\nShenyang,2014-01-06,50,0.08\n", "SO2_ugm3"},
               {HEAD "H2S_ugm3\nShenyang,2014-01-06,50,80\n", "unknown pollutant"},
               {HEAD "CO_mgm3\nShenyang,2014-01-06,50,800\n", "no air has"}, /* ug/m3 under mg/m3 */
               {HEAD "O3_ugm3\nShenyang,2014-01-06,9999,80\n", "2014-01-06 00:00"},
               {HEAD "O3_ugm3\nShenyang,2014-01-06,many,80\n", "many"},
               {HEAD "O3_ugm3\nShenyang,2014-02-30,50,80\n", "2014-02-30"},
               {HEAD "O3_ugm3\nBeijing,2014-01-06,50,80\n", "14 cities"},
               {"place,when,PM25_ugm3\nShenyang,2014-01-06,50\n", "layout"}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++)
        assert_refused(program_run(NULL, "judge", write_table("bad.csv", bad[k].table)), bad[k].word);
    const char *good = write_table("good.csv", HEAD "AQI,level_zh\nShenyang,2014-01-06,50,70,良\n");
    program_result fine = program_run(NULL, "judge", good);
    assert_int_equal(fine.code, 0);
    program_free(&fine);
    assert_refused(program_run(NULL, "judge"), "nothing to judge");
    assert_refused(program_run(NULL, "judge", good, "--city", "Shenyan"), "Shenyang");
    assert_refused(program_run(NULL, "judge", good, "--hour", "noon"), "noon");
    assert_refused(program_run(NULL, "judge", good, "--days", "3"), "days");
    assert_refused(program_run(NULL, "judge", "liaoning", "--out", root), "no finished results");
    assert_refused(program_run(NULL, "judge", "/nonexistent/a.csv"), "/nonexistent/a.csv");
}

/* The tables of the rules are checked like any other. */
static void test_bad_rules(void **state) {
    (void)state;
    char *shipped = files_read(LT_SOURCE_DIR "/postproc/judgement/standards.csv", NULL);
    lt_standards standards;
    assert_non_null(shipped);
    static const struct {
        const char *from, *to, *word;
    } bad[] = {{"breakpoint,2012,,SO2,day,100,150,ug/m3,V", "breakpoint,2012,,SO2,day,100,150,ug/m3,", "mark"},
               {"breakpoint,2012,,SO2,day,100,150,ug/m3", "breakpoint,2012,,SO2,day,100,15,ug/m3", "ascend"},
               {"breakpoint,2012,,SO2,day,100,150,ug/m3", "breakpoint,2012,,SO2,day,100,150,mg/m3", "another unit"},
               {"breakpoint,2012,,SO2,day,100,150,ug/m3", "breakpoint,2012,,SO2,day,100,150,", "no unit"},
               {"breakpoint,2012,,SO2,day,100", "breakpoint,2013,,SO2,day,100", "does not know"},
               {"breakpoint,2012,,SO2,day,100", "breakpoint,2012,,TSP,day,100", "one of the six"},
               {"limit,2012,II,PM2.5,day,,75", "limit,2012,II,PM2.5,year,,75", "twice"},
               {"\npercentile,,,O3", "\n#percentile,,,O3", "not whole"},
               {"\ndays,,,,february", "\n#days,,,,february", "not whole"}};
    for (size_t k = 0; k < sizeof bad / sizeof *bad; k++) {
        const char *where = strstr(shipped, bad[k].from);
        assert_non_null(where);
        char *text = NULL;
        assert_true(
            asprintf(&text, "%.*s%s%s", (int)(where - shipped), shipped, bad[k].to, where + strlen(bad[k].from)) > 0);
        assert_int_equal(lt_standards_read(write_table("standards.csv", text), &standards), LT_ERR_INPUT);
        free(text);
        SAYS(lt_error_what(), bad[k].word);
        lt_error_clear();
    }
    free(shipped);
}

static const char case_text[] = "case: test\ntitle_en: a test\ntitle_zh: 测试\ngrid: liaoning-27\nbase_year: 2020\n"
                                "periods:\n  - id: winter\n    start: 2020-01-10\n    length: 72 h\n"
                                "    spinup: 24 h\npackages: [boilers]\nmet:\n  source: typical-winter\n";

/* The same by the command, base and package: no emission that a target knows changes. */
static void judge_by_program(fixture *f) {
    lt_summary *summary = NULL;
    char *json = NULL;
    assert_good(lt_summary_create(&f->job, f->grid, &summary));
    assert_good(lt_summary_json(summary, &json));
    assert_good(lt_outdir_write_text(f->out, "summary.json", json));
    free(json);
    lt_summary_free(summary);
    lt_outdir_close(f->out); /* its lock */
    f->out = NULL;
    const char *file = write_table("case.yaml", case_text);
    for (int k = 0; k < 2; k++) {
        cJSON *said = json_of(
            program_run(NULL, "judge", file, "--out", f->folder, "--json", "--variant", k ? "boilers" : "base"));
        assert_string_equal(json_text(said, "of"), "run");
        assert_string_equal(json_text(said, "variant_en"), k ? "variant boilers: the package of this name, on the base"
                                                             : "variant base: the base, without measures");
        assert_string_equal(json_text(said, "about/grid"), "liaoning-27");
        assert_string_equal(json_text(said, "about/weather_kind"), "synthetic");
        assert_true(json_number(said, "about/days/0/days") == 3);
        assert_int_equal(cJSON_GetArraySize(json_at(said, "places")), LT_N_CITY_VALUES);
        assert_true(json_number(said, "places/0/years/0/aqi/2026/valid") == 3);
        assert_string_equal(json_text(said, "targets/0/board/0/id"), "P-03a");
        assert_string_equal(json_text(said, "targets/0/board/0/results/2012/outcome"), "incomplete");
        assert_string_equal(json_text(said, "targets/0/board/3/id"), "P-03d");
        assert_string_equal(json_text(said, "targets/0/board/3/results/2026/outcome"), "fail"); /* no change */
        assert_true(json_number(said, "targets/0/board/3/results/2026/value") == 0);
        /* the same run with bands, no projection without observations */
        assert_string_equal(json_text(said, "run/variants/0/variant"), k ? "boilers" : "base");
        assert_true(cJSON_IsNull(json_at(said, "run/observed_year")));
        assert_true(json_number(said, "run/variants/0/board/3/results/2026/value") == 0);
        assert_string_equal(json_text(said, "run/variants/0/board/0/projected/2012/outcome"), "not judgeable");
        assert_string_equal(json_text(said, "run/variants/0/board/0/band/missing/0"), "inventory");
        cJSON_Delete(said);
    }
    assert_refused(program_run(NULL, "judge", file, "--out", f->folder, "--variant", "boiler"), "boilers");
    assert_refused(program_run(NULL, "judge", file, "--out", f->folder, "--variant", "all"),
                   "no word for all variants");
    program_result head = program_run(NULL, "judge", file, "--out", f->folder, "--city", "Dalian");
    SAYS(head.said, "case test: ", "grid liaoning-27;", "weather: synthetic winter weather",
         "days that count: 3 in all: winter 3 (from 2020-01-10)", "variant base: the base, without measures",
         "of draws, too): base, boilers");
    program_free(&head);
    /* The folder of results by itself: it holds its case. */
    const char *own = lt_fmt("%s/case_effective.yaml", f->folder);
    assert_true(files_write_text(own, case_text));
    program_result folder = program_run(NULL, "judge", f->folder, "--city", "Dalian");
    SAYS(folder.said, "case test: ", "variant base: the base, without measures");
    program_free(&folder);
    /* All variants side by side: cities under limits, targets; of one variant neither. */
    program_result matrix = program_run(NULL, "scenario", "targets", f->folder);
    SAYS(matrix.said, "which variant brings which city", "* 35 (GB 3095-2012), ** 30",
         "which variant meets which target", "\nboilers  ", "(5", "0 no");
    program_free(&matrix);
    program_result one = program_run(NULL, "scenario", "targets", f->folder, "--variant", "boilers");
    assert_null(strstr(one.said, "which variant"));
    program_free(&one);
    /* Of noise the summary has no emissions: its days are judged, and no target of emissions. */
    cJSON *noise = json_of(program_run(NULL, "judge", file, "--out", f->folder, "--json", "--variant", "noise"));
    assert_string_equal(json_text(noise, "targets/0/board/0/results/2012/outcome"), "incomplete");
    assert_string_equal(json_text(noise, "targets/0/board/3/results/2026/outcome"), "not judgeable");
    assert_null(cJSON_GetObjectItem(noise, "run"));
    cJSON_Delete(noise);
    program_result said = program_run(NULL, "judge", file, "--out", f->folder, "--variant", "noise");
    assert_int_equal(said.code, 0);
    SAYS(said.said, "every day alike", "no emissions of this run", "variant noise: a run of noise");
    program_free(&said);
    /* --year is that of the observations; the run is judged in its own. */
    const char *old = write_table("old.csv", "city,date,PM25_ugm3\nShenyang,2014-01-06,50\n");
    cJSON *both =
        json_of(program_run(NULL, "judge", file, "--out", f->folder, "--json", "--obs", old, "--year", "2014"));
    assert_true(json_number(both, "run/observed_year") == 2014 && json_number(both, "targets/0/year") == 2020);
    assert_true(json_number(both, "places/0/years/0/aqi/2026/valid") == 3);
    cJSON_Delete(both);
    assert_refused(program_run(NULL, "judge", file, "--out", f->folder, "--obs", old), "nothing of the base year");
}

/* The case names the observations of its base: judge and targets project from them without --obs. */
static void base_of_the_case(const fixture *f) {
    const char *table = write_table("base.csv", "city,date,PM25_ugm3\nJinzhou,2014-01-06,60\n");
    char *text = NULL;
    assert_true(asprintf(&text, "%sevaluation:\n  base_observations: [%s]\n  base_observed_year: 2014\n", case_text,
                         table) > 0);
    const char *file = write_table("based.yaml", text);
    free(text);
    cJSON *said =
        json_of(program_run(NULL, "scenario", "targets", file, "--out", f->folder, "--variant", "base", "--json"));
    assert_true(json_number(said, "observed_year") == 2014);
    cJSON_Delete(said);
    said = json_of(program_run(NULL, "judge", file, "--out", f->folder, "--json"));
    assert_true(json_number(said, "run/observed_year") == 2014);
    cJSON_Delete(said);
}

/* A run of the fixture, 72 hours from local midnight: PM2.5 differs by city, ozone 40 and 80 ug/m3 ambient from 10 to
 * 18, which is one window of eight hours at the largest. */
static void test_a_run(void **state) {
    (void)state;
    fixture f;
    lt_obs_set set = {0};
    lt_judged all;
    lt_sites sites = {0};
    lt_city_weights *cities = NULL;
    fixture_create(&f, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    f.has_gases = true;
    fixture_conc(&f, "base");
    fixture_conc(&f, "noise");
    fixture_conc(&f, "boilers");
    lt_job job = f.job;
    job.variant = "base";
    assert_good(lt_sites_read_shipped(&sites));
    assert_good(lt_city_weights_create(f.grid, &sites, &cities));
    assert_good(lt_obs_of_run(&job, f.grid, cities, &set));
    assert_good(lt_judged_create(&set, LT_CLASS_II, NULL, &all));
    assert_int_equal(all.places.n, LT_N_CITY_VALUES);
    for (long k = 0; k < all.places.n; k++) {
        int first = 0, last = 0;
        assert_true(lt_judged_span(&all, &first, &last) && first == last);
        const lt_judged_year *year = lt_judged_year_of(&all, k, first);
        assert_non_null(year);
        assert_true(year->has == lt_all_six && year->has_ozone_hour);
        assert_true(year->index[LT_INDEX_2012].valid == FIXTURE_HOURS / 24);
        assert_int_equal(year->attainment[LT_LIMITS_2012].verdict, LT_ATTAINED_INCOMPLETE);
        const double mda8 = year->statistic[LT_INDEX_2012][LT_MEASURED_O3].percentile;
        const double so2 = year->statistic[LT_INDEX_2012][LT_MEASURED_SO2].mean;
        assert_near(mda8 / so2, 80.0 / 30.0, 1e-6); /* one state for all gases; fields are floats */
        assert_near(year->statistic[LT_INDEX_2012][LT_MEASURED_PM10].mean, 80, 1e-9);
    }
    lt_judged_free(&all);
    judge_by_program(&f);
    base_of_the_case(&f);
    lt_city_weights_free(cities);
    lt_sites_free(&sites);
    lt_obs_free(&set);
    fixture_free(&f);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_real_observations),
                                       cmocka_unit_test(test_days_and_counts_agree),
                                       cmocka_unit_test(test_words),
                                       cmocka_unit_test(test_bad_tables),
                                       cmocka_unit_test(test_bad_rules),
                                       cmocka_unit_test(test_a_run)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
