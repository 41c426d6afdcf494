/* test_equilibrium_edges.c - the equilibrium at the ends of what it takes: temperatures, humidities, totals of fifteen
 * orders of magnitude beside nothing at all. Every state must be solved, finite, whole, and of the same bits with every
 * kernel, whatever stands beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "tests/support/equilibrium_states.h"
#include "tests/support/kernel_sets.h"

#include <math.h>

static made_states drawn, vectors, other; /* vectors: solved with AVX2 */

static double log_between(uint64_t *seed, double low, double high) {
    return exp(log(low) + (log(high) - log(low)) * uniform(seed));
}

static void draw_edges(made_states *s) {
    static const double temperatures[] = {200, 233.15, 273.15, 298.15, 320};
    static const double humidities[] = {0, 0.005, 0.01, 0.0999, 0.1, 0.3, 0.6, 0.85, 0.95, 0.98, 0.99, 0.995, 0.999, 1};
    uint64_t seed = 9;
    s->n = 0;
    while (s->n < STATES_MOST) {
        double total[LT_N_TOTALS];
        const double scale = log_between(&seed, 1e-11, 1e-5), width = 1 + 1e5 * (s->n % 2);
        for (int t = 0; t < LT_N_TOTALS; t++) {
            const double amount = log_between(&seed, scale / (width > 2 ? 1e5 : 30), scale * (width > 2 ? 1e5 : 30));
            const double keep = uniform(&seed);
            const double rare = t == LT_TOTAL_CA || t == LT_TOTAL_K || t == LT_TOTAL_MG ? 0.6 : 0.25;
            total[t] = keep < rare ? 0 : fmin(amount, 1e-2);
        }
        const double r = uniform(&seed), q = uniform(&seed);
        states_add(s, temperatures[(int)(r * 5)], humidities[(int)(q * 14)], total);
    }
}

static double whole(const made_states *s, size_t i, int total) {
    const double caso4 = s->solid[LT_SOLID_CASO4][i];
    switch (total) {
    case LT_TOTAL_NA:
        return s->ion[LT_ION_NA][i];
    case LT_TOTAL_SO4:
        return s->ion[LT_ION_SO4][i] + s->ion[LT_ION_HSO4][i] + caso4;
    case LT_TOTAL_NH4:
        return s->ion[LT_ION_NH4][i] + s->gas[LT_GAS_NH3][i];
    case LT_TOTAL_NO3:
        return s->ion[LT_ION_NO3][i] + s->gas[LT_GAS_HNO3][i];
    case LT_TOTAL_CL:
        return s->ion[LT_ION_CL][i] + s->gas[LT_GAS_HCL][i];
    case LT_TOTAL_CA:
        return s->ion[LT_ION_CA][i] + caso4;
    case LT_TOTAL_K:
        return s->ion[LT_ION_K][i];
    default:
        return s->ion[LT_ION_MG][i];
    }
}

static bool is_amount(double x) {
    return x >= 0 && x < 0.1;
}

/* Solved, finite, whole; and pH wherever there is a solution. */
static bool is_good(const made_states *s, size_t i) {
    bool good = s->residual[i] <= LT_EQ_TOLERANCE && !(s->flags[i] & LT_EQ_UNSOLVED);
    for (int k = 0; k < LT_N_GASES; k++) good = good && is_amount(s->gas[k][i]);
    for (int k = 0; k < LT_N_IONS; k++) good = good && is_amount(s->ion[k][i]);
    for (int k = 0; k < LT_N_SOLIDS; k++) good = good && is_amount(s->solid[k][i]);
    good = good && is_amount(s->hydroxide[i]) && s->water[i] >= 0 && s->water[i] < 1e6;
    good = good && isnan(s->ph[i]) == ((s->flags[i] & LT_EQ_EMPTY) != 0);
    for (int t = 0; t < LT_N_TOTALS; t++) /* rounding, and sulfate's seed */
        good = good && fabs(whole(s, i, t) - s->total[t][i]) <= 2e-15 * s->total[t][i] + 1.0001e-20;
    return good;
}

