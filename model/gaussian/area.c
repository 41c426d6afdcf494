/* area.c
 *
 * A receptor at the origin, xi upwind, eta across; V(xi) and R(r)/r are what a point gives per unit emission (plume.c,
 * along.c), Phi the normal distribution. A simple polygon P, emission q a m2 (Green's theorem, edges in turn, the sign
 * of their sense taken out): with the wind   q int_P V(xi) phi(eta/sigma_y(xi))/sigma_y(xi) = -q sum_edges int V(xi)
 * Phi(eta(xi)/sigma_y(xi)) dxi, xi > 0 in all directions  q int_P R(r)/r = q sum_edges int G(r(theta)) dtheta, G(r) =
 * int_0^r R so a source cut into parts sums to the whole, and a receptor may lie inside. Where eta/sigma_y is
 * beyond 6.5 the integral is a difference of int V; else Gauss-Legendre with 4 or 8 points on pieces over which xi
 * grows by at most e^(1/2) and eta/sigma_y changes by at most 2.5. */
#include "model/gaussian/extended_private.h"

#include "model/kernel/ltmath.h"
#include "model/kernel/normal.h"

#include <math.h>

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
        const int piece = lt_along_place(g->along, g->xi[k], &t);
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
    return eta_at(e, xi) / lt_along_field_at(g->along, g->bundle, LT_ALONG_WIDTH, xi);
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
    if ((steep || wide || (low < 1.0 && high > 1.0)) && depth < LT_EXTENDED_DEEPEST) {
        const double middle = low < 1.0 && high > 1.0 ? 1.0 : wide ? sqrt(low * high) : 0.5 * (low + high);
        const double at = ratio_at(g, e, middle);
        along_edge(g, e, low, middle, at_low, at, depth + 1);
        along_edge(g, e, middle, high, at, at_high, depth + 1);
        return;
    }
    const bool smooth = fabs(at_high - at_low) <= 1.5 && (high <= 1.3 * low || high <= 1.0);
    const lt_gauss *q = smooth ? &lt_gauss4 : &lt_gauss8;
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
    if (length * length > d * d + near * near && depth < LT_EXTENDED_DEEPEST) {
        const double middle = 0.5 * (s0 + s1);
        around_piece(g, d, s0, middle, sign, depth + 1);
        around_piece(g, d, middle, s1, sign, depth + 1);
        return;
    }
    const lt_gauss *q = 25.0 * length * length < d * d + near * near ? &lt_gauss2 : &lt_gauss4;
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

double lt_area_gives(const lt_plume_along *along, bool meander, const lt_end *corner, int n) {
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
