/* plume_point.h - a point at one receptor by the equations, for receptors in hills and the plain version. */
#ifndef LT_GAUSSIAN_PLUME_POINT_H
#define LT_GAUSSIAN_PLUME_POINT_H

#include "model/gaussian/along.h"

/* s m-3 at x along the wind, y across. along: the table that what is kept is taken from; NULL: all of it. */
double lt_plume_point(const lt_plume_course *course, const lt_plume_removal *removal, const lt_plume_along *along,
                      const lt_plume_level *level, double x_m, double y_m);

#endif
