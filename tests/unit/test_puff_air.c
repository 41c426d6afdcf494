/* The airs of puffs: profiles meet their hours in the middle and change linearly between them, a calm stands; fields
 * that are linear in place, height and time come back exactly, hold their edges and slow down below the lowest layer.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/gaussian/puff/puff_air.h"
#include "model/gaussian/verify/hours.h"

#include <math.h>

static void test_hours(void **state) {
    (void)state;
    static lt_profile profiles[2];
    lt_profile_make(&profiles[0], &lt_named_hours[1].hour, NULL);
    lt_profile_make(&profiles[1], &lt_named_hours[3].hour, NULL);
    const bool calm[2] = {false, true};
    const lt_puff_hours hours = {.n = 2, .at = profiles, .calm = calm, .hour_s = 3600.0};
    const lt_puff_air air = lt_puff_air_hours(&hours);
    lt_puff_weather w, first, last;
    air.at(air.self, -100.0, 0.0, 0.0, 50.0, &first);
    air.at(air.self, 1800.0, 0.0, 0.0, 50.0, &w);
    assert_true(first.u_ms == w.u_ms && w.u_ms == lt_profile_at(&profiles[0], 50.0).wind_ms * profiles[0].to_x);
    air.at(air.self, 9000.0, 0.0, 0.0, 50.0, &last);
    assert_true(last.u_ms == 0.0 && last.v_ms == 0.0 && last.sigma_v_ms > 0.0 && last.convective);
    air.at(air.self, 2700.0, 0.0, 0.0, 50.0, &w); /* a quarter of the way */
    assert_true(fabs(w.u_ms - 0.75 * first.u_ms) < 1e-12 && !w.convective);
    assert_true(fabs(w.mixing_m - (0.75 * first.mixing_m + 0.25 * last.mixing_m)) < 1e-9);
}

enum { NX = 4, NY = 3, NZ = 3 };
static double heights[NZ * NY * NX], wind[2][2][NZ * NY * NX], warm[NZ * NY * NX], one[6][NY * NX];

static double linear(int component, double t, double x, double y, double z) {
    return component ? 1.0 - 3e-5 * x + 1e-5 * y + 2e-3 * z - 1e-4 * t
                     : 3.0 + 1e-4 * x - 2e-4 * y + 1e-2 * z + 2e-4 * t;
}

static lt_puff_fields fields_of_air(void) {
    static const double middle[NZ] = {20.0, 120.0, 400.0};
    for (int k = 0; k < NZ; k++)
        for (int c = 0; c < NY * NX; c++) {
            const double x = 500.0 + 1000.0 * (c % NX), y = -200.0 + 1000.0 * (c / NX);
            const int n = k * NY * NX + c;
            heights[n] = middle[k];
            warm[n] = 288.0 - 0.0065 * middle[k];
            for (int component = 0; component < 2; component++)
                for (int when = 0; when < 2; when++)
                    wind[component][when][n] = linear(component, 3600.0 * when, x, y, middle[k]);
        }
    for (int c = 0; c < NY * NX; c++) {
        one[0][c] = 0.3;
        one[1][c] = -0.01;
        one[2][c] = 1.2;
        one[3][c] = 900.0;
        one[4][c] = 0.1;
    }
    return (lt_puff_fields){.nx = NX,
                            .ny = NY,
                            .nz = NZ,
                            .x_m = 500.0,
                            .y_m = -200.0,
                            .cell_m = 1000.0,
                            .time_s = {0.0, 3600.0},
                            .height_m = heights,
                            .u_ms = {wind[0][0], wind[0][1]},
                            .v_ms = {wind[1][0], wind[1][1]},
                            .temperature_K = {warm, warm},
                            .friction_velocity_ms = {one[0], one[0]},
                            .inverse_obukhov = {one[1], one[1]},
                            .convective_velocity_ms = {one[2], one[2]},
                            .mixing_m = {one[3], one[3]},
                            .roughness_m = {one[4], one[4]}};
}

static void test_fields(void **state) {
    (void)state;
    const lt_puff_fields fields = fields_of_air();
    const lt_puff_air air = lt_puff_air_fields(&fields);
    static const double at[][4] = {{1000.0, 900.0, 300.0, 60.0},
                                   {0.0, 500.0, -200.0, 20.0},
                                   {3600.0, 3500.0, 1800.0, 399.0},
                                   {900.0, 2100.0, 1500.0, 250.0}};
    lt_puff_weather w, edge;
    for (size_t n = 0; n < sizeof at / sizeof *at; n++) {
        const double *p = at[n];
        air.at(air.self, p[0], p[1], p[2], p[3], &w);
        assert_true(fabs(w.u_ms - linear(0, p[0], p[1], p[2], p[3])) < 1e-12);
        assert_true(fabs(w.v_ms - linear(1, p[0], p[1], p[2], p[3])) < 1e-12);
        assert_true(w.convective && fabs(w.mixing_m - 900.0) < 1e-9);
        assert_true(fabs(w.lapse_Km - (9.80665 / 1004.0 - 0.0065)) < 1e-9); /* 288 K have 5e-14 of rounding */
    }
    air.at(air.self, 9000.0, 9e4, 1800.0, 9e3, &w); /* outside: as at the edge */
    air.at(air.self, 3600.0, 3500.0, 1800.0, 400.0, &edge);
    assert_true(w.u_ms == edge.u_ms && w.v_ms == edge.v_ms);
    lt_puff_weather low, high;
    air.at(air.self, 0.0, 900.0, 300.0, 2.0, &low);
    air.at(air.self, 0.0, 900.0, 300.0, 20.0, &high);
    assert_true(low.u_ms > 0.0 && low.u_ms < 0.9 * high.u_ms);
    assert_true(fabs(low.v_ms / low.u_ms - high.v_ms / high.u_ms) < 1e-12);
    static lt_profile profile;
    const lt_profile *here = air.profile(air.self, 0.0, 900.0, 300.0, &profile);
    assert_true(fabs(lt_profile_at(here, 20.0).wind_ms / hypot(high.u_ms, high.v_ms) - 1.0) < 1e-12); /* rounding */
    assert_true(fabs(here->to_x / here->to_y - high.u_ms / high.v_ms) < 1e-9);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_hours), cmocka_unit_test(test_fields)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
