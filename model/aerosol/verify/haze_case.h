/* haze_case.h - columns of haze over central Liaoning in memory: gas chemistry and aerosol of a mechanism as a run
 * steps them (model/bench/gas_case.h), between emission, mixing, the ground and air that comes from outside. Every
 * column is a scenario; what they are given stands in haze_sources.h.
 *
 * A step of dt: emission; mixing of the lowest layers; dry deposition of the lowest one, c -> c exp(-v dt / h);
 * ventilation of every layer, c -> c + (1 - exp(-dt u / L)) (outside - c); gas chemistry and aerosol. Outside is clean
 * air, the background of the month (state/background.h), or another column: the districts of a city stand in the air of
 * their prefecture, and that may answer to the same measure or not. No other process: no rain, no wind by height.
 * The last day is judged: means of the lowest layer. Each term is kept by itself; what they and the chemistry do not
 * explain of the change is rounding of the state. */
#ifndef LT_HAZE_CASE_H
#define LT_HAZE_CASE_H

#include "model/aerosol/verify/haze_sources.h"
#include "model/bench/gas_case.h"

typedef struct lt_haze_column {
    double left[LT_N_HAZE_CUTS]; /* of the emission, 1: all */
    lt_haze_place place;
    int outside; /* a column before this one, -1: clean air */
} lt_haze_column;

typedef struct lt_haze_setup {
    lt_haze_season season;
    int days; /* the last one is judged */
    int n;
    const lt_haze_column *columns; /* [n], outlive the case */
    unsigned paths;                /* of aerosol/paths.h that run */
} lt_haze_setup;

typedef enum lt_haze_term { LT_HAZE_EMITTED, LT_HAZE_VENTED, LT_HAZE_TAKEN, LT_N_HAZE_TERMS } lt_haze_term;

typedef struct lt_haze_case {
    lt_haze_setup setup;
    lt_gas_case air; /* its cells of a layer, one after the other, are the columns */
    int n_sources;
    struct lt_haze_emitted {
        int species;
        lt_haze_source rate[2]; /* by place */
    } * sources;
    double *velocity;              /* [s] m/s */
    double *clean;                 /* [s][layer] kg/kg */
    double *before;                /* [s][column] kg at the start */
    double *term[LT_N_HAZE_TERMS]; /* [s][column] kg since the start, < 0: lost */
    double *sum;                   /* [s][column] kg/kg of the lowest layer, sum over n_sums steps of the last day */
    int n_sums;
    double density; /* kg/m3 of the lowest layer */
} lt_haze_case;

/* Runs them. LT_ERR_INPUT, LT_ERR_NUMERIC: of the chemistry; LT_ERR_MEMORY. Free it also then. */
lt_status lt_haze_run(const lt_haze_setup *setup, lt_haze_case *out);
void lt_haze_free(lt_haze_case *haze);

/* Mean of the last day in a column: ug/m3 of the mass named, ppb of a gas; 0 if the set lacks it. */
double lt_haze_ugm3(const lt_haze_case *haze, int column, const char *species);
double lt_haze_ppb(const lt_haze_case *haze, int column, const char *species);
/* Fine particles without water and free H+; their organic matter; soil and ions of the crust. */
double lt_haze_pm25(const lt_haze_case *haze, int column);
double lt_haze_organic(const lt_haze_case *haze, int column);
double lt_haze_mineral(const lt_haze_case *haze, int column);
/* Adjusted gas ratio (NH3 + NO3-) / (HNO3 + NO3-), moles (Pinder et al. 2008, doi 10.1016/j.atmosenv.2007.08.025, R).
 */
double lt_haze_gas_ratio(const lt_haze_case *haze, int column);
/* kg of a species in a column now. */
double lt_haze_burden(const lt_haze_case *haze, int species, int column);

#endif
