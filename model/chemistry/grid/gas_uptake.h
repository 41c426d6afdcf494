/* gas_uptake.h - how fast the particles of a tile take up gases: HET(...) of the mechanism (aerosol/uptake/uptake.h),
 * from what the state holds of particles, their water and their acidity (that of the last equilibrium). Rows
 * [layer][lane]. Bisulfate by H+ and its dissociation alone, HSO4- = SO4 H/(H + K), K that of the equilibrium whose H+
 * this is (aerosol/equilibrium/constants.h), activities left out: it only weighs how epoxides open. */
#ifndef LT_GAS_UPTAKE_H
#define LT_GAS_UPTAKE_H

#include "model/aerosol/uptake/kernels.h"
#include "model/chemistry/grid/gas_air.h"
#include "model/chemistry/grid/gas_particles.h"
#include "model/chemistry/mechanism/mechanism.h"

/* All of it outlives the plan. */
typedef struct lt_gas_uptake_setup {
    const lt_mechanism *mechanism;
    const char *isa;
    const lt_grid *grid;
    lt_weather *weather; /* what is needed of it is asked for */
    lt_uptake_setup rates;
    bool aqueous; /* clouds have a chemistry: their drops take what particles leave them (uptake.h) */
} lt_gas_uptake_setup;

/* Of all tiles. */
typedef struct lt_gas_uptake_plan {
    const lt_uptake_kernel *kernel;
    lt_gas_uptake_setup setup;
    int *rate; /* [n_externals] which rate of the list an external value is, or -1 */
} lt_gas_uptake_plan;

enum { LT_N_UPTAKE_IONS = 7 };

typedef struct lt_gas_uptake {
    const double *from[LT_N_UPTAKE_IONS]; /* rows of the particles, kg/kg, NULL: the set lacks it */
    double per_kg[LT_N_UPTAKE_IONS];      /* mol */
    double *amount[LT_N_UPTAKE_IONS];     /* mol/m3 */
    double *bisulfate, *organic, *organic_share, *soot_share;
    double *water, *coarse_water; /* mol/m3 */
    double *light;                /* sun on the ground, W m-2 */
    double *cloud_water, *cloud;  /* kg/kg; share of the cell with drops (aerosol/drop_share.h) */
    double *rate[LT_N_UPTAKES];   /* as the list of uptake.h says */
    double *memory;
} lt_gas_uptake;

/* LT_ERR_MEMORY. */
lt_status lt_gas_uptake_plan_create(const lt_gas_uptake_setup *setup, lt_gas_uptake_plan *out);
void lt_gas_uptake_plan_free(lt_gas_uptake_plan *plan);
/* For the particles of a set. Free it also then. */
lt_status lt_gas_uptake_create(const lt_gas_particles *particles, const lt_chemical_set *set, int nz,
                               lt_gas_uptake *out);
void lt_gas_uptake_free(lt_gas_uptake *uptake);
/* In the hour of the weather that is loaded. */
void lt_gas_uptake_take(const lt_gas_uptake_plan *plan, const lt_tile *columns, const lt_gas_air *air,
                        const lt_gas_particles *particles, lt_gas_uptake *uptake);

#endif
