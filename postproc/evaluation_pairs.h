/* evaluation_pairs.h - the judged intervals of one series in one period, and a value of each predictor. */
#ifndef LT_EVALUATION_PAIRS_H
#define LT_EVALUATION_PAIRS_H

#include "postproc/evaluation.h"

typedef struct lt_pairs {
    const lt_obs_series *series;
    long n;        /* intervals of which every hour lies inside the period */
    long observed; /* of them with an observation */
    lt_time *time; /* starts */
    double *obs, *value[LT_N_PREDICTORS];
    double *draw[LT_MOST_DRAWS], *nox; /* nox: mean over the draws, for NO2 only */
    int n_draws;
    bool has_regression, daily_weather;
    lt_training training;
} lt_pairs;

lt_status lt_pairs_create(const lt_obs_series *series, const lt_period *period, int n_draws, lt_pairs *out);
void lt_pairs_free(lt_pairs *pairs);
/* From the hours of the period of one draw to intervals; nox may be NULL. After the last draw lantian is their mean. */
void lt_pairs_draw(lt_pairs *pairs, const lt_period *period, int draw, const double *hours, const double *nox);
/* Persistence and climatology; with `regress` the regression, from the hours of the station, else from its days. */
lt_status lt_pairs_baselines(lt_pairs *pairs, const lt_period *period, const lt_evaluation_input *input, bool regress);
/* The score of a predictor; that of lantian on the pairs that a predictor has too. */
lt_statistics lt_pairs_score(const lt_pairs *pairs, const double *value);
bool lt_pairs_is_worse(const lt_pairs *pairs, enum lt_predictor than);

#endif
