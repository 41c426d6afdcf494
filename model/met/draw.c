/* draw.c - a first-order autoregressive process in time, made so that it has no beginning.
 *
 *   z(t) = a z(t - 1 h) + sqrt(1 - a^2) e(t),   a = exp(-1 h / persistence),   u(t) = Phi(z(t))
 *
 * e(t) are independent normal numbers, a function of (seed, draw, hour) alone: two outputs of splitmix64 (Steele, Lea
 * and Flood 2014, doi 10.1145/2660193.2660195), brought to normal by Box and Muller (1958). z is summed from the e of
 * the last M hours, in one order, with M so that a^M < 1e-8 (at most 5000 h) and the sum of the squares made 1: the
 * value of an hour is the same bits whatever the start of the run. Phi is the normal distribution, so that u is evenly
 * spread over 0 to 1 and its autocorrelation at lag l is (6/pi) asin(a^l / 2), within 2 % of a^l.
 *
 * Limits: the stream is made for directions, some 1e4 numbers a run; not for anything secret. */
#include "model/met/draw.h"

#include <math.h>
#include <stdint.h>

static uint64_t mix(uint64_t x) {
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static double normal(long seed, int draw, lt_time hour) {
    uint64_t key = mix(mix(mix((uint64_t)seed) ^ (uint64_t)draw) ^ (uint64_t)hour);
    double u = ((double)(mix(key) >> 11) + 0.5) * 0x1p-53, v = (double)(mix(key ^ 1u) >> 11) * 0x1p-53;
    return sqrt(-2.0 * log(u)) * cos(2.0 * M_PI * v);
}

static lt_time hour_of(lt_time t) {
    return t >= 0 ? t / LT_HOUR : -((-t + LT_HOUR - 1) / LT_HOUR);
}

lt_status lt_draw_series(long seed, int draw, double persistence_s, lt_time start, long n, double *out) {
    double a = exp(-LT_HOUR / fmax(persistence_s, 1.0));
    long memory = (long)fmin(ceil(log(1e-8) / log(a)), 5000.0) + 1;
    double *e = NULL, *weight = NULL, squares = 0.0;
    LT_TRY(lt_calloc((size_t)(n + memory), sizeof *e, &e));
    lt_status status = lt_calloc((size_t)memory, sizeof *weight, &weight);
    if (status == LT_OK) {
        for (long i = 0; i < n + memory; i++) e[i] = normal(seed, draw, hour_of(start) + i - memory + 1);
        for (long m = 0; m < memory; m++) {
            weight[m] = pow(a, (double)m);
            squares += weight[m] * weight[m];
        }
        for (long i = 0; i < n; i++) {
            double z = 0.0;
            for (long m = 0; m < memory; m++) z += weight[m] * e[i + memory - 1 - m];
            out[i] = 0.5 * erfc(-z / sqrt(2.0 * squares));
        }
    }
    lt_free(weight);
    lt_free(e);
    return status;
}
