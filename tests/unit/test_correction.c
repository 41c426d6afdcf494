/* Corrections of forecasts: each method against cases worked out by hand; no method knows what came later; what is
 * positive stays so; known errors are taken away. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "postproc/correction/correct_series.h"
#include "tests/support/near.h"
#include "tests/support/random.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static lt_corrector *make(const lt_correction_setup *setup) {
    lt_corrector *corrector = NULL;
    assert_int_equal(lt_corrector_create(setup, &corrector), LT_OK);
    return corrector;
}

static lt_correction_setup simple(lt_correction_method method) {
    lt_correction_setup setup = lt_correction_defaults(method);
    setup.least = 1;
    setup.n_window = 1;
    setup.analogues = 1;
    return setup;
}

static double corrected(const lt_corrector *corrector, double forecast) {
    double out = NAN;
    assert_true(lt_corrector_correct(corrector, &forecast, &forecast, 1, &out));
    return out;
}

static void learn(lt_corrector *corrector, double forecast, double obs) {
    lt_corrector_learn(corrector, &forecast, obs);
}

/* Weight 1/2: errors 4, 2, 6 make 4, (4 + 2)/2 = 3, (3 + 6)/2 = 4.5; 4 - 4.5 would be negative: a tenth of 4. With the
 * weight 1/20 three errors are a plain mean: 4. */
static void mean_by_hand(void **state) {
    (void)state;
    lt_correction_setup setup = simple(LT_CORRECTION_MEAN);
    setup.weight = 0.5;
    lt_corrector *half = make(&setup);
    setup.weight = 0.05;
    lt_corrector *plain = make(&setup);
    const double f[] = {14, 12, 26}, o[] = {10, 10, 20};
    for (int i = 0; i < 3; i++) {
        learn(half, f[i], o[i]);
        learn(plain, f[i], o[i]);
        learn(plain, f[i], NAN);
        learn(plain, NAN, o[i]);
    }
    assert_int_equal(lt_corrector_pairs(plain), 3);
    assert_near(corrected(half, 10), 5.5, 1e-14);
    assert_near(corrected(half, 4), 0.4, 1e-15);
    assert_near(corrected(plain, 10), 6, 1e-14);
    const double in[] = {10, NAN, 12}, predictor = 11;
    double out[3];
    assert_true(lt_corrector_correct(half, &predictor, in, 3, out));
    assert_true(out[0] == 5.5 && isnan(out[1]) && out[2] == 7.5);
    lt_corrector_free(half);
    lt_corrector_free(plain);
}

/* Errors 6 4 6 4 ...: v = (6 - 4)^2 / 2.01 at every step. By hand: x 6; gain 1.01/2.01, x 6 - 2 * 1.01/2.01, p/v =
 * 1.01/2.01; gain g = (p/v + 0.01)/(p/v + 1.01). In the end the gain is k = (sqrt(r^2 + 4 r) - r)/2 and x goes between
 * 5
 * + d and 5 - d, 2 d = k (1 + d). */
static void kalman_by_hand(void **state) {
    (void)state;
    const lt_correction_setup setup = simple(LT_CORRECTION_KALMAN);
    lt_corrector *k = make(&setup);
    learn(k, 26, 20);
    assert_near(corrected(k, 100), 94, 1e-13);
    learn(k, 24, 20);
    const double first = 1.01 / 2.01, x2 = 6 - 2 * first, second = (first + 0.01) / (first + 1.01);
    assert_near(corrected(k, 100), 100 - x2, 1e-12);
    learn(k, 26, 20);
    assert_near(corrected(k, 100), 100 - (x2 + second * (6 - x2)), 1e-12);
    for (int i = 0; i < 600; i++) learn(k, i % 2 ? 26 : 24, 20);
    const double gain = (sqrt(0.0001 + 0.04) - 0.01) / 2, d = gain / (2 - gain);
    assert_near(corrected(k, 100), 100 - (5 + d), 1e-9);
    /* After ten steps without pairs the next error weighs more: p/v has grown from k by ten r. */
    for (int i = 0; i < 10; i++) learn(k, 25, NAN);
    const double late = (gain + 0.11) / (gain + 1.11), x = 5 + d;
    learn(k, 40, 20);
    assert_near(corrected(k, 100), 100 - (x + late * (20 - x)), 1e-8);
    lt_corrector_free(k);
    lt_corrector *same = make(&setup);
    for (int i = 0; i < 20; i++) learn(same, 23, 20);
    assert_near(corrected(same, 23), 20, 1e-13);
    lt_corrector_free(same);
}

