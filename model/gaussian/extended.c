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
#include "model/kernel/normal.h"

#include <math.h>

enum { DEEPEST = 40 };

/* Gauss-Legendre on 0..1. */
typedef struct lt_gauss {
    int n;
    double place[8], share[8];
} lt_gauss;
static const lt_gauss gauss2 = {2, {0.2113248654051871, 0.7886751345948129}, {0.5, 0.5}};
static const lt_gauss gauss4 = {4,
                                {0.0694318442029737, 0.3300094782075719, 0.6699905217924281, 0.9305681557970263},
                                {0.1739274225687269, 0.3260725774312731, 0.3260725774312731, 0.1739274225687269}};
static const lt_gauss gauss8 = {8,
                                {0.0198550717512319, 0.1016667612931866, 0.2372337950418355, 0.4082826787521751,
                                 0.5917173212478249, 0.7627662049581645, 0.8983332387068134, 0.9801449282487681},
                                {0.0506142681451881, 0.1111905172266872, 0.1568533229389436, 0.1813418916891810,
                                 0.1813418916891810, 0.1568533229389436, 0.1111905172266872, 0.0506142681451881}};

typedef struct lt_end {
    double xi, eta;
} lt_end;

static double field(const lt_plume_along *along, int b, lt_along_field f, double x) {
    double t;
    const int piece = lt_along_place(x, along->pieces, &t);
    return lt_along_cubic(along->cubic[b][f][piece], t);
}

/* --- polygons ----------------------------------------------------------------------------------------------------- */

/* Places of quadrature are gathered and worked together. */
enum { GATHER = 128 };

typedef struct lt_gathered {
    const lt_plume_along *along;
    int bundle;
    int n_wind, n_around;
    double xi[GATHER], eta[GATHER], wind_share[GATHER], r2[GATHER], around_share[GATHER];
    double sum;
} lt_gathered;

static void work_wind(lt_gathered *g) {
    double v[GATHER], ratio[GATHER];
    for (int k = 0; k < g->n_wind; k++) {
        double t;
        const int piece = lt_along_place(g->xi[k], g->along->pieces, &t);
        ratio[k] = lt_along_cubic(g->along->cubic[g->bundle][LT_ALONG_WIDTH][piece], t);
        v[k] = lt_along_cubic(g->along->cubic[g->bundle][LT_ALONG_PLUME][piece], t);
    }
    for (int k = 0; k < g->n_wind; k++) v[k] *= g->wind_share[k] * lt_normal_below(g->eta[k] / ratio[k]);
    for (int k = 0; k < g->n_wind; k++) g->sum -= v[k];
    g->n_wind = 0;
}

static void work_around(lt_gathered *g) {
    double r[GATHER], v[GATHER];
    for (int k = 0; k < g->n_around; k++) r[k] = sqrt(g->r2[k]);
    for (int k = 0; k < g->n_around; k++) v[k] = lt_along_sum(g->along, g->bundle, LT_ALONG_RANDOM, r[k]);
    for (int k = 0; k < g->n_around; k++) v[k] *= g->around_share[k] / g->r2[k];
    for (int k = 0; k < g->n_around; k++) g->sum += v[k];
    g->n_around = 0;
}

/* An edge towards larger xi; sign: of its sense. */
typedef struct lt_edge {
    lt_end a, b;
    double sign;
} lt_edge;

static double eta_at(const lt_edge *e, double xi) {
    return e->a.eta + (e->b.eta - e->a.eta) * ((xi - e->a.xi) / (e->b.xi - e->a.xi));
}

static double ratio_at(const lt_gathered *g, const lt_edge *e, double xi) {
    return eta_at(e, xi) / field(g->along, g->bundle, LT_ALONG_WIDTH, xi);
}

/* int V Phi from low to high; at_low, at_high: eta/sigma_y there. */
static void along_edge(lt_gathered *g, const lt_edge *e, double low, double high, double at_low, double at_high,
                       int depth) {
    const double far = 6.5;
    if (at_low < -far && at_high < -far) return;
    if (at_low > far && at_high > far) {
        g->sum -= e->sign * (lt_along_sum(g->along, g->bundle, LT_ALONG_PLUME, high) -
                             lt_along_sum(g->along, g->bundle, LT_ALONG_PLUME, low));
        return;
    }
    const bool steep = fabs(at_high - at_low) > 2.5, wide = high > 1.0 && high > 1.65 * (low > 1.0 ? low : 1.0);
    if ((steep || wide || (low < 1.0 && high > 1.0)) && depth < DEEPEST) {
        const double middle = low < 1.0 && high > 1.0 ? 1.0 : wide ? sqrt(low * high) : 0.5 * (low + high);
        const double at = ratio_at(g, e, middle);
        along_edge(g, e, low, middle, at_low, at, depth + 1);
        along_edge(g, e, middle, high, at, at_high, depth + 1);
        return;
    }
    const bool smooth = fabs(at_high - at_low) <= 1.5 && (high <= 1.3 * low || high <= 1.0);
    const lt_gauss *q = smooth ? &gauss4 : &gauss8;
    if (g->n_wind + q->n > GATHER) work_wind(g);
    for (int n = 0; n < q->n; n++) {
        const double xi = low + (high - low) * q->place[n];
        g->xi[g->n_wind] = xi;
        g->eta[g->n_wind] = eta_at(e, xi);
        g->wind_share[g->n_wind++] = e->sign * (high - low) * q->share[n];
    }
}

