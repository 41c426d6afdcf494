/* advect_z.c - vertical advection: the piecewise-parabolic method on layers of uneven mass, a tile of columns at a
 * time.
 *
 * Symbols. M_k air mass of layer k [kg]; A_k air that crosses interface k - 1/2 in the step [kg, upward positive, 0 at
 * the ground], diagnosed by the driver from continuity; M' = M - A_{k+1} + A_k mass after the step; q mixing ratio.
 *
 * Equations. Flux form q' M' = q M - (A_{k+1} q_{k+1/2} - A_k q_{k-1/2}), written as
 *   q' = q + (A_k / M') (q_{k-1/2} - q) - (A_{k+1} / M') (q_{k+1/2} - q)
 * which is the same number, but where q is uniform both brackets are 0 and q' = q to the last bit. Both layers beside
 * an interface use one value q_{k+1/2}: mass is kept.
 * Edge of two layers: value there of the cubic of the mass summed up that fits the two layers on each side (Colella &
 * Woodward 1984, doi 10.1016/0021-9991(84)90143-8, eqs 1.6 and 1.7 without 1.8), kept between the two layers; a layer
 * that is missing (below the ground, beyond the top) counts as endlessly thick, which leaves the parabola through
 * three. In the layer: parabola with edges q + l and q + r, made monotone as their eq 1.10: l = r = 0 where both have
 * one sign, else |l| <= 2 |r| and |r| <= 2 |l|. Mean of the share c next to the edge r (eq 1.12, multiplied out):
 *   q + (1 - c)^2 r - c (1 - c) l        and next to the edge l with l and r exchanged.
 * What enters at the top has the value above; above the top all is taken to have it.
 *
 * Bounds. A monotone parabola lies between its edges, and those between the means of the layer and its neighbours. What
 * leaves through either interface, and what remains when shares c_low + c_high <= 1 have left (the driver sub-steps),
 * are means over parts of the parabola that do not overlap: all three lie within those bounds, and q' is the mean,
 * weighted by mass, of what remains and what enters. Rounding could pass a bound by the last bit; the last line of the
 * update takes that bit off.
 *
 * Limits: third order where smooth and monotone, first at extrema and in the lowest layer. All that depends on the air
 * alone serves all species (tile_air). Plain version: advect_z_reference.c. */
#include "model/kernel/kernels.h"

void LT_KERNEL(tile_air)(const lt_tile_air *t);
void LT_KERNEL(advect_z)(const lt_tile_air *t, const double *restrict above, double *restrict x, double *restrict top);

static inline double smaller(double a, double b) {
    return a < b ? a : b;
}

static inline double larger(double a, double b) {
    return a > b ? a : b;
}

/* Weights of the three differences in the value at interface k + 1/2, from the masses of four layers. They follow from
 * eqs 1.6 and 1.7; that of the middle one makes a straight line exact. */
static void edge_weights(const lt_tile_air *t, int k) {
    const double endless = 1e30, *m = t->mass + k * LT_LANES;
    double *restrict own = t->own + k * LT_LANES, *restrict below = t->below + k * LT_LANES;
    double *restrict above = t->above + k * LT_LANES;
    const double *low = k > 0 ? m - LT_LANES : m, *up = k < t->nz - 1 ? m + LT_LANES : m;
    const double *high = k < t->nz - 2 ? up + LT_LANES : up;
    double low_scale = k > 0 ? 1.0 : endless, high_scale = k < t->nz - 1 ? 1.0 : endless;
    for (int l = 0; l < LT_LANES; ++l) {
        double h0 = low_scale * low[l], h1 = m[l], h2 = up[l], h3 = high_scale * high[l];
        double pair = h1 * h2, h01 = h0 + h1, h23 = h2 + h3, all = h01 + h23;
        double b = pair * h23 / (all * (h01 + h2) * h01), a = -pair * h01 / (all * (h1 + h23) * h23);
        below[l] = b;
        above[l] = a;
        own[l] = (h1 - b * h01 - a * h23) / (h1 + h2);
    }
}

