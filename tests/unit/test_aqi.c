/* IAQI and AQI of both regimes: at every breakpoint and just beside it, between them by hand, what ties, what is
 * missing, what lies above a scale. The breakpoints stand here a second time, as standards.csv must not be its own
 * witness. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "postproc/judgement/aqi.h"
#include "tests/support/near.h"

#include <math.h>
#include <string.h>

static lt_standards standards;
static const double iaqi[] = {0, 50, 100, 150, 200, 300, 400, 500};
typedef struct scale_of {
    lt_measured species;
    lt_averaging average;
    int n;
    double by_2012[8], by_2026[8];
} scale_of;
static const scale_of scales[] = {
    {LT_MEASURED_SO2,
     LT_AVERAGE_DAY,
     8,
     {0, 50, 150, 475, 800, 1600, 2100, 2620},
     {0, 50, 150, 475, 800, 1600, 2100, 2620}},
    {LT_MEASURED_SO2, LT_AVERAGE_HOUR, 5, {0, 150, 500, 650, 800}, {0, 150, 500, 650, 800}},
    {LT_MEASURED_NO2, LT_AVERAGE_DAY, 8, {0, 40, 80, 180, 280, 565, 750, 940}, {0, 40, 80, 180, 280, 565, 750, 940}},
    {LT_MEASURED_NO2,
     LT_AVERAGE_HOUR,
     8,
     {0, 100, 200, 700, 1200, 2340, 3090, 3840},
     {0, 100, 200, 700, 1200, 2340, 3090, 3840}},
    {LT_MEASURED_PM10, LT_AVERAGE_DAY, 8, {0, 50, 150, 250, 350, 420, 500, 600}, {0, 50, 120, 250, 350, 420, 500, 600}},
    {LT_MEASURED_CO, LT_AVERAGE_DAY, 8, {0, 2, 4, 14, 24, 36, 48, 60}, {0, 2, 4, 14, 24, 36, 48, 60}},
    {LT_MEASURED_CO, LT_AVERAGE_HOUR, 8, {0, 5, 10, 35, 60, 90, 120, 150}, {0, 5, 10, 35, 60, 90, 120, 150}},
    {LT_MEASURED_O3,
     LT_AVERAGE_HOUR,
     8,
     {0, 160, 200, 300, 400, 800, 1000, 1200},
     {0, 160, 200, 300, 400, 800, 1000, 1200}},
    {LT_MEASURED_O3, LT_AVERAGE_8H, 6, {0, 100, 160, 215, 265, 800}, {0, 100, 160, 215, 265, 800}},
    {LT_MEASURED_PM25, LT_AVERAGE_DAY, 8, {0, 35, 75, 115, 150, 250, 350, 500}, {0, 35, 60, 115, 150, 250, 350, 500}}};
enum { N_SCALES = sizeof scales / sizeof *scales };

static int set_up(void **state) {
    (void)state;
    return lt_standards_read(NULL, &standards) == LT_OK ? 0 : -1;
}

static int by_2012(lt_measured p, lt_averaging a, double c) {
    return lt_iaqi_by(&standards, LT_INDEX_2012, p, a, c);
}
static int by_2026(lt_measured p, lt_averaging a, double c) {
    return lt_iaqi_by(&standards, LT_INDEX_2026, p, a, c);
}

/* At a breakpoint its index; a millionth above it the next integer, for nothing is rounded before; a millionth below it
 * still the index, for it is rounded up (the flattest scale has 0.088 of an index in a ug/m3). */
static void test_2012_at_every_breakpoint_and_beside(void **state) {
    (void)state;
    for (int q = 0; q < N_SCALES; q++)
        for (int k = 0; k < scales[q].n; k++) {
            const double c = scales[q].by_2012[k];
            const lt_measured p = scales[q].species;
            const lt_averaging a = scales[q].average;
            assert_int_equal(by_2012(p, a, c), (int)iaqi[k]);
            if (k > 0) assert_int_equal(by_2012(p, a, c - 1e-6), (int)iaqi[k]);
            if (k + 1 < scales[q].n) assert_int_equal(by_2012(p, a, c + 1e-6), (int)iaqi[k] + 1);
        }
}