static void test_all_are_solved(void **state) {
    (void)state;
    int bad = 0, rescued = 0;
    for (size_t i = 0; i < vectors.n; i++) {
        rescued += (vectors.flags[i] & LT_EQ_PLAIN) != 0;
        if (!is_good(&vectors, i) && bad++ < 20) states_print(&vectors, i);
    }
    print_message("%d of %zu by the plain method\n", rescued, vectors.n);
    assert_int_equal(bad, 0);
}

static bool same(const double *a, const double *b, size_t i, size_t j) {
    return memcmp(a + i, b + j, sizeof *a) == 0;
}

static bool are_same(const made_states *a, size_t i, const made_states *b, size_t j) {
    bool equal = same(a->water, b->water, i, j) && same(a->residual, b->residual, i, j) && same(a->ph, b->ph, i, j) &&
                 same(a->hydroxide, b->hydroxide, i, j) && a->flags[i] == b->flags[j];
    for (int k = 0; k < LT_N_GASES; k++) equal = equal && same(a->gas[k], b->gas[k], i, j);
    for (int k = 0; k < LT_N_IONS; k++) equal = equal && same(a->ion[k], b->ion[k], i, j);
    for (int k = 0; k < LT_N_SOLIDS; k++) equal = equal && same(a->solid[k], b->solid[k], i, j);
    return equal;
}

static void differs(size_t i, const char *what) {
    states_print(&vectors, i);
    fail_msg("%s", what);
}

/* v3, v4 and one state at a time; backwards; and each state alone. */
static void test_bits(void **state) {
    (void)state;
    const lt_equilibrium_setup plain = {0}, wide = {.kernel = lt_equilibrium_kernel_of(sets[n_sets - 1]->isa)};
    const size_t n = vectors.n;
    other = drawn;
    states_solve(&plain, &other);
    for (size_t i = 0; i < n; i++)
        if (!are_same(&vectors, i, &other, i)) differs(i, "one state at a time differs");
    other.n = 0;
    for (size_t i = n; i-- > 0;) {
        double total[LT_N_TOTALS];
        for (int t = 0; t < LT_N_TOTALS; t++) total[t] = drawn.total[t][i];
        states_add(&other, drawn.temperature[i], drawn.humidity[i], total);
    }
    states_solve(&wide, &other);
    for (size_t i = 0; i < n; i++)
        if (!are_same(&vectors, i, &other, n - 1 - i)) differs(i, "another order differs");
    const lt_equilibrium_states view = states_view(&other);
    for (size_t i = 0; i < n; i += 37) {
        lt_equilibrium_solve(&wide, &view, n - 1 - i, 1);
        if (!are_same(&vectors, i, &other, n - 1 - i)) differs(i, "alone it differs");
    }
}

/* The plain method finds the same solution; where it is another root it must be of larger ionic strength, for of those
 * there are the one of least is meant, and be rare. */
static void test_plain_method(void **state) {
    (void)state;
    const lt_equilibrium_setup sweeps = {.sweeps = true};
    int others = 0;
    other = drawn;
    other.n = 512;
    states_solve(&sweeps, &other);
    for (size_t i = 0; i < other.n; i++) {
        bool near_it = true;
        for (int k = 0; k < LT_N_IONS; k++) {
            const double got = vectors.ion[k][i], want = other.ion[k][i];
            near_it = near_it && fabs(got - want) <= 1e-5 * want + 1e-24;
        }
        if (!near_it) states_print(&vectors, i), states_print(&other, i);
        others += !near_it;
    }
    assert_int_equal(others, 0);
}

/* --- flags, and what is taken ------------------------------------------------------------------------------------- */

static unsigned flags_of(double humidity, const double *total) {
    const lt_equilibrium_setup setup = {0};
    other.n = 0;
    states_add(&other, 280, humidity, total);
    states_solve(&setup, &other);
    return other.flags[0];
}

