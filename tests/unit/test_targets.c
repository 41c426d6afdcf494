/* Targets of the documents, facts, the projection of observations, the band of uncertainty: by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "postproc/judgement/anchored.h"
#include "postproc/judgement/band.h"
#include "postproc/judgement/facts.h"
#include "postproc/judgement/judge_run.h"
#include "tests/support/near.h"

#include <math.h>
#include <string.h>

#define GOOD(call) assert_int_equal((call), LT_OK)

static lt_targets targets;

static int set_up(void **state) {
    (void)state;
    return lt_targets_read(NULL, &targets) == LT_OK ? 0 : -1;
}
static int tear_down(void **state) {
    (void)state;
    lt_targets_free(&targets);
    return 0;
}

static const lt_target *target(const char *id) {
    for (long k = 0; k < targets.n; k++)
        if (strcmp(targets.items[k].id, id) == 0) return &targets.items[k];
    fail_msg("no target %s", id);
    return NULL;
}

/* Every row of the plan catalogue that is a target (TGT) has at least one row here. */
static void test_all_rows_of_the_catalogue(void **state) {
    (void)state;
    static const char *const rows[] = {"P-03a", "P-03b", "P-03c", "P-03d", "P-03e", "P-03f", "P-03g", "P-03h",
                                       "P-24",  "W-01a", "W-01b", "W-01c", "W-01d", "W-01e", "W-02f", "J-3.1",
                                       "J-3.2", "J-3.3", "C-1a",  "C-2a",  "C-3a",  "S-3a",  "S-3b"};
    for (size_t q = 0; q < sizeof rows / sizeof *rows; q++) {
        long n = 0;
        for (long k = 0; k < targets.n; k++) n += strcmp(targets.items[k].catalogue, rows[q]) == 0;
        if (n == 0) print_error("no target of the row %s\n", rows[q]);
        assert_true(n > 0);
    }
    assert_true(target("P-03a")->value == 34.0 && strcmp(target("P-03b")->force, "about") == 0);
    assert_true(target("J-3.1-2020")->value == 43 && strcmp(target("J-3.1-2020")->force, "strive") == 0);
}

static lt_fact fact(lt_target_quantity quantity, const char *pollutant, const char *region, double value) {
    lt_fact out = {.quantity = quantity, .year = 2025, .any_regime = true, .value = value, .complete = true};
    strcpy(out.pollutant, pollutant);
    strcpy(out.region, region);
    return out;
}

static void test_at_most_and_at_least(void **state) {
    (void)state;
    lt_fact one = fact(LT_TARGET_CONCENTRATION, "PM2.5", "province", 34.0);
    lt_target_result r = lt_target_judge(target("P-03a"), &one, 1, LT_INDEX_2012);
    assert_true(r.outcome == LT_PASS && r.margin == 0 && !r.other_year);
    one.value = 34.4; /* not rounded to 34 */
    r = lt_target_judge(target("P-03a"), &one, 1, LT_INDEX_2026);
    assert_int_equal(r.outcome, LT_FAIL);
    assert_near(r.margin, -0.4, 1e-12);
    one.complete = false;
    r = lt_target_judge(target("P-03a"), &one, 1, LT_INDEX_2012);
    assert_true(r.outcome == LT_INCOMPLETE && !r.would_pass && r.why == LT_WHY_NO_YEAR);
    one = fact(LT_TARGET_GOOD_DAYS, "AQI", "province", 88.3);
    one.any_regime = false;
    one.regime = LT_INDEX_2012;
    one.year = 2014;
    r = lt_target_judge(target("P-03b"), &one, 1, LT_INDEX_2012);
    assert_true(r.outcome == LT_PASS && r.other_year && r.year == 2014);
    r = lt_target_judge(target("P-03b"), &one, 1, LT_INDEX_2026); /* a fact of the other regime is none */
    assert_true(r.outcome == LT_NOT_JUDGEABLE && r.why == LT_WHY_NO_FACT && isnan(r.margin));
    one.value = 88.2;
    assert_int_equal(lt_target_judge(target("P-03b"), &one, 1, LT_INDEX_2012).outcome, LT_FAIL);
    r = lt_target_judge(target("W-01c"), &one, 1, LT_INDEX_2012);
    assert_true(r.outcome == LT_NOT_JUDGEABLE && r.why == LT_WHY_NO_NUMBER);
}