/* One unit of what is reported (1 ug/m3, 0.1 mg/m3) beside it, by the formula over whole numbers; less than half a unit
 * changes nothing, for the concentration is rounded first. */
static void test_2026_at_every_breakpoint_and_beside(void **state) {
    (void)state;
    for (int q = 0; q < N_SCALES; q++)
        for (int k = 0; k < scales[q].n; k++) {
            const lt_measured p = scales[q].species;
            const lt_averaging a = scales[q].average;
            const double *b = scales[q].by_2026, unit = p == LT_MEASURED_CO ? 0.1 : 1;
            assert_int_equal(by_2026(p, a, b[k]), (int)iaqi[k]);
            assert_int_equal(by_2026(p, a, b[k] + 0.49 * unit), (int)iaqi[k]);
            if (k > 0) assert_int_equal(by_2026(p, a, b[k] - 0.49 * unit), (int)iaqi[k]);
            if (k + 1 < scales[q].n) {
                /* in whole units: no last bits */
                const long width = lround((b[k + 1] - b[k]) / unit), step = lround(iaqi[k + 1] - iaqi[k]);
                assert_int_equal(by_2026(p, a, b[k] + unit), (int)(iaqi[k] + (double)((step + width - 1) / width)));
                assert_int_equal(by_2026(p, a, b[k + 1] - unit),
                                 (int)(iaqi[k] + (double)((step * (width - 1) + width - 1) / width)));
            }
        }
}

static void test_monotonic(void **state) {
    (void)state;
    for (int rules = 0; rules < LT_N_INDEX; rules++)
        for (int q = 0; q < N_SCALES; q++) {
            const double top = scales[q].by_2012[scales[q].n - 1];
            int before = 0;
            for (int k = 0; k <= 20000; k++) {
                const int now = lt_iaqi_by(&standards, (lt_index_rules)rules, scales[q].species, scales[q].average,
                                           top * k / 20000);
                assert_true(now >= before);
                before = now;
            }
            assert_int_equal(before, (int)iaqi[scales[q].n - 1]);
        }
}

/* Worked by hand: PM2.5 36.6: 50 + 50 x 1.6 / 40 = 52 exactly; PM10 171: 100 + 50 x 21 / 100 = 110.5 -> 111, by 2026
 * 100 + 50 x 51 / 130 = 119.6 -> 120; CO 2.04 -> 2.0 -> 50, by 2012 50 + 50 x 0.04 / 2 = 51. */
static void test_between_by_hand(void **state) {
    (void)state;
    assert_int_equal(by_2012(LT_MEASURED_PM25, LT_AVERAGE_DAY, 36.6), 52);
    assert_int_equal(by_2012(LT_MEASURED_PM10, LT_AVERAGE_DAY, 171), 111);
    assert_int_equal(by_2026(LT_MEASURED_PM10, LT_AVERAGE_DAY, 171), 120);
    assert_int_equal(by_2012(LT_MEASURED_CO, LT_AVERAGE_DAY, 2.04), 51);
    assert_int_equal(by_2026(LT_MEASURED_CO, LT_AVERAGE_DAY, 2.04), 50);
    /* days of 61 to 75 and 121 to 150 ug/m3 are good by 2012 and not by 2026 */
    for (int c = 61; c <= 75; c++) assert_true(by_2012(LT_MEASURED_PM25, LT_AVERAGE_DAY, c) <= 100);
    for (int c = 61; c <= 75; c++) assert_true(by_2026(LT_MEASURED_PM25, LT_AVERAGE_DAY, c) > 100);
    for (int c = 121; c <= 150; c++) assert_true(by_2012(LT_MEASURED_PM10, LT_AVERAGE_DAY, c) <= 100);
    for (int c = 121; c <= 150; c++) assert_true(by_2026(LT_MEASURED_PM10, LT_AVERAGE_DAY, c) > 100);
}

