/* aerosol_tile.h - one tile of columns through the aerosol's step: what a thread works with. Private to the folder.
 *
 * Rows of n = nz LT_LANES cells, cell (k, lane) at k LT_LANES + lane, in double; of species as in the state, kg/kg. */
#ifndef LT_AEROSOL_TILE_H
#define LT_AEROSOL_TILE_H

#include "model/aerosol/aerosol.h"
#include "model/aerosol/aerosol_parts.h"
#include "model/aerosol/equilibrium/equilibrium.h"

/* What all tiles share. */
typedef struct lt_aerosol_plan {
    lt_aerosol_setup setup;
    lt_aerosol_parts parts;
    lt_equilibrium_setup equilibrium;
    int nz, n; /* layers; cells of a tile */
} lt_aerosol_plan;

/* Rows of the equilibrium, mol/m3. */
typedef struct lt_aerosol_states {
    double *humidity; /* within the bounds of aerosol.h */
    double *total[LT_N_TOTALS], *gas[LT_N_GASES], *hydrogen, *water;
    unsigned *flags;
} lt_aerosol_states;

typedef struct lt_aerosol_tile {
    double *mass, *density;         /* kg; kg m-3 */
    double *temperature, *humidity; /* K; 0..1 */
    double *x[LT_N_PARTS];          /* kg/kg */
    lt_aerosol_states states;
    double *memory;
    lt_aerosol_work work;
} lt_aerosol_tile;

lt_status lt_aerosol_tile_create(const lt_aerosol_plan *plan, lt_aerosol_tile *out);
void lt_aerosol_tile_free(lt_aerosol_tile *tile);
/* A step of dt s of the state's tile of this number. An error leaves the state of the tile as it was, and names the
 * cell. */
lt_status lt_aerosol_tile_step(const lt_aerosol_plan *plan, lt_state *state, const lt_air *air, int number, double dt,
                               lt_aerosol_tile *tile, double *won);

/* aerosol_inorganic.c: sulfuric acid condenses, then nitrate, ammonium and chloride go where the equilibrium has them;
 * water and acidity of fine particles. */
void lt_aerosol_inorganic(const lt_aerosol_plan *plan, lt_aerosol_tile *tile);

#endif
