/* extended.c
 *
 * A receptor at the origin, xi upwind, eta across; V(xi) and R(r)/r are what a point gives per unit emission (plume.c,
 * along.c), Phi the normal distribution.
 *
 * Area, any simple polygon P, emission q a m2 (Green's theorem, edges in turn, the sign of their sense taken out):
 *   with the wind   q int_P V(xi) phi(eta/sigma_y(xi))/sigma_y(xi) = -q sum_edges int V(xi) Phi(eta(xi)/sigma_y(xi))
 * dxi, xi > 0 in all directions  q int_P R(r)/r = q sum_edges int G(r(theta)) dtheta, G(r) = int_0^r R so a source cut
 * into parts sums to the whole to rounding, and a receptor may lie inside. Where eta/sigma_y is beyond 6.5 the integral
 * is a difference of int V; else Gauss-Legendre with 8 points on pieces over which xi grows by at most e^(1/2) and
 * eta/sigma_y changes by at most 2.5. Line of no width, emission q a m: q int (V phi/sigma_y + R/r) dl on pieces as
 * short as their distance. A line with a width is its rectangles. */
#include "model/gaussian/extended.h"

#include "model/kernel/ltmath.h"

#include <math.h>

enum { POINTS = 8, DEEPEST = 40 };
static const double place8[POINTS] = {0.0198550717512319, 0.1016667612931866, 0.2372337950418355, 0.4082826787521751,
                                      0.5917173212478249, 0.7627662049581645, 0.8983332387068134, 0.9801449282487681};
static const double share8[POINTS] = {0.0506142681451881, 0.1111905172266872, 0.1568533229389436, 0.1813418916891810,
                                      0.1813418916891810, 0.1568533229389436, 0.1111905172266872, 0.0506142681451881};

typedef struct lt_end {
    double xi, eta;
} lt_end;

static double field(const lt_plume_along *along, int b, lt_along_field f, double x) {
    double t;
    const int piece = lt_along_place(x, along->pieces, &t);
    return lt_along_cubic(along->cubic[b][f][piece], t);
}

/* --- polygons, with the wind -------------------------------------------------------------------------------------- */

typedef struct lt_edge {
    const lt_plume_along *along;
    int bundle;
    lt_end a, b;
} lt_edge;

static double eta_at(const lt_edge *e, double xi) {
    return e->a.eta + (e->b.eta - e->a.eta) * ((xi - e->a.xi) / (e->b.xi - e->a.xi));
}

static double ratio_at(const lt_edge *e, double xi) {
    return eta_at(e, xi) / field(e->along, e->bundle, LT_ALONG_WIDTH, xi);
}

/* int V Phi from low to high; at_low, at_high: eta/sigma_y there. */
static double along_edge(const lt_edge *e, double low, double high, double at_low, double at_high, int depth) {
    const double far = 6.5;
    if (at_low < -far && at_high < -far) return 0.0;
    if (at_low > far && at_high > far)
        return lt_along_sum(e->along, e->bundle, LT_ALONG_PLUME, high) -
               lt_along_sum(e->along, e->bundle, LT_ALONG_PLUME, low);
    const bool steep = fabs(at_high - at_low) > 2.5, wide = high > 1.0 && high > 1.65 * (low > 1.0 ? low : 1.0);
    if ((steep || wide || (low < 1.0 && high > 1.0)) && depth < DEEPEST) {
        const double middle = low < 1.0 && high > 1.0 ? 1.0 : wide ? sqrt(low * high) : 0.5 * (low + high);
        const double at = ratio_at(e, middle);
        return along_edge(e, low, middle, at_low, at, depth + 1) + along_edge(e, middle, high, at, at_high, depth + 1);
    }
    double sum = 0.0;
    for (int n = 0; n < POINTS; n++) {
        const double xi = low + (high - low) * place8[n];
        sum += share8[n] * field(e->along, e->bundle, LT_ALONG_PLUME, xi) *
               (0.5 + 0.5 * erf(0.70710678118654752 * ratio_at(e, xi)));
    }
    return sum * (high - low);
}