static void test_above_the_scale_and_nothing(void **state) {
    (void)state;
    assert_int_equal(by_2012(LT_MEASURED_PM25, LT_AVERAGE_DAY, 900), 500);
    assert_int_equal(by_2026(LT_MEASURED_PM25, LT_AVERAGE_DAY, 900), 500);
    assert_int_equal(by_2012(LT_MEASURED_SO2, LT_AVERAGE_HOUR, 801), LT_NO_INDEX);
    assert_int_equal(by_2026(LT_MEASURED_SO2, LT_AVERAGE_HOUR, 801), 200);
    assert_int_equal(by_2012(LT_MEASURED_O3, LT_AVERAGE_8H, 801), LT_NO_INDEX);
    assert_int_equal(by_2026(LT_MEASURED_O3, LT_AVERAGE_8H, 801), 300);
    assert_int_equal(by_2012(LT_MEASURED_PM25, LT_AVERAGE_DAY, NAN), LT_NO_INDEX);
    assert_int_equal(by_2026(LT_MEASURED_PM25, LT_AVERAGE_DAY, NAN), LT_NO_INDEX);
    assert_int_equal(by_2012(LT_MEASURED_PM25, LT_AVERAGE_DAY, -1), LT_NO_INDEX);
    assert_int_equal(by_2012(LT_MEASURED_PM25, LT_AVERAGE_HOUR, 10), LT_NO_INDEX); /* there is no such scale */
}

static void test_halves_to_even(void **state) {
    (void)state;
    assert_true(lt_round_even(34.5, 0) == 34 && lt_round_even(35.5, 0) == 36 && lt_round_even(34.51, 0) == 35);
    assert_true(lt_round_even(0, 0) == 0 && lt_round_even(34.49, 0) == 34);
    assert_near(lt_round_even(2.25, 1), 2.2, 1e-15);
    assert_near(lt_round_even(2.35, 1), 2.4, 1e-15); /* 2.35 is a little more or less in binary */
    assert_near(lt_round_even(0.1 + 0.2 + 0.05, 1), 0.4, 1e-15);
}

#define P(name) (1u << LT_MEASURED_##name)

static lt_air clean(void) {
    return (lt_air){.value = {[LT_MEASURED_PM25] = 35,
                              [LT_MEASURED_PM10] = 40,
                              [LT_MEASURED_SO2] = 10,
                              [LT_MEASURED_NO2] = 20,
                              [LT_MEASURED_CO] = 0.5,
                              [LT_MEASURED_O3] = 90},
                    .ozone_hour = 100,
                    .so2_day = NAN};
}

static void test_day(void **state) {
    (void)state;
    lt_air day = clean();
    lt_aqi aqi = lt_aqi_of_day(&standards, LT_INDEX_2012, &day);
    assert_int_equal(aqi.value, 50); /* no primary pollutant up to 50 */
    assert_true(aqi.primary == 0 && aqi.exceeding == 0 && aqi.missing == 0 && aqi.beyond == 0);
    assert_int_equal(aqi.level, LT_AQI_EXCELLENT);
    assert_int_equal(aqi.mark, 'V');
    day.value[LT_MEASURED_PM25] = 115; /* 150 */
    day.value[LT_MEASURED_O3] = 215;   /* 150: two share the first place */
    day.value[LT_MEASURED_PM10] = 152; /* 101 */
    for (int rules = 0; rules < LT_N_INDEX; rules++) {
        aqi = lt_aqi_of_day(&standards, (lt_index_rules)rules, &day);
        assert_int_equal(aqi.value, 150);
        assert_int_equal(aqi.level, LT_AQI_LIGHT);
        assert_int_equal(aqi.primary, P(PM25) | P(O3));
        assert_int_equal(aqi.exceeding, P(PM25) | P(O3) | P(PM10));
    }
    day.value[LT_MEASURED_PM25] = 700; /* above the scale: 500, and the rule that says so is of a secondary source */
    aqi = lt_aqi_of_day(&standards, LT_INDEX_2026, &day);
    assert_true(aqi.value == 500 && aqi.beyond == P(PM25) && aqi.mark == 'S' && aqi.level == LT_AQI_SEVERE);
}

