/* A source's column on the model's layers: analytic columns, conservation, rules at the ground and at the top. */
#include "model/met/gridded/place_column.h"

#include "model/met/humidity.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
/* cmocka needs the headers above */
#include <cmocka.h>

#include "tests/support/near.h"

enum { NZ = 20 };
static const double z_edge[NZ + 1] = {0,    40,   90,   150,  230,  330,  460,  620,  820,  1060, 1350,
                                      1700, 2120, 2620, 3200, 3880, 4660, 5500, 6400, 7400, 8500};

static lt_source_column empty(int n) {
    lt_source_column s = {.n = n};
    s.terrain_m = s.surface_pressure_Pa = s.temperature_2m_K = s.humidity_2m = s.east_10m = s.north_10m = NAN;
    for (int i = 0; i < LT_SOURCE_MAX_LEVELS; i++) s.height_m[i] = NAN;
    return s;
}

/* Dry isothermal column: p = p0 exp(-z/H). */
static lt_source_column isothermal(int n, double t, double ps, double terrain) {
    lt_source_column s = empty(n);
    s.terrain_m = terrain;
    s.surface_pressure_Pa = ps;
    s.temperature_2m_K = t;
    for (int i = 0; i < n; i++) {
        s.pressure_Pa[i] = ps * 0.995 - (ps * 0.995 - 15000.0) * i / (n - 1);
        s.temperature_K[i] = t;
    }
    return s;
}

static double mass_of(const lt_placed_column *c) {
    double sum = 0;
    for (int k = 0; k < NZ; k++) sum += c->mass_kgm2[k];
    return sum;
}

/* Isothermal air and equal ground: pressures by the barometric formula; mass is pressure over gravity; fields linear in
 * p have their exact means. */
static void test_analytic(void **state) {
    (void)state;
    const double t = 265, ps = 98000, terrain = 120, h = LT_R_DRY * t / LT_GRAVITY;
    lt_source_column s = isothermal(30, t, ps, terrain);
    for (int i = 0; i < s.n; i++) {
        s.value[LT_PLACED_EAST][i] = 30 - 3e-4 * s.pressure_Pa[i];
        s.value[LT_PLACED_WATER][i] = 1e-9 * s.pressure_Pa[i];
    }
    s.east_10m = 30 - 3e-4 * s.pressure_Pa[0];
    s.north_10m = 0;
    /* isothermal below too: potential temperature by the log law would bend it, so no 2 m value */
    s.temperature_2m_K = NAN;
    s.surface_pressure_Pa = NAN;
    s.height_m[0] = terrain + h * log(ps / s.pressure_Pa[0]);
    lt_placed_column c;
    assert_int_equal(lt_place_column(&s, terrain, 0.1, NZ, z_edge, &c), LT_PLACED);
    assert_near(mass_of(&c) * LT_GRAVITY, c.pressure_edge_Pa[0] - c.pressure_edge_Pa[NZ], 1e-6);
    for (int k = 1; k < NZ; k++) {
        double exact = ps * exp(-z_edge[k + 1] / h);
        assert_near(c.pressure_edge_Pa[k + 1] / exact, 1, 1e-12);
        if (z_edge[k] < s.height_m[0] - terrain) continue;
        double middle = 0.5 * (c.pressure_edge_Pa[k] + c.pressure_edge_Pa[k + 1]);
        assert_near(c.temperature_K[k], t, 1e-9);
        assert_near(c.value[LT_PLACED_EAST][k], 30 - 3e-4 * middle, 1e-9);
        assert_near(c.value[LT_PLACED_WATER][k], 1e-9 * middle, 1e-15);
    }
}

