/* The ensemble transform without localisation and inflation is the Kalman filter with the members' own covariance. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/analysis/dense.h"
#include "tests/support/analysis_case.h"

#include <float.h>

enum { GROUND = LT_N_CONTROLS * CASE_N, MOST = CASE_STATIONS * LT_N_MONITORED };

/* The lowest layer as one vector of control and column. */
static long place_of(int g) {
    return (long)(g / CASE_N) * CASE_CELLS + g % CASE_N;
}

typedef struct kalman {
    double mean[GROUND], departure[GROUND][CASE_MEMBERS];
    double seen[MOST][CASE_MEMBERS], innovation[MOST];
    double system[MOST * MOST], pht[GROUND][MOST]; /* H P H^T + R, factored; P H^T */
    long first[MOST];
    double worst; /* condition: trace over the least R */
} kalman;

static void fill_departures(const analysis_case *c, const double *added, double *mean,
                            double (*departure)[CASE_MEMBERS]) {
    for (int g = 0; g < GROUND; g++) {
        mean[g] = 0.0;
        for (int m = 0; m < CASE_MEMBERS; m++) {
            departure[g][m] = c->value[m * CASE_OF_MEMBER + place_of(g)];
            if (added) departure[g][m] += added[m * CASE_OF_MEMBER + place_of(g)];
            mean[g] += departure[g][m] / CASE_MEMBERS;
        }
        for (int m = 0; m < CASE_MEMBERS; m++) departure[g][m] -= mean[g];
    }
}

static double dot(const double *a, const double *b) {
    double sum = 0.0;
    for (int m = 0; m < CASE_MEMBERS; m++) sum += a[m] * b[m];
    return sum / (CASE_MEMBERS - 1);
}

static void solve_kalman(const analysis_case *c, kalman *k) {
    double trace = 0.0, least = INFINITY;
    fill_departures(c, NULL, k->mean, k->departure);
    for (long j = 0; j < c->n; j++) {
        const lt_observation *o = &c->observation[j];
        k->innovation[j] = o->value;
        for (int s = 0; s < LT_N_CONTROLS; s++) {
            const int g = s * CASE_N + (int)o->place;
            k->innovation[j] -= lt_observe[o->what][s] * k->mean[g];
            for (int m = 0; m < CASE_MEMBERS; m++) k->seen[j][m] += lt_observe[o->what][s] * k->departure[g][m];
        }
    }
    for (long i = 0; i < c->n; i++) {
        const double r = c->observation[i].error * c->observation[i].error;
        for (long j = 0; j <= i; j++) k->system[i * c->n + j] = dot(k->seen[i], k->seen[j]) + (i == j ? r : 0.0);
        trace += k->system[i * c->n + i];
        least = r < least ? r : least;
        for (int g = 0; g < GROUND; g++) k->pht[g][i] = dot(k->departure[g], k->seen[i]);
    }
    k->worst = trace / least;
    assert_true(lt_dense_cholesky(c->n, k->system, k->first));
}

static void test_is_the_kalman_filter(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result r;
    static kalman k;
    static double mean[GROUND], departure[GROUND][CASE_MEMBERS], gain[GROUND][MOST];
    case_make(&c, CASE_MEMBERS);
    c.setup.scheme = LT_ANALYSIS_LETKF;
    c.setup.localisation_m = INFINITY;
    c.setup.inflation = 1.0;
    c.setup.gross_limit = INFINITY;
    assert_int_equal(case_run(&c, &r), LT_OK);
    solve_kalman(&c, &k);
    fill_departures(&c, r.increment, mean, departure);
    double change = 0.0, spread = 0.0, worst_mean = 0.0, worst_spread = 0.0;
    for (int g = 0; g < GROUND; g++) {
        memcpy(gain[g], k.pht[g], sizeof gain[g]);
        lt_dense_solve(c.n, k.system, k.first, gain[g]);
        double analysed = k.mean[g];
        for (long j = 0; j < c.n; j++) analysed += gain[g][j] * k.innovation[j];
        change = fmax(change, fabs(analysed - k.mean[g]));
        worst_mean = fmax(worst_mean, fabs(analysed - mean[g]));
    }
    for (int g = 0; g < GROUND; g += 7)
        for (int h = 0; h < GROUND; h += 5) {
            double covariance = dot(k.departure[g], k.departure[h]);
            spread = fmax(spread, fabs(covariance));
            for (long j = 0; j < c.n; j++) covariance -= gain[g][j] * k.pht[h][j];
            worst_spread = fmax(worst_spread, fabs(covariance - dot(departure[g], departure[h])));
        }
    /* Rounding of a solve with n unknowns is n eps times the condition of the system. */
    const double rounding = (double)c.n * DBL_EPSILON * k.worst;
    print_message("condition %.3g: mean differs by %.3g of %.3g, covariance by %.3g of %.3g, bound %.3g\n", k.worst,
                  worst_mean, change, worst_spread, spread, rounding);
    assert_true(worst_mean <= rounding * change && change > 10.0);
    assert_true(worst_spread <= rounding * spread);
    lt_analysis_result_free(&r);
    case_free(&c);
}

