/* evaluation.h - the base run beside observations: evaluation.json and a table on the terminal.
 *
 * Section `evaluation:` of case.yaml:
 *   observations: [files]   looked for as given, then in the folder of the real data (lt_data_path)
 *   weather: file           hourly weather of the station, for the regression; may be absent
 * --obs FILE judges FILE instead; the files of the case then only serve the baselines. A case without the section and
 * without --obs is not evaluated.
 * Every series with values inside a period gives one row a predictor. `evidence` is true only for the city whose
 * weather drove the run. Pairs: intervals fully inside the period; the model is brought to the state of the
 * observation. */
#ifndef LT_EVALUATION_H
#define LT_EVALUATION_H

#include "base/job.h"
#include "grids/grid.h"
#include "postproc/city_value.h"
#include "postproc/conc.h"
#include "postproc/obs/obs.h"
#include "postproc/obs/station_weather.h"
#include "postproc/statistics.h"

typedef struct lt_evaluation_setup {
    lt_list observations; /* char * */
    char *weather;
} lt_evaluation_setup;
extern const lt_config_row lt_evaluation_rows[];

#define LT_PREDICTOR_LIST(X)                                                                                           \
    X(LANTIAN, "lantian") X(PERSISTENCE, "persistence") X(CLIMATOLOGY, "climatology") X(REGRESSION, "regression")
enum lt_predictor {
#define LT_PREDICTOR_ENUM(id, name) LT_PREDICTOR_##id,
    LT_PREDICTOR_LIST(LT_PREDICTOR_ENUM)
#undef LT_PREDICTOR_ENUM
        LT_N_PREDICTORS
};
extern const char *const lt_predictor_names[LT_N_PREDICTORS];

typedef struct lt_evaluation_row {
    char period[64], site[48], averaging[8];
    enum lt_predictor predictor;
    bool evidence;
    lt_statistics score;
} lt_evaluation_row;

typedef struct lt_evaluation {
    lt_evaluation_row *rows;
    long n, capacity;
    char *remarks;       /* lines: what was left out and why */
    bool standard_state; /* did any series need the standard state? */
} lt_evaluation;

/* What is judged with what, read once. */
typedef struct lt_evaluation_input {
    lt_obs_set observations, background;
    lt_station_weather weather;
    bool has_weather;
    char *remarks;
} lt_evaluation_input;

/* false in *wanted: the case has nothing to evaluate. */
lt_status lt_evaluation_input_read(const lt_job *job, bool *wanted, lt_evaluation_input *out);
void lt_evaluation_input_free(lt_evaluation_input *input);
/* Feeds section, --obs and the digests of the files into hash. */
lt_status lt_evaluation_digest(const lt_job *job, lt_hash *hash);

/* Adds the rows of one period; job->period is set, job->variant is "base". */
lt_status lt_evaluation_period(const lt_job *job, const lt_grid *grid, const lt_city_weights *cities,
                               const lt_evaluation_input *input, lt_evaluation *out);
void lt_evaluation_free(lt_evaluation *evaluation);
/* evaluation.json as text (caller frees), and the table from such a text. */
lt_status lt_evaluation_json(const lt_evaluation *evaluation, const lt_weather_label *weather, char **out);
lt_status lt_evaluation_print(const char *json_text, bool chinese);

#endif
