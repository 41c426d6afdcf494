/* Weather of lantian plume: AERMET's files, tables, gaps, calms, missing codes, what is derived. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/gaussian/weather/aermet.h"
#include "model/gaussian/weather/open_weather.h"
#include "model/gaussian/weather/plume_table.h"
#include "grids/land.h"
#include "tests/support/files.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#define GOOD(call) assert_int_equal((call), LT_OK)

static char folder[256], path_a[512], path_b[512];

static int set_up(void **state) {
    (void)state;
    if (!files_make_folder(folder)) return -1;
    snprintf(path_a, sizeof path_a, "%s/a", folder);
    snprintf(path_b, sizeof path_b, "%s/b", folder);
    return 0;
}

static int tear_down(void **state) {
    (void)state;
    files_remove(folder);
    return 0;
}

#define HEADER "   41.800N  123.430E          UA_ID:    54342  SF_ID:    54342  OS_ID:              VERSION: 22112\n"
/* A stable hour, a convective one, a calm, a missing wind; the last in the format without rain and cloud. */
static const char surface[] = HEADER
    "20  1 10  10  1  -12.3  0.184 -9.000 -9.000 -999.  190.     45.8  0.3000   0.90   0.35    2.31  355.0   10.0 "
    " 260.4    2.0     0   0.00    74.  1021.     5 ADJ-A1  NoSubs\n"
    "20  1 10  10  2   88.0  0.410  0.950  0.008  340.  610.    -71.2  0.3000   0.90   0.35    4.10    0.0   10.0 "
    " 263.1    2.0     0   1.20    61.  1020.    10 ADJ-A1  NoSubs\n"
    "20  1 10  10  3 -999.0 -9.000 -9.000 -9.000 -999. -999. -99999.0  0.3000   0.90   0.35    0.00    0.0   10.0 "
    " 263.1    2.0     0   0.00   999. 99999.    99 ADJ-A1  NoSubs\n"
    "20  1 10  10  4  -12.3  0.184 -9.000 -9.000 -999.  190.     45.8  0.3000   0.90   0.35  999.00  999.0   10.0 "
    " 263.1    2.0     0   0.00    60.  1020.     5 ADJ-A1  NoSubs\n"
    "20  1 10  10 24  -12.3  0.184 -9.000 -9.000 -999.  190.      0.4  0.3000   0.90   0.35    1.50  180.0   10.0 "
    " 259.0    2.0\n";
static const char profile[] = "20 1 10 1   10.0 0  355.   2.31  -12.8  -99.0  -99.00\n"
                              "20 1 10 1   50.0 1  358.   4.00  -12.0   10.0    0.21\n"
                              "20 1 10 2   10.0 1    0.   4.10  -10.0   12.0  -99.00\n";

static void test_aermet(void **state) {
    (void)state;
    lt_faults strict = {0};
    lt_plume_weather *w;
    assert_true(files_write_text(path_a, surface) && files_write_text(path_b, profile));
    assert_true(lt_aermet_is(path_a) && !lt_aermet_is(path_b));
    GOOD(lt_aermet_read(path_a, path_b, LT_CST_OFFSET, &strict, &w));
    GOOD(lt_plume_weather_end(w));
    assert_true(w->lat == 41.8 && w->lon == 123.43);
    assert_int_equal(w->n, 24);
    assert_int_equal(w->calm, 1);
    assert_int_equal(w->missing, 1 + 19);
    assert_int_equal(w->gaps, 1);
    assert_int_equal(w->gap_hours, 19);
    const lt_plume_hour *h = w->hours;
    /* hour 1 ends at 01:00 local, 17:00 UTC of the day before */
    assert_true(h[0].end_s == lt_time_from_civil(2020, 1, 9, 17, 0, 0));
    assert_int_equal(h[0].air, LT_AIR_GOOD);
    assert_true(h[0].wind_ms == 2.31 && h[0].wind_from_deg == 355.0 && h[0].wind_height_m == 10.0);
    assert_true(h[0].temperature_K == 260.4 && h[0].temperature_height_m == 2.0 && h[0].pressure_Pa == 102100.0);
    assert_true(h[0].friction_velocity_ms == 0.184 && h[0].obukhov_m == 45.8 && h[0].mechanical_height_m == 190.0);
    assert_true(h[0].convective_height_m == 0.0 && h[0].convective_velocity_ms == 0.0 && h[0].roughness_m == 0.3);
    assert_true(h[0].relative_humidity == 0.74 && h[0].cloud == 0.5 && h[0].albedo == 0.35 && h[0].bowen == 0.9);
    /* the lowest level with turbulence, 10 degrees of 4 m/s */
    assert_true(h[0].measured_height_m == 50.0 && h[0].sigma_w_ms == 0.21);
    assert_true(fabs(h[0].sigma_v_ms - 4.0 * tan(10.0 * M_PI / 180.0)) < 1e-15);
    assert_int_equal(h[1].air, LT_AIR_GOOD);
    assert_true(h[1].obukhov_m == -71.2 && h[1].convective_height_m == 340.0 && h[1].mechanical_height_m == 610.0);
    assert_true(h[1].convective_velocity_ms == 0.95 && h[1].lapse_above_Km == 0.008 && h[1].rain_mmh == 1.2);
    assert_true(h[1].wind_from_deg == 0.0); /* with wind, 0 is north */
    assert_true(isnan(h[1].sigma_w_ms) && h[1].measured_height_m == 10.0);
    assert_int_equal(h[2].air, LT_AIR_CALM);
    assert_int_equal(h[3].air, LT_AIR_MISSING);
    assert_int_equal(h[10].air, LT_AIR_MISSING);
    assert_true(h[23].obukhov_m == 1.0 && h[23].pressure_Pa == 101325.0 && isnan(h[23].rain_mmh)); /* L at least 1 m */
    lt_plume_weather_free(w);
}