static void test_flags(void **state) {
    (void)state;
    const double salt[LT_N_TOTALS] = {[LT_TOTAL_NH4] = 2e-8, [LT_TOTAL_SO4] = 1e-8};
    const double alkali[LT_N_TOTALS] = {[LT_TOTAL_NA] = 3e-8, [LT_TOTAL_SO4] = 1e-8};
    const double even[LT_N_TOTALS] = {[LT_TOTAL_NA] = 2e-8, [LT_TOTAL_SO4] = 1e-8};
    assert_int_equal(flags_of(0.8, salt), 0);
    assert_int_equal(flags_of(0.8, alkali), LT_EQ_SURPLUS);
    assert_int_equal(flags_of(0.8, even), 0);
    const double rounded[LT_N_TOTALS] = {[LT_TOTAL_NA] = 1e-8, [LT_TOTAL_K] = 2e-8, [LT_TOTAL_NO3] = 3e-8};
    assert_true(rounded[LT_TOTAL_NA] + rounded[LT_TOTAL_K] > rounded[LT_TOTAL_NO3]); /* but by rounding */
    assert_int_equal(flags_of(0.8, rounded), 0);
    assert_int_equal(flags_of(0.0999, even) & LT_EQ_PARCHED, LT_EQ_PARCHED);
    assert_int_equal(flags_of(0.1, even) & LT_EQ_PARCHED, 0);
    assert_int_equal(flags_of(0.15, salt) & LT_EQ_STRONG, LT_EQ_STRONG);
}

static void test_flag_words(void **state) {
    (void)state;
    char text[LT_EQ_FLAG_TEXT + 1];
    lt_equilibrium_flag_words(0, text);
    assert_string_equal(text, "");
    lt_equilibrium_flag_words(LT_EQ_SURPLUS | LT_EQ_STRONG, text);
    assert_string_equal(text, "surplus+strong");
    text[LT_EQ_FLAG_TEXT] = '!';
    lt_equilibrium_flag_words((1u << LT_EQ_N_FLAGS) - 1, text);
    assert_true(strlen(text) < LT_EQ_FLAG_TEXT && text[LT_EQ_FLAG_TEXT] == '!');
}

/* The column at fault, of a state with one fault or none. */
static const char *column_at_fault(lt_equilibrium_mode mode, double temperature, double humidity, const double *total) {
    const lt_equilibrium_setup setup = {.mode = mode};
    lt_equilibrium_fault faults[LT_EQ_MOST_FAULTS];
    const int n = lt_equilibrium_judge(&setup, temperature, humidity, total, faults);
    assert_in_range(n, 0, 1);
    if (n == 1) assert_true(faults[0].expected[0] && faults[0].todo[0]);
    return n == 1 ? faults[0].column : "";
}

static void test_judge(void **state) {
    (void)state;
    static const double bad[] = {-1e-12, -1e300, NAN, INFINITY, -INFINITY, 0.010001};
    const double none[LT_N_TOTALS] = {0};
    assert_string_equal(column_at_fault(LT_EQ_FORWARD, 200, 0, none), "");
    assert_string_equal(column_at_fault(LT_EQ_FORWARD, 320, 1, none), "");
    assert_string_equal(column_at_fault(LT_EQ_FORWARD, 199.999, 0.5, none), "T_K");
    assert_string_equal(column_at_fault(LT_EQ_FORWARD, 320.001, 0.5, none), "T_K");
    assert_string_equal(column_at_fault(LT_EQ_FORWARD, NAN, 0.5, none), "T_K");
    assert_string_equal(column_at_fault(LT_EQ_FORWARD, 280, -0.001, none), "RH");
    assert_string_equal(column_at_fault(LT_EQ_FORWARD, 280, 1.001, none), "RH");
    assert_string_equal(column_at_fault(LT_EQ_FORWARD, 280, NAN, none), "RH");
    for (int t = 0; t < LT_N_TOTALS; t++) {
        double total[LT_N_TOTALS] = {0};
        total[t] = LT_EQ_MOST;
        assert_string_equal(column_at_fault(LT_EQ_FORWARD, 280, 0.5, total), "");
        total[t] = -0.0;
        assert_string_equal(column_at_fault(LT_EQ_FORWARD, 280, 0.5, total), "");
        for (size_t b = 0; b < sizeof bad / sizeof *bad; b++) {
            total[t] = bad[b];
            assert_string_equal(column_at_fault(LT_EQ_FORWARD, 280, 0.5, total), lt_total_names[t]);
            assert_string_equal(column_at_fault(LT_EQ_REVERSE, 280, 0.5, total), lt_total_names[t]);
        }
    }
}

