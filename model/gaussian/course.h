/* course.h - the plume of one source in one hour, cut at a distance downwind. */
#ifndef LT_GAUSSIAN_COURSE_H
#define LT_GAUSSIAN_COURSE_H

#include "model/gaussian/profile.h"
#include "model/gaussian/rise.h"
#include "model/gaussian/source.h"
#include "model/gaussian/spread.h"

/* A Gaussian in the vertical, reflected at the ground and at the lid. */
typedef struct lt_plume_layer {
    double weight, centre_m, sigma_m;
    double late_m; /* how much later (as height) buoyant air comes back from the lid */
} lt_plume_layer;

/* What moves together: weights of its layers sum to its share of the plume. */
typedef struct lt_plume_bundle {
    double wind_ms, sigma_y_m;
    double random; /* share that meanders in all directions */
    double lid_m;
    int n;
    lt_plume_layer layer[2];
} lt_plume_bundle;

typedef struct lt_plume_cut {
    int n; /* 1, or 2 with a penetrated part */
    lt_plume_bundle bundle[2];
} lt_plume_cut;

/* What does not change along the way. */
typedef struct lt_plume_course {
    const lt_plume_source *source;
    const lt_profile *profile;
    bool meander;
    const lt_spread *classes; /* NULL: similarity */
    lt_stability stability;   /* of classes */
    bool under_lid;           /* in a convective layer; else as in stable air */
    double release_m;         /* height with stack-tip downwash */
    lt_rise rise;
    double penetrated, penetrated_m, penetrated_rise_m; /* share, height, rise */
    double fast[2], weight[2];                          /* up- and downdraught, m/s, and their shares */
} lt_plume_course;

void lt_plume_course_make(lt_plume_course *course, const lt_plume_source *source, const lt_profile *profile,
                          bool meander);
/* Of a course that is made: spread by the class of the hour in place of similarity; NULL: nothing changes. */
void lt_plume_course_by_class(lt_plume_course *course, const lt_spread *classes);
void lt_plume_course_cut(const lt_plume_course *course, double x_m, lt_plume_cut *cut); /* x: at least 1 m */

/* Where a receptor meets a plume. */
typedef struct lt_plume_level {
    double above_m;        /* above ground */
    double layer_m;        /* > 0: the mean from the ground to here in place of a height */
    bool hilly;            /* terrain.c: */
    double up_m, divide_m; /* of the receptor, and of the dividing streamline, above the foot of the source */
} lt_plume_level;

/* Of a bundle per unit emission, s m-2: the integral across the wind of the concentration. */
double lt_plume_vertical(const lt_plume_bundle *bundle, const lt_plume_level *level);
/* Share of the bundle's own mass between two heights. */
double lt_plume_mass_between(const lt_plume_bundle *bundle, double low_m, double high_m);

#endif
