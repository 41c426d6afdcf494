/* aerosol_tile.h - one tile of columns through the aerosol's step: what a thread works with. Private to the folder.
 *
 * Rows of n = nz LT_LANES cells, cell (k, lane) at k LT_LANES + lane, in double; of species as in the state, kg/kg. */
#ifndef LT_AEROSOL_TILE_H
#define LT_AEROSOL_TILE_H

#include "model/aerosol/aerosol.h"
#include "model/aerosol/aerosol_parts.h"
#include "model/aerosol/cloud/cloud.h"
#include "model/aerosol/constituents.h"
#include "model/aerosol/equilibrium/equilibrium.h"
#include "model/aerosol/organics/partition.h"
#include "model/aerosol/particle_kinds.h"
#include "model/aerosol/sizes/sizes.h"
#include "model/aerosol/uptake/kernels.h"

/* Rows of the scheme's species in a tile, -1: the set lacks it. */
typedef struct lt_aerosol_organics_plan {
    const lt_organics_scheme *scheme;
    const lt_organics_kernel *kernel;
    lt_organics_facts facts;
    int gas[LT_ORGANICS_MOST_PAIRS], particle[LT_ORGANICS_MOST_PAIRS], only[LT_ORGANICS_MOST_ONLY];
} lt_aerosol_organics_plan;

/* What all tiles share. */
typedef struct lt_aerosol_plan {
    lt_aerosol_setup setup;
    lt_aerosol_parts parts;
    lt_equilibrium_setup equilibrium;
    lt_aerosol_organics_plan organics;
    const lt_uptake_kernel *uptake;
    lt_haze_setup haze;
    lt_cloud_setup clouds;
    lt_particle_kinds kinds;
    int *row_of_kind; /* [kinds.n] */
    int nz, n;        /* layers; cells of a tile */
} lt_aerosol_plan;

/* Rows of the equilibrium, mol/m3. */
typedef struct lt_aerosol_states {
    double *humidity; /* within the bounds of aerosol.h */
    double *total[LT_N_TOTALS], *gas[LT_N_GASES], *ion[LT_N_IONS], *water;
    unsigned *flags;
} lt_aerosol_states;

/* Working rows that no process keeps: totals and particles of a scheme's organics need the most. */
enum { LT_AEROSOL_SPARE = 2 * LT_ORGANICS_MOST_PAIRS + LT_ORGANICS_MOST_ONLY };

typedef struct lt_aerosol_tile {
    int n;                                     /* cells */
    double *mass, *density;                    /* kg; kg m-3 */
    double *temperature, *pressure, *humidity; /* K; Pa; 0..1 */
    double *light, *daylight;                  /* sun on the ground, W m-2; 0 night .. 1 day */
    double *cloud, *cloud_water;               /* share of the cell with drops that react, 0: none; kg/kg */
    double **row;                              /* [parts.n] kg/kg */
    double *x[LT_N_PARTS];                     /* of them those that are known by name, NULL: the set lacks it */
    double *surface[LT_N_PARTICLE_MODES];      /* of wet particles, m2/m3 */
    double *radius[LT_N_PARTICLE_MODES];       /* effective, m */
    double *spare[LT_AEROSOL_SPARE];
    lt_aerosol_states states;
    unsigned *cloud_flags;
    unsigned char *unsplit;        /* 1: the organics are not solved */
    double middle;                 /* of the step, s since 1970-01-01 UTC */
    struct lt_aerosol_tile *drops; /* room for those of its cells that have drops (aerosol_drops.c) */
    int *place;                    /* [drops->n] which they are */
    double *memory;
    lt_aerosol_work work;
} lt_aerosol_tile;

lt_status lt_aerosol_tile_create(const lt_aerosol_plan *plan, lt_aerosol_tile *out);
void lt_aerosol_tile_free(lt_aerosol_tile *tile);
/* A step of dt s around `middle` of the state's tile of this number. An error leaves the state of the tile as it was,
 * and names the cell. */
lt_status lt_aerosol_tile_step(const lt_aerosol_plan *plan, lt_state *state, const lt_air *air, int number,
                               double middle, double dt, lt_aerosol_tile *tile, double *won);

/* aerosol_amounts.c: mol/m3 of a part, 0 where it is below zero or the set lacks it; and what a process made of that
 * back into the row, so that a row that nothing changed keeps its bits and none falls below zero. */
void lt_aerosol_amount(const lt_aerosol_plan *plan, const lt_aerosol_tile *tile, int part, double *out);
void lt_aerosol_changed(const lt_aerosol_plan *plan, lt_aerosol_tile *tile, int part, const double *before,
                        const double *after);

/* aerosol_sizes.c: surface and radius of the wet particles by mode. */
void lt_aerosol_sizes(const lt_aerosol_plan *plan, lt_aerosol_tile *tile);
/* aerosol_inorganic.c: sulfuric acid condenses, then nitrate, ammonium and chloride go where the equilibrium has them;
 * ions, water and acidity of fine particles. */
void lt_aerosol_inorganic(const lt_aerosol_plan *plan, lt_aerosol_tile *tile);
/* aerosol_organic.c */
void lt_aerosol_organics_find(const lt_chemical_set *set, const char *isa, lt_aerosol_parts *parts,
                              lt_aerosol_organics_plan *out);
void lt_aerosol_partition(const lt_aerosol_plan *plan, lt_aerosol_tile *tile);
/* aerosol_haze.c: after the equilibrium, whose ions it takes. */
void lt_aerosol_haze(const lt_aerosol_plan *plan, lt_aerosol_tile *tile, double dt);
/* aerosol_drops.c: cells with drops by themselves, so that what a cell becomes does not hang on its tile. take: how
 * many of the tile's columns there are, and what the clouds and the equilibrium know of them; give back what these
 * change. */
lt_status lt_aerosol_drops_create(const lt_aerosol_plan *plan, lt_aerosol_tile *tile);
void lt_aerosol_drops_free(lt_aerosol_tile *tile);
int lt_aerosol_drops_take(const lt_tile *columns, lt_aerosol_tile *tile);
void lt_aerosol_drops_give(lt_aerosol_tile *tile);
/* aerosol_cloud.c */
void lt_aerosol_clouds(const lt_aerosol_plan *plan, lt_aerosol_tile *tile, double dt);
/* aerosol_coarse.c: nitric acid to coarse sea salt and soil. */
void lt_aerosol_coarse(const lt_aerosol_plan *plan, lt_aerosol_tile *tile, double dt);

#endif
