/* surrogates.h - a user's own files as weights of cells: how much of the roads, houses, pixels ... of a city or county
 * lies in each cell. */
#ifndef LT_SURROGATES_H
#define LT_SURROGATES_H

#include "grids/build/overlay.h"
#include "grids/build/surrogate_keys.h"

/* Makes grid->surrogates of the files that the section inventory names (surrogate_keys.h). areas: prefectures in the
 * order of the regions, then the counties in the order of grid->counties. */
lt_status lt_surrogates_fill(lt_geos *geos, lt_grid *grid, const lt_shapes *prefectures, const lt_shapes *counties,
                             const lt_node *inventory);

#endif
