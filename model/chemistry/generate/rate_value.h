/* rate_value.h - operations of a rate graph on numbers: those of the generated code, to the last bit. */
#ifndef LT_RATE_VALUE_H
#define LT_RATE_VALUE_H

#include "model/chemistry/generate/rate_graph.h"

double lt_rate_value_one(lt_graph_op op, double a);
double lt_rate_value_two(lt_graph_op op, double a, double b);

#endif