/* -10 % of 621 kt: 558.9 is kept; -62.1 kt is the same mass here. */
static void test_changes(void **state) {
    (void)state;
    lt_fact facts[2] = {fact(LT_TARGET_EMISSION, "NOx", "province", 558.9),
                        fact(LT_TARGET_EMISSION, "NOx", "province", 621)};
    lt_target_result r = lt_target_judge(target("P-03d"), facts, 1, LT_INDEX_2012);
    assert_true(r.outcome == LT_NOT_JUDGEABLE && r.why == LT_WHY_NO_BASE);
    strcpy(facts[1].base, "2020");
    r = lt_target_judge(target("P-03d"), facts, 2, LT_INDEX_2012);
    assert_int_equal(r.outcome, LT_PASS);
    assert_near(r.value, -10, 1e-12);
    r = lt_target_judge(target("W-01e-nox"), facts, 2, LT_INDEX_2012);
    assert_int_equal(r.outcome, LT_PASS);
    assert_near(r.value, -62.1, 1e-10);
    facts[0].value = 570;
    r = lt_target_judge(target("P-03d"), facts, 2, LT_INDEX_2026);
    assert_int_equal(r.outcome, LT_FAIL);
    assert_near(r.margin, -10 + 51 * 100 / 621.0, 1e-12);
    facts[1].value = 0; /* a base of nothing has no share */
    assert_int_equal(lt_target_judge(target("P-03d"), facts, 2, LT_INDEX_2012).why, LT_WHY_NO_BASE);
}

/* Province: mean of the 14; key cities: of nine; without one of them there is no such fact. */
static void test_facts_of_cities(void **state) {
    (void)state;
    double value[LT_N_CITY_VALUES];
    lt_facts facts = {0}, more = {0}, mean = {0};
    double key = 0;
    for (int c = 0; c < LT_N_CITY_VALUES; c++) value[c] = 30 + c;
    for (int k = 0; k < LT_N_KEY_CITIES; k++) key += value[lt_city_find(lt_key_cities[k])] / LT_N_KEY_CITIES;
    GOOD(lt_facts_of_concentrations(value, LT_MEASURED_PM25, 2025, "", true, &facts));
    assert_int_equal(facts.n, 16);
    assert_near(lt_target_judge(target("P-03a"), facts.items, facts.n, LT_INDEX_2012).value, 36.5, 1e-12);
    /* key cities against 2016-2020: base 1.25 times as large */
    for (int c = 0; c < LT_N_CITY_VALUES; c++) value[c] *= 1.25;
    for (int y = 0; y < 2; y++) GOOD(lt_facts_of_concentrations(value, LT_MEASURED_PM25, 2016 + y, "", true, &more));
    lt_facts each[2] = {{.items = more.items, .n = 16}, {.items = more.items + 16, .n = 16}};
    GOOD(lt_facts_mean(each, 2, "2016-2020", &mean));
    assert_int_equal(mean.n, 16);
    for (long k = 0; k < mean.n; k++) GOOD(lt_facts_add(&facts, &mean.items[k]));
    const lt_target_result r = lt_target_judge(target("P-03f"), facts.items, facts.n, LT_INDEX_2012);
    assert_int_equal(r.outcome, LT_PASS); /* exactly -20 % */
    assert_near(r.value, -20, 1e-10);
    assert_near(r.fact, key, 1e-12);
    lt_facts_free(&facts);
    value[3] = NAN;
    GOOD(lt_facts_of_concentrations(value, LT_MEASURED_PM25, 2025, "", true, &facts));
    assert_int_equal(facts.n, 13); /* Fushun is one of the nine */
    lt_facts_free(&facts);
    lt_facts_free(&more);
    lt_facts_free(&mean);
}

static const char summary[] =
    "{\"base_year\":2020,\"reference\":\"ref\",\"emissions_kt\":{\"base\":{\"NOx\":600,\"CO2\":1},\"ref\":{\"NOx\":560}"
    ","
    "\"pack\":{\"NOx\":530}},\"cities\":[{\"name_en\":\"Jinzhou\",\"pm25_base_ugm3\":50,\"packages\":{\"ref\":{"
    "\"pm25_delta_ugm3\":-2},\"pack\":{\"pm25_delta_ugm3\":-6}}}]}";