static void edge_with_wind(lt_gathered *g, lt_end a, lt_end b) {
    const bool grows = b.xi > a.xi;
    const lt_edge e = {grows ? a : b, grows ? b : a, grows ? 1.0 : -1.0};
    if (e.b.xi <= 0.0 || e.b.xi - e.a.xi < 1e-12 * (fabs(e.b.xi) + fabs(e.a.xi))) return;
    const double from = e.a.xi > 0.0 ? e.a.xi : 0.0;
    along_edge(g, &e, from, e.b.xi, ratio_at(g, &e, from), ratio_at(g, &e, e.b.xi), 0);
}

/* int G(r) dtheta along a straight edge at distance d, from s0 to s1 on it from the foot of the perpendicular: dtheta =
 * d ds/r2, r2 = d2 + s2. Gauss-Legendre with 2 or 4 points on pieces no longer than they are far. */
static void around_piece(lt_gathered *g, double d, double s0, double s1, double sign, int depth) {
    const double near = s0 > 0.0 ? s0 : s1 < 0.0 ? -s1 : 0.0, length = s1 - s0;
    if (length * length > d * d + near * near && depth < DEEPEST) {
        const double middle = 0.5 * (s0 + s1);
        around_piece(g, d, s0, middle, sign, depth + 1);
        around_piece(g, d, middle, s1, sign, depth + 1);
        return;
    }
    const lt_gauss *q = 25.0 * length * length < d * d + near * near ? &gauss2 : &gauss4;
    if (g->n_around + q->n > GATHER) work_around(g);
    for (int n = 0; n < q->n; n++) {
        const double s = s0 + length * q->place[n];
        g->r2[g->n_around] = d * d + s * s;
        g->around_share[g->n_around++] = sign * d * length * q->share[n];
    }
}

static void edge_around(lt_gathered *g, lt_end a, lt_end b) {
    const double dx = b.xi - a.xi, dy = b.eta - a.eta, length = sqrt(dx * dx + dy * dy);
    if (length == 0.0) return;
    const double d = (a.xi * dy - a.eta * dx) / length, s0 = (a.xi * dx + a.eta * dy) / length; /* sign: of dtheta */
    if (fabs(d) < 1e-9 * length) return;
    around_piece(g, fabs(d), s0, s0 + length, d > 0.0 ? 1.0 : -1.0, 0);
}

/* Per unit emission and area of a polygon that the receptor sees so. */
static double polygon(const lt_plume_along *along, bool meander, const lt_end *corner, int n) {
    double twice_area = 0.0, sum = 0.0;
    for (int k = 0; k < n; k++) {
        const lt_end a = corner[k], b = corner[k + 1 < n ? k + 1 : 0], o = corner[0];
        twice_area += (a.xi - o.xi) * (b.eta - o.eta) - (b.xi - o.xi) * (a.eta - o.eta);
    }
    for (int bundle = 0; bundle < along->n; bundle++) {
        lt_gathered g;
        g.along = along;
        g.bundle = bundle;
        g.n_wind = g.n_around = 0;
        g.sum = 0.0;
        for (int k = 0; k < n; k++) {
            const lt_end a = corner[k], b = corner[k + 1 < n ? k + 1 : 0];
            edge_with_wind(&g, a, b);
            if (meander) edge_around(&g, a, b);
        }
        work_wind(&g);
        work_around(&g);
        sum += g.sum;
    }
    return twice_area > 0.0 ? sum : -sum;
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
    for (int n = 0; n < gauss8.n; n++)
        sum += gauss8.share[n] * point_gives(along, meander, between(a, b, gauss8.place[n]));
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
            const lt_end corner[4] = {
                {a.xi + dx, a.eta + dy}, {b.xi + dx, b.eta + dy}, {b.xi - dx, b.eta - dy}, {a.xi - dx, a.eta - dy}};
            sum += polygon(along, meander, corner, 4) / source->width_m;
        } else {
            sum += piece_of_line(along, meander, a, b, 0);
        }
    }
    return sum;
}

void lt_extended_add(const lt_plume_source *source, const lt_profile *profile, const lt_plume_along *along,
                     bool meander, const lt_plume_receptors *r, const int *index, int n, double rate, double *out) {
    const double each = rate / lt_plume_source_extent(source);
    lt_end corner[LT_PLUME_MOST_CORNERS];
    for (int k = 0; k < n; k++) {
        const int at = index[k];
        double sum;
        if (source->kind == LT_PLUME_AREA) {
            for (int c = 0; c < source->n_corners; c++)
                corner[c] = seen(profile, r, at, source->corners_m[2 * c], source->corners_m[2 * c + 1]);
            sum = polygon(along, meander, corner, source->n_corners);
        } else {
            sum = line_at(source, profile, along, meander, r, at);
        }
        out[at] += each * sum;
    }
}
