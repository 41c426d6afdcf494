/* cuts.h - the plume cut at a block of distances: what lt_plume_course_cut gives, as vectors. */
#ifndef LT_GAUSSIAN_CUTS_H
#define LT_GAUSSIAN_CUTS_H

#include "model/gaussian/course.h"

enum { LT_CUTS = 16 }; /* distances of a block */

/* lt_plume_bundle of all of them. */
typedef struct lt_plume_bundles {
    double wind_ms[LT_CUTS], sigma_y_m[LT_CUTS], random[LT_CUTS], lid_m[LT_CUTS];
    int n;
    double weight[2]; /* of the layers */
    double centre_m[2][LT_CUTS], sigma_m[2][LT_CUTS], late_m[LT_CUTS];
} lt_plume_bundles;

typedef struct lt_plume_cuts {
    int n;
    lt_plume_bundles bundle[2];
} lt_plume_cuts;

/* x: at least 1 m. The mean height of the plume is within 1e-6 of it that of lt_plume_course_cut. */
void lt_plume_cuts_make(lt_plume_cuts *cuts, const lt_plume_course *course, const double x_m[LT_CUTS]);
/* One of them. */
void lt_plume_cuts_take(const lt_plume_cuts *cuts, int k, lt_plume_cut *cut);
/* lt_plume_vertical at a height above ground. */
void lt_plume_cuts_at(const lt_plume_bundles *bundle, double above_m, double value[LT_CUTS]);

#endif
