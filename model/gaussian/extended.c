/* extended.c - areas (area.c) and lines (line.c; one with a width is its rectangles) as receptors see them. */
#include "model/gaussian/extended.h"

#include "model/gaussian/extended_private.h"

#include <math.h>

const lt_gauss lt_gauss2 = {2, {0.2113248654051871, 0.7886751345948129}, {0.5, 0.5}};
const lt_gauss lt_gauss4 = {4,
                            {0.0694318442029737, 0.3300094782075719, 0.6699905217924281, 0.9305681557970263},
                            {0.1739274225687269, 0.3260725774312731, 0.3260725774312731, 0.1739274225687269}};
const lt_gauss lt_gauss8 = {8,
                            {0.0198550717512319, 0.1016667612931866, 0.2372337950418355, 0.4082826787521751,
                             0.5917173212478249, 0.7627662049581645, 0.8983332387068134, 0.9801449282487681},
                            {0.0506142681451881, 0.1111905172266872, 0.1568533229389436, 0.1813418916891810,
                             0.1813418916891810, 0.1568533229389436, 0.1111905172266872, 0.0506142681451881}};

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
            sum += lt_area_gives(along, meander, corner, 4) / source->width_m;
        } else {
            sum += lt_line_gives(along, meander, a, b);
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
            sum = lt_area_gives(along, meander, corner, source->n_corners);
        } else {
            sum = line_at(source, profile, along, meander, r, at);
        }
        out[at] += each * (sum > 0.0 ? sum : 0.0); /* beside an area edges cancel but for rounding */
    }
}
