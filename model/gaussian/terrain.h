/* terrain.h - air that flows around a hill or over it: the dividing streamline. */
#ifndef LT_GAUSSIAN_TERRAIN_H
#define LT_GAUSSIAN_TERRAIN_H

#include "model/gaussian/course.h"
#include "model/gaussian/receptor.h"
#include "model/gaussian/source.h"

/* Height above the source's foot, m, below which air flows around a hill that is hill_m higher than the foot; 0 where
 * all of it goes over: convective air, or no hill. */
double lt_terrain_divide(const lt_profile *profile, double hill_m);
/* How receptor n sees plumes of a source. */
lt_plume_level lt_terrain_level(const lt_profile *profile, const lt_plume_source *source,
                                const lt_plume_receptors *receptors, int n);

#endif
