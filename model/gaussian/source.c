#include "model/gaussian/source.h"

#include <math.h>

double lt_plume_source_extent(const lt_plume_source *source) {
    const double *p = source->corners_m;
    double sum = 0.0;
    if (source->kind == LT_PLUME_AREA) {
        for (int n = 0; n < source->n_corners; n++) {
            const int next = n + 1 < source->n_corners ? n + 1 : 0;
            sum += 0.5 * ((p[2 * n] - p[0]) * (p[2 * next + 1] - p[1]) - (p[2 * next] - p[0]) * (p[2 * n + 1] - p[1]));
        }
        return fabs(sum);
    }
    if (source->kind == LT_PLUME_LINE) {
        for (int n = 0; n + 1 < source->n_corners; n++)
            sum += hypot(p[2 * n + 2] - p[2 * n], p[2 * n + 3] - p[2 * n + 1]);
        return sum;
    }
    return 1.0;
}
