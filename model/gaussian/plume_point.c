/* plume_point.c - the sum of plume.c at one receptor, without tables but for what is kept. */
#include "model/gaussian/plume_point.h"

#include "model/kernel/ltmath.h"

#include <math.h>
#include <stddef.h>

static double kept(const lt_plume_along *along, int bundle, double x) {
    if (!along) return 1.0;
    double t;
    const int piece = lt_along_place(along, x, &t);
    return lt_along_cubic(along->cubic[bundle][LT_ALONG_KEPT][piece], t);
}

double lt_plume_point(const lt_plume_course *course, const lt_plume_removal *removal, const lt_plume_along *along,
                      const lt_plume_level *level, double x, double y) {
    lt_plume_cut cut;
    double sum = 0.0;
    const double r = sqrt(x * x + y * y), distance = r > 1.0 ? r : 1.0;
    for (int all_ways = 0; all_ways <= (course->meander ? 1 : 0); all_ways++) {
        const double at = all_ways ? distance : x > 1.0 ? x : 1.0;
        if (!all_ways && x <= 0.0) continue;
        lt_plume_course_cut(course, at, &cut);
        lt_plume_sink(&cut, removal, at);
        for (int b = 0; b < cut.n; b++) {
            const lt_plume_bundle *p = &cut.bundle[b];
            const double v = kept(along, b, at) * lt_plume_vertical(p, level), part = y / p->sigma_y_m;
            sum += all_ways ? p->random * v * 0.15915494309189534 / distance
                            : (1.0 - p->random) * v * 0.39894228040143268 / p->sigma_y_m * lt_exp(-0.5 * part * part);
        }
    }
    return sum;
}
