/* The factor between cells: means kept to 1e-10, nowhere below 0, the same number from both sides of every border, for
 * random fields over 12 orders, cells of nothing beside large ones, peaks, and weights of every kind; a linear field is
 * a plane. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "base/verify.h"
#include "model/gaussian/subgrid/keep.h"

#include <math.h>
#include <string.h>

enum { NX = 7, NY = 5, MOST = 9, CELLS = NX * NY, FINE = CELLS * MOST * MOST };
static double mean[CELLS], weight[FINE], out[FINE];
static uint64_t seed = 11;

static double random_number(void) {
    return lt_verify_random(&seed);
}

static double wide(void) {
    return pow(10.0, 12.0 * random_number() - 6.0);
}

typedef enum field { EVEN, WIDE, HOLES, PEAK, BOARD, NOTHING, N_FIELDS } field;

static void draw_means(field kind) {
    const int peak = (int)(random_number() * CELLS);
    for (int c = 0; c < CELLS; c++) {
        mean[c] = kind == EVEN    ? 1.0 + random_number()
                  : kind == WIDE  ? wide()
                  : kind == HOLES ? (random_number() < 0.4 ? 0.0 : wide())
                  : kind == PEAK  ? (c == peak ? 1e6 : 0.0)
                  : kind == BOARD ? ((c % NX + c / NX) % 2 ? 1e9 : 1e-9)
                                  : 0.0;
    }
}

typedef enum weighing { ALONE, NARROW, SPARSE, SPOT, CORNER, N_WEIGHTS } weighing;

static void draw_weight(weighing kind, int points) {
    const int n = CELLS * points * points, row = NX * points;
    for (int f = 0; f < n; f++) {
        const int p = f % row % points, q = f / row % points;
        weight[f] = kind == NARROW   ? 0.5 + random_number()
                    : kind == SPARSE ? (random_number() < 0.8 ? 0.0 : wide())
                    : kind == SPOT   ? 1e-9 + (p == 0 && q == points - 1 ? 1e3 * random_number() : 0.0)
                                     : (p == 0 && q == 0 && random_number() < 0.7 ? wide() : 0.0);
    }
}

static double cell_mean(const double *fine, int cell, int points) {
    double sum = 0.0;
    for (int q = 0; q < points; q++)
        for (int p = 0; p < points; p++) sum += fine[(cell / NX * points + q) * NX * points + cell % NX * points + p];
    return sum / (points * points);
}

static void assert_borders(const lt_keep *keep) {
    for (int j = 0; j < NY; j++)
        for (int i = 0; i < NX; i++)
            for (int k = 0; k <= 20; k++) {
                const double t = k / 20.0;
                if (i + 1 < NX) assert_true(lt_keep_at(keep, i, j, 1.0, t) == lt_keep_at(keep, i + 1, j, 0.0, t));
                if (j + 1 < NY) assert_true(lt_keep_at(keep, i, j, t, 1.0) == lt_keep_at(keep, i, j + 1, t, 0.0));
            }
}

/* Between the points too. */
static void assert_positive(const lt_keep *keep) {
    for (int n = 0; n < 2000; n++) {
        const int cell = (int)(random_number() * CELLS);
        const double value = lt_keep_at(keep, cell % NX, cell / NX, random_number(), random_number());
        assert_true(value >= 0.0 && isfinite(value));
    }
}

static void test_random_and_adversarial(void **state) {
    (void)state;
    static const int all_points[] = {1, 2, 5, MOST};
    double worst = 0.0;
    for (int round = 0; round < 20; round++)
        for (int m = 0; m < N_FIELDS; m++)
            for (int w = 0; w < N_WEIGHTS; w++)
                for (size_t a = 0; a < sizeof all_points / sizeof *all_points; a++) {
                    const int points = all_points[a];
                    lt_keep *keep;
                    assert_int_equal(lt_keep_create((lt_keep_shape){NX, NY, points}, &keep), LT_OK);
                    draw_means((field)m);
                    draw_weight((weighing)w, points);
                    for (int c = 0; w != ALONE && c < CELLS; c++)
                        if (!(cell_mean(weight, c, points) > 0.0)) mean[c] = 0.0;
                    memset(out, 0, sizeof out);
                    lt_keep_make(keep, mean, w == ALONE ? NULL : weight);
                    lt_keep_add(keep, w == ALONE ? NULL : weight, out);
                    for (int f = 0; f < CELLS * points * points; f++) assert_true(out[f] >= 0.0 && isfinite(out[f]));
                    for (int c = 0; c < CELLS; c++) {
                        const double error = fabs(cell_mean(out, c, points) - mean[c]);
                        if (mean[c] > 0.0)
                            worst = fmax(worst, error / mean[c]);
                        else
                            assert_true(error == 0.0);
                    }
                    assert_borders(keep);
                    assert_positive(keep);
                    lt_keep_free(keep);
                }
    print_message("largest error of a mean: %.2g\n", worst);
    assert_true(worst < 1e-10);
}

/* Nothing is limited and no bubble rises in a plane. The rim's corners know one side only. */
static void test_plane(void **state) {
    (void)state;
    lt_keep *keep;
    assert_int_equal(lt_keep_create((lt_keep_shape){NX, NY, MOST}, &keep), LT_OK);
    for (int c = 0; c < CELLS; c++) mean[c] = 3.0 + 0.7 * (c % NX + 0.5) - 0.3 * (c / NX + 0.5);
    lt_keep_make(keep, mean, NULL);
    for (int j = 1; j < NY - 1; j++)
        for (int i = 1; i < NX - 1; i++)
            for (int k = 0; k < 50; k++) {
                const double u = random_number(), v = random_number();
                assert_true(fabs(lt_keep_at(keep, i, j, u, v) - (3.0 + 0.7 * (i + u) - 0.3 * (j + v))) < 1e-13);
            }
    lt_keep_free(keep);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_random_and_adversarial), cmocka_unit_test(test_plane)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
