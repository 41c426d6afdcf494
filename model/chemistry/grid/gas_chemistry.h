/* gas_chemistry.h - the gas chemistry of a run on its grid, a tile of columns at a time.
 *
 * Of every tile: mixing ratios into ppb, c = q (M_air / M_s) 1e9; the air around them (gas_air.h); photolysis
 * frequencies (gas_light.h); uptake by particles (gas_uptake.h); rate constants; integration with the step
 * that each cell had kept; back into the state. What a cell becomes depends on nothing but its own column, so no bit
 * depends on threads or blocks.
 *
 * A mixing ratio that the chemistry leaves alone keeps its bits, and so does what rounding has put below zero; one that
 * loses less than half gets the change, one that loses more is set: none becomes negative by rounding. Species of the
 * mechanism that are not carried (some particles, counters) begin every step with 0 and are forgotten after it, but for
 * counters of the organics, which become what the set's scheme says. What N2O5 and epoxides leave in particles
 * (H2NO3P*, IEPOXP) lasts 1e-9 s (aerosol/uptake/uptake.h): nothing of it is left to be forgotten. */
#ifndef LT_GAS_CHEMISTRY_H
#define LT_GAS_CHEMISTRY_H

#include "grids/grid.h"
#include "model/aerosol/uptake/uptake.h"
#include "model/chemistry/solver/chemistry.h"
#include "model/state/chemical_set.h"
#include "model/state/restart.h"
#include "model/state/state.h"
#include "model/state/weather.h"
#include "model/transport/air.h"

typedef struct lt_gas_chemistry lt_gas_chemistry;

/* All of it outlives the chemistry. */
typedef struct lt_gas_setup {
    const lt_chemical_set *set; /* with a mechanism */
    const lt_grid *grid;
    const lt_state *state; /* whose first set->n species are those of the set */
    lt_weather *weather;   /* what is needed of it is asked for (lt_weather_want) */
    const lt_kernels *kernels;
    double ozone_DU;  /* column of the run; 0: the climatology's */
    unsigned paths;   /* of aerosol/paths.h that run */
    unsigned tunings; /* of aerosol/tunings.h that are on */
    lt_n2o5_law n2o5; /* of fine particles (aerosol/uptake/uptake.h) */
    bool aqueous;     /* chemistry in clouds: the weather must have them */
} lt_gas_setup;

/* LT_ERR_INPUT: of gas_judge.h; an ozone column that cannot be, a latitude beyond the climatology;
 * LT_ERR_MEMORY. */
lt_status lt_gas_chemistry_create(const lt_gas_setup *setup, lt_gas_chemistry **out);
void lt_gas_chemistry_free(lt_gas_chemistry *chemistry); /* NULL is fine */
/* A step of dt s whose middle is at `middle` [s since 1970-01-01 UTC], with the hour of the weather that is loaded and
 * the air of the moment. won [s][ny][nx] gets the kg of every species on top (less than 0 for what is lost), as the
 * differences of the state; clipped [s][ny][nx] (NULL: nobody asks) what of it the clipping of negative values made.
 * LT_ERR_NUMERIC, LT_ERR_INPUT name cell and time, and a cell that finds no solution is logged as a case for `lantian
 * box`. Collective on the ranks of the state, each of which ends with the errors of its own cells. */
lt_status lt_gas_chemistry_step(lt_gas_chemistry *chemistry, lt_state *state, const lt_air *air, double middle,
                                double dt, double *won, double *clipped);
/* What was found of the columns in the last step: [LT_N_GAS_SEEN][ny][nx] (gas_seen.h). */
const double *const *lt_gas_chemistry_seen(const lt_gas_chemistry *chemistry);
/* The step of each cell, into a restart file or out of it. */
lt_status lt_gas_chemistry_exchange(lt_gas_chemistry *chemistry, lt_restart *restart, const char *group,
                                    const lt_part *part);
/* Takes the content of the shipped tables into a digest (those of the mechanism: lt_chemical_set_inputs). */
lt_status lt_gas_chemistry_inputs(lt_hash *hash);

/* Where the processor time of the threads went since the start, s, and what the solver did. */
typedef struct lt_gas_work {
    double copy, air, light, rates, solve; /* copy: in and out of the state */
    lt_chem_counts counts;
    int64_t cells;  /* cells that were integrated here, each counted in every step */
    int64_t guests; /* tiles of other ranks among them */
} lt_gas_work;
lt_gas_work lt_gas_chemistry_work(const lt_gas_chemistry *chemistry);

#endif
