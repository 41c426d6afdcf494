/* Gridded weather on a grid: uniform and linear fields, order of the bilinear, rotation there and back, column mass,
 * land and sea, the same bits for threads, bad input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka needs the headers above */
#include <cmocka.h>
#include "base/verify.h"
#include "tests/verify/gridded_supply_fixture.h"

static float linear(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    (void)begin;
    double t = (double)(end - start) / 3600, p = levels[level];
    switch (field) {
    case LT_G_EAST:
        return (float)(2 + 0.5 * (lon - 120) - 0.3 * (lat - 41) + 1e-4 * (1e5 - p) + 0.5 * t);
    case LT_G_NORTH:
        return (float)(1 + 0.2 * (lon - 120) + 0.1 * (lat - 41) - 5e-5 * (1e5 - p));
    default:
        return uniform(field, level, lon, lat, begin, end);
    }
}

/* Uniform air: mass by the barometric formula, pressure of the ground over gravity, nothing else but rounding. */
static void test_uniform(void **state) {
    (void)state;
    lt_supply *s = NULL;
    assert_int_equal(supply_of(source_of(uniform, 1.0, 6, 3), 6, 2, &s), LT_OK);
    for (int h = 0; h < 6; h++) {
        assert_int_equal(s->load_instant(s, start + (h + 1) * LT_HOUR), LT_OK);
        assert_int_equal(s->load_hour(s, start + h * LT_HOUR), LT_OK);
        for (long c = 0; c < (long)grid->nx * grid->ny; c += 7) {
            lt_column air;
            double east[LT_MET_MAX_LAYERS], north[LT_MET_MAX_LAYERS], sum = 0, height = LT_R_DRY * 270 / LT_GRAVITY;
            s->air(s, c, &air);
            s->wind(s, c, NULL, east, north);
            for (int k = 0; k < grid->nz; k++) {
                sum += air.mass_kgm2[k];
                assert_near(air.cloud_water[k], 2e-4, 1e-10);
                if (grid->z_edge[k] < 200) continue; /* the surface layer, and that of ridges */
                assert_near(air.temperature_K[k], 270, 1e-4);
                assert_near(east[k], 7, 1e-5);
                assert_near(north[k], -4, 1e-5);
            }
            double ground = 1.015e5 * exp(-grid->terrain[c] / height);
            /* below the lowest level, 118 m, 6.5 K/km: half of 0.77 K over ln(1.015) of pressure */
            assert_near(air.pressure_edge_Pa[0] / ground, 1, 0.5 * 0.77 / 270 * log(1.015) + 1e-7);
            assert_near(sum * LT_GRAVITY, air.pressure_edge_Pa[0] - air.pressure_edge_Pa[grid->nz], 1e-6);
        }
    }
    lt_supply_free(s);
}

/* Linear in longitude, latitude, pressure and time: exact but for float (1e-6 of some 10 m/s). */
static void test_linear(void **state) {
    (void)state;
    lt_supply *s = NULL;
    assert_int_equal(supply_of(source_of(linear, 1.0, 6, 6), 6, 2, &s), LT_OK);
    for (int h = 0; h < 6; h++) {
        assert_int_equal(s->load_instant(s, start + (h + 1) * LT_HOUR), LT_OK);
        assert_int_equal(s->load_hour(s, start + h * LT_HOUR), LT_OK);
        for (long c = 0; c < (long)grid->nx * grid->ny; c += 11) {
            lt_column air;
            double east[LT_MET_MAX_LAYERS], north[LT_MET_MAX_LAYERS];
            s->air(s, c, &air);
            s->wind(s, c, NULL, east, north);
            for (int k = 0; k < grid->nz; k++) {
                if (grid->z_edge[k] < 200) continue;
                double p = 0.5 * (air.pressure_edge_Pa[k] + air.pressure_edge_Pa[k + 1]);
                double e = 2 + 0.5 * (grid->lon[c] - 120) - 0.3 * (grid->lat[c] - 41) + 1e-4 * (1e5 - p);
                assert_near(east[k], e + 0.5 * (h + 0.5), 5e-6);
                assert_near(north[k], 1 + 0.2 * (grid->lon[c] - 120) + 0.1 * (grid->lat[c] - 41) - 5e-5 * (1e5 - p),
                            5e-6);
            }
        }
    }
    lt_supply_free(s);
}

