/* Factors of emissions: closed form, a linear world with a known answer, bounds, order; by responses and by members. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/analysis/adjust.h"
#include "model/analysis/bounded.h"
#include "tests/support/analysis_case.h"
#include "tests/support/words.h"

enum { CITIES = 4, SECTORS = 3, FACTORS = CITIES * SECTORS, STATIONS = 20, SPECIES = 3, OBSERVED = STATIONS * SPECIES };
enum { MEMBERS = 80 };

/* Plumes fall off with distance; sectors differ in what they emit, as traffic, power and homes do. */
typedef struct world {
    double x[OBSERVED], y[OBSERVED], response[OBSERVED * FACTORS], error[OBSERVED], departure[OBSERVED];
    double base[OBSERVED], truth[FACTORS];
    lt_adjust_factor factor[FACTORS];
} world;

static void make_world(world *w) {
    static const double mix[SECTORS][SPECIES] = {{3, 18, 1}, {2, 6, 12}, {14, 2, 4}}; /* PM2.5, NO2, SO2 */
    static const double truth[FACTORS] = {1.5, 0.7, 1.3, 0.6, 1.4, 0.8, 1.2, 0.75, 0.65, 1.35, 1.25, 0.7};
    uint64_t seed = 9;
    for (int s = 0; s < FACTORS; s++) {
        w->factor[s] = (lt_adjust_factor){0.5, 0.3, 3.0, 120e3 * (s / SECTORS % 2), 120e3 * (double)(s / SECTORS / 2)};
        w->truth[s] = truth[s];
    }
    for (int n = 0; n < OBSERVED; n++) {
        const int species = n % SPECIES;
        w->x[n] = species ? w->x[n - 1] : 120e3 * case_random(&seed);
        w->y[n] = species ? w->y[n - 1] : 120e3 * case_random(&seed);
        w->error[n] = 0.3; /* of means over days */
        w->departure[n] = w->base[n] = 0.0;
        for (int s = 0; s < FACTORS; s++) {
            const double z = hypot(w->x[n] - w->factor[s].x, w->y[n] - w->factor[s].y) / 60e3;
            w->response[n * FACTORS + s] = mix[s % SECTORS][species] * exp(-z);
            w->base[n] += w->response[n * FACTORS + s];
            w->departure[n] += w->response[n * FACTORS + s] * (w->truth[s] - 1.0);
        }
        w->departure[n] += w->error[n] * case_normal(&seed);
    }
}

static lt_status solve(const world *w, lt_adjust_result *r) {
    return lt_adjust_by_response(FACTORS, w->factor, OBSERVED, w->departure, w->error, w->response, r);
}

static void test_closed_form(void **state) {
    (void)state;
    const lt_adjust_factor factor = {0.4, 0.2, 5.0, 0, 0};
    const double d = 3.0, r = 2.0, g = 10.0;
    lt_adjust_result result;
    assert_int_equal(lt_adjust_by_response(1, &factor, 1, &d, &r, &g, &result), LT_OK);
    assert_true(fabs(result.factor - (1 + 0.16 * g * d / (0.16 * g * g + 4))) < 1e-15);
    assert_true(fabs(result.known - 16.0 / 20) < 1e-15 && fabs(result.sigma - 0.4 * sqrt(0.2)) < 1e-15);
    assert_int_equal(result.bound, 0);
    assert_int_equal(lt_adjust_by_response(1, &factor, 0, NULL, NULL, NULL, &result), LT_OK);
    assert_true(result.factor == 1.0 && result.known == 0.0 && result.sigma == 0.4);
}

/* Sign of every factor, and more than half of the size of each; on the whole more than 80 %. */
static void expect_recovered(const world *w, const lt_adjust_result *r, const char *how) {
    double along = 0.0, whole = 0.0;
    for (int s = 0; s < FACTORS; s++) {
        const double found = r[s].factor - 1.0, true_change = w->truth[s] - 1.0;
        assert_true(found / true_change > 0.5 && found / true_change < 1.5);
        along += found * true_change;
        whole += true_change * true_change;
    }
    print_message("%s: %.0f %% of the changes are found\n", how, 100.0 * along / whole);
    assert_true(along / whole > 0.8 && along / whole < 1.2);
}

