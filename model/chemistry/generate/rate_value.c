/* rate_value.c - operations of a rate graph on numbers, to fold them. */
#include "model/chemistry/generate/rate_value.h"

#include "model/kernel/ltmath.h"

#include <float.h>
#include <math.h>

/* As lt_law_log: NaN of what is no positive normal number. */
static double log_of(double x) {
    return x >= DBL_MIN ? lt_log(x) : NAN;
}

/* As LT_RATE_POWER of mechanism/rate.c: 0 to a positive power is 0. */
static double power_of(double x, double y) {
    return x >= DBL_MIN ? lt_pow(x, y) : x == 0.0 && y > 0.0 ? 0.0 : NAN;
}

double lt_rate_value_one(lt_graph_op op, double a) {
    switch (op) {
    case LT_GRAPH_NEGATE:
        return -a;
    case LT_GRAPH_EXP:
        return lt_exp(a);
    case LT_GRAPH_LOG:
        return log_of(a);
    case LT_GRAPH_SQRT:
        return sqrt(a);
    case LT_GRAPH_ABS:
        return fabs(a);
    default:
        return NAN;
    }
}

double lt_rate_value_two(lt_graph_op op, double a, double b) {
    switch (op) {
    case LT_GRAPH_ADD:
        return a + b;
    case LT_GRAPH_SUBTRACT:
        return a - b;
    case LT_GRAPH_MULTIPLY:
        return a * b;
    case LT_GRAPH_DIVIDE:
        return a / b;
    case LT_GRAPH_MIN:
        return a < b ? a : b;
    case LT_GRAPH_MAX:
        return a > b ? a : b;
    case LT_GRAPH_POWER:
        return power_of(a, b);
    case LT_GRAPH_SEA:
        return a > 0.0 && b > 0.001 ? b : 0.0;
    default:
        return NAN;
    }
}
