/* normal.h - the normal distribution without branches, so that loops of it become vectors.
 *
 * Below -|x|: exp(-x2/2) P(|x|)/Q(|x|) with the rational of Hart (1968), no. 5666, as West (2005, Wilmott, May) prints
 * it; measured beside erfc of libm: within 3e-16, and within 3e-9 of the value down to x = -7, where 1e-12 is left. */
#ifndef LT_KERNEL_NORMAL_H
#define LT_KERNEL_NORMAL_H

#include "model/kernel/ltmath.h"

static inline double lt_normal_below(double x) {
    double t = x < 0.0 ? -x : x;
    t = t < 37.0 ? t : 37.0;
    double p = 3.52624965998911e-02, q = 8.83883476483184e-02;
    p = p * t + 0.700383064443688;
    p = p * t + 6.37396220353165;
    p = p * t + 33.912866078383;
    p = p * t + 112.079291497871;
    p = p * t + 221.213596169931;
    p = p * t + 220.206867912376;
    q = q * t + 1.75566716318264;
    q = q * t + 16.064177579207;
    q = q * t + 86.7807322029461;
    q = q * t + 296.564248779674;
    q = q * t + 637.333633378831;
    q = q * t + 793.826512519948;
    q = q * t + 440.413735824752;
    const double tail = lt_exp(-0.5 * t * t) * p / q;
    return x < 0.0 ? tail : 1.0 - tail;
}

#endif
