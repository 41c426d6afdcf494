/* The projection against formulas written out here from Snyder (1987), against PROJ's own factors, and round trips. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "grids/projection.h"

#include <math.h>
#include <proj.h>
#include <string.h>

static const double R = 6370000, DEGREE = M_PI / 180;
static const lt_projection_spec specs[] = {
    {36, 46, 122.25, 41.1, 6370000}, {40, 40, 120, 40, 6371000}, {-30, -50, 20, -40, 6370000}};

/* Closed form of the spherical cone for parallels 36 and 46 N, origin 122.25 E 41.1 N: an independent oracle
 * (logarithms of Mercator's ordinate in place of powers of tangents). */
static void oracle(double lon, double lat, double *x, double *y, double *k, double *theta) {
    double p1 = 36 * DEGREE, p2 = 46 * DEGREE, p0 = 41.1 * DEGREE, phi = lat * DEGREE;
    double n = (log(cos(p1)) - log(cos(p2))) / (asinh(tan(p2)) - asinh(tan(p1)));
    double rho = R * cos(p1) / n * exp(n * (asinh(tan(p1)) - asinh(tan(phi))));
    double rho0 = R * cos(p1) / n * exp(n * (asinh(tan(p1)) - asinh(tan(p0))));
    *theta = n * (lon - 122.25) * DEGREE;
    *x = rho * sin(*theta);
    *y = rho0 - rho * cos(*theta);
    *k = cos(p1) / cos(phi) * exp(n * (asinh(tan(p1)) - asinh(tan(phi))));
}

static void test_against_closed_form(void **state) {
    (void)state;
    lt_projection *p;
    assert_int_equal(lt_projection_create(&specs[0], &p), LT_OK);
    for (double lon = 110; lon <= 134; lon += 0.5)
        for (double lat = 33; lat <= 49; lat += 0.5) {
            double x, y, k, theta, px, py, lon2, lat2;
            oracle(lon, lat, &x, &y, &k, &theta);
            assert_int_equal(lt_projection_forward(p, lon, lat, &px, &py), LT_OK);
            assert_true(hypot(px - x, py - y) < 1e-9 * R); /* 1e-9 rad = 6 mm; rounding alone is near 1e-8 m */
            assert_int_equal(lt_projection_inverse(p, x, y, &lon2, &lat2), LT_OK);
            assert_true(fabs(lon2 - lon) * DEGREE < 1e-9 && fabs(lat2 - lat) * DEGREE < 1e-9);
            assert_true(fabs(lt_projection_map_factor(p, x, y) / k - 1) < 1e-12);
            assert_true(fabs(lt_projection_angle(p, x, y) + theta) < 1e-12);
        }
    /* On the standard parallels a metre is a metre. */
    for (int q = 0; q < 2; q++) {
        double x, y;
        assert_int_equal(lt_projection_forward(p, 118, q ? 46 : 36, &x, &y), LT_OK);
        assert_true(fabs(lt_projection_map_factor(p, x, y) - 1) < 1e-12);
    }
    lt_projection_free(p);
}

/* PROJ differentiates numerically (step 1e-5 rad, second order): its scale is good to about 1e-9. */
static void test_against_proj_factors(void **state) {
    (void)state;
    for (int s = 0; s < 3; s++) {
        lt_projection *p;
        assert_int_equal(lt_projection_create(&specs[s], &p), LT_OK);
        PJ *pj = proj_create(NULL, lt_projection_text(p));
        assert_non_null(pj);
        for (int q = 0; q < 25; q++) {
            double lon = specs[s].lon_0 + 3 * (q % 5 - 2), lat = specs[s].lat_0 + 2 * (q / 5 - 2), x, y;
            PJ_FACTORS f = proj_factors(pj, proj_coord(lon * DEGREE, lat * DEGREE, 0, 0));
            assert_int_equal(lt_projection_forward(p, lon, lat, &x, &y), LT_OK);
            double k = lt_projection_map_factor(p, x, y);
            assert_true(fabs(k - f.meridional_scale) < 1e-7 && fabs(k - f.parallel_scale) < 1e-7);
            assert_true(fabs(k * k - f.areal_scale) < 2e-7);
            assert_true(fabs(fabs(lt_projection_angle(p, x, y)) - fabs(f.meridian_convergence)) < 1e-7);
        }
        proj_destroy(pj);
        lt_projection_free(p);
    }
}

/* The angle turns true wind into grid wind: a step to true north moves the map point along (-v sin.., v cos..). */
static void test_angle_turns_vectors(void **state) {
    (void)state;
    lt_projection *p;
    assert_int_equal(lt_projection_create(&specs[0], &p), LT_OK);
    double lon = 128, lat = 44, step = 1e-4, x, y, xn, yn, xe, ye;
    assert_int_equal(lt_projection_forward(p, lon, lat, &x, &y), LT_OK);
    assert_int_equal(lt_projection_forward(p, lon, lat + step, &xn, &yn), LT_OK);
    assert_int_equal(lt_projection_forward(p, lon + step, lat, &xe, &ye), LT_OK);
    double a = lt_projection_angle(p, x, y), north = hypot(xn - x, yn - y), east = hypot(xe - x, ye - y);
    /* true wind (0, 1): u_grid = sin a, v_grid = cos a; true wind (1, 0): u_grid = cos a, v_grid = -sin a */
    assert_true(fabs((xn - x) / north - sin(a)) < 1e-6 && fabs((yn - y) / north - cos(a)) < 1e-6);
    assert_true(fabs((xe - x) / east - cos(a)) < 2e-6 && fabs((ye - y) / east + sin(a)) < 2e-6);
    assert_true(a < -0.05); /* east of the origin grid north points to the right of true north */
    lt_projection_free(p);
}

static void test_text_round_trip(void **state) {
    (void)state;
    lt_projection *p, *q;
    assert_int_equal(lt_projection_create(&specs[0], &p), LT_OK);
    assert_int_equal(lt_projection_parse(lt_projection_text(p), &q), LT_OK);
    assert_string_equal(lt_projection_text(p), lt_projection_text(q));
    assert_memory_equal(lt_projection_get_spec(p), lt_projection_get_spec(q), sizeof(lt_projection_spec));
    lt_projection_free(p);
    lt_projection_free(q);
    assert_int_equal(lt_projection_parse("+proj=merc +R=6370000", &p), LT_ERR_INPUT);
    assert_int_equal(lt_projection_parse("+proj=lcc +lat_1=36 +lat_2=-46 +lat_0=0 +lon_0=0 +R=6370000", &p),
                     LT_ERR_INPUT);
    assert_null(p);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_closed_form), cmocka_unit_test(test_against_proj_factors),
        cmocka_unit_test(test_angle_turns_vectors), cmocka_unit_test(test_text_round_trip)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