/* F 10 20 30 40 (in any order) beside O 5 15 45 50: 20 is 15, 25 half way to 45, 50 ten above 50, 5 half of 5. */
static void quantiles_by_hand(void **state) {
    (void)state;
    lt_correction_setup setup = simple(LT_CORRECTION_QUANTILE);
    setup.window = 4;
    lt_corrector *q = make(&setup);
    learn(q, 99, 1000); /* leaves the window */
    learn(q, 30, 5);
    learn(q, 10, 50);
    learn(q, 40, 15);
    learn(q, 20, 45);
    assert_near(corrected(q, 10), 5, 1e-14);
    assert_near(corrected(q, 20), 15, 1e-14);
    assert_near(corrected(q, 25), 30, 1e-14);
    assert_near(corrected(q, 50), 60, 1e-14);
    assert_near(corrected(q, 5), 2.5, 1e-14);
    assert_true(corrected(q, 0) == 0);
    /* 20 a second time in place of 30: F 10 20 20 40, O 45 50 15 60 in order 15 45 50 60: 20 is 47.5, 15 is 31.25. */
    learn(q, 20, 60);
    assert_near(corrected(q, 20), 47.5, 1e-13);
    assert_near(corrected(q, 15), 31.25, 1e-13);
    double before = 0;
    for (double x = 0; x < 60; x += 0.25) {
        const double now = corrected(q, x);
        assert_true(now >= before);
        before = now;
    }
    lt_corrector_free(q);
}

/* F 10 20 31 40 beside O 4 2 3 1. Two analogues of 29 are 31 and 20: 2.5; members 30 and 20 become the upper and lower
 * quarter of {2, 3} by (k + 1/2)/2: 3 and 2. Of equal distances the newest: 10 again, beside 7. */
static void analogues_by_hand(void **state) {
    (void)state;
    lt_correction_setup setup = simple(LT_CORRECTION_ANALOGUE);
    setup.least = setup.analogues = 2;
    lt_corrector *a = make(&setup);
    const double f[] = {10, 20, 31, 40}, o[] = {4, 2, 3, 1};
    for (int i = 0; i < 4; i++) learn(a, f[i], o[i]);
    assert_near(corrected(a, 29), 2.5, 1e-15);
    const double in[] = {30, 20}, predictor = 29;
    double out[2];
    assert_true(lt_corrector_correct(a, &predictor, in, 2, out));
    assert_true(out[0] == 3 && out[1] == 2);
    lt_corrector_free(a);
    setup.least = setup.analogues = 1;
    lt_corrector *one = make(&setup);
    for (int i = 0; i < 4; i++) learn(one, f[i], o[i]);
    learn(one, 10, 7);
    assert_true(corrected(one, 11) == 7);
    lt_corrector_free(one);
}

/* Two variables: the second (say, wind) tells two equal forecasts apart. Deviations: of the forecast 50 50 60 60 it is
 * 5, of the wind 1 9 1 9 it is 4; (50, 1) of (52, 8): 2/5 + 7/4, (50, 9): 2/5 + 1/4. */
static void analogues_of_two_variables(void **state) {
    (void)state;
    lt_correction_setup setup = simple(LT_CORRECTION_ANALOGUE);
    setup.n_variables = 2;
    lt_corrector *a = make(&setup);
    const double past[][2] = {{50, 1}, {50, 9}, {60, 1}, {60, 9}}, o[] = {90, 20, 95, 30}, now[2] = {52, 8};
    for (int i = 0; i < 4; i++) lt_corrector_learn(a, past[i], o[i]);
    double out;
    assert_true(lt_corrector_correct(a, now, now, 1, &out));
    assert_true(out == 20);
    lt_corrector_free(a);
}

enum { LEADS = 4, CYCLES = 200, MEMBERS = 3, STEPS = CYCLES + LEADS - 1 };
typedef struct world {
    double obs[STEPS], value[LEADS][CYCLES][MEMBERS], out[LEADS][CYCLES][MEMBERS];
} world;

