/* The sun against almanac values and closed forms. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/solar.h"

#include <math.h>

static const double degree = M_PI / 180.0;

/* Almanac: solstices and equinoxes of 2019 (no leap year): 23.44, 0, -23.44 degrees. The series is good to 0.05 degree,
 * and a quarter of a day in the leap cycle moves the equinoxes by up to 0.2. */
static void test_declination(void **state) {
    (void)state;
    assert_true(fabs(lt_solar_declination(lt_time_from_civil(2019, 6, 21, 15, 54, 0)) / degree - 23.44) < 0.05);
    assert_true(fabs(lt_solar_declination(lt_time_from_civil(2019, 12, 22, 4, 19, 0)) / degree + 23.44) < 0.05);
    assert_true(fabs(lt_solar_declination(lt_time_from_civil(2019, 3, 20, 21, 58, 0)) / degree) < 0.2);
    assert_true(fabs(lt_solar_declination(lt_time_from_civil(2019, 9, 23, 7, 50, 0)) / degree) < 0.2);
}

/* Almanac: 3 November +16.4 min, 11 February -14.2 min, 15 April about 0; the series is good to 0.6 min. */
static void test_equation_of_time(void **state) {
    (void)state;
    assert_true(fabs(lt_solar_equation_of_time(lt_time_from_civil(2019, 11, 3, 12, 0, 0)) / 60 - 16.4) < 0.6);
    assert_true(fabs(lt_solar_equation_of_time(lt_time_from_civil(2019, 2, 11, 12, 0, 0)) / 60 + 14.2) < 0.6);
    assert_true(fabs(lt_solar_equation_of_time(lt_time_from_civil(2019, 4, 15, 12, 0, 0)) / 60) < 0.6);
}

/* At 41.8 N the winter solstice has acos(tan 41.8 tan 23.44) = 8.958 h, the equinox 12 h. */
static void test_day_length(void **state) {
    (void)state;
    assert_true(fabs(lt_solar_day_length_h(lt_time_from_civil(2019, 12, 22, 4, 0, 0), 41.8) - 8.958) < 0.02);
    assert_true(fabs(lt_solar_day_length_h(lt_time_from_civil(2019, 3, 20, 22, 0, 0), 41.8) - 12.0) < 0.05);
    assert_true(lt_solar_day_length_h(lt_time_from_civil(2019, 12, 22, 4, 0, 0), 80.0) == 0.0);
    assert_true(lt_solar_day_length_h(lt_time_from_civil(2019, 6, 21, 4, 0, 0), 80.0) == 24.0);
}

/* The elevation crosses zero at sunrise as the day length says, and at true noon sin(elevation) = cos(lat - decl). */
static void test_sunrise_and_noon(void **state) {
    (void)state;
    const double lat = 41.8, lon = 123.4;
    lt_time day = lt_time_from_civil(2014, 1, 9, 0, 0, 0);
    double noon_s = 43200.0 - lon * 240.0 - lt_solar_equation_of_time(day + 14000);
    lt_time noon = day + (lt_time)lround(noon_s);
    double half = lt_solar_day_length_h(noon, lat) * 1800.0;
    double best = cos(lat * degree - lt_solar_declination(noon));
    assert_true(fabs(lt_solar_sin_elevation(noon, lat, lon) - best) < 1e-4);
    assert_true(fabs(lt_solar_sin_elevation(noon - (lt_time)half, lat, lon)) < 2e-3);
    assert_true(fabs(lt_solar_sin_elevation(noon + (lt_time)half, lat, lon)) < 2e-3);
    /* Sunrise on 9 January at Shenyang: about 07:13 UTC+8 with refraction, so about five minutes later without. */
    lt_time sunrise = noon - (lt_time)half + LT_CST_OFFSET;
    assert_in_range(sunrise % LT_DAY, 7 * 3600 + 10 * 60, 7 * 3600 + 25 * 60);
}

static void test_radiation(void **state) {
    (void)state;
    assert_true(lt_solar_clear_sky_hour(lt_time_from_civil(2014, 1, 8, 18, 0, 0), 41.8, 123.4) == 0.0);
    double noon = lt_solar_clear_sky_hour(lt_time_from_civil(2014, 1, 9, 4, 0, 0), 41.8, 123.4);
    double peak = 990.0 * sin((90.0 - 41.8 - 22.2) * degree) - 30.0;
    assert_true(noon > 0.97 * peak && noon <= 1.01 * peak);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_declination), cmocka_unit_test(test_equation_of_time),
        cmocka_unit_test(test_day_length),  cmocka_unit_test(test_sunrise_and_noon),
        cmocka_unit_test(test_radiation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
