/* Wet removal against its closed form: q exp(-lambda dt) below 2000 m where it rains, nothing elsewhere; what is
 * reported is what left; the same for any blocks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/deposition/wet.h"
#include "model/transport/air.h"
#include "tests/support/mini_air.h"

#include <float.h>

enum { NX = MINI_NX, NY = MINI_NY, NZ = MINI_NZ, PLANE = NX * NY, CELLS = PLANE * NZ };
static const double dt = 900, wettest = 2e-3; /* kg m-2 s-1: 7 mm an hour */

static double rain_at(int c) {
    return c % 3 ? wettest * (c % 5) / 4.0 : 0.0;
}

static double mass_at(int c) {
    return 1e9 * (1 + c % 4);
}

static void remove_once(int bx, int by, lt_state **out, double removed[LT_N_SPECIES]) {
    lt_air *air;
    static double columns[LT_N_SPECIES][PLANE];
    static lt_real values[CELLS];
    double rain[PLANE];
    MINI_OK(lt_air_create(NX, NY, NZ, &air));
    MINI_OK(lt_state_create(&lt_passive_set, NX, NY, NZ, bx, by, out));
    for (int c = 0; c < CELLS; ++c) {
        air->mass[lt_air_at(air, c / PLANE, c / NX % NY, c % NX)] = mass_at(c);
        values[c] = (lt_real)(1e-8 * (1 + c % 7));
    }
    for (int c = 0; c < PLANE; ++c) rain[c] = rain_at(c);
    memset(columns, 0, sizeof columns);
    for (int s = 0; s < LT_N_SPECIES; ++s) lt_state_set(*out, s, values);
    lt_wet_remove(*out, air->mass, air->row, air->layer, rain, mini_edges, dt, columns[0]);
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        removed[s] = 0.0;
        for (int c = 0; c < PLANE; ++c) removed[s] += columns[s][c];
    }
    lt_air_free(air);
}

static void test_closed_form(void **state) {
    (void)state;
    lt_state *st;
    double removed[LT_N_SPECIES];
    static lt_real after[CELLS];
    /* one rounding to lt_real; in double the two exponentials count */
    double eps = sizeof(lt_real) == 8 ? 8 * DBL_EPSILON : 2 * (double)FLT_EPSILON;
    remove_once(2, 2, &st, removed);
    for (int s = 0; s < LT_N_SPECIES; ++s) {
        double gone = 0;
        lt_state_get(st, s, after);
        for (int c = 0; c < CELLS; ++c) {
            int k = c / PLANE;
            double before = (double)(lt_real)(1e-8 * (1 + c % 7)), want = before;
            double lambda = lt_passive_species[s].wet_ratio * 1e6 * rain_at(c % PLANE) / (1000.0 * 1000.0);
            if (k < NZ - 1) want *= exp(-lambda * dt); /* the highest layer's middle is at 3500 m */
            assert_true(fabs((double)after[c] - want) <= eps * before);
            if (lambda == 0.0 || k == NZ - 1) assert_true((double)after[c] == before);
            gone += (before - (double)after[c]) * mass_at(c);
        }
        assert_true(fabs(removed[s] - gone) <= 1e-13 * (gone > 0 ? gone : 1));
        assert_true(lt_passive_species[s].wet_ratio > 0 ? removed[s] > 0 : removed[s] == 0);
    }
    assert_true(removed[LT_S_CO] == 0 && removed[LT_S_SO2] == 0 && removed[LT_S_SO4] > removed[LT_S_BC]);
    lt_state_free(st);
}

static void test_any_blocks(void **state) {
    (void)state;
    lt_state *one, *many;
    double a[LT_N_SPECIES], b[LT_N_SPECIES];
    lt_digest x, y;
    remove_once(1, 1, &one, a);
    remove_once(3, 3, &many, b);
    MINI_OK(lt_state_digest(one, x));
    MINI_OK(lt_state_digest(many, y));
    assert_string_equal(x, y);
    assert_memory_equal(a, b, sizeof a);
    lt_state_free(one);
    lt_state_free(many);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_closed_form), cmocka_unit_test(test_any_blocks)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
