/* rate_graph.c - nodes of the graph: shared, and simplified as they are made. */
#include "model/chemistry/generate/rate_graph.h"

#include "model/chemistry/generate/rate_value.h"
#include "model/kernel/ltmath.h"

#include <math.h>
#include <string.h>

enum { POWER_T, POWER_OVER_T, POWER_AIR, POWER_CFACTOR, MOST_FACTORS = 8 };

/* The constant of a monomial stays within this, so that products do not leave the normal numbers. */
static const double least_a = 1e-280, most_a = 1e280;

/* --- table of nodes ----------------------------------------------------------------------------------------------- */

static uint64_t digest_of(const lt_graph_node *node) {
    const unsigned char *byte = (const unsigned char *)node;
    uint64_t digest = 14695981039346656037u;
    for (size_t i = 0; i < sizeof *node; ++i) digest = (digest ^ byte[i]) * 1099511628211u;
    return digest;
}

static void put_in_slot(lt_rate_graph *graph, int n) {
    size_t at = digest_of(&graph->node[n]) % (size_t)graph->n_slots;
    while (graph->slot[at] >= 0) at = (at + 1) % (size_t)graph->n_slots;
    graph->slot[at] = n;
}

static lt_status more_slots(lt_rate_graph *graph) {
    int *slots;
    const int n_slots = graph->n_slots ? 2 * graph->n_slots : 1024;
    LT_TRY(lt_calloc((size_t)n_slots, sizeof *slots, &slots));
    lt_free(graph->slot);
    graph->slot = slots;
    graph->n_slots = n_slots;
    for (int s = 0; s < n_slots; ++s) slots[s] = -1;
    for (int n = 0; n < graph->n; ++n) put_in_slot(graph, n);
    return LT_OK;
}

/* The node of this content (all bytes count: it was set to zero), made if it is new. After an error: 0. */
static int share(lt_rate_graph *graph, const lt_graph_node *node) {
    if (graph->status != LT_OK) return 0;
    for (size_t at = graph->n_slots ? digest_of(node) % (size_t)graph->n_slots : 0;
         graph->n_slots && graph->slot[at] >= 0; at = (at + 1) % (size_t)graph->n_slots)
        if (memcmp(&graph->node[graph->slot[at]], node, sizeof *node) == 0) return graph->slot[at];
    if (2 * (graph->n + 1) > graph->n_slots) graph->status = more_slots(graph);
    if (graph->status == LT_OK) graph->status = lt_grow(&graph->node, sizeof *graph->node, graph->n + 1, &graph->room);
    if (graph->status != LT_OK) return 0;
    memcpy(&graph->node[graph->n], node, sizeof *node);
    put_in_slot(graph, graph->n);
    return graph->n++;
}

static lt_graph_node empty(lt_graph_op op) {
    lt_graph_node node;
    memset(&node, 0, sizeof node);
    node.op = op;
    return node;
}

int lt_graph_number(lt_rate_graph *graph, double number) {
    lt_graph_node node = empty(LT_GRAPH_NUMBER);
    node.number = number == 0.0 ? 0.0 : number; /* no -0 */
    return share(graph, &node);
}

static int indexed(lt_rate_graph *graph, lt_graph_op op, int index) {
    lt_graph_node node = empty(op);
    node.index = index;
    return share(graph, &node);
}

int lt_graph_variable(lt_rate_graph *graph, lt_rate_variable variable) {
    return indexed(graph, LT_GRAPH_VARIABLE, (int)variable);
}

int lt_graph_fixed(lt_rate_graph *graph, int index) {
    return indexed(graph, LT_GRAPH_FIXED, index);
}

int lt_graph_external(lt_rate_graph *graph, int index) {
    return indexed(graph, LT_GRAPH_EXTERNAL, index);
}

bool lt_graph_is_number(const lt_rate_graph *graph, int n, double *value) {
    if (graph->status != LT_OK || graph->node[n].op != LT_GRAPH_NUMBER) return false;
    *value = graph->node[n].number;
    return true;
}

/* --- monomials and linear forms ----------------------------------------------------------------------------------- */

static bool a_fits(double a) {
    return a >= least_a && a <= most_a;
}

/* A node that keeps A and the powers. */
static int monomial(lt_rate_graph *graph, double a, const double *power) {
    lt_graph_node node = empty(LT_GRAPH_MONOMIAL);
    bool number = true;
    for (int p = 0; p < LT_GRAPH_POWERS; ++p) {
        node.power[p] = power[p] == 0.0 ? 0.0 : power[p];
        number = number && power[p] == 0.0;
    }
    node.number = a;
    return number ? lt_graph_number(graph, a) : share(graph, &node);
}

