/* gas_store.h - what a tile's chemistry gives back to the state. Private to the folder. */
#ifndef LT_GAS_STORE_H
#define LT_GAS_STORE_H

#include "model/chemistry/grid/gas_tile.h"

/* The tile's c, step and clipped_sum, with its air.mass, into the state, won [s][ny][nx] kg and clipped (or NULL). */
void lt_gas_store(const lt_gas_plan *plan, const lt_state *state, const lt_tile *columns, lt_gas_tile *tile,
                  double *won, double *clipped);

#endif
