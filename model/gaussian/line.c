/* line.c
 *
 * A straight line of no width, emission q a m: q int (V(xi) phi(eta/sigma_y)/sigma_y + R(r)/r) dl (area.c has the
 * symbols) by Gauss-Legendre with 8 points on pieces as short as they are far, at least 0.25 m, that change eta by at
 * most 2 sigma_y and lie upwind or not at all. */
#include "model/gaussian/extended_private.h"

#include "model/kernel/ltmath.h"

#include <math.h>

static double point_gives(const lt_plume_along *along, bool meander, lt_end at) {
    const double r = hypot(at.xi, at.eta), from = r > 1.0 ? r : 1.0;
    double sum = 0.0;
    for (int b = 0; b < along->n; b++) {
        if (at.xi > 0.0) {
            const double s = lt_along_field_at(along, b, LT_ALONG_WIDTH, at.xi), part = at.eta / s;
            sum += lt_along_field_at(along, b, LT_ALONG_PLUME, at.xi) * 0.39894228040143268 / s *
                   lt_exp(-0.5 * part * part);
        }
        if (meander) sum += lt_along_field_at(along, b, LT_ALONG_RANDOM, from) / from;
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
    return lt_along_field_at(along, 0, LT_ALONG_WIDTH, xi);
}

static double piece_of_line(const lt_plume_along *along, bool meander, lt_end a, lt_end b, int depth) {
    const double length = hypot(b.xi - a.xi, b.eta - a.eta), near = closest(a, b);
    const bool upwind = a.xi > 0.0 || b.xi > 0.0, cut = (a.xi < 0.0) != (b.xi < 0.0) && a.xi != 0.0 && b.xi != 0.0;
    const double across = fabs(b.eta - a.eta), width = spread_at(along, a.xi < b.xi ? b.xi : a.xi);
    const bool fine =
        length <= 0.25 || (length <= 0.7 * (near > 0.3 ? near : 0.3) && (!upwind || across <= 2.0 * width));
    if (cut && depth < LT_EXTENDED_DEEPEST) {
        const lt_end middle = between(a, b, a.xi / (a.xi - b.xi));
        const lt_end m = {0.0, middle.eta};
        return piece_of_line(along, meander, a, m, depth + 1) + piece_of_line(along, meander, m, b, depth + 1);
    }
    if (!upwind && !meander) return 0.0;
    if (!fine && depth < LT_EXTENDED_DEEPEST) {
        const lt_end m = between(a, b, 0.5);
        return piece_of_line(along, meander, a, m, depth + 1) + piece_of_line(along, meander, m, b, depth + 1);
    }
    double sum = 0.0;
    for (int n = 0; n < lt_gauss8.n; n++)
        sum += lt_gauss8.share[n] * point_gives(along, meander, between(a, b, lt_gauss8.place[n]));
    return sum * length;
}

double lt_line_gives(const lt_plume_along *along, bool meander, lt_end a, lt_end b) {
    return piece_of_line(along, meander, a, b, 0);
}
