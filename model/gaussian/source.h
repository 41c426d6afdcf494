/* source.h - what emits, as the Gaussian model sees it. Places are metres on the plane of the case, heights metres
 * above the ground at the source. */
#ifndef LT_GAUSSIAN_SOURCE_H
#define LT_GAUSSIAN_SOURCE_H

#include <stdbool.h>

typedef enum lt_plume_kind {
    LT_PLUME_POINT,
    LT_PLUME_VOLUME,
    LT_PLUME_AREA, /* any simple polygon: rectangles and circles are made to one */
    LT_PLUME_LINE  /* a chain of straight pieces of one width: lines and roads; width 0 is a line without one */
} lt_plume_kind;

enum { LT_PLUME_MOST_CORNERS = 1024 }; /* of an area */

typedef struct lt_plume_source {
    lt_plume_kind kind;
    double x_m, y_m;                    /* point, volume; of others the centre */
    double base_m;                      /* ground above sea level */
    double height_m;                    /* of release */
    double diameter_m, exit_ms, exit_K; /* point; exit_K 0: as warm as the air */
    double sigma_y0_m, sigma_z0_m;      /* spread at the release */
    double width_m;                     /* line */
    const double *corners_m;            /* area: x, y of n corners in turn; line: of n points */
    int n_corners;
    bool downwash; /* stack-tip downwash of a point */
    bool urban;    /* in the town of the case */
} lt_plume_source;

/* m2 of an area (either way round), m of a line; 1 for the others: a rate of the whole source over it is the rate that
 * the equations want. */
double lt_plume_source_extent(const lt_plume_source *source);

#endif
