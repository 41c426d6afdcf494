/* Co-control of CO2 and pollutants against numbers worked by hand: equivalents, coordinates, elasticity, coupling;
 * costs of measures and the marginal cost curve; the table of equivalents and bad costs are named. */
#include "test_package_fixture.h"
#include "tests/support/near.h"

#include "scenarios/cocontrol.h"

/* What is worked by hand is given to ten figures. */
static const double BY_HAND = 1e-9;

static lt_status weights_of(const char *rows, lt_equivalents *out) {
    char text[1024];
    snprintf(text, sizeof text, "pollutant,kg,low,high,mark,named_en,named_zh,source,note_en,note_zh\n%s", rows);
    return lt_equivalents_parse("w.csv", text, out);
}

static lt_cocontrol of_change(double so2, double nox, double tsp, double co2) {
    lt_equivalents weights;
    must(weights_of("SO2,0.5,0.5,0.5,V,a,b,s,,\nNOx,0.25,0.25,0.25,V,a,b,s,,\nTSP,2,2,4,S,a,b,s,,\n", &weights));
    double before[LT_N_QUANTITIES] = {0}, after[LT_N_QUANTITIES] = {0};
    before[LT_SO2] = 100, before[LT_NOX] = 200, before[LT_TSP] = 400, before[LT_CO2] = 10000;
    after[LT_SO2] = 100 - so2, after[LT_NOX] = 200 - nox, after[LT_TSP] = 400 - tsp, after[LT_CO2] = 10000 - co2;
    lt_cocontrol out;
    lt_cocontrol_of(&weights, before, after, &out);
    return out;
}

static void by_hand(void **state) {
    (void)state;
    const lt_cocontrol e = of_change(10, 20, 20, 500);
    /* 10 / 0.5 + 20 / 0.25 + 20 / 2 of 200 + 800 + 200; CO2 5 % */
    assert_near(e.equivalents, 110, 0);
    assert_near(e.equivalents_other, 105, 0);
    assert_near(e.part[LT_NOX], 80, 0);
    assert_near(e.equivalents_rate, 110.0 / 1200, 1e-15);
    assert_near(e.rate[LT_CO2], 0.05, 1e-15);
    assert_near(e.elasticity[LT_SO2], 2, 1e-14);
    assert_near(e.elasticity[LT_TSP], 1, 1e-14);
    assert_near(e.equivalents_elasticity, 1.8333333333, BY_HAND);
    assert_near(e.angle, 61.3895403340, BY_HAND * 100);
    assert_near(e.co2_per_equivalent, 4.5454545455, BY_HAND);
    assert_near(e.coupling, 0.9557692241, BY_HAND);
    assert_near(e.level, 0.0708333333, BY_HAND);
    assert_near(e.synergy, 0.2601928516, BY_HAND);
    assert_int_equal(e.quadrant, LT_QUADRANT_BOTH_FALL);
    assert_true(isnan(e.elasticity[LT_NH3])); /* none was emitted */
}

static void quadrants(void **state) {
    (void)state;
    static const struct {
        double so2, co2;
        lt_quadrant quadrant;
        double angle;
    } rows[] = {{10, -500, LT_QUADRANT_AIR_FALLS, 161.5650511771},
                {-10, -500, LT_QUADRANT_BOTH_RISE, -161.5650511771},
                {-10, 500, LT_QUADRANT_CO2_FALLS, -18.4349488229},
                {10, 0, LT_QUADRANT_AXIS_AIR, 90},
                {0, 500, LT_QUADRANT_AXIS_CO2, 0},
                {0, 0, LT_QUADRANT_NONE, NAN}};
    /* SO2 10: 20 of 1200 equivalents; CO2 500: 5 %; y / x = 1 / 3 */
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++) {
        const lt_cocontrol e = of_change(rows[k].so2, 0, 0, rows[k].co2);
        assert_int_equal(e.quadrant, rows[k].quadrant);
        if (isnan(rows[k].angle))
            assert_true(isnan(e.angle));
        else
            assert_near(e.angle, rows[k].angle, BY_HAND * 100);
        assert_true(isnan(e.synergy));
        assert_true(isnan(e.elasticity[LT_SO2]) == (rows[k].co2 == 0));
    }
    /* what the rounding of two sums can differ by is no change */
    assert_int_equal(of_change(0, 0, 0, 10000 * 0x1p-50).quadrant, LT_QUADRANT_NONE);
}

static void refuse_table(const char *rows, const char *word) {
    lt_equivalents out;
    BAD_INPUT(weights_of(rows, &out), word, "w.csv:");
}

/* Annex 2 of the Environmental Protection Tax Law: a plant that emits 160 t of SO2, 228 of NOx, 45 of soot and 20 of CO
 * has 168421.05, 240000, 20642.20 and 1197.60 equivalents (an example of the training book for tax advisers). */
static void the_law(void **state) {
    (void)state;
    lt_equivalents law;
    double kt[LT_N_QUANTITIES] = {0}, sum = 168421.05 + 240000 + 20642.20 + 1197.60;
    assert_int_equal(lt_equivalents_read(&law), LT_OK);
    kt[LT_SO2] = 0.160, kt[LT_NOX] = 0.228, kt[LT_TSP] = 0.045, kt[LT_CO] = 0.020;
    assert_near(1e6 * lt_equivalents_sum(&law, kt), sum, 4 * 0.005);
    refuse_table("SO4,1,1,1,V,a,b,s,,\n", "no pollutant");
    refuse_table("CO2,1,1,1,V,a,b,s,,\n", "no pollutant");
    refuse_table("SO2,1,1,1,V,a,b,s,,\nSO2,1,1,1,V,a,b,s,,\n", "stands twice");
    refuse_table("SO2,1,2,3,V,a,b,s,,\n", "outside its range");
    refuse_table("SO2,0,0,3,V,a,b,s,,\n", "outside its range");
    refuse_table("SO2,1,1,1,A,a,b,s,,\n", "has no mark");
}

