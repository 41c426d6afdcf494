/* How often the test of offset coordinates (inventory/check/offset.c) errs: on the coal plants of the World Resources
 * Institute, a list made by others, as they stand and with the offset, and on points anywhere. */
#include "inventory_fixture.h"

#include "base/csv.h"
#include "grids/gcj02.h"
#include "inventory/check/check.h"
#include "tests/support/data.h"
#include "tests/support/uniform.h"

static lt_borders *borders;
static lt_place_point *places;
static long n_places;

static int set_up(void **state) {
    (void)state;
    return lt_borders_read(&borders) == LT_OK && lt_offset_places(&places, &n_places) == LT_OK ? 0 : -1;
}

static int tear_down(void **state) {
    (void)state;
    lt_borders_free(borders);
    lt_free(places);
    return 0;
}

static uint64_t seed = 20201126;

static bool suspected(const lt_place_point *points, long n, bool shift) {
    lt_place_point moved[512];
    lt_offset_votes votes;
    for (long k = 0; k < n; k++) {
        moved[k] = points[k];
        if (shift) lt_gcj02_from_wgs84(points[k].lon, points[k].lat, &moved[k].lon, &moved[k].lat);
    }
    fixture_fail(lt_offset_count(borders, moved, n, places, n_places, &votes));
    return lt_offset_suspected(&votes);
}

static double km(const lt_place_point *a, const lt_place_point *b) {
    return hypot((a->lon - b->lon) * 111.2 * cos(a->lat * M_PI / 180), (a->lat - b->lat) * 111.2);
}

/* Coal plants of the WRI in Liaoning that stand within 1 km of a listed one. */
static long wri_plants(lt_place_point *out, long most) {
    lt_csv *t;
    long n = 0;
    fixture_fail(lt_csv_read(data_path("geo/powerplants_wri/wri_china_bbox_118-126.5E_38-44N.csv"), &t));
    const int fuel = lt_csv_find(t, "Fuel"), x = lt_csv_find(t, "Longitude"), y = lt_csv_find(t, "Latitude");
    for (long r = 0; r < lt_csv_rows(t) && n < most; r++) {
        lt_place_point p;
        if (strcmp(lt_csv_text(t, r, fuel), "Coal") != 0) continue;
        fixture_fail(lt_csv_double(t, r, x, &p.lon));
        fixture_fail(lt_csv_double(t, r, y, &p.lat));
        p.city = lt_borders_city(borders, p.lon, p.lat);
        double least = 99;
        for (long k = 0; k < n_places; k++) least = fmin(least, km(&p, &places[k]));
        bool again = false;
        for (long k = 0; k < n; k++) again = again || (out[k].lon == p.lon && out[k].lat == p.lat);
        if (p.city >= 0 && least < 1 && !again) out[n++] = p;
    }
    lt_csv_free(t);
    return n;
}

static void test_error_rates(void **state) {
    (void)state;
    enum { DRAWS = 20000 };
    static const int sizes[] = {3, 5, 10};
    static const double most_missed[] = {0.12, 0.01, 0.001};
    lt_place_point wri[128], set[128];
    const long n = wri_plants(wri, 128);
    assert_true(n >= 25);
    assert_false(suspected(wri, n, false));
    assert_true(suspected(wri, n, true));
    for (int s = 0; s < 3; s++) {
        long alarms = 0, missed = 0;
        for (int d = 0; d < DRAWS; d++) {
            for (int k = 0; k < sizes[s]; k++) { /* without putting back */
                const long at = k + (long)(uniform(&seed) * (double)(n - k));
                const lt_place_point chosen = wri[at];
                wri[at] = wri[k];
                set[k] = wri[k] = chosen;
            }
            alarms += suspected(set, sizes[s], false);
            missed += !suspected(set, sizes[s], true);
        }
        print_message("%ld plants, %d a draw: %.3f %% false alarms, %.2f %% missed\n", n, sizes[s],
                      100.0 * alarms / DRAWS, 100.0 * missed / DRAWS);
        assert_int_equal(alarms, 0);
        assert_true((double)missed / DRAWS <= most_missed[s]);
    }
}

/* Points anywhere in the cities: no plant vouches for them, so nothing is said. */
static void test_points_anywhere(void **state) {
    (void)state;
    enum { SETS = 1000, N = 200 };
    lt_place_point set[N];
    long alarms = 0;
    for (int t = 0; t < SETS; t++) {
        for (int k = 0; k < N;) {
            lt_place_point p = {118.8 + 7 * uniform(&seed), 38.7 + 4.8 * uniform(&seed), -1};
            p.city = lt_borders_city(borders, p.lon, p.lat);
            if (p.city >= 0) set[k++] = p;
        }
        alarms += suspected(set, N, false);
    }
    print_message("%d sets of %d random points: %ld alarms\n", SETS, N, alarms);
    assert_int_equal(alarms, 0);
}

/* Many rows at one plant are one vote. */
static void test_one_plant_is_one_vote(void **state) {
    (void)state;
    lt_place_point same[5];
    for (int k = 0; k < 5; k++) {
        same[k] = (lt_place_point){places[0].lon, places[0].lat, -1};
        same[k].lat += 1e-4 * k;
    }
    assert_false(suspected(same, 5, true));
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_error_rates), cmocka_unit_test(test_points_anywhere),
                                       cmocka_unit_test(test_one_plant_is_one_vote)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
