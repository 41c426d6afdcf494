/* `lantian bench equilibrium --quick`: the keys that are promised, every kind of row, and answers that are those of the
 * plain method. Speed is not judged here. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "model/aerosol/equilibrium/bench/bench_states.h"
#include "tests/support/error_block.h"
#include "tests/support/near.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

static double number_of(const cJSON *row, const char *key) {
    const cJSON *item = cJSON_GetObjectItemCaseSensitive(row, key);
    if (!cJSON_IsNumber(item)) fail_msg("%s is no number", key);
    return item->valuedouble;
}

static const char *word_of(const cJSON *row, const char *key) {
    const char *word = cJSON_GetStringValue(cJSON_GetObjectItemCaseSensitive(row, key));
    if (!word || !word[0]) fail_msg("%s is no text", key);
    return word;
}

static cJSON *bench(const char *threads) {
    program_result r = program_run(NULL, "bench", "equilibrium", "--quick", "--json", "--quiet", "--threads", threads);
    if (r.code != 0) fail_msg("code %d\n%s", r.code, r.err);
    cJSON *root = cJSON_Parse(r.said);
    assert_non_null(root);
    program_free(&r);
    return root;
}

static void judge_row(const cJSON *row) {
    static const char *const positive[] = {"states_per_s",     "states_per_s_min", "states_per_s_max",
                                           "states_per_cpu_s", "threads",          "repeats"};
    for (size_t k = 0; k < sizeof positive / sizeof *positive; k++) assert_true(number_of(row, positive[k]) > 0);
    assert_true(number_of(row, "states") == 96); /* --quick is obeyed */
    const bool in_float = strcmp(word_of(row, "mode"), "forward") == 0 && strcmp(word_of(row, "kernel"), "plain") != 0;
    assert_string_equal(word_of(row, "real"), in_float ? "float+double" : "double");
    assert_true(number_of(row, "share_within_1e-3") >= 0.999);
    assert_true(number_of(row, "unsolved") == 0 && number_of(row, "reference_unsolved") == 0);
    word_of(row, "isa");
    word_of(row, "species");
    word_of(row, "largest_species");
}

/* Vectors and the plain method are not the same arithmetic: a difference of exactly 0 would mean that one was compared
 * with itself. */
static void test_rows(void **state) {
    (void)state;
    cJSON *root = bench("2");
    const cJSON *row;
    int forward = 0, reverse = 0, metastable = 0, stable = 0, two = 0, goals = 0, sweeps = 0, sets = 0;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "results")) {
        judge_row(row);
        forward += strcmp(word_of(row, "mode"), "forward") == 0;
        reverse += strcmp(word_of(row, "mode"), "reverse") == 0;
        stable += strcmp(word_of(row, "state"), "stable") == 0;
        metastable += strcmp(word_of(row, "state"), "metastable") == 0;
        two += number_of(row, "threads") == 2 && number_of(row, "speedup") > 0;
        const bool is_sweeps = strcmp(word_of(row, "kernel"), "plain") == 0;
        assert_true(is_sweeps == (number_of(row, "largest_difference") == 0));
        sweeps += is_sweeps;
        const cJSON *peers = cJSON_GetObjectItem(row, "peers_states_per_s");
        sets += peers != NULL;
        if (!cJSON_GetObjectItem(row, "goal_states_per_s")) continue;
        goals++;
        assert_string_equal(word_of(row, "species"), "NaCl");
        assert_near(number_of(peers, "isorropia"), 1.7544e5, 5);
        assert_near(number_of(peers, "hetp"), 4.902e4, 5);
    }
    assert_true(forward >= 13 && reverse >= 6 && metastable >= 14 && stable >= 5 && two >= 5 && goals == 1 &&
                sweeps == 1 && sets >= 3);
    cJSON_Delete(root);
}

static void test_one_thread(void **state) {
    (void)state;
    cJSON *root = bench("1");
    const cJSON *row;
    cJSON_ArrayForEach(row, cJSON_GetObjectItem(root, "results")) assert_true(number_of(row, "threads") == 1);
    cJSON_Delete(root);
}

