/* How ozone answers, on a small finished run of known answers: in summer less NOx raises ozone in Shenyang and lowers
 * it elsewhere, in winter it raises it everywhere; less VOC lowers it a little. */
#include "tests/unit/post_fixture.h"

#include "base/csv.h"
#include "postproc/reference_state.h"
#include "postproc/responses.h"
#include "postproc/table.h"
#include "postproc/text.h"
#include "tests/support/near.h"

enum { DAYS = 2, HOURS = 24 * DAYS, WINTER = 0, SUMMER = 1 };

static fixture f;
static lt_period periods[2];
static char *packages[] = {(char *)"nox-30", (char *)"voc-30"};
static lt_summary *summary;
static lt_responses *responses;
static lt_compositions *compositions;

static bool in_shenyang(long cell) {
    return f.grid->region_fraction[cell] > 0;
}

/* ug/m3 at ambient state; noise beside base 0.01. */
static double ozone(const char *variant, int period, long cell, long hour) {
    double base = 60 + 40 * sin(2 * 3.14159265358979 * (double)(hour - 9) / 24); /* most at 15, least at 3 */
    if (strcmp(variant, "noise") == 0) base += 0.01;
    if (strcmp(variant, "voc-30") == 0) base -= period == SUMMER ? 2 : 0.02;
    if (strcmp(variant, "nox-30") == 0) base += period == WINTER ? 2 : in_shenyang(cell) ? 5 : -3;
    return base;
}

static double nitrate(const char *variant, int period) {
    return 10 + (period == WINTER && strcmp(variant, "nox-30") == 0 ? 0.4 : 0);
}

/* Fields of the files. */
static const lt_field fields[] = {
    {"pm25", NULL, "ug m-3", "time y x", "t"},         {"o3", NULL, "ug m-3", "time y x", "t"},
    {"no2", NULL, "ug m-3", "time y x", "t"},          {"no2_column", NULL, "mol m-2", "time y x", "t"},
    {"hcho_column", NULL, "mol m-2", "time y x", "t"}, {"nitrate", NULL, "ug m-3", "time y x", "t"},
    {"pm_other", NULL, "ug m-3", "time y x", "t"}};
enum { N_FIELDS = sizeof fields / sizeof *fields };

static double value_of(const conc_file *c, int field, long cell, long hour) {
    const char *variant = c->job.variant;
    const int period = (int)(c->job.period - periods);
    const double less = strcmp(variant, "nox-30") == 0 ? 0.7 : 1;
    switch (field) {
    case 0:
        return 40 - (strcmp(variant, "nox-30") == 0 ? 1.2 : 0);
    case 1:
        return ozone(variant, period, cell, hour);
    case 2:
        return 20 * less;
    case 3:
        return 1e-4 * less;
    case 5: /* nitrate rises by 4 % of 10 when NOx falls by 30 % */
        return nitrate(variant, period);
    case 6: /* the rest of PM2.5 */
        return value_of(c, 0, cell, hour) - nitrate(variant, period);
    default:
        return in_shenyang(cell) ? 1e-4 : 5e-4;
    }
}

static void write_conc(const char *variant, int period) {
    conc_file c = {f.job, f.grid, fields, N_FIELDS, value_of, NULL};
    c.job.variant = variant;
    c.job.period = &periods[period];
    conc_end(&c, conc_begin(&c));
}

static int set_up(void **state) {
    (void)state;
    static const char *const variants[] = {"base", "noise", "nox-30", "voc-30"};
    fixture_create(&f, "", lt_time_from_civil(2020, 1, 9, 16, 0, 0));
    periods[WINTER] = periods[SUMMER] = f.period;
    periods[SUMMER].id = (char *)"summer";
    periods[SUMMER].start = lt_time_from_civil(2020, 7, 9, 16, 0, 0);
    for (int p = 0; p < 2; p++) {
        periods[p].length_s = HOURS * LT_HOUR;
        f.period = periods[p];
        fixture_met(&f, "");
        for (int v = 0; v < 4; v++) write_conc(variants[v], p);
    }
    for (int v = 0; v < 4; v++) fixture_tables(&f, variants[v]);
    f.setup.periods = (lt_list){periods, 2};
    f.setup.packages = (lt_list){packages, 2};
    assert_good(lt_summary_create(&f.job, f.grid, &summary));
    assert_good(lt_compositions_create(&f.job, f.grid, summary, &compositions));
    assert_non_null(compositions);
    assert_good(lt_responses_create(summary, compositions, f.grid, &responses));
    assert_non_null(responses);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    lt_responses_free(responses);
    lt_compositions_free(compositions);
    lt_summary_free(summary);
    fixture_free(&f);
    return 0;
}

/* What a microgram at 263.15 K and 100 m is at 298.15 K and 1013.25 hPa. */
static double factor(void) {
    return lt_state_factor(LT_STATE_REFERENCE, 263.15, lt_state_pressure(263.15, 100));
}

