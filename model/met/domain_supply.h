/* domain_supply.h - weather of the whole domain, with what differs from place to place, as a supply. */
#ifndef LT_MET_DOMAIN_SUPPLY_H
#define LT_MET_DOMAIN_SUPPLY_H

#include "grids/grid.h"
#include "model/met/domain_weather.h"
#include "model/met/settings.h"
#include "model/met/supply.h"

/* Takes weather and local (may be NULL) over, also when it fails; borrows settings and grid. */
lt_status lt_domain_supply_create(const lt_met_settings *settings, const lt_grid *grid, lt_domain_weather *weather,
                                  lt_local_weather *local, lt_supply **out);

#endif
