/* source_inside.c - the zone around a source in which no receptor counts (source_inside.h).
 *
 * Stack: 1 m, or its mouth. Volume: 2.15 sigma_y0 + 1 m, as AERMOD has it (EPA-454/B-23-008). Road, and line with a
 * width: half of it from the middle line, the lanes themselves, whose air the traffic stirs; at their ends the zone is
 * round. Areas have none: their air is breathed by who works there. */
#include "model/gaussian/case/source_inside.h"

#include <math.h>

static double least_of(const lt_plume_source *s) {
    switch (s->kind) {
    case LT_PLUME_POINT:
        return fmax(1.0, 0.5 * s->diameter_m);
    case LT_PLUME_VOLUME:
        return 2.15 * s->sigma_y0_m + 1.0;
    case LT_PLUME_LINE:
        return 0.5 * s->width_m;
    default:
        return 0.0;
    }
}

static double from_piece(const double *a, const double *b, double x, double y) {
    const double dx = b[0] - a[0], dy = b[1] - a[1];
    const double t = ((x - a[0]) * dx + (y - a[1]) * dy) / (dx * dx + dy * dy);
    const double on = fmin(fmax(t, 0.0), 1.0);
    return hypot(x - a[0] - on * dx, y - a[1] - on * dy);
}

static double distance_of(const lt_plume_source *s, double x, double y) {
    double least = INFINITY;
    if (s->kind != LT_PLUME_LINE) return hypot(x - s->x_m, y - s->y_m);
    for (int k = 0; k + 1 < s->n_corners; k++)
        least = fmin(least, from_piece(s->corners_m + 2 * k, s->corners_m + 2 * k + 2, x, y));
    return least;
}

static bool inside_polygon(const lt_plume_source *s, double x, double y) {
    bool inside = false;
    const double *c = s->corners_m;
    for (int k = 0, j = s->n_corners - 1; k < s->n_corners; j = k++) {
        const double xk = c[2 * k], yk = c[2 * k + 1], xj = c[2 * j], yj = c[2 * j + 1];
        if ((yk > y) != (yj > y) && x < (xj - xk) * (y - yk) / (yj - yk) + xk) inside = !inside;
    }
    return inside;
}

lt_source_inside lt_source_inside_at(const lt_source_set *sources, double x_m, double y_m) {
    bool in_area = false;
    for (long k = 0; k < sources->n; k++) {
        const lt_plume_source *s = &sources->items[k];
        if (s->kind == LT_PLUME_AREA) {
            in_area = in_area || inside_polygon(s, x_m, y_m);
            continue;
        }
        const double least = least_of(s), distance = least > 0.0 ? distance_of(s, x_m, y_m) : 0.0;
        if (distance < least) return (lt_source_inside){k, distance, least, in_area};
    }
    return (lt_source_inside){.source = -1, .in_area = in_area};
}
