/* A base year between those of the tables: activity is a straight line, record by record, and every output says so. */
#include "inventory_fixture.h"

#include "inventory/controls.h"
#include "inventory/years.h"
#include "tests/support/tiny_case.h"

static const char LABEL[] = "2017: interpolated between 2014 and 2020 activity";

static void line_between_two_years(void **state) {
    (void)state;
    assert_true(lt_years_part(2014, 2020, 2014) == 0 && lt_years_part(2014, 2020, 1990) == 0);
    assert_true(lt_years_part(2014, 2020, 2020) == 1 && lt_years_part(2014, 2020, 2050) == 1);
    assert_true(lt_years_part(2014, 2020, 2017) == 0.5 && lt_years_part(2020, 2020, 2020) == 0);
    const double a = 0.1, b = 1e9 / 3;
    assert_true(lt_years_between(a, b, 0) == a && lt_years_between(a, b, 1) == b);
    assert_true(lt_years_between(a, a, 1.0 / 3) == a);
    assert_true(lt_years_between(2, 8, 0.5) == 5 && lt_years_between(8, 0, 0.25) == 6);
    lt_activity_years years = {2017, 2014, 2020};
    assert_string_equal(lt_years_label(&years, false), LABEL);
    assert_non_null(strstr(lt_years_label(&years, true), "2014年与2020年"));
    years.second = 2014;
    assert_string_equal(lt_years_label(&years, false), "2017: activity of 2014, the nearest year of the tables");
    years.year = 2014;
    assert_string_equal(lt_years_label(&years, false), "");
}

static const lt_source *row(const lt_ledger *ledger, const char *id) {
    const lt_source *s = lt_ledger_find(ledger, id);
    if (!s) fail_msg("no record %s", id);
    return s;
}

/* Rows of a user: both years, one year only, an empty cell; the capacity goes along. */
static void own_table(void **state) {
    (void)state;
    static const char head[] = "id,region,sector,process,technology,control,activity,unit,calendar,surrogate,profile,"
                               "source,capacity_tph,activity_2014%s\n"
                               "both,Dalian,heat,coal,grate_small,none,10,t,heating,urban,low_stack,me,7,40%s\n"
                               "gone,Anshan,heat,coal,grate_small,none,0,t,heating,urban,low_stack,me,,40%s\n"
                               "come,Fushun,heat,coal,grate_small,none,10,t,heating,urban,low_stack,me,,0%s\n"
                               "same,Benxi,heat,coal,grate_small,none,10,t,heating,urban,low_stack,me,,%s\n";
    static const int years[] = {2014, 2016, 2017, 2020, 2022};
    static const double want[][4] = {
        {40, 40, 0, 10}, {30, 80.0 / 3, 10.0 / 3, 10}, {25, 20, 5, 10}, {10, 0, 10, 10}, {10, 0, 10, 10}};
    char text[2048], path[] = "/tmp/lt-years-XXXXXX";
    assert_true(mkstemp(path) >= 0);
    snprintf(text, sizeof text, head, ",activity_2020", ",10", ",0", ",10", ",");
    fixture_write(path, text);
    snprintf(text, sizeof text, "ledger: %s\nneighbours: no\n", path);
    for (int y = 0; y < 5; y++) {
        lt_ledger *ledger;
        fixture_fail(fixture_section(text, years[y], &ledger));
        for (int k = 0; k < 4; k++) assert_near(ledger->sources[k].activity, want[y][k], 1e-14 * want[y][k]);
        assert_near(ledger->sources[0].capacity_tph, 7 * want[y][0] / 10, 1e-14 * 28);
        assert_true((strstr(ledger->sources[1].note, "interpolated") != NULL) ==
                    (years[y] == 2016 || years[y] == 2017));
        lt_ledger_free(ledger);
    }
    /* Of which year the column activity is, this table does not say. */
    char other[2048];
    snprintf(other, sizeof other, head, "", "", "", "", "");
    fixture_write(path, other);
    lt_ledger *ledger;
    fixture_fail(fixture_section(text, 2017, &ledger));
    assert_near(ledger->sources[0].activity, 10, 0);
    assert_string_equal(lt_years_label(&ledger->years, false), "");
    lt_ledger_free(ledger);
    unlink(path);
}

/* The shipped ledger of 2017: each record between those of 2014 and 2020. Rows that plants share have the plants that
 * had started by 2017, so their sums lie on the line, not the plants. */