/* The column's integral of what the mass carries is kept where both cover. */
static void test_integrals(void **state) {
    (void)state;
    lt_source_column s = isothermal(40, 270, 100000, 50);
    for (int i = 0; i < s.n; i++) {
        s.value[LT_PLACED_HUMIDITY][i] = 0.003 * exp(-(1e5 - s.pressure_Pa[i]) / 3e4);
        s.value[LT_PLACED_ICE][i] = i > 8 && i < 15 ? 1e-4 : 0;
        s.value[LT_PLACED_CLOUD][i] = i > 8 && i < 15 ? 1 : 0;
    }
    lt_placed_column c;
    assert_int_equal(lt_place_column(&s, 50, 0.1, NZ, z_edge, &c), LT_PLACED);
    double placed = 0, exact = 0;
    for (int k = 0; k < NZ; k++) placed += c.value[LT_PLACED_ICE][k] * c.mass_kgm2[k];
    for (int i = 1; i < s.n; i++)
        exact += 0.5 * (s.value[LT_PLACED_ICE][i] + s.value[LT_PLACED_ICE][i - 1]) *
                 (s.pressure_Pa[i - 1] - s.pressure_Pa[i]) / LT_GRAVITY;
    assert_near(placed / exact, 1, 1e-12); /* all of the cloud lies below 8.5 km */
    assert_int_equal(c.supersaturated_levels + c.saturated_layers + c.negative, 0);
    for (int k = 0; k < NZ; k++) /* hydrostatic with its own temperatures */
        assert_near(log(c.pressure_edge_Pa[k] / c.pressure_edge_Pa[k + 1]),
                    LT_GRAVITY * (z_edge[k + 1] - z_edge[k]) /
                        (LT_R_DRY * c.temperature_K[k] * (1 + 0.608 * c.value[LT_PLACED_HUMIDITY][k])),
                    1e-13);
    assert_near(c.pressure_edge_Pa[0], 100000, 1e-6);
}

/* The standard atmosphere on its levels: ground above and below the source's, pressure by the standard formula. */
static double standard_pressure(double z) {
    return 101325 * pow(1 - 0.0065 * z / 288.15, LT_GRAVITY / (LT_R_DRY * 0.0065));
}

static void test_other_ground(void **state) {
    (void)state;
    lt_source_column s = empty(27);
    s.terrain_m = 400;
    s.surface_pressure_Pa = standard_pressure(400);
    for (int i = 0; i < s.n; i++) {
        double z = 420 + 400 * i;
        s.pressure_Pa[i] = standard_pressure(z);
        s.temperature_K[i] = 288.15 - 0.0065 * z;
        s.value[LT_PLACED_EAST][i] = 10;
    }
    s.east_10m = 5;
    s.north_10m = 0;
    const double ground[] = {0, 150, 400, 900, 1700};
    for (int g = 0; g < 5; g++) {
        lt_placed_column c;
        assert_int_equal(lt_place_column(&s, ground[g], 0.1, NZ, z_edge, &c), LT_PLACED);
        /* T linear in ln p, not in z, between levels 400 m apart: 0.0036 m a level (dx^3/12 T'' R/g), 5e-7 of p */
        for (int k = 0; k <= NZ; k++)
            assert_near(c.pressure_edge_Pa[k] / standard_pressure(ground[g] + z_edge[k]), 1, 27 * 5e-7);
        for (int k = 0; k < NZ; k++) {
            double z = ground[g] + 0.5 * (z_edge[k] + z_edge[k + 1]);
            assert_near(c.temperature_K[k], 288.15 - 0.0065 * z, 0.02);
        }
        /* log law over the model's ground below the source's 10 m wind */
        double up = s.terrain_m + 10 - ground[g];
        if (up > 100) {
            assert_near(c.east_10m, 5 * log(10 / 0.1) / log(up / 0.1), 0.1);
            assert_near(c.temperature_2m_K, 288.15 - 0.0065 * (ground[g] + 2), 0.01);
        }
    }
}

/* Layers between two saturated levels of different temperature: the mean over them would be above saturation. */
static void test_no_supersaturation(void **state) {
    (void)state;
    lt_source_column s = isothermal(12, 280, 100000, 0);
    for (int i = 0; i < s.n; i++) {
        s.temperature_K[i] = 290 - 5.5 * i;
        s.value[LT_PLACED_HUMIDITY][i] = 1.02 * lt_saturation_humidity(s.temperature_K[i], s.pressure_Pa[i]);
    }
    s.value[LT_PLACED_HUMIDITY][3] = -1e-5;
    lt_placed_column c;
    assert_int_equal(lt_place_column(&s, 0, 0.1, NZ, z_edge, &c), LT_PLACED);
    assert_int_equal(c.supersaturated_levels, 11);
    assert_int_equal(c.negative, 1);
    assert_true(c.saturated_layers > 0);
    for (int k = 0; k < NZ; k++) {
        double p = 0.5 * (c.pressure_edge_Pa[k] + c.pressure_edge_Pa[k + 1]);
        assert_true(lt_relative_humidity_of(c.value[LT_PLACED_HUMIDITY][k], c.temperature_K[k], p) <= 1 + 1e-12);
        assert_true(c.value[LT_PLACED_HUMIDITY][k] >= 0);
    }
}

