/* advect_z.c - bounded vertical advection of mixing ratio on layers of uneven mass, a tile of columns at a time.
 *
 * The air that crosses an interface in the step, A [kg, upward positive], is diagnosed by the driver from continuity.
 *   q' (M - A_top + A_bottom) = q M - (A_top q_top - A_bottom q_bottom)
 * Interface values: piecewise linear in mass with the limited slope of Colella & Woodward (1984),
 * doi 10.1016/0021-9991(84)90143-8, eqs 1.7-1.8 (uneven grid), flat in the lowest and highest layer. What enters at the
 * top has the top value; nothing crosses the ground. Limits: outflow of a layer <= its mass (the driver sub-steps);
 * second order. The weights of the slope, the way of the air within its layer and 1 / M' serve all species. */
#include "model/kernel/kernels.h"

void LT_KERNEL(tile_air)(const lt_tile_air *t);
void LT_KERNEL(advect_z)(const lt_tile_air *t, const double *restrict above, double *restrict x, double *restrict top);

void LT_KERNEL(tile_air)(const lt_tile_air *t) {
    for (int k = 0; k < t->nz; ++k) {
        const double *m = t->mass + k * LT_LANES, *air = t->moved + k * LT_LANES;
        double *restrict inverse = t->inverse + k * LT_LANES, *restrict reach = t->reach + k * LT_LANES;
        double *restrict low = t->low + k * LT_LANES, *restrict high = t->high + k * LT_LANES;
        const double *up = k < t->nz - 1 ? m + LT_LANES : m, *down = k > 0 ? m - LT_LANES : m;
        for (int l = 0; l < LT_LANES; ++l) {
            double whole = m[l] / (down[l] + m[l] + up[l]);
            low[l] = whole * ((m[l] + 2.0 * up[l]) / (down[l] + m[l]));
            high[l] = whole * ((2.0 * down[l] + m[l]) / (up[l] + m[l]));
            inverse[l] = 1.0 / (m[l] - (air[l + LT_LANES] - air[l]));
            double through = air[l + LT_LANES], from = through > 0 ? m[l] : up[l], share = through / from;
            reach[l] = through > 0 ? 0.5 * (1.0 - share) : -0.5 * (1.0 + share);
        }
    }
}

static inline double smaller(double a, double b) {
    return a < b ? a : b;
}

static inline double larger(double a, double b) {
    return a > b ? a : b;
}

/* The least of |c|, 2|a|, 2|b| where a and b agree in sign, else 0. */
static void limited_slope(const double *restrict q, const double *restrict low, const double *restrict high,
                          double *restrict slope) {
    for (int l = 0; l < LT_LANES; ++l) {
        double a = q[l] - q[l - LT_LANES], b = q[l + LT_LANES] - q[l], c = low[l] * a + high[l] * b;
        double rise = smaller(c, smaller(2.0 * a, 2.0 * b)), fall = larger(c, larger(2.0 * a, 2.0 * b));
        slope[l] = larger(rise, 0.0) + smaller(fall, 0.0);
    }
}

void LT_KERNEL(advect_z)(const lt_tile_air *t, const double *restrict above, double *restrict x, double *restrict top) {
    double slope[LT_LANES] = {0}, below[LT_LANES] = {0}; /* of the layer; kg from below */
    for (int k = 0; k < t->nz; ++k) {
        ptrdiff_t at = k * LT_LANES;
        double *q = x + at, next[LT_LANES], next_slope[LT_LANES] = {0};
        const double *air = t->moved + at + LT_LANES, *reach = t->reach + at, *m = t->mass + at;
        const double *inverse = t->inverse + at;
        for (int l = 0; l < LT_LANES; ++l) next[l] = k == t->nz - 1 ? above[l] : q[l + LT_LANES];
        if (k < t->nz - 2) limited_slope(q + LT_LANES, t->low + at + LT_LANES, t->high + at + LT_LANES, next_slope);
        for (int l = 0; l < LT_LANES; ++l) {
            double up = q[l] + reach[l] * slope[l], down = next[l] + reach[l] * next_slope[l];
            double tracer = air[l] * (air[l] > 0 ? up : down);
            q[l] = (q[l] * m[l] - (tracer - below[l])) * inverse[l];
            slope[l] = next_slope[l];
            below[l] = tracer;
        }
    }
    for (int l = 0; l < LT_LANES; ++l) top[l] = below[l];
}