/* Signed by the sense of the edge. */
static double edge_with_wind(const lt_plume_along *along, lt_end a, lt_end b) {
    const double sign = b.xi > a.xi ? 1.0 : -1.0;
    const lt_end low = sign > 0.0 ? a : b, high = sign > 0.0 ? b : a;
    if (high.xi <= 0.0 || high.xi - low.xi < 1e-12 * (fabs(high.xi) + fabs(low.xi))) return 0.0;
    double sum = 0.0;
    for (int n = 0; n < along->n; n++) {
        const lt_edge e = {along, n, low, high};
        const double from = low.xi > 0.0 ? low.xi : 0.0;
        sum += along_edge(&e, from, high.xi, ratio_at(&e, from), ratio_at(&e, high.xi), 0);
    }
    return sign * sum;
}

/* --- polygons, in all directions ---------------------------------------------------------------------------------- */

/* int G(r) dtheta along an edge: the place on it s, measured from the foot of the perpendicular of length d; dtheta = d
 * ds/(d2 + s2). */
static double edge_around(const lt_plume_along *along, lt_end a, lt_end b) {
    const double dx = b.xi - a.xi, dy = b.eta - a.eta, length = hypot(dx, dy);
    if (length == 0.0) return 0.0;
    const double d = (a.xi * dy - a.eta * dx) / length; /* signed */
    if (fabs(d) < 1e-9 * length) return 0.0;
    const double s0 = (a.xi * dx + a.eta * dy) / length, from = atan2(s0, fabs(d)), to = atan2(s0 + length, fabs(d));
    const int pieces = 1 + (int)((to - from) / 0.3);
    double sum = 0.0;
    for (int p = 0; p < pieces; p++)
        for (int n = 0; n < POINTS; n++) {
            const double theta = from + (to - from) * (p + place8[n]) / pieces, r = fabs(d) / cos(theta);
            for (int bundle = 0; bundle < along->n; bundle++)
                sum += share8[n] * lt_along_sum(along, bundle, LT_ALONG_RANDOM, r);
        }
    return (d > 0.0 ? 1.0 : -1.0) * sum * (to - from) / pieces;
}

/* Corners as a receptor sees them, one after the other. */
typedef struct lt_ring {
    lt_end first, last;
    double twice_area, sum;
} lt_ring;

static void ring_to(lt_ring *ring, const lt_plume_along *along, bool meander, lt_end b) {
    const lt_end a = ring->last, o = ring->first;
    ring->twice_area += (a.xi - o.xi) * (b.eta - o.eta) - (b.xi - o.xi) * (a.eta - o.eta);
    ring->sum -= edge_with_wind(along, a, b);
    if (meander) ring->sum += edge_around(along, a, b);
    ring->last = b;
}

static double ring_close(lt_ring *ring, const lt_plume_along *along, bool meander) {
    ring_to(ring, along, meander, ring->first);
    return ring->twice_area > 0.0 ? ring->sum : -ring->sum;
}

/* --- lines -------------------------------------------------------------------------------------------------------- */

static double point_gives(const lt_plume_along *along, bool meander, lt_end at) {
    const double r = hypot(at.xi, at.eta), from = r > 1.0 ? r : 1.0;
    double sum = 0.0;
    for (int b = 0; b < along->n; b++) {
        if (at.xi > 0.0) {
            const double s = field(along, b, LT_ALONG_WIDTH, at.xi), part = at.eta / s;
            sum += field(along, b, LT_ALONG_PLUME, at.xi) * 0.39894228040143268 / s * lt_exp(-0.5 * part * part);
        }
        if (meander) sum += field(along, b, LT_ALONG_RANDOM, from) / from;
    }
    return sum;
}

static lt_end between(lt_end a, lt_end b, double t) {
    return (lt_end){a.xi + t * (b.xi - a.xi), a.eta + t * (b.eta - a.eta)};
}

static double closest(lt_end a, lt_end b) {
    const double dx = b.xi - a.xi, dy = b.eta - a.eta, square = dx * dx + dy * dy;
    double t = square > 0.0 ? -(a.xi * dx + a.eta * dy) / square : 0.0;
    t = t < 0.0 ? 0.0 : t > 1.0 ? 1.0 : t;
    const lt_end c = between(a, b, t);
    return hypot(c.xi, c.eta);
}

static double spread_at(const lt_plume_along *along, double xi) {
    return field(along, 0, LT_ALONG_WIDTH, xi);
}