/* By 2012 the largest hour of ozone counts, too: 250 ug/m3 is 100 + 50 x 50 / 100 = 125. */
static void test_ozone_of_a_day(void **state) {
    (void)state;
    lt_air day = clean();
    day.ozone_hour = 250;
    assert_int_equal(lt_aqi_of_day(&standards, LT_INDEX_2012, &day).value, 125);
    assert_int_equal(lt_aqi_of_day(&standards, LT_INDEX_2026, &day).value, 50);
    /* above 800 the 8-h mean has no index by 2012: that of the hour stands (850 is 325) */
    day.value[LT_MEASURED_O3] = 810;
    day.ozone_hour = 850;
    assert_int_equal(lt_aqi_of_day(&standards, LT_INDEX_2012, &day).iaqi[LT_MEASURED_O3], 325);
    assert_int_equal(lt_aqi_of_day(&standards, LT_INDEX_2026, &day).iaqi[LT_MEASURED_O3], 300);
    day.ozone_hour = NAN;
    assert_int_equal(lt_aqi_of_day(&standards, LT_INDEX_2012, &day).missing, P(O3));
    /* an hour without its day is no day of ozone */
    day = clean();
    day.value[LT_MEASURED_O3] = NAN;
    day.ozone_hour = 250;
    const lt_aqi aqi = lt_aqi_of_day(&standards, LT_INDEX_2012, &day);
    assert_true(aqi.missing == P(O3) && aqi.value == 125);
}

static void test_missing(void **state) {
    (void)state;
    lt_air day = clean();
    day.value[LT_MEASURED_CO] = NAN;
    lt_aqi aqi = lt_aqi_of_day(&standards, LT_INDEX_2012, &day);
    assert_true(aqi.value == 50 && aqi.missing == P(CO) && aqi.iaqi[LT_MEASURED_CO] == LT_NO_INDEX);
    for (int p = 0; p < LT_N_JUDGED; p++) day.value[p] = NAN;
    day.ozone_hour = NAN;
    aqi = lt_aqi_of_day(&standards, LT_INDEX_2012, &day);
    assert_true(aqi.value == LT_NO_INDEX && aqi.missing == (1u << LT_N_JUDGED) - 1 && aqi.primary == 0);
}

/* Of an hour: gases by the scale of the hour, particles by that of the day; SO2 above 800. */
static void test_hour(void **state) {
    (void)state;
    lt_air hour = clean();
    hour.value[LT_MEASURED_NO2] = 150; /* 75; as a day it would be 135 */
    hour.value[LT_MEASURED_O3] = 200;  /* 100; as 8 h it would be 137 */
    hour.value[LT_MEASURED_PM25] = 75; /* 100, by 2026 100 + 50 x 15 / 55 = 113.6 */
    assert_int_equal(lt_aqi_of_hour(&standards, LT_INDEX_2012, &hour).value, 100);
    const lt_aqi aqi = lt_aqi_of_hour(&standards, LT_INDEX_2026, &hour);
    assert_true(aqi.value == 114 && aqi.primary == P(PM25) && aqi.iaqi[LT_MEASURED_NO2] == 75);
    hour.value[LT_MEASURED_SO2] = 900;
    hour.so2_day = 1600; /* 300 */
    assert_int_equal(lt_aqi_of_hour(&standards, LT_INDEX_2012, &hour).iaqi[LT_MEASURED_SO2], 300);
    assert_int_equal(lt_aqi_of_hour(&standards, LT_INDEX_2026, &hour).iaqi[LT_MEASURED_SO2], 200);
    hour.so2_day = NAN;
    assert_int_equal(lt_aqi_of_hour(&standards, LT_INDEX_2012, &hour).missing, P(SO2));
}

static void test_levels(void **state) {
    (void)state;
    static const int edges[][2] = {{50, LT_AQI_EXCELLENT}, {51, LT_AQI_GOOD},    {100, LT_AQI_GOOD},
                                   {101, LT_AQI_LIGHT},    {150, LT_AQI_LIGHT},  {151, LT_AQI_MODERATE},
                                   {200, LT_AQI_MODERATE}, {201, LT_AQI_HEAVY},  {300, LT_AQI_HEAVY},
                                   {301, LT_AQI_SEVERE},   {500, LT_AQI_SEVERE}, {0, LT_AQI_EXCELLENT}};
    for (size_t k = 0; k < sizeof edges / sizeof *edges; k++)
        assert_int_equal(lt_aqi_level_of(edges[k][0]), edges[k][1]);
}

