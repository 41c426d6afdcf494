/* A receptor's bits do not depend on the company it is computed in, on its order, or on what the room held before; the
 * field turns with the wind, is even across it and linear in the rate. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/gaussian/plume.h"
#include "model/gaussian/terrain_feet.h"
#include "model/gaussian/verify/hours.h"

#include <math.h>
#include <string.h>

enum { N = 500 };
static double x[N], y[N], above[N];
static const double square[] = {-120, -80, 90, -60, 100, 140, -30, 90}, road[] = {-300, 10, 200, 60};
static const lt_plume_source sources[] = {
    {.kind = LT_PLUME_POINT, .height_m = 80, .diameter_m = 3, .exit_ms = 15, .exit_K = 390, .downwash = true},
    {.kind = LT_PLUME_VOLUME, .height_m = 4, .sigma_y0_m = 6, .sigma_z0_m = 3},
    {.kind = LT_PLUME_AREA, .height_m = 2, .sigma_z0_m = 1, .corners_m = square, .n_corners = 4},
    {.kind = LT_PLUME_LINE, .height_m = 1, .sigma_z0_m = 1, .width_m = 9, .corners_m = road, .n_corners = 2}};
enum { N_SOURCES = sizeof sources / sizeof *sources };
static const lt_plume_ways ways = {.meander = true};

static int setup(void **state) {
    uint64_t seed = 3;
    for (int n = 0; n < N; n++) {
        x[n] = 6000 * (lt_verify_random(&seed) - 0.5);
        y[n] = 6000 * (lt_verify_random(&seed) - 0.5);
        above[n] = n % 3 ? 1.5 : 10.0;
    }
    x[N - 1] = 9000.0; /* the furthest is in every company */
    return lt_plume_room_create((lt_plume_room **)state) != LT_OK;
}

static int teardown(void **state) {
    lt_plume_room_free(*state);
    return 0;
}

static void test_company(void **state) {
    for (int h = 0; h < LT_N_NAMED_HOURS; h++)
        for (int s = 0; s < N_SOURCES; s++) {
            double all[N] = {0}, back[N] = {0}, rx[N], ry[N], rz[N];
            lt_profile profile;
            lt_profile_make(&profile, &lt_named_hours[h].hour, NULL);
            lt_plume_add(&sources[s], &profile, &ways,
                         &(lt_plume_receptors){.n = N, .x_m = x, .y_m = y, .above_m = above}, 2.0, *state, all);
            for (int n = 0; n < N; n++) {
                rx[n] = x[N - 1 - n];
                ry[n] = y[N - 1 - n];
                rz[n] = above[N - 1 - n];
            }
            lt_plume_add(&sources[s], &profile, &ways,
                         &(lt_plume_receptors){.n = N, .x_m = rx, .y_m = ry, .above_m = rz}, 2.0, *state, back);
            double sum = 0.0;
            for (int n = 0; n < N; n++) {
                assert_memory_equal(&all[n], &back[N - 1 - n], sizeof *all);
                sum += all[n];
            }
            assert_true(sum > 0.0);
            double alone[2] = {0}; /* one, and the furthest */
            const double ax[2] = {x[7], x[N - 1]}, ay[2] = {y[7], y[N - 1]}, az[2] = {above[7], above[N - 1]};
            lt_plume_add(&sources[s], &profile, &ways,
                         &(lt_plume_receptors){.n = 2, .x_m = ax, .y_m = ay, .above_m = az}, 2.0, *state, alone);
            assert_memory_equal(&alone[0], &all[7], sizeof *all);
        }
}

static void test_symmetry(void **state) {
    lt_plume_hour hour = lt_named_hours[3].hour;
    lt_profile one, turned;
    lt_profile_make(&one, &hour, NULL);
    hour.wind_from_deg += 90.0;
    lt_profile_make(&turned, &hour, NULL);
    const double px[2] = {800 * one.to_x - 90 * one.to_y, 800 * one.to_x + 90 * one.to_y};
    const double py[2] = {800 * one.to_y + 90 * one.to_x, 800 * one.to_y - 90 * one.to_x};
    double c[2] = {0}, r[2] = {0}, twice[2] = {0};
    lt_plume_add(&sources[0], &one, &ways, &(lt_plume_receptors){.n = 2, .x_m = px, .y_m = py}, 1.0, *state, c);
    lt_plume_add(&sources[0], &one, &ways, &(lt_plume_receptors){.n = 2, .x_m = px, .y_m = py}, 2.0, *state, twice);
    const double qx[2] = {py[0], py[1]}, qy[2] = {-px[0], -px[1]}; /* clockwise, as the direction of the wind */
    lt_plume_add(&sources[0], &turned, &ways, &(lt_plume_receptors){.n = 2, .x_m = qx, .y_m = qy}, 1.0, *state, r);
    /* The table's cubics are exact in nothing but the rounding of x, y after turning: some 1e-12 of the place. */
    assert_true(c[0] > 0.0 && fabs(c[1] / c[0] - 1.0) < 1e-10);
    assert_true(fabs(r[0] / c[0] - 1.0) < 1e-10);
    assert_true(fabs(twice[0] / c[0] - 2.0) < 1e-14);
}