void LT_KERNEL(tile_air)(const lt_tile_air *t) {
    for (int k = 0; k < t->nz; ++k) {
        const double *m = t->mass + k * LT_LANES, *air = t->moved + k * LT_LANES;
        const double *up = k < t->nz - 1 ? m + LT_LANES : m;
        double *restrict near = t->near + k * LT_LANES, *restrict far = t->far + k * LT_LANES;
        double *restrict in_low = t->in_low + k * LT_LANES, *restrict out_high = t->out_high + k * LT_LANES;
        edge_weights(t, k);
        for (int l = 0; l < LT_LANES; ++l) {
            double through = air[l + LT_LANES], share = through > 0 ? through / m[l] : -through / up[l];
            double inverse = 1.0 / (m[l] - (through - air[l]));
            near[l] = (1.0 - share) * (1.0 - share);
            far[l] = -share * (1.0 - share);
            in_low[l] = air[l] * inverse;
            out_high[l] = through * inverse;
        }
    }
    for (int l = t->nz * LT_LANES; l < (t->nz + 1) * LT_LANES; ++l) t->own[l] = t->below[l] = t->above[l] = 0.0;
}

/* v, kept between 0 and d. */
static inline double between(double v, double d) {
    return larger(smaller(v, larger(d, 0.0)), smaller(d, 0.0));
}

/* The smaller of a and b where they agree in sign, else 0. */
static inline double agreed(double a, double b) {
    return larger(smaller(a, b), 0.0) + smaller(larger(a, b), 0.0);
}

/* What the layer that is done leaves for the next one above. */
typedef struct lt_carried {
    double edge[LT_LANES];     /* value at the upper interface less that of the layer below it */
    double left[LT_LANES];     /* l and r of the limited parabola of the layer below it */
    double right[LT_LANES];    /* */
    double entering[LT_LANES]; /* value at the lower interface less q */
    double previous[LT_LANES]; /* q below before the sweep */
} lt_carried;

static inline void layer(const lt_tile_air *t, int k, double *restrict q, lt_carried *restrict c,
                         double *restrict crossed) {
    ptrdiff_t at = (ptrdiff_t)k * LT_LANES;
    const double *restrict own = t->own + at + LT_LANES, *restrict below = t->below + at + LT_LANES;
    const double *restrict above = t->above + at + LT_LANES, *restrict air = t->moved + at + LT_LANES;
    const double *restrict near = t->near + at, *restrict far = t->far + at;
    const double *restrict in_low = t->in_low + at, *restrict out_high = t->out_high + at;
    for (int l = 0; l < LT_LANES; ++l) {
        double q0 = q[l], q1 = q[l + LT_LANES], q2 = q[l + 2 * LT_LANES], q3 = q[l + 3 * LT_LANES];
        double d0 = q1 - q0, d1 = q2 - q1, d2 = q3 - q2;
        double edge = between(__builtin_fma(own[l], d1, __builtin_fma(below[l], d0, above[l] * d2)), d1);
        double low = c->edge[l] - d0, left = agreed(low, -2.0 * edge), right = agreed(edge, -2.0 * low);
        int up = air[l] > 0;
        double close = up ? c->right[l] : left, remote = up ? c->left[l] : right;
        double swept = __builtin_fma(near[l], close, far[l] * remote);
        double leaving = up ? swept : swept + d0, value = (up ? q0 : q1) + swept;
        double next = __builtin_fma(in_low[l], c->entering[l], __builtin_fma(-out_high[l], leaving, q0));
        double least = smaller(smaller(c->previous[l], q0), q1), most = larger(larger(c->previous[l], q0), q1);
        q[l] = smaller(larger(next, least), most);
        crossed[l] = air[l] * value;
        c->entering[l] = up ? swept - d0 : swept;
        c->edge[l] = edge;
        c->left[l] = left;
        c->right[l] = right;
        c->previous[l] = q0;
    }
}

void LT_KERNEL(advect_z)(const lt_tile_air *t, const double *restrict above, double *restrict x, double *restrict top) {
    lt_carried c = {.edge = {0}};
    double *restrict high = x + t->nz * LT_LANES;
    for (int l = 0; l < LT_LANES; ++l) high[l] = high[l + LT_LANES] = high[l + 2 * LT_LANES] = above[l];
    for (int l = 0; l < LT_LANES; ++l) {
        double d = x[l + LT_LANES] - x[l], d1 = x[l + 2 * LT_LANES] - x[l + LT_LANES];
        c.edge[l] = between(__builtin_fma(t->own[l], d, t->above[l] * d1), d);
        c.previous[l] = x[l];
    }
    for (int k = 0; k < t->nz; ++k) layer(t, k, x + (ptrdiff_t)k * LT_LANES, &c, top);
}