/* Observations with memory; forecasts too high by a factor and a constant that grow with the lead, and noise. */
static void fill(world *w, uint64_t seed) {
    double x = 0;
    for (int t = 0; t < STEPS; t++) {
        x = 0.8 * x + 0.4 * random_normal(&seed);
        w->obs[t] = 50 * exp(x);
    }
    for (int l = 0; l < LEADS; l++)
        for (int c = 0; c < CYCLES; c++)
            for (int m = 0; m < MEMBERS; m++)
                w->value[l][c][m] = (w->obs[c + l] * 1.3 + 20 + 10 * l) * exp(0.1 * random_normal(&seed));
}

static lt_correction_count correct(world *w, lt_correction_method method) {
    const lt_correction_setup setup = lt_correction_defaults(method);
    const lt_correction_series series = {
        .n_leads = LEADS, .n_members = MEMBERS, .n_cycles = CYCLES, .obs = w->obs, .value = &w->value[0][0][0]};
    lt_correction_count count;
    assert_int_equal(lt_correct_series(&setup, &series, &w->out[0][0][0], &count), LT_OK);
    return count;
}

/* Whatever happens from step `now` on changes no forecast that was issued before; the cycle at `now` itself knows the
 * step before it, and no other. */
static void future_is_out_of_reach(void **state) {
    (void)state;
    enum { NOW = 120 };
    world *a = calloc(1, sizeof *a), *b = calloc(1, sizeof *b);
    for (int method = 0; method < LT_N_CORRECTIONS; method++) {
        fill(a, 5);
        correct(a, (lt_correction_method)method);
        fill(b, 5);
        for (int t = NOW; t < STEPS; t++) b->obs[t] = t % 3 ? 999 : NAN;
        for (int l = 0; l < LEADS; l++)
            for (int c = NOW + 1; c < CYCLES; c++)
                for (int m = 0; m < MEMBERS; m++) b->value[l][c][m] = 1234 + m;
        correct(b, (lt_correction_method)method);
        for (int l = 0; l < LEADS; l++) assert_memory_equal(a->out[l], b->out[l], sizeof(double) * MEMBERS * (NOW + 1));
        /* What was known does change it: the newest observation, for the lead that it belongs to. */
        fill(b, 5);
        for (int t = 0; t < NOW; t++) b->obs[t] += 40;
        correct(b, (lt_correction_method)method);
        for (int l = 0; l < LEADS; l++) assert_true(a->out[l][NOW][0] != b->out[l][NOW][0]);
    }
    free(a);
    free(b);
}

static double error_of(world *w, double table[LEADS][CYCLES][MEMBERS], int lead) {
    double sum = 0;
    for (int c = CYCLES / 2; c < CYCLES; c++) {
        double mean = 0;
        for (int m = 0; m < MEMBERS; m++) mean += table[lead][c][m] / MEMBERS;
        sum += fabs(mean - w->obs[c + lead]) / (CYCLES - CYCLES / 2);
    }
    return sum;
}

/* The error of the mean is 0.3 * 70 + 20 + 10 l, some 40 to 70 ug/m3; a constant takes all but what varies with the
 * concentration, and each method at least half of it. Counts: the first `least` pairs of lead l are known after l +
 * least cycles, and those before are passed on as they are. */
static void known_errors_go(void **state) {
    (void)state;
    world *w = calloc(1, sizeof *w);
    for (int method = 0; method < LT_N_CORRECTIONS; method++) {
        fill(w, 6);
        const lt_correction_count count = correct(w, (lt_correction_method)method);
        const int least = lt_correction_table[method].least;
        assert_int_equal(count.raw, LEADS * least + (0 + 1 + 2 + 3));
        assert_int_equal(count.corrected + count.raw, LEADS * CYCLES);
        assert_int_equal(count.missing, 0);
        for (int l = 0; l < LEADS; l++) {
            assert_memory_equal(w->out[l], w->value[l], sizeof(double) * MEMBERS * (size_t)(least + l));
            assert_true(error_of(w, w->out, l) < 0.5 * error_of(w, w->value, l));
        }
    }
    free(w);
}

