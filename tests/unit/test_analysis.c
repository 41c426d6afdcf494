/* Optimal interpolation against closed forms, and what every scheme must do: order of observations, threads, gross
 * errors, what cannot be. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/analysis/dense.h"
#include "model/analysis/gaspari_cohn.h"
#include "tests/support/analysis_case.h"
#include "tests/support/words.h"

#include <omp.h>

static double increment_of(const lt_analysis_result *r, int control, int layer, int column) {
    return r->increment[(control * CASE_NZ + layer) * CASE_N + column];
}

/* x_a - x_b = sigma_p v rho sigma_q / (sigma_q^2 + r^2) (y - x_q), each number worked out here. */
static void test_single_observation(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result r;
    case_make(&c, 1);
    c.n = 1;
    c.observation[0] = (lt_observation){LT_MONITORED_SO2, 31, 40.0, 4.0};
    assert_int_equal(case_run(&c, &r), LT_OK);
    const double relative = 0.6, bottom = 3.0, length = 30e3;
    const double at = c.value[LT_CONTROL_SO2 * CASE_CELLS + 31], sigma = relative * at + bottom;
    for (int k = 0; k < CASE_NZ; k++)
        for (int p = 0; p < CASE_N; p++) {
            const double z = hypot(c.x[p] - c.x[31], c.y[p] - c.y[31]) / length, h = c.mixed[p];
            const double above = c.height[k * CASE_N + p] - h, depth = h / 4 > 100.0 ? h / 4 : 100.0;
            const double v = k == 0 || above <= 0.0 ? 1.0 : exp(-above * above / (2 * depth * depth));
            const double here = relative * c.value[(LT_CONTROL_SO2 * CASE_NZ + k) * CASE_N + p] + bottom;
            const double closed = here * v * (1 + z) * exp(-z) * sigma / (sigma * sigma + 16.0) * (40.0 - at);
            /* A dozen roundings and an exponential of 2e-16 |argument|. */
            assert_true(fabs(increment_of(&r, LT_CONTROL_SO2, k, p) - closed) <= 1e-14 * (1 + z) * fabs(closed));
            for (int other = 0; other < LT_N_CONTROLS; other++)
                if (other != LT_CONTROL_SO2) assert_true(increment_of(&r, other, k, p) == 0.0);
        }
    assert_int_equal(r.count[LT_MONITORED_SO2].used, 1);
    lt_analysis_result_free(&r);
    case_free(&c);
}

/* PM10 says as much of fine as of coarse mass as their variances are; O3 of Ox and NO2 with the signs of titration. */
static void test_observed_of_two_controls(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result r;
    case_make(&c, 1);
    c.n = 2;
    c.observation[0] = (lt_observation){LT_MONITORED_PM10, 20, 180.0, 6.0};
    c.observation[1] = (lt_observation){LT_MONITORED_O3, 20, 90.0, 5.0};
    assert_int_equal(case_run(&c, &r), LT_OK);
    const double fine = 0.5 * c.value[20] + 5, coarse = 0.7 * c.value[LT_CONTROL_COARSE * CASE_CELLS + 20] + 8;
    const double ratio = increment_of(&r, LT_CONTROL_FINE, 0, 20) / increment_of(&r, LT_CONTROL_COARSE, 0, 20);
    assert_true(fabs(ratio / (fine * fine / (coarse * coarse)) - 1.0) < 1e-13);
    assert_true(increment_of(&r, LT_CONTROL_FINE, 0, 20) > 0.0);
    const double ox = increment_of(&r, LT_CONTROL_OX, 0, 20), no2 = increment_of(&r, LT_CONTROL_NO2, 0, 20);
    assert_true(ox > 0.0 && no2 < 0.0);
    lt_analysis_result_free(&r);
    case_free(&c);
}

/* Two stations of one kind: the 2 x 2 system by hand. */
static void test_two_observations(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result r;
    case_make(&c, 1);
    c.n = 2;
    c.observation[0] = (lt_observation){LT_MONITORED_CO, 10, 1300.0, 90.0};
    c.observation[1] = (lt_observation){LT_MONITORED_CO, 12, 700.0, 120.0};
    assert_int_equal(case_run(&c, &r), LT_OK);
    const double *x = c.value + LT_CONTROL_CO * CASE_CELLS;
    const double s1 = 0.4 * x[10] + 100, s2 = 0.4 * x[12] + 100, s = 0.4 * x[11] + 100;
    const double far = (1 + 54.0 / 40) * exp(-54.0 / 40), near = (1 + 27.0 / 40) * exp(-27.0 / 40);
    const double a = s1 * s1 + 8100, b = s1 * s2 * far, d = s2 * s2 + 14400, det = a * d - b * b;
    const double d1 = 1300 - x[10], d2 = 700 - x[12];
    const double closed = s * near * (s1 * (d * d1 - b * d2) + s2 * (a * d2 - b * d1)) / det;
    assert_true(fabs(increment_of(&r, LT_CONTROL_CO, 0, 11) - closed) < 1e-11 * (fabs(closed) + s));
    lt_analysis_result_free(&r);
    case_free(&c);
}

