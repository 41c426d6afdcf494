/* rate_simplify.c - nodes of one and two arguments, terms and falloffs: simplified as they are made. */
#include "model/chemistry/generate/rate_graph_private.h"

#include "model/chemistry/generate/rate_value.h"
#include "model/kernel/ltmath.h"

#include <math.h>

enum { MOST_FACTORS = 8 };

/* --- one argument ------------------------------------------------------------------------------------------------- */

static int plain_one(lt_rate_graph *graph, lt_graph_op op, int a) {
    lt_graph_node node = lt_graph_empty(op);
    node.a = a;
    return lt_graph_share(graph, &node);
}

int lt_graph_one(lt_rate_graph *graph, lt_graph_op op, int a) {
    if (graph->status != LT_OK) return 0;
    lt_graph_node form;
    if (graph->node[a].op == LT_GRAPH_NUMBER)
        return lt_graph_number(graph, lt_rate_value_one(op, graph->node[a].number));
    if (op == LT_GRAPH_NEGATE && graph->node[a].op == LT_GRAPH_NEGATE) return graph->node[a].a;
    if (op == LT_GRAPH_EXP && lt_graph_as_linear(graph, a, &form) && lt_graph_a_fits(lt_exp(form.number)))
        return lt_graph_monomial(graph, lt_exp(form.number), form.power);
    if (op == LT_GRAPH_LOG && lt_graph_as_monomial(graph, a, &form)) {
        form.number = lt_log(form.number);
        return lt_graph_linear(graph, &form, 1.0);
    }
    return plain_one(graph, op, a);
}

/* --- two arguments ------------------------------------------------------------------------------------------------ */

static int plain_two(lt_rate_graph *graph, lt_graph_op op, int a, int b) {
    const bool commutes = op == LT_GRAPH_ADD || op == LT_GRAPH_MULTIPLY;
    lt_graph_node node = lt_graph_empty(op);
    node.a = commutes && b < a ? b : a;
    node.b = commutes && b < a ? a : b;
    return lt_graph_share(graph, &node);
}

/* A product or quotient without the signs of its parts. */
static int scaled(lt_rate_graph *graph, lt_graph_op op, int a, int b) {
    lt_graph_node x, y;
    double number;
    const double sign = op == LT_GRAPH_MULTIPLY ? 1.0 : -1.0;
    if (lt_graph_as_monomial(graph, a, &x) && lt_graph_as_monomial(graph, b, &y)) {
        const double product = op == LT_GRAPH_MULTIPLY ? x.number * y.number : x.number / y.number;
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) x.power[p] += sign * y.power[p];
        if (lt_graph_a_fits(product)) return lt_graph_monomial(graph, product, x.power);
    }
    if (lt_graph_is_number(graph, b, &number)) {
        if (number == 1.0) return a;
        if (graph->node[a].op == LT_GRAPH_LINEAR && number != 0.0)
            return lt_graph_linear(graph, &graph->node[a], op == LT_GRAPH_MULTIPLY ? number : 1.0 / number);
    }
    return plain_two(graph, op, a, b);
}

/* More than 0 in every air. */
static bool is_positive(const lt_graph_node *node) {
    return node->op == LT_GRAPH_MONOMIAL || node->op == LT_GRAPH_FALLOFF ||
           (node->op == LT_GRAPH_VARIABLE && (node->index == LT_RATE_TEMP || node->index == LT_RATE_AIR));
}

/* A number in every air: what is given is looked over. 0 times others may be none. */
static bool is_finite(const lt_graph_node *node) {
    return is_positive(node) || node->op == LT_GRAPH_VARIABLE || node->op == LT_GRAPH_FIXED ||
           node->op == LT_GRAPH_EXTERNAL || node->op == LT_GRAPH_LINEAR;
}

/* Numbers stand behind; a minus goes before the whole. */
static int product(lt_rate_graph *graph, lt_graph_op op, int a, int b) {
    double number;
    bool minus = false;
    if (op == LT_GRAPH_MULTIPLY && lt_graph_is_number(graph, a, &number)) {
        const int swap = a;
        a = b;
        b = swap;
    }
    int *const part[] = {&a, &b};
    for (int i = 0; i < 2; ++i) {
        if (lt_graph_is_number(graph, *part[i], &number) && number < 0.0)
            *part[i] = lt_graph_number(graph, -number);
        else if (graph->node[*part[i]].op == LT_GRAPH_NEGATE)
            *part[i] = graph->node[*part[i]].a;
        else
            continue;
        minus = !minus;
    }
    if (lt_graph_is_number(graph, a, &number) && number == 0.0 && is_positive(&graph->node[b])) return a;
    if (op == LT_GRAPH_MULTIPLY && lt_graph_is_number(graph, b, &number) && number == 0.0 && is_finite(&graph->node[a]))
        return b;
    const int all = scaled(graph, op, a, b);
    return minus ? lt_graph_one(graph, LT_GRAPH_NEGATE, all) : all;
}

static int sum(lt_rate_graph *graph, lt_graph_op op, int a, int b) {
    lt_graph_node x, y;
    double number;
    if (lt_graph_is_number(graph, b, &number) && number == 0.0) return a;
    if (lt_graph_is_number(graph, a, &number) && number == 0.0)
        return op == LT_GRAPH_ADD ? b : lt_graph_one(graph, LT_GRAPH_NEGATE, b);
    const bool logs = graph->node[a].op == LT_GRAPH_LINEAR || graph->node[b].op == LT_GRAPH_LINEAR;
    if (logs && lt_graph_as_linear(graph, a, &x) && lt_graph_as_linear(graph, b, &y)) {
        const double sign = op == LT_GRAPH_ADD ? 1.0 : -1.0;
        x.number += sign * y.number;
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) x.power[p] += sign * y.power[p];
        return lt_graph_linear(graph, &x, 1.0);
    }
    return plain_two(graph, op, a, b);
}