/* Missing forecasts and observations, members that are missing, small values under a large error: what is there stays
 * positive, what is missing stays missing. */
static void positive_stays_positive(void **state) {
    (void)state;
    world *w = calloc(1, sizeof *w);
    for (int method = 0; method < LT_N_CORRECTIONS; method++) {
        fill(w, 8);
        for (int c = 0; c < CYCLES; c++) {
            if (c % 7 == 0) w->obs[c] = NAN;
            if (c % 5 == 0) w->value[1][c][0] = w->value[1][c][1] = w->value[1][c][2] = NAN;
            if (c % 3 == 0) w->value[2][c][1] = NAN;
            if (c % 4 == 0) w->value[3][c][2] = 0.01;
        }
        const lt_correction_count count = correct(w, (lt_correction_method)method);
        assert_int_equal(count.missing, CYCLES / 5);
        for (int l = 0; l < LEADS; l++)
            for (int c = 0; c < CYCLES; c++)
                for (int m = 0; m < MEMBERS; m++) {
                    assert_true(isnan(w->out[l][c][m]) == isnan(w->value[l][c][m]));
                    assert_true(isnan(w->out[l][c][m]) || w->out[l][c][m] > 0);
                }
    }
    free(w);
}

/* In place and as a set: the same numbers. */
static void a_set_in_place(void **state) {
    (void)state;
    world *w = calloc(1, sizeof *w);
    fill(w, 9);
    lt_forecast_set set = {.step_s = LT_DAY,
                           .n_places = 2,
                           .n_species = 1,
                           .species = {LT_MEASURED_PM25},
                           .n_leads = LEADS,
                           .n_members = MEMBERS,
                           .n_cycles = CYCLES,
                           .n_steps = STEPS};
    assert_int_equal(lt_forecast_set_create(&set), LT_OK);
    for (int p = 0; p < 2; p++) {
        memcpy(lt_forecast_obs(&set, p, 0), w->obs, sizeof w->obs);
        memcpy(lt_forecast_members(&set, p, 0, 0, 0), w->value, sizeof w->value);
    }
    const lt_correction_setup setup = lt_correction_defaults(LT_CORRECTION_ANALOGUE);
    lt_correction_count all = {0};
    assert_int_equal(lt_correct_set(&setup, &set, &all), LT_OK);
    const lt_correction_count one = correct(w, LT_CORRECTION_ANALOGUE);
    assert_true(all.corrected == 2 * one.corrected && all.raw == 2 * one.raw);
    for (int p = 0; p < 2; p++) assert_memory_equal(lt_forecast_members(&set, p, 0, 0, 0), w->out, sizeof w->out);
    lt_forecast_set_free(&set);
    free(w);
}

static void names_and_bounds(void **state) {
    (void)state;
    lt_correction_method method;
    assert_true(lt_correction_find("kalman", &method) && method == LT_CORRECTION_KALMAN);
    assert_false(lt_correction_find("magic", &method));
    lt_corrector *none = NULL;
    lt_correction_setup setup = lt_correction_defaults(LT_CORRECTION_ANALOGUE);
    setup.n_window = 2;
    assert_int_equal(lt_corrector_create(&setup, &none), LT_ERR_INPUT);
    setup = lt_correction_defaults(LT_CORRECTION_QUANTILE);
    setup.window = setup.least - 1;
    assert_int_equal(lt_corrector_create(&setup, &none), LT_ERR_INPUT);
    setup = lt_correction_defaults(LT_CORRECTION_MEAN);
    setup.weight = 0;
    assert_int_equal(lt_corrector_create(&setup, &none), LT_ERR_INPUT);
    assert_null(none);
    lt_corrector_free(none);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(mean_by_hand),
        cmocka_unit_test(kalman_by_hand),
        cmocka_unit_test(quantiles_by_hand),
        cmocka_unit_test(analogues_by_hand),
        cmocka_unit_test(analogues_of_two_variables),
        cmocka_unit_test(future_is_out_of_reach),
        cmocka_unit_test(known_errors_go),
        cmocka_unit_test(positive_stays_positive),
        cmocka_unit_test(a_set_in_place),
        cmocka_unit_test(names_and_bounds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