static void test_recovers(void **state) {
    (void)state;
    world w;
    lt_adjust_result r[FACTORS];
    make_world(&w);
    assert_int_equal(solve(&w, r), LT_OK);
    expect_recovered(&w, r, "responses");
}

static void test_order(void **state) {
    (void)state;
    world w, other;
    lt_adjust_result r[FACTORS], again[FACTORS];
    make_world(&w);
    assert_int_equal(solve(&w, r), LT_OK);
    other = w;
    for (int n = 0; n < OBSERVED; n++) {
        const int from = (n * 7 + 3) % OBSERVED; /* 7 and 60 have no common divisor */
        other.departure[n] = w.departure[from];
        other.error[n] = w.error[from];
        memcpy(other.response + n * FACTORS, w.response + from * FACTORS, FACTORS * sizeof *w.response);
    }
    assert_int_equal(solve(&other, again), LT_OK);
    for (int s = 0; s < FACTORS; s++) assert_true(r[s].factor == again[s].factor && r[s].sigma == again[s].sigma);
}

/* Least of random quadratics within bounds: the conditions of Karush, Kuhn and Tucker, worked out here. */
static void test_bounded(void **state) {
    (void)state;
    enum { N = 30 };
    double a[N * N], b[N], low[N], high[N], x[N], root[N * N];
    int bound[N];
    uint64_t seed = 4;
    for (int trial = 0; trial < 200; trial++) {
        int held = 0;
        for (int n = 0; n < N * N; n++) root[n] = case_normal(&seed);
        for (int s = 0; s < N; s++) {
            b[s] = 10 * case_normal(&seed);
            low[s] = -case_random(&seed);
            high[s] = case_random(&seed);
            for (int t = 0; t < N; t++) {
                a[s * N + t] = s == t ? 0.01 : 0.0;
                for (int k = 0; k < N; k++) a[s * N + t] += root[s * N + k] * root[t * N + k];
            }
        }
        assert_int_equal(lt_bounded_least(&(const lt_bounded){N, a, b, low, high, x, bound}), LT_OK);
        for (int s = 0; s < N; s++) {
            double slope = -b[s], size = fabs(b[s]);
            for (int t = 0; t < N; t++) slope += a[s * N + t] * x[t], size += fabs(a[s * N + t] * x[t]);
            assert_true(x[s] >= low[s] && x[s] <= high[s]);
            if (bound[s] == 0) assert_true(fabs(slope) < 1e-8 * size); /* condition up to 1e5, 30 terms */
            if (bound[s] < 0) assert_true(x[s] == low[s] && slope >= -1e-13 * size);
            if (bound[s] > 0) assert_true(x[s] == high[s] && slope <= 1e-13 * size);
            held += bound[s] != 0;
        }
        assert_true(held > 0 && held < N);
    }
}

static void test_bounds_hold(void **state) {
    (void)state;
    world w;
    lt_adjust_result r[FACTORS];
    make_world(&w);
    for (int s = 0; s < FACTORS; s++) w.factor[s].most = 1.1;
    assert_int_equal(solve(&w, r), LT_OK);
    int held = 0;
    for (int s = 0; s < FACTORS; s++) {
        assert_true(r[s].factor >= 0.3 && r[s].factor <= 1.1);
        assert_true((r[s].bound == 1) == (r[s].factor == 1.1));
        held += r[s].bound == 1;
    }
    assert_true(held >= 4);
}

typedef struct drawn {
    double factor[MEMBERS * FACTORS], seen[MEMBERS * OBSERVED], value[OBSERVED];
} drawn;