/* Any node as a monomial; false: it is none. */
static bool as_monomial(const lt_rate_graph *graph, int n, lt_graph_node *out) {
    const lt_graph_node *node = &graph->node[n];
    *out = empty(LT_GRAPH_MONOMIAL);
    out->number = 1.0;
    if (node->op == LT_GRAPH_MONOMIAL)
        *out = *node;
    else if (node->op == LT_GRAPH_NUMBER)
        out->number = node->number;
    else if (node->op == LT_GRAPH_VARIABLE && node->index == LT_RATE_TEMP)
        out->number = 300.0, out->power[POWER_T] = 1.0;
    else if (node->op == LT_GRAPH_VARIABLE && node->index == LT_RATE_AIR)
        out->power[POWER_AIR] = 1.0;
    else if (node->op == LT_GRAPH_VARIABLE && node->index == LT_RATE_CFACTOR)
        out->power[POWER_CFACTOR] = 1.0;
    else
        return false;
    return a_fits(out->number);
}

/* Any node as number + sum of power times logarithms: what an exponential makes a monomial of. */
static bool as_linear(const lt_rate_graph *graph, int n, lt_graph_node *out) {
    const lt_graph_node *node = &graph->node[n];
    lt_graph_node other;
    *out = empty(LT_GRAPH_LINEAR);
    switch (node->op) {
    case LT_GRAPH_LINEAR:
        *out = *node;
        return true;
    case LT_GRAPH_NUMBER:
        out->number = node->number;
        return true;
    case LT_GRAPH_MONOMIAL: /* A 300/T */
        out->power[POWER_OVER_T] = -300.0 * node->number;
        return node->power[POWER_T] == -1.0 && node->power[POWER_OVER_T] == 0.0 && node->power[POWER_AIR] == 0.0 &&
               node->power[POWER_CFACTOR] == 0.0;
    case LT_GRAPH_NEGATE:
        if (!as_linear(graph, node->a, out)) return false;
        out->number = -out->number;
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) out->power[p] = -out->power[p];
        return true;
    case LT_GRAPH_ADD:
    case LT_GRAPH_SUBTRACT: {
        const double sign = node->op == LT_GRAPH_ADD ? 1.0 : -1.0;
        if (!as_linear(graph, node->a, out) || !as_linear(graph, node->b, &other)) return false;
        out->number += sign * other.number;
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) out->power[p] += sign * other.power[p];
        return true;
    }
    default:
        return false;
    }
}

static int linear(lt_rate_graph *graph, const lt_graph_node *form, double factor) {
    lt_graph_node node = empty(LT_GRAPH_LINEAR);
    bool number = true;
    node.number = factor * form->number;
    for (int p = 0; p < LT_GRAPH_POWERS; ++p) {
        node.power[p] = factor * form->power[p] + 0.0;
        number = number && node.power[p] == 0.0;
    }
    return number ? lt_graph_number(graph, node.number) : share(graph, &node);
}

bool lt_graph_is_row(const lt_graph_node *node) {
    if (node->op != LT_GRAPH_MONOMIAL) return false;
    double factors = 0.0;
    if (node->power[POWER_OVER_T] != 0.0) return true;
    for (int p = 0; p < LT_GRAPH_POWERS; ++p) {
        if (node->power[p] != floor(node->power[p])) return true;
        factors += fabs(node->power[p]);
    }
    return factors > 3.0; /* few factors are multiplied out */
}

/* --- one argument ------------------------------------------------------------------------------------------------- */

static int plain_one(lt_rate_graph *graph, lt_graph_op op, int a) {
    lt_graph_node node = empty(op);
    node.a = a;
    return share(graph, &node);
}

int lt_graph_one(lt_rate_graph *graph, lt_graph_op op, int a) {
    if (graph->status != LT_OK) return 0;
    lt_graph_node form;
    if (graph->node[a].op == LT_GRAPH_NUMBER)
        return lt_graph_number(graph, lt_rate_value_one(op, graph->node[a].number));
    if (op == LT_GRAPH_NEGATE && graph->node[a].op == LT_GRAPH_NEGATE) return graph->node[a].a;
    if (op == LT_GRAPH_EXP && as_linear(graph, a, &form) && a_fits(lt_exp(form.number)))
        return monomial(graph, lt_exp(form.number), form.power);
    if (op == LT_GRAPH_LOG && as_monomial(graph, a, &form)) {
        form.number = lt_log(form.number);
        return linear(graph, &form, 1.0);
    }
    return plain_one(graph, op, a);
}

