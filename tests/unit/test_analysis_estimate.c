/* Background errors from fields whose covariance is known, and by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/analysis/dense.h"
#include "model/analysis/estimate.h"
#include "tests/support/analysis_case.h"
#include "tests/support/words.h"

#include <stdio.h>
#include <unistd.h>

enum { NX = 12, NY = 10, N = NX * NY, SAMPLES = 400 };

typedef struct fields {
    double x[N], y[N], level[N], departure[SAMPLES * N], factor[N * N];
    long first[N];
} fields;

/* Draws of sigma L z, L the root of the correlations: length 60 km, sigma = 0.4 x + 6. */
static void draw(fields *f) {
    uint64_t seed = 11;
    for (int p = 0; p < N; p++) {
        f->x[p] = 27e3 * (p % NX);
        f->y[p] = 27e3 * (double)(p / NX);
        f->level[p] = 20.0 + 100.0 * case_random(&seed);
    }
    for (int p = 0; p < N; p++)
        for (int q = 0; q < N; q++)
            f->factor[p * N + q] = lt_background_correlation(hypot(f->x[p] - f->x[q], f->y[p] - f->y[q]), 60e3);
    assert_true(lt_dense_cholesky(N, f->factor, f->first));
    for (int n = 0; n < SAMPLES; n++) {
        double z[N];
        for (int p = 0; p < N; p++) z[p] = case_normal(&seed);
        for (int p = 0; p < N; p++) {
            double sum = 0.0;
            for (int q = 0; q <= p; q++) sum += f->factor[p * N + q] * z[q];
            f->departure[n * N + p] = (0.4 * f->level[p] + 6.0) * sum;
        }
    }
}

static void test_known_covariance(void **state) {
    (void)state;
    static fields f;
    lt_error_estimate e;
    draw(&f);
    const lt_error_samples samples = {SAMPLES, N, SAMPLES, f.departure, f.level, f.x, f.y, 20e3};
    assert_int_equal(lt_error_estimate_make(&samples, &e), LT_OK);
    print_message("relative %.3f floor %.2f length %.1f km\n", e.row.relative, e.row.floor_ugm3, e.row.length_m / 1e3);
    /* A standard deviation from 400 draws is uncertain by 1 / sqrt(800) = 3.5 %; five of these, for what neighbours
     * share does not average away. At the middle of the levels, where relative and floor are known together. */
    assert_true(fabs((e.row.relative * 70 + e.row.floor_ugm3) / 34.0 - 1.0) < 5 * 0.035 / 3);
    assert_true(fabs(e.row.relative - 0.4) < 0.05);
    /* A correlation of 400 draws by 1 / 20; the slope of rho at 60 km is e^-1 / 60 km, so a length by 8 km for one pair
     * and less for many. */
    assert_true(fabs(e.row.length_m - 60e3) < 8e3);
    assert_true(e.pairs[0] == 0 && e.pairs[1] > 0 && e.distance_m[1] > 27e3 && e.distance_m[1] < 38.2e3);
}

static void test_by_hand(void **state) {
    (void)state;
    /* Two cases of three members at two columns. */
    const double members[12] = {1, 10, 2, 20, 3, 60, 5, 5, 5, 8, 8, 5};
    const double expected[12] = {-1, -20, 0, -10, 1, 30, -1, -1, -1, 2, 2, -1};
    double departure[12], degrees;
    lt_departures_of_members(2, 3, 2, members, departure, &degrees);
    for (int n = 0; n < 12; n++) assert_true(fabs(departure[n] - expected[n]) < 1e-14);
    assert_true(degrees == 4.0);
    const double longer[4] = {3, 10, 5, 10}, shorter[4] = {1, 10, 5, 10};
    lt_departures_lagged(2, 2, longer, shorter, departure, &degrees);
    assert_true(fabs(departure[0] - 1 / sqrt(2.0)) < 1e-15 && fabs(departure[2] + 1 / sqrt(2.0)) < 1e-15);
    assert_true(departure[1] == 0.0 && departure[3] == 0.0 && degrees == 1.0);
}

/* sigma = 0.5 x exactly, and sigma that falls with x: neither member of the row becomes negative. */
static void test_line(void **state) {
    (void)state;
    const double x[3] = {0, 10e3, 0}, y[3] = {0, 0, 10e3}, level[3] = {10, 20, 40};
    double departure[6] = {5, 10, 20, -5, -10, -20};
    lt_error_estimate e;
    const lt_error_samples samples = {2, 3, 2, departure, level, x, y, 20e3};
    assert_int_equal(lt_error_estimate_make(&samples, &e), LT_OK);
    assert_true(fabs(e.row.relative - 0.5) < 1e-14 && fabs(e.row.floor_ugm3) < 1e-13);
    for (int n = 0; n < 6; n++) departure[n] = (n < 3 ? 1 : -1) * (30.0 - level[n % 3] / 2);
    assert_int_equal(lt_error_estimate_make(&samples, &e), LT_OK);
    assert_true(e.row.relative == 0.0 && e.row.floor_ugm3 > 0.0);
}

static void test_faults(void **state) {
    (void)state;
    const double x[2] = {0, 1e7}, y[2] = {0, 0}, level[2] = {1, 1}, zero[2] = {0, 0}, one[2] = {1, 2};
    lt_error_estimate e;
    lt_error_samples samples = {1, 2, 1, zero, level, x, y, 20e3};
    BAD_INPUT(lt_error_estimate_make(&samples, &e), "not all 0");
    samples.departure = one;
    BAD_INPUT(lt_error_estimate_make(&samples, &e), "no pair");
    samples.degrees = 0.0;
    BAD_INPUT(lt_error_estimate_make(&samples, &e), "degrees of freedom");
}

/* The shipped table is read; one that lacks an hour, has one twice, or an unknown control is told. */
static void test_tables(void **state) {
    (void)state;
    lt_background_error errors;
    assert_int_equal(lt_background_error_read(NULL, &errors), LT_OK);
    assert_true(errors.row[LT_CONTROL_OX][9].length_m == 80e3 && errors.row[LT_CONTROL_OX][3].length_m == 60e3);
    const char *head = "control,from_hour,to_hour,relative_1,floor_ugm3,length_km,mark,source\n";
    static const struct {
        const char *rows, *word;
    } bad[] = {{"fine,0,23,0.5,5,50,A,x\n", "coarse for hour 0"},
               {"fine,0,23,0.5,5,50,A,x\nfine,4,5,0.5,5,50,A,x\n", "stands twice"},
               {"dust,0,23,0.5,5,50,A,x\n", "dust"},
               {"fine,8,7,0.5,5,50,A,x\n", "8 to 23"},
               {"fine,0,23,-0.5,5,50,A,x\n", "-0.5"},
               {"fine,0,23,0.5,5,0,A,x\n", "above 0"}};
    for (size_t n = 0; n < sizeof bad / sizeof *bad; n++) {
        char path[] = "/tmp/lantian_errors_XXXXXX";
        const int file = mkstemp(path);
        assert_true(file >= 0);
        assert_true(dprintf(file, "%s%s", head, bad[n].rows) > 0);
        close(file);
        BAD_INPUT(lt_background_error_read(path, &errors), bad[n].word);
        unlink(path);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_covariance), cmocka_unit_test(test_by_hand), cmocka_unit_test(test_line),
        cmocka_unit_test(test_faults),           cmocka_unit_test(test_tables),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
