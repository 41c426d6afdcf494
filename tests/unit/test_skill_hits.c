/* Hits of the AQI, and the references that a forecast must beat, against cases worked out by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "postproc/skill/aqi_hits.h"
#include "postproc/skill/reference.h"
#include "tests/support/near.h"

#include <math.h>

static lt_aqi index_of(int value, unsigned primary) {
    return (lt_aqi){.value = value, .level = lt_aqi_level_of(value), .primary = primary};
}

enum { PM25 = 1u << LT_MEASURED_PM25, PM10 = 1u << LT_MEASURED_PM10, O3 = 1u << LT_MEASURED_O3 };

/*  forecast  observed   level  range +-15   level range (touches)       primary
 *     40        45       hit      hit         hit  25..55 (1, 2)         none: AQI up to 50
 *     60        48       no       hit         hit  45..75 (1, 2)         none
 *     90       105       no       hit (edge)  hit  75..105 (2, 3)        PM2.5 and O3 beside O3: hit
 *     90       106       no       no          hit  75..105               PM2.5 beside PM2.5: hit
 *    120       130       hit      hit         hit  105..135 (3)          PM2.5 beside O3: miss
 *    110       220       no       no          no   95..125 (2, 3)        PM2.5 beside PM2.5: hit */
static void hits_by_hand(void **state) {
    (void)state;
    const lt_aqi said[] = {index_of(40, 0),    index_of(60, PM25),  index_of(90, PM25 | O3),
                           index_of(90, PM25), index_of(120, PM25), index_of(110, PM25)};
    const lt_aqi seen[] = {index_of(45, 0),     index_of(48, 0),   index_of(105, O3),
                           index_of(106, PM25), index_of(130, O3), index_of(220, PM25)};
    lt_aqi_hits hits = {0};
    for (int i = 0; i < 6; i++) assert_true(lt_aqi_hits_add(&hits, &lt_aqi_range_practice, &said[i], &seen[i]));
    const lt_aqi none = index_of(LT_NO_INDEX, 0);
    assert_false(lt_aqi_hits_add(&hits, &lt_aqi_range_practice, &none, &seen[0]));
    const lt_aqi_hit_score all = lt_aqi_hits_finish(&hits, LT_AQI_EXCELLENT, LT_AQI_SEVERE);
    assert_int_equal(all.n, 6);
    assert_int_equal(all.primary_n, 4);
    assert_near(all.level, 2.0 / 6, 1e-15);
    assert_near(all.range, 4.0 / 6, 1e-15);
    assert_near(all.level_range, 5.0 / 6, 1e-15);
    assert_near(all.primary, 3.0 / 4, 1e-15);
    /* Of the polluted days apart: 105, 106, 130, 220. */
    const lt_aqi_hit_score bad = lt_aqi_hits_finish(&hits, LT_AQI_LIGHT, LT_AQI_SEVERE);
    assert_int_equal(bad.n, 4);
    assert_near(bad.level, 1.0 / 4, 1e-15);
    assert_near(bad.range, 2.0 / 4, 1e-15);
    assert_near(bad.level_range, 3.0 / 4, 1e-15);
    const lt_aqi_hit_score heavy = lt_aqi_hits_finish(&hits, LT_AQI_HEAVY, LT_AQI_HEAVY);
    assert_true(heavy.n == 1 && heavy.too_few && heavy.level == 0 && heavy.primary == 1);
    assert_true(isnan(lt_aqi_hits_finish(&hits, LT_AQI_SEVERE, LT_AQI_SEVERE).level));
}

/* A range that is wider at higher levels is data: 110 +- 50 holds 150. */
static void range_is_data(void **state) {
    (void)state;
    lt_aqi_range wide = lt_aqi_range_practice;
    wide.half_width[LT_AQI_LIGHT] = 40;
    const lt_aqi said = index_of(110, PM25), seen = index_of(150, PM25);
    lt_aqi_hits narrow_hits = {0}, wide_hits = {0};
    lt_aqi_hits_add(&narrow_hits, &lt_aqi_range_practice, &said, &seen);
    lt_aqi_hits_add(&wide_hits, &wide, &said, &seen);
    assert_true(lt_aqi_hits_finish(&narrow_hits, LT_AQI_EXCELLENT, LT_AQI_SEVERE).range == 0);
    assert_true(lt_aqi_hits_finish(&wide_hits, LT_AQI_EXCELLENT, LT_AQI_SEVERE).range == 1);
}