/* Dividing heights that are made once an hour and foot: the bits of those made for every source; another hour and more
 * feet than are kept included. */
static void test_feet(void **state) {
    static const double bases[] = {40.0, 60.0, 40.0, 0.0, 10.0, 20.0, 30.0, 50.0, 55.0, 45.0, 40.0};
    double ground[N], hill[N], low = 0.0;
    lt_terrain_feet *feet;
    for (int n = 0; n < N; n++) {
        ground[n] = 60.0 + 0.01 * fabs(x[n]);
        hill[n] = ground[n] + 0.02 * fabs(y[n]);
    }
    assert_int_equal(lt_terrain_feet_create(N, &feet), LT_OK);
    for (int h = 0; h < LT_N_NAMED_HOURS; h++) {
        static lt_profile profile; /* the same place for every hour, as in a run */
        lt_profile_make(&profile, &lt_named_hours[h].hour, NULL);
        lt_terrain_feet_begin(feet);
        for (size_t b = 0; b < sizeof bases / sizeof *bases; b++) {
            double anew[N] = {0}, kept[N] = {0};
            lt_plume_source source = sources[0];
            source.base_m = bases[b];
            lt_plume_receptors r = {.n = N, .x_m = x, .y_m = y, .ground_m = ground, .hill_m = hill, .above_m = above};
            lt_plume_add(&source, &profile, &ways, &r, 2.0, *state, anew);
            lt_terrain_feet_give(feet, &profile, bases[b], &r);
            assert_non_null(r.divide_m);
            for (int n = 0; n < N; n++) low = fmax(low, r.divide_m[n]);
            lt_plume_add(&source, &profile, &ways, &r, 2.0, *state, kept);
            assert_memory_equal(anew, kept, sizeof anew);
        }
    }
    assert_true(low > 1.0); /* there is something to keep */
    lt_terrain_feet_free(feet);
}

/* Stacks whose rise ends at many places, seen from afar: a table that begins far out must find nothing of the one
 * before, of a wide plume. */
static void test_room(void **state) {
    (void)state;
    enum { STACKS = 300 };
    const lt_plume_source wide = {.kind = LT_PLUME_VOLUME, .height_m = 30, .sigma_y0_m = 3000, .sigma_z0_m = 30};
    double far_x[N], far_y[N];
    for (int n = 0; n < N; n++) {
        far_x[n] = 3000 * cos(2.0 * M_PI * n / N);
        far_y[n] = 3000 * sin(2.0 * M_PI * n / N);
    }
    const lt_plume_receptors far = {.n = N, .x_m = far_x, .y_m = far_y}, near = {.n = N, .x_m = x, .y_m = y};
    lt_profile profile;
    lt_plume_room *used;
    assert_int_equal(lt_plume_room_create(&used), LT_OK);
    for (int h = 0; h < LT_N_NAMED_HOURS; h++) {
        lt_profile_make(&profile, &lt_named_hours[h].hour, NULL);
        for (int s = 0; s < STACKS; s++) {
            lt_plume_source stack = sources[0];
            double one[N] = {0}, other[N] = {0}, waste[N] = {0};
            lt_plume_room *fresh;
            stack.exit_ms = 8.0 + 0.04 * s;
            assert_int_equal(lt_plume_room_create(&fresh), LT_OK);
            lt_plume_add(&stack, &profile, &ways, &far, 1.0, fresh, one);
            lt_plume_room_free(fresh);
            lt_plume_add(&wide, &profile, &ways, &near, 1.0, used, waste);
            lt_plume_add(&stack, &profile, &ways, &far, 1.0, used, other);
            assert_memory_equal(one, other, sizeof one);
        }
    }
    lt_plume_room_free(used);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_company), cmocka_unit_test(test_symmetry),
                                       cmocka_unit_test(test_feet), cmocka_unit_test(test_room)};
    return cmocka_run_group_tests(tests, setup, teardown);
}
