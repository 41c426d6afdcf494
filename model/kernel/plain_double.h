/* plain_double.h - what simd_double.h offers, on one number: the same source is then the plain version of a kernel, to
 * the same bits. */
#ifndef LT_KERNEL_PLAIN_DOUBLE_H
#define LT_KERNEL_PLAIN_DOUBLE_H

#include "model/kernel/ltmath.h"

#include <math.h>
#include <stdbool.h>

typedef double lt_dvec;
typedef bool lt_dmask;

enum { LT_D_LANES = 1 };

static inline lt_dvec lt_d_load(const double *p) {
    return *p;
}
static inline void lt_d_store(double *p, lt_dvec x) {
    *p = x;
}
static inline lt_dvec lt_d_all(double x) {
    return x;
}
static inline lt_dvec lt_d_min(lt_dvec a, lt_dvec b) {
    return a < b ? a : b;
}
static inline lt_dvec lt_d_max(lt_dvec a, lt_dvec b) {
    return a > b ? a : b;
}
static inline lt_dvec lt_d_sqrt(lt_dvec x) {
    return sqrt(x);
}
static inline lt_dvec lt_d_abs(lt_dvec x) {
    return fabs(x);
}
static inline lt_dmask lt_d_less(lt_dvec a, lt_dvec b) {
    return a < b;
}
static inline lt_dvec lt_d_select(lt_dmask mask, lt_dvec yes, lt_dvec no) {
    return mask ? yes : no;
}
static inline bool lt_d_any(lt_dmask mask) {
    return mask;
}
static inline lt_dvec lt_d_exp(lt_dvec x) {
    return lt_exp(x);
}
static inline lt_dvec lt_d_log(lt_dvec x) {
    return lt_log(x);
}

#endif