static void draw(const world *w, drawn *d) {
    uint64_t seed = 21;
    for (int m = 0; m < MEMBERS; m++)
        for (int s = 0; s < FACTORS; s++) {
            const double f = 1.0 + w->factor[s].sigma * case_normal(&seed);
            d->factor[m * FACTORS + s] = f > 0.0 ? f : 0.0;
        }
    for (int n = 0; n < OBSERVED; n++) {
        d->value[n] = w->base[n] + w->departure[n];
        for (int m = 0; m < MEMBERS; m++) {
            d->seen[m * OBSERVED + n] = 0.0;
            for (int s = 0; s < FACTORS; s++)
                d->seen[m * OBSERVED + n] += w->response[n * FACTORS + s] * d->factor[m * FACTORS + s];
        }
    }
}

static void test_members_recover(void **state) {
    (void)state;
    world w;
    static drawn d;
    lt_adjust_result r[FACTORS];
    make_world(&w);
    draw(&w, &d);
    lt_adjust_members e = {MEMBERS, d.factor, d.seen, d.value, w.error, w.x, w.y, 1e6, 1.0};
    assert_int_equal(lt_adjust_by_members(FACTORS, w.factor, OBSERVED, &e, r), LT_OK);
    expect_recovered(&w, r, "members");
    for (int n = 0; n < MEMBERS * FACTORS; n++) assert_true(d.factor[n] >= 0.3 && d.factor[n] <= 3.0);
}

static void test_members_order(void **state) {
    (void)state;
    world w;
    static drawn d, other;
    static double x[OBSERVED], y[OBSERVED];
    lt_adjust_result r[FACTORS], again[FACTORS];
    make_world(&w);
    draw(&w, &d);
    other = d;
    for (int n = 0; n < OBSERVED; n++) {
        const int from = (n * 7 + 3) % OBSERVED;
        other.value[n] = d.value[from];
        x[n] = w.x[from];
        y[n] = w.y[from];
        for (int m = 0; m < MEMBERS; m++) other.seen[m * OBSERVED + n] = d.seen[m * OBSERVED + from];
    }
    lt_adjust_members e = {MEMBERS, d.factor, d.seen, d.value, w.error, w.x, w.y, 150e3, 1.1};
    assert_int_equal(lt_adjust_by_members(FACTORS, w.factor, OBSERVED, &e, r), LT_OK);
    e = (lt_adjust_members){MEMBERS, other.factor, other.seen, other.value, w.error, x, y, 150e3, 1.1};
    assert_int_equal(lt_adjust_by_members(FACTORS, w.factor, OBSERVED, &e, again), LT_OK);
    for (int s = 0; s < FACTORS; s++) assert_true(r[s].factor == again[s].factor);
    assert_memory_equal(d.factor, other.factor, sizeof d.factor);
}

static void test_faults(void **state) {
    (void)state;
    world w;
    static drawn d;
    lt_adjust_result r[FACTORS];
    make_world(&w);
    draw(&w, &d);
    lt_adjust_members e = {19, d.factor, d.seen, d.value, w.error, w.x, w.y, 1e6, 1.0};
    BAD_INPUT(lt_adjust_by_members(FACTORS, w.factor, OBSERVED, &e, r), "19", "20 to");
    w.factor[3].least = 1.0;
    BAD_INPUT(solve(&w, r), "factor 3", "lower bound");
    w.factor[3].least = 0.5;
    w.error[7] = 0.0;
    BAD_INPUT(solve(&w, r), "observation 7", "above 0");
    w.error[7] = 1.0;
    w.response[2 * FACTORS + 5] = NAN;
    BAD_INPUT(solve(&w, r), "response", "row 2, number 5");
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_closed_form),   cmocka_unit_test(test_recovers),
        cmocka_unit_test(test_order),         cmocka_unit_test(test_bounded),
        cmocka_unit_test(test_bounds_hold),   cmocka_unit_test(test_members_recover),
        cmocka_unit_test(test_members_order), cmocka_unit_test(test_faults),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
