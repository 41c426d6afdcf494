/* The random states of the chemistry's tests: a cell depends on seed and number only, and looks like the air. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <setjmp.h>
#include <cmocka.h>

#include "model/chemistry/verify/random_states.h"

#include <math.h>

static lt_mechanism *mechanism;

static int read_mechanism(void **state) {
    (void)state;
    return lt_mechanism_read("cb6r5", &mechanism) == LT_OK ? 0 : -1;
}

static int free_mechanism(void **state) {
    (void)state;
    lt_mechanism_free(mechanism);
    return 0;
}

static lt_states *draw(int n, uint64_t seed) {
    lt_states *s;
    assert_int_equal(lt_random_states(mechanism, n, seed, &s), LT_OK);
    return s;
}

static void test_cell_depends_on_seed_and_number(void **state) {
    (void)state;
    lt_states *few = draw(3, 7), *more = draw(5, 7), *other = draw(3, 8);
    int differ = 0;
    for (int cell = 0; cell < 3; cell++) {
        assert_memory_equal(&few->temperature[cell], &more->temperature[cell], sizeof(double));
        for (int v = 0; v < few->n_variable; v++) {
            assert_memory_equal(&few->start[v * 3 + cell], &more->start[v * 5 + cell], sizeof(double));
            differ += few->start[v * 3 + cell] != other->start[v * 3 + cell];
        }
        for (int r = 0; r < few->n_reactions; r++)
            assert_memory_equal(&few->k[r * 3 + cell], &more->k[r * 5 + cell], sizeof(double));
    }
    assert_true(differ > 100);
    lt_states_free(few);
    lt_states_free(more);
    lt_states_free(other);
}

static double at(const lt_states *s, const char *species, int cell) {
    int v = lt_mechanism_species(mechanism, species);
    assert_true(v >= 0);
    return s->start[v * s->n + cell];
}

/* Shares of day, twilight and night within four standard deviations; OH by day as observed in clean and dirty air (0.01
 * to 1 ppt, a factor of three either way for extremes), by night less. */
static void test_looks_like_the_air(void **state) {
    (void)state;
    enum { N = 300 };
    lt_states *s = draw(N, 1);
    int day = 0, twilight = 0, night = 0;
    double nox_low = 1e9, nox_high = 0, oh_low = 1e9, oh_high = 0, o3_high = 0;
    for (int cell = 0; cell < N; cell++) {
        double nox = at(s, "NO", cell) + at(s, "NO2", cell), oh = at(s, "OH", cell);
        day += s->cos_sza[cell] >= 0.2;
        twilight += s->cos_sza[cell] > 0.0 && s->cos_sza[cell] < 0.2;
        night += s->cos_sza[cell] == 0.0;
        for (int v = 0; v < s->n_variable; v++)
            assert_true(s->start[v * N + cell] >= 0 && s->start[v * N + cell] < 1e5);
        nox_low = fmin(nox_low, nox);
        nox_high = fmax(nox_high, nox);
        o3_high = fmax(o3_high, at(s, "O3", cell));
        if (s->cos_sza[cell] < 0.2) continue;
        oh_low = fmin(oh_low, oh);
        oh_high = fmax(oh_high, oh);
    }
    print_message("day %d, twilight %d, night %d; NOx %.3g to %.3g, OH by day %.2g to %.2g, O3 up to %.3g ppb\n", day,
                  twilight, night, nox_low, nox_high, oh_low, oh_high, o3_high);
    assert_in_range(day, 100, 170);
    assert_in_range(twilight, 20, 70);
    assert_in_range(night, 86, 154);
    assert_true(nox_low < 0.05 && nox_high > 20.0 && nox_high < 200.0);
    assert_true(oh_low > 1e-6 && oh_high < 3e-3);
    assert_true(o3_high < 300.0);
    lt_states_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_cell_depends_on_seed_and_number),
                                       cmocka_unit_test(test_looks_like_the_air)};
    return cmocka_run_group_tests(tests, read_mechanism, free_mechanism);
}
