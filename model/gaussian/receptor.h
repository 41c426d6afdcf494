/* receptor.h - where air is breathed: arrays, so that many are worked at once. */
#ifndef LT_GAUSSIAN_RECEPTOR_H
#define LT_GAUSSIAN_RECEPTOR_H

/* n places; metres on the plane of the case. */
typedef struct lt_plume_receptors {
    int n;
    const double *x_m, *y_m;
    const double *ground_m; /* above sea level; NULL: flat, all as high as the sources */
    const double *hill_m;  /* height scale of the terrain around, above sea level, >= ground; NULL with ground_m NULL */
    const double *above_m; /* flagpole, above ground; NULL: 0 */
    double layer_m;        /* > 0: the mean over the layer from the ground to here in place of a height */
    const double *divide_m; /* dividing heights in this hour of feet at divide_base_m (terrain_feet.h), or NULL */
    double divide_base_m;
} lt_plume_receptors;

#endif
