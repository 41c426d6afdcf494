/* targets_input.h - all that the boards of a finished run (board.h) are made of: its summary, the error of its model
 * (evaluation.json), the draws of its inventory (uncertainty_base.csv), the observations of its base where there are
 * any. */
#ifndef LT_TARGETS_INPUT_H
#define LT_TARGETS_INPUT_H

#include "postproc/evaluation.h"
#include "postproc/judgement/board.h"
#include "postproc/judgement/judge_all.h"

/* A year that was observed, with what it says. */
typedef struct lt_observed_year {
    int year; /* 0: no observations */
    lt_obs_set set;
    lt_judged judged; /* of them; standards alone without */
    lt_facts facts, bases;
} lt_observed_year;
/* LT_ERR_INPUT: nothing of that year. Also after an error to be freed. */
lt_status lt_observed_year_read(const lt_observed_base *base, lt_observed_year *out);
void lt_observed_year_free(lt_observed_year *of);

typedef struct lt_targets_input {
    lt_board_input board; /* borrows all that follows */
    lt_targets targets;
    lt_observed_year observed;
    cJSON *summary;
    double *weights;
    struct lt_csv *draws;
} lt_targets_input;
/* summary: path of summary.json; folder: what stands beside it. base: n 0: no projection; year 0: base_year of the run.
 * Must not be moved. */
lt_status lt_targets_input_read(const char *folder, const char *summary, const lt_observed_base *base,
                                lt_targets_input *out);
void lt_targets_input_free(lt_targets_input *input);

#endif
