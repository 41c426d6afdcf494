/* skill.h - the scores of a set of forecasts: by lead, and within each lead by place, season, observed level, and clear
 * or polluted. Pure: the same bits for any order of pairs.
 *
 * Rows of a species are of its concentrations; its level of a day is that of its own sub-index (IAQI). The
 * deterministic forecast of an ensemble is the mean of its members that are there. Events are levels of the sub-index
 * and above (lt_skill_events: above 100, 150, 200); their probability is the share of members. Rows of the AQI
 * (quantity LT_SKILL_AQI) are of whole numbers of the index (of the mean concentrations, of each member for
 * probabilities) on the pollutants that both sides have, and only of days; they alone have `hits`.
 *
 * What is missing is counted: `pairs.n` where both are there, no_forecast where only the observation is, no_obs where
 * only the forecast is (never in rows by level: the level is not known), neither where a place lacks both. A member
 * that is missing leaves the others (`short_ensembles`), and its pair has no place in the rank histogram.
 *
 * Skill against a reference: 1 - S / S_ref on the pairs that both have (`n`): of squares (`mse`) and of CRPS (`crps`;
 * of forecasts of one value it is the absolute error). Persistence is one value. Climatology is a mean for squares and
 * its members for CRPS, else its CRPS would be that of a forecaster who is never in doubt. Ensembles are compared by
 * the fair CRPS (reference: ensemble.h), which does not depend on how many members each has.
 *
 * In rows of an observed level or class FAR, threat score, frequency bias and ETS are NaN: chosen by what was observed,
 * they say nothing. A value without an index (negative) has no level. The same rows of R and of mean errors are of a
 * narrow range and show what bias the class has. */
#ifndef LT_SKILL_H
#define LT_SKILL_H

#include "postproc/skill/aqi_hits.h"
#include "postproc/skill/contingency.h"
#include "postproc/skill/ensemble.h"
#include "postproc/skill/forecast_set.h"
#include "postproc/skill/paired.h"
#include "postproc/skill/reliability.h"

enum { LT_SKILL_AQI = LT_N_MEASURED, LT_SKILL_EVENTS = 3, LT_N_SEASONS = 4 };
extern const lt_aqi_level lt_skill_events[LT_SKILL_EVENTS];
/* "DJF", "MAM", "JJA", "SON" by month of UTC+8. */
extern const char *const lt_season_names[LT_N_SEASONS];

typedef enum lt_skill_reference {
    LT_SKILL_PERSISTENCE,
    LT_SKILL_CLIMATOLOGY,
    LT_N_SKILL_REFERENCES
} lt_skill_reference;
extern const char *const lt_skill_reference_names[LT_N_SKILL_REFERENCES];

/* What a row is of; -1: of all. */
typedef struct lt_skill_key {
    int quantity; /* lt_measured, or LT_SKILL_AQI */
    int lead;
    int place, season, level;
    int polluted; /* 0: observed index up to 100, 1: above */
} lt_skill_key;

typedef struct lt_skill_against {
    long n;
    bool too_few;
    double mse, crps; /* skill, 1 is perfect, 0 as good as the reference; NaN where it is not defined */
    double forecast_rmse, reference_rmse, forecast_crps, reference_crps; /* on the n pairs */
} lt_skill_against;

typedef struct lt_skill_row {
    lt_skill_key key;
    long no_forecast, no_obs, neither, short_ensembles;
    lt_paired_score pairs;
    double crps, crps_fair; /* crps_fair: NaN where no pair has two members; then crps is MAE */
    lt_skill_against against[LT_N_SKILL_REFERENCES];
    lt_contingency event[LT_SKILL_EVENTS];
    lt_contingency_score event_score[LT_SKILL_EVENTS];
    lt_reliability_score probability[LT_SKILL_EVENTS]; /* n = 0 with one member */
    long ranked;
    int ranks; /* places of the rank histogram, 0: none */
    double rank[LT_MOST_RANKED + 1], rank_chi2;
    lt_aqi_hits hits;
    lt_aqi_hit_score hit;
} lt_skill_row;

typedef struct lt_skill_setup {
    const lt_standards *standards;
    lt_index_rules rules;
    const lt_aqi_range *range;         /* NULL: lt_aqi_range_practice */
    int window, least;                 /* of the climatology (reference.h); 0: 15 days, 10 members */
    bool by_place, by_place_and_class; /* rows of each place; of each place's clear and polluted days too */
} lt_skill_setup;

typedef struct lt_skill {
    lt_skill_row *rows; /* by quantity (species in the set's order, AQI last), lead, then all, seasons, levels, classes,
                           places */
    long n;
} lt_skill;

/* LT_ERR_MEMORY, or LT_ERR_INPUT of a set that is not whole (no place, lead, member; steps fewer than cycles ask). */
lt_status lt_skill_of(const lt_forecast_set *set, const lt_skill_setup *setup, lt_skill *out);
void lt_skill_free(lt_skill *skill);
/* The row with exactly this key, NULL if none. */
const lt_skill_row *lt_skill_find(const lt_skill *skill, lt_skill_key key);

#endif
