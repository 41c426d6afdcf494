/* Scores of forecasts against values worked out by hand, and against what a random forecast must have. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "postproc/skill/contingency.h"
#include "postproc/skill/ensemble.h"
#include "postproc/skill/paired.h"
#include "postproc/skill/reliability.h"
#include "tests/support/near.h"
#include "tests/support/random.h"

#include <math.h>
#include <string.h>

/* F 1 4 3 10, O 2 2 3 5: differences -1 2 0 5, squares 1 4 0 25; R as in test_statistics.c: 15 / sqrt(45 * 6). */
static void pairs_by_hand(void **state) {
    (void)state;
    const double f[] = {1, 4, 3, 10}, o[] = {2, 2, 3, 5};
    lt_paired pairs = {0};
    for (int i = 0; i < 4; i++) lt_paired_add(&pairs, f[i], o[i]);
    const lt_paired_score s = lt_paired_finish(&pairs);
    assert_int_equal(s.n, 4);
    assert_true(s.too_few);
    assert_true(s.mean_forecast == 4.5 && s.mean_obs == 3 && s.bias == 1.5 && s.mae == 2);
    assert_near(s.rmse, sqrt(30.0 / 4), 1e-15);
    assert_near(s.r, 15 / sqrt(45.0 * 6), 1e-15);
}

/* A large mean does not take the digits of R (the same deviations on 1e9), and a constant series has none. */
static void correlation_keeps_its_digits(void **state) {
    (void)state;
    const double f[] = {1, 4, 3, 10}, o[] = {2, 2, 3, 5};
    lt_paired far = {0}, constant = {0}, two = {0}, none = {0};
    for (int i = 0; i < 4; i++) {
        lt_paired_add(&far, 1e9 + f[i], 1e9 + o[i]);
        lt_paired_add(&constant, 0.1, o[i]);
        if (i < 2) lt_paired_add(&two, f[i], o[i]);
    }
    assert_near(lt_paired_finish(&far).r, 15 / sqrt(45.0 * 6), 1e-15);
    assert_true(isnan(lt_paired_finish(&constant).r) && isnan(lt_paired_finish(&two).r));
    const lt_paired_score s = lt_paired_finish(&none);
    assert_true(s.too_few && isnan(s.bias) && isnan(s.rmse) && isnan(s.mae) && isnan(s.r));
}

/* Any order and any grouping: the same bits. */
static void pairs_in_any_order(void **state) {
    (void)state;
    enum { N = 1000 };
    uint64_t seed = 7;
    double f[N], o[N];
    for (int i = 0; i < N; i++) {
        f[i] = exp(20 * random_unit(&seed) - 10);
        o[i] = exp(20 * random_unit(&seed) - 10);
    }
    lt_paired forth = {0}, back = {0}, part = {0};
    for (int i = 0; i < N; i++) {
        lt_paired_add(&forth, f[i], o[i]);
        lt_paired_add(i < 300 ? &back : &part, f[N - 1 - i], o[N - 1 - i]);
    }
    lt_paired_merge(&part, &back);
    const lt_paired_score a = lt_paired_finish(&forth), b = lt_paired_finish(&part);
    assert_true(a.n == b.n && a.bias == b.bias && a.rmse == b.rmse && a.mae == b.mae && a.r == b.r);
}

/* 28 hits, 72 false alarms, 23 misses, 2680 neither (Finley's tornadoes, Wilks 2011): POD 28/51, FAR 72/100, CSI
 * 28/123, frequency bias 100/51; by chance 100 * 51 / 2803 hits. */
static void events_by_hand(void **state) {
    (void)state;
    lt_contingency t = {0};
    for (int i = 0; i < 28; i++) lt_contingency_add(&t, true, true);
    for (int i = 0; i < 72; i++) lt_contingency_add(&t, true, false);
    for (int i = 0; i < 23; i++) lt_contingency_add(&t, false, true);
    for (int i = 0; i < 2680; i++) lt_contingency_add(&t, false, false);
    const lt_contingency_score s = lt_contingency_finish(&t);
    assert_near(s.pod, 28.0 / 51, 1e-15);
    assert_near(s.far, 0.72, 1e-15);
    assert_near(s.csi, 28.0 / 123, 1e-15);
    assert_near(s.frequency_bias, 100.0 / 51, 1e-15);
    const double chance = 100.0 * 51 / 2803;
    assert_near(s.ets, (28 - chance) / (123 - chance), 1e-15);
    const lt_contingency quiet = {.neither = 10};
    const lt_contingency_score none = lt_contingency_finish(&quiet);
    assert_true(isnan(none.pod) && isnan(none.far) && isnan(none.csi) && isnan(none.ets));
}