/* --- costs --- */

#define COST(text) "costs:\n  - {" text ", meaning_en: m, meaning_zh: m}\n"
static lt_status parse(const char *costs, lt_measure **out) {
    char text[4096];
    snprintf(text, sizeof text, "id: m\n%s  - {do: scale_activity, factor: 50 %%}\n%s", HEAD, costs);
    return lt_measure_parse("m.yaml", text, out);
}

static void costs_by_hand(void **state) {
    (void)state;
    lt_measure *measure;
    double less[LT_N_QUANTITIES] = {0};
    assert_int_equal(parse("costs:\n  - {value: 1e8 yuan/year, range: [8e7 yuan/year, 1.2e8 yuan/year], mark: S, "
                           "source: s, meaning_en: m, meaning_zh: m}\n"
                           "  - {value: 5000 yuan/t, range: [4000 yuan/t, 7000 yuan/t], of: SO2, mark: R, source: s, "
                           "meaning_en: m, meaning_zh: m}\n",
                           &measure),
                     LT_OK);
    measure->strength = 0.5;
    less[LT_SO2] = 2; /* kt: half of 100 million, and 2000 t at 5000 yuan */
    lt_money money = lt_cost_of(measure, less);
    assert_true(money.given);
    assert_near(money.value, 60, 1e-13);
    assert_near(money.low, 48, 1e-13);
    assert_near(money.high, 74, 1e-13);
    assert_string_equal(money.mark, "R");
    less[LT_SO2] = -1; /* a cost per t less of what grows is not known */
    assert_true(isnan(lt_cost_of(measure, less).value));
    lt_measure_free(measure);
    assert_int_equal(parse("", &measure), LT_OK);
    money = lt_cost_of(measure, less);
    assert_true(!money.given && isnan(money.value));
    lt_measure_free(measure);
}

static void curve_by_hand(void **state) {
    (void)state;
    const lt_money cost[] = {{60, 48, 74, true, "R"},    {10, 10, 10, true, "S"}, {30, 15, 60, true, "S"},
                             {NAN, NAN, NAN, false, ""}, {5, 5, 5, true, "S"},    {-4, -4, -4, true, "D"}};
    const double reduction[] = {2, 1, 5, 3, -1, 2};
    static const struct {
        long measure;
        double unit, from, to;
    } want[] = {{5, -2, 0, 2}, {2, 6, 2, 7}, {1, 10, 7, 8}, {0, 30, 8, 10}};
    lt_curve_step steps[6];
    assert_int_equal(lt_cost_curve(cost, reduction, 6, steps), 4);
    for (int k = 0; k < 4; k++) {
        assert_int_equal(steps[k].measure, want[k].measure);
        assert_near(steps[k].unit, want[k].unit, 0);
        assert_near(steps[k].from, want[k].from, 0);
        assert_near(steps[k].to, want[k].to, 0);
    }
    assert_true(steps[1].low == 3 && steps[1].high == 12);
}

static void refuse_cost(const char *costs, const char *word) {
    lt_measure *measure;
    BAD_INPUT(parse(costs, &measure), word, "m.yaml");
}

static void bad_costs(void **state) {
    (void)state;
    refuse_cost(COST("value: 5000 yuan/t, range: [4000 yuan/t, 7000 yuan/t], of: SO2, mark: A, source: s"), "mark");
    refuse_cost(COST("value: 5000 yuan/t, range: [4000 yuan/t, 7000 yuan/t], of: SO2, mark: S"), "source");
    refuse_cost(COST("value: 5000 yuan/t, range: [4000 yuan/t, 7000 yuan/t], of: SO3, mark: S, source: s"),
                "unknown pollutant");
    refuse_cost(COST("value: 5000 yuan/t, range: [4000 yuan/t, 7000 yuan/t], mark: S, source: s"),
                "names what it is of");
    refuse_cost(COST("value: 5 yuan/year, range: [4 yuan/year, 7 yuan/year], of: SO2, mark: S, source: s"),
                "names what it is of");
    refuse_cost(COST("value: 5000 yuan/t, range: [6000 yuan/t, 7000 yuan/t], of: SO2, mark: S, source: s"),
                "does not enclose");
    refuse_cost(COST("value: 5000 yuan/t, range: [6000 yuan/t], of: SO2, mark: S, source: s"), "range");
    refuse_cost(COST("value: 5000 yuan/t, range: [4000 yuan/kg, 7000 yuan/t], of: SO2, mark: S, source: s"),
                "one unit of cost");
    refuse_cost(COST("value: 5000, range: [4000, 7000], of: SO2, mark: S, source: s"), "one unit of cost");
    refuse_cost(COST("value: 5000 yuan/t, range: [4000 yuan/t, 7000 yuan/t], off: SO2, mark: S, source: s"), "off");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand),       cmocka_unit_test(quadrants),     cmocka_unit_test(the_law),
        cmocka_unit_test(costs_by_hand), cmocka_unit_test(curve_by_hand), cmocka_unit_test(bad_costs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
