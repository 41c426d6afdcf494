/* Cities as polygons, and the offset of web maps. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "base/csv.h"
#include "base/outdir.h"
#include "grids/borders.h"
#include "grids/gcj02.h"
#include "tests/support/uniform.h"

#include <math.h>

static lt_borders *borders;

static int read_borders(void **state) {
    (void)state;
    return lt_borders_read(&borders) == LT_OK ? 0 : -1;
}

static int free_borders(void **state) {
    (void)state;
    lt_borders_free(borders);
    return 0;
}

/* Every national site lies in the city that its list names, and in no other. */
static void test_sites_are_in_their_cities(void **state) {
    (void)state;
    char path[512];
    lt_csv *t;
    assert_int_equal(lt_share_path("grids/data/stations.csv", path, sizeof path), LT_OK);
    assert_int_equal(lt_csv_read(path, &t), LT_OK);
    int area = lt_csv_find(t, "area_en"), x = lt_csv_find(t, "lon"), y = lt_csv_find(t, "lat"), n = 0;
    for (long r = 0; r < lt_csv_rows(t); r++) {
        double lon, lat;
        assert_int_equal(lt_csv_double(t, r, x, &lon), LT_OK);
        assert_int_equal(lt_csv_double(t, r, y, &lat), LT_OK);
        const int city = lt_borders_find(lt_csv_text(t, r, area));
        assert_true(city >= 0);
        if (lt_borders_city(borders, lon, lat) != city) print_error("%s\n", lt_csv_where(t, r, x));
        assert_int_equal(lt_borders_city(borders, lon, lat), city);
        for (int other = 0; other < 14; other++)
            assert_int_equal(lt_borders_inside(borders, other, lon, lat), other == city);
        n++;
    }
    assert_int_equal(n, 77);
    lt_csv_free(t);
}

/* Random points: in one city at most; distances and insides fit; the share of all points is that of the areas. */
static void test_distance_and_inside_agree(void **state) {
    (void)state;
    uint64_t seed = 1;
    long in = 0, n = 20000;
    for (long k = 0; k < n; k++) {
        const double lon = 118.5 + 7.5 * uniform(&seed), lat = 38.5 + 5.0 * uniform(&seed);
        const int city = lt_borders_city(borders, lon, lat);
        in += city >= 0;
        if (k % 100) continue;
        for (int c = 0; c < 14; c++) {
            assert_int_equal(lt_borders_inside(borders, c, lon, lat), c == city);
            /* A step shorter than the distance to the outline does not leave the city. */
            const double km = 0.99 * lt_borders_distance_km(borders, c, lon, lat);
            if (km > 50) continue;
            const double east = km / (111.195 * cos(lat * M_PI / 180));
            assert_int_equal(lt_borders_inside(borders, c, lon, lat), lt_borders_inside(borders, c, lon + east, lat));
        }
    }
    /* 147 769 km2 (data/README.md) of the box's 7.5 x 5 degrees at 41 N, on the same sphere; three standard deviations.
     */
    const double box = 6370.0 * 6370.0 * (7.5 * M_PI / 180) * (sin(43.5 * M_PI / 180) - sin(38.5 * M_PI / 180));
    /* Points are even in latitude, not in area: the weight changes by 5 % over the province, the mean by below 1 %. */
    assert_true(fabs((double)in / (double)n - 147769 / box) < 0.01 + 3 * sqrt(0.25 / (double)n));
}

/* Published test points of the formula (Shanghai, Shenzhen, Peking), to 1e-12 degree. */
static void test_gcj02(void **state) {
    (void)state;
    static const double points[][4] = {{121.5272106, 31.1774276, 121.531541859215, 31.17530398364597},
                                       {113.912316, 22.543847, 113.9171764808363, 22.540796131694766},
                                       {116.377817, 39.911954, 116.38404722455657, 39.91334545536069}};
    for (int k = 0; k < 3; k++) {
        double lon, lat;
        lt_gcj02_from_wgs84(points[k][0], points[k][1], &lon, &lat);
        assert_true(fabs(lon - points[k][2]) < 1e-12 && fabs(lat - points[k][3]) < 1e-12);
        lt_gcj02_to_wgs84(lon, lat, &lon, &lat);
        assert_true(fabs(lon - points[k][0]) < 1e-9 && fabs(lat - points[k][1]) < 1e-9);
    }
    /* In Liaoning 430-570 m east and 85-270 m north. */
    for (double x = 119; x <= 125.5; x += 0.25)
        for (double y = 39; y <= 43; y += 0.25) {
            double lon, lat;
            lt_gcj02_from_wgs84(x, y, &lon, &lat);
            const double east = (lon - x) * 111195 * cos(y * M_PI / 180), north = (lat - y) * 111195;
            assert_true(east > 400 && east < 600 && north > 60 && north < 300);
        }
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_sites_are_in_their_cities),
                                       cmocka_unit_test(test_distance_and_inside_agree), cmocka_unit_test(test_gcj02)};
    return cmocka_run_group_tests(tests, read_borders, free_borders);
}
