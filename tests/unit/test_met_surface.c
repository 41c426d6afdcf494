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
#include "model/met/surface_layer.h"

#include <math.h>

static double neutral(double wind, double roughness) {
    return LT_VON_KARMAN * wind / log(10.0 / roughness);
}

static void test_neutral_limit(void **state) {
    (void)state;
    double friction, inverse;
    lt_surface_unstable(5.0, 0.1, 270.0, 1.3, 0.0, &friction, &inverse);
    assert_true(fabs(friction - neutral(5.0, 0.1)) < 1e-14);
    assert_true(inverse == 0.0);
    lt_surface_unstable(5.0, 0.1, 270.0, 1.3, 1e-3, &friction, &inverse);
    assert_true(fabs(friction / neutral(5.0, 0.1) - 1.0) < 1e-4);
}

static void test_unstable(void **state) {
    (void)state;
    const double density = 1.25, t = 285.0, heat = 150.0;
    for (double wind = 2.0; wind < 12.0; wind += 1.0) {
        double friction, inverse;
        lt_surface_unstable(wind, 0.3, t, density, heat, &friction, &inverse);
        assert_true(friction > neutral(wind, 0.3));
        /* both equations hold at the solution */
        double length = -density * LT_CP_DRY * t * pow(friction, 3) / (LT_VON_KARMAN * LT_GRAVITY * heat);
        assert_true(fabs(inverse * length - 1.0) < 1e-6);
        assert_true(fabs(friction * lt_similarity_wind(10.0, 0.3, inverse) / (LT_VON_KARMAN * wind) - 1.0) < 1e-6);
    }
}

static void test_stable(void **state) {
    (void)state;
    for (double wind = 0.5; wind < 12.0; wind += 0.5) {
        double friction, inverse;
        lt_surface_stable(wind, 0.1, 265.0, 0.08, &friction, &inverse);
        assert_true(friction < neutral(wind, 0.1) && inverse > 0.0 && inverse <= 0.2);
        if (wind < 5.0) continue; /* above the critical wind the closed form solves u* (ln + 5 z/L) = k U */
        double profile = log(100.0) + 5.0 * 10.0 * inverse;
        assert_true(fabs(friction * profile / (LT_VON_KARMAN * wind) - 1.0) < 1e-12);
    }
}

static lt_surface winter_noon(void) {
    return (lt_surface){.wind_10m_ms = 3.0,
                        .roughness_m = 0.3,
                        .temperature_K = 267.0,
                        .density_kgm3 = 1.3,
                        .cloud = 0.3,
                        .clear_sky_Wm2 = 400.0,
                        .albedo = 0.45,
                        .moisture = 0.2,
                        .sea_surface_K = 275.0};
}

static void test_energy_balance(void **state) {
    (void)state;
    lt_surface snow = winter_noon(), bare = snow, night = snow, overcast = snow;
    bare.albedo = 0.2;
    night.clear_sky_Wm2 = 0.0;
    overcast.cloud = 1.0;
    lt_surface_fluxes on_snow = lt_surface_land(&snow), on_bare = lt_surface_land(&bare);
    lt_surface_fluxes at_night = lt_surface_land(&night), below_cloud = lt_surface_land(&overcast);
    /* by hand: K+ 400 (1 - 0.75 0.3^3.4) = 395.00; Q* 124.51; q 1.935; H = (0.8 + q)/(1 + q) 0.9 Q* - 20 = 84.42 */
    assert_true(fabs(on_snow.shortwave_Wm2 - 395.00) < 0.01);
    assert_true(fabs(on_snow.net_radiation_Wm2 - 124.51) < 0.01);
    assert_true(fabs(on_snow.heat_flux_Wm2 - 84.42) < 0.01);
    assert_true(on_bare.heat_flux_Wm2 > on_snow.heat_flux_Wm2 + 40.0);
    assert_true(at_night.inverse_obukhov_m > 0.0 && at_night.heat_flux_Wm2 < 0.0 && at_night.shortwave_Wm2 == 0.0);
    assert_true(below_cloud.shortwave_Wm2 < 0.3 * on_snow.shortwave_Wm2);
    lt_surface_fluxes warm_sea = lt_surface_sea(&snow);
    assert_true(warm_sea.inverse_obukhov_m < 0.0);
    snow.sea_surface_K = 262.0;
    assert_true(lt_surface_sea(&snow).inverse_obukhov_m > 0.0);
}

static const lt_mixing_rules rules = {60.0, 2500.0, 0.006};

static void test_mechanical_height(void **state) {
    (void)state;
    double f = lt_coriolis(41.6);
    assert_true(fabs(f - 2 * LT_OMEGA * sin(41.6 * M_PI / 180)) < 1e-12);
    assert_true(fabs(lt_mechanical_height(0.3, 0.0, f, &rules) - 0.3 * 0.3 / f) < 1e-9);
    assert_true(fabs(lt_mechanical_height(0.2, 0.02, f, &rules) - 0.4 * sqrt(0.2 * 50.0 / f)) < 1e-9);
    assert_true(lt_mechanical_height(0.02, 0.2, f, &rules) == rules.lowest_m);
    assert_true(lt_mechanical_height(2.0, 0.0, f, &rules) == rules.highest_m);
}

/* With no shear the growth is that of encroachment with entrainment: h^2 = h0^2 + 2 (1 + 2 A) F t / gamma, A = 0.2; the
 * mechanical terms add a little, so the tolerance is one-sided 8 % (u* 0.05 m/s). */
static void test_convective_growth(void **state) {
    (void)state;
    lt_mixing mixing = {60.0, 0.0, false};
    lt_surface_fluxes fluxes = {.friction_velocity_ms = 0.05, .inverse_obukhov_m = -0.2, .heat_flux_Wm2 = 100.0};
    double f = lt_coriolis(41.6), last = 0.0, mean = 0.0;
    for (int hour = 1; hour <= 5; hour++) {
        mean = lt_mixing_land(&mixing, &fluxes, 270.0, 1.3, f, &rules);
        double h = sqrt(60.0 * 60.0 + 2 * 1.4 * 100.0 / (1.3 * LT_CP_DRY) * 3600.0 * hour / rules.lapse_above_Km);
        assert_true(mixing.height_m > last && mean < mixing.height_m);
        assert_true(mixing.height_m > 0.97 * h && mixing.height_m < 1.08 * h);
        last = mixing.height_m;
    }
    fluxes = (lt_surface_fluxes){.friction_velocity_ms = 0.1, .inverse_obukhov_m = 0.05, .heat_flux_Wm2 = -10.0};
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
    lt_kz_column(7, edges, 150.0, 500.0, 0.2, 0.02, &floors, kz);
    assert_true(kz[0] == 0.0 && kz[6] == 0.0);
    assert_true(kz[1] == lt_kz_at(40.0, 150.0, 0.2, 0.02));
    assert_true(kz[3] == 0.5 && kz[4] == 0.5 && kz[5] == 0.1);
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
        cmocka_unit_test(test_neutral_limit),
        cmocka_unit_test(test_unstable),
        cmocka_unit_test(test_stable),
        cmocka_unit_test(test_energy_balance),
        cmocka_unit_test(test_mechanical_height),
        cmocka_unit_test(test_convective_growth),
        cmocka_unit_test(test_kz_shape),
        cmocka_unit_test(test_kz_column),
        cmocka_unit_test(test_humidity),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