/* --- two arguments ------------------------------------------------------------------------------------------------ */

static int plain_two(lt_rate_graph *graph, lt_graph_op op, int a, int b) {
    const bool commutes = op == LT_GRAPH_ADD || op == LT_GRAPH_MULTIPLY;
    lt_graph_node node = empty(op);
    node.a = commutes && b < a ? b : a;
    node.b = commutes && b < a ? a : b;
    return share(graph, &node);
}

/* A product or quotient without the signs of its parts. */
static int scaled(lt_rate_graph *graph, lt_graph_op op, int a, int b) {
    lt_graph_node x, y;
    double number;
    const double sign = op == LT_GRAPH_MULTIPLY ? 1.0 : -1.0;
    if (as_monomial(graph, a, &x) && as_monomial(graph, b, &y)) {
        const double product = op == LT_GRAPH_MULTIPLY ? x.number * y.number : x.number / y.number;
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) x.power[p] += sign * y.power[p];
        if (a_fits(product)) return monomial(graph, product, x.power);
    }
    if (lt_graph_is_number(graph, b, &number)) {
        if (number == 1.0) return a;
        if (graph->node[a].op == LT_GRAPH_LINEAR && number != 0.0)
            return linear(graph, &graph->node[a], op == LT_GRAPH_MULTIPLY ? number : 1.0 / number);
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
    if (logs && as_linear(graph, a, &x) && as_linear(graph, b, &y)) {
        const double sign = op == LT_GRAPH_ADD ? 1.0 : -1.0;
        x.number += sign * y.number;
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) x.power[p] += sign * y.power[p];
        return linear(graph, &x, 1.0);
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
    if (as_monomial(graph, a, &x)) {
        const double constant = number_to_power(x.number, y);
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) x.power[p] *= y;
        if (a_fits(constant)) return monomial(graph, constant, x.power);
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
    lt_graph_node node = empty(LT_GRAPH_FALLOFF);
    node.a = lt_graph_one(graph, LT_GRAPH_LOG, low);
    node.b = lt_graph_one(graph, LT_GRAPH_LOG, ratio);
    node.number = lt_log(F);
    node.power[0] = 0.43429448190325182765 / N;
    return share(graph, &node);
}

int lt_graph_falloff(lt_rate_graph *graph, int low, int high, int F, int N) {
    double f, n, number;
    lt_graph_node form;
    if (graph->status != LT_OK) return 0;
    if (lt_graph_is_number(graph, low, &number) && number == 0.0) return low;
    const int ratio = lt_graph_two(graph, LT_GRAPH_DIVIDE, low, high), one = lt_graph_number(graph, 1.0);
    if (graph->status != LT_OK) return 0;
    if (lt_graph_is_number(graph, F, &f) && lt_graph_is_number(graph, N, &n) && f > 0.0 && n != 0.0 &&
        as_monomial(graph, low, &form) && as_monomial(graph, ratio, &form))
        return falloff_row(graph, low, ratio, f, n);
    const int log10_r = lt_graph_two(graph, LT_GRAPH_MULTIPLY, lt_graph_number(graph, 0.43429448190325182765),
                                     lt_graph_one(graph, LT_GRAPH_LOG, ratio));
    const int width = lt_graph_two(graph, LT_GRAPH_DIVIDE, log10_r, N);
    const int below = lt_graph_two(graph, LT_GRAPH_ADD, one, lt_graph_two(graph, LT_GRAPH_MULTIPLY, width, width));
    const int broad = lt_graph_one(graph, LT_GRAPH_EXP,
                                   lt_graph_two(graph, LT_GRAPH_DIVIDE, lt_graph_one(graph, LT_GRAPH_LOG, F), below));
    const int plain = lt_graph_two(graph, LT_GRAPH_DIVIDE, low, lt_graph_two(graph, LT_GRAPH_ADD, one, ratio));
    return lt_graph_two(graph, LT_GRAPH_MULTIPLY, plain, broad);
}

void lt_rate_graph_free(lt_rate_graph *graph) {
    if (!graph) return;
    lt_free(graph->node);
    lt_free(graph->slot);
    lt_free(graph->rate);
    lt_free(graph);
}