static double piece_of_line(const lt_plume_along *along, bool meander, lt_end a, lt_end b, int depth) {
    const double length = hypot(b.xi - a.xi, b.eta - a.eta), near = closest(a, b);
    const bool upwind = a.xi > 0.0 || b.xi > 0.0, cut = (a.xi < 0.0) != (b.xi < 0.0) && a.xi != 0.0 && b.xi != 0.0;
    const double across = fabs(b.eta - a.eta), width = spread_at(along, a.xi < b.xi ? b.xi : a.xi);
    const bool fine =
        length <= 0.25 || (length <= 0.7 * (near > 0.3 ? near : 0.3) && (!upwind || across <= 2.0 * width));
    if (cut && depth < DEEPEST) {
        const lt_end middle = between(a, b, a.xi / (a.xi - b.xi));
        const lt_end m = {0.0, middle.eta};
        return piece_of_line(along, meander, a, m, depth + 1) + piece_of_line(along, meander, m, b, depth + 1);
    }
    if (!upwind && !meander) return 0.0;
    if (!fine && depth < DEEPEST) {
        const lt_end m = between(a, b, 0.5);
        return piece_of_line(along, meander, a, m, depth + 1) + piece_of_line(along, meander, m, b, depth + 1);
    }
    double sum = 0.0;
    for (int n = 0; n < POINTS; n++) sum += share8[n] * point_gives(along, meander, between(a, b, place8[n]));
    return sum * length;
}

/* --- sources ------------------------------------------------------------------------------------------------------ */

double lt_extended_reach(const lt_plume_source *source) {
    double most = 0.0;
    for (int n = 0; n < source->n_corners; n++)
        most = fmax(most, hypot(source->corners_m[2 * n] - source->x_m, source->corners_m[2 * n + 1] - source->y_m));
    return most + source->width_m;
}

/* As the receptor sees it. */
static lt_end seen(const lt_profile *profile, const lt_plume_receptors *r, int at, double x, double y) {
    const double east = r->x_m[at] - x, north = r->y_m[at] - y;
    return (lt_end){east * profile->to_x + north * profile->to_y, east * profile->to_y - north * profile->to_x};
}

static double area_at(const lt_plume_source *source, const lt_profile *profile, const lt_plume_along *along,
                      bool meander, const lt_plume_receptors *r, int at) {
    const double *p = source->corners_m;
    lt_ring ring = {.first = seen(profile, r, at, p[0], p[1])};
    ring.last = ring.first;
    for (int k = 1; k < source->n_corners; k++)
        ring_to(&ring, along, meander, seen(profile, r, at, p[2 * k], p[2 * k + 1]));
    return ring_close(&ring, along, meander);
}

static double line_at(const lt_plume_source *source, const lt_profile *profile, const lt_plume_along *along,
                      bool meander, const lt_plume_receptors *r, int at) {
    double sum = 0.0;
    const double *p = source->corners_m;
    for (int k = 0; k + 1 < source->n_corners; k++) {
        const lt_end a = seen(profile, r, at, p[2 * k], p[2 * k + 1]);
        const lt_end b = seen(profile, r, at, p[2 * k + 2], p[2 * k + 3]);
        const double length = hypot(b.xi - a.xi, b.eta - a.eta), half = 0.5 * source->width_m;
        if (length == 0.0) continue;
        if (half > 0.0) {
            const double dx = -(b.eta - a.eta) / length * half, dy = (b.xi - a.xi) / length * half;
            lt_ring ring = {.first = {a.xi + dx, a.eta + dy}, .last = {a.xi + dx, a.eta + dy}};
            ring_to(&ring, along, meander, (lt_end){b.xi + dx, b.eta + dy});
            ring_to(&ring, along, meander, (lt_end){b.xi - dx, b.eta - dy});
            ring_to(&ring, along, meander, (lt_end){a.xi - dx, a.eta - dy});
            sum += ring_close(&ring, along, meander) / source->width_m;
        } else {
            sum += piece_of_line(along, meander, a, b, 0);
        }
    }
    return sum;
}

void lt_extended_add(const lt_plume_source *source, const lt_profile *profile, const lt_plume_along *along,
                     bool meander, const lt_plume_receptors *r, const int *index, int n, double rate, double *out) {
    const double each = rate / lt_plume_source_extent(source);
    for (int k = 0; k < n; k++) {
        const int at = index[k];
        out[at] += each * (source->kind == LT_PLUME_AREA ? area_at(source, profile, along, meander, r, at)
                                                         : line_at(source, profile, along, meander, r, at));
    }
}
