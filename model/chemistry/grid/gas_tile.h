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
    double *clipped_sum;                 /* [n_reacting][LT_LANES] of it in a column, ppb kg of air */
    uint8_t *failed;
    int64_t cost; /* of what was solved last: steps of all cells, tried again ones too */
    lt_gas_work work;
} lt_gas_tile;

lt_status lt_gas_tile_create(const lt_gas_plan *plan, lt_gas_tile *out);
void lt_gas_tile_free(lt_gas_tile *tile);

/* A row of cells. */
static inline double *lt_gas_row(const lt_gas_plan *plan, double *rows, int row) {
    return rows + row * plan->stride;
}

/* Neighbours of a tile, of a species that reacts. */
static inline lt_gas_run lt_gas_run_of(const lt_gas_plan *plan, const lt_state_block *b, int reacting,
                                       const lt_run *run) {
    return (lt_gas_run){plan->nz, run->n, b->layer, b->species, plan->to_ppb[reacting]};
}

/* A step of a tile is three parts, of which the second needs nothing but what the tile then holds in c, step, variable,
 * fixed, external and air.mass (gas_guests.h). Until the third the state of the tile is as it was. */
/* From the state of this number to what rates ask for. An error names the cell. */
lt_status lt_gas_tile_prepare(const lt_gas_plan *plan, const lt_state *state, const lt_air *air, int number,
                              lt_gas_tile *tile);
/* Rates, and dt s of all cells; count: clipped_sum is asked for. An error names the cell, but not where columns is NULL
 * (they are another rank's). */
lt_status lt_gas_tile_solve(const lt_gas_plan *plan, const lt_tile *columns, double dt, bool count, lt_gas_tile *tile);
/* Into the state. */
void lt_gas_tile_finish(const lt_gas_plan *plan, const lt_state *state, int number, lt_gas_tile *tile, double *won,
                        double *clipped);
/* All three. An error names the cell. */
lt_status lt_gas_tile_step(const lt_gas_plan *plan, const lt_state *state, const lt_air *air, int number, double dt,
                           lt_gas_tile *tile, double *won, double *clipped);

#endif