static void common_pollutants(void **state) {
    (void)state;
    lt_air said = {.value = {10, 20, NAN, 40, 1, 60}, .ozone_hour = 80, .so2_day = NAN};
    lt_air seen = {.value = {NAN, 21, 31, 41, 1, 61}, .ozone_hour = NAN, .so2_day = NAN};
    lt_aqi_common(&said, &seen);
    assert_true(isnan(said.value[0]) && isnan(seen.value[2]) && isnan(said.ozone_hour));
    assert_true(said.value[1] == 20 && seen.value[5] == 61);
}

/* Hours: period 4 for short. Cycle 6 knows 0..5; of step 7 (phase 3) the newest is 3, of step 11 also 3. */
static void persistence_by_hand(void **state) {
    (void)state;
    const double obs[] = {0, 1, 2, 3, NAN, 5, 6, 7, 8, 9, 10, 11};
    const lt_reference days = {.obs = obs, .n = 12, .period = 1};
    assert_true(lt_reference_persistence(&days, 4, 4) == 3 && lt_reference_persistence(&days, 4, 9) == 3);
    assert_true(lt_reference_persistence(&days, 5, 5) == 3); /* 4 is missing */
    assert_true(isnan(lt_reference_persistence(&days, 0, 3)));
    const lt_reference hours = {.obs = obs, .n = 12, .period = 4};
    assert_true(lt_reference_persistence(&hours, 6, 7) == 3 && lt_reference_persistence(&hours, 6, 11) == 3);
    assert_true(lt_reference_persistence(&hours, 6, 6) == 2 && lt_reference_persistence(&hours, 8, 8) == 0);
    const double silent[] = {1, NAN, NAN, NAN, NAN};
    const lt_reference old = {.obs = silent, .n = 5, .period = 1};
    assert_true(lt_reference_persistence(&old, 3, 3) == 1 && isnan(lt_reference_persistence(&old, 4, 4)));
}

/* Two years of days, the value is the number of the day. Forecast of 1 January 2015 (day 365): within 2 days are 30 and
 * 31 December 2014 (363, 364: known to a cycle on day 365), and of 2014 itself 1, 2, 3 January (0, 1, 2) and no
 * earlier.
 */
static void climatology_by_hand(void **state) {
    (void)state;
    enum { N = 730 };
    double obs[N], members[8];
    for (int t = 0; t < N; t++) obs[t] = t;
    lt_reference r = {.obs = obs, .n = N, .period = 1, .window = 2, .least = 2};
    r.start = lt_time_from_civil(2014, 1, 1, 0, 0, 0) - LT_CST_OFFSET;
    assert_int_equal(lt_reference_climatology(&r, 365, 365, members, 8), 5);
    const double want[] = {0, 1, 2, 363, 364};
    for (int i = 0; i < 5; i++) assert_true(members[i] == want[i]);
    /* A cycle three days before knows neither; with room for two the newest stay. */
    assert_int_equal(lt_reference_climatology(&r, 362, 365, members, 8), 3);
    assert_int_equal(lt_reference_climatology(&r, 365, 365, members, 2), 2);
    assert_true(members[0] == 363 && members[1] == 364);
    obs[363] = NAN;
    assert_int_equal(lt_reference_climatology(&r, 365, 365, members, 8), 4);
    r.least = 5;
    assert_int_equal(lt_reference_climatology(&r, 365, 365, members, 8), 0);
    /* In the middle of the year: day 182 + 365 has 180..184 of the year before and what is known of its own. */
    r.least = 2;
    assert_int_equal(lt_reference_climatology(&r, 546, 547, members, 8), 6);
    assert_true(members[0] == 180 && members[4] == 184 && members[5] == 545);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(hits_by_hand),        cmocka_unit_test(range_is_data),
        cmocka_unit_test(common_pollutants),   cmocka_unit_test(persistence_by_hand),
        cmocka_unit_test(climatology_by_hand),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