/* Between 10 m and the lowest level the wind follows the logarithm; the layers' means are those of the log law. */
static void test_log_law(void **state) {
    (void)state;
    lt_source_column s = isothermal(20, 270, 100000, 0);
    s.temperature_2m_K = NAN;
    for (int i = 0; i < s.n; i++) s.value[LT_PLACED_NORTH][i] = -12;
    s.pressure_Pa[0] = 97000;
    double h1 = LT_R_DRY * 270 / LT_GRAVITY * log(100000 / 97000.0);
    s.east_10m = 0;
    s.north_10m = -6;
    lt_placed_column c;
    assert_int_equal(lt_place_column(&s, 0, 0.03, NZ, z_edge, &c), LT_PLACED);
    for (int k = 1; k < 4; k++) {
        double a = z_edge[k], b = z_edge[k + 1];
        double mean = -6 - 6 * ((b * log(b / 10) - b - a * log(a / 10) + a) / (b - a)) / log(h1 / 10);
        /* chords between heights that double lie at most 8.6 % of a doubling's gain below the logarithm */
        assert_near(c.value[LT_PLACED_NORTH][k], mean, 0.0861 * 6 * log(2) / log(h1 / 10));
    }
}

/* On ground 400 m above the source's the wind is that of the free air from 200 m up, below it the log law of it; the
 * law is summed here by small steps. Ground that is the source's, or 0.1 m above it, changes nothing. */
static void test_ridge(void **state) {
    (void)state;
    lt_source_column s = isothermal(20, 270, 100000, 0);
    const double z0 = 0.3, ground[] = {400, 0.1};
    s.east_10m = 10;
    s.north_10m = 0;
    for (int i = 0; i < s.n; i++) s.value[LT_PLACED_EAST][i] = 10;
    for (int g = 0; g < 2; g++) {
        lt_placed_column c;
        assert_int_equal(lt_place_column(&s, ground[g], z0, NZ, z_edge, &c), LT_PLACED);
        for (int k = g; k < 8; k++) {
            double sum = 0;
            int steps = 100000;
            for (int n = 0; n < steps; n++) {
                double h = z_edge[k] + (z_edge[k + 1] - z_edge[k]) * (n + 0.5) / steps;
                sum += h > 200 || g ? 10 : h > z0 ? 10 * log(h / z0) / log(200 / z0) : 0;
            }
            assert_near(c.value[LT_PLACED_EAST][k], sum / steps, 1e-4);
        }
        if (g == 0) assert_near(c.east_10m, 10 * log(10 / z0) / log(200 / z0), 1e-9);
    }
}

static void test_faults(void **state) {
    (void)state;
    lt_placed_column c;
    lt_source_column s = isothermal(20, 270, 100000, 0);
    s.n = 8; /* ends at some 60 hPa less than needed */
    assert_int_equal(lt_place_column(&s, 0, 0.1, NZ, z_edge, &c), LT_PLACING_TOP);
    s = isothermal(20, 270, 100000, 0);
    s.terrain_m = NAN;
    assert_int_equal(lt_place_column(&s, 0, 0.1, NZ, z_edge, &c), LT_PLACING_NO_ANCHOR);
    s = isothermal(20, 270, 100000, 0);
    s.value[LT_PLACED_EAST][9] = NAN;
    assert_int_equal(lt_place_column(&s, 0, 0.1, NZ, z_edge, &c), LT_PLACING_GAP);
    s = isothermal(20, 270, 100000, 0);
    s.surface_pressure_Pa = 16000;
    assert_int_equal(lt_place_column(&s, 0, 0.1, NZ, z_edge, &c), LT_PLACING_NO_LEVEL);
    s = isothermal(20, 270, 100000, 0);
    s.pressure_Pa[7] = s.pressure_Pa[6];
    assert_int_equal(lt_place_column(&s, 0, 0.1, NZ, z_edge, &c), LT_PLACING_ORDER);
    s = isothermal(20, 270, 100000, 0);
    s.temperature_K[0] = NAN; /* a level that the producer masks near the ground */
    assert_int_equal(lt_place_column(&s, 0, 0.1, NZ, z_edge, &c), LT_PLACED);
    assert_near(c.pressure_edge_Pa[0], 100000, 1e-6);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_analytic),     cmocka_unit_test(test_integrals),
        cmocka_unit_test(test_other_ground), cmocka_unit_test(test_no_supersaturation),
        cmocka_unit_test(test_log_law),      cmocka_unit_test(test_faults),
        cmocka_unit_test(test_ridge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