/* Members 0 1 5: sum|x_i - x_j| over all i, j is 20. O = 1: 5/3 - 20/18 = 5/9, fair 5/3 - 20/12 = 0; O = 7: 5 - 20/18,
 * fair 5 - 20/12. One member: |x - O|, no fair one. */
static void crps_by_hand(void **state) {
    (void)state;
    double members[] = {5, NAN, 0, 1}, one[] = {3};
    assert_int_equal(lt_ensemble_sort(members, 4), 3);
    assert_true(members[0] == 0 && members[1] == 1 && members[2] == 5);
    assert_true(lt_ensemble_mean(members, 3) == 2);
    assert_near(lt_ensemble_crps(members, 3, 1), 5.0 / 9, 1e-15);
    assert_near(lt_ensemble_crps_fair(members, 3, 1), 0, 1e-15);
    assert_near(lt_ensemble_crps(members, 3, 7), 35.0 / 9, 1e-14);
    assert_near(lt_ensemble_crps_fair(members, 3, 7), 10.0 / 3, 1e-14);
    assert_true(lt_ensemble_crps(one, 1, 5) == 2 && isnan(lt_ensemble_crps_fair(one, 1, 5)));
    assert_true(isnan(lt_ensemble_crps(one, 0, 5)));
}

/* Members 1 2 2 4: 0.5 is below all, 3 above three, 2 equals two and may stand at places 1, 2, 3. */
static void ranks_by_hand(void **state) {
    (void)state;
    const double members[] = {1, 2, 2, 4};
    double counts[LT_MOST_RANKED + 1], sum = 0;
    lt_rank_histogram h = {0};
    assert_true(isnan(lt_rank_chi2(&h)));
    assert_true(lt_rank_add(&h, members, 4, 0.5) && lt_rank_add(&h, members, 4, 3) && lt_rank_add(&h, members, 4, 2));
    assert_false(lt_rank_add(&h, members, 3, 2));
    lt_rank_counts(&h, counts);
    for (int k = 0; k <= 4; k++) sum += counts[k];
    assert_true(sum == 3 && h.n == 3 && counts[0] == 1 && counts[4] == 0);
    assert_near(counts[1], 1.0 / 3, 1e-12); /* whole 2^-40 */
    assert_near(counts[2], 1.0 / 3, 1e-12);
    assert_near(counts[3], 4.0 / 3, 1e-12);
    /* expected 0.6 a place: (0.16 + 2 * 0.0711 + 0.5378 + 0.36) / 0.6 */
    assert_near(lt_rank_chi2(&h), (0.4 * 0.4 + 2 * pow(1.0 / 3 - 0.6, 2) + pow(4.0 / 3 - 0.6, 2) + 0.36) / 0.6, 1e-11);
}

/* p 1 1 0, came 1 0 0: BS 1/3; mean share 1/3, uncertainty 2/9; bin of 1 has share 1/2: reliability 2/4/3 = 1/6,
 * resolution (2 (1/6)^2 + (1/3)^2) / 3 = 1/18; 1/6 - 1/18 + 2/9 = 1/3. */
static void brier_by_hand(void **state) {
    (void)state;
    lt_reliability t = {0};
    lt_reliability_add(&t, 1, 2, true);
    lt_reliability_add(&t, 1, 2, false);
    lt_reliability_add(&t, 0, 2, false);
    const lt_reliability_score s = lt_reliability_finish(&t);
    assert_true(s.n == 3 && s.too_few && s.bin_n[0] == 1 && s.bin_n[1] == 0 && s.bin_n[2] == 2);
    assert_near(s.brier, 1.0 / 3, 1e-15);
    assert_near(s.uncertainty, 2.0 / 9, 1e-15);
    assert_near(s.reliability, 1.0 / 6, 1e-12);
    assert_near(s.resolution, 1.0 / 18, 1e-15);
    assert_near(s.within, 0, 1e-12);
    assert_near(s.skill, -0.5, 1e-15);
    assert_true(s.bin_p[2] == 1 && s.bin_share[2] == 0.5 && isnan(s.bin_p[1]));
}

/* Unequal probabilities in one bin, 0.51 (came) and 0.49: the bin of 0.5 has p 0.5, share 0.5, so that reliability and
 * resolution are 0 and uncertainty 0.25. within = (2 * 0.0001 - 2 (0.01 * 0.5 + 0.01 * 0.5)) / 2 = -0.0099; BS 0.2401.
 */
