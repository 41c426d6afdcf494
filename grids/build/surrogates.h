/* surrogates.h - a user's own files as weights of cells: how much of the roads, houses, pixels ... of a city or county
 * lies in each cell. */
#ifndef LT_SURROGATES_H
#define LT_SURROGATES_H

#include "base/config.h"
#include "grids/build/overlay.h"

/* The key `surrogates` of the section inventory of a case (README.md); NULL: none. lt_surrogates_check judges it and
 * the files' presence; _digest feeds text and files; _fill makes grid->surrogates. areas: prefectures in the order of
 * the regions, then the counties in the order of grid->counties. */
lt_status lt_surrogates_check(const lt_node *inventory);
lt_status lt_surrogates_digest(const lt_node *inventory, lt_hash *hash);
lt_status lt_surrogates_fill(lt_geos *geos, lt_grid *grid, const lt_shapes *prefectures, const lt_shapes *counties,
                             const lt_node *inventory);

#endif