static lt_status facts_of(const char *text, const char *package, lt_facts *out) {
    cJSON *root = cJSON_Parse(text);
    const lt_status status = lt_facts_of_summary(root, package, 2025, out);
    cJSON_Delete(root);
    return status;
}

/* A package acts on the reference: 50 - 2 - 6 = 42 ug/m3; emissions are whole sums. */
static void test_facts_of_a_run(void **state) {
    (void)state;
    lt_facts facts = {0};
    GOOD(facts_of(summary, "pack", &facts));
    lt_target_result r = lt_target_judge(target("J-3.1-2020"), facts.items, facts.n, LT_INDEX_2012);
    assert_true(r.outcome == LT_INCOMPLETE && r.value == 42 && r.would_pass && r.other_year);
    r = lt_target_judge(target("P-03d"), facts.items, facts.n, LT_INDEX_2012);
    assert_int_equal(r.outcome, LT_PASS);
    assert_near(r.value, -70 / 6.0, 1e-12);
    lt_facts_free(&facts);
    GOOD(facts_of(summary, "ref", &facts));
    assert_near(lt_target_judge(target("J-3.1-2018"), facts.items, facts.n, LT_INDEX_2012).value, 48, 1e-12);
    assert_int_equal(lt_target_judge(target("P-03d"), facts.items, facts.n, LT_INDEX_2012).outcome, LT_FAIL);
    lt_facts_free(&facts);
    assert_int_equal(facts_of(summary, "none", &facts), LT_ERR_INPUT);
    assert_int_equal(facts_of("{}", NULL, &facts), LT_ERR_INPUT);
    lt_error_clear();
    lt_facts_free(&facts);
}

/* Observed 30 + c, complete; the model halves 20 to 10 everywhere, but Benxi (4), where 1 becomes 0 below the floor of
 * 1.75: 34 (1 - 1 / 1.75). */
static void test_anchored_facts(void **state) {
    (void)state;
    double observed[LT_N_CITY_VALUES], base[LT_N_CITY_VALUES], package[LT_N_CITY_VALUES], sum = 0;
    lt_facts facts[3] = {{0}}, out = {0};
    lt_standards standards;
    GOOD(lt_standards_read(NULL, &standards));
    for (int c = 0; c < LT_N_CITY_VALUES; c++) {
        observed[c] = 30 + c, base[c] = c == 4 ? 1 : 20, package[c] = c == 4 ? 0 : 10;
        sum += c == 4 ? 34 * (1 - 1 / 1.75) : (30 + c) / 2.0;
    }
    GOOD(lt_facts_of_concentrations(observed, LT_MEASURED_PM25, 2024, "", true, &facts[0]));
    GOOD(lt_facts_of_concentrations(base, LT_MEASURED_PM25, 2020, "", false, &facts[1]));
    GOOD(lt_facts_of_concentrations(package, LT_MEASURED_PM25, 0, "", false, &facts[2]));
    GOOD(lt_facts_anchored(&standards, &facts[0], &facts[1], &facts[2], 0, &out));
    assert_int_equal(out.n, 16);
    const lt_target_result r = lt_target_judge(target("P-03a"), out.items, out.n, LT_INDEX_2012);
    assert_true(r.outcome == LT_PASS && !r.other_year && r.mark == 'A');
    assert_near(r.value, sum / LT_N_CITY_VALUES, 1e-12);
    lt_facts_free(&out);
    facts[1].n = 3; /* of three cities only: no mean of the province */
    GOOD(lt_facts_anchored(&standards, &facts[0], &facts[1], &facts[2], 0, &out));
    assert_int_equal(out.n, 3);
    lt_facts_free(&out);
    for (int k = 0; k < 3; k++) lt_facts_free(&facts[k]);
}

