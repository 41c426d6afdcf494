/* gas_air.h - the air of a tile of columns as its chemistry needs it.
 *
 *   rho = m / (A dz)              air mass over the cell's volume; heights above the ground as those of the grid
 *   M   = rho N_A / M_air         molecules a volume
 *   p   = M k T                   in the layers; at the edges hydrostatically, from the top downward, where
 *   p(top) = p (1 - d/2) / (1 + d/2), d = g m / (2 A p) of the highest layer (exp(-d) to d^3/12)
 *   H2O = RH e_s(T) / p           e_s: Magnus as in met/humidity.h, by lt_exp
 * Temperature and humidity are those of the hour of met.nc. Fields are [layer][lane]. */
#ifndef LT_GAS_AIR_H
#define LT_GAS_AIR_H

#include "grids/grid.h"
#include "model/chemistry/grid/gas_lanes.h"
#include "model/state/tile.h"
#include "model/state/weather.h"
#include "model/transport/air.h"

typedef struct lt_gas_air {
    int nz;
    double *mass;        /* kg */
    double *per_area;    /* kg m-2 */
    double *density;     /* kg m-3 */
    double *temperature; /* K */
    double *humidity;    /* 0..1 and a little more */
    double *number;      /* M, molecules cm-3 */
    double *pressure;    /* Pa, mean of the layer */
    double *water_ppb;
    double *edge_pressure; /* [nz + 1] Pa */
    double *memory;
} lt_gas_air;

lt_status lt_gas_air_create(int nz, lt_gas_air *out);
void lt_gas_air_free(lt_gas_air *air);
void lt_gas_air_take(const lt_gas_lanes *lanes, const lt_grid *grid, const lt_weather *weather, const lt_air *of,
                     const lt_tile *tile, lt_gas_air *out);

#endif
