/* Surface layer, boundary layer height and eddy diffusivity against closed forms and limits. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/boundary_layer.h"
#include "model/met/constants.h"
#include "model/met/humidity.h"
#include "model/met/kz.h"
#include "model/met/similarity.h"
#include "tests/support/near.h"

#include <math.h>

/* What `lantian verify met` does not show: limits at which a formula turns. The published values, closed forms and the
 * energy balance stand there (test_verify_met.c). */
static void test_stable_limits(void **state) {
    (void)state;
    double friction, inverse, last = 0.0;
    for (double wind = 0.0; wind < 12.0; wind += 0.25) {
        lt_similarity_of_flux(10.0, wind, 0.1, 265.0, 1.3, -15.0, &friction, &inverse);
        assert_true(inverse > 0.0 && inverse <= 0.2 && friction >= LT_SMALLEST_FRICTION);
        assert_true(friction >= last); /* more wind, more drag, through the collapse too */
        last = friction;
    }
}

static void test_unstable_limits(void **state) {
    (void)state;
    double friction, inverse, calm;
    lt_similarity_of_flux(10.0, 0.0, 0.1, 285.0, 1.25, 200.0, &calm, &inverse);
    assert_true(calm > 0.05 && inverse >= -0.2 && inverse < 0.0); /* gusts of free convection leave a drag */
    lt_similarity_of_flux(10.0, 5.0, 0.1, 285.0, 1.25, 200.0, &friction, &inverse);
    assert_true(friction > LT_VON_KARMAN * 5.0 / log(100.0) && friction > calm);
    assert_true(lt_convective_velocity(1000.0, 285.0, 1.25, -5.0) == 0.0);
    /* w* of 1000 m and 200 W/m2: (9.80665/285 * 1000 * 200/(1.25 * 1004.64))^(1/3) = 1.7630 */
    assert_near(lt_convective_velocity(1000.0, 285.0, 1.25, 200.0), 1.7630, 1e-4);
}

static const lt_mixing_rules rules = {LT_MIXING_GROWTH, 60.0, 2500.0, 0.006};

static void test_mechanical_height(void **state) {
    (void)state;
    double f = lt_coriolis(41.6);
    assert_true(fabs(f - 2 * LT_OMEGA * sin(41.6 * M_PI / 180)) < 1e-12);
    assert_true(fabs(lt_mechanical_height(0.3, 0.0, f, &rules) - 0.3 * 0.3 / f) < 1e-9);
    assert_true(fabs(lt_mechanical_height(0.2, 0.02, f, &rules) - 0.4 * sqrt(0.2 * 50.0 / f)) < 1e-9);
    assert_true(lt_mechanical_height(0.02, 0.2, f, &rules) == rules.lowest_m);
    assert_true(lt_mechanical_height(2.0, 0.0, f, &rules) == rules.highest_m);
    /* gaussian_analytic.md, A13 */
    assert_true(fabs(lt_mechanical_height_heated(0.4, 2000.0) - 581.8590894709819) < 1e-9);
    assert_true(lt_mechanical_height_heated(0.4, 138.0) == 138.0);
}

/* With no shear the growth is that of encroachment with entrainment: h^2 = h0^2 + 2 (1 + 2 A) F t / gamma, A = 0.2; the
 * mechanical terms add a little, so the tolerance is one-sided 8 % (u* 0.05 m/s). */
static void test_convective_growth(void **state) {
    (void)state;
    lt_mixing mixing = {60.0, 0.0, false};
    lt_fluxes fluxes = {.friction_velocity_ms = 0.05, .inverse_obukhov_m = -0.2, .sensible_Wm2 = 100.0};
    double f = lt_coriolis(41.6), last = 0.0, mean = 0.0;
    for (int hour = 1; hour <= 5; hour++) {
        mean = lt_mixing_land(&mixing, &fluxes, 270.0, 1.3, f, &rules);
        double h = sqrt(60.0 * 60.0 + 2 * 1.4 * 100.0 / (1.3 * LT_CP_DRY) * 3600.0 * hour / rules.lapse_above_Km);
        assert_true(mixing.height_m > last && mean < mixing.height_m);
        assert_true(mixing.height_m > 0.97 * h && mixing.height_m < 1.08 * h);
        last = mixing.height_m;
    }
    fluxes = (lt_fluxes){.friction_velocity_ms = 0.1, .inverse_obukhov_m = 0.05, .sensible_Wm2 = -10.0};
    lt_mixing_land(&mixing, &fluxes, 270.0, 1.3, f, &rules);
    lt_mixing_land(&mixing, &fluxes, 270.0, 1.3, f, &rules);
    assert_true(mixing.height_m < 0.4 * last && mixing.residual_m == last);
}

