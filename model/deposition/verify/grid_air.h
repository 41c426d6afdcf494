/* grid_air.h - a grid in memory for the removal on it: land of several classes, an hour of weather, air at rest, the
 * species of CB6r5 or another chemistry, all of one mixing ratio. */
#ifndef LT_DEPOSITION_GRID_AIR_H
#define LT_DEPOSITION_GRID_AIR_H

#include "model/deposition/removal.h"

typedef struct lt_grid_air {
    lt_grid *grid;
    lt_weather weather; /* all that removal asks for is there */
    lt_air *air;        /* mass, begin and end alike */
    lt_chemical_set *chemical;
    int *removed_as; /* no tracers: all -1 */
    lt_state *state;
    lt_removal_setup setup;
} lt_grid_air;

#define LT_GRID_AIR_NOON 1594351800 /* begin of the hour around noon, 10 July 2020, 03:30 UTC */
#define LT_GRID_AIR_RATIO 1e-9      /* kg/kg of every species at first */
#define LT_GRID_AIR_RAIN (2.0 / 3600.0)

/* nx x ny cells of 9 km, the lowest nz <= 20 layers of liaoning-9; a July noon. Where it rains (share of the columns,
 * evenly spread), 2 mm/h fall from a cloud of 600 to 3000 m that fills its layers, through air that is full of vapour;
 * air of 288 K everywhere. */
lt_status lt_grid_air_create(const char *chemistry, int nx, int ny, int nz, double rains, lt_grid_air *out);
void lt_grid_air_fill(const lt_grid_air *air); /* the state as at first */
void lt_grid_air_free(lt_grid_air *air);

#endif
