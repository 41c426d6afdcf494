/* Points of gridded weather: where a place lies between them, for each kind; same or not; angles. */
#include "model/met/gridded/plane.h"

#include "grids/projection.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* cmocka needs the headers above */
#include <cmocka.h>

static const char LAMBERT[] = "+proj=lcc +lat_1=36 +lat_2=46 +lat_0=41.1 +lon_0=122.25 +R=6370000 +units=m +no_defs";

/* Weights of a place give back a function that is linear in the plane's own coordinates. */
static double value_at(const lt_plane_place *p, const double *values) {
    double sum = 0;
    for (int c = 0; c < 4; c++) sum += p->weight[c] * values[p->at[c]];
    return sum;
}

static lt_plane_place find_one(const lt_plane *plane, double lon, double lat, bool *inside) {
    lt_plane_place place;
    assert_int_equal(lt_plane_find(plane, 1, &lon, &lat, &place, inside), LT_OK);
    return place;
}

static void test_axes(void **state) {
    (void)state;
    const double lon[] = {100, 110, 125, 130}, falling[] = {50, 40, 20};
    lt_plane *plane;
    bool inside;
    assert_int_equal(lt_plane_axes(4, 3, lon, falling, &plane), LT_OK);
    double x[12], y[12];
    assert_int_equal(lt_plane_places(plane, x, y), LT_OK);
    for (int turn = -1; turn <= 1; turn++) {
        lt_plane_place p = find_one(plane, 121.5 + 360 * turn, 33.0, &inside);
        assert_true(inside);
        assert_float_equal(value_at(&p, x), 121.5, 1e-12);
        assert_float_equal(value_at(&p, y), 33.0, 1e-12);
    }
    const double out[][2] = {{99.9, 30}, {130.1, 30}, {120, 50.1}, {120, 19.9}, {-60, 30}};
    for (int o = 0; o < 5; o++) {
        find_one(plane, out[o][0], out[o][1], &inside);
        assert_false(inside);
    }
    lt_plane_place p = find_one(plane, 130, 20, &inside);
    assert_true(inside);
    assert_float_equal(value_at(&p, x) + value_at(&p, y), 150, 1e-12);
    lt_plane_free(plane);
}

static void test_round_the_earth(void **state) {
    (void)state;
    double lon[144], lat[73], x[144 * 73];
    for (int i = 0; i < 144; i++) lon[i] = 2.5 * i;
    for (int j = 0; j < 73; j++) lat[j] = 90 - 2.5 * j;
    for (int p = 0; p < 144 * 73; p++) x[p] = cos(lon[p % 144] * (M_PI / 180));
    lt_plane *plane;
    assert_int_equal(lt_plane_axes(144, 73, lon, lat, &plane), LT_OK);
    for (double at = -181.3; at < 400; at += 0.7) {
        bool inside;
        lt_plane_place p = find_one(plane, at, 41.2, &inside);
        assert_true(inside);
        /* bilinear error of a cosine: step^2 / 8 */
        assert_float_equal(value_at(&p, x), cos(at * (M_PI / 180)), pow(2.5 * M_PI / 180, 2) / 8 + 1e-12);
    }
    lt_plane_free(plane);
}

static void test_map(void **state) {
    (void)state;
    lt_plane *plane;
    assert_int_equal(lt_plane_map(LAMBERT, 30, 20, -4e5, 3e5, 27e3, -27e3, &plane), LT_OK);
    double x[600], y[600], angle[600], lon[600], lat[600];
    for (int p = 0; p < 600; p++) x[p] = -4e5 + 27e3 * (p % 30), y[p] = 3e5 - 27e3 * (p / 30);
    lt_projection *projection;
    assert_int_equal(lt_projection_parse(LAMBERT, &projection), LT_OK);
    assert_int_equal(lt_plane_angles(plane, angle), LT_OK);
    assert_int_equal(lt_plane_places(plane, lon, lat), LT_OK);
    for (int p = 0; p < 600; p++) /* differences over 27 m: rounding of the places 1e-9 m, curvature 1e-11 */
        assert_float_equal(angle[p], lt_projection_angle(projection, x[p], y[p]), 1e-9);
    for (double px = -3.9e5; px < 3.8e5; px += 31e3) {
        double a, b;
        bool inside;
        assert_int_equal(lt_projection_inverse(projection, px, 0.3 * px, &a, &b), LT_OK);
        lt_plane_place p = find_one(plane, a, b, &inside);
        assert_true(inside);
        assert_float_equal(value_at(&p, x), px, 1e-6);
        assert_float_equal(value_at(&p, y), 0.3 * px, 1e-6);
    }
    bool inside;
    find_one(plane, 100, 41, &inside);
    assert_false(inside);
    lt_projection_free(projection);
    lt_plane_free(plane);
}

