/* rate_graph.h - rate constants as a graph of simplified, shared expressions: what the writer of code starts from.
 *
 * Equal expressions are one node. Products, quotients and powers of T, exp(-C/T), M, CFACTOR and numbers collapse into
 * one monomial A (T/300)^B exp(-C/T) M^D CFACTOR^G; its logarithm is a linear form, so nothing takes the logarithm of
 * what an exponential made. Numbers are worked out here, with the functions of kernel/ltmath.h: the code that comes out
 * is the same on every machine. */
#ifndef LT_RATE_GRAPH_H
#define LT_RATE_GRAPH_H

#include "model/chemistry/mechanism/mechanism.h"

#include <stdbool.h>

enum { LT_GRAPH_POWERS = 4 }; /* as LT_RATE_POWERS of kernel/chem_rates.h: T/300, exp(-1/T), M, CFACTOR */

typedef enum lt_graph_op {
    LT_GRAPH_NUMBER,   /* number */
    LT_GRAPH_VARIABLE, /* index: lt_rate_variable */
    LT_GRAPH_FIXED,    /* index: of the fixed species, ppb */
    LT_GRAPH_EXTERNAL, /* index */
    LT_GRAPH_MONOMIAL, /* number: A > 0; power */
    LT_GRAPH_LINEAR,   /* number + sum of power times the logarithms of what they are powers of */
    LT_GRAPH_FALLOFF,  /* a: ln(k0 M), b: ln(k0 M / ki), linear; number: ln F; power[0]: 1/(N ln 10) */
    LT_GRAPH_ADD,      /* a, b */
    LT_GRAPH_SUBTRACT,
    LT_GRAPH_MULTIPLY,
    LT_GRAPH_DIVIDE,
    LT_GRAPH_MIN,
    LT_GRAPH_MAX,
    LT_GRAPH_POWER,
    LT_GRAPH_NEGATE, /* a */
    LT_GRAPH_EXP,
    LT_GRAPH_LOG,
    LT_GRAPH_SQRT,
    LT_GRAPH_ABS,
    LT_GRAPH_SEA /* a: cosine of the zenith angle, b: share of sea */
} lt_graph_op;

typedef struct lt_graph_node {
    lt_graph_op op;
    int index, a, b; /* nodes stand before those that use them */
    double number, power[LT_GRAPH_POWERS];
} lt_graph_node;

typedef struct lt_rate_graph {
    int n;
    long room;
    lt_graph_node *node;
    int n_slots, *slot; /* table of nodes by their content, -1: free */
    int n_reactions;
    int *rate; /* [n_reactions] node: the constant in ppb and s-1 with fixed reactants folded in */
    lt_status status;
} lt_rate_graph;

/* The graph of all rate constants of a mechanism. A foreign rate is its external. LT_ERR_MEMORY. */
lt_status lt_rate_graph_create(const lt_mechanism *mechanism, lt_rate_graph **out);
void lt_rate_graph_free(lt_rate_graph *graph);

/* Nodes for the builders of laws (rate_forms.c). An error stays in graph->status. */
int lt_graph_number(lt_rate_graph *graph, double number);
int lt_graph_variable(lt_rate_graph *graph, lt_rate_variable variable);
int lt_graph_fixed(lt_rate_graph *graph, int index);
int lt_graph_external(lt_rate_graph *graph, int index);
int lt_graph_two(lt_rate_graph *graph, lt_graph_op op, int a, int b);
int lt_graph_one(lt_rate_graph *graph, lt_graph_op op, int a);
/* A exp(B ln(T/300) - C/T) of nodes. */
int lt_graph_term(lt_rate_graph *graph, int A, int C, int B);
/* low / (1 + r) F^(1 / (1 + (log10(r)/N)^2)), r = low / high. */
int lt_graph_falloff(lt_rate_graph *graph, int low, int high, int F, int N);
/* The value of a node that is a number. */
bool lt_graph_is_number(const lt_rate_graph *graph, int node, double *value);
/* A law of rate_laws.h applied to nodes. */
int lt_graph_law(lt_rate_graph *graph, int law, const int *arguments);
/* Is the node a monomial that a row of the table makes (an exponential), not a product or quotient? */
bool lt_graph_is_row(const lt_graph_node *node);

#endif
