/* skill_cell.h - what a row of skill.h adds up, and one forecast beside its observation. Inside of the folder. */
#ifndef LT_SKILL_CELL_H
#define LT_SKILL_CELL_H

#include "postproc/skill/skill.h"

/* One forecast of one place. NaN: missing. */
typedef struct lt_skill_sample {
    int place, season;
    int level; /* of the observation; -1: not known */
    int wanted;
    int n_members;                  /* that are there, of the wanted ones */
    double members[LT_MOST_RANKED]; /* ascending */
    double forecast, obs;
    double crps, crps_fair;
    double reference[LT_N_SKILL_REFERENCES], reference_crps[LT_N_SKILL_REFERENCES];
    int forecast_level; /* -1: not known */
    double probability[LT_SKILL_EVENTS];
    const lt_aqi *forecast_aqi, *observed_aqi; /* of the AQI, else NULL */
} lt_skill_sample;

typedef struct lt_skill_cell_against {
    long n;
    lt_exactsum forecast_square, reference_square, forecast_crps, reference_crps;
} lt_skill_cell_against;

typedef struct lt_skill_cell {
    long no_forecast, no_obs, neither, short_ensembles, n_fair;
    lt_paired pairs;
    lt_exactsum crps, crps_fair;
    lt_skill_cell_against against[LT_N_SKILL_REFERENCES];
    lt_contingency event[LT_SKILL_EVENTS];
    lt_reliability probability[LT_SKILL_EVENTS];
    lt_rank_histogram rank;
    lt_aqi_hits hits;
} lt_skill_cell;

/* An lt_skill_cell that is all zeros is empty. */
void lt_skill_cell_add(lt_skill_cell *cell, const lt_skill_sample *sample, const lt_aqi_range *range);
void lt_skill_cell_finish(const lt_skill_cell *cell, lt_skill_key key, lt_skill_row *out);

#endif