/* All that is wrong is told, each with its column. */
static void test_judge_tells_all(void **state) {
    (void)state;
    const lt_equilibrium_setup setup = {.mode = LT_EQ_REVERSE};
    lt_equilibrium_fault faults[LT_EQ_MOST_FAULTS];
    double total[LT_N_TOTALS];
    for (int t = 0; t < LT_N_TOTALS; t++) total[t] = NAN;
    assert_int_equal(lt_equilibrium_judge(&setup, -5, 60, total, faults), 2 + LT_N_TOTALS);
    assert_string_equal(faults[0].column, "T_K");
    assert_string_equal(faults[1].column, "RH");
    assert_non_null(strstr(faults[0].todo, "Celsius"));
    assert_non_null(strstr(faults[1].todo, "percent"));
    for (int t = 0; t < LT_N_TOTALS; t++) assert_string_equal(faults[2 + t].column, lt_total_names[t]);
}

/* Reverse: a particle's cations may not exceed its anions by more than the tolerance; forward they may. */
static void test_balance(void **state) {
    (void)state;
    double total[LT_N_TOTALS] = {
        [LT_TOTAL_NA] = 1e-8,  [LT_TOTAL_K] = 1e-8,   [LT_TOTAL_CA] = 1e-8,  [LT_TOTAL_MG] = 1e-8,
        [LT_TOTAL_NH4] = 2e-8, [LT_TOTAL_SO4] = 2e-8, [LT_TOTAL_NO3] = 2e-8, [LT_TOTAL_CL] = 2e-8};
    assert_string_equal(column_at_fault(LT_EQ_REVERSE, 280, 0.5, total), "");
    total[LT_TOTAL_NH4] = 2e-8 + 0.9 * LT_EQ_CHARGE_TOLERANCE * 16e-8;
    assert_string_equal(column_at_fault(LT_EQ_REVERSE, 280, 0.5, total), "");
    total[LT_TOTAL_NH4] = 2e-8 + 1.1 * LT_EQ_CHARGE_TOLERANCE * 16e-8;
    assert_string_equal(column_at_fault(LT_EQ_REVERSE, 280, 0.5, total), "NH4");
    assert_string_equal(column_at_fault(LT_EQ_FORWARD, 280, 0.5, total), "");
    total[LT_TOTAL_NH4] = 0;
    assert_string_equal(column_at_fault(LT_EQ_REVERSE, 280, 0.5, total), "");
}

static int make(void **state) {
    find_sets(state);
    const lt_equilibrium_setup setup = {.kernel = lt_equilibrium_kernel_of("v3")};
    draw_edges(&drawn);
    vectors = drawn;
    states_solve(&setup, &vectors);
    return 0;
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_all_are_solved),  cmocka_unit_test(test_bits),
                                       cmocka_unit_test(test_plain_method),    cmocka_unit_test(test_flags),
                                       cmocka_unit_test(test_flag_words),      cmocka_unit_test(test_judge),
                                       cmocka_unit_test(test_judge_tells_all), cmocka_unit_test(test_balance)};
    return cmocka_run_group_tests(tests, make, NULL);
}
