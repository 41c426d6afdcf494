/* rate_graph.c - nodes of the graph, shared; monomials and linear forms. */
#include "model/chemistry/generate/rate_graph_private.h"

#include "model/kernel/ltmath.h"

#include <math.h>
#include <string.h>

enum { POWER_T, POWER_OVER_T, POWER_AIR, POWER_CFACTOR };

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

/* All bytes of a node count: it was set to zero. */
int lt_graph_share(lt_rate_graph *graph, const lt_graph_node *node) {
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

lt_graph_node lt_graph_empty(lt_graph_op op) {
    lt_graph_node node;
    memset(&node, 0, sizeof node);
    node.op = op;
    return node;
}

int lt_graph_number(lt_rate_graph *graph, double number) {
    lt_graph_node node = lt_graph_empty(LT_GRAPH_NUMBER);
    node.number = number == 0.0 ? 0.0 : number; /* no -0 */
    return lt_graph_share(graph, &node);
}

static int indexed(lt_rate_graph *graph, lt_graph_op op, int index) {
    lt_graph_node node = lt_graph_empty(op);
    node.index = index;
    return lt_graph_share(graph, &node);
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

bool lt_graph_a_fits(double a) {
    return a >= least_a && a <= most_a;
}

int lt_graph_monomial(lt_rate_graph *graph, double a, const double *power) {
    lt_graph_node node = lt_graph_empty(LT_GRAPH_MONOMIAL);
    bool number = true;
    for (int p = 0; p < LT_GRAPH_POWERS; ++p) {
        node.power[p] = power[p] == 0.0 ? 0.0 : power[p];
        number = number && power[p] == 0.0;
    }
    node.number = a;
    return number ? lt_graph_number(graph, a) : lt_graph_share(graph, &node);
}

bool lt_graph_as_monomial(const lt_rate_graph *graph, int n, lt_graph_node *out) {
    const lt_graph_node *node = &graph->node[n];
    *out = lt_graph_empty(LT_GRAPH_MONOMIAL);
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
    return lt_graph_a_fits(out->number);
}

bool lt_graph_as_linear(const lt_rate_graph *graph, int n, lt_graph_node *out) {
    const lt_graph_node *node = &graph->node[n];
    lt_graph_node other;
    *out = lt_graph_empty(LT_GRAPH_LINEAR);
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
        if (!lt_graph_as_linear(graph, node->a, out)) return false;
        out->number = -out->number;
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) out->power[p] = -out->power[p];
        return true;
    case LT_GRAPH_ADD:
    case LT_GRAPH_SUBTRACT: {
        const double sign = node->op == LT_GRAPH_ADD ? 1.0 : -1.0;
        if (!lt_graph_as_linear(graph, node->a, out) || !lt_graph_as_linear(graph, node->b, &other)) return false;
        out->number += sign * other.number;
        for (int p = 0; p < LT_GRAPH_POWERS; ++p) out->power[p] += sign * other.power[p];
        return true;
    }
    default:
        return false;
    }
}

int lt_graph_linear(lt_rate_graph *graph, const lt_graph_node *form, double factor) {
    lt_graph_node node = lt_graph_empty(LT_GRAPH_LINEAR);
    bool number = true;
    node.number = factor * form->number;
    for (int p = 0; p < LT_GRAPH_POWERS; ++p) {
        node.power[p] = factor * form->power[p] + 0.0;
        number = number && node.power[p] == 0.0;
    }
    return number ? lt_graph_number(graph, node.number) : lt_graph_share(graph, &node);
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

void lt_rate_graph_free(lt_rate_graph *graph) {
    if (!graph) return;
    lt_free(graph->node);
    lt_free(graph->slot);
    lt_free(graph->rate);
    lt_free(graph);
}
