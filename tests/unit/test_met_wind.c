/* Wind aloft and between: no calm where the wind turns. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/profile.h"

#include <math.h>

enum { N = 60 };

static double speed_aloft(const lt_domain_state *s, const lt_wind *wind, double z) {
    double law = z - z * z / (2.0 * wind->gradient_depth_m);
    return hypot(s->geostrophic_east_ms + s->shear_east_s * law, s->geostrophic_north_ms + s->shear_north_s * law);
}

/* The 10-m wind from SE, the wind aloft from every direction: between the two heights the speed lies between the two
 * speeds (mixed as vectors, opposite winds of 2 and 5 m/s would pass through 0), and the ends agree with both. */
static void test_turning_wind(void **state) {
    (void)state;
    const lt_wind wind = {2.0, 0.3, 0.05, 100.0, 10000.0};
    double z[N], east[N], north[N];
    for (int k = 0; k < N; k++) z[k] = 10.0 * pow(30.0, k / (N - 1.0)); /* 10 to 300 m */
    for (double angle = 0.0; angle < 360.0; angle += 7.5) {
        lt_domain_state s = {.east = -M_SQRT1_2, .north = M_SQRT1_2, .shear_east_s = 3e-3};
        s.geostrophic_east_ms = 5.0 * cos(angle * LT_DEGREE);
        s.geostrophic_north_ms = 5.0 * sin(angle * LT_DEGREE);
        lt_wind_profile(&wind, &s, N, z, east, north);
        double top = speed_aloft(&s, &wind, 300.0);
        for (int k = 0; k < N; k++) {
            double speed = hypot(east[k], north[k]);
            assert_true(speed > fmin(2.0, top) * (1.0 - 1e-12) && speed < fmax(2.0, top) * (1.0 + 1e-12));
        }
        assert_true(fabs(east[0] - 2.0 * s.east) < 1e-12 && fabs(north[0] - 2.0 * s.north) < 1e-12);
        double law = 300.0 - 300.0 * 300.0 / 20000.0;
        assert_true(fabs(east[N - 1] - s.geostrophic_east_ms - s.shear_east_s * law) < 1e-9);
        assert_true(fabs(north[N - 1] - s.geostrophic_north_ms) < 1e-9);
    }
}

/* Calm at the ground or aloft gives numbers, and the direction of the other. */
static void test_calm_ends(void **state) {
    (void)state;
    lt_wind wind = {0.0, 0.3, 0.1, 60.0, 10000.0};
    lt_domain_state s = {.east = 0.0, .north = -1.0, .geostrophic_east_ms = 4.0};
    const double z[] = {20.0, 100.0, 400.0};
    double east[3], north[3];
    lt_wind_profile(&wind, &s, 3, z, east, north);
    for (int k = 0; k < 3; k++) assert_true(isfinite(east[k]) && isfinite(north[k]));
    assert_true(hypot(east[0], north[0]) < hypot(east[1], north[1]) && east[2] == 4.0);
    s.geostrophic_east_ms = 0.0;
    wind.wind_10m_ms = 2.0;
    lt_wind_profile(&wind, &s, 3, z, east, north);
    assert_true(fabs(east[0]) < 1e-12 && north[0] < 0.0 && north[2] == 0.0);
}

/* A wind of 3 m/s that turns by 15 degrees an hour has no mean vector in 24 h, yet there is wind aloft: with the speed
 * of the drag law for 3 m/s as long as the mean vector has a direction at all. A steady wind is as before. */
static void test_geostrophic_speed(void **state) {
    (void)state;
    lt_met_settings settings = {.station = {.lat = 41.64, .lon = 123.48, .altitude_m = 49.0, .roughness_m = 0.05}};
    lt_climate climate;
    assert_int_equal(lt_climate_read(&climate), LT_OK);
    lt_time start = lt_time_from_civil(2014, 1, 6, 0, 0, 0);
    double expected, turn;
    lt_geostrophic_drag(3.0, 0.05, lt_coriolis(41.64), &expected, &turn);
    for (double per_hour = 0.0; per_hour < 11.0; per_hour += 5.0) {
        lt_station *station = NULL;
        assert_int_equal(lt_station_create("turning", start, 72, &station), LT_OK);
        for (int h = 0; h < 72; h++)
            station->hours[h] = (lt_station_hour){263.0, 258.0, 1.02e5, 3.0, fmod(per_hour * h, 360.0), 0.0, NAN, NAN};
        lt_domain_weather *weather = NULL;
        assert_int_equal(lt_domain_weather_create(&settings, &climate,
                                                  &(const lt_domain_sources){.station = station, .city = -1},
                                                  start + 24 * LT_HOUR, 24, &weather),
                         LT_OK);
        for (int h = 0; h < 24; h++) {
            const lt_domain_state *s = &weather->hour[h];
            double g = hypot(s->geostrophic_east_ms, s->geostrophic_north_ms);
            assert_true(fabs(g / expected - 1.0) < 1e-12);
            /* to the right of the wind of the middle of the day */
            double along = (s->geostrophic_east_ms * s->east + s->geostrophic_north_ms * s->north) / g;
            double right = (s->geostrophic_east_ms * s->north - s->geostrophic_north_ms * s->east) / g;
            assert_true(fabs(along - cos(turn)) < 1e-9 && fabs(right - sin(turn)) < 1e-9);
        }
        lt_domain_weather_free(weather);
        lt_station_free(station);
    }
}

/* Two lower bounds of the speed: the longer one counts, the direction stays, and calm has no direction to keep. */
static void test_at_least(void **state) {
    (void)state;
    lt_domain_state s = {.geostrophic_east_ms = 3.0, .geostrophic_north_ms = -4.0};
    lt_geostrophic_at_least(4.0, &s);
    assert_true(s.geostrophic_east_ms == 3.0 && s.geostrophic_north_ms == -4.0);
    lt_geostrophic_at_least(10.0, &s);
    assert_true(fabs(s.geostrophic_east_ms - 6.0) < 1e-12 && fabs(s.geostrophic_north_ms + 8.0) < 1e-12);
    lt_domain_state calm = {0};
    lt_geostrophic_at_least(10.0, &calm);
    assert_true(calm.geostrophic_east_ms == 0.0 && calm.geostrophic_north_ms == 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_turning_wind),
        cmocka_unit_test(test_calm_ends),
        cmocka_unit_test(test_geostrophic_speed),
        cmocka_unit_test(test_at_least),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