/* Of the sites of a city: one of Fushun shares a cell with Shenyang. */
static double share_of_shenyang(int city) {
    const lt_weights *sites = &summary->cities->of[city][LT_CITY_SITES];
    double share = 0;
    for (long q = 0; q < sites->n; q++) share += in_shenyang(sites->cell[q]) ? sites->weight[q] : 0;
    return share;
}

/* The concentrations are floats: 6e-8 of 100. */
static void answers_are_those_of_the_fields(void **state) {
    (void)state;
    const double rounding = 2e-5;
    double mean = 0;
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        const lt_response *nox = lt_responses_row(responses, 0, SUMMER, c);
        const bool shenyang = c == lt_city_find("Shenyang");
        const double share = share_of_shenyang(c), expected = 8 * share - 3;
        for (int v = LT_RESPONSE_MDA8; v <= LT_RESPONSE_NIGHT; v++) {
            assert_near(nox->delta[v], expected * factor(), rounding);
            assert_near(nox->noise[v], 0.01 * factor(), rounding);
            assert_int_equal(lt_response_sign(nox, (lt_response_value)v), expected > 0 ? '+' : '-');
        }
        assert_near(nox->up_share, shenyang, 1e-12);
        assert_near(nox->down_share, !shenyang, 1e-12);
        assert_near(nox->ratio[LT_INDICATOR_HCHO_NO2_COLUMN], 5 - 4 * share, 1e-6);
        mean += expected / LT_N_CITY_VALUES;
        assert_true(nox->origin[LT_RESPONSE_AFTERNOON] > nox->origin[LT_RESPONSE_NIGHT]);
        /* mean of sin over the hours 12 to 17 and 0 to 5 of the made day */
        double afternoon = 0, night = 0;
        for (int h = 0; h < 6; h++)
            afternoon += ozone("base", SUMMER, 0, 12 + h) / 6, night += ozone("base", SUMMER, 0, h) / 6;
        assert_near(nox->origin[LT_RESPONSE_AFTERNOON], afternoon * factor(), rounding);
        assert_near(nox->origin[LT_RESPONSE_NIGHT], night * factor(), rounding);
        /* 0.02 is less than three times the noise */
        assert_int_equal(lt_response_sign(lt_responses_row(responses, 1, WINTER, c), LT_RESPONSE_MDA8), '0');
        assert_int_equal(lt_response_sign(lt_responses_row(responses, 1, SUMMER, c), LT_RESPONSE_MDA8), '-');
    }
    const lt_response *all = lt_responses_row(responses, 0, SUMMER, LT_ALL_CITIES);
    assert_near(all->delta[LT_RESPONSE_MDA8], mean * factor(), rounding);
    assert_near(all->up_share + all->down_share, 1, 1e-12);
    assert_true(all->up_share > 0 && all->up_share < 0.5);
}

static const char *verdict_of(const lt_csv *table, const char *id, const char *column) {
    int key, value;
    assert_good(lt_csv_column(table, "id", &key));
    assert_good(lt_csv_column(table, column, &value));
    for (long row = 0; row < lt_csv_rows(table); row++)
        if (strcmp(lt_csv_text(table, row, key), id) == 0) return lt_csv_text(table, row, value);
    fail_msg("no row %s", id);
    return "";
}

static void beside_what_was_published(void **state) {
    (void)state;
    static const char *const expected[][3] = {
        {"O1", "13/13", "agrees"},       {"O2", "1/14", "differs"},       {"O3 Jan", NULL, "agrees"},
        {"O3 Jul", NULL, "agrees"},      {"O4", "-1.1:1", "differs"},     {"O5", NULL, "not judged"},
        {"S1", "-1.00 % (-)", "agrees"}, {"S2", "+1.33 % (+)", "agrees"}, {"S5", "", "no evidence"},
        {"gate 2", NULL, "agrees"},      {"gate 8", NULL, "agrees"}};
    char *text;
    lt_csv *table;
    assert_good(lt_responses_published_csv(responses, &text));
    assert_good(lt_csv_parse("published", text, &table));
    free(text);
    assert_int_equal(lt_csv_rows(table), sizeof expected / sizeof *expected);
    for (size_t n = 0; n < sizeof expected / sizeof *expected; n++) {
        assert_string_equal(verdict_of(table, expected[n][0], "verdict"), expected[n][2]);
        if (expected[n][1]) assert_string_equal(verdict_of(table, expected[n][0], "ours"), expected[n][1]);
    }
    lt_csv_free(table);
}

/* A change below three times its noise is no number, and none of half the area is "most of it". */
static void below_the_noise(void **state) {
    (void)state;
    lt_response *core = &responses->rows[WINTER][lt_city_find("Shenyang")],
                *all = &responses->rows[SUMMER][LT_ALL_CITIES];
    const lt_response kept_core = *core, kept_all = *all;
    char *text;
    lt_csv *table;
    core->noise[LT_RESPONSE_MDA8] = 1;
    all->noise[LT_RESPONSE_PM25] = all->origin[LT_RESPONSE_PM25] / 10; /* 10 %, a third of it, times three */
    all->up_share = 0.1, all->down_share = 0.4;
    assert_good(lt_responses_published_csv(responses, &text));
    assert_good(lt_csv_parse("published", text, &table));
    free(text);
    assert_string_equal(verdict_of(table, "gate 2", "ours"), "< 3 ug/m3 (0)");
    assert_string_equal(verdict_of(table, "gate 2", "verdict"), "no evidence");
    assert_string_equal(verdict_of(table, "S1", "ours"), "< 10 % (0)");
    assert_string_equal(verdict_of(table, "O3 Jul", "verdict"), "differs");
    assert_string_equal(verdict_of(table, "gate 8", "verdict"), "differs");
    lt_csv_free(table);
    *core = kept_core;
    *all = kept_all;
}

