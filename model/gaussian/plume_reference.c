/* plume_reference.c - the plain version of plume.c for points and volumes: the equations of one receptor at a time. */
#include "model/gaussian/course.h"
#include "model/gaussian/plume.h"
#include "model/gaussian/terrain.h"

#include <math.h>
#include <stddef.h>

void lt_plume_add_reference(const lt_plume_source *source, const lt_profile *profile, const lt_plume_ways *ways,
                            const lt_plume_receptors *r, double rate, double *out) {
    lt_plume_course course;
    lt_plume_course_make(&course, source, profile, ways->meander);
    lt_plume_course_by_class(&course, ways->dispersion);
    for (int n = 0; n < r->n; n++) {
        const double east = r->x_m[n] - source->x_m, north = r->y_m[n] - source->y_m;
        const double x = east * profile->to_x + north * profile->to_y, y = north * profile->to_x - east * profile->to_y;
        const double distance = fmax(1.0, sqrt(x * x + y * y));
        const lt_plume_level level = lt_terrain_level(profile, source, r, n);
        lt_plume_cut cut;
        if (x > 0.0) {
            lt_plume_course_cut(&course, fmax(x, 1.0), &cut);
            for (int b = 0; b < cut.n; b++) {
                const lt_plume_bundle *p = &cut.bundle[b];
                out[n] += rate * (1.0 - p->random) * lt_plume_vertical(p, &level) *
                          exp(-0.5 * y * y / (p->sigma_y_m * p->sigma_y_m)) / (sqrt(2.0 * M_PI) * p->sigma_y_m);
            }
        }
        if (!ways->meander) continue;
        lt_plume_course_cut(&course, distance, &cut);
        for (int b = 0; b < cut.n; b++) {
            const lt_plume_bundle *p = &cut.bundle[b];
            out[n] += rate * p->random * lt_plume_vertical(p, &level) / (2.0 * M_PI * distance);
        }
    }
}
