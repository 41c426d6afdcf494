/* rate_tree.c - nodes of a rate: numbers are folded, whole powers become products (rate_parser.h). */
#include "model/chemistry/mechanism/rate_parser.h"

#include "model/chemistry/mechanism/rate_laws.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_WHOLE_POWER = 16 };

const char *lt_rate_place(const lt_rate_parser *p) {
    return lt_kpp_place(p->s, p->reaction < 0 ? NULL : p->kpp->m->reactions[p->reaction].label);
}

lt_status lt_rate_add_node(lt_rate_parser *p, lt_rate_node node, int *out) {
    LT_TRY(lt_grow(&p->rate.nodes, sizeof node, p->rate.n_nodes + 1, &p->room));
    if (p->rate.n_nodes == LT_RATE_MOST_NODES)
        return LT_RAISE(LT_ERR_INPUT, .what = "a rate is too long", .where = lt_rate_place(p),
                        .expected = lt_fmt("at most %d numbers and operations", LT_RATE_MOST_NODES), .found = "more",
                        .todo = "split the reaction");
    p->rate.nodes[p->rate.n_nodes] = node;
    *out = p->rate.n_nodes++;
    return LT_OK;
}

/* 1/0, LOG(-1), 1e200 squared: known when the file is read. */
lt_status lt_rate_add_number(lt_rate_parser *p, double value, int *out) {
    if (!isfinite(value))
        return LT_RAISE(LT_ERR_INPUT, .what = "a part of a rate is no number", .where = lt_rate_place(p),
                        .expected = "no division by 0, no logarithm of what is not positive, nothing above 1e308",
                        .found = lt_fmt("%g before %.60s", value, *p->at ? p->at : "the end of the rate"),
                        .todo = "mend the rate");
    return lt_rate_add_node(p, (lt_rate_node){.op = LT_RATE_NUMBER, .number = value}, out);
}

bool lt_rate_is_number(const lt_rate_parser *p, int node) {
    return p->rate.nodes[node].op == LT_RATE_NUMBER;
}

/* x or y may be the last nodes and numbers: these are taken back, so that folded numbers leave nothing. */
static void take_back(lt_rate_parser *p, int node) {
    if (node == p->rate.n_nodes - 1 && lt_rate_is_number(p, node)) p->rate.n_nodes--;
}

static double folded(lt_rate_op op, double x, double y) {
    switch (op) {
    case LT_RATE_ADD:
        return x + y;
    case LT_RATE_SUBTRACT:
        return x - y;
    case LT_RATE_MULTIPLY:
        return x * y;
    case LT_RATE_DIVIDE:
        return x / y;
    default:
        return x == 0 && y > 0 ? 0 : lt_exp(y * lt_law_log(x));
    }
}

lt_status lt_rate_add_binary(lt_rate_parser *p, lt_rate_op op, int x, int y, int *out) {
    if (lt_rate_is_number(p, x) && lt_rate_is_number(p, y)) {
        const double value = folded(op, p->rate.nodes[x].number, p->rate.nodes[y].number);
        take_back(p, y);
        take_back(p, x);
        return lt_rate_add_number(p, value, out);
    }
    if (op == LT_RATE_DIVIDE && lt_rate_is_number(p, y) && p->rate.nodes[y].number == 0)
        return lt_rate_add_number(p, (double)INFINITY, out);
    return lt_rate_add_node(p, (lt_rate_node){.op = op, .n_arguments = 2, .arguments = {x, y}}, out);
}

/* Functions of numbers alone; what a law takes of the air is not known here. */
static bool is_folded(const lt_rate_parser *p, int law, int n, const int *nodes) {
    bool numbers = lt_rate_laws[law].t_max == (double)INFINITY;
    for (int k = 0; k < n; k++) numbers = numbers && lt_rate_is_number(p, nodes[k]);
    return numbers;
}

lt_status lt_rate_add_law(lt_rate_parser *p, int law, int n, const int *nodes, int *out) {
    double values[LT_RATE_MOST_ARGUMENTS];
    lt_rate_node node = {.op = LT_RATE_LAW, .index = law, .n_arguments = n};
    memcpy(node.arguments, nodes, sizeof nodes[0] * (size_t)n);
    if (!is_folded(p, law, n, nodes)) return lt_rate_add_node(p, node, out);
    for (int k = 0; k < n; k++) values[k] = p->rate.nodes[nodes[k]].number;
    for (int k = n - 1; k >= 0; k--) take_back(p, nodes[k]);
    return lt_rate_add_number(p, lt_rate_laws[law].value(&(lt_law_air){0}, values), out);
}

/* x to the whole power n by squaring. */
static lt_status whole_power(lt_rate_parser *p, int x, int n, int *out) {
    int square = x, result = -1;
    for (int left = abs(n); left > 0; left /= 2) {
        if (left % 2) {
            if (result < 0)
                result = square;
            else
                LT_TRY(lt_rate_add_binary(p, LT_RATE_MULTIPLY, result, square, &result));
        }
        if (left > 1) LT_TRY(lt_rate_add_binary(p, LT_RATE_MULTIPLY, square, square, &square));
    }
    *out = result;
    if (n > 0) return LT_OK;
    LT_TRY(lt_rate_add_number(p, 1.0, &square));
    if (result < 0) {
        *out = square;
        return LT_OK;
    }
    return lt_rate_add_binary(p, LT_RATE_DIVIDE, square, result, out);
}

lt_status lt_rate_add_power(lt_rate_parser *p, int x, int y, int *out) {
    const double n = p->rate.nodes[y].number;
    if (!lt_rate_is_number(p, y) || n != floor(n) || fabs(n) > MOST_WHOLE_POWER)
        return lt_rate_add_binary(p, LT_RATE_POWER, x, y, out);
    take_back(p, y);
    if (!lt_rate_is_number(p, x)) return whole_power(p, x, (int)n, out);
    double value = 1;
    for (int k = 0; k < abs((int)n); k++) value *= p->rate.nodes[x].number;
    take_back(p, x);
    return lt_rate_add_number(p, n < 0 ? 1 / value : value, out);
}

lt_status lt_rate_negate(lt_rate_parser *p, int *node) {
    if (!lt_rate_is_number(p, *node))
        return lt_rate_add_node(p, (lt_rate_node){.op = LT_RATE_NEGATE, .n_arguments = 1, .arguments = {*node}}, node);
    p->rate.nodes[*node].number = -p->rate.nodes[*node].number;
    return LT_OK;
}
