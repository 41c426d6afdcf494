/* gas_tile.h - one tile of columns through the chemistry: what a thread works with. Private to the folder. */
#ifndef LT_GAS_TILE_H
#define LT_GAS_TILE_H

#include "model/chemistry/grid/gas_chemistry.h"
#include "model/chemistry/grid/gas_light.h"
#include "model/chemistry/grid/gas_seen.h"
#include "model/chemistry/grid/gas_uptake.h"

/* kg a kg of air of a species that each ppb of a counter makes. */
typedef struct lt_gas_yield {
    int row, species;
    double kg;
} lt_gas_yield;

/* What all tiles share. */
typedef struct lt_gas_plan {
    const lt_chemical_set *set;
    const lt_grid *grid;
    const lt_weather *weather;
    lt_gas_light *light;
    int nz, n_cells;  /* layers; cells of a tile, nz LT_LANES: cell (k, lane) is k LT_LANES + lane */
    ptrdiff_t stride; /* of the rows of cells */
    const lt_gas_lanes *lanes;
    double *to_ppb;        /* [n_reacting] of kg/kg */
    int *absent, n_absent; /* rows of species that are not carried */
    int *row;              /* [n_externals] of J, or -1 */
    lt_gas_uptake_plan uptake;
    lt_optics *optics;
    int n_yields;
    lt_gas_yield *yields;        /* [n_yields] what the counters of the organics become */
    double *seen[LT_N_GAS_SEEN]; /* [ny][nx] */
    int water;                   /* fixed species H2O, or -1 */
    double oxygen_ppb, nitrogen_ppb;
    double *step; /* [nz][ny][nx] s, of each cell */
} lt_gas_plan;

typedef struct lt_gas_tile {
    lt_chemistry *chemistry; /* one thread */
    lt_gas_air air;
    lt_gas_particles particles;
    lt_gas_uptake uptake;
    lt_gas_light_work *light;
    double cosine[LT_LANES];
    lt_real *c, *k;                      /* rows of cells */
    double *variable, *fixed, *external; /* rows of cells */
    double *made;                        /* a species that a counter makes, kg/kg */
    double *step, *clipped;              /* clipped: [n_variable] rows, ppb */
    uint8_t *failed;
    lt_gas_work work;
} lt_gas_tile;

lt_status lt_gas_tile_create(const lt_gas_plan *plan, lt_gas_tile *out);
void lt_gas_tile_free(lt_gas_tile *tile);
/* A step of dt s of the state's tile of this number. An error leaves the state of the tile as it was, and names the
 * cell. */
lt_status lt_gas_tile_step(const lt_gas_plan *plan, lt_state *state, const lt_air *air, int number, double dt,
                           lt_gas_tile *tile, double *won, double *clipped);

#endif
