/* terrain_feet.h - the dividing heights of an hour, made once for all sources of a foot. */
#ifndef LT_GAUSSIAN_TERRAIN_FEET_H
#define LT_GAUSSIAN_TERRAIN_FEET_H

#include "base/status.h"
#include "model/gaussian/profile.h"
#include "model/gaussian/receptor.h"

/* Room for one thread. */
typedef struct lt_terrain_feet lt_terrain_feet;
lt_status lt_terrain_feet_create(int n_receptors, lt_terrain_feet **out);
void lt_terrain_feet_free(lt_terrain_feet *feet);

/* Another hour: profiles have changed. */
void lt_terrain_feet_begin(lt_terrain_feet *feet);
/* Gives receptors the dividing heights of sources of this foot, the same bits as without; nothing where it is flat. */
void lt_terrain_feet_give(lt_terrain_feet *feet, const lt_profile *profile, double base_m,
                          lt_plume_receptors *receptors);

#endif
