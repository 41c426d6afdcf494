/* background_shape.h - a value by height, given at a few of them. Header only; no libm, for it makes the first state.
 */
#ifndef LT_BACKGROUND_SHAPE_H
#define LT_BACKGROUND_SHAPE_H

#include "model/kernel/ltmath.h"

enum { LT_SHAPE_MOST = 32 };

/* Linear in the logarithm of the value between heights, linear if a value is 0; constant below the first and above the
 * last. scale_m > 0: one height, above which the value falls with exp(-(z - height) / scale_m). */
typedef struct lt_shape {
    int n;
    double height_m[LT_SHAPE_MOST], value[LT_SHAPE_MOST], scale_m;
} lt_shape;

static inline double lt_shape_at(const lt_shape *s, double z) {
    int k = 0;
    if (z <= s->height_m[0]) return s->value[0];
    if (s->scale_m > 0.0) return s->value[0] * lt_exp((s->height_m[0] - z) / s->scale_m);
    while (k < s->n && s->height_m[k] < z) ++k;
    if (k == s->n) return s->value[s->n - 1];
    const double a = s->value[k - 1], b = s->value[k];
    const double f = (z - s->height_m[k - 1]) / (s->height_m[k] - s->height_m[k - 1]);
    return a > 0.0 && b > 0.0 ? a * lt_exp(f * lt_log(b / a)) : a + f * (b - a);
}

/* Mean over a layer, by eight points in it: within 1e-3 where the value triples in the layer (measured). */
static inline double lt_shape_mean(const lt_shape *s, double low, double high) {
    enum { POINTS = 8 };
    double sum = 0.0;
    for (int p = 0; p < POINTS; ++p) sum += lt_shape_at(s, low + (p + 0.5) / POINTS * (high - low));
    return sum / POINTS;
}

#endif
