/* water.h - water of solutions of one salt, for the mixing rule of Zdanovskii, Stokes and Robinson.
 *
 *   W = sum over salts of M_salt / m_salt(a_w),   a_w = relative humidity
 *
 * W kg of water, M mol of the salt, m mol/kg of the solution of that salt alone in equilibrium with the humidity
 * (water_table.c). Between the rows of the table m follows the monotone cubic of Fritsch and Butland (1984, doi
 * 10.1137/0905021), so that water and its derivative by humidity are continuous; ISORROPIA takes the nearest row.
 * Limits: humidity above 0.01 (below, the first row); temperature does not enter; below about 10 % most columns are
 * held; within 1 % of saturation the last two rows do not follow the physics. */
#ifndef LT_EQUILIBRIUM_WATER_H
#define LT_EQUILIBRIUM_WATER_H

#include "model/aerosol/equilibrium/species.h"

enum { LT_WATER_ROWS = 100 };

extern const double lt_water_molality[LT_WATER_ROWS][LT_N_SALTS];

/* kg of water for a mole of each salt at a humidity, 0..1. by_row: of the nearest row of the table. */
void lt_water_of_salts(double humidity, int by_row, double *kg_per_mol /* [LT_N_SALTS] */);

#endif
