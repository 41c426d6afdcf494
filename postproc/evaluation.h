/* evaluation.h - the base run beside observations: evaluation.json and a table on the terminal.
 *
 * Section `evaluation:` of case.yaml:
 *   observations: [files]   found as base/document_path.h has it, the folder of the real data last
 *   weather: [files]        weather of the station, hours or days, for the regression; may be absent
 *   base_observations: [files]    a year of the cities' days (or hours) from which targets are projected
 *                           (judgement/board.h); they are not evaluated
 *   base_observed_year      their year; default: base_year of the case
 * --obs FILE judges FILE instead; the files of the case then only serve the baselines. A case without the section and
 * without --obs is not evaluated.
 * Every series with values inside a period gives one row a predictor, and is judged on whole intervals: hours and local
 * days (UTC+8) of which every hour lies inside the period. The model is brought to the state of the observation; where
 * the weather has several draws, lantian is the mean of their values. `evidence` is true only for the city whose
 * weather drove the run. O3 of days is the daily maximum of 8-h means (ozone_day.h). What the chemistry of the run does
 * not have (ozone of `chemistry: off`) is counted, not judged. */
#ifndef LT_EVALUATION_H
#define LT_EVALUATION_H

#include "base/job.h"
#include "grids/grid.h"
#include "postproc/baseline.h"
#include "postproc/city_value.h"
#include "postproc/conc.h"
#include "postproc/obs/obs.h"
#include "postproc/obs/station_weather.h"
#include "postproc/statistics.h"

typedef struct lt_evaluation_setup {
    lt_list observations, weather, base_observations; /* char * */
    long base_observed_year;                          /* 0: the base year */
} lt_evaluation_setup;
extern const lt_config_row lt_evaluation_rows[];

#define LT_PREDICTOR_LIST(X)                                                                                           \
    X(LANTIAN, "lantian", "蓝天")                                                                                      \
    X(PERSISTENCE, "persistence", "持续性")                                                                            \
    X(CLIMATOLOGY, "climatology", "气候平均")                                                                          \
    X(REGRESSION, "regression", "气象回归")
enum lt_predictor {
#define LT_PREDICTOR_ENUM(id, name, zh) LT_PREDICTOR_##id,
    LT_PREDICTOR_LIST(LT_PREDICTOR_ENUM)
#undef LT_PREDICTOR_ENUM
        LT_N_PREDICTORS
};
extern const char *const lt_predictor_names[LT_N_PREDICTORS], *const lt_predictor_names_zh[LT_N_PREDICTORS];

enum { LT_MOST_DRAWS = 9 };

typedef struct lt_evaluation_row {
    long period; /* index in lt_evaluation.periods */
    lt_obs_key key;
    lt_obs_state state; /* of the first pair */
    enum lt_predictor predictor;
    bool evidence;
    lt_statistics score;
    /* lantian */
    int n_draws; /* above 1: draw[] holds the score of each */
    lt_statistics draw[LT_MOST_DRAWS];
    bool derived;    /* NO2 by no2_ratio.h, of a chemistry with NOx alone */
    double mean_nox; /* derived: NOx as NO2 over the pairs, the bound that NO2 cannot pass; else NaN */
    unsigned worse;  /* bit p: by NME worse than predictor p on the pairs that both have */
    /* regression */
    lt_training training;
    bool daily_weather;
} lt_evaluation_row;

typedef struct lt_evaluation_period_info {
    char id[64];
    lt_time start, end;
    int n_draws;
    lt_weather_label weather;
} lt_evaluation_period_info;

/* Observed, and nothing to judge by them. */
typedef struct lt_evaluation_waiting {
    long period, n;
    lt_obs_key key;
    bool evidence;
} lt_evaluation_waiting;

/* The values behind the scores of the judged city, for pictures. */
typedef struct lt_evaluation_series {
    long period, n;
    lt_obs_key key;
    lt_time start;
    double *obs, *model, *least, *most; /* every interval from start; NaN = missing; least and most over the draws */
} lt_evaluation_series;

typedef struct lt_evaluation {
    lt_evaluation_row *rows;
    long n, capacity;
    lt_evaluation_waiting *waiting;
    long n_waiting, waiting_capacity;
    lt_evaluation_series *series;
    long n_series, series_capacity;
    lt_evaluation_period_info *periods;
    long n_periods, periods_capacity;
    char *remarks; /* lines: what was left out and why */
} lt_evaluation;

/* What is judged with what, read once. */
typedef struct lt_evaluation_input {
    lt_obs_set observations, background;
    lt_station_weather hours, days; /* value[0] is NULL where there is none */
    char *remarks;
} lt_evaluation_input;

/* false in *wanted: the case has nothing to evaluate. */
lt_status lt_evaluation_input_read(const lt_job *job, bool *wanted, lt_evaluation_input *out);
void lt_evaluation_input_free(lt_evaluation_input *input);
/* What targets are projected from: the paths of the section; n is 0 where it names none. */
typedef struct lt_observed_base {
    char **names;
    int n, year;
} lt_observed_base;
lt_status lt_observed_base_of(const lt_job *job, lt_observed_base *out);
void lt_observed_base_free(lt_observed_base *base);
/* Feeds section, --obs and the digests of the files into hash. */
lt_status lt_evaluation_digest(const lt_job *job, lt_hash *hash);
/* Adds a line to a text of lines, once. */
lt_status lt_evaluation_remark(char **lines, const char *text);

/* Is it the daily maximum of 8-h means of ozone, not a mean? */
static inline bool lt_evaluation_is_mda8(const lt_obs_key *key) {
    return key->species == LT_MEASURED_O3 && key->interval_s == LT_DAY;
}

/* Adds the rows of one period; job->period is set, job->variant is "base". */
lt_status lt_evaluation_period(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                               const lt_evaluation_input *input, lt_evaluation *out);
void lt_evaluation_free(lt_evaluation *evaluation);
/* evaluation.json as text (caller frees), and the table from such a text. */
lt_status lt_evaluation_json(const lt_evaluation *evaluation, char **out);
lt_status lt_evaluation_print(const char *json_text, bool chinese);

/* What a row of lantian in the evidence city means, as a sentence of at most size bytes. */
void lt_evaluation_sentence(const lt_evaluation *evaluation, const lt_evaluation_row *row, bool chinese, char *out,
                            size_t size);
/* "by NME worse than climatology and regression", "" when it is not. */
void lt_evaluation_below(const lt_evaluation_row *row, bool chinese, char *out, size_t size);

#endif