/* A turned pole: the angle by spherical trigonometry. */
static void test_turned_pole(void **state) {
    (void)state;
    lt_plane *plane;
    const char *text = "+proj=ob_tran +o_proj=longlat +o_lat_p=40 +o_lon_p=0 +lon_0=300 +R=6371229 +no_defs";
    assert_int_equal(lt_plane_map(text, 20, 20, -5, -5, 0.5, 0.5, &plane), LT_OK);
    double lon[400], lat[400], angle[400];
    assert_int_equal(lt_plane_places(plane, lon, lat), LT_OK);
    assert_int_equal(lt_plane_angles(plane, angle), LT_OK);
    bool inside[400];
    lt_plane_place place[400];
    assert_int_equal(lt_plane_find(plane, 400, lon, lat, place, inside), LT_OK);
    double pole_lat = 40 * M_PI / 180, pole_lon = (300 - 180) * M_PI / 180;
    for (int p = 0; p < 400; p++) {
        double phi = lat[p] * M_PI / 180, away = pole_lon - lon[p] * M_PI / 180;
        /* bearing of the turned pole, clockwise from north */
        double bearing =
            atan2(sin(away) * cos(pole_lat), cos(phi) * sin(pole_lat) - sin(phi) * cos(pole_lat) * cos(away));
        assert_true(inside[p]);
        assert_float_equal(remainder(angle[p] + bearing, 2 * M_PI), 0, 1e-7);
    }
    lt_plane_free(plane);
}

static void test_rows(void **state) {
    (void)state;
    const double lat[] = {60, 45, 30}, lon0[] = {0, 0, 0}, step[] = {360 / 18.0, 15, 360 / 30.0};
    const int n[] = {18, 24, 30};
    double lon[72], y[72];
    lt_plane *plane;
    assert_int_equal(lt_plane_rows(3, lat, n, lon0, step, &plane), LT_OK);
    assert_int_equal(lt_plane_places(plane, lon, y), LT_OK);
    for (double at = 1; at < 720; at += 3.3) {
        bool inside;
        lt_plane_place p = find_one(plane, at, 50, &inside);
        assert_true(inside);
        assert_float_equal(value_at(&p, y), 50, 1e-12);
        double turn = fmod(at, 360);
        if (turn < 340) assert_float_equal(value_at(&p, lon), turn, 1e-9);
    }
    lt_plane_free(plane);
}

/* The points of a Lambert map as a curved grid: the same weights up to the bend of a cell. */
static void test_curved(void **state) {
    (void)state;
    enum { NX = 40, NY = 30 };
    double lon[NX * NY], lat[NX * NY], x[NX * NY];
    lt_plane *map, *curved;
    assert_int_equal(lt_plane_map(LAMBERT, NX, NY, -5e5, -4e5, 27e3, 27e3, &map), LT_OK);
    assert_int_equal(lt_plane_places(map, lon, lat), LT_OK);
    assert_int_equal(lt_plane_curved(NX, NY, lon, lat, &curved), LT_OK);
    for (int p = 0; p < NX * NY; p++) x[p] = p % NX;
    for (int k = 0; k < 200; k++) {
        double at_lon = 117 + 0.05 * k, at_lat = 38 + 0.031 * ((k * 37) % 190);
        bool a, b;
        lt_plane_place on_map = find_one(map, at_lon, at_lat, &a), on_curved = find_one(curved, at_lon, at_lat, &b);
        assert_int_equal(a, b);
        /* map factor and gnomonic plane differ by (27 km / 6370 km)^2 in a cell */
        if (a) assert_float_equal(value_at(&on_map, x), value_at(&on_curved, x), 1e-4);
    }
    bool all[NX * NY];
    lt_plane_place *places = NULL;
    assert_int_equal(lt_calloc(NX * NY, sizeof *places, &places), LT_OK);
    assert_int_equal(lt_plane_find(curved, NX * NY, lon, lat, places, all), LT_OK);
    for (int p = 0; p < NX * NY; p++) {
        assert_true(all[p]);
        assert_float_equal(value_at(&places[p], x), x[p], 1e-9);
    }
    lt_free(places);
    lt_plane_free(map);
    lt_plane_free(curved);
}

static void test_same(void **state) {
    (void)state;
    const double lon[] = {100, 110, 120}, shifted[] = {460, 470, 480}, other[] = {100, 110, 120.01}, lat[] = {20, 30};
    lt_plane *a, *b, *c, *d;
    assert_int_equal(lt_plane_axes(3, 2, lon, lat, &a), LT_OK);
    assert_int_equal(lt_plane_axes(3, 2, shifted, lat, &b), LT_OK);
    assert_int_equal(lt_plane_axes(3, 2, other, lat, &c), LT_OK);
    assert_int_equal(lt_plane_axes(2, 2, lon, lat, &d), LT_OK);
    assert_true(lt_plane_same(a, b));
    assert_false(lt_plane_same(a, c));
    assert_false(lt_plane_same(a, d));
    lt_plane_free(a);
    lt_plane_free(b);
    lt_plane_free(c);
    lt_plane_free(d);
}

static void test_unknown_map(void **state) {
    (void)state;
    lt_plane *plane;
    double lon = 120, lat = 40;
    lt_plane_place place;
    bool inside;
    assert_int_equal(lt_plane_map("+proj=nonsense", 3, 3, 0, 0, 1, 1, &plane), LT_OK);
    assert_int_equal(lt_plane_find(plane, 1, &lon, &lat, &place, &inside), LT_ERR_INPUT);
    lt_plane_free(plane);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_axes), cmocka_unit_test(test_round_the_earth),
        cmocka_unit_test(test_map),  cmocka_unit_test(test_turned_pole),
        cmocka_unit_test(test_rows), cmocka_unit_test(test_curved),
        cmocka_unit_test(test_same), cmocka_unit_test(test_unknown_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