static void test_kz_shape(void **state) {
    (void)state;
    const double inverses[] = {-0.05, -0.005, 0.0, 0.01, 0.1}, h = 700.0;
    for (int n = 0; n < 5; n++) {
        assert_true(lt_kz_at(0.0, h, 0.3, inverses[n]) == 0.0);
        assert_true(lt_kz_at(h, h, 0.3, inverses[n]) == 0.0);
        assert_true(lt_kz_at(h + 1.0, h, 0.3, inverses[n]) == 0.0);
        /* continuous: a step of 1 mm changes K by no more than 1e-3 of its largest value, also at 0.1 h and at h */
        double largest = 0.0;
        for (double z = 1.0; z < h; z += 1.0) largest = fmax(largest, lt_kz_at(z, h, 0.3, inverses[n]));
        for (double z = 0.0; z < h + 2.0; z += 0.5)
            assert_true(fabs(lt_kz_at(z + 1e-3, h, 0.3, inverses[n]) - lt_kz_at(z, h, 0.3, inverses[n])) <
                        1e-3 * largest);
        double low = lt_kz_at(0.1 * h * (1 - 1e-12), h, 0.3, inverses[n]);
        double high = lt_kz_at(0.1 * h * (1 + 1e-12), h, 0.3, inverses[n]);
        assert_true(fabs(low - high) < 1e-9 * low);
    }
    /* neutral: k u* z (1 - z/h)^2 */
    assert_true(fabs(lt_kz_at(100.0, h, 0.3, 0.0) - 0.4 * 0.3 * 100.0 * pow(1 - 100.0 / h, 2)) < 1e-12);
    assert_true(lt_kz_at(100.0, h, 0.3, -0.05) > lt_kz_at(100.0, h, 0.3, 0.0));
    assert_true(lt_kz_at(100.0, h, 0.3, 0.05) < lt_kz_at(100.0, h, 0.3, 0.0));
}

static void test_kz_column(void **state) {
    (void)state;
    const double edges[] = {0, 40, 100, 200, 400, 800, 1600};
    const lt_kz_rules floors = {0.1, 0.5};
    double kz[7];
    lt_kz_column(7, edges, 150.0, 500.0, 0.2, 0.02, 0.0, &floors, kz);
    assert_true(kz[0] == 0.0 && kz[6] == 0.0);
    assert_true(kz[1] == lt_kz_at(40.0, 150.0, 0.2, 0.02));
    assert_true(kz[3] == 0.5 && kz[4] == 0.5 && kz[5] == 0.1);
    lt_kz_column(7, edges, 420.0, 500.0, 0.2, -0.02, 3.0, &floors, kz); /* entrainment at the edge nearest to h */
    assert_true(kz[4] == 3.0 && kz[5] == 0.1 && kz[3] > 3.0);
}

/* Saturation 611.2 Pa at 0 degC and 2339 Pa at 20 degC (WMO tables), dew point the inverse. */
static void test_humidity(void **state) {
    (void)state;
    assert_true(fabs(lt_saturation_pressure(273.15) - 611.2) < 1.0);
    assert_true(fabs(lt_saturation_pressure(293.15) / 2339.0 - 1.0) < 0.004); /* limit of the form */
    assert_true(fabs(lt_dew_point(lt_saturation_pressure(258.0)) - 258.0) < 1e-9);
    assert_true(fabs(lt_vapour_pressure(lt_mixing_ratio(400.0, 1e5), 1e5) - 400.0) < 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_stable_limits),     cmocka_unit_test(test_unstable_limits),
        cmocka_unit_test(test_mechanical_height), cmocka_unit_test(test_convective_growth),
        cmocka_unit_test(test_kz_shape),          cmocka_unit_test(test_kz_column),
        cmocka_unit_test(test_humidity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