/* Both languages; the file of cities has a row a package, period and city, and one for the province. */
static void tables_say_it(void **state) {
    (void)state;
    static const char *const words[2][4] = {{"how ozone answers, summer", "Shenyang", "VOC-limited", "no evidence"},
                                            {"臭氧的响应，summer", "沈阳", "VOC控制", "无依据"}};
    char *text, *published;
    lt_csv *table;
    assert_good(lt_responses_csv(responses, &text));
    assert_good(lt_responses_published_csv(responses, &published));
    assert_good(lt_csv_parse("responses.csv", text, &table));
    assert_int_equal(lt_csv_rows(table), 2 * 2 * LT_N_RESPONSE_CITIES);
    lt_csv_free(table);
    for (int chinese = 0; chinese < 2; chinese++) {
        fixture_listen();
        assert_good(lt_responses_print(text, published, chinese));
        for (int w = 0; w < 4; w++) assert_non_null(strstr(fixture_said, words[chinese][w]));
        fixture_said_in_100_columns();
    }
    lt_log_set_sinks(NULL, NULL);
    free(text);
    free(published);
}

/* A case without packages has no answers. */
static void nothing_asked(void **state) {
    (void)state;
    lt_summary none = *summary;
    lt_responses *out;
    none.n_packages = 0;
    assert_good(lt_responses_create(&none, NULL, f.grid, &out));
    assert_null(out);
}

/* A winter of 90 days and a summer of 30: three quarters and one. All means over periods, of cities, cells, noise and
 * parts, and what the files say of it; without weights all alike. */
static void periods_can_weigh(void **state) {
    (void)state;
    static const lt_quantity mda8 = LT_QUANTITY_O3_MDA8;
    char *text;
    for (int weighs = 0; weighs < 2; weighs++) {
        periods[WINTER].weight = weighs ? 90 : 0;
        periods[SUMMER].weight = weighs ? 30 : 0;
        const double w = weighs ? 0.75 : 0.5, s = 1 - w;
        for (int c = 0; c < LT_N_CITY_VALUES; c += 5) {
            double delta[2], noise[2];
            for (int p = 0; p < 2; p++) {
                delta[p] = lt_summary_delta(summary, mda8, 0, p, c, LT_CITY_SITES);
                noise[p] = lt_summary_noise(summary, mda8, p, c);
            }
            assert_near(lt_summary_delta(summary, mda8, 0, -1, c, LT_CITY_SITES), w * delta[0] + s * delta[1], 1e-12);
            assert_near(lt_summary_noise(summary, mda8, -1, c), w * noise[0] + s * noise[1], 1e-12);
            assert_near(lt_compositions_delta(compositions, LT_COMPONENT_NITRATE, 0, -1, c), w * 0.4, 1e-6);
        }
        const double cell[2] = {lt_summary_cell_delta(summary, mda8, 0, 0, 700),
                                lt_summary_cell_delta(summary, mda8, 0, 1, 700)};
        assert_near(lt_summary_cell_delta(summary, mda8, 0, -1, 700), w * cell[0] + s * cell[1], 1e-12);
        assert_true(fabs(cell[0] - cell[1]) > 1);
        assert_good(lt_summary_csv(summary, &text));
        assert_non_null(
            strstr(text, weighs ? "# mean over the periods, weighted as the case says: winter 0.75, summer 0.25\n"
                                : "# mean over the periods, every period alike: winter 0.5, summer 0.5\n"));
        free(text);
        assert_good(lt_summary_json(summary, &text));
        cJSON *root = cJSON_Parse(text);
        const cJSON *first = cJSON_GetArrayItem(cJSON_GetObjectItem(root, "periods"), 0);
        assert_string_equal(lt_json_text(root, "period_weights"), weighs ? "case" : "alike");
        assert_near(lt_json_number(first, "weight"), w, 1e-15);
        fixture_listen();
        assert_good(lt_table_print(text, false));
        assert_non_null(strstr(fixture_said, weighs ? "(of the case): winter 75.0 %, summer 25.0 %"
                                                    : "(alike): winter 50.0 %, summer 50.0 %"));
        cJSON_Delete(root);
        free(text);
    }
    periods[WINTER].weight = periods[SUMMER].weight = 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(periods_can_weigh),
                                       cmocka_unit_test(answers_are_those_of_the_fields),
                                       cmocka_unit_test(beside_what_was_published),
                                       cmocka_unit_test(below_the_noise),
                                       cmocka_unit_test(tables_say_it),
                                       cmocka_unit_test(nothing_asked)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
