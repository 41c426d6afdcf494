/* gas_case.h - columns of air made in memory for the chemistry of the grid: what the benchmark runs and tests look at.
 *
 * The grid lies over Liaoning; its columns go from clean to the middle of a town, a third of them under cloud, an
 * eighth at sea. Air of a hydrostatic atmosphere 285 K warm at the ground, 6.5 K colder a kilometre, relative humidity
 * 0.6. Nothing moves; a step may add emissions, mixed through the lowest kilometre. */
#ifndef LT_GAS_CASE_H
#define LT_GAS_CASE_H

#include "model/aerosol/aerosol.h"
#include "model/chemistry/grid/gas_chemistry.h"

/* 2020-06-20 16:00 UTC, midnight of 21 June in UTC+8. */
#define LT_GAS_CASE_START 1592668800

typedef struct lt_gas_case_setup {
    const char *chemistry; /* "cb6r5" */
    int nx, ny, nz;
    double cell_m;
    const double *z_edge; /* [nz + 1] m */
    int blocks_x, blocks_y;
    unsigned paths; /* of aerosol/paths.h that run */
    bool coarse_nitrate;
} lt_gas_case_setup;

typedef struct lt_gas_case {
    lt_chemical_set *set;
    lt_grid *grid;
    lt_state *state;
    lt_air *air;
    lt_weather weather; /* without a file */
    lt_gas_chemistry *gas;
    lt_aerosol *aerosol;
    double *won; /* [species][ny][nx] kg */
} lt_gas_case;

/* LT_ERR_INPUT: of the mechanism and of lt_gas_chemistry_create; LT_ERR_MEMORY. Free it also then. */
lt_status lt_gas_case_create(const lt_gas_case_setup *setup, lt_gas_case *out);
void lt_gas_case_free(lt_gas_case *c);
/* Fill the state as at the start. */
void lt_gas_case_fill(lt_gas_case *c);
/* A species of all cells to a mixing ratio in ppb (kg/kg of particles); nothing if the set lacks it. */
void lt_gas_case_set(lt_gas_case *c, const char *species, double amount);
/* What dt s of emissions add; local hour 0..24. */
void lt_gas_case_emit(lt_gas_case *c, double hour, double dt);
/* Gas chemistry, then aerosol. */
lt_status lt_gas_case_step(lt_gas_case *c, double middle, double dt);

#endif