/* The states: the same whatever their number, sets differ by the species they are said to, and all are sound. */
static void test_states(void **state) {
    (void)state;
    lt_bench_states few, many[LT_BENCH_N_SETS];
    assert_int_equal(lt_bench_states_create(LT_EQ_FORWARD, LT_BENCH_NACL, 7, &few), LT_OK);
    for (int set = 0; set < LT_BENCH_N_SETS; set++)
        assert_int_equal(lt_bench_states_create(LT_EQ_FORWARD, set, 500, &many[set]), LT_OK);
    const lt_equilibrium_setup setup = {0};
    for (size_t i = 0; i < 500; i++) {
        const lt_equilibrium_states *s[3] = {&many[0].states, &many[1].states, &many[2].states};
        double total[LT_N_TOTALS];
        for (int t = 0; t < LT_N_TOTALS; t++) total[t] = s[2]->total[t][i];
        lt_equilibrium_fault faults[LT_EQ_MOST_FAULTS];
        assert_int_equal(lt_equilibrium_judge(&setup, s[2]->temperature[i], s[2]->humidity[i], total, faults), 0);
        for (int t = 0; t < LT_N_TOTALS; t++) {
            assert_true(total[t] > 0);
            if (i < 7) assert_true(few.states.total[t][i] == s[1]->total[t][i]);
        }
        assert_true(s[0]->total[LT_TOTAL_NO3][i] == total[LT_TOTAL_NO3] && s[0]->total[LT_TOTAL_CL][i] == 0);
        assert_true(s[1]->total[LT_TOTAL_CL][i] == total[LT_TOTAL_CL] && s[1]->total[LT_TOTAL_CA][i] == 0);
        assert_true(s[0]->temperature[i] >= 253 && s[0]->temperature[i] <= 303);
        assert_true(s[0]->humidity[i] >= 0.30 && s[0]->humidity[i] <= 0.95);
        if (i > 0) assert_true(s[0]->temperature[i] != s[0]->temperature[i - 1]);
    }
    for (int set = 0; set < LT_BENCH_N_SETS; set++) lt_bench_states_free(&many[set]);
    lt_bench_states_free(&few);
}

/* Particles of the reverse mode: what the judge takes, with more anions than cations by what was drawn. */
static void test_particles(void **state) {
    (void)state;
    static const double charge[LT_N_TOTALS] = {
        [LT_TOTAL_NA] = -1, [LT_TOTAL_SO4] = 2, [LT_TOTAL_NH4] = -1, [LT_TOTAL_NO3] = 1,
        [LT_TOTAL_CL] = 1,  [LT_TOTAL_CA] = -2, [LT_TOTAL_K] = -1,   [LT_TOTAL_MG] = -2};
    const lt_equilibrium_setup setup = {.mode = LT_EQ_REVERSE};
    for (int set = 0; set < LT_BENCH_N_SETS; set++) {
        lt_bench_states s;
        assert_int_equal(lt_bench_states_create(LT_EQ_REVERSE, set, 500, &s), LT_OK);
        for (size_t i = 0; i < s.n; i++) {
            lt_equilibrium_fault faults[LT_EQ_MOST_FAULTS];
            double total[LT_N_TOTALS], acid = 0, anions = 0;
            for (int t = 0; t < LT_N_TOTALS; t++) {
                total[t] = s.states.total[t][i];
                acid += charge[t] * total[t];
                if (charge[t] > 0) anions += charge[t] * total[t];
            }
            assert_int_equal(lt_equilibrium_judge(&setup, s.states.temperature[i], s.states.humidity[i], total, faults),
                             0);
            assert_true(acid > 0.99e-4 * anions && acid < 0.501 * anions && total[LT_TOTAL_NH4] > 0);
        }
        lt_bench_states_free(&s);
    }
}

/* The judge of differences: one state in ten is off by 2e-3, one is no number, one is off by less than a molecule. */
static void test_compare(void **state) {
    (void)state;
    const lt_equilibrium_setup setup = {0};
    lt_bench_states a, b;
    lt_bench_difference d;
    assert_int_equal(lt_bench_states_create(LT_EQ_FORWARD, LT_BENCH_NACL, 10, &a), LT_OK);
    assert_int_equal(lt_bench_states_create(LT_EQ_FORWARD, LT_BENCH_NACL, 10, &b), LT_OK);
    lt_bench_states_solve(&setup, &a, 2);
    lt_bench_states_solve(&setup, &b, 1);
    lt_bench_states_compare(&a, &b, &d);
    assert_true(d.share_within == 1 && d.most == 0);
    a.states.ion[LT_ION_NO3][4] *= 1.002;
    a.states.ion[LT_ION_CA][2] += 0.0009 * LT_BENCH_LEAST;
    lt_bench_states_compare(&a, &b, &d);
    assert_near(d.share_within, 0.9, 1e-12);
    assert_near(d.most, 0.002, 1e-9);
    assert_string_equal(d.most_species, "NO3_p");
    assert_int_equal(d.most_state, 4);
    a.states.water[7] = NAN;
    lt_bench_states_compare(&a, &b, &d);
    assert_near(d.share_within, 0.8, 1e-12);
    assert_true(isnan(d.most));
    lt_bench_states_free(&a);
    lt_bench_states_free(&b);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_rows), cmocka_unit_test(test_one_thread),
                                       cmocka_unit_test(test_states), cmocka_unit_test(test_particles),
                                       cmocka_unit_test(test_compare)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