/* Limits, second witness: class II, then I, of 2012, to 2030, from 2031 (year, day or 8 h, hour; 0: none). */
static void test_limits(void **state) {
    (void)state;
    static const struct {
        lt_measured p;
        double of[LT_N_CLASSES][LT_N_LIMITS][3];
    } all[] = {
        {LT_MEASURED_SO2,
         {{{20, 50, 150}, {20, 50, 150}, {20, 50, 150}}, {{60, 150, 500}, {60, 150, 500}, {20, 50, 150}}}},
        {LT_MEASURED_NO2,
         {{{40, 80, 200}, {40, 80, 200}, {30, 50, 200}}, {{40, 80, 200}, {40, 80, 200}, {30, 50, 200}}}},
        {LT_MEASURED_CO, {{{0, 4, 10}, {0, 4, 10}, {0, 4, 10}}, {{0, 4, 10}, {0, 4, 10}, {0, 4, 10}}}},
        {LT_MEASURED_O3,
         {{{0, 100, 160}, {0, 100, 160}, {0, 100, 160}}, {{0, 160, 200}, {0, 160, 200}, {0, 160, 200}}}},
        {LT_MEASURED_PM10, {{{40, 50, 0}, {40, 50, 0}, {20, 50, 0}}, {{70, 150, 0}, {60, 120, 0}, {50, 100, 0}}}},
        {LT_MEASURED_PM25, {{{15, 35, 0}, {15, 35, 0}, {10, 25, 0}}, {{35, 75, 0}, {30, 60, 0}, {25, 50, 0}}}}};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++)
        for (int c = 0; c < LT_N_CLASSES; c++)
            for (int l = 0; l < LT_N_LIMITS; l++) {
                const lt_marked *limit = standards.limit[l][c][all[k].p];
                const lt_averaging at[] = {LT_AVERAGE_YEAR, lt_percentile_average(all[k].p), LT_AVERAGE_HOUR};
                for (int a = 0; a < 3; a++) {
                    const double want = all[k].of[c][l][a];
                    assert_true(want > 0 ? limit[at[a]].value == want : limit[at[a]].mark == 0);
                }
            }
    /* what was read is V, what others quote is S, what was recalled is R */
    assert_int_equal(standards.limit[LT_LIMITS_2012][LT_CLASS_II][LT_MEASURED_PM25][LT_AVERAGE_YEAR].mark, 'S');
    assert_int_equal(standards.limit[LT_LIMITS_2026][LT_CLASS_II][LT_MEASURED_PM25][LT_AVERAGE_YEAR].mark, 'V');
    assert_int_equal(standards.limit[LT_LIMITS_2026][LT_CLASS_I][LT_MEASURED_CO][LT_AVERAGE_DAY].mark, 'R');
    assert_int_equal(lt_mark_worse('V', 'S'), 'S');
    assert_int_equal(lt_mark_worse('R', 'S'), 'R');
    assert_int_equal(lt_mark_worse(0, 'V'), 'V');
    assert_null(lt_mark_remark('V', false));
    assert_non_null(strstr(lt_mark_remark('R', false), "recalled"));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_2012_at_every_breakpoint_and_beside),
                                       cmocka_unit_test(test_2026_at_every_breakpoint_and_beside),
                                       cmocka_unit_test(test_monotonic),
                                       cmocka_unit_test(test_between_by_hand),
                                       cmocka_unit_test(test_above_the_scale_and_nothing),
                                       cmocka_unit_test(test_halves_to_even),
                                       cmocka_unit_test(test_day),
                                       cmocka_unit_test(test_ozone_of_a_day),
                                       cmocka_unit_test(test_missing),
                                       cmocka_unit_test(test_hour),
                                       cmocka_unit_test(test_levels),
                                       cmocka_unit_test(test_limits)};
    return cmocka_run_group_tests(tests, set_up, NULL);
}