/* One observation reaches no further than 2 c, and at c changes the mean as R / (5 / 24) does. */
static void test_localisation(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result r;
    case_make(&c, CASE_MEMBERS);
    c.setup.scheme = LT_ANALYSIS_LETKF;
    c.setup.localisation_m = 54e3;
    c.setup.inflation = 1.0;
    c.n = 1;
    c.observation[0] = (lt_observation){LT_MONITORED_SO2, 3 * CASE_NX + 2, 40.0, 4.0};
    assert_int_equal(case_run(&c, &r), LT_OK);
    static double mean[GROUND], departure[GROUND][CASE_MEMBERS], after[GROUND], changed[GROUND][CASE_MEMBERS];
    fill_departures(&c, NULL, mean, departure);
    fill_departures(&c, r.increment, after, changed);
    for (int p = 0; p < CASE_N; p++) {
        const double distance = hypot(c.x[p] - c.x[c.observation[0].place], c.y[p] - c.y[c.observation[0].place]);
        const int g = LT_CONTROL_SO2 * CASE_N + p;
        if (distance >= 108e3)
            for (int m = 0; m < CASE_MEMBERS; m++) assert_true(r.increment[m * CASE_OF_MEMBER + place_of(g)] == 0.0);
    }
    const int from = LT_CONTROL_SO2 * CASE_N + 3 * CASE_NX + 2, at = from + 2; /* 54 km */
    const double hph = dot(departure[from], departure[from]);
    const double closed = dot(departure[at], departure[from]) / (hph + 16.0 * 24 / 5) * (40.0 - mean[from]);
    assert_true(fabs(after[at] - mean[at] - closed) < 1e-12 * mean[at]);
    lt_analysis_result_free(&r);
    case_free(&c);
}

/* Inflation by rho is a background whose departures are sqrt(rho) times as large. */
static void test_inflation(void **state) {
    (void)state;
    analysis_case c;
    lt_analysis_result inflated, wide;
    case_make(&c, CASE_MEMBERS);
    c.setup.scheme = LT_ANALYSIS_LETKF;
    c.setup.inflation = 1.44;
    c.setup.gross_limit = INFINITY;
    assert_int_equal(case_run(&c, &inflated), LT_OK);
    static double mean[GROUND], departure[GROUND][CASE_MEMBERS], after[GROUND], other[GROUND];
    fill_departures(&c, inflated.increment, after, departure);
    fill_departures(&c, NULL, mean, departure);
    for (int g = 0; g < GROUND; g++)
        for (int m = 0; m < CASE_MEMBERS; m++)
            c.value[m * CASE_OF_MEMBER + place_of(g)] = 1000.0 + mean[g] + 1.2 * departure[g][m];
    /* Moved up, for no member may be negative; observations likewise by what they see of that. */
    for (long j = 0; j < c.n; j++)
        for (int s = 0; s < LT_N_CONTROLS; s++) c.observation[j].value += 1000.0 * lt_observe[c.observation[j].what][s];
    c.setup.inflation = 1.0;
    assert_int_equal(case_run(&c, &wide), LT_OK);
    fill_departures(&c, wide.increment, other, departure);
    for (int g = 0; g < GROUND; g++) assert_true(fabs(other[g] - 1000.0 - after[g]) < 1e-8);
    lt_analysis_result_free(&inflated);
    lt_analysis_result_free(&wide);
    case_free(&c);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_the_kalman_filter),
        cmocka_unit_test(test_localisation),
        cmocka_unit_test(test_inflation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