static void test_order_and_threads(void **state) {
    (void)state;
    for (int scheme = 0; scheme < LT_N_ANALYSIS_SCHEMES; scheme++) {
        analysis_case c;
        lt_analysis_result first;
        const int members = scheme == LT_ANALYSIS_OI ? 1 : CASE_MEMBERS;
        case_make(&c, members);
        c.setup.scheme = (lt_analysis_scheme)scheme;
        omp_set_num_threads(1);
        assert_int_equal(case_run(&c, &first), LT_OK);
        for (int trial = 0; trial < 6; trial++) {
            lt_analysis_result r;
            case_shuffle(&c, (uint64_t)trial + 1);
            omp_set_num_threads(1 + trial % 4);
            assert_int_equal(case_run(&c, &r), LT_OK);
            assert_memory_equal(r.increment, first.increment, (size_t)members * CASE_OF_MEMBER * sizeof *r.increment);
            assert_memory_equal(r.count, first.count, sizeof r.count);
            lt_analysis_result_free(&r);
        }
        for (int o = 0; o < LT_N_MONITORED; o++) {
            assert_int_equal(first.count[o].used, CASE_STATIONS);
            assert_true(first.count[o].rms_after < first.count[o].rms_before);
        }
        lt_analysis_result_free(&first);
        case_free(&c);
    }
}

/* A station far off, one outside, one of a field that the model lacks: counted, and no bit of the rest changes. */
static void test_set_aside(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result without, with;
    case_make(&c, 1);
    c.background.has[LT_CONTROL_OX] = false;
    c.n = CASE_STATIONS * LT_N_MONITORED - 3;
    assert_int_equal(case_run(&c, &without), LT_OK);
    c.observation[c.n++] = (lt_observation){LT_MONITORED_PM25, 3, 2000.0, 5.0};
    c.observation[c.n++] = (lt_observation){LT_MONITORED_PM25, -1, 50.0, 5.0};
    c.observation[c.n++] = (lt_observation){LT_MONITORED_O3, 3, 50.0, 5.0};
    assert_int_equal(case_run(&c, &with), LT_OK);
    assert_memory_equal(with.increment, without.increment, CASE_OF_MEMBER * sizeof *with.increment);
    assert_int_equal(with.count[LT_MONITORED_PM25].gross, without.count[LT_MONITORED_PM25].gross + 1);
    assert_int_equal(with.count[LT_MONITORED_PM25].outside, 1);
    assert_int_equal(with.count[LT_MONITORED_O3].unknown, without.count[LT_MONITORED_O3].unknown + 1);
    assert_int_equal(with.count[LT_MONITORED_O3].used, 0);
    assert_int_equal(with.count[LT_MONITORED_NO2].used, without.count[LT_MONITORED_NO2].used);
    lt_analysis_result_free(&without);
    lt_analysis_result_free(&with);
    case_free(&c);
}

/* An episode that is not in the background: four stations around say it, and a fifth that says far more is alone; with
 * two neighbours nobody knows. */
static void test_episode_is_believed(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result r;
    case_make(&c, 1);
    c.n = 5;
    for (int n = 0; n < 5; n++) {
        const long place = 3 * CASE_NX + 3 + n % 2 + (n / 2 % 2) * CASE_NX;
        c.observation[n] = (lt_observation){LT_MONITORED_PM25, place, c.value[place] + 400.0 + 20.0 * n, 6.0};
    }
    c.observation[4].value += 1500.0;
    assert_int_equal(case_run(&c, &r), LT_OK);
    assert_int_equal(r.count[LT_MONITORED_PM25].used, 4);
    assert_int_equal(r.count[LT_MONITORED_PM25].believed, 4);
    assert_int_equal(r.count[LT_MONITORED_PM25].gross, 1);
    assert_true(r.increment[c.observation[0].place] > 250.0);
    lt_analysis_result_free(&r);
    c.n = 3;
    assert_int_equal(case_run(&c, &r), LT_OK);
    assert_int_equal(r.count[LT_MONITORED_PM25].gross, 3);
    lt_analysis_result_free(&r);
    case_free(&c);
}

static void test_no_observations(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result r;
    case_make(&c, 1);
    c.n = 0;
    assert_int_equal(case_run(&c, &r), LT_OK);
    for (int n = 0; n < CASE_OF_MEMBER; n++) assert_true(r.increment[n] == 0.0);
    lt_analysis_result_free(&r);
    case_free(&c);
}

