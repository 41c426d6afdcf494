/* Tiles of a cell, what snow and soil remember, cloud in the layers, and what of the source is taken. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/met/cloud.h"
#include "model/met/constants.h"
#include "model/met/diagnosis.h"
#include "model/met/humidity.h"
#include "tests/support/near.h"

#include <math.h>

static const lt_ground_rules rules = {5.0, 0.5};

static lt_ground_memory ground_at(double day_K) {
    lt_ground_memory m = {0};
    lt_ground_begin(&m, &rules, day_K);
    return m;
}

/* Water of snow and soil follows what falls, evaporates and runs over. */
static void test_water_is_kept(void **state) {
    (void)state;
    lt_ground_memory m = ground_at(263.0);
    assert_near(m.snow_kgm2, 5.0, 0.0);
    assert_near(lt_ground_snow_cover(&m), 1.0 / 3.0, 1e-12);
    for (int h = 0; h < 10; h++) lt_ground_wet(&m, 1.0 / 3600.0, 1.0, 263.0, 0.0); /* 10 kg/m2 of snow */
    assert_near(m.snow_kgm2, 15.0, 1e-9);
    assert_near(lt_ground_snow_cover(&m), 1.0, 1e-9);
    assert_true(m.snow_albedo > 0.79 && m.snow_albedo <= 0.85);
    double water = m.water_kgm2;
    for (int h = 0; h < 24; h++) lt_ground_wet(&m, 0.0, 0.0, LT_ICE_POINT + 2.0, 0.0); /* a day of 2 degrees: 8 kg/m2 */
    assert_near(m.snow_kgm2, 7.0, 1e-9);
    assert_near(m.water_kgm2 - water, 8.0, 1e-9);
    for (int h = 0; h < 24; h++) lt_ground_wet(&m, 1e-3, 0.0, 293.0, 1e-5); /* 86.4 of rain: the bucket runs over */
    assert_near(m.water_kgm2, LT_SOIL_CAPACITY, 1e-9);
    assert_true(m.snow_kgm2 == 0.0);
    for (int h = 0; h < 24 * 365; h++) lt_ground_wet(&m, 0.0, 0.0, 293.0, 1e-5);
    assert_true(m.water_kgm2 == 0.0);
}

static void test_source_is_taken(void **state) {
    (void)state;
    lt_ground_memory m = {0};
    lt_ground_begin(&m, &rules, 263.0);
    lt_ground_take(&m, 0.0, 0.25);
    assert_true(m.snow_kgm2 == 0.0);
    assert_near(lt_ground_soil_moisture(&m), 0.25, 1e-3);
    lt_ground_take(&m, 12.0, NAN);
    assert_near(m.snow_kgm2, 12.0, 0.0);
    assert_near(lt_ground_soil_moisture(&m), 0.25, 1e-3);
}

/* Leaves of a July field open to the light; frost closes plants and soil. */
static void test_conductance(void **state) {
    (void)state;
    lt_land_table table;
    lt_ground_season july, january;
    assert_int_equal(lt_land_table_read(&table), LT_OK);
    lt_ground_season_of(&table, lt_time_from_civil(2020, 7, 15, 4, 0, 0), &july);
    lt_ground_season_of(&table, lt_time_from_civil(2020, 1, 15, 4, 0, 0), &january);
    lt_ground_tile field = july.of[LT_LAND_CROPLAND], bare = january.of[LT_LAND_CROPLAND];
    field.roughness_m = exp(field.roughness_m);
    bare.roughness_m = exp(bare.roughness_m);
    assert_near(field.roughness_m, 0.15, 0.02); /* the table's summer and winter */
    assert_near(bare.roughness_m, 0.05, 0.001);
    lt_ground_memory warm = ground_at(295.0), cold = ground_at(260.0);
    double noon = lt_ground_now(&field, LT_GROUND_LOW, &warm, 800.0, 298.0, NAN).conductance_ms;
    double night = lt_ground_now(&field, LT_GROUND_LOW, &warm, 0.0, 298.0, NAN).conductance_ms;
    assert_true(noon > 3.0 * night && night > 0.0);
    lt_tile_ground winter = lt_ground_now(&bare, LT_GROUND_LOW, &cold, 300.0, 260.0, NAN);
    assert_true(winter.conductance_ms == 0.0 && winter.wet > 0.3);
    assert_true(winter.albedo > bare.albedo && winter.roughness_m < bare.roughness_m);
    assert_true(lt_ground_now(&bare, LT_GROUND_LOW, &cold, 300.0, 260.0, 0.33).albedo == 0.33);
}