static void shipped_tables(void **state) {
    (void)state;
    lt_ledger *before = fixture_whole_ledger(2014), *between = fixture_whole_ledger(2017),
              *after = fixture_whole_ledger(2020);
    double sum[3] = {0};
    long mixed = 0, only_one = 0;
    const lt_ledger *const ledgers[] = {before, between, after};
    for (long k = 0; k < between->n; k++) {
        const lt_source *s = &between->sources[k];
        if (!lt_region_is_liaoning(s->region)) continue;
        assert_non_null(strstr(s->note, LABEL));
        if (s->origin && s->origin[0] && s->is_point) continue;
        const double a = row(before, s->id)->activity, b = row(after, s->id)->activity, want = (a + b) / 2;
        assert_near(s->activity, want, 4e-16 * want); /* the share of the city is rounded twice on the right */
        mixed++;
        only_one += (a == 0) != (b == 0);
    }
    assert_true(mixed > 2000 && only_one > 100);
    for (int l = 0; l < 3; l++)
        for (long k = 0; k < ledgers[l]->n; k++)
            if (ledgers[l]->sources[k].origin && strcmp(ledgers[l]->sources[k].origin, "power_coal") == 0)
                sum[l] += ledgers[l]->sources[k].activity;
    assert_near(sum[0], 68.56e6, 1);
    assert_near(sum[1], (68.56e6 + 76e6) / 2, 1);
    assert_near(sum[2], 76e6, 1);
    assert_null(strstr(before->sources[0].note, "interpolated"));
    assert_null(strstr(after->sources[0].note, "interpolated"));
    for (int l = 0; l < 3; l++) lt_ledger_free((lt_ledger *)ledgers[l]);
}

/* Factors with parameters of a year: sulfur of petrol 50 and 10 ppm, so SO2 of 30; ships of stage 0 and I, of the
 * nearer year (the later where both are as near), with 2.4 and 0.5 % of sulfur. */
static void parameters_of_methods(void **state) {
    (void)state;
    static const int years[] = {2014, 2016, 2017, 2020, 2013, 2025};
    double car[6], so2[6], nox[6];
    for (int y = 0; y < 6; y++) {
        lt_ledger *ledger = fixture_ledger(years[y]);
        lt_source s = {.unit = "km"}, ship = {.unit = "t"};
        fixture_fail(lt_ledger_process(ledger, "road", "petrol", "small_car_IV", "none", &s));
        fixture_fail(lt_ledger_process(ledger, "transport", "bunker", "ships_slow", "none", &ship));
        car[y] = s.factor_kg[LT_SO2];
        so2[y] = ship.factor_kg[LT_SO2];
        nox[y] = ship.factor_kg[LT_NOX];
        lt_ledger_free(ledger);
    }
    assert_near(car[2], (car[0] + car[3]) / 2, 1e-15);
    assert_near(car[1], (2 * car[0] + car[3]) / 3, 1e-15);
    assert_near(so2[2], (so2[0] + so2[3]) / 2, 1e-12);
    assert_true(nox[0] != nox[3] && nox[1] == nox[0] && nox[2] == nox[3]);
    assert_true(car[4] == car[0] && car[5] == car[3] && nox[4] == nox[0] && nox[5] == nox[3]);
}

static void contains(const char *folder, const char *name, const char *words) {
    char path[1024], *text;
    snprintf(path, sizeof path, "%s/%s", folder, name);
    fixture_fail(lt_path_read_text(path, &text));
    if (!strstr(text, words)) fail_msg("%s does not say \"%s\"", name, words);
    free(text);
}

/* The whole road says it: ledger, case_effective.yaml, annual file, summary.json, the page. */
static void outputs_say_so(void **state) {
    (void)state;
    char folder[256], path[512], out[512];
    assert_true(files_make_folder(folder));
    tiny_case_write(folder, "base_year: 2020\n", "base_year: 2017\n", path);
    char *text;
    fixture_fail(lt_path_read_text(path, &text));
    char *plain = tiny_case_with(text, "packages: [boilers]\n", "model: {chemistry: off}\n");
    assert_true(files_write_text(path, plain));
    free(plain);
    free(text);
    snprintf(out, sizeof out, "%s/out", folder);
    tiny_case_run(path, out, "1");
    contains(out, "ledger_base.csv", LABEL);
    contains(out, "case_effective.yaml", "# 2017: interpolated between 2014 and 2020 activity\ncase: tiny");
    contains(out, "summary.json", "\"base_year_label_en\":\t\"2017: interpolated between 2014 and 2020 activity\"");
    contains(out, "report.html", LABEL);
    /* What is written there is a case again. */
    char made[4096];
    assert_true(files_join(made, out, "case_effective.yaml"));
    program_result result = program_run(NULL, "scenario", "apply", "boilers", "--case", made, "--json");
    assert_int_equal(result.code, 0);
    assert_non_null(strstr(result.said, "base_year_label_en"));
    program_free(&result);
    files_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(line_between_two_years), cmocka_unit_test(own_table),
                                       cmocka_unit_test(shipped_tables), cmocka_unit_test(parameters_of_methods),
                                       cmocka_unit_test(outputs_say_so)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
