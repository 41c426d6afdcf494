/* drop_share.h - which share of a tile's cells has drops that react: there the chemistry of clouds runs (cloud/), in
 * the rest what particles do in its place (haze, uptake of GLY, MGLY, IEPOX). One law for both, so that no air is in
 * both or in neither. */
#ifndef LT_DROP_SHARE_H
#define LT_DROP_SHARE_H

#include "grids/grid.h"
#include "model/state/tile.h"
#include "model/state/weather.h"

/* What of the weather is needed is asked for. LT_ERR_INPUT: a file without it. */
lt_status lt_drop_share_ask(lt_weather *weather);
/* Of the hour of the weather that is loaded, by rows [layer][lane] of the grid's layers; density of air, kg m-3.
 * cloud_water kg/kg, mean of the cell; share 0: no cloud, or drops too thin for its chemistry (LT_CLOUD_LEAST_WATER).
 */
void lt_drop_share(const lt_grid *grid, const lt_weather *weather, const lt_tile *columns, const double *density,
                   double *cloud_water, double *share);

#endif