enum { NZ = 6 };
static const double edges[NZ + 1] = {0, 100, 500, 1000, 2000, 4000, 8000};

static lt_column column(double cloud) {
    static const double humidity[NZ] = {0.5, 0.6, 0.85, 0.9, 0.4, 0.2};
    lt_column c;
    c.pressure_edge_Pa[0] = 1.0e5;
    for (int k = 0; k < NZ; k++) {
        c.temperature_K[k] = 290.0 - 6.5e-3 * 0.5 * (edges[k] + edges[k + 1]);
        c.pressure_edge_Pa[k + 1] = 1e5 * exp(-edges[k + 1] / 8000.0);
        c.mass_kgm2[k] = (c.pressure_edge_Pa[k] - c.pressure_edge_Pa[k + 1]) / LT_GRAVITY;
        c.relative_humidity[k] = humidity[k];
        c.buoyancy_s2[k] = 1e-4;
        c.cloud_fraction[k] = cloud;
        c.cloud_water[k] = c.cloud_ice[k] = NAN;
    }
    return c;
}

static void test_cloud(void **state) {
    (void)state;
    for (double cover = 0.0; cover <= 1.0; cover += 0.125) {
        lt_column c = column(NAN);
        assert_near(lt_cloud_fill(NZ, edges, cover, 290.0, 284.0, false, &c), cover, 0.0);
        double most = 0.0;
        for (int k = 0; k < NZ; k++) {
            assert_true(c.cloud_fraction[k] >= 0.0 && c.cloud_water[k] >= 0.0 && c.cloud_ice[k] >= 0.0);
            assert_true((c.cloud_fraction[k] > 0.0) == (c.cloud_water[k] + c.cloud_ice[k] > 0.0));
            most = fmax(most, c.cloud_fraction[k]);
        }
        assert_near(most, cover, 1e-15);         /* the moistest layer has the cover of the column */
        assert_true(c.cloud_fraction[0] == 0.0); /* below the level of condensation, 750 m */
        double depth = lt_cloud_optical_depth(NZ, &c, cover, 0.0);
        assert_true(cover > 0.0 ? depth > 1.0 && depth < 200.0 : depth == 0.0);
    }
    lt_column c = column(NAN);
    double cover = lt_cloud_fill(NZ, edges, NAN, 290.0, 284.0, false, &c); /* by humidity alone */
    assert_true(cover > 0.0 && cover < 1.0 && c.cloud_fraction[4] == 0.0);
    c = column(0.0); /* the source says there is none */
    assert_true(lt_cloud_fill(NZ, edges, NAN, 290.0, 284.0, false, &c) < 1e-12 && c.cloud_water[3] == 0.0);
}

/* The moistest layer has the cover N; of one that is drier by d, humidities of all the width of 0.2 leave
 * 1 - sqrt(((1 - N)^2 0.2 + d)/0.2), nothing where that is below 0; rain has N in all layers above the base. */
static void test_cloud_depth(void **state) {
    (void)state;
    for (double cover = 0.125; cover <= 1.0; cover += 0.125) {
        lt_column c = column(NAN);
        lt_cloud_fill(NZ, edges, cover, 290.0, 284.0, false, &c);
        const double second = 1.0 - sqrt((1.0 - cover) * (1.0 - cover) + 0.05 / 0.2); /* humidity 0.85 beside 0.9 */
        assert_near(c.cloud_fraction[3], cover, 1e-15);
        assert_near(c.cloud_fraction[2], second > 0.0 ? second : 0.0, 1e-12);
        assert_true(c.cloud_fraction[1] == 0.0 && c.cloud_fraction[4] == 0.0 && c.cloud_fraction[5] == 0.0);
        c = column(NAN);
        lt_cloud_fill(NZ, edges, cover, 290.0, 284.0, true, &c);
        for (int k = 0; k < NZ; k++) assert_near(c.cloud_fraction[k], k < 2 ? 0.0 : cover, 0.0);
    }
}

