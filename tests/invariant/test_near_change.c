/* The change within cells: its mean is the change of the cell, where nothing rises no point does, no jump at borders,
 * and where the grid says what the plumes say it is the plumes of what changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/gaussian/subgrid/near_change.h"

#include <math.h>
#include <string.h>

enum { N = 4, POINTS = 12, CELLS = N * N, ROW = N * POINTS, FINE = ROW * ROW };
static const lt_keep_shape shape = {N, N, POINTS};
static double gone[FINE], come[FINE], out[FINE], other[FINE];
static double cell[2][CELLS], tag[2][CELLS];
static uint64_t seed = 5;

/* Two plumes of what goes and one of what comes, narrow. */
static void make_fields(void) {
    for (int f = 0; f < FINE; f++) {
        const double x = (f % ROW + 0.5) / POINTS, y = (f / ROW + 0.5) / POINTS;
        gone[f] = exp(-20.0 * pow(y - 1.3, 2)) * (x > 0.7 ? 1.0 / (x - 0.6) : 0.0) + exp(-9.0 * pow(x - 2.9, 2));
        come[f] = exp(-30.0 * (pow(x - 2.2, 2) + pow(y - 2.6, 2)));
    }
}

static void draw(bool falling) {
    for (int c = 0; c < CELLS; c++) {
        const double least = 30.0 * lt_verify_random(&seed);
        for (int side = 0; side < 2; side++) {
            tag[side][c] = lt_verify_random(&seed) < 0.2 ? 0.0 : 8.0 * lt_verify_random(&seed);
            cell[side][c] = least + 10.0 * lt_verify_random(&seed);
        }
        if (!falling) continue;
        tag[1][c] = fmin(tag[0][c], tag[1][c]);
        cell[0][c] = cell[1][c] + tag[0][c] - tag[1][c] + 3.0 * lt_verify_random(&seed);
        cell[1][c] = fmax(cell[1][c], tag[1][c]);
        cell[0][c] = fmax(cell[0][c], cell[1][c] + tag[0][c] - tag[1][c]);
    }
}

static void make(lt_near_change *change) {
    const lt_near_side before = {cell[0], tag[0]}, after = {cell[1], tag[1]};
    lt_near_change_make(change, &before, &after, gone, come, 0.05, out);
}

static void expect_means(const double *fine) {
    for (size_t c = 0; c < CELLS; c++) {
        const double want = cell[1][c] - cell[0][c];
        assert_true(fabs(lt_keep_mean(&shape, c, fine) - want) <= 1e-12 * fmax(cell[0][c], cell[1][c]));
    }
}

static void test_means(void **state) {
    make_fields();
    for (int n = 0; n < 200; n++) {
        draw(false);
        make(*state);
        expect_means(out);
        lt_near_change_follow(*state, cell[0], cell[1], out, other);
        expect_means(other);
    }
}

static void test_no_rise(void **state) {
    make_fields();
    for (int n = 0; n < 200; n++) {
        draw(true);
        make(*state);
        for (int f = 0; f < FINE; f++) assert_true(out[f] <= 0.0);
        expect_means(out);
    }
}

/* 1.7 of what the plumes lose in every cell, nothing else. */
static void test_plumes(void **state) {
    make_fields();
    for (size_t c = 0; c < CELLS; c++) {
        tag[0][c] = 1.7 * lt_keep_mean(&shape, c, gone) + 2.0;
        tag[1][c] = 2.0;
        cell[0][c] = tag[0][c] + 20.0;
        cell[1][c] = 22.0;
    }
    make(*state);
    for (int f = 0; f < FINE; f++) assert_true(fabs(out[f] + 1.7 * gone[f]) <= 1e-12 * 40.0);
}

/* Nothing changes. */
static void test_same(void **state) {
    make_fields();
    draw(false);
    memcpy(cell[1], cell[0], sizeof cell[0]);
    memcpy(tag[1], tag[0], sizeof tag[0]);
    make(*state);
    for (int f = 0; f < FINE; f++) assert_true(out[f] == 0.0);
}

static int make_room(void **state) {
    return lt_near_change_create(shape, (lt_near_change **)state) == LT_OK ? 0 : -1;
}

static int drop_room(void **state) {
    lt_near_change_free(*state);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_means), cmocka_unit_test(test_no_rise),
                                       cmocka_unit_test(test_plumes), cmocka_unit_test(test_same)};
    return cmocka_run_group_tests(tests, make_room, drop_room);
}
