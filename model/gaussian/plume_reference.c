/* plume_reference.c - the plain version of plume.c for points and volumes: the equations of one receptor at a time. */
#include "model/gaussian/plume.h"
#include "model/gaussian/plume_point.h"
#include "model/gaussian/terrain.h"

#include <stddef.h>

void lt_plume_add_reference(const lt_plume_source *source, const lt_profile *profile, const lt_plume_ways *ways,
                            const lt_plume_receptors *r, double rate, double *out) {
    lt_plume_course course;
    lt_plume_course_make(&course, source, profile, ways->meander);
    lt_plume_course_by_class(&course, ways->dispersion);
    for (int n = 0; n < r->n; n++) {
        const double east = r->x_m[n] - source->x_m, north = r->y_m[n] - source->y_m;
        const lt_plume_level level = lt_terrain_level(profile, source, r, n);
        out[n] += rate * lt_plume_point(&course, NULL, NULL, &level, east * profile->to_x + north * profile->to_y,
                                        north * profile->to_x - east * profile->to_y);
    }
}