/* --- order --- */

static float waves(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    if (field == LT_G_EAST) return (float)(10 * sin(0.5 * lon) * cos(0.4 * lat));
    return uniform(field, level, lon, lat, begin, end);
}

static double error_of(double step) {
    lt_supply *s = NULL;
    double worst = 0;
    assert_int_equal(supply_of(source_of(waves, step, 6, 6), 1, 2, &s), LT_OK);
    assert_int_equal(s->load_hour(s, start), LT_OK);
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) {
        double east[LT_MET_MAX_LAYERS], north[LT_MET_MAX_LAYERS];
        s->wind(s, c, NULL, east, north);
        worst = lt_verify_worse(worst, fabs(east[10] - 10 * sin(0.5 * grid->lon[c]) * cos(0.4 * grid->lat[c])));
    }
    lt_supply_free(s);
    return worst;
}

static void test_order(void **state) {
    (void)state;
    double coarse = error_of(1.0), fine = error_of(0.5), finest = error_of(0.25);
    print_message("bilinear: largest error %.4f, %.4f, %.4f m/s at 1, 1/2, 1/4 degree\n", coarse, fine, finest);
    assert_near(log2(fine / finest), 2.0, 0.15);
    assert_true(coarse < 10 * (0.25 + 0.16) / 8 * 1.01); /* h^2/8 (|f_xx| + |f_yy|) */
}

/* A solid rotation of the Earth's air round the pole, u = U cos(lat): turned to the map's axes and back it is the same,
 * and on the map its direction is that of the parallel. */
static float rotation(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    if (field == LT_G_EAST) return (float)(20 * cos(lat * LT_DEGREE));
    if (field == LT_G_NORTH) return 0;
    return uniform(field, level, lon, lat, begin, end);
}

static void test_rotation(void **state) {
    (void)state;
    lt_supply *s = NULL;
    assert_int_equal(supply_of(source_of(rotation, 1.0, 6, 6), 1, 2, &s), LT_OK);
    assert_int_equal(s->load_hour(s, start), LT_OK);
    for (long c = 0; c < (long)grid->nx * grid->ny; c += 3) {
        double east[LT_MET_MAX_LAYERS], north[LT_MET_MAX_LAYERS], u, v, e, n, x0, y0, x1, y1;
        s->wind(s, c, NULL, east, north);
        lt_rotate_to_grid(east[12], north[12], cos(grid->angle[c]), sin(grid->angle[c]), &u, &v);
        lt_rotate_to_true(u, v, cos(grid->angle[c]), sin(grid->angle[c]), &e, &n);
        assert_near(e, east[12], 1e-12);
        assert_near(n, north[12], 1e-12);
        assert_near(e, 20 * cos(grid->lat[c] * LT_DEGREE), 20 * LT_DEGREE * LT_DEGREE / 8 + 1e-5);
        assert_int_equal(lt_grid_project(grid, grid->lon[c] - 0.01, grid->lat[c], &x0, &y0), LT_OK);
        assert_int_equal(lt_grid_project(grid, grid->lon[c] + 0.01, grid->lat[c], &x1, &y1), LT_OK);
        assert_near(atan2(v, u), atan2(y1 - y0, x1 - x0), 1e-7);
    }
    lt_supply_free(s);
}

/* --- bad input --- */

static float wild(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    if (field == LT_G_EAST && level == 7 && lon > 130 && lat > 44) return 200;
    return uniform(field, level, lon, lat, begin, end);
}

static float lost(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    if (field == LT_G_TEMPERATURE && level == 7 && lon > 121 && lon < 123) return NAN;
    return uniform(field, level, lon, lat, begin, end);
}