/* Small whole powers are products. */
static double number_to_power(double x, double y) {
    double all = 1.0;
    if (y != floor(y) || fabs(y) > MOST_FACTORS) return lt_rate_value_two(LT_GRAPH_POWER, x, y);
    for (int i = 0; i < (int)fabs(y); ++i) all *= x;
    return y < 0.0 ? 1.0 / all : all;
}

/* A base that is no monomial may be 0 or negative under them. */
static int power(lt_rate_graph *graph, int a, int b) {
    lt_graph_node x;
    double y;
    if (!lt_graph_is_number(graph, b, &y)) return plain_two(graph, LT_GRAPH_POWER, a, b);
    if (lt_graph_as_monomial(graph, a, &x)) {
        const double constant = number_to_power(x.number, y);
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) x.power[p] *= y;
        if (lt_graph_a_fits(constant)) return lt_graph_monomial(graph, constant, x.power);
    }
    if (y != floor(y) || fabs(y) > MOST_FACTORS) return plain_two(graph, LT_GRAPH_POWER, a, b);
    int all = lt_graph_number(graph, 1.0);
    for (int i = 0; i < (int)fabs(y); ++i) all = lt_graph_two(graph, LT_GRAPH_MULTIPLY, all, a);
    return y < 0.0 ? lt_graph_two(graph, LT_GRAPH_DIVIDE, lt_graph_number(graph, 1.0), all) : all;
}

int lt_graph_two(lt_rate_graph *graph, lt_graph_op op, int a, int b) {
    double x, y;
    if (graph->status != LT_OK) return 0;
    if (lt_graph_is_number(graph, a, &x) && lt_graph_is_number(graph, b, &y))
        return lt_graph_number(graph, lt_rate_value_two(op, x, y));
    switch (op) {
    case LT_GRAPH_ADD:
    case LT_GRAPH_SUBTRACT:
        return sum(graph, op, a, b);
    case LT_GRAPH_MULTIPLY:
    case LT_GRAPH_DIVIDE:
        return product(graph, op, a, b);
    case LT_GRAPH_POWER:
        return power(graph, a, b);
    default:
        return plain_two(graph, op, a, b);
    }
}

/* --- terms -------------------------------------------------------------------------------------------------------- */

int lt_graph_term(lt_rate_graph *graph, int A, int C, int B) {
    const int T = lt_graph_variable(graph, LT_RATE_TEMP);
    const int warm = lt_graph_two(graph, LT_GRAPH_DIVIDE, T, lt_graph_number(graph, 300.0));
    const int cold = lt_graph_one(graph, LT_GRAPH_NEGATE, lt_graph_two(graph, LT_GRAPH_DIVIDE, C, T));
    const int powered = lt_graph_two(graph, LT_GRAPH_POWER, warm, B);
    return lt_graph_two(graph, LT_GRAPH_MULTIPLY, A,
                        lt_graph_two(graph, LT_GRAPH_MULTIPLY, powered, lt_graph_one(graph, LT_GRAPH_EXP, cold)));
}

static int falloff_row(lt_rate_graph *graph, int low, int ratio, double F, double N) {
    lt_graph_node node = lt_graph_empty(LT_GRAPH_FALLOFF);
    node.a = lt_graph_one(graph, LT_GRAPH_LOG, low);
    node.b = lt_graph_one(graph, LT_GRAPH_LOG, ratio);
    node.number = lt_log(F);
    node.power[0] = 0.43429448190325182765 / N;
    return lt_graph_share(graph, &node);
}

int lt_graph_falloff(lt_rate_graph *graph, int low, int high, int F, int N) {
    double f, n, number;
    lt_graph_node form;
    if (graph->status != LT_OK) return 0;
    if (lt_graph_is_number(graph, low, &number) && number == 0.0) return low;
    const int ratio = lt_graph_two(graph, LT_GRAPH_DIVIDE, low, high), one = lt_graph_number(graph, 1.0);
    if (graph->status != LT_OK) return 0;
    if (lt_graph_is_number(graph, F, &f) && lt_graph_is_number(graph, N, &n) && f > 0.0 && n != 0.0 &&
        lt_graph_as_monomial(graph, low, &form) && lt_graph_as_monomial(graph, ratio, &form))
        return falloff_row(graph, low, ratio, f, n);
    const int by = lt_graph_number(graph, 0.43429448190325182765);
    const int log10_r = lt_graph_two(graph, LT_GRAPH_MULTIPLY, by, lt_graph_one(graph, LT_GRAPH_LOG, ratio));
    const int width = lt_graph_two(graph, LT_GRAPH_DIVIDE, log10_r, N);
    const int below = lt_graph_two(graph, LT_GRAPH_ADD, one, lt_graph_two(graph, LT_GRAPH_MULTIPLY, width, width));
    const int broad = lt_graph_one(graph, LT_GRAPH_EXP,
                                   lt_graph_two(graph, LT_GRAPH_DIVIDE, lt_graph_one(graph, LT_GRAPH_LOG, F), below));
    const int plain = lt_graph_two(graph, LT_GRAPH_DIVIDE, low, lt_graph_two(graph, LT_GRAPH_ADD, one, ratio));
    return lt_graph_two(graph, LT_GRAPH_MULTIPLY, plain, broad);
}
