/* Daily weather of cities: the midnight that ends a run needs no day behind it. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/city_weather.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const lt_time start = 1388505600; /* 2014-01-01 00:00 UTC+8 */
enum { N_CITIES = 5 };

static lt_daily *cities(long n_days) {
    static const double lat[N_CITIES] = {40, 40, 42, 42, 41}, lon[N_CITIES] = {121, 124, 121, 124, 122.5};
    static const double day[LT_N_DAILY] = {265, 270, 260, 0.5, 3, 315, 7 * 3600.0, 1, 1.02e5};
    lt_daily *daily = NULL;
    assert_int_equal(lt_calloc(1, sizeof *daily, &daily), LT_OK);
    daily->n_cities = N_CITIES;
    for (int c = 0; c < N_CITIES; c++) daily->city[c] = (lt_daily_city){"city", lat[c], lon[c], 10.0 * c, true};
    assert_int_equal(lt_daily_create(daily, lt_local_day(start), n_days), LT_OK);
    for (long row = 0; row < N_CITIES * n_days; row++) memcpy(daily->values + row * LT_N_DAILY, day, sizeof day);
    return daily;
}

/* The days are alike, so that the midnight has the same values with a day behind it and without. */
static void test_last_midnight(void **state) {
    (void)state;
    double lat[] = {40.5, 41.7}, lon[] = {121.5, 123.4}, value[2][LT_N_CITY_FIELDS];
    const lt_grid grid = {.name = "g", .nx = 2, .ny = 1, .lat = lat, .lon = lon};
    for (int more = 0; more < 2; more++) {
        lt_daily *daily = cities(2 + more);
        lt_city_weather *w = NULL;
        assert_int_equal(lt_city_weather_create(daily, &grid, 0.005, start, 48, &w), LT_OK);
        assert_int_equal(lt_city_weather_count(w), N_CITIES);
        lt_city_weather_set_time(w, start + 48 * LT_HOUR);
        for (int f = 0; f < LT_N_CITY_FIELDS; f++) value[more][f] = lt_city_weather_at(w, 1, f);
        lt_city_weather_free(w);
        lt_daily_free(daily);
    }
    for (int f = 0; f < LT_N_CITY_FIELDS; f++)
        if (!(fabs(value[0][f] - value[1][f]) <= 1e-12 * fabs(value[1][f])))
            fail_msg("field %d: %.17g without the next day, %.17g with it", f, value[0][f], value[1][f]);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_last_midnight)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
