/* rate_graph_private.h - what rate_graph.c offers to rate_simplify.c. */
#ifndef LT_RATE_GRAPH_PRIVATE_H
#define LT_RATE_GRAPH_PRIVATE_H

#include "model/chemistry/generate/rate_graph.h"

/* A node without content, to be filled and shared. */
lt_graph_node lt_graph_empty(lt_graph_op op);
/* The node of this content, made if it is new. After an error: 0. */
int lt_graph_share(lt_rate_graph *graph, const lt_graph_node *node);

/* Is A of a monomial within what products do not carry out of the normal numbers? */
bool lt_graph_a_fits(double a);
/* A node of A and the powers. */
int lt_graph_monomial(lt_rate_graph *graph, double a, const double *power);
/* Any node as a monomial; false: it is none. */
bool lt_graph_as_monomial(const lt_rate_graph *graph, int n, lt_graph_node *out);
/* Any node as number + sum of power times logarithms: what an exponential makes a monomial of; false: it is none. */
bool lt_graph_as_linear(const lt_rate_graph *graph, int n, lt_graph_node *out);
/* A node of factor times a linear form. */
int lt_graph_linear(lt_rate_graph *graph, const lt_graph_node *form, double factor);

#endif
