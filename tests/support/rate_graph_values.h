/* rate_graph_values.h - a rate graph on numbers, operation by operation as the generated code on vectors
 * (kernel/chem_rates.h): the same bits. Header only. */
#ifndef LT_TESTS_RATE_GRAPH_VALUES_H
#define LT_TESTS_RATE_GRAPH_VALUES_H

#include "model/chemistry/generate/rate_graph.h"
#include "model/chemistry/generate/rate_value.h"
#include "model/kernel/ltmath.h"

#include <math.h>

/* Logarithms of what powers are of. */
static void logs_of(const double *variable, double *logs) {
    logs[0] = lt_log(variable[LT_RATE_TEMP] / 300.0);
    logs[1] = -1.0 / variable[LT_RATE_TEMP];
    logs[2] = lt_log(variable[LT_RATE_AIR]);
    logs[3] = lt_log(variable[LT_RATE_CFACTOR]);
}

/* lt_rate_exp of chem_rates.h. */
static double row_exp(double x) {
    static const double c[] = {
        1.0 / 39916800.0, 1.0 / 3628800.0, 1.0 / 362880.0, 1.0 / 40320.0, 1.0 / 5040.0, 1.0 / 720.0,
        1.0 / 120.0,      1.0 / 24.0,      1.0 / 6.0,      0.5,           1.0,          1.0};
    const double shift = 6755399441055744.0;
    x = x < -708.0 ? -708.0 : x;
    x = x > 709.0 ? 709.0 : x;
    lt_bits64 n, scale;
    n.d = fma(x, 1.4426950408889634, shift);
    const double whole = n.d - shift;
    double r = fma(whole, -6.93147180369123816490e-01, x), p = c[0];
    r = fma(whole, -1.90821492927058770002e-10, r);
    for (int i = 1; i < (int)(sizeof c / sizeof *c); ++i) p = fma(p, r, c[i]);
    scale.i = (int64_t)((uint64_t)(n.i + 1023) << 52);
    return p * scale.d;
}

static double linear_of(double number, const double *power, const double *logs) {
    double x = number;
    for (int p = 0; p < LT_GRAPH_POWERS; ++p) x = fma(power[p], logs[p], x);
    return x;
}

/* Few factors, one after the other. */
static double multiplied_out(const lt_graph_node *node, const double *variable) {
    const double of[LT_GRAPH_POWERS] = {variable[LT_RATE_TEMP] / 300.0, 0.0, variable[LT_RATE_AIR],
                                        variable[LT_RATE_CFACTOR]};
    double x = node->number;
    for (int p = 0; p < LT_GRAPH_POWERS; ++p)
        for (int i = 0; i < (int)fabs(node->power[p]); ++i) x = node->power[p] > 0.0 ? x * of[p] : x / of[p];
    return x;
}

static double falloff_of(const lt_graph_node *node, const lt_graph_node *low, const lt_graph_node *ratio,
                         const double *logs) {
    const double log_r = linear_of(ratio->number, ratio->power, logs), width = log_r * node->power[0];
    const double broad = fma(width, width, 1.0), high = 1.0 + row_exp(log_r), d = 1.0 / (broad * high);
    return row_exp(fma(node->number, high * d, linear_of(low->number, low->power, logs))) * (broad * d);
}

/* Constants of one cell, k [n_reactions]. variable [LT_RATE_N_VARIABLES], fixed [n_fixed] ppb, external [n_externals].
 */
static void graph_values(const lt_rate_graph *graph, const double *variable, const double *fixed,
                         const double *external, double *k) {
    double *value, logs[LT_GRAPH_POWERS];
    assert_int_equal(lt_calloc((size_t)graph->n, sizeof *value, &value), LT_OK);
    logs_of(variable, logs);
    for (int n = 0; n < graph->n; ++n) {
        const lt_graph_node *node = &graph->node[n];
        switch (node->op) {
        case LT_GRAPH_NUMBER:
            value[n] = node->number;
            break;
        case LT_GRAPH_VARIABLE:
            value[n] = variable[node->index];
            break;
        case LT_GRAPH_FIXED:
            value[n] = fixed[node->index];
            break;
        case LT_GRAPH_EXTERNAL:
            value[n] = external[node->index];
            break;
        case LT_GRAPH_MONOMIAL:
            value[n] = lt_graph_is_row(node) ? row_exp(linear_of(lt_log(node->number), node->power, logs))
                                             : multiplied_out(node, variable);
            break;
        case LT_GRAPH_LINEAR:
            value[n] = linear_of(node->number, node->power, logs);
            break;
        case LT_GRAPH_FALLOFF:
            value[n] = falloff_of(node, &graph->node[node->a], &graph->node[node->b], logs);
            break;
        case LT_GRAPH_NEGATE:
        case LT_GRAPH_EXP:
        case LT_GRAPH_LOG:
        case LT_GRAPH_SQRT:
        case LT_GRAPH_ABS:
            value[n] = lt_rate_value_one(node->op, value[node->a]);
            break;
        default:
            value[n] = lt_rate_value_two(node->op, value[node->a], value[node->b]);
        }
    }
    for (int r = 0; r < graph->n_reactions; ++r) k[r] = value[graph->rate[r]];
    lt_free(value);
}

#endif