static lt_ground_weather silent(void) {
    return (lt_ground_weather){.temperature_2m_K = 290.0,
                               .dew_point_2m_K = 283.0,
                               .wind_10m_ms = 4.0,
                               .east = 1.0,
                               .snow_share = NAN,
                               .cloud = 0.3,
                               .shortwave_Wm2 = NAN,
                               .longwave_Wm2 = NAN,
                               .heat_flux_Wm2 = NAN,
                               .latent_flux_Wm2 = NAN,
                               .friction_velocity_ms = NAN,
                               .boundary_layer_m = NAN,
                               .albedo = NAN,
                               .soil_moisture = NAN,
                               .skin_K = NAN,
                               .sea_surface_K = 288.0,
                               .sea_ice = NAN,
                               .snow_kgm2 = NAN,
                               .day_temperature_K = 289.0};
}

/* Half field, half sea. */
static lt_ground coast(void) {
    lt_land_table table;
    lt_ground_season season;
    assert_int_equal(lt_land_table_read(&table), LT_OK);
    lt_ground_season_of(&table, lt_time_from_civil(2020, 6, 15, 4, 0, 0), &season);
    lt_ground g = {.sea = 0.5};
    g.tile[LT_GROUND_LOW] = season.of[LT_LAND_CROPLAND];
    g.tile[LT_GROUND_LOW].roughness_m = exp(g.tile[LT_GROUND_LOW].roughness_m);
    g.tile[LT_GROUND_LOW].share = 0.5;
    return g;
}

static void test_fluxes_are_averaged(void **state) {
    (void)state;
    lt_ground g = coast();
    lt_ground_weather given = silent();
    lt_cell_memory memory = {0};
    lt_diagnosis d;
    lt_diagnose_surface(&g, &rules, &given, 800.0, 1e5, 41.0, &memory, &d);
    assert_near(d.land_share, 0.5, 1e-12);
    assert_near(d.fluxes.sensible_Wm2, 0.5 * (d.land.sensible_Wm2 + d.sea.sensible_Wm2), 1e-9);
    assert_near(d.fluxes.latent_Wm2, 0.5 * (d.land.latent_Wm2 + d.sea.latent_Wm2), 1e-9);
    assert_near(pow(d.fluxes.friction_velocity_ms, 2.0),
                0.5 * (pow(d.land.friction_velocity_ms, 2.0) + pow(d.sea.friction_velocity_ms, 2.0)), 1e-12);
    const lt_fluxes *all[] = {&d.land, &d.sea, &d.fluxes};
    for (int f = 0; f < 3; f++)
        assert_near(all[f]->net_Wm2, all[f]->sensible_Wm2 + all[f]->latent_Wm2 + all[f]->ground_Wm2, 1e-10);
    assert_true(d.land.sensible_Wm2 > d.sea.sensible_Wm2 && d.state.roughness_m < 0.02);
    assert_true(d.snow_share < 1e-6);
    memory.ground.snow_kgm2 = 30.0; /* full cover of the half that is land */
    lt_diagnose_surface(&g, &rules, &given, 0.0, 1e5, 41.0, &memory, &d);
    assert_near(d.snow_cover, 0.5, 1e-12);
}

static void test_given_fluxes(void **state) {
    (void)state;
    lt_ground g = coast();
    lt_ground_weather given = silent();
    lt_cell_memory memory = {0};
    lt_diagnosis d;
    given.heat_flux_Wm2 = 123.0;
    given.friction_velocity_ms = 0.4;
    given.skin_K = 300.0;
    given.boundary_layer_m = 1234.0;
    lt_diagnose_surface(&g, &rules, &given, 800.0, 1e5, 41.0, &memory, &d);
    assert_near(d.fluxes.sensible_Wm2, 123.0, 0.0);
    assert_near(d.state.friction_velocity_ms, 0.4, 0.0);
    assert_near(d.fluxes.skin_K, 300.0, 0.0);
    /* 1/L by hand: -0.4 * 9.80665 * 123 / (rho cp T u*^3), rho cp T = 1e5 / 287.05 * 1004.64 */
    assert_near(d.state.inverse_obukhov_m, -0.4 * 9.80665 * 123.0 / (1e5 / 287.05 * 1004.64 * 0.064), 1e-9);
    const double centre[NZ] = {50, 300, 750, 1500, 3000, 6000};
    lt_mixing_rules mixing = {LT_MIXING_AUTO, 60.0, 2500.0, 0.006};
    lt_column air = column(0.0);
    lt_diagnose_height(&mixing, &given, &air, NZ, centre, NULL, NULL, &memory, &d);
    assert_near(d.state.boundary_layer_m, 1234.0, 0.0);
    assert_true(d.convective_ms > 1.0 && memory.mixing.residual_m == 1234.0);
    mixing.method = LT_MIXING_GROWTH;
    lt_diagnose_height(&mixing, &given, &air, NZ, centre, NULL, NULL, &memory, &d);
    assert_true(d.state.boundary_layer_m > 1234.0); /* it grows on */
}

