/* plain_lanes.h - what plain_double.h and plain_single.h have in common; lt_dvec is defined. */
#ifndef LT_KERNEL_PLAIN_LANES_H
#define LT_KERNEL_PLAIN_LANES_H

#include <stdbool.h>

typedef bool lt_dmask;

enum { LT_D_LANES = 1 };

static inline lt_dvec lt_d_load(const double *p) {
    return (lt_dvec)*p;
}
static inline void lt_d_store(double *p, lt_dvec x) {
    *p = x;
}
static inline lt_dvec lt_d_all(double x) {
    return (lt_dvec)x;
}
static inline lt_dvec lt_d_min(lt_dvec a, lt_dvec b) {
    return a < b ? a : b;
}
static inline lt_dvec lt_d_max(lt_dvec a, lt_dvec b) {
    return a > b ? a : b;
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

#endif
