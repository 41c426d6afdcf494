/* gridded_supply.h - a series of gridded weather as the model's weather over the cells of a grid (supply.h). */
#ifndef LT_GRIDDED_SUPPLY_H
#define LT_GRIDDED_SUPPLY_H

#include "model/met/gridded/gridded_ground.h"
#include "model/met/supply.h"

/* Takes the series over, also when it fails; borrows the rest. LT_ERR_INPUT before any hour is made: the points do not
 * cover the grid, hours are missing, a field that the air needs is not there. Notes: what is assumed. */
lt_status lt_gridded_supply_create(lt_series *series, const lt_gridded_run *run, lt_notes *notes, lt_supply **out);

#endif