static char told[16384];
static void tell(const char *text, void *context) {
    (void)context;
    strncat(told, text, sizeof told - strlen(told) - 1);
    strncat(told, "\n", sizeof told - strlen(told) - 1);
}

static long faults_of(const char *text, bool of_profile) {
    lt_faults faults = {.report = tell};
    lt_plume_weather *w = NULL;
    told[0] = '\0';
    assert_true(files_write_text(path_a, of_profile ? surface : text));
    if (of_profile) assert_true(files_write_text(path_b, text));
    GOOD(lt_aermet_read(path_a, of_profile ? path_b : NULL, LT_CST_OFFSET, &faults, &w));
    lt_plume_weather_free(w);
    return faults.n;
}

#define REST                                                                                                           \
    "  -12.3  0.184 -9.000 -9.000 -999.  190.     45.8  0.3000   0.90   0.35    2.31  355.0   10.0  260.4    2.0\n"

static void test_aermet_faults(void **state) {
    (void)state;
    static const struct {
        const char *text, *word;
    } cases[] = {{"20  1 10  10  1" REST, "AERMET's header"},
                 {HEADER "20  1 10  10  0" REST, "the time of a line"},
                 {HEADER "1e300  1e300 1e300  10  1" REST, "the time of a line"},
                 {HEADER "20  2 30  61  1" REST, "the time of a line"},
                 {HEADER "20  1 10  11  1" REST, "day of the year"},
                 {HEADER "20  1 10  10  2" REST "20  1 10  10  2" REST, "do not go on"},
                 {HEADER "20  1 10  10  1  -12.3  0.184\n", "20 numbers or more"},
                 {HEADER "20  1 10  10  1  -12.3  0.1x4 1 1 1 1 1 1 1 1 1 1 1 1 1\n", "found:    6 numbers"}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        const long n = faults_of(cases[k].text, false);
        if (k == 0) assert_true(n >= 1); /* the line is taken for the header */
        if (k > 0) assert_int_equal(n, 1);
        if (!strstr(told, cases[k].word)) fail_msg("\"%s\" is not in %s", cases[k].word, told);
    }
    assert_int_equal(faults_of("20 1 10 1 10.0 1 355. 2.31\n20 1 10 1 10.0 7 355. 2.31 -12 5 0.2\n", true), 2);
    assert_non_null(strstr(told, "11 numbers"));
    assert_non_null(strstr(told, "0 or 1"));
    assert_int_equal(faults_of("20 3 10 1 10.0 1 355. 2.31 -12 5 0.2\n", true), 1);
    assert_non_null(strstr(told, "hours that the surface lacks"));
}

static const lt_derive_ground ground = {123.43, 41.8, LT_LAND_CROPLAND, NAN};

static lt_weather_wish wish_of(const char *calms) {
    return (lt_weather_wish){.path = path_a,
                             .format = "auto",
                             .zone_s = LT_CST_OFFSET,
                             .calms = calms,
                             .lowest_wind_ms = 0.5,
                             .ground = ground};
}