static void test_bad_input(void **state) {
    (void)state;
    lt_supply *s = NULL;
    assert_int_equal(supply_of(source_of(uniform, 1.0, 5, 1), 6, 1, &s), LT_ERR_INPUT);
    EXPECT("2020-01-10T05:00:00Z and 2020-01-10T06:00:00Z");
    assert_int_equal(supply_of(source_of(uniform, 1.0, 24, 12), 24, 1, &s), LT_ERR_INPUT);
    EXPECT("at most 6 h apart");
    start -= 366 * LT_DAY;
    lt_gridded *old = source_of(uniform, 1.0, 24, 6);
    start += 366 * LT_DAY;
    assert_int_equal(supply_of(old, 12, 1, &s), LT_ERR_INPUT);
    EXPECT("2019");
    start -= 8 * LT_HOUR;
    lt_gridded *local = source_of(uniform, 1.0, 12, 6);
    start += 8 * LT_HOUR;
    assert_int_equal(supply_of(local, 12, 1, &s), LT_ERR_INPUT);
    EXPECT("shifted by -8 h");
    lt_gridded *small = air_source_make(air_source_plane(8, 8, 118, 38, 1, 1), N_LEVELS, levels, uniform);
    air_source_states(small, air_fields, N_AIR, start, 2, 6 * LT_HOUR);
    assert_int_equal(supply_of(small, 6, 1, &s), LT_ERR_INPUT);
    EXPECT("118.00 to 125.00 E, 38.00 to 45.00 N");
    lt_gridded *low = air_source_make(air_source_plane(26, 18, 111, 33, 1, 1), 8, levels, uniform);
    air_source_states(low, air_fields, N_AIR, start, 2, 6 * LT_HOUR);
    assert_int_equal(supply_of(low, 6, 1, &s), LT_OK);
    assert_int_equal(s->load_instant(s, start), LT_ERR_INPUT);
    EXPECT("take more levels");
    lt_supply_free(s);
    assert_int_equal(supply_of(source_of(wild, 1.0, 6, 6), 6, 1, &s), LT_OK);
    assert_int_equal(s->load_instant(s, start), LT_ERR_INPUT);
    EXPECT("level 7 from the ground");
    lt_supply_free(s);
    assert_int_equal(supply_of(source_of(lost, 1.0, 6, 6), 6, 1, &s), LT_OK);
    assert_int_equal(s->load_instant(s, start), LT_ERR_INPUT);
    EXPECT("a missing value at a level above the ground");
    lt_supply_free(s);
}

/* --- land and sea --- */

static float skins(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    if (field == LT_G_SKIN) return 275;
    if (field == LT_G_SEA_SURFACE) return 280;
    return uniform(field, level, lon, lat, begin, end);
}

/* A sea surface that does not cover the run is left out, and the skin of the sea stands in for it. */
static void test_sea_surface(void **state) {
    (void)state;
    static const lt_gridded_field skin[] = {LT_G_SKIN}, sea[] = {LT_G_SEA_SURFACE};
    for (int times = 1; times <= 2; times++) {
        lt_supply *s = NULL;
        lt_ground_weather w;
        lt_gridded *g = source_of(skins, 1.0, 6, 6);
        air_source_states(g, skin, 1, start, 2, 6 * LT_HOUR);
        air_source_states(g, sea, 1, start, times, 6 * LT_HOUR);
        assert_int_equal(supply_of(g, 6, 1, &s), LT_OK);
        assert_int_equal(s->load_hour(s, start), LT_OK);
        s->ground(s, 5, &w);
        assert_near(w.sea_surface_K, times == 1 ? 275 : 280, 1e-4);
        lt_supply_free(s);
    }
}

static double great_circle(double lon_a, double lat_a, double lon_b, double lat_b) { /* haversine */
    double y = sin(0.5 * (lat_a - lat_b) * LT_DEGREE), x = sin(0.5 * (lon_a - lon_b) * LT_DEGREE);
    return asin(sqrt(y * y + cos(lat_a * LT_DEGREE) * cos(lat_b * LT_DEGREE) * x * x));
}