static void brier_within_bins(void **state) {
    (void)state;
    lt_reliability t = {0};
    lt_reliability_add(&t, 0.51, 0, true);
    lt_reliability_add(&t, 0.49, 0, false);
    const lt_reliability_score s = lt_reliability_finish(&t);
    assert_int_equal(s.bin_n[10], 2);
    assert_near(s.brier, 0.2401, 1e-15);
    assert_near(s.within, -0.0099, 1e-11);
}

static void perfect_is_perfect(void **state) {
    (void)state;
    lt_reliability t = {0};
    lt_contingency c = {0};
    for (int i = 0; i < 40; i++) {
        lt_reliability_add(&t, i % 4 == 0, 10, i % 4 == 0);
        lt_contingency_add(&c, i % 4 == 0, i % 4 == 0);
    }
    const lt_reliability_score s = lt_reliability_finish(&t);
    assert_true(!s.too_few && s.brier == 0 && s.reliability == 0 && s.skill == 1);
    assert_near(s.resolution, s.uncertainty, 1e-15);
    const lt_contingency_score e = lt_contingency_finish(&c);
    assert_true(e.pod == 1 && e.far == 0 && e.csi == 1 && e.ets == 1);
}

/* Members and observations of one uniform distribution on 0 to 1, N = 20 000, M = 9. Tolerances are four standard
 * deviations of the mean of N values, each of which is bounded by 1 (so of a deviation below 1/2).
 *   E|x - o| = E|x - x'| = 1/3: fair CRPS 1/3 - 1/6 = 1/6, ordinary 1/3 - (8/9)/6 = 5/27
 *   ranks: chi2 of 10 places has mean 9 and deviation sqrt(18)
 *   event "above 0.7" by the first member: POD 0.3, FAR 0.7; of it by the share of members: resolution of chance alone,
 *   E BS = 0.21 + 0.21/9. E(F - O)^2 = 2/12; R 0 within 4/sqrt(N). */
static void random_is_random(void **state) {
    (void)state;
    enum { N = 20000, M = 9 };
    uint64_t seed = 20140106;
    const double four = 4 * 0.5 / sqrt(N);
    double fair = 0, ordinary = 0;
    lt_rank_histogram h = {0};
    lt_paired pairs = {0};
    lt_contingency c = {0};
    lt_reliability t = {0};
    for (int i = 0; i < N; i++) {
        double members[M];
        const double obs = random_unit(&seed);
        int above = 0;
        for (int m = 0; m < M; m++) {
            members[m] = random_unit(&seed);
            above += members[m] > 0.7;
        }
        lt_paired_add(&pairs, members[0], obs);
        lt_contingency_add(&c, members[0] > 0.7, obs > 0.7);
        lt_reliability_add(&t, (double)above / M, M, obs > 0.7);
        lt_ensemble_sort(members, M);
        fair += lt_ensemble_crps_fair(members, M, obs);
        ordinary += lt_ensemble_crps(members, M, obs);
        lt_rank_add(&h, members, M, obs);
    }
    assert_near(fair / N, 1.0 / 6, four);
    assert_near(ordinary / N, 5.0 / 27, four);
    assert_near(lt_rank_chi2(&h), 9, 4 * sqrt(18));
    const lt_paired_score s = lt_paired_finish(&pairs);
    assert_near(s.r, 0, 4 / sqrt(N));
    assert_near(s.rmse * s.rmse, 1.0 / 6, four);
    const lt_contingency_score e = lt_contingency_finish(&c);
    assert_near(e.pod, 0.3, 4 * sqrt(0.21 / (0.3 * N)) + 1e-3); /* of about 0.3 N events; 1e-3: their number varies */
    assert_near(e.far, 0.7, 4 * sqrt(0.21 / (0.3 * N)) + 1e-3);
    assert_near(e.ets, 0, 0.02);
    const lt_reliability_score b = lt_reliability_finish(&t);
    assert_near(b.brier, 0.21 + 0.21 / 9, four);
    assert_near(b.resolution, 0, 4 * 9 / (double)N); /* of 10 bins by chance: 9 * 0.21 / N on the mean */
    assert_near(b.within, 0, 1e-11);
    assert_true(b.skill < 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pairs_by_hand),      cmocka_unit_test(correlation_keeps_its_digits),
        cmocka_unit_test(pairs_in_any_order), cmocka_unit_test(events_by_hand),
        cmocka_unit_test(crps_by_hand),       cmocka_unit_test(ranks_by_hand),
        cmocka_unit_test(brier_by_hand),      cmocka_unit_test(brier_within_bins),
        cmocka_unit_test(perfect_is_perfect), cmocka_unit_test(random_is_random),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