static void test_faults(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result r;
    case_make(&c, CASE_MEMBERS);
    BAD_INPUT(case_run(&c, &r), "oi", "24", "1");
    c.setup.scheme = LT_ANALYSIS_LETKF;
    c.background.n_members = 19;
    BAD_INPUT(case_run(&c, &r), "letkf", "19", "20", "run more members");
    c.background.n_members = CASE_MEMBERS;
    c.setup.inflation = 0.9;
    BAD_INPUT(case_run(&c, &r), "inflation", "0.9");
    c.setup.inflation = 1.0;
    c.observation[5].error = 0.0;
    BAD_INPUT(case_run(&c, &r), "observation 5", "error is not above 0");
    c.observation[5] = (lt_observation){LT_MONITORED_CO, 0, -500.0, 60.0};
    BAD_INPUT(case_run(&c, &r), "observation 5", "negative");
    c.observation[5] = (lt_observation){LT_MONITORED_CO, CASE_N, 500.0, 60.0};
    BAD_INPUT(case_run(&c, &r), "observation 5", "not of the grid");
    c.observation[5].place = 0;
    c.value[CASE_OF_MEMBER + CASE_N + 2] = NAN;
    BAD_INPUT(case_run(&c, &r), "member 1, fine, layer 1, column 2");
    assert_int_equal(lt_analysis_scheme_of("letkf"), LT_ANALYSIS_LETKF);
    assert_int_equal(lt_analysis_scheme_of("kriging"), LT_N_ANALYSIS_SCHEMES);
    case_free(&c);
}

/* Fractions worked out by hand from eq. 4.10: at 1/2 -1/128 + 1/32 + 5/64 - 5/12 + 1, at 1 5/24, at 3/2 by the other
 * branch. */
static void test_gaspari_cohn(void **state) {
    (void)state;
    const double half = -1.0 / 128 + 1.0 / 32 + 5.0 / 64 - 5.0 / 12 + 1.0;
    const double outer = 81.0 / 128 - 81.0 / 32 + 135.0 / 64 + 15.0 / 4 - 7.5 + 4.0 - 4.0 / 9;
    assert_true(lt_gaspari_cohn(0.0) == 1.0);
    assert_true(fabs(lt_gaspari_cohn(0.5) - half) < 4e-16);
    assert_true(fabs(lt_gaspari_cohn(1.0) - 5.0 / 24) < 4e-16);
    assert_true(fabs(lt_gaspari_cohn(nextafter(1.0, 2.0)) - 5.0 / 24) < 4e-15);
    assert_true(fabs(lt_gaspari_cohn(1.5) - outer) < 8e-15); /* terms of 7.5 */
    assert_true(lt_gaspari_cohn(2.0) == 0.0 && lt_gaspari_cohn(1e9) == 0.0);
    for (double z = 0.0; z < 2.5; z += 0.001) {
        const double here = lt_gaspari_cohn(z), next = lt_gaspari_cohn(z + 0.001);
        assert_true(here >= 0.0 && next <= here + 1e-14);
    }
}

static void test_dense(void **state) {
    (void)state;
    enum { N = 12 };
    double a[N * N], copy[N * N], value[N], vector[N * N], x[N], b[N] = {0};
    long first[N];
    uint64_t seed = 5;
    for (int i = 0; i < N; i++)
        for (int j = 0; j <= i; j++)
            a[i * N + j] = a[j * N + i] = i / 4 != j / 4 ? 0.0 : i == j ? 5.0 : case_random(&seed) - 0.5;
    for (int i = 0; i < N; i++) x[i] = case_random(&seed);
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) b[i] += a[i * N + j] * x[j];
    memcpy(copy, a, sizeof a);
    assert_true(lt_dense_cholesky(N, copy, first));
    assert_int_equal(first[11], 8); /* blocks of four */
    lt_dense_solve(N, copy, first, b);
    for (int i = 0; i < N; i++) assert_true(fabs(b[i] - x[i]) < 1e-14); /* condition below 3 */
    memcpy(copy, a, sizeof a);
    assert_true(lt_dense_eigen(N, copy, value, vector));
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) {
            double sum = 0.0, unit = 0.0;
            for (int k = 0; k < N; k++) sum += vector[i * N + k] * value[k] * vector[j * N + k];
            for (int k = 0; k < N; k++) unit += vector[k * N + i] * vector[k * N + j];
            assert_true(fabs(sum - a[i * N + j]) < 1e-13 && fabs(unit - (i == j)) < 1e-14);
        }
    a[0] = -1.0;
    assert_false(lt_dense_cholesky(N, a, first));
    a[0] = NAN;
    a[1] = a[N] = NAN;
    assert_false(lt_dense_eigen(N, a, value, vector));
}

static void test_errors_of_observations(void **state) {
    (void)state;
    lt_observation_error errors;
    assert_int_equal(lt_observation_error_read(NULL, &errors), LT_OK);
    const double e0 = 1.5 + 0.75; /* 100 ug m-3 of PM2.5; in a cell of 27 km er = 1.5 e0 */
    assert_true(fabs(lt_observation_error_of(&errors, LT_MONITORED_PM25, 100.0, 27e3) - e0 * sqrt(3.25)) < 1e-12);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_single_observation),
        cmocka_unit_test(test_observed_of_two_controls),
        cmocka_unit_test(test_two_observations),
        cmocka_unit_test(test_order_and_threads),
        cmocka_unit_test(test_set_aside),
        cmocka_unit_test(test_no_observations),
        cmocka_unit_test(test_episode_is_believed),
        cmocka_unit_test(test_faults),
        cmocka_unit_test(test_gaspari_cohn),
        cmocka_unit_test(test_dense),
        cmocka_unit_test(test_errors_of_observations),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