#define FULL                                                                                                           \
    "time_local,wind_ms,wind_from_deg,temperature_degC,friction_velocity_ms,obukhov_m,mechanical_height_m,roughness_"  \
    "m,lapse_above_Km\n"

/* A calm hour with its boundary layer is lifted to the lowest wind from the last direction, or stays out. */
static void test_calms(void **state) {
    (void)state;
    lt_faults strict = {0};
    lt_plume_weather *w;
    assert_true(files_write_text(path_a, FULL "2020-01-10 00:00,0,,-10,0.1,20,100,0.1,0.01\n"
                                              "2020-01-10 01:00,2,90,-10,0.1,20,100,0.1,0.01\n"
                                              "2020-01-10 02:00,0,,-10,0.1,20,100,0.1,0.01\n"
                                              "2020-01-10 03:00,0.8,,-10,0.1,20,100,0.1,0.01\n"
                                              "2020-01-10 04:00,,,-10,0.1,20,100,0.1,0.01\n"));
    lt_weather_wish wish = wish_of("skip");
    GOOD(lt_open_weather(&wish, &strict, &w));
    assert_true(w->calm == 3 && w->missing == 1 && w->lifted == 0 && w->gaps == 0);
    lt_plume_weather_free(w);
    wish = wish_of("lowest_wind");
    GOOD(lt_open_weather(&wish, &strict, &w));
    assert_true(w->calm == 3 && w->lifted == 2); /* the first has no direction before it */
    assert_int_equal(w->hours[0].air, LT_AIR_CALM);
    assert_true(w->hours[2].air == LT_AIR_GOOD && w->hours[2].wind_ms == 0.5 && w->hours[2].wind_from_deg == 90.0);
    assert_true(w->hours[3].wind_ms == 0.8);
    lt_plume_weather_turn(w, 300.0);
    assert_true(w->hours[2].wind_from_deg == 30.0);
    lt_plume_weather_free(w);
    wish.from = lt_time_from_civil(2020, 1, 9, 17, 0, 0); /* from 01:00 local, two hours */
    wish.to = wish.from + 2 * LT_HOUR;
    GOOD(lt_open_weather(&wish, &strict, &w));
    assert_true(w->n == 2 && w->calm == 1);
    lt_plume_weather_free(w);
    wish.from = lt_time_from_civil(2021, 1, 1, 0, 0, 0);
    wish.to = 0;
    assert_int_equal(lt_open_weather(&wish, &strict, &w), LT_ERR_INPUT);
    assert_non_null(strstr(lt_error_what(), "no hour between"));
}

#define CALM(hour, rest)                                                                                               \
    "20  1 10  10 " hour " -999.0 -9.000 -9.000 -9.000 -999. -999. -99999.0  0.3000   0.90   0.35    0.00    0.0   "   \
    "10.0  263.1    2.0     0   0.00 " rest "\n"

/* AERMET writes a calm hour without boundary layer. With the lowest wind it is derived from humidity and cloud, and the
 * hour counts; without these it stays calm. Friction grows with the wind that is lent. */
static void test_aermet_calms(void **state) {
    (void)state;
    static const char *const text = HEADER "20  1 10  10  1" REST CALM(" 2", "   60.  1020.     5")
        CALM(" 3", "  999.  1020.    99") CALM("12", "   60.  1020.     0");
    const double wind[] = {0.5, 1.0};
    double friction[2];
    assert_true(files_write_text(path_a, text));
    for (int k = 0; k < 2; k++) {
        lt_faults strict = {0};
        lt_plume_weather *w;
        lt_weather_wish wish = wish_of("lowest_wind");
        wish.lowest_wind_ms = wind[k];
        GOOD(lt_open_weather(&wish, &strict, &w));
        const lt_plume_hour *h = w->hours;
        assert_true(w->calm == 3 && w->lifted == 2 && w->missing == 8);
        assert_true(h[1].air == LT_AIR_GOOD && h[1].wind_ms == wind[k] && h[1].wind_from_deg == 355.0);
        assert_true(h[1].obukhov_m > 0.0 && h[1].mechanical_height_m > 0.0 && h[1].roughness_m == 0.3);
        assert_true(h[2].air == LT_AIR_CALM && h[2].wind_ms == 0.0 && isnan(h[2].wind_from_deg));
        assert_true(h[11].air == LT_AIR_GOOD && h[11].obukhov_m < 0.0 && h[11].convective_height_m > 0.0);
        friction[k] = h[1].friction_velocity_ms;
        lt_plume_weather_free(w);
        wish = wish_of("skip");
        GOOD(lt_open_weather(&wish, &strict, &w));
        assert_true(w->calm == 3 && w->lifted == 0 && isnan(w->hours[1].friction_velocity_ms));
        lt_plume_weather_free(w);
    }
    assert_true(friction[0] > 0.0 && friction[1] > friction[0]);
}