/* With real profiles the height is that of the profile: stable air above 750 m. */
static void test_profile_height(void **state) {
    (void)state;
    lt_ground g = coast();
    lt_ground_weather given = silent();
    lt_cell_memory memory = {0};
    lt_diagnosis d;
    double centre[NZ], east[NZ], north[NZ] = {0};
    lt_column air = column(0.0);
    for (int k = 0; k < NZ; k++) {
        centre[k] = 0.5 * (edges[k] + edges[k + 1]);
        double p = 0.5 * (air.pressure_edge_Pa[k] + air.pressure_edge_Pa[k + 1]);
        double theta = centre[k] < 800.0 ? 290.0 : 296.0 + 4e-3 * (centre[k] - 800.0);
        air.temperature_K[k] = theta * pow(p / 1e5, LT_R_DRY / LT_CP_DRY);
        air.relative_humidity[k] = 0.01;
        east[k] = 4.0;
    }
    given.heat_flux_Wm2 = 100.0;
    lt_diagnose_surface(&g, &rules, &given, 800.0, 1e5, 41.0, &memory, &d);
    static const lt_mixing_method methods[] = {LT_MIXING_AUTO, LT_MIXING_RICHARDSON, LT_MIXING_PARCEL};
    for (int m = 0; m < 3; m++) {
        lt_mixing_rules mixing = {(int)methods[m], 60.0, 2500.0, 0.006};
        lt_diagnose_height(&mixing, &given, &air, NZ, centre, east, north, &memory, &d);
        assert_true(d.state.boundary_layer_m > 750.0 && d.state.boundary_layer_m < 1500.0);
    }
}

static void test_indices(void **state) {
    (void)state;
    const double east[NZ] = {2, 4, 6, 8, 10, 14}, north[NZ] = {0};
    /* 100 m of 2, 400 m of 4 and 100 m of 6 m/s */
    assert_near(lt_transport_wind(600.0, NZ, edges, east, north), (100 * 2 + 400 * 4 + 100 * 6) / 600.0, 1e-12);
    lt_column air = column(0.0);
    assert_false(lt_stagnant(&air, NZ, east, north, 2.0, 0.0)); /* 500 hPa lies at 5545 m: 14 m/s */
    assert_true(lt_stagnant(&air, NZ - 1, east, north, 2.0, 0.0));
    assert_false(lt_stagnant(&air, NZ - 1, east, north, 3.3, 0.0));
    assert_false(lt_stagnant(&air, NZ - 1, east, north, 2.0, 1e-5));
    assert_true(lt_stagnant(&air, NZ - 1, east, north, 2.0, 1e-7)); /* 0.009 mm in a day */
    /* 0.2 * 100 W/m2 / (1.2 * 1004.64) over 5 K/km */
    assert_near(lt_entrainment_kz(100.0, 1.2, 290.0, 9.80665 / 290.0 * 5e-3), 20.0 / (1.2 * 1004.64) / 5e-3, 1e-9);
    assert_true(lt_entrainment_kz(-10.0, 1.2, 290.0, 1e-4) == 0.0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_water_is_kept), cmocka_unit_test(test_source_is_taken),
        cmocka_unit_test(test_conductance),   cmocka_unit_test(test_cloud),
        cmocka_unit_test(test_cloud_depth),   cmocka_unit_test(test_fluxes_are_averaged),
        cmocka_unit_test(test_given_fluxes),  cmocka_unit_test(test_profile_height),
        cmocka_unit_test(test_indices),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