/* Cells with a sea point beside them take sea points alone, others the nearest sea point of all the Earth. */
static void test_nearest_of_a_kind(void **state) {
    (void)state;
    enum { NX = 180, NY = 91 };
    lt_plane *plane = air_source_plane(NX, NY, 0, 90, 2, -2);
    lt_horizontal *h = NULL;
    long n = (long)grid->nx * grid->ny, far = 0;
    float *land = calloc(NX * NY, sizeof *land), *number = calloc(NX * NY, sizeof *number);
    float *cells = calloc((size_t)n, sizeof *cells);
    double *lon = calloc(NX * NY, sizeof *lon), *lat = calloc(NX * NY, sizeof *lat);
    assert_int_equal(lt_plane_places(plane, lon, lat), LT_OK);
    for (int p = 0; p < NX * NY; p++) {
        land[p] = !(lon[p] + lat[p] > 166 || (lon[p] < 119 && lat[p] < 39)); /* sea in two corners */
        number[p] = (float)p;
    }
    assert_int_equal(lt_horizontal_create(plane, grid, "masks", &h), LT_OK);
    assert_int_equal(lt_horizontal_mask(h, land, 2), LT_OK);
    assert_true(lt_horizontal_masked(h));
    lt_horizontal_ground(h, LT_POINTS_SEA, land, 2, cells);
    for (long c = 0; c < n; c++) assert_true(cells[c] == 0); /* of no land point */
    lt_horizontal_ground(h, LT_POINTS_SEA, number, 2, cells);
    for (long c = 0; c < n; c++) {
        lt_plane_place place;
        bool inside, beside = false;
        assert_int_equal(lt_plane_find(plane, 1, &grid->lon[c], &grid->lat[c], &place, &inside), LT_OK);
        for (int k = 0; k < 4; k++) beside |= place.weight[k] > 1e-6 && land[place.at[k]] < 0.5f;
        if (beside) continue;
        double least = 10, found = great_circle(grid->lon[c], grid->lat[c], lon[(int)cells[c]], lat[(int)cells[c]]);
        for (int p = 0; p < NX * NY; p++)
            if (land[p] < 0.5f) least = fmin(least, great_circle(grid->lon[c], grid->lat[c], lon[p], lat[p]));
        assert_near(found, least, 1e-12);
        far++;
    }
    assert_true(far > n / 4);
    lt_horizontal_free(h);
    lt_plane_free(plane);
    free(land);
    free(number);
    free(cells);
    free(lon);
    free(lat);
}

static float waves_of_turn(lt_gridded_field field, int level, double lon, double lat, lt_time begin, lt_time end) {
    return waves(field, level, lon < 0 ? lon + 360 : lon, lat, begin, end);
}

/* -180 to 180 with falling latitudes gives the same air as 0 to 360 with growing ones. */
static void test_conventions(void **state) {
    (void)state;
    lt_supply *a = NULL, *b = NULL;
    lt_gridded *falling =
        air_source_make(air_source_plane(26, 18, 111 - 360, 50, 1, -1), N_LEVELS, levels, waves_of_turn);
    air_source_states(falling, air_fields, N_AIR, start, 2, 6 * LT_HOUR);
    assert_int_equal(supply_of(source_of(waves_of_turn, 1.0, 6, 6), 1, 1, &a), LT_OK);
    assert_int_equal(supply_of(falling, 1, 1, &b), LT_OK);
    assert_int_equal(a->load_hour(a, start), LT_OK);
    assert_int_equal(b->load_hour(b, start), LT_OK);
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) {
        double one[LT_MET_MAX_LAYERS], other[LT_MET_MAX_LAYERS], north[LT_MET_MAX_LAYERS];
        a->wind(a, c, NULL, one, north);
        b->wind(b, c, NULL, other, north);
        for (int k = 0; k < grid->nz; k++) assert_near(other[k], one[k], 3e-6); /* float of 10 m/s */
    }
    lt_supply_free(a);
    lt_supply_free(b);
}

static void test_threads(void **state) {
    (void)state;
    lt_supply *a = NULL, *b = NULL;
    assert_int_equal(supply_of(source_of(waves, 1.0, 6, 3), 6, 1, &a), LT_OK);
    assert_int_equal(supply_of(source_of(waves, 1.0, 6, 3), 6, 3, &b), LT_OK);
    assert_int_equal(a->load_hour(a, start + 2 * LT_HOUR), LT_OK);
    assert_int_equal(b->load_hour(b, start + 2 * LT_HOUR), LT_OK);
    for (long c = 0; c < (long)grid->nx * grid->ny; c++) {
        lt_column one, other;
        memset(&one, 0, sizeof one);
        memset(&other, 0, sizeof other);
        a->air(a, c, &one);
        b->air(b, c, &other);
        assert_memory_equal(&one, &other, sizeof one);
    }
    lt_supply_free(a);
    lt_supply_free(b);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_uniform),  cmocka_unit_test(test_linear),      cmocka_unit_test(test_order),
        cmocka_unit_test(test_rotation), cmocka_unit_test(test_bad_input),   cmocka_unit_test(test_conventions),
        cmocka_unit_test(test_threads),  cmocka_unit_test(test_sea_surface), cmocka_unit_test(test_nearest_of_a_kind),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