static void test_projection(void **state) {
    (void)state;
    lt_anchored p = lt_anchor(40, 50, 45, 1.75); /* 40 x 45 / 50 */
    assert_near(p.value, 36, 1e-13);
    assert_true(!p.floored);
    p = lt_anchor(40, 50, 50, 1.75);
    assert_true(p.value == 40 && p.ratio == 1);
    /* below the floor: 10 (1 + (2 - 1) / 4) = 12.5, where the ratio alone would have doubled it */
    p = lt_anchor(10, 1, 2, 4);
    assert_true(p.floored && p.value == 12.5);
    assert_true(lt_anchor(10, 0, 0, 4).value == 10);
    /* the two forms meet at the floor; nothing becomes negative; more pollution never lowers it */
    assert_near(lt_anchor(10, 4 - 1e-9, 3, 4).value, lt_anchor(10, 4, 3, 4).value, 1e-8);
    for (double base = 0; base < 8; base += 0.125) {
        double before = -1;
        for (double package = 0; package < 8; package += 0.125) {
            const double value = lt_anchor(10, base, package, 4).value;
            assert_true(value >= 0 && value > before);
            before = value;
        }
    }
    assert_true(isnan(lt_anchor(NAN, 1, 1, 1).value) && isnan(lt_anchor(1, -1, 1, 1).value) &&
                isnan(lt_anchor(1, 1, NAN, 1).value));
    double days[3] = {10, NAN, 20};
    lt_anchor_days(days, 3, 0.5, days);
    assert_true(days[0] == 5 && isnan(days[1]) && days[2] == 10);
}

/* Draws 1, 2, 3, 4: s = sqrt(5/3). Periods 2, 4 of equal weight: s / sqrt(2) = 1. Weights 3 to 1: m = 2.5, (9/16 x 0.25
 * + 1/16 x 2.25) / (1 - 10/16) = 0.75. */
static void test_band(void **state) {
    (void)state;
    static const double draws[] = {1, NAN, 2, 3, 4}, periods[] = {2, 4}, weights[] = {3, 1};
    lt_band_part part[LT_N_BAND_PARTS];
    part[LT_BAND_INVENTORY] = lt_band_of_draws(draws, 5);
    assert_near(part[LT_BAND_INVENTORY].sigma, sqrt(5.0 / 3), 1e-14);
    assert_int_equal(part[LT_BAND_INVENTORY].n, 4);
    assert_near(lt_band_of_weather(periods, weights, 2).sigma, sqrt(0.75), 1e-14);
    part[LT_BAND_WEATHER] = lt_band_of_weather(periods, NULL, 2);
    assert_near(part[LT_BAND_WEATHER].sigma, 1, 1e-14);
    part[LT_BAND_MODEL] = lt_band_of_model(-10, 0.2, 31);
    assert_near(part[LT_BAND_MODEL].sigma, 2, 1e-14);
    lt_band band = lt_band_of(3, part, 0);
    assert_near(band.sigma, sqrt(5.0 / 3 + 1 + 4), 1e-14);
    assert_near(band.high, 3 + 1.959963984540054 * band.sigma, 1e-13);
    assert_true(band.low == 0 && band.missing == 0);
    assert_near(band.share[0] + band.share[1] + band.share[2], 1, 1e-14);
    assert_near(band.share[LT_BAND_MODEL], 4 / (5.0 / 3 + 5), 1e-14);
    part[LT_BAND_WEATHER] = lt_band_of_weather(periods, NULL, 1); /* one period says nothing of weather */
    part[LT_BAND_MODEL] = lt_band_of_model(10, NAN, 31);
    band = lt_band_of(3, part, -INFINITY);
    assert_int_equal(band.missing, 1u << LT_BAND_WEATHER | 1u << LT_BAND_MODEL);
    assert_near(band.sigma, sqrt(5.0 / 3), 1e-14);
    assert_near(band.low, 3 - 1.959963984540054 * band.sigma, 1e-13);
    assert_true(isnan(band.share[LT_BAND_MODEL]) && band.share[LT_BAND_INVENTORY] == 1);
    part[LT_BAND_INVENTORY] = lt_band_of_draws(draws, 1);
    band = lt_band_of(3, part, 0);
    assert_true(band.missing == 7 && isnan(band.sigma) && isnan(band.low) && isnan(band.high));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_rows_of_the_catalogue),
                                       cmocka_unit_test(test_at_most_and_at_least),
                                       cmocka_unit_test(test_changes),
                                       cmocka_unit_test(test_facts_of_cities),
                                       cmocka_unit_test(test_facts_of_a_run),
                                       cmocka_unit_test(test_projection),
                                       cmocka_unit_test(test_anchored_facts),
                                       cmocka_unit_test(test_band)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
