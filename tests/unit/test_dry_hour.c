/* Dry deposition of a plume's hour: what must be known of hour, place and matter; matters do not know each other. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/gaussian/dry_hour.h"
#include "tests/support/words.h"

#include <math.h>

static const lt_dry_place fields = {123.4, 41.8, {[LT_LAND_CROPLAND] = 1.0}, 0.0};
static const lt_plume_hour good = {.end_s = 1594785600, /* 2020-07-15 04:00 UTC */
                                   .wind_ms = 4.0,
                                   .wind_height_m = 10.0,
                                   .temperature_K = 302.0,
                                   .pressure_Pa = 1e5,
                                   .friction_velocity_ms = 0.45,
                                   .obukhov_m = -60.0,
                                   .roughness_m = 0.2,
                                   .relative_humidity = 0.5,
                                   .cloud = 0.3};

static lt_status create(const lt_dry_place *place, lt_dry_matter matter, lt_dry_hours **out) {
    return lt_dry_hours_create(place, &matter, 1, out);
}

static void test_bad_places_and_matter(void **state) {
    (void)state;
    lt_dry_hours *dry = NULL;
    lt_dry_place half = fields;
    half.fraction[LT_LAND_CROPLAND] = 0.5;
    BAD_INPUT(create(&half, (lt_dry_matter){"SO2", 0.0, 0.0}, &dry), "land cover", "0.5", "sum of 1");
    BAD_INPUT(create(&fields, (lt_dry_matter){NULL, 0.0, 1000.0}, &dry), "species 1", "diameter");
    BAD_INPUT(create(&fields, (lt_dry_matter){NULL, 1e-6, 0.0}, &dry), "species 1", "density");
    BAD_INPUT(create(&fields, (lt_dry_matter){"SO9", 0.0, 0.0}, &dry), "SO9");
}

static void test_hours_that_lack(void **state) {
    (void)state;
    lt_dry_hours *dry = NULL;
    assert_int_equal(create(&fields, (lt_dry_matter){"SO2", 0.0, 0.0}, &dry), LT_OK);
    double v, s;
    assert_int_equal(lt_dry_hours_of(dry, &good, &v, &s), LT_OK);
    assert_true(v > 0.0 && s == 0.0);
    lt_plume_hour hour = good;
    hour.relative_humidity = NAN;
    BAD_INPUT(lt_dry_hours_of(dry, &hour, &v, &s), "2020-07-15T04:00:00Z", "relative humidity");
    hour = good;
    hour.cloud = NAN;
    BAD_INPUT(lt_dry_hours_of(dry, &hour, &v, &s), "cloud");
    hour = good;
    hour.rain_mmh = NAN;
    BAD_INPUT(lt_dry_hours_of(dry, &hour, &v, &s), "rain");
    lt_error_clear();
    lt_dry_hours_free(dry);
}

/* Any order and company gives the same bits; so does an hour asked again after another. */
static void test_company(void **state) {
    (void)state;
    const lt_dry_matter mixed[] = {{NULL, 2e-6, 1500.0}, {"O3", 0.0, 0.0}, {NULL, 10e-6, 1000.0}, {"HNO3", 0.0, 0.0}};
    lt_dry_hours *all = NULL;
    assert_int_equal(lt_dry_hours_create(&fields, mixed, 4, &all), LT_OK);
    double v[4], s[4], again[4], ignored[4];
    lt_plume_hour night = good;
    night.end_s += 43200;
    night.obukhov_m = 60.0;
    assert_int_equal(lt_dry_hours_of(all, &good, v, s), LT_OK);
    assert_int_equal(lt_dry_hours_of(all, &night, again, ignored), LT_OK);
    assert_true(again[1] < v[1]);
    assert_int_equal(lt_dry_hours_of(all, &good, again, ignored), LT_OK);
    for (int m = 0; m < 4; m++) {
        lt_dry_hours *one = NULL;
        double alone, falls;
        assert_int_equal(lt_dry_hours_create(&fields, &mixed[m], 1, &one), LT_OK);
        assert_int_equal(lt_dry_hours_of(one, &good, &alone, &falls), LT_OK);
        assert_true(alone == v[m] && falls == s[m] && again[m] == v[m]);
        lt_dry_hours_free(one);
    }
    assert_true(s[2] > s[0] && v[2] > s[2] && s[1] == 0.0);
    lt_dry_hours_free(all);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bad_places_and_matter),
                                       cmocka_unit_test(test_hours_that_lack), cmocka_unit_test(test_company)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