static void test_table_faults(void **state) {
    (void)state;
    static const struct {
        const char *text, *word;
        long n;
    } cases[] = {{"time_local,wind_ms,wind_from_deg,temp\n2020-01-10 00:00,1,2,3\n", "temp", 1},
                 {"time_local,wind_ms,wind_from_deg\n2020-01-10 00:00,1,2\n", "temperature must be given once", 1},
                 {FULL "2020-01-10 00:00,-1,2,3,0.1,20,100,0.1,0.01\n", "wind_ms is out of range", 1},
                 {FULL "2020-01-10 00:00,1,400,3,0.1,0,100,0.1,0.01\n", "a length other than 0", 2},
                 {FULL "2020-01-10 00:30,1,4,3,0.1,20,100,0.1,0.01\n", "full hour", 1},
                 {FULL "2020-01-10 01:00,1,4,3,0.1,20,100,0.1,0.01\n2020-01-10 00:00,1,4,3,0.1,20,100,0.1,0.01\n",
                  "do not go on", 1},
                 {"time_local,wind_ms,wind_from_deg,temperature_K\n2020-01-10 00:00,1,2,280\n",
                  "not what it is derived from", 1}};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        lt_faults faults = {.report = tell};
        lt_plume_weather *w = NULL;
        const lt_weather_wish wish = wish_of("skip");
        told[0] = '\0';
        assert_true(files_write_text(path_a, cases[k].text));
        const lt_status status = lt_open_weather(&wish, &faults, &w);
        if (status != LT_OK) {
            char text[2048];
            lt_error_text(status, text, sizeof text);
            tell(text, NULL);
            faults.n++;
        }
        assert_null(w);
        if (!strstr(told, cases[k].word)) fail_msg("\"%s\" is not in %s", cases[k].word, told);
        if (faults.n != cases[k].n) fail_msg("%ld faults, not %ld: %s", faults.n, cases[k].n, told);
    }
}

/* A clear summer day and the night after it: heat makes convective air by day, which deepens until the afternoon;
 * the night is stable. Bounds, not values: the laws have tests of their own. */
static void test_derived(void **state) {
    (void)state;
    lt_faults strict = {0};
    lt_plume_weather *w;
    char text[8192] = "time_local,wind_ms,wind_from_deg,temperature_degC,relative_humidity_pct,cloud_pct\n", row[128];
    for (int h = 0; h < 30; h++) {
        snprintf(row, sizeof row, "2020-06-%02d %02d:00,3,200,%.1f,50,0\n", 10 + h / 24, h % 24,
                 22.0 - 6.0 * cos((h - 3) * M_PI / 12.0));
        strcat(text, row);
    }
    assert_true(files_write_text(path_a, text));
    const lt_weather_wish wish = wish_of("skip");
    GOOD(lt_open_weather(&wish, &strict, &w));
    const lt_plume_hour *night = &w->hours[2], *morning = &w->hours[9], *noon = &w->hours[13];
    assert_true(w->missing == 0 && night->obukhov_m > 0.0 && night->convective_height_m == 0.0);
    assert_true(morning->obukhov_m < 0.0 && noon->obukhov_m < 0.0);
    assert_true(noon->convective_height_m > morning->convective_height_m && noon->convective_height_m > 500.0);
    for (long k = 0; k < w->n; k++) /* friction does not lift the lid of a heated hour */
        assert_true(w->hours[k].obukhov_m > 0.0 || w->hours[k].mechanical_height_m <= w->hours[k].convective_height_m);
    assert_true(noon->convective_velocity_ms > 1.0 && noon->convective_velocity_ms < 4.0);
    assert_true(noon->friction_velocity_ms > night->friction_velocity_ms && night->mechanical_height_m < 400.0);
    lt_plume_weather_free(w);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_aermet, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_aermet_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_calms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_aermet_calms, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_table_faults, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_derived, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
