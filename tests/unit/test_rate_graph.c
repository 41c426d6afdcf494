/* test_rate_graph.c - the simplified graph of rate constants against lt_rates and lt_rate_scale. */
#include "base/verify.h"
#include "model/chemistry/generate/rate_graph.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include "tests/support/data.h"
#include "tests/support/mechanism_text.h"
#include "tests/support/rate_airs.h"
#include "tests/support/rate_graph_values.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 500 };

static lt_mechanism *read_mechanism(const char *path) {
    lt_mechanism *m;
    const lt_status status = lt_mechanism_read(path, &m);
    char text[4096];
    lt_error_text(status, text, sizeof text);
    if (status != LT_OK) fail_msg("%s", text);
    return m;
}

static lt_rate_graph *make_graph(const lt_mechanism *m) {
    lt_rate_graph *graph;
    assert_int_equal(lt_rate_graph_create(m, &graph), LT_OK);
    return graph;
}

/* Both sides round the exponent of an exponential of up to 130: 130 x 2^-53 for each of three roundings, and a product
 * of few more: 1e-13; the project's bound is 1e-12. */
static void compare(const char *path) {
    lt_mechanism *m = read_mechanism(path);
    lt_rate_graph *graph = make_graph(m);
    const int n = m->n_reactions, n_fixed = m->n_species - m->n_variable;
    double *x = malloc(sizeof *x * (size_t)(air_rows(m) + 3 * n)), *k = x + air_rows(m), *factor = k + n;
    double *found = factor + n, worst = 0.0;
    for (int cell = 0; cell < N; ++cell) {
        fill_airs(m, 1, 1, (uint64_t)(cell + 1), x);
        lt_rate_air air = {.external = x + LT_RATE_N_VARIABLES + n_fixed};
        memcpy(air.variable, x, sizeof air.variable);
        if (lt_rates(m, &air, k) != LT_OK) fail_msg("%s: %s", path, lt_error_what());
        lt_rate_scale(m, air.variable[LT_RATE_AIR], x + LT_RATE_N_VARIABLES, factor);
        graph_values(graph, x, x + LT_RATE_N_VARIABLES, air.external, found);
        for (int r = 0; r < n; ++r) {
            const double expected = k[r] * factor[r], error = fabs(found[r] - expected);
            if (!(error <= 1e-12 * expected))
                fail_msg("%s %s: %.17g, lt_rates %.17g", path, m->reactions[r].label, found[r], expected);
            if (expected > 0.0) worst = lt_verify_worse(worst, error / expected);
        }
    }
    print_message("%s: largest relative difference %.1e\n", m->name, worst);
    free(x);
    lt_rate_graph_free(graph);
    lt_mechanism_free(m);
}

static void shipped(void **state) {
    (void)state;
    compare("cb6r5_ae7_aq");
    compare("cb6r5");
}

static void kpp_models(void **state) {
    (void)state;
    compare(data_path("chemistry/kpp_models/small_strato.def"));
    compare(data_path("chemistry/kpp_models/carbon.def"));
}

static void laws_and_expressions(void **state) {
    (void)state;
    compare(LT_SOURCE_DIR "/tests/data/laws.def");
}

static int count(const lt_rate_graph *graph, lt_graph_op op) {
    int n = 0;
    for (int i = 0; i < graph->n; ++i) n += graph->node[i].op == op;
    return n;
}

/* CB6r5 needs no logarithm but those of T and M, and exponentials of its own only for the halogens over sea; equal
 * constants are one node. */
static void simplified(void **state) {
    (void)state;
    lt_mechanism *m = read_mechanism("cb6r5_ae7_aq");
    lt_rate_graph *graph = make_graph(m);
    assert_int_equal(count(graph, LT_GRAPH_LOG), 0);
    assert_int_equal(count(graph, LT_GRAPH_POWER), 0);
    assert_int_equal(count(graph, LT_GRAPH_EXP), 2);
    const int a = lt_mechanism_reaction(m, "R58"), b = lt_mechanism_reaction(m, "R77");
    assert_int_equal(graph->rate[a], graph->rate[b]); /* K(R58) */
    assert_int_equal(graph->rate[lt_mechanism_reaction(m, "R172")], graph->rate[lt_mechanism_reaction(m, "R172a")]);
    assert_int_not_equal(graph->rate[a], graph->rate[lt_mechanism_reaction(m, "R70")]);
    lt_rate_graph_free(graph);
    lt_mechanism_free(m);
}

/* 0 times what is no number, or over 0, is no number, as lt_rates says; 0 times numbers is 0. */
static void zeros(void **state) {
    (void)state;
    lt_mechanism *m = mechanism_of("#DEFVAR A; B;\n#EQUATIONS\nA = B : 0*LOG(TEMP - 400.0);\nA = 2 B : 0/SUN;\n"
                                   "A = 3 B : 0*SUN + 0*TEMP**2*EXP(-100.0/TEMP);\nA = 4 B : ARR_abc(0, 1.0, 2.5);\n");
    lt_rate_graph *graph = make_graph(m);
    const double variable[LT_RATE_N_VARIABLES] = {
        [LT_RATE_TEMP] = 300.0, [LT_RATE_AIR] = 2.4e19, [LT_RATE_CFACTOR] = 1.0};
    double k[4];
    graph_values(graph, variable, NULL, NULL, k);
    assert_true(isnan(k[0]) && isnan(k[1]) && k[2] == 0.0 && k[3] == 0.0);
    assert_int_equal(graph->node[graph->rate[2]].op, LT_GRAPH_NUMBER);
    assert_int_equal(graph->node[graph->rate[3]].op, LT_GRAPH_NUMBER);
    lt_rate_graph_free(graph);
    lt_mechanism_free(m);
}

int main(void) {
    const struct CMUnitTest tests[] = {cmocka_unit_test(shipped), cmocka_unit_test(kpp_models),
                                       cmocka_unit_test(laws_and_expressions), cmocka_unit_test(simplified),
                                       cmocka_unit_test(zeros)};
    return cmocka_run_group_tests(tests, make_root, remove_root);
}
